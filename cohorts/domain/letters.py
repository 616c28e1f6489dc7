"""What a message says: made when it is sent, in the person's language and Berlin time."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cohorts.domain import (
    approval_letters,
    calendars,
    consultation_letters,
    decision_letters,
    review_letters,
    staff_letters,
    writing,
)
from cohorts.domain.consents import lacks_guardian
from cohorts.domain.seats import active_sign_up, dates_of, rank
from cohorts.domain.sign_up_links import token
from cohorts.domain.writing import Attachment, Letter
from cohorts.models import Cohort, Message, Session, SignUp

# A message about a sign-up is pointless as soon as the sign-up has moved on.
STATE_TOLD = {
    "sign_up_requested": SignUp.State.REQUESTED,
    "sign_up_confirmed": SignUp.State.CONFIRMED,
    "sign_up_waiting": SignUp.State.WAITING,
    "request_declined": SignUp.State.DECLINED,
    "seat_offered": SignUp.State.OFFERED,
    "offer_expired": SignUp.State.EXPIRED,
    "signed_off": SignUp.State.CANCELLED,
}
LEAVING = ("request_declined", "offer_expired", "signed_off")
WITH_CALENDAR = ("sign_up_confirmed", "session_changed", "session_cancelled")


def is_pointless(message: Message, *, now: datetime) -> bool:
    """Whether the reader would learn nothing true or useful any more."""
    if not message.address or (message.participant and not message.participant.gets_mail):
        return True
    if message.kind in staff_letters.KINDS:
        return staff_letters.is_pointless(message, now=now)
    if message.kind in review_letters.KINDS:
        return review_letters.is_pointless(message, now=now)
    if message.kind in consultation_letters.KINDS:
        return consultation_letters.is_pointless(message, now=now)
    if message.kind in decision_letters.KINDS:
        return decision_letters.is_pointless(message, now=now)
    if message.kind in approval_letters.KINDS:
        return approval_letters.is_pointless(message, now=now)
    if message.kind in STATE_TOLD:
        return _sign_up_moved_on(message, now)
    if message.kind == "cohort_cancelled":
        return message.session is None or (
            message.session.cohort.state != Cohort.State.CANCELLED
            or _sign_up_behind(message, SignUp.ACTIVE) is None
        )
    return _session_moved_on(message, now)


def compose(message: Message, *, now: datetime) -> Letter:
    """The letter for this message. Raises LookupError for what `is_pointless` would hold back."""
    if message.kind in staff_letters.KINDS:
        return staff_letters.compose(message)
    if message.kind in review_letters.KINDS:
        return review_letters.compose(message, now=now)
    if message.kind in consultation_letters.KINDS:
        return consultation_letters.compose(message, now=now)
    if message.kind in decision_letters.KINDS:
        return decision_letters.compose(message, now=now)
    if message.kind in approval_letters.KINDS:
        return approval_letters.compose(message)
    sign_up = message.sign_up or _sign_up_behind(message, SignUp.ACTIVE)
    if sign_up is None:
        raise LookupError(f"Message {message.uuid} belongs to no sign-up.")
    session = message.session or sign_up.session
    cohort = session.cohort if session else sign_up.cohort
    is_about_all = message.kind == "cohort_cancelled"
    is_confirmed = sign_up.state == SignUp.State.CONFIRMED
    with writing.for_reader(message.reader_language) as language:
        sessions = _sessions(message.kind, cohort, session, now)
        context = {
            "name": message.reader_name,
            "title": cohort.title if session is None or is_about_all else session.title,
            "cohort": cohort,
            "session": session,
            "organiser": cohort.organiser,
            "is_guest": sign_up.session_id is not None,
            "appointments": [
                _appointment(s, with_title=session is None, for_holder=is_confirmed)
                for s in sessions
            ],
            "ahead": rank(sign_up) - 1,
            "deadline": _moment(sign_up.offered_until) if sign_up.offered_until else "",
            "day": writing.day(timezone.localtime(session.starts_at)) if session else "",
            "consent_form": _consent_form(message, sign_up, now),
            "link": writing.address(reverse("cohorts:sign_up_by_link", args=[token(sign_up)])),
        }
        with_calendar = message.kind in WITH_CALENDAR and is_confirmed and sessions
        return Letter(
            subject=writing.subject(message.kind, context),
            body=writing.body(message.kind, context),
            language=language,
            reply_to=cohort.organiser.contact,
            attachments=(_calendar_file(sessions),) if with_calendar else (),
        )


def _sign_up_moved_on(message: Message, now: datetime) -> bool:
    sign_up = message.sign_up
    if sign_up is None or sign_up.state != STATE_TOLD[message.kind]:
        return True
    if message.kind in LEAVING:
        came_back = active_sign_up(sign_up.participant, sign_up.cohort, sign_up.session)
        return came_back is not None
    if not sign_up.cohort.takes_sign_ups or (sign_up.session and sign_up.session.is_cancelled):
        return True
    if sign_up.offered_until and sign_up.offered_until <= now:
        return True
    return dates_of(sign_up.cohort, sign_up.session).is_over(now)


def _session_moved_on(message: Message, now: datetime) -> bool:
    session = message.session
    if session is None or session.ends_at <= now:
        return True
    if session.is_cancelled != (message.kind == "session_cancelled"):
        return True
    if session.cohort.state != Cohort.State.PUBLISHED:  # that has a message of its own
        return True
    if _sign_up_behind(message, (SignUp.State.CONFIRMED,)) is None:
        return True
    later = Message.objects.filter(
        participant=message.participant_id, session=session, kind=message.kind, pk__gt=message.pk
    )
    return later.exists()  # the later one tells how things stand now


def _sign_up_behind(message: Message, states: Sequence[str]) -> SignUp | None:
    """The sign-up by which the person belongs to the session: the cohort's before a guest's."""
    session = message.session
    if session is None:
        return None
    return (
        SignUp.objects.filter(
            Q(session=session) | Q(session__isnull=True),
            cohort=session.cohort_id,
            participant=message.participant_id,
            state__in=states,
        )
        .select_related("participant")
        .order_by(F("session").asc(nulls_first=True), "pk")
        .first()
    )


def _sessions(kind: str, cohort: Cohort, session: Session | None, now: datetime) -> list[Session]:
    """What is listed: the session, or what is still to come; nothing for people who are out."""
    if kind in LEAVING or kind == "cohort_cancelled":
        return []
    if session is not None:
        return [session]
    ahead = cohort.sessions.not_cancelled().upcoming(now)
    return list(ahead.select_related("place").order_by("starts_at", "pk"))


def _appointment(session: Session, *, with_title: bool, for_holder: bool) -> str:
    """When and where, in two or three lines. Online addresses go to holders of a seat only."""
    lines = [session.title] if with_title else []
    lines.append(_("When: %(when)s") % {"when": _span(session)})
    if session.place is not None:
        place = session.place
        where = ", ".join(part for part in (place.name, place.address, place.town) if part)
        lines.append(_("Where: %(where)s") % {"where": where})
        if place.access and for_holder:
            lines.append(_("How to get in: %(access)s") % {"access": place.access})
    if session.is_online:
        address = session.online_address if for_holder and not session.is_cancelled else ""
        lines.append(_("Online: %(address)s") % {"address": address} if address else _("Online"))
    return "\n".join(lines)


def _span(session: Session) -> str:
    begin, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    if begin.date() != end.date():
        return _("%(begin)s to %(end)s") % {
            "begin": _moment(session.starts_at),
            "end": _moment(session.ends_at),
        }
    return _("%(weekday)s, %(date)s, %(begin)s to %(end)s") % {
        "weekday": date_format(begin, "l"),
        "date": writing.day(begin),
        "begin": f"{begin:%H:%M}",
        "end": f"{end:%H:%M}",
    }


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return _("%(weekday)s, %(date)s, %(time)s") % {
        "weekday": date_format(local, "l"),
        "date": writing.day(local),
        "time": f"{local:%H:%M}",
    }


def _calendar_file(sessions: Sequence[Session]) -> Attachment:
    name = _("sessions.ics") if len(sessions) > 1 else _("session.ics")
    return Attachment(name, calendars.invitation(sessions), "text/calendar")


def _consent_form(message: Message, sign_up: SignUp, now: datetime) -> str:
    """Where a minor finds the form for parents or guardian, as long as nobody has agreed."""
    today = timezone.localdate(now)
    if message.kind != "sign_up_requested" or not lacks_guardian(sign_up.participant, today):
        return ""
    return writing.address(reverse("cohorts:consent_form", args=[token(sign_up)]))
