"""Calendar files after RFC 5545. Same session, same UID everywhere, for ever.

Each VEVENT is built once by the icalendar library and kept as text on the session; the deeds that
change a session renew it. Feeds are joined from these texts, byte by byte the same until something
changes: DTSTAMP is the time of the last change, and nothing random stands in the file.
"""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db.models import Prefetch
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import STATUS, Calendar, Event, Timezone
from icalendar.parser import Contentline
from icalendar.prop import vText

from cohorts.domain.wall_time import BERLIN
from cohorts.models import Cohort, Segment, Session
from cohorts.models.session import SessionQuerySet

REFRESH = timedelta(hours=1)
TEACHING_UNIT = 45  # minutes
# Written by hand: libraries unroll the rule into single dates, which some calendars read wrongly.
ZONE = Timezone.from_ical(
    "BEGIN:VTIMEZONE\r\n"
    "TZID:Europe/Berlin\r\n"
    "BEGIN:DAYLIGHT\r\n"
    "DTSTART:19810329T020000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "TZNAME:CEST\r\n"
    "TZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\n"
    "END:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\n"
    "DTSTART:19961027T030000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "TZNAME:CET\r\n"
    "TZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\n"
    "END:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)
STATUS_WORDS = {
    Session.Status.CONFIRMED: STATUS.CONFIRMED,
    Session.Status.TENTATIVE: STATUS.TENTATIVE,
    Session.Status.CANCELLED: STATUS.CANCELLED,
}


def uid(session: Session) -> str:
    """The name by which calendars know the session. Never depends on the site's address."""
    return f"{session.uuid}@{settings.CALENDAR_DOMAIN}"


def vevent(session: Session) -> str:
    """The VEVENT that everybody may see: no online address, no person's name. In German.

    Wants cohort, organiser, place and segments with their modules loaded (see `renew`).
    """
    with override(settings.LANGUAGE_CODE):
        event = Event.new(
            uid=uid(session),
            stamp=session.modified_at.astimezone(UTC),
            last_modified=session.modified_at.astimezone(UTC),
            start=_local(session.starts_at, session),
            end=_local(session.ends_at, session),
            summary=_summary(session),
            location=_location(session) or None,
            description=_description(session),
            status=STATUS_WORDS[Session.Status(session.status)],
            sequence=session.sequence,
        )
        if session.cohort.visibility != Cohort.Visibility.INTERNAL:
            event.add("URL", settings.SITE_URL.rstrip("/") + session.get_absolute_url())
    text: str = event.to_ical().decode()
    return text


def renew(sessions: Iterable[Session], *, now: datetime, touch: bool = False) -> int:
    """Rebuild the VEVENTs of these sessions; answers how many have changed.

    `modified_at` follows the text: it becomes `now` where something shows differently than before,
    and everywhere with `touch` (when sessions enter or leave feeds). Costs the same few queries for
    one session and for many.
    """
    given = {session.pk: session for session in sessions}
    changed = []
    for session in with_everything_shown(Session.objects.filter(pk__in=list(given))):
        if not touch and vevent(session) == session.vevent:
            continue
        session.modified_at = now
        session.vevent = vevent(session)
        given[session.pk].modified_at = now
        given[session.pk].vevent = session.vevent
        changed.append(session)
    Session.objects.bulk_update(changed, ["modified_at", "vevent"], batch_size=200)
    return len(changed)


def texts(sessions: SessionQuerySet) -> list[tuple[int, str]]:
    """Number and kept VEVENT of each session; built on the fly where no deed has written it."""
    kept = list(sessions.values_list("pk", "vevent"))
    missing = [pk for pk, text in kept if not text]
    built = (
        {s.pk: vevent(s) for s in with_everything_shown(Session.objects.filter(pk__in=missing))}
        if missing
        else {}
    )
    return [(pk, text or built[pk]) for pk, text in kept]


def calendar(parts: Iterable[str], *, name: str) -> bytes:
    """A calendar file made of finished VEVENTs."""
    head, tail = _frame(name)
    return "".join([head, *parts, tail]).encode()


def invitation(sessions: Iterable[Session]) -> bytes:
    """The file attached to a mail to somebody with a confirmed seat, with the feed's UID."""
    by_number = {session.pk: session for session in sessions}
    parts = [
        for_one_person(text, online_address=by_number[pk].online_address)
        for pk, text in texts(Session.objects.filter(pk__in=by_number))
    ]
    titles = [session.title for session in by_number.values()]
    return calendar(parts, name=titles[0] if len(titles) == 1 else _("My sessions"))


def for_one_person(
    text: str, *, prefix: str = "", transparent: bool = False, online_address: str = ""
) -> str:
    """A VEVENT as it stands in one person's own calendar.

    `prefix` goes before the summary (such as "Waiting list"); `transparent` leaves the time free;
    the online address is for those who hold a seat or teach.
    """
    if not (prefix or transparent or online_address):
        return text
    lines = []
    for line in text.replace("\r\n ", "").split("\r\n"):  # unfolded
        if prefix and line.startswith("SUMMARY:"):
            line = f"SUMMARY:{_escaped(prefix)}: {line.removeprefix('SUMMARY:')}"
        elif online_address and line.startswith("DESCRIPTION:"):
            line = f"{line}\\nOnline: {_escaped(online_address)}"
        elif line == "END:VEVENT":
            if transparent:
                lines.append("TRANSP:TRANSPARENT")
            if online_address:
                lines.append(f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{online_address}")
        lines.append(line)
    return "\r\n".join(Contentline(line).to_ical().decode() for line in lines)


def with_everything_shown(sessions: SessionQuerySet) -> SessionQuerySet:
    """What a VEVENT is made of, in two queries for any number of sessions."""
    segments = (
        Segment.objects.select_related("module")
        .order_by("position")
        .defer("taught", "module__body")  # long, and not shown
    )
    return sessions.select_related("cohort__organiser", "place").prefetch_related(
        Prefetch("segments", queryset=segments)
    )


def _local(at: datetime, session: Session) -> datetime:
    """Berlin time; UTC where begin or end fall into the hour that occurs twice for the second time,
    because a wall time can only name the first.
    """
    second_reading = any(
        moment.astimezone(BERLIN).fold for moment in (session.starts_at, session.ends_at)
    )
    return at.astimezone(UTC if second_reading else BERLIN)


def _summary(session: Session) -> str:
    # Some calendars ignore the status of events they subscribe to.
    if session.is_cancelled:
        return _printable(_("Cancelled: %(title)s") % {"title": session.title})
    return _printable(session.title)


def _location(session: Session) -> str:
    parts = []
    if session.place:
        parts += [session.place.name, session.place.address, session.place.town]
    if session.is_online:
        parts.append(_("online"))
    return _printable(", ".join(part for part in parts if part))


def _description(session: Session) -> str:
    segments = list(session.segments.all())
    minutes = sum(segment.minutes for segment in segments if segment.counts)
    modules = dict.fromkeys(s.module.title for s in segments if s.module)
    # An event of one session is called as the session: once is enough.
    whole = "" if session.cohort.title == session.title else f"{session.cohort.title} · "
    lines = [session.status_note, whole + session.cohort.organiser.name]
    if minutes:
        units = formats.number_format(round(minutes / TEACHING_UNIT, 1)).removesuffix(",0")
        lines.append(
            _("%(units)s teaching units (%(minutes)d minutes)")
            % {"units": units, "minutes": minutes}
        )
    if modules:
        lines.append(_("Modules: %(titles)s") % {"titles": "; ".join(modules)})
    if session.place and session.place.access:
        lines.append(session.place.access)
    return "\n".join(_printable(line) for line in lines if line)


def _printable(text: str) -> str:
    """Without control characters, which no calendar file may contain."""
    return "".join(c for c in text if unicodedata.category(c) != "Cc")


def _escaped(text: str) -> str:
    return vText(text).to_ical().decode()


@lru_cache(maxsize=64)
def _frame(name: str) -> tuple[str, str]:
    frame = Calendar.new(
        prodid="-//Kursbuch//Termine//DE", method="PUBLISH", refresh_interval=REFRESH
    )
    frame.pop("UID", None)  # random at every call; clients would take the feed for one single event
    frame["NAME"] = vText(_printable(name))  # given to `new` it would not be escaped
    frame["X-WR-CALNAME"] = vText(_printable(name))
    frame["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"  # has no default type
    frame["X-WR-TIMEZONE"] = vText("Europe/Berlin")
    frame["X-PUBLISHED-TTL"] = vText("PT1H")
    frame.add_component(ZONE)
    head, end, rest = frame.to_ical().decode().rpartition("END:VCALENDAR")
    return head, end + rest
