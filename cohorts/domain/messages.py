"""Messages to people: written with the deed, so that both happen or neither does.

The text is made when the message is sent (`letters`); sending is the worker's (`post`).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from cohorts.domain.post import Counts, send_due
from cohorts.models import Invitation, Membership, Message, Participant, Session, SignUp

if TYPE_CHECKING:
    from home.models import User

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
    "invitation",
    "appointed",
    "membership_ends",
    "barrier_reported",
    "module_handed_in",
    "standards_adopted",
    "consultation_opened",
    "remark_answered",
    "decision_made",
)


def queue(
    *,
    kind: str,
    occasion: str,
    now: datetime,
    participant: Participant | None = None,
    user: "User | None" = None,
    invitation: Invitation | None = None,
    sign_up: SignUp | None = None,
    session: Session | None = None,
    membership: Membership | None = None,
    not_before: datetime | None = None,
) -> Message | None:
    """Put a message into the outgoing post; inside the transaction of the deed.

    It goes to one reader: a learner, somebody with an account, or an address that was invited.
    `occasion` names what happened, such as "seat_offered:17"; a reader hears of it once, so asking
    again returns the message that is there. None for people without an e-mail address, or whose
    data are restricted.
    """
    _refuse_unknown(kind)
    named = {"participant": participant, "user": user, "invitation": invitation}
    readers = {name: reader for name, reader in named.items() if reader is not None}
    if len(readers) != 1:
        raise TypeError(f"a message has one reader, not {sorted(readers)}")
    if participant is not None and not participant.gets_mail:
        return None
    message, _created = Message.objects.get_or_create(
        occasion=occasion,
        **readers,
        defaults={
            "kind": kind,
            "sign_up": sign_up,
            "session": session,
            "membership": membership,
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
            if participant.gets_mail
        ],
        ignore_conflicts=True,
    )


def _refuse_unknown(kind: str) -> None:
    if kind not in KINDS:
        raise LookupError(f"There is no message of the kind {kind}.")
