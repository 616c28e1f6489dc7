"""What staff decide about sign-ups: exceptions, approval, drop-outs. Same door, same lock."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.domain.pool import Pool, gone, pool_of, through_the_door
from cohorts.domain.seats import (
    Standing,
    refuse_member_as_guest,
    refuse_unless_open,
    refuse_unless_takes_place,
    refuse_without_guardian,
)
from cohorts.models import Carrier, Cohort, Participant, Session, SignUp

if TYPE_CHECKING:
    from home.models import User

State = SignUp.State
REASON_LENGTH = 300  # of SignUp.beyond_capacity


def admit(
    *,
    participant: Participant,
    cohort: Cohort,
    session: Session | None = None,
    carrier: Carrier | None = None,
    by: "User",
    now: datetime,
    reason: str,
) -> SignUp:
    """Let somebody in although all seats are taken or others wait: the explicit exception.

    Needs a reason, which is logged and stays with the sign-up. Works for walk-ins after the session
    too. Somebody who already has the seat keeps it unchanged. Nobody makes an exception from the
    consent of a minor's guardian.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Please write why you make this exception."), code="reason")
    if len(reason) > REASON_LENGTH:
        raise ValidationError(_("Please give a shorter reason."), code="reason")

    def let_in(pool: Pool, standing: Standing) -> SignUp:
        refuse_unless_takes_place(pool.cohort, pool.session)
        row = SignUp.objects.get(pk=standing.own) if standing.own is not None else None
        if row is not None and row.state == State.CONFIRMED:
            return row
        refuse_without_guardian(participant, now)
        if row is None:
            if pool.session is not None:
                refuse_member_as_guest(standing)
            row = pool.enter(
                participant,
                carrier,
                SignUp.Source.STAFF,
                State.WAITING,
                behind=standing.last_in_line,
            )
        row.beyond_capacity = reason
        row.save(update_fields=["beyond_capacity"])
        pool.confirm(row)
        pool.note(row, "cohorts.admit", by=by, reason=reason)
        return row

    return through_the_door(participant, cohort, session, now, let_in)


def approve(*, sign_up: SignUp, by: "User", now: datetime) -> SignUp:
    """Accept a requested sign-up: it takes a seat, or its place in line by the time of asking.

    A minor's waits until a guardian's consent is recorded.
    """
    with pool_of(sign_up, now) as (pool, row):
        if row.is_active and row.state != State.REQUESTED:
            return row
        if not row.is_active:
            raise gone()
        refuse_unless_open(pool.cohort, pool.session, pool.dates, now)
        refuse_without_guardian(row.participant, now)
        if pool.seats().is_full:
            pool.put(row, State.WAITING)
            pool.tell("sign_up_waiting", row)
        else:
            pool.confirm(row)
        pool.note(row, "cohorts.approve", by=by)
        return row


def decline_request(*, sign_up: SignUp, by: "User", now: datetime, reason: str = "") -> SignUp:
    """Turn a requested sign-up down. The reason stays in the log."""
    with pool_of(sign_up, now) as (pool, row):
        if row.state == State.DECLINED:
            return row
        if row.state != State.REQUESTED:
            raise ValidationError(
                _("This sign-up does not await approval (any more)."), code="not_requested"
            )
        pool.put(row, State.DECLINED)
        pool.note(row, "cohorts.decline", by=by, reason=reason)
        pool.tell("request_declined", row)
        return row


def drop_out(*, sign_up: SignUp, by: "User | None", now: datetime, reason: str = "") -> SignUp:
    """A confirmed person left the running cohort. What was attended stays."""
    with pool_of(sign_up, now) as (pool, row):
        if row.state == State.DROPPED_OUT:
            return row
        if row.state != State.CONFIRMED:
            raise ValidationError(
                _("Only somebody with a confirmed seat can drop out."), code="not_confirmed"
            )
        pool.put(row, State.DROPPED_OUT)
        pool.note(row, "cohorts.drop_out", by=by, reason=reason)
        pool.settle()
        return row
