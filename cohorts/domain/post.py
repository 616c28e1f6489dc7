"""Sending what lies in the outgoing post. Several workers may do it at the same time.

A message is claimed in its own short transaction, sent outside of any, and marked afterwards. When
a worker dies in between, another takes the message over after ten minutes. Should the mail already
have left, it leaves again with the same Message-ID, so that mail programs show it once.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import Error, transaction
from django.db.models import Q

from cohorts.domain import letters
from cohorts.models import Message

logger = logging.getLogger(__name__)

CLAIM_STANDS = timedelta(minutes=10)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 8  # the last one is about 18 hours after the first
MAIL_SERVER_TIMEOUT = 60  # seconds, far below CLAIM_STANDS
State = Message.State


@dataclass
class Counts:
    """What became of the messages that were due."""

    sent: int = 0
    dropped: int = 0
    postponed: int = 0
    failed: int = 0
    is_closed: bool = False  # the mail server could not be reached; nothing is lost


def send_due(
    *, now: datetime, limit: int = 100, stop: Callable[[], bool] = lambda: False
) -> Counts:
    """Send up to `limit` messages that are due, oldest first; ends between two when `stop` says so.

    A message that cannot be sent is tried again after 1, 4, 16 … minutes. When the mail server does
    not answer at all, no attempt is counted and the rest is left for the next call.
    """
    counts = Counts()
    for _attempt in range(limit):
        message = None if stop() else _claim(now)
        if message is None:
            break
        _deliver(message, now, counts)
        if counts.is_closed:
            break
    return counts


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many attempts."""
    return min(FIRST_WAIT * 4 ** (attempts - 1), LONGEST_WAIT)


def _claim(now: datetime) -> Message | None:
    """Take the next message that is due, or one whose worker has died. Nobody waits for a lock."""
    due = Message.objects.filter(
        Q(state=State.QUEUED, not_before__lte=now)
        | Q(state=State.SENDING, claimed_at__lte=now - CLAIM_STANDS)
    )
    if not due.exists():  # the common case, without a transaction that writes
        return None
    with transaction.atomic():
        free = due.select_for_update(of=("self",), no_key=True, skip_locked=True)
        message = free.order_by("not_before", "pk").first()
        if message is None:
            return None
        message.state = State.SENDING
        message.claimed_at = now
        message.attempts += 1
        message.save(update_fields=["state", "claimed_at", "attempts"])
    return (
        Message.objects.select_related(
            "participant",
            "user",
            "invitation__carrier",
            "invitation__invited_by",
            "invitation__deputy_for__user",
            "membership__carrier",
            "membership__deputy_for__user",
            "sign_up__participant",
            "sign_up__cohort__organiser",
            "sign_up__session__place",
            "sign_up__session__cohort__organiser",
            "session__place",
            "session__cohort__organiser",
        )
        .filter(pk=message.pk)
        .first()
    )


def _deliver(message: Message, now: datetime, counts: Counts) -> None:
    try:
        if letters.is_pointless(message, now=now):
            _finish(message, state=State.DROPPED)
            counts.dropped += 1
            return
        if message.attempts > MOST_ATTEMPTS:
            _give_up(message, counts, "its workers died")
            return
        mail = _mail(message, now)
    except Error:
        raise
    except Exception:  # a fault in one text must not keep the others back
        logger.exception("Message %s could not be written.", message.uuid)
        _postpone(message, now, counts)
        return
    _send(mail, message, now, counts)


def _send(mail: EmailMessage, message: Message, now: datetime, counts: Counts) -> None:
    # One connection per mail: a broken one spoils nothing else.
    mail.connection = get_connection(timeout=MAIL_SERVER_TIMEOUT)
    try:
        mail.connection.open()
    except OSError as error:
        logger.warning("The mail server cannot be reached (%s).", type(error).__name__)
        _finish(message, state=State.QUEUED, attempts=message.attempts - 1)
        counts.is_closed = True
        return
    try:
        mail.send()
    except OSError as error:  # all of smtplib's faults are; their text may hold addresses
        if _is_final(error):
            _give_up(message, counts, type(error).__name__)
        else:
            logger.warning("Message %s was not sent (%s).", message.uuid, type(error).__name__)
            _postpone(message, now, counts)
    else:
        _finish(message, state=State.SENT, sent_at=now)
        counts.sent += 1
    finally:
        mail.connection.close()


def _mail(message: Message, now: datetime) -> EmailMessage:
    letter = letters.compose(message, now=now)
    mail = EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[message.address],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={
            "Message-ID": f"<{message.uuid}@{_domain()}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
        },
    )
    for attachment in letter.attachments:
        mail.attach(attachment.name, attachment.content, attachment.media_type)
    return mail


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _is_final(error: OSError) -> bool:
    """Whether the mail server will never take mail for this address (5xx)."""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= 500 for code, _text in error.recipients.values()
    )


def _postpone(message: Message, now: datetime, counts: Counts) -> None:
    if message.attempts >= MOST_ATTEMPTS:
        _give_up(message, counts, "too many attempts")
        return
    _finish(message, state=State.QUEUED, not_before=now + backoff(message.attempts))
    counts.postponed += 1


def _give_up(message: Message, counts: Counts, why: str) -> None:
    logger.warning("Message %s is given up (%s).", message.uuid, why)
    _finish(message, state=State.FAILED)
    counts.failed += 1


def _finish(message: Message, **fields: object) -> None:
    """Write the outcome, unless another worker has taken the message over meanwhile."""
    Message.objects.filter(
        pk=message.pk, state=State.SENDING, claimed_at=message.claimed_at
    ).update(claimed_at=None, **fields)
