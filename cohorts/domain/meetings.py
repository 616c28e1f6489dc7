"""Network meetings as the public reads them: when, where, what was said, what came out.

Day and place are those of the event. While the event is not publicly listed, nobody reads them
here, and no sign-up is shown: the page then says only what its editor wrote.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, Prefetch, Subquery, When
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction

from cohorts.models import Cohort, MeetingIndexPage, MeetingPage, MeetingSeriesPage, Session
from curriculum.models.frozen import NORMATIVE


@dataclass(frozen=True, slots=True)
class Talk:
    title: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Workshop:
    title: str
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    title: str
    document: Any  # wagtail.documents


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with what the public may know of its event."""

    page: MeetingPage
    sessions: tuple[Session, ...]  # in order; cancelled ones only where all are
    is_cancelled: bool
    way_in: str  # where one signs up, as long as that is possible

    @property
    def starts_at(self) -> datetime | None:
        return self.sessions[0].starts_at if self.sessions else None

    @property
    def ends_at(self) -> datetime | None:
        return self.sessions[-1].ends_at if self.sessions else None

    @property
    def is_of_one_day(self) -> bool:
        return len({timezone.localdate(session.starts_at) for session in self.sessions}) == 1

    @property
    def year(self) -> int | None:
        return timezone.localtime(self.starts_at).year if self.starts_at else None

    @property
    def towns(self) -> tuple[str, ...]:
        """Each once. What has no room has no town."""
        places = (session.place for session in self.sessions)
        return tuple(dict.fromkeys(place.town or place.name for place in places if place))

    @property
    def is_online(self) -> bool:
        return any(session.is_online for session in self.sessions)

    @property
    def event(self) -> Cohort | None:
        """The event, where the public may open it."""
        return self.page.cohort if self.sessions else None

    def is_ahead(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at > now


@dataclass(frozen=True, slots=True)
class Documented:
    """A meeting at a glance: what was spoken about, what came out, what can be taken home."""

    meeting: Meeting
    talks: tuple[Talk, ...]
    workshops: tuple[Workshop, ...]
    handouts: tuple[Handout, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.talks or self.workshops or self.handouts)


@dataclass(frozen=True, slots=True)
class Group:
    """Meetings of one series in one year; a meeting without a series stands alone."""

    series: MeetingSeriesPage | None
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """What took place in a year, the latest first. `year` is None where no day is known."""

    year: int | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """All meetings: what is to come, the next first, and what was, the latest year first."""

    ahead: tuple[Meeting, ...]
    years: tuple[Year, ...]


def calendar(index: MeetingIndexPage, *, now: datetime) -> Calendar:
    """Every live meeting below the list, for the same queries however many there are."""
    series = {page.path: page for page in MeetingSeriesPage.objects.live().public().child_of(index)}
    found = _meetings(MeetingPage.objects.live().public().descendant_of(index), now)
    ahead = sorted((m for m in found if m.is_ahead(now)), key=_begin)
    past = [meeting for meeting in found if not meeting.is_ahead(now)]
    years = sorted({meeting.year for meeting in past}, key=lambda year: year or 0, reverse=True)
    return Calendar(
        tuple(ahead),
        tuple(
            Year(year, tuple(_groups([m for m in past if m.year == year], series)))
            for year in years
        ),
    )


def of_series(series: MeetingSeriesPage, *, now: datetime) -> tuple[Documented, ...]:
    """All meetings of a series with what came out of them, the first one first."""
    found = _meetings(MeetingPage.objects.live().public().child_of(series), now)
    return documented(sorted(found, key=_begin))


def of_page(page: MeetingPage, *, now: datetime) -> Meeting:
    """One meeting, also while its page is a draft that somebody looks at."""
    if page.cohort_id is None:
        return _meeting(page, None, now)
    return _meeting(page, listed_events().filter(pk=page.cohort_id).first(), now)


def documented(meetings: Iterable[Meeting]) -> tuple[Documented, ...]:
    """Talks, workshops and files out of the pages' texts; one query for all files together."""
    meetings = list(meetings)
    bodies = [list(_values(meeting.page)) for meeting in meetings]
    numbers = {value.get("document") for body in bodies for _kind, value in body}
    files = get_document_model().objects.in_bulk([pk for pk in numbers if pk])
    return tuple(
        Documented(
            meeting,
            talks=tuple(
                Talk(value["title"], value.get("speaker") or "")
                for kind, value in body
                if kind == "talk"
            ),
            workshops=tuple(
                Workshop(value["title"], tuple(_items(value.get("results"))))
                for kind, value in body
                if kind == "workshop"
            ),
            handouts=tuple(
                Handout(value["title"], files[value["document"]])
                for _kind, value in body
                if value.get("document") in files
            ),
        )
        for meeting, body in zip(meetings, bodies, strict=True)
    )


def documentation_of(event: Cohort, *, language: str) -> MeetingPage | None:
    """Where one can read what came out of an event: in the reader's language, else in German."""
    return documentations_of({event.pk}, language=language).get(event.pk)


def documentations_of(events: set[int], *, language: str) -> dict[int, MeetingPage]:
    """The same for many events, by their primary keys; one query."""
    above = Substr(OuterRef("path"), 1, Length("page__path"))
    closed = PageViewRestriction.objects.filter(page__path=above)
    pages = (
        MeetingPage.objects.live()
        .filter(~Exists(closed), cohort__in=events)  # `public` would ask for the closed ones first
        .select_related("locale")
    )
    found: dict[int, dict[str, MeetingPage]] = {}
    for page in pages.order_by("-pk"):
        found.setdefault(page.cohort_id, {})[page.locale.language_code] = page
    shown = {
        event: by_language.get(language) or by_language.get(NORMATIVE)
        for event, by_language in found.items()
    }
    return {event: page for event, page in shown.items() if page}


def known_to_everybody(event: str) -> dict[str, Any]:
    """For rows of an event: whether it is publicly listed, and only then when it begins.

    It begins with its first session, a cancelled one only where all are. `event`: the field's name.
    """
    is_cancelled = Case(When(status=Session.Status.CANCELLED, then=1), default=0)
    sessions = Session.objects.publicly_listed().filter(cohort=OuterRef(event))
    return {
        "is_listed": Exists(Cohort.objects.publicly_listed().filter(pk=OuterRef(event))),
        "begins_at": Subquery(
            sessions.order_by(is_cancelled, "starts_at", "pk").values("starts_at")[:1]
        ),
    }


def listed_events() -> Any:
    sessions = Session.objects.select_related("place").order_by("starts_at", "pk")
    return (
        Cohort.objects.publicly_listed()
        .select_related("organiser")
        .prefetch_related(Prefetch("sessions", sessions))
    )


def _meetings(pages: Any, now: datetime) -> list[Meeting]:
    """Pages with the events that are publicly listed; four queries for any number."""
    found = list(pages.select_related("locale").order_by("path"))
    events = listed_events().in_bulk({page.cohort_id for page in found if page.cohort_id})
    return [_meeting(page, events.get(page.cohort_id), now) for page in found]


def _meeting(page: MeetingPage, event: Cohort | None, now: datetime) -> Meeting:
    if event is None:
        return Meeting(page, (), is_cancelled=False, way_in="")
    page.cohort = event
    planned = tuple(event.sessions.all())
    taking_place = tuple(session for session in planned if not session.is_cancelled)
    is_cancelled = event.state == Cohort.State.CANCELLED or not taking_place
    return Meeting(
        page,
        taking_place or planned,
        is_cancelled=bool(planned) and is_cancelled,
        way_in="" if is_cancelled else _way_in(event, taking_place, now),
    )


def _way_in(event: Cohort, sessions: Sequence[Session], now: datetime) -> str:
    """The event's own page, or that of the first session that takes guests."""
    if not event.takes_sign_ups or sessions[0].starts_at <= now:
        return ""
    if event.capacity:
        return f"{event.get_absolute_url()}#anmelden"
    guests = [session for session in sessions if session.guest_capacity]
    return f"{guests[0].get_absolute_url()}#anmelden" if guests else ""


def _groups(meetings: Sequence[Meeting], series: dict[str, MeetingSeriesPage]) -> Iterable[Group]:
    """The latest first; meetings of a series stand together where its latest stands."""
    grouped: dict[str, list[Meeting]] = {}
    for meeting in sorted(meetings, key=_begin, reverse=True):
        above = meeting.page.path[: -Page.steplen]
        grouped.setdefault(above if above in series else meeting.page.path, []).append(meeting)
    for path, together in grouped.items():
        yield Group(series.get(path), tuple(sorted(together, key=_begin)))


def _begin(meeting: Meeting) -> tuple[bool, datetime | date, str]:
    """Where no day is known, the title orders."""
    begin = meeting.starts_at
    return (begin is None, begin or date.min, meeting.page.title)


def _values(page: MeetingPage) -> Iterable[tuple[str, dict[str, Any]]]:
    """The blocks as they are stored: reading files one by one would cost a query each."""
    for block in page.body.raw_data:
        if isinstance(block["value"], dict):
            yield block["type"], block["value"]


def _items(stored: Any) -> Iterable[str]:
    """A list as it is stored, with or without ids."""
    for item in stored or ():
        yield item["value"] if isinstance(item, dict) else item
