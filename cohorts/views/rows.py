"""Sessions as lines of a timetable, in weeks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.domain import sign_up
from cohorts.domain.sign_up import Seats
from cohorts.models import Cohort, Segment, Session
from cohorts.models.session import SessionQuerySet
from curriculum.templatetags.languages import german


class Module(NamedTuple):
    """What a row tells of a module: a page has sixty columns, and is dear to make."""

    pk: int
    number: int | None
    title: str


class Part(NamedTuple):
    """What a row tells of a segment."""

    kind: str
    minutes: int
    module: Module | None


@dataclass(frozen=True, slots=True)
class Row:
    """One session in a list, ready to be shown. `minutes` are those that count, without breaks."""

    session: Session
    minutes: int
    modules: tuple[Module, ...]
    seats: Seats | None = None
    is_same_day: bool = False
    action: str = ""  # words of a link instead of the seats
    action_url: str = ""
    # A button of the form with the id `kommen` on the page, and what was said with it.
    button: str = ""
    button_value: str = ""
    told: str = ""

    @property
    def starts_at(self) -> datetime:
        return self.session.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.session.ends_at

    @property
    def day(self) -> date:
        return timezone.localdate(self.session.starts_at)

    @property
    def title(self) -> str:
        return self.session.title

    @property
    def url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def is_cancelled(self) -> bool:
        return self.session.is_cancelled

    @property
    def change(self) -> str:
        return "" if self.is_cancelled else self.session.status_note

    @property
    def modules_in_words(self) -> str:
        """“Modul 1”, “Module 2, 3”; modules without a number by their title."""
        if not self.modules:
            return ""
        names = format_html_join(", ", "{}", ((m.number or german(m.title),) for m in self.modules))
        text = ngettext("Module %(names)s", "Modules %(names)s", len(self.modules))
        return format_html(text.replace("%(names)s", "{}"), names)

    @property
    def language_in_words(self) -> str:
        """Only of courses that are held in another language than German."""
        cohort = self.session.cohort
        is_german = cohort.language == Cohort.Language.GERMAN
        return "" if is_german else cohort.get_language_display()

    @property
    def second(self) -> str:
        """The second line: modules, course, language; of a cancelled session why."""
        if self.is_cancelled:
            return german(self.session.status_note)
        course = self.session.cohort.title
        parts = [
            self.modules_in_words,
            "" if course == self.title else german(course),
            self.language_in_words,
        ]
        return format_html_join(" · ", "{}", ((part,) for part in parts if part))

    @property
    def place(self) -> str:
        if self.session.place:
            return german(self.session.place.town)
        return _("online") if self.session.is_online else ""

    @property
    def place_note(self) -> str:
        if not self.session.place:
            return ""
        name = german(self.session.place.name)
        parts = [name, _("online") if self.session.is_online else ""]
        return format_html_join(", ", "{}", ((part,) for part in parts if part))


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week, Monday to Sunday. `distance` 0 is the running one, 1 the next."""

    begins: date
    ends: date
    number: int
    distance: int
    rows: tuple[Row, ...]


def with_course(sessions: SessionQuerySet) -> SessionQuerySet:
    """What a row shows beside its parts, in the same query; no long texts are read."""
    return sessions.select_related("cohort", "place").defer("vevent")


def rows(
    sessions: Iterable[Session],
    *,
    with_seats: bool = False,
    parts: Mapping[int, Sequence[Part]] | None = None,
) -> tuple[Row, ...]:
    """Rows in the given order; one query for their parts, with seats one more.

    Whoever has read the parts already passes them on, by the number of the session.
    """
    sessions = list(sessions)
    parts = _parts(sessions) if parts is None else parts
    seats = seats_by_session(sessions) if with_seats else {}
    made = []
    before = None
    for session in sessions:
        own = parts.get(session.pk, ())
        row = Row(
            session=session,
            minutes=sum(part.minutes for part in own if part.kind in Segment.COUNTED),
            modules=tuple(dict.fromkeys(part.module for part in own if part.module)),
            seats=seats.get(session.pk),
            is_same_day=before == timezone.localdate(session.starts_at),
        )
        before = row.day
        made.append(row)
    return tuple(made)


def _parts(sessions: Sequence[Session]) -> dict[int, list[Part]]:
    """In their order. Not as objects: a page of the list has hundreds of them."""
    found: dict[int, list[Part]] = {}
    segments = Segment.objects.filter(session__in=[session.pk for session in sessions])
    for session, kind, minutes, pk, number, title in segments.order_by("position").values_list(
        "session", "kind", "minutes", "module", "module__number", "module__title"
    ):
        part = Part(kind, minutes, Module(pk, number, title) if pk and title else None)
        found.setdefault(session, []).append(part)
    return found


def seats_by_session(sessions: Iterable[Session]) -> dict[int, Seats]:
    """The seats a reader of the list can still get: as a guest, else in the whole course.

    One query. Left out is what takes nobody: over, cancelled or closed, or without any seat.
    """
    now = timezone.now()
    open_ones = [
        session
        for session in sessions
        if session.cohort.takes_sign_ups and not session.is_cancelled and session.ends_at > now
    ]
    for_guests = [session for session in open_ones if session.guest_capacity]
    in_courses = [s for s in open_ones if not s.guest_capacity and s.cohort.capacity]
    cohorts: dict[int, Cohort] = {session.cohort_id: session.cohort for session in in_courses}
    course_seats, guest_seats = sign_up.seats_of(cohorts.values(), for_guests)
    return guest_seats | {s.pk: course_seats[s.cohort_id] for s in in_courses}


def weeks(of: Iterable[Row], today: date) -> tuple[Week, ...]:
    """The rows by calendar week, in their order."""
    this_monday = _monday(today)
    return tuple(
        Week(
            begins=monday,
            ends=monday + timedelta(days=6),
            number=monday.isocalendar().week,
            distance=(monday - this_monday).days // 7,
            rows=tuple(in_week),
        )
        for monday, in_week in groupby(of, key=lambda row: _monday(row.day))
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
