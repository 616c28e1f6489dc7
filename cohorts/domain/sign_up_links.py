"""The link in every mail by which somebody reaches the own sign-up without signing in.

Signed, not stored, and without an expiry: mails are read weeks later. It dies with the person:
when the sign-up or the participant is erased, nothing is found any more. Opening it shows; only a
form that is sent changes something, so that programs that open every link in a mail do no harm.
"""

import uuid

from django.core.signing import BadSignature, Signer

from cohorts.models import LogEntry, Participant, SignUp


def _signer() -> Signer:
    return Signer(salt="cohorts.sign_up", sep=".")


def token(sign_up: SignUp) -> str:
    """Letters, digits, minus, underscore and dot: safe in an address and in every mail program."""
    return _signer().sign(f"{sign_up.pk}-{sign_up.participant.uuid.hex}")


def from_token(text: str) -> SignUp:
    """The sign-up behind a link. Raises SignUp.DoesNotExist for anything forged, torn or erased.

    A link that was mailed before two entries of one person were joined still works.
    """
    try:
        number, person = _signer().unsign(text).split("-")
        found = SignUp.objects.select_related("participant", "cohort__organiser", "session").get(
            pk=int(number)
        )
        known = uuid.UUID(hex=person)
    except (BadSignature, ValueError):
        raise SignUp.DoesNotExist from None
    if found.participant.uuid != known and not _was_joined(found.participant, known):
        raise SignUp.DoesNotExist
    return found


def _was_joined(participant: Participant, known: uuid.UUID) -> bool:
    """Whether the entry with this random number became the participant, also by way of others."""
    joined = LogEntry.objects.filter(action="cohorts.join")
    entry = joined.filter(data__uuid=known.hex).first()
    while entry is not None and entry.data["participant"] != participant.pk:
        entry = joined.filter(data__joined=entry.data["participant"]).first()
    return entry is not None
