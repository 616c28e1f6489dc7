"""The link in the mail by which somebody who is invited finds the invitation.

Signed, not stored. Whether it still works is said by the invitation: withdrawn, answered, too old.
Opening it shows; accepting needs the code that is mailed to the invited address.
"""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from cohorts.domain import writing
from cohorts.models import Invitation


def _signer() -> Signer:
    return Signer(salt="cohorts.invitation", sep=".")


def token(invitation: Invitation) -> str:
    """Letters, digits, minus, underscore and dot: safe in an address and in every mail program."""
    return _signer().sign(invitation.uuid.hex)


def from_token(text: str) -> Invitation:
    """The invitation behind a link. Raises Invitation.DoesNotExist for anything forged or torn."""
    try:
        number = uuid.UUID(hex=_signer().unsign(text))
    except (BadSignature, ValueError):
        raise Invitation.DoesNotExist from None
    return Invitation.objects.select_related(
        "carrier", "invited_by", "deputy_for__user", "membership"
    ).get(uuid=number)


def address(invitation: Invitation) -> str:
    """The whole address, in the language of the invitation."""
    with writing.for_reader(invitation.language):
        path = reverse("cohorts:invitation", args=[token(invitation)])
    return settings.SITE_URL.rstrip("/") + path
