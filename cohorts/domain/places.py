"""Rooms: their name and address stand in the calendars of all their sessions."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.domain import calendars, log
from cohorts.models import Place

if TYPE_CHECKING:
    from home.models import User


@transaction.atomic
def create(*, by: "User | None", now: datetime, **fields: object) -> Place:
    place = Place(**fields)
    place.full_clean()
    place.save()
    log.record(place, "cohorts.plan", by=by, carrier=place.carrier)
    return place


@transaction.atomic
def change(*, place: Place, by: "User | None", now: datetime, **changes: object) -> Place:
    """Correct a room. Its sessions do not move: SEQUENCE stays and nobody is told."""
    for name, value in changes.items():
        setattr(place, name, value)
    place.full_clean()
    place.save()
    calendars.renew(place.sessions.all(), now=now)
    log.record(
        place, "cohorts.change", by=by, carrier=place.carrier, data={"fields": sorted(changes)}
    )
    return place
