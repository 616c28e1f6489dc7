"""Carriers: the entries of the list. Who works for them is `staff`."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.domain import log
from cohorts.models import Carrier

if TYPE_CHECKING:
    from home.models import User

CHANGEABLE = {"name", "project", "district", "contact", "since", "languages"}


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
def open_centre(*, name: str, by: "User | None", now: datetime) -> Carrier:
    """The competence centre, once. It is a carrier like the others, and keeps the list of all."""
    centre = Carrier(name=name, is_centre=True)
    centre.full_clean()
    centre.save()
    log.record(centre, "cohorts.plan", by=by, carrier=centre)
    return centre


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


def _refuse_unknown(names: Iterable[str]) -> None:
    unknown = set(names) - CHANGEABLE
    if unknown:
        raise TypeError(f"a carrier is not changed by {sorted(unknown)}")
