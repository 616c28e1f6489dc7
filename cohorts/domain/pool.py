"""One pool of seats under its lock. Seats are given and freed nowhere else.

Lock order in the whole system: cohort row, then session row, ascending id. Both pools of a cohort
are guarded by the cohort's row; the session's row is locked as well for guest seats, so that nobody
moves or cancels the session meanwhile.

The order of the line is the order in which people came through this lock, not the one in which
their requests reached some process: `now` is taken before the lock, so a slower request may carry
an earlier time. Somebody who was told "you are first" must stay first. Hence `queued_at` is `now`,
but never earlier than that of anybody who already stands in the pool; the id decides among equals.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cohorts.domain import log, messages
from cohorts.domain.seats import Dates, Seats, Standing, dates_of, offer_deadline, seats, standing
from cohorts.models import Carrier, Cohort, Participant, Session, SignUp
from cohorts.models.sign_up import SignUpQuerySet

if TYPE_CHECKING:
    from home.models import User

State = SignUp.State


@dataclass(frozen=True)
class Pool:
    """The locked cohort, perhaps one of its sessions, and the time of the deed."""

    cohort: Cohort
    session: Session | None
    dates: Dates
    now: datetime

    @property
    def sign_ups(self) -> SignUpQuerySet:
        return SignUp.objects.for_pool(self.cohort, self.session)

    def seats(self) -> Seats:
        return seats(self.cohort, self.session)

    def standing(self, person: Participant | None = None) -> Standing:
        return standing(self.cohort, self.session, person)

    def enter(
        self,
        participant: Participant,
        carrier: Carrier | None,
        source: str,
        state: State,
        *,
        behind: datetime | None,
        agreed_at: datetime | None = None,
    ) -> SignUp:
        """The new row, at the end of the line: `behind` everybody who is already in the pool.

        Nobody enters who was erased or is restricted.

        The person is locked last, after cohort and session: erasure does it in the same order.
        """
        people = Participant.objects.select_for_update(no_key=True).filter(pk=participant.pk)
        withheld = people.order_by().values_list("erased_at", "restricted_since")
        found = next(iter(withheld), None)
        if found is None:  # joined with another entry meanwhile
            raise gone()
        if found != (None, None):
            raise ValidationError(_("Your data were deleted. Please sign in again."), code="erased")
        return SignUp.objects.create(
            participant=participant,
            cohort=self.cohort,
            session=self.session,
            carrier=carrier,
            source=source,
            state=state,
            state_since=self.now,
            queued_at=max(self.now, behind) if behind else self.now,
            agreed_at=agreed_at,
        )

    def put(self, sign_up: SignUp, state: State, until: datetime | None = None) -> None:
        """Write the new state of a sign-up of this pool."""
        sign_up.state = state
        sign_up.state_since = self.now
        sign_up.offered_until = until
        sign_up.save(update_fields=["state", "state_since", "offered_until"])

    def tell(self, kind: str, sign_up: SignUp) -> None:
        """One message to the person; each step of a sign-up happens, and is told, once."""
        messages.queue_for_all(
            kind=kind,
            occasion=f"{kind}:{sign_up.pk}",
            participants=[sign_up.participant],
            sign_up=sign_up,
            session=self.session,
            now=self.now,
        )

    def note(self, sign_up: SignUp, action: str, by: "User | None", reason: str = "") -> None:
        """The log entry: numbers only; the reason is the person's, it stands beside."""
        log.record(
            sign_up,
            action,
            by=by,
            carrier=Carrier(pk=self.cohort.organiser_id),  # the entry needs its number only
            reason=reason,
            participant=sign_up.participant,
            data={
                "participant": sign_up.participant_id,
                "cohort": sign_up.cohort_id,
                "session": sign_up.session_id,
                "state": sign_up.state,
            },
        )

    def confirm(self, sign_up: SignUp) -> None:
        """Give the seat."""
        self.put(sign_up, State.CONFIRMED)
        self.welcome(sign_up)

    def welcome(self, sign_up: SignUp, *, is_guest: bool = True) -> None:
        """What follows a confirmed seat. Whoever is in the whole cohort needs no guest seats.

        `is_guest`: perhaps the person has some; False if that was looked at under this lock.
        """
        self.tell("sign_up_confirmed", sign_up)
        if self.session is None and is_guest:
            self.release_guest_seats(sign_up.participant)

    def settle(self, person: Participant | None = None) -> "Settled":
        """End overdue offers, then offer every free seat to the first in line.

        Called by every deed, so that a seat is passed on in the transaction that freed it. Tells
        how the pool stands afterwards, and with `person` where somebody stands in it.
        """
        standing = self.standing(person)
        if not standing.is_in_line:
            return Settled(0, standing)  # no offer can have ended
        if ended := self._end_overdue_offers():
            standing = self.standing(person)
        next_ones = self._line(standing.seats.unheld) if self._is_open() else []
        for sign_up in next_ones:
            self.put(sign_up, State.OFFERED, until=offer_deadline(self.dates, self.now))
            self.note(sign_up, "cohorts.offer", by=None)
            self.tell("seat_offered", sign_up)
        return Settled(ended, self.standing(person) if next_ones else standing)

    def _is_open(self) -> bool:
        return (
            self.cohort.takes_sign_ups
            and not (self.session is not None and self.session.is_cancelled)
            and self.dates.can_be_offered(self.now)
        )

    def _end_overdue_offers(self) -> int:
        overdue = self.sign_ups.filter(state=State.OFFERED, offered_until__lte=self.now)
        ended = list(overdue.select_related("participant").order_by("queued_at", "pk"))
        for sign_up in ended:
            self.put(sign_up, State.EXPIRED)
            self.note(sign_up, "cohorts.expire", by=None)
            self.tell("offer_expired", sign_up)
        return len(ended)

    def _line(self, seats: int) -> list[SignUp]:
        return list(self.sign_ups.waiting().select_related("participant")[:seats]) if seats else []

    def release_guest_seats(self, participant: Participant) -> None:
        """Give back the guest seats, still to come, of somebody who is in the whole cohort."""
        guest = SignUp.objects.active().filter(
            cohort=self.cohort,
            participant=participant,
            session__isnull=False,
            session__ends_at__gt=self.now,
        )
        for sign_up in guest.select_related("participant").order_by("session_id"):
            pool = lock(self.cohort.pk, sign_up.session_id, now=self.now)
            pool.put(sign_up, State.CANCELLED)
            pool.note(sign_up, "cohorts.sign_off", by=None)
            pool.settle()


@dataclass(frozen=True, slots=True)
class Settled:
    """How many offers ended, and how the pool stands after that."""

    ended: int
    standing: Standing


def lock(cohort_pk: int, session_pk: int | None, *, now: datetime) -> Pool:
    """Lock the pool until the transaction ends, and read it fresh.

    Raises Cohort.DoesNotExist or Session.DoesNotExist when it is gone, or when the session belongs
    to another cohort. `no_key`: others may still write rows that merely point at the cohort.
    """
    cohort = Cohort.objects.select_for_update(no_key=True).get(pk=cohort_pk)
    session = None
    if session_pk is not None:
        session = cohort.sessions.select_for_update(of=("self",), no_key=True).get(pk=session_pk)
    return Pool(cohort, session, dates_of(cohort, session), now)


def through_the_door(
    participant: Participant,
    cohort: Cohort,
    session: Session | None,
    now: datetime,
    deed: Callable[[Pool, Standing], SignUp],
) -> SignUp:
    """Run a deed that may add a row, under the lock.

    The lock lets nobody add the same person twice. Should something pass by the door all the same,
    the constraint refuses it; a second look then finds the other row. No error page.
    """
    for is_last in (False, True):
        try:
            with transaction.atomic():
                pool = lock(cohort.pk, session.pk if session else None, now=now)
                return deed(pool, pool.settle(participant).standing)
        except IntegrityError:
            if is_last:
                break
        except (Cohort.DoesNotExist, Session.DoesNotExist):
            raise ValidationError(_("Sign-up is not open here."), code="not_open") from None
    raise ValidationError(
        _("Something changed at the same moment. Please try again."), code="conflict"
    )


@contextmanager
def pool_of(sign_up: SignUp, now: datetime) -> Iterator[tuple[Pool, SignUp]]:
    """The sign-up read again under its pool's lock, after overdue offers have ended."""
    with transaction.atomic():
        try:
            pool = lock(sign_up.cohort_id, sign_up.session_id, now=now)
        except (Cohort.DoesNotExist, Session.DoesNotExist):
            raise gone() from None
        pool.settle()
        row = pool.sign_ups.select_related("participant").filter(pk=sign_up.pk).first()
        if row is None:
            raise gone()
        yield pool, row


def gone() -> ValidationError:
    return ValidationError(_("This sign-up is no longer valid. Please sign up again."), code="gone")
