"""The mail to whoever approves in a carrier's section: that a module was handed in."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from cohorts.domain import writing
from cohorts.domain.writing import Letter
from cohorts.models import Message

KINDS = ("module_handed_in",)


def is_pointless(message: Message, *, now: datetime) -> bool:
    """Once somebody approved it, asked for changes or took it back, or the reader left."""
    membership = message.membership
    if membership is None or _waiting(message) is None:
        return True
    return membership.until is not None and membership.until < timezone.localdate(now)


def compose(message: Message) -> Letter:
    """The letter. Raises LookupError for what `is_pointless` would hold back."""
    waiting, membership = _waiting(message), message.membership
    if waiting is None or membership is None:
        raise LookupError(f"Message {message.uuid} is about nothing that waits for approval.")
    writer = waiting.workflow_state.requested_by
    with writing.for_reader(message.reader_language) as language:
        context: dict[str, object] = {
            "name": message.reader_name,
            "module": waiting.revision.content["title"],
            "writer": str(writer) if writer else "",
            "organiser": membership.carrier,
            "appointments": (),
            "link": writing.address(
                reverse("wagtailadmin_pages:edit", args=[waiting.revision.object_id])
            ),
        }
        return Letter(
            subject=writing.subject(message.kind, context),
            body=writing.body(message.kind, context),
            language=language,
            reply_to=membership.carrier.contact,
        )


def _waiting(message: Message) -> TaskState | None:
    """The occasion names it."""
    number = message.occasion.partition(":")[2]
    waiting = TaskState.objects.filter(pk=number, status=TaskState.STATUS_IN_PROGRESS)
    return waiting.select_related("revision", "workflow_state__requested_by").first()
