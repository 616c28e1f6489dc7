"""Sessions as lines of a timetable, in weeks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Prefetch
from django.utils import timezone

from cohorts.domain import sign_up
from cohorts.domain.sign_up import Seats
from cohorts.models import Cohort, Segment, Session
from cohorts.models.session import SessionQuerySet
from curriculum.models import ModulePage


@dataclass(frozen=True, slots=True)
class Row:
    """One session in a list. `minutes` are those that count; breaks do not."""

    session: Session
    minutes: int
    modules: tuple[ModulePage, ...]
    seats: Seats | None
    same_day: bool = False

    @property
    def day(self) -> date:
        return timezone.localdate(self.session.starts_at)


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week, Monday to Sunday. `distance` 0 is the running one, 1 the next."""

    begins: date
    ends: date
    number: int
    distance: int
    rows: tuple[Row, ...]


def with_parts(sessions: SessionQuerySet) -> SessionQuerySet:
    """What a row shows, in two queries for any number of sessions."""
    segments = Segment.objects.select_related("module").order_by("position")
    return sessions.select_related("cohort__organiser", "place").prefetch_related(
        Prefetch("segments", segments)
    )


def rows(
    sessions: Iterable[Session], *, seats: Mapping[int, Seats] | None = None
) -> tuple[Row, ...]:
    """Rows in the given order; `seats` by the session's pk."""
    made = []
    before = None
    for session in sessions:
        segments = list(session.segments.all())
        row = Row(
            session=session,
            minutes=sum(segment.minutes for segment in segments if segment.counts),
            modules=tuple(dict.fromkeys(s.module for s in segments if s.module is not None)),
            seats=seats.get(session.pk) if seats else None,
            same_day=before == timezone.localdate(session.starts_at),
        )
        before = row.day
        made.append(row)
    return tuple(made)


def seats_by_session(sessions: Iterable[Session]) -> dict[int, Seats]:
    """The seats a reader of the list can still get: as a guest, else in the whole course.

    Two queries. Left out is what takes nobody: cancelled or closed, or without any seat.
    """
    open_ones = [
        session
        for session in sessions
        if session.cohort.takes_sign_ups and not session.is_cancelled
    ]
    for_guests = [session for session in open_ones if session.guest_capacity]
    in_courses = [s for s in open_ones if not s.guest_capacity and s.cohort.capacity]
    guest_seats = sign_up.seats_of_sessions(for_guests)
    cohorts: dict[int, Cohort] = {session.cohort_id: session.cohort for session in in_courses}
    course_seats = sign_up.seats_of_cohorts(cohorts.values())
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
