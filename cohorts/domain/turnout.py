"""Attendance over the sessions of a course: how many were there each time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count

from cohorts.domain import rosters
from cohorts.domain.rosters import Progress
from cohorts.models import Attendance, Cohort, Session
from cohorts.models.participant import OF_WITHHELD

if TYPE_CHECKING:
    from home.models import User

State = Attendance.State


@dataclass(frozen=True, slots=True)
class Turnout:
    """The people on the list of one session by what was entered; `missing` with the excused."""

    session: Session
    present: int
    partly: int
    missing: int
    unmarked: int

    @property
    def came(self) -> int:
        return self.present + self.partly

    @property
    def total(self) -> int:
        return self.came + self.missing + self.unmarked


def sessions_kept(user: "User", *, cohorts: Iterable[int], now: datetime) -> list[Session]:
    """The sessions of these courses up to now whose lists the user keeps.

    Whoever keeps a list reads its names anyway: small figures are shown as they are. Sessions that
    were cancelled have no attendance.
    """
    return list(
        Session.objects.listed_by(user)
        .not_cancelled()
        .filter(cohort__in=cohorts, starts_at__lte=now)
        .select_related("cohort")
        .order_by("starts_at", "pk")
    )


def by_course(
    sessions: Sequence[Session], progress: Mapping[int, Progress]
) -> list[tuple[Cohort, tuple[Turnout, ...]]]:
    """Courses by title, each with its sessions in the given order; one query.

    `progress` holds what `rosters.progress` knows of these sessions. Sessions without anybody on
    the list are left out.
    """
    courses: dict[int, tuple[Cohort, list[Turnout]]] = {}
    for one in _of_sessions(sessions, progress):
        cohort = one.session.cohort
        courses.setdefault(cohort.pk, (cohort, []))[1].append(one)
    by_title = sorted(courses.values(), key=lambda course: (course[0].title, course[0].pk))
    return [(cohort, tuple(turnouts)) for cohort, turnouts in by_title]


def of_course(user: "User", cohort: Cohort, *, now: datetime) -> tuple[Turnout, ...]:
    """One course for somebody who keeps lists in it; empty for everybody else."""
    sessions = sessions_kept(user, cohorts=[cohort.pk], now=now)
    return _of_sessions(sessions, rosters.progress(sessions)) if sessions else ()


def _of_sessions(
    sessions: Sequence[Session], progress: Mapping[int, Progress]
) -> tuple[Turnout, ...]:
    if not sessions:
        return ()
    counted = {
        (session, state): number
        for session, state, number in Attendance.objects.filter(session__in=sessions)
        .exclude(OF_WITHHELD)
        .values_list("session", "state")
        .annotate(Count("pk"))
        .order_by()
    }
    return tuple(
        _turnout(session, progress[session.pk], counted)
        for session in sessions
        if progress[session.pk].total
    )


def _turnout(
    session: Session, progress: Progress, counted: Mapping[tuple[int, str], int]
) -> Turnout:
    def number(*states: str) -> int:
        return sum(counted.get((session.pk, state), 0) for state in states)

    return Turnout(
        session=session,
        present=number(State.PRESENT),
        partly=number(State.PARTLY),
        missing=number(State.ABSENT, State.EXCUSED),
        unmarked=progress.unmarked,
    )
