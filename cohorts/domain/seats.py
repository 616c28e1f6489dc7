"""How many seats there are, who comes first, and until when an offer is held.

Judgements only: nothing is changed here. Seats and ranks are counted from the sign-ups, never
stored. There are two pools that never mix: the cohort's seats, and the guest seats of one session.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import consents
from cohorts.models import Cohort, Participant, Session, SignUp
from cohorts.models.sign_up import SignUpQuerySet

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
class Dates:
    """The sessions a pool is good for, without the cancelled ones, as (begin, end)."""

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
    return Dates(tuple(sessions.order_by("starts_at", "pk").values_list("starts_at", "ends_at")))


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
    counted = SignUp.objects.for_pool(cohort, session).aggregate(
        held=Count("pk", filter=Q(state__in=SignUp.HOLDING)),
        waiting=Count("pk", filter=Q(state=SignUp.State.WAITING)),
    )
    return Seats(cohort.capacity if session is None else session.guest_capacity, **counted)


def seats_of_cohorts(cohorts: Iterable[Cohort]) -> dict[int, Seats]:
    """Seats for the whole cohort, by the cohort's pk. One query for any number of cohorts."""
    cohorts = list(cohorts)
    rows = SignUp.objects.filter(cohort__in=[c.pk for c in cohorts], session__isnull=True)
    counted = _counted(rows, "cohort")
    return {c.pk: Seats(c.capacity, *counted.get(c.pk, (0, 0))) for c in cohorts}


def seats_of_sessions(sessions: Iterable[Session]) -> dict[int, Seats]:
    """Guest seats, by the session's pk. One query for any number of sessions."""
    sessions = list(sessions)
    rows = SignUp.objects.filter(session__in=[s.pk for s in sessions])
    counted = _counted(rows, "session")
    return {s.pk: Seats(s.guest_capacity, *counted.get(s.pk, (0, 0))) for s in sessions}


def _counted(rows: SignUpQuerySet, pool: str) -> dict[int, tuple[int, int]]:
    return {
        pk: (held, waiting)
        for pk, held, waiting in rows.order_by()
        .values_list(pool)
        .annotate(
            held=Count("pk", filter=Q(state__in=SignUp.HOLDING)),
            waiting=Count("pk", filter=Q(state=SignUp.State.WAITING)),
        )
    }


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


def refuse_member_as_guest(participant: Participant, cohort: Cohort) -> None:
    """Raise ValidationError for a guest seat of somebody who has a seat in the whole cohort."""
    member = active_sign_up(participant, cohort)
    if member is not None and member.state in SignUp.HOLDING:
        raise ValidationError(
            _("You are signed up for the whole course. That is valid for this session too."),
            code="already_in_cohort",
        )
