"""How many seats there are, who comes first, and until when an offer is held.

Judgements only: nothing is changed here. Seats and ranks are counted from the sign-ups, never
stored. There are two pools that never mix: the cohort's seats, and the guest seats of one session.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, Count, Max, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import consents
from cohorts.models import Cohort, Participant, Session, SignUp

FEW = 3  # "only 2 seats left" from here on
OFFER_STANDS = timedelta(hours=48)
OFFER_ENDS_BEFORE_START = timedelta(hours=2)
OFFER_STANDS_AT_LEAST = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Seats:
    """One pool, counted: its size, the seats held (offered or confirmed), the people in line."""

    capacity: int
    held: int
    waiting: int

    @property
    def unheld(self) -> int:
        """Seats that nobody holds. Never negative, also when staff made exceptions."""
        return max(0, self.capacity - self.held)

    @property
    def free(self) -> int:
        """Seats that somebody who comes now can take: none while others wait."""
        return 0 if self.waiting else self.unheld

    @property
    def is_full(self) -> bool:
        """Whoever comes now is put in line."""
        return self.free == 0

    @property
    def is_few(self) -> bool:
        return 0 < self.free <= FEW


@dataclass(frozen=True, slots=True)
class Standing:
    """How one pool stands at a moment, while its lock is held, and where one person stands."""

    seats: Seats
    is_in_line: bool  # somebody waits or holds an offer
    last_in_line: datetime | None  # the latest `queued_at` of those who are in the pool
    # Number and state of the person's sign-up here, for the whole cohort, and for sessions of it.
    own: int | None
    own_whole: str
    is_guest: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """The sessions a pool is good for, without the cancelled ones: begin and end, in no order."""

    spans: tuple[tuple[datetime, datetime], ...]

    def is_over(self, now: datetime) -> bool:
        """All sessions have ended. A cohort without any session is still to come."""
        return bool(self.spans) and all(end <= now for _begin, end in self.spans)

    def next_start(self, now: datetime) -> datetime | None:
        return min((begin for begin, _end in self.spans if begin > now), default=None)

    def can_be_offered(self, now: datetime) -> bool:
        """An offer helps only if a session is still to begin, or none is planned yet."""
        return not self.spans or self.next_start(now) is not None


def dates_of(cohort: Cohort, session: Session | None = None) -> Dates:
    sessions = cohort.sessions.not_cancelled()
    if session is not None:
        sessions = sessions.filter(pk=session.pk)
    return Dates(tuple(sessions.order_by().values_list("starts_at", "ends_at")))


def offer_deadline(dates: Dates, now: datetime) -> datetime:
    """Until when an offer made now is held.

    48 hours, but not beyond two hours before the next session begins, so that the seat can still go
    to somebody else. The person always gets two hours to read the mail, even if that reaches into
    those last two hours; the beginning of the session is the end in any case. For a cohort that has
    already begun, the next session counts: whoever joins late joins there.
    """
    start = dates.next_start(now)
    if start is None:
        return now + OFFER_STANDS
    latest = max(start - OFFER_ENDS_BEFORE_START, now + OFFER_STANDS_AT_LEAST)
    return min(now + OFFER_STANDS, latest, start)


def refuse_unless_open(
    cohort: Cohort, session: Session | None, dates: Dates, now: datetime
) -> None:
    """Raise ValidationError when nobody can sign up for this (any more)."""
    refuse_unless_takes_place(cohort, session)
    if dates.is_over(now):
        raise ValidationError(_("This is already over. Signing up is not possible."), code="over")
    if session is not None and session.guest_capacity == 0:
        raise ValidationError(
            _("This session has no seats for guests. Please sign up for the whole course."),
            code="no_guest_seats",
        )
    if session is None and cohort.capacity == 0:
        raise ValidationError(
            _("There are no seats for the whole course. Please choose a single session."),
            code="no_seats",
        )


def refuse_unless_takes_place(cohort: Cohort, session: Session | None) -> None:
    """Raise ValidationError for drafts, closed and cancelled cohorts and cancelled sessions."""
    if cohort.state == Cohort.State.CANCELLED or (session is not None and session.is_cancelled):
        raise ValidationError(
            _("This was cancelled. Signing up is not possible."), code="cancelled"
        )
    if not cohort.takes_sign_ups:
        raise ValidationError(_("Sign-up is not open here."), code="not_open")


def refuse_without_guardian(participant: Participant, now: datetime) -> None:
    """Raise ValidationError for a seat of a minor before a guardian has agreed."""
    if consents.lacks_guardian(participant, timezone.localdate(now)):
        raise ValidationError(
            _("This person is not yet 18. Please record first that a parent or guardian agrees."),
            code="guardian",
        )


def seats(cohort: Cohort, session: Session | None = None) -> Seats:
    """The cohort's seats, or with `session` its guest seats. One query.

    The capacity is the one of the object that was passed.
    """
    if session is None:
        return seats_of([cohort], [])[0][cohort.pk]
    return seats_of([], [session])[1][session.pk]


def standing(cohort: Cohort, session: Session | None, person: Participant | None) -> Standing:
    """The seats, the end of the line, and the person's own sign-ups in this cohort. One query."""
    here = session.pk if session else None
    rows = (
        SignUp.objects.filter(cohort=cohort, state__in=SignUp.ACTIVE)
        .order_by()
        .values_list("session", "state")
        .annotate(
            count=Count("*"),
            last=Max("queued_at"),
            own=Max("pk", filter=Q(participant=person))
            if person
            else Value(None, BigIntegerField()),
        )
    )
    whole, is_guest, own = "", False, None
    counts: Counter[str] = Counter()
    latest = None
    for pool, state, count, last, mine in rows:
        if pool == here:
            counts[state] = count
            latest = max(last, latest or last)
            own = own or mine
        if mine and pool is None:
            whole = state
        is_guest = is_guest or bool(mine and pool)
    return Standing(
        _seats(cohort.capacity if session is None else session.guest_capacity, counts),
        is_in_line=bool(counts[SignUp.State.WAITING] or counts[SignUp.State.OFFERED]),
        last_in_line=latest,
        own=own,
        own_whole=whole,
        is_guest=is_guest,
    )


def seats_of_cohorts(cohorts: Iterable[Cohort]) -> dict[int, Seats]:
    """Seats for the whole cohort, by the cohort's pk. One query for any number of cohorts."""
    return seats_of(cohorts, [])[0]


def seats_of(
    cohorts: Iterable[Cohort], sessions: Iterable[Session]
) -> tuple[dict[int, Seats], dict[int, Seats]]:
    """Seats in whole cohorts and guest seats, each by pk. One query for both together."""
    cohorts, sessions = list(cohorts), list(sessions)
    pools = Q(cohort__in=[c.pk for c in cohorts], session=None) | Q(
        session__in=[s.pk for s in sessions]
    )
    counts: dict[tuple[int, int | None], Counter[str]] = {}
    if cohorts or sessions:
        states = (*SignUp.HOLDING, SignUp.State.WAITING)
        rows = SignUp.objects.filter(pools, state__in=states).order_by()
        rows_by_pool = rows.values_list("cohort", "session", "state").annotate(count=Count("*"))
        for cohort, session, state, count in rows_by_pool:
            counts.setdefault((cohort, session), Counter())[state] = count

    def counted(capacity: int, cohort: int, session: int | None) -> Seats:
        return _seats(capacity, counts.get((cohort, session), Counter()))

    return (
        {c.pk: counted(c.capacity, c.pk, None) for c in cohorts},
        {s.pk: counted(s.guest_capacity, s.cohort_id, s.pk) for s in sessions},
    )


def _seats(capacity: int, counts: Counter[str]) -> Seats:
    held = sum(counts[state] for state in SignUp.HOLDING)
    return Seats(capacity, held, counts[SignUp.State.WAITING])


def rank(sign_up: SignUp) -> int:
    """The place in line, 1 for the first; 0 for whoever does not wait."""
    if sign_up.state != SignUp.State.WAITING:
        return 0
    ahead = Q(queued_at__lt=sign_up.queued_at) | Q(queued_at=sign_up.queued_at, pk__lt=sign_up.pk)
    return (
        1
        + SignUp.objects.filter(
            ahead,
            cohort=sign_up.cohort_id,
            session=sign_up.session_id,
            state=SignUp.State.WAITING,
        ).count()
    )


def ranks(sign_ups: Iterable[SignUp]) -> dict[int, int]:
    """The places in line of those that wait, by the sign-up's pk. One query."""
    waiting = [row for row in sign_ups if row.state == SignUp.State.WAITING]
    lines: dict[tuple[int, int | None], list[int]] = {}
    if waiting:
        queue = SignUp.objects.waiting().filter(cohort__in={row.cohort_id for row in waiting})
        for pk, cohort, session in queue.values_list("pk", "cohort", "session"):
            lines.setdefault((cohort, session), []).append(pk)
    places = {pk: place for line in lines.values() for place, pk in enumerate(line, start=1)}
    return {row.pk: places[row.pk] for row in waiting if row.pk in places}


def active_sign_up(
    participant: Participant, cohort: Cohort, session: Session | None = None
) -> SignUp | None:
    """The person's sign-up in this pool that is requested, waiting, offered or confirmed."""
    return SignUp.objects.for_pool(cohort, session).active().filter(participant=participant).first()


def refuse_member_as_guest(standing: Standing) -> None:
    """Raise ValidationError for a guest seat of somebody who has a seat in the whole cohort."""
    if standing.own_whole in SignUp.HOLDING:
        raise ValidationError(
            _("You are signed up for the whole course. That is valid for this session too."),
            code="already_in_cohort",
        )
