"""The one door to a seat, and the deeds around it.

Every way to a seat comes through here: the website, staff, an import, the line moving up, more
seats. One transaction under the pool's lock, at most one log entry and one message per step.
Deeds can be repeated: a double click, an old form or a second try finds the work done.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cohorts.domain import pool as pools
from cohorts.domain.admission import admit, approve, decline_request, drop_out
from cohorts.domain.capacity import set_capacity, set_guest_capacity
from cohorts.domain.consents import lacks_guardian
from cohorts.domain.offers import expire_offers
from cohorts.domain.pool import Pool, gone, pool_of, through_the_door
from cohorts.domain.seats import (
    Seats,
    Standing,
    active_sign_up,
    rank,
    refuse_member_as_guest,
    refuse_unless_open,
    refuse_without_guardian,
    seats,
    seats_of,
    seats_of_cohorts,
)
from cohorts.domain.sign_up_links import from_token, token
from cohorts.models import Carrier, Cohort, Participant, Session, SignUp

if TYPE_CHECKING:
    from home.models import User

__all__ = [
    "Seats",
    "accept",
    "active_sign_up",
    "admit",
    "approve",
    "decline",
    "decline_request",
    "drop_out",
    "expire_offers",
    "from_token",
    "offer_free_seats",
    "rank",
    "request_seat",
    "seats",
    "seats_of",
    "seats_of_cohorts",
    "set_capacity",
    "set_guest_capacity",
    "sign_off",
    "token",
]

State = SignUp.State
Source = SignUp.Source


def request_seat(
    *,
    participant: Participant,
    cohort: Cohort,
    session: Session | None = None,
    carrier: Carrier | None = None,
    source: str = Source.WEB,
    agreed_at: datetime | None = None,
    by: "User | None",
    now: datetime,
) -> SignUp:
    """Sign somebody up for the cohort, or with `session` as a guest of that session only.

    Confirmed if a seat is free and nobody waits, else put in line; only requested if the cohort
    wants approval and `by` does not coordinate the organiser, and for a minor as long as no
    guardian has agreed. `agreed_at` is when the person agreed here to the use of the details. Who
    is already signed up gets the existing row. Raises ValidationError when sign-up is not open.
    """

    def sign_up(pool: Pool, standing: Standing) -> SignUp:
        if standing.own is not None:
            return SignUp.objects.get(pk=standing.own)
        refuse_unless_open(pool.cohort, pool.session, pool.dates, now)
        if pool.session is not None:
            refuse_member_as_guest(standing)
        state = State.WAITING if standing.seats.is_full else State.CONFIRMED
        if _needs_approval(pool.cohort, by, now) or lacks_guardian(participant, localdate(now)):
            state = State.REQUESTED
        row = pool.enter(
            participant, carrier, source, state, behind=standing.last_in_line, agreed_at=agreed_at
        )
        pool.note(row, "cohorts.sign_up", by=by)
        _tell_where(pool, row, is_guest=standing.is_guest)
        return row

    return through_the_door(participant, cohort, session, now, sign_up)


def accept(*, sign_up: SignUp, by: "User | None", now: datetime) -> SignUp:
    """Take the offered seat. After the deadline it is gone, also if nobody ended the offer yet."""
    with pool_of(sign_up, now) as (pool, row):
        if row.state == State.OFFERED:
            refuse_without_guardian(row.participant, now)
            pool.confirm(row)
            pool.note(row, "cohorts.accept", by=by)
    if row.state == State.CONFIRMED:
        return row
    if row.is_active:
        raise ValidationError(_("There is no offer for you at the moment."), code="no_offer")
    if row.state == State.EXPIRED:
        raise ValidationError(
            _("The time to accept is over. The seat went to the next person."), code="expired"
        )
    raise gone()


def decline(*, sign_up: SignUp, by: "User | None", now: datetime) -> SignUp:
    """Give an offered seat back; it is offered to the next in line at once."""
    with pool_of(sign_up, now) as (pool, row):
        if row.state == State.CONFIRMED:
            raise ValidationError(
                _("You have already accepted. If you cannot come, please sign off."),
                code="confirmed",
            )
        if row.is_active and row.state != State.OFFERED:
            raise ValidationError(_("There is no offer for you at the moment."), code="no_offer")
        if row.state == State.OFFERED:
            pool.put(row, State.DECLINED)
            pool.note(row, "cohorts.decline", by=by)
            pool.settle()
        return row


def sign_off(*, sign_up: SignUp, by: "User | None", now: datetime, reason: str = "") -> SignUp:
    """Give up the seat, the place in line or the request. Signing up again starts at the end."""
    with pool_of(sign_up, now) as (pool, row):
        if not row.is_active:
            return row
        if pool.dates.is_over(now):
            raise ValidationError(
                _("This is already over. Signing off is not possible."), code="over"
            )
        pool.put(row, State.CANCELLED)
        pool.note(row, "cohorts.sign_off", by=by, reason=reason)
        pool.tell("signed_off", row)
        pool.settle()
        return row


def offer_free_seats(*, cohort: Cohort, session: Session | None = None, now: datetime) -> None:
    """Move the line up: call this when something may take place again."""
    with transaction.atomic():
        pools.lock(cohort.pk, session.pk if session else None, now=now).settle()


def _tell_where(pool: Pool, row: SignUp, *, is_guest: bool) -> None:
    if row.state == State.CONFIRMED:
        pool.welcome(row, is_guest=is_guest)
    elif row.state == State.WAITING:
        pool.tell("sign_up_waiting", row)
    else:
        pool.tell("sign_up_requested", row)


def _needs_approval(cohort: Cohort, by: "User | None", now: datetime) -> bool:
    if not cohort.needs_approval:
        return False
    return by is None or not (
        Cohort.objects.editable_by(by, localdate(now)).filter(pk=cohort.pk).exists()
    )
