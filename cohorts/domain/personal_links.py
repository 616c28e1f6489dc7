"""The personal link: a code on paper for people without e-mail.

The code is an address and can be typed as well. Whoever holds it sees the own dates and can say
that they cannot come; no other person's name, no way to change anything else.
"""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import log, register
from cohorts.models import Participant, PersonalLink
from cohorts.models.personal_link import CODE_LENGTH, SIGNS

if TYPE_CHECKING:
    from home.models import User

GROUP = 4
USE_IS_NOTED_EVERY = timedelta(hours=1)


def clean_code(text: str) -> str:
    """The code as it is stored: capitals without spaces and dashes; empty if it cannot be one."""
    code = re.sub(r"[\s\-‐-―_.]+", "", text[: 4 * CODE_LENGTH]).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(SIGNS) else ""


def in_groups(code: str) -> str:
    """For the eye: groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def behind(text: str) -> Participant | None:
    """Whose code this is. None for everything that is no valid code of an entry in use."""
    code = clean_code(text)
    if not code:
        return None
    people = Participant.objects.filter(erased_at=None, restricted_since=None)
    return people.filter(personal_link__code=code).first()


def use(*, participant: Participant, now: datetime) -> None:
    """Note that the link is in use, to the hour: staff see whether a letter has arrived."""
    PersonalLink.objects.filter(participant=participant).exclude(
        last_used_at__gt=now - USE_IS_NOTED_EVERY
    ).update(last_used_at=now)


@transaction.atomic
def link_for(*, participant: Participant, by: "User", now: datetime) -> PersonalLink:
    """The person's link, made when it is asked for the first time."""
    person = _locked(participant)
    link = PersonalLink.objects.filter(participant=person).first()
    return link or _make(person, by=by, now=now)


@transaction.atomic
def renew(*, participant: Participant, by: "User", now: datetime) -> PersonalLink:
    """A new code; the old one answers no more, for example when a letter was lost."""
    person = _locked(participant)
    PersonalLink.objects.filter(participant=person).delete()
    return _make(person, by=by, now=now)


def _locked(participant: Participant) -> Participant:
    person = Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    if person.erased_at or person.restricted_since:
        raise ValidationError(_("This entry is being erased."), code="erased")
    return person


def _make(person: Participant, *, by: "User", now: datetime) -> PersonalLink:
    """The log says who made it, never the code."""
    link = PersonalLink.objects.create(participant=person, made_by=by, made_at=now)
    carrier = register.carrier_of(person, timezone.localdate(now))
    log.record(person, "cohorts.personal_link", by=by, carrier=carrier)
    return link
