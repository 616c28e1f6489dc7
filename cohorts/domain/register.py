"""The register of people: entering somebody, correcting an entry, naming the carrier."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.domain import log
from cohorts.models import Affiliation, Carrier, Participant

if TYPE_CHECKING:
    from home.models import User

CHANGEABLE = {"full_name", "sort_name", "email", "language", "of_age_on"}


@transaction.atomic
def enter(
    *,
    full_name: str,
    carrier: Carrier,
    email: str = "",
    sort_name: str = "",
    language: str = "de",
    of_age_on: date | None = None,
    by: "User | None",
    now: datetime,
) -> Participant:
    """Somebody who has no account, for example after a call. Learner of the carrier from today."""
    person = Participant(
        full_name=full_name,
        sort_name=sort_name,
        email=email,
        language=language,
        of_age_on=of_age_on,
    )
    person.full_clean()
    person.save()
    Affiliation.objects.create(participant=person, carrier=carrier, since=timezone.localdate(now))
    log.record(person, "cohorts.person", by=by, carrier=carrier)
    return person


@transaction.atomic
def correct(
    *, participant: Participant, by: "User | None", now: datetime, **changes: object
) -> Participant:
    """Correct an entry. The address of somebody with an account is the verified one and stays.

    The list name follows the full name as long as nobody gave another one.
    """
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise TypeError(f"a person is not changed by {sorted(unknown)}")
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if person.user_id and changes.get("email", person.email) != person.email:
        raise ValidationError(
            {"email": _("This person has an account and keeps the address there.")}
        )
    changed = {name for name, value in changes.items() if getattr(person, name) != value}
    if not changed:
        return person
    if person.sort_name == person.full_name and "sort_name" not in changed:
        person.sort_name = ""
    before = {name: getattr(person, name) for name in CHANGEABLE}
    for name in changed:
        setattr(person, name, changes[name])
    if "full_name" in changed:
        person.name_confirmed_at = None
    person.full_clean()
    person.save()
    log.record(
        person,
        "cohorts.change",
        by=by,
        carrier=carrier_of(person, timezone.localdate(now)),
        data={"fields": sorted(changed)},
        participant=person,
        values={name: (before[name], getattr(person, name)) for name in sorted(changed)},
    )
    return person


@transaction.atomic
def affiliate(
    *, participant: Participant, carrier: Carrier, by: "User | None", now: datetime
) -> Affiliation:
    """Make somebody a learner of the carrier from today. One who is stays one."""
    today = timezone.localdate(now)
    Participant.objects.select_for_update().get(pk=participant.pk)
    current = Affiliation.objects.current(today).filter(participant=participant, carrier=carrier)
    if existing := current.first():
        return existing
    affiliation = Affiliation.objects.create(participant=participant, carrier=carrier, since=today)
    log.record(
        participant, "cohorts.change", by=by, carrier=carrier, data={"fields": ["affiliations"]}
    )
    return affiliation


def carrier_of(participant: Participant, on: date) -> Carrier | None:
    """The carrier whose learner the person is on that day; the latest, if there are several."""
    affiliation = (
        Affiliation.objects.current(on)
        .filter(participant=participant)
        .select_related("carrier")
        .order_by("-since", "-pk")
        .first()
    )
    return affiliation.carrier if affiliation else None
