"""Mails about a consultation: that somebody is asked about a draft, and that a remark is answered.

Neither quotes the draft: it is read where one has to sign in.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cohorts.domain import writing
from cohorts.domain.consulted import last_day
from cohorts.domain.writing import Letter
from cohorts.models import Carrier, Message, Remark
from curriculum.models import Edition

if TYPE_CHECKING:
    from home.models import User

OPENED = "consultation_opened"
KINDS = (OPENED, "remark_answered")


def is_pointless(message: Message, *, now: datetime) -> bool:
    """Once the edition is adopted, the day is over or another one, or a later answer was given."""
    if message.kind == OPENED:
        return _asked(message, now) is None
    remark = _remark(message)
    return remark is None or remark.edition.is_adopted or _has_later(message, remark)


def compose(message: Message, *, now: datetime) -> Letter:
    """The letter. Raises LookupError for what `is_pointless` would hold back."""
    edition, context = _about(message, now)
    centre = Carrier.objects.filter(is_centre=True).order_by("pk").first()
    with writing.for_reader(message.reader_language) as language:
        until = context.pop("until")
        context |= {
            "name": message.reader_name,
            "edition": edition.key,
            "day": writing.day(until) if isinstance(until, date) else "",
            "organiser": centre,
            "appointments": (),
            "link": writing.address(reverse("cohorts:consultation", args=[edition.key])),
        }
        return Letter(
            subject=writing.subject(message.kind, context),
            body=writing.body(message.kind, context),
            language=language,
            reply_to=centre.contact if centre else "",
        )


def _about(message: Message, now: datetime) -> tuple[Edition, dict[str, object]]:
    if message.kind == OPENED:
        asked = _asked(message, now)
        if asked is None:
            raise LookupError(f"Message {message.uuid} is about no consultation that goes on.")
        return asked[0], {"until": asked[1], "criterion": ""}
    remark = _remark(message)
    if remark is None:
        raise LookupError(f"Message {message.uuid} is about no answered remark.")
    return remark.edition, {"until": None, "criterion": remark.key}


def _asked(message: Message, now: datetime) -> tuple[Edition, date] | None:
    """The draft and the reader's last day, if it is the one of the occasion and still ahead."""
    _kind, number, day = message.occasion.split(":")
    reader: User | None = message.user
    edition = Edition.objects.filter(pk=number, state=Edition.State.CONSULTATION).first()
    if edition is None or reader is None:
        return None
    today = timezone.localdate(now)
    last = last_day(edition, reader, today)
    if last is None or last < today or last.isoformat() != day:
        return None
    return edition, last


def _remark(message: Message) -> Remark | None:
    found = Remark.objects.exclude(state=Remark.State.OPEN).filter(author=message.user_id)
    number = message.occasion.split(":")[1]
    return found.select_related("edition").filter(pk=number).first()


def _has_later(message: Message, remark: Remark) -> bool:
    """The later one tells how things stand now."""
    later = Message.objects.filter(kind=message.kind, user=message.user_id, pk__gt=message.pk)
    return later.filter(occasion__startswith=f"{message.kind}:{remark.pk}:").exists()
