"""Erasing a person, restricting while data must be kept, and keeping them until a date.

What happens to each field stands in the table of personal data, and is done from it: whoever adds
a field says there what erasure does, and it is done here without a further word.

Erasure keeps the totals: the row of the person stays, empty and without a name, and with it the
minutes of attendance and the ended sign-ups. Nothing leads from them to a human any more.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.domain import calendars, log, pool, register, traces
from cohorts.domain.personal_data import TABLE
from cohorts.domain.personal_data.reading import Erasure, emptied, replaced
from cohorts.models import (
    CalendarLink,
    Message,
    Participant,
    PersonalLink,
    Retention,
    Session,
    SignUp,
)
from cohorts.models.sign_up import SignUpQuerySet

if TYPE_CHECKING:
    from home.models import User

ATTEMPTS = 5
REASON_LENGTH = 300  # of Retention.reason


@dataclass(frozen=True, slots=True)
class Erased:
    """Nothing is left that leads to the person. `account_deleted`: nor is there an account."""

    at: datetime
    account_deleted: bool
    sign_ups_ended: int


@dataclass(frozen=True, slots=True)
class Restricted:
    """The data are kept until that day, because of these reasons, and nobody works with them."""

    until: date
    reasons: tuple[str, ...]
    sign_ups_ended: int


class _SignedUpMeanwhile(Exception):
    """A sign-up came in before the person was locked: begin again."""


def running_retentions(participant: Participant, on: date) -> list[Retention]:
    return list(participant.retentions.filter(until__gte=on).order_by("-until", "pk"))


def erase(
    *, participant: Participant, by: "User | None", now: datetime, reason: str = ""
) -> Erased | Restricted:
    """Erase the person, or restrict until the last date of retention has passed.

    Seats are given back through the door and offered to the next in line. Erasing again changes
    nothing. Raises ValidationError when the person signs up again and again at the same moment.
    """
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return _erase(participant, by, now, reason.strip())
        except _SignedUpMeanwhile:
            continue
    raise ValidationError(
        _("Something changed at the same moment. Please try again."), code="conflict"
    )


def _erase(
    participant: Participant, by: "User | None", now: datetime, reason: str
) -> Erased | Restricted:
    names = traces.names_of(participant, participant.user)
    named = traces.sessions_naming(participant, names)
    active = _lock_in_order(participant, named, now)
    person = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if person.erased_at is not None:
        return Erased(person.erased_at, account_deleted=False, sign_ups_ended=0)
    if set(_active(person).values_list("pk", flat=True)) - active:
        raise _SignedUpMeanwhile
    retentions = running_retentions(person, timezone.localdate(now))
    if retentions and person.restricted_since is not None:
        return Restricted(*_until(retentions), sign_ups_ended=0)
    ended = sum(_end(sign_up, by, now) for sign_up in _active(person))
    if retentions:
        _restrict(person, by, now, reason)
        return Restricted(*_until(retentions), sign_ups_ended=ended)
    for session in named:
        session.status_note = traces.strike(session.status_note, names)
        session.save(update_fields=["status_note"])
    calendars.renew(named, now=now)
    return Erased(now, _empty(person, names, by, now, reason), ended)


def _active(participant: Participant) -> SignUpQuerySet:
    return (
        SignUp.objects.active()
        .filter(participant=participant)
        .order_by("cohort_id", "session_id", "pk")
    )


def _lock_in_order(participant: Participant, named: list[Session], now: datetime) -> set[int]:
    """Cohort row, then session row, ascending; the person comes last, as at the door."""
    active = list(_active(participant))
    pools = {(row.cohort_id, row.session_id or 0) for row in active}
    pools |= {(session.cohort_id, session.pk) for session in named}
    for cohort, session in sorted(pools):
        pool.lock(cohort, session or None, now=now)
    return {row.pk for row in active}


def _end(sign_up: SignUp, by: "User | None", now: datetime) -> bool:
    """Give the seat, the place in line or the request back. What is over stays as it was."""
    with pool.pool_of(sign_up, now) as (seats, row):
        if not row.is_active:
            return False
        begun = any(begin <= now for begin, _ended in seats.dates.spans)
        confirmed = row.state == SignUp.State.CONFIRMED
        if confirmed and seats.dates.is_over(now):
            return False
        if confirmed and begun:
            seats.put(row, SignUp.State.DROPPED_OUT)
            seats.note(row, "cohorts.drop_out", by=by)
        else:
            seats.put(row, SignUp.State.CANCELLED)
            seats.note(row, "cohorts.sign_off", by=by)
        seats.settle()
        return True


def _restrict(person: Participant, by: "User | None", now: datetime, reason: str) -> None:
    """Nobody works with the data, nothing leads to them, no mail goes out; but they are there."""
    carrier = register.carrier_of(person, timezone.localdate(now))
    log.record(
        person, "cohorts.restrict", by=by, carrier=carrier, reason=reason, participant=person
    )
    user = person.user
    person.restricted_since = now
    person.uuid = uuid4()  # links in mails end
    PersonalLink.objects.filter(participant=person).delete()
    Message.objects.filter(participant=person, state=Message.State.QUEUED).update(
        state=Message.State.DROPPED
    )
    if user is not None and traces.is_needed(user):
        person.user = None
    elif user is not None:
        user.is_active = False
        user.save(update_fields=["is_active"])
        CalendarLink.objects.filter(user=user).delete()
        traces.end_sign_ins(user, traces.addresses_of(person, user))
    person.save()


def _empty(
    person: Participant, names: list[str], by: "User | None", now: datetime, reason: str
) -> bool:
    """Do what the table says, field by field. Answers whether the account went, too."""
    user = person.user
    leaves = user is not None and not traces.is_needed(user)
    account = user if leaves else None
    stays = user is not None and not leaves
    addresses = set() if stays else traces.addresses_of(person, user)
    log.record(
        person,
        "cohorts.erase",
        by=by,
        carrier=register.carrier_of(person, timezone.localdate(now)),
        reason=traces.strike(reason, names),
    )
    traces.end_sign_ins(account, addresses)
    for records in TABLE:
        if not records.is_about_somebody:
            continue
        rows = records.rows_of(person, account, addresses)
        if records.with_(Erasure.DELETE):
            rows.delete()
        elif records.participant or records.address:
            traces.strike_out(rows, records, names)
            if left := emptied(records):
                rows.update(**left)
            for name, value in replaced(records).items():
                is_text = isinstance(value, str)
                rows.exclude(**({name: ""} if is_text else {"pk": None})).update(**{name: value})
    Participant.objects.filter(pk=person.pk).update(erased_at=now)
    if account is not None:
        traces.close_account(account)
    return account is not None


def _until(retentions: list[Retention]) -> tuple[date, tuple[str, ...]]:
    return retentions[0].until, tuple(retention.reason for retention in retentions)


@transaction.atomic
def retain(
    *, participant: Participant, until: date, reason: str, by: "User | None", now: datetime
) -> Retention:
    """The person's data must be kept until that day, for example for a proof of use.

    Erasure before that day restricts. Raises ValidationError for a day that has passed, without a
    reason, or for somebody who was erased.
    """
    person = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if person.erased_at is not None:
        raise ValidationError(_("This person has been erased already."), code="erased")
    if until < timezone.localdate(now):
        raise ValidationError({"until": _("Please choose a day that is still to come.")})
    if not reason.strip() or len(reason.strip()) > REASON_LENGTH:
        raise ValidationError({"reason": _("Please say in a few words why the data are kept.")})
    retention = Retention.objects.create(
        participant=person, until=until, reason=reason.strip(), set_by=by, set_at=now
    )
    log.record(
        person,
        "cohorts.retain",
        by=by,
        carrier=register.carrier_of(person, timezone.localdate(now)),
        reason=reason.strip(),
        participant=person,
        values={"retentions": (None, until)},
    )
    return retention
