"""What somebody agreed to: that a minor takes part, and that photos may be taken.

Until the 18th birthday a guardian decides, on paper; staff record that they have seen it. From the
birthday on the person decides: what a guardian said about photos then holds no longer, and nobody
needs the consent to take part any more. The paper itself is never stored.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import log, register
from cohorts.models import Consent, Participant

if TYPE_CHECKING:
    from home.models import User

Kind = Consent.Kind
FULL_AGE = 18


def of_age_on(born_on: date) -> date:
    """The 18th birthday. Whoever was born on 29 February is of age on 1 March of other years."""
    try:
        return born_on.replace(year=born_on.year + FULL_AGE)
    except ValueError:
        return date(born_on.year + FULL_AGE, 3, 1)


def is_minor(participant: Participant, on: date) -> bool:
    """Nobody is asked for a birthday unless they say they are minors."""
    return participant.of_age_on is not None and on < participant.of_age_on


def _counting(on: date) -> Q:
    """Consents by whoever decides on that day. What a minor agreed to alone never counts."""
    is_minor = Q(participant__of_age_on__gt=on)
    given_by_an_adult = Q(participant__of_age_on=None) | Q(
        given_on__gte=F("participant__of_age_on")
    )
    decides = Q(by_guardian=True) & is_minor | Q(by_guardian=False) & given_by_an_adult
    return Q(withdrawn_at=None, given_on__lte=on) & decides


def lacks_guardian(participant: Participant, on: date) -> bool:
    """A minor of whom nobody has seen yet that a guardian agrees to taking part."""
    return (
        is_minor(participant, on)
        and not participant.consents.filter(_counting(on), kind=Kind.TAKING_PART).exists()
    )


def photos_allowed(participants: Iterable[Participant], on: date) -> set[int]:
    """The numbers of those of whom photos may be taken on that day; one query.

    Without a word of the person, or of a minor's guardian, no photos are taken.
    """
    return set(
        Consent.objects.filter(
            _counting(on),
            participant__in=[participant.pk for participant in participants],
            kind=Kind.PHOTOS,
        ).values_list("participant", flat=True)
    )


@transaction.atomic
def record(
    *,
    participant: Participant,
    kind: str,
    given_on: date,
    by_guardian: bool,
    by: "User",
    now: datetime,
) -> Consent:
    """Write down a consent: the person's own, given here, or one on a paper that staff have seen.

    Recording what stands already changes nothing. Raises ValidationError for a day that lies ahead,
    for a minor's own word, and for a guardian's word about an adult.
    """
    person = _locked(participant)
    if given_on > timezone.localdate(now):
        raise ValidationError({"given_on": _("This day is in the future.")}, code="ahead")
    if is_minor(person, given_on) != by_guardian:
        raise ValidationError(
            _("This person is not yet 18. A parent or guardian has to agree.")
            if is_minor(person, given_on)
            else _("This person is of age and decides alone."),
            code="who",
        )
    standing = person.consents.filter(kind=kind, withdrawn_at=None).first()
    if standing is not None:
        if standing.by_guardian == by_guardian:
            return standing
        # What the guardian said ended with the 18th birthday.
        standing.withdrawn_at = now
        standing.save(update_fields=["withdrawn_at"])
    consent = person.consents.create(
        kind=kind,
        given_on=given_on,
        by_guardian=by_guardian,
        seen_by=None if by.pk == person.user_id else by,
    )
    _note(person, "cohorts.consent", kind, by=by, now=now)
    return consent


@transaction.atomic
def withdraw(*, participant: Participant, kind: str, by: "User", now: datetime) -> None:
    """From now on the consent holds no longer. Seats stay: staff decide what follows from it."""
    person = _locked(participant)
    if person.consents.filter(kind=kind, withdrawn_at=None).update(withdrawn_at=now):
        _note(person, "cohorts.withdraw_consent", kind, by=by, now=now)


def _locked(participant: Participant) -> Participant:
    return Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)


def _note(person: Participant, action: str, kind: str, *, by: "User", now: datetime) -> None:
    carrier = register.carrier_of(person, timezone.localdate(now))
    log.record(person, action, by=by, carrier=carrier, data={"kind": str(kind)})
