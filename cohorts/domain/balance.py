"""The balance: what somebody has attended of what was planned, and what is still possible."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from cohorts.domain import presence
from cohorts.domain.lessons import Lesson, Mark
from cohorts.models import Attendance, CohortModule, Segment, Session, SignUp

UNIT = 45
TENTH = Decimal("0.1")


class Forecast(StrEnum):
    REACHED = "reached"
    REACHABLE = "reachable"
    OUT_OF_REACH = "out_of_reach"


class Status(StrEnum):
    """What a session means in somebody's balance."""

    PRESENT = "present"
    PARTLY = "partly"
    ABSENT = "absent"
    EXCUSED = "excused"
    UNMARKED = "unmarked"  # closed without a mark: counts nothing
    PENDING = "pending"  # over, but the list is still open
    TO_COME = "to_come"
    BEFORE_JOINING = "before_joining"
    CANCELLED = "cancelled"


AHEAD = (Status.TO_COME, Status.PENDING)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the explanation. `planned` is what the session adds to the planned minutes."""

    title: str
    starts_at: datetime
    status: Status
    planned: int
    offered: int
    attended: int
    counts: bool

    @property
    def is_missed(self) -> bool:
        """Over, and nothing of it was attended."""
        return self.counts and not self.attended and self.status not in AHEAD

    @property
    def offered_units(self) -> Decimal:
        return units(self.offered, ROUND_HALF_EVEN)

    @property
    def attended_units(self) -> Decimal:
        return units(self.attended, ROUND_FLOOR)


@dataclass(frozen=True, slots=True)
class Balance:
    """Attended against planned, in minutes. Units are for reading only and are never added up.

    Without a `certificate` to reach, nothing is needed and the forecast is not told.
    """

    percent: int
    attended: int
    planned: int
    needed: int
    to_come: int
    pending: int
    forecast: Forecast
    rows: tuple[Row, ...]
    certificate: bool = True

    @property
    def has_plan(self) -> bool:
        """False while no counting minutes are planned: then there is nothing to judge."""
        return self.planned > 0

    @property
    def missing(self) -> int:
        """Minutes that still have to be attended."""
        return max(0, self.needed - self.attended)

    @property
    def may_miss(self) -> int:
        """Minutes that may still be missed without losing the certificate."""
        return max(0, min(self.to_come + self.pending, self.slack))

    @property
    def slack(self) -> int:
        """What is left over if everything still possible is attended; negative: out of reach."""
        return self.attended + self.to_come + self.pending - self.needed

    @property
    def may_miss_units(self) -> int:
        """Whole units that may be missed."""
        return self.may_miss // UNIT

    @property
    def may_miss_sessions(self) -> int:
        """Whole sessions that may be missed, whichever they are: the longest count first."""
        left, count = self.may_miss, 0
        ahead = (row.planned for row in self.rows if row.status is Status.TO_COME)
        for minutes in sorted(ahead, reverse=True):
            left -= minutes
            if left < 0:
                break
            count += 1
        return count

    @property
    def missed(self) -> int:
        """Minutes of the sessions of which nothing was attended."""
        return sum(row.planned for row in self.rows if row.is_missed)

    @property
    def missed_units(self) -> Decimal:
        return units(self.missed, ROUND_HALF_EVEN)

    @property
    def attended_units(self) -> Decimal:
        return units(self.attended, ROUND_FLOOR)

    @property
    def planned_units(self) -> Decimal:
        return units(self.planned, ROUND_HALF_EVEN)

    @property
    def needed_units(self) -> Decimal:
        return units(self.needed, ROUND_CEILING)

    @property
    def missing_units(self) -> Decimal:
        return units(self.missing, ROUND_CEILING)

    @property
    def to_come_units(self) -> Decimal:
        return units(self.to_come, ROUND_FLOOR)

    @property
    def pending_units(self) -> Decimal:
        return units(self.pending, ROUND_FLOOR)

    @property
    def planned_number(self) -> int:
        return number(self.planned_units)

    @property
    def to_come_number(self) -> int:
        return number(self.to_come_units)

    @property
    def pending_number(self) -> int:
        return number(self.pending_units)


def units(minutes: int, rounding: str) -> Decimal:
    """Teaching units of 45 minutes with at most one decimal, rounded in the cautious direction."""
    return (Decimal(minutes) / UNIT).quantize(TENTH, rounding=rounding)


def number(units: Decimal) -> int:
    """The whole number that chooses the plural form: one only if it is exactly one."""
    whole = int(units.to_integral_value(ROUND_CEILING))
    return 2 if whole == 1 and units != 1 else whole


def assess(
    lessons: Iterable[Lesson],
    *,
    percent: int,
    now: datetime,
    electives: frozenset[int] = frozenset(),
    counts_electives: bool = False,
    from_joining: bool = False,
    joined_at: datetime | None = None,
    certificate: bool = True,
) -> Balance:
    """Judge one person in one cohort: reached is `attended * 100 >= percent * planned`, in minutes.

    Planned are the counted minutes of all sessions that are not cancelled, the same for everybody.
    Electives (modules that are not obligatory) add to attended, but to planned only if the
    programme counts them. Sessions before joining stay in and are shown as such, unless the cohort
    counts from joining. A list that is not closed yet counts as it stands. Only a course of a
    programme leads to a certificate.
    """
    rows = tuple(
        _row(
            lesson,
            now=now,
            left_out=frozenset() if counts_electives else electives,
            from_joining=from_joining,
            joined_at=joined_at,
        )
        for lesson in sorted(lessons, key=lambda lesson: lesson.starts_at)
    )
    counted = [row for row in rows if row.counts]
    attended = sum(row.attended for row in counted)
    planned = sum(row.planned for row in counted)
    to_come = sum(row.offered for row in counted if row.status is Status.TO_COME)
    pending = sum(row.offered for row in counted if row.status is Status.PENDING)
    if attended * 100 >= percent * planned:
        forecast = Forecast.REACHED if planned else Forecast.REACHABLE
    elif (attended + to_come + pending) * 100 >= percent * planned:
        forecast = Forecast.REACHABLE
    else:
        forecast = Forecast.OUT_OF_REACH
    return Balance(
        percent=percent,
        attended=attended,
        planned=planned,
        needed=-(-percent * planned // 100),
        to_come=to_come,
        pending=pending,
        forecast=forecast,
        rows=rows,
        certificate=certificate,
    )


def _row(
    lesson: Lesson,
    *,
    now: datetime,
    left_out: frozenset[int],
    from_joining: bool,
    joined_at: datetime | None,
) -> Row:
    offered = lesson.offered
    status = _status(lesson, now=now, joined_at=joined_at)
    counts = status is not Status.CANCELLED and not (
        from_joining and status is Status.BEFORE_JOINING
    )
    return Row(
        title=lesson.title,
        starts_at=lesson.starts_at,
        status=status,
        planned=sum(part.minutes for part in offered.modules if part.module not in left_out)
        if counts
        else 0,
        offered=offered.minutes,
        attended=lesson.attended if counts else 0,
        counts=counts,
    )


def _status(lesson: Lesson, *, now: datetime, joined_at: datetime | None) -> Status:
    if lesson.is_cancelled:
        return Status.CANCELLED
    if lesson.mark:
        return Status(lesson.mark.state)
    if joined_at is not None and lesson.ends_at <= joined_at:
        return Status.BEFORE_JOINING
    if lesson.is_closed:
        return Status.UNMARKED
    return Status.TO_COME if lesson.ends_at > now else Status.PENDING


def of(sign_up: SignUp, *, now: datetime) -> Balance:
    """The balance behind one cohort sign-up."""
    return of_sign_ups([sign_up], now=now)[sign_up.pk]


def of_sign_ups(sign_ups: Iterable[SignUp], *, now: datetime) -> Mapping[int, Balance]:
    """The balances behind several cohort sign-ups by their number, in four queries altogether."""
    sign_ups = [sign_up for sign_up in sign_ups if sign_up.session_id is None]
    cohorts = {sign_up.cohort_id for sign_up in sign_ups}
    pieces: dict[int, list[Segment]] = defaultdict(list)
    for segment in Segment.objects.filter(session__cohort__in=cohorts):
        pieces[segment.session_id].append(segment)
    marks = {
        (row.participant_id, row.session_id): Mark(
            row.state, row.late_minutes, row.early_minutes, row.counted_minutes
        )
        for row in Attendance.objects.filter(
            session__cohort__in=cohorts,
            participant__in={sign_up.participant_id for sign_up in sign_ups},
        )
    }
    electives: dict[int, set[int]] = defaultdict(set)
    for module in CohortModule.objects.filter(cohort__in=cohorts, obligatory=False):
        electives[module.cohort_id].add(module.module_id)
    sessions: dict[int, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(cohort__in=cohorts).order_by("starts_at", "pk"):
        sessions[session.cohort_id].append(session)
    return {
        sign_up.pk: assess(
            [
                Lesson(
                    title=session.title,
                    starts_at=session.starts_at,
                    ends_at=session.ends_at,
                    pieces=presence.pieces_of(pieces[session.pk]),
                    is_cancelled=session.is_cancelled,
                    is_closed=session.closed_at is not None,
                    mark=marks.get((sign_up.participant_id, session.pk)),
                )
                for session in sessions[sign_up.cohort_id]
            ],
            percent=sign_up.cohort.rule_percent,
            now=now,
            electives=frozenset(electives[sign_up.cohort_id]),
            counts_electives=sign_up.cohort.rule_counts_electives,
            from_joining=sign_up.cohort.rule_from_joining,
            joined_at=joined_at(sign_up),
            certificate=sign_up.cohort.programme_id is not None,
        )
        for sign_up in sign_ups
    }


def joined_at(sign_up: SignUp) -> datetime:
    """Since when the seat is held; for people who have left, when they signed up."""
    if sign_up.state == SignUp.State.CONFIRMED:
        return sign_up.state_since
    return sign_up.queued_at
