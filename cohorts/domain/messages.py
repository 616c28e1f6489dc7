"""Messages to people: written with the deed, so that both happen or neither does.

The text is made when the message is sent (`letters`); sending is the worker's (`post`).
"""

from collections.abc import Iterable
from datetime import datetime

from cohorts.domain.post import Counts, send_due
from cohorts.models import Message, Participant, Session, SignUp

__all__ = ["KINDS", "Counts", "queue", "queue_for_all", "send_due"]

KINDS = (
    "sign_up_requested",
    "sign_up_confirmed",
    "sign_up_waiting",
    "request_declined",
    "seat_offered",
    "offer_expired",
    "signed_off",
    "session_changed",
    "session_cancelled",
    "cohort_cancelled",
)


def queue(
    *,
    kind: str,
    occasion: str,
    participant: Participant,
    now: datetime,
    sign_up: SignUp | None = None,
    session: Session | None = None,
    not_before: datetime | None = None,
) -> Message | None:
    """Put a message into the outgoing post; inside the transaction of the deed.

    `occasion` names what happened, such as "seat_offered:17"; a person hears of it once, so asking
    again returns the message that is there. None for people without an e-mail address.
    """
    _refuse_unknown(kind)
    if not participant.email:
        return None
    message, _created = Message.objects.get_or_create(
        occasion=occasion,
        participant=participant,
        defaults={
            "kind": kind,
            "sign_up": sign_up,
            "session": session,
            "created_at": now,
            "not_before": not_before or now,
        },
    )
    return message


def queue_for_all(
    *,
    kind: str,
    occasion: str,
    participants: Iterable[Participant],
    now: datetime,
    sign_up: SignUp | None = None,
    session: Session | None = None,
    not_before: datetime | None = None,
) -> None:
    """The same message to many people; one query for any number of them."""
    _refuse_unknown(kind)
    Message.objects.bulk_create(
        [
            Message(
                kind=kind,
                occasion=occasion,
                participant=participant,
                sign_up=sign_up,
                session=session,
                created_at=now,
                not_before=not_before or now,
            )
            for participant in participants
            if participant.email
        ],
        ignore_conflicts=True,
    )


def _refuse_unknown(kind: str) -> None:
    if kind not in KINDS:
        raise LookupError(f"There is no message of the kind {kind}.")
