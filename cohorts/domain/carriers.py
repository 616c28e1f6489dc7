"""Carriers and who works for them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.domain import log
from cohorts.models import Carrier, Membership

if TYPE_CHECKING:
    from home.models import User

CHANGEABLE = {"name", "district", "contact", "since", "languages"}


@transaction.atomic
def enter(*, by: "User | None", now: datetime, **fields: object) -> Carrier:
    """A new carrier on the list. The competence centre is made once, by setting up the house."""
    _refuse_unknown(fields)
    carrier = Carrier(**fields)
    carrier.full_clean()
    carrier.save()
    log.record(carrier, "cohorts.plan", by=by, carrier=carrier)
    return carrier


@transaction.atomic
def change(*, carrier: Carrier, by: "User | None", now: datetime, **changes: object) -> Carrier:
    _refuse_unknown(changes)
    carrier = Carrier.objects.select_for_update().get(pk=carrier.pk)
    changed = {name for name, value in changes.items() if getattr(carrier, name) != value}
    if not changed:
        return carrier
    for name in changed:
        setattr(carrier, name, changes[name])
    carrier.full_clean()
    carrier.save()
    log.record(carrier, "cohorts.change", by=by, carrier=carrier, data={"fields": sorted(changed)})
    return carrier


@transaction.atomic
def appoint(
    *, user: "User", carrier: Carrier, role: str, since: date, by: "User | None", now: datetime
) -> Membership:
    """Somebody works for the carrier from that day. Who holds the role already keeps it."""
    Carrier.objects.select_for_update().get(pk=carrier.pk)
    current = Membership.objects.filter(user=user, carrier=carrier, role=role, until=None)
    if existing := current.first():
        return existing
    membership = Membership(user=user, carrier=carrier, role=role, since=since)
    membership.full_clean()
    membership.save()
    log.record(
        membership, "cohorts.appoint", by=by, carrier=carrier, data={"user": user.pk, "role": role}
    )
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: "User", now: datetime) -> Membership:
    """The last day is today. Nobody ends the own coordination: somebody must keep the key."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    today = timezone.localdate(now)
    if membership.until and membership.until <= today:
        return membership
    if membership.user_id == by.pk and membership.role == Membership.Role.COORDINATOR:
        raise ValidationError(_("Let another coordinator end your own membership."), code="own")
    membership.until = max(today, membership.since)
    membership.save(update_fields=["until"])
    log.record(membership, "cohorts.end_membership", by=by, carrier=membership.carrier)
    return membership


def _refuse_unknown(names: Iterable[str]) -> None:
    unknown = set(names) - CHANGEABLE
    if unknown:
        raise TypeError(f"a carrier is not changed by {sorted(unknown)}")


def account_for(email: str, name: str) -> "User":
    """The account of this address; made if there is none, so that the person can sign in.

    An account that exists keeps its own name.
    """
    users = get_user_model().objects
    address = users.normalize_email(email)
    return users.filter(email=address).first() or users.create_user(address, name=name)
