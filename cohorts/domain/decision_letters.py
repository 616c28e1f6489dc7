"""The mail to coordinators: what the competence centre decided about their courses."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.domain import writing
from cohorts.domain.decision_standing import Stage, Standing, by_urgency
from cohorts.domain.writing import Letter
from cohorts.models import Carrier, Decision, Message
from curriculum.models import Edition

KINDS = ("decision_made",)


def is_pointless(message: Message, *, now: datetime) -> bool:
    """When a later one tells how things stand now, or nothing is left to be told."""
    later = Message.objects.filter(
        user=message.user_id,
        occasion__startswith=f"{message.kind}:{_key(message)}:",
        pk__gt=message.pk,
    )
    return later.exists() or not _decided(message, now)


def compose(message: Message, *, now: datetime) -> Letter:
    """The letter. Raises LookupError for what `is_pointless` would hold back."""
    edition = Edition.objects.adopted().filter(key=_key(message)).first()
    if edition is None:
        raise LookupError(f"Message {message.uuid} is about no adopted edition.")
    decided = _decided(message, now)
    centre = Carrier.objects.filter(is_centre=True).order_by("pk").first()
    with writing.for_reader(message.reader_language) as language:
        context: dict[str, object] = {
            "name": message.reader_name,
            "edition": edition.key,
            "to_do": [_line(one) for one in decided if one.stage is Stage.TO_DO],
            "nothing": [
                (one.decision.cohort.title, one.decision.reason)
                for one in decided
                if one.stage is Stage.SETTLED
            ],
            "organiser": centre,
            "appointments": (),
            "link": writing.address(reverse("edition_decisions", args=[edition.pk])),
        }
        return Letter(
            subject=writing.subject(message.kind, context),
            body=writing.body(message.kind, context),
            language=language,
            reply_to=centre.contact if centre else "",
        )


def _key(message: Message) -> str:
    """The occasion names the edition."""
    return message.occasion.split(":")[1]


def _decided(message: Message, now: datetime) -> list[Standing]:
    """What was decided about courses that the reader coordinates and is not carried out yet."""
    if message.user is None:
        return []
    on = timezone.localdate(now)
    own = Carrier.objects.coordinated_by(message.user, on)
    rows = Decision.objects.filter(
        edition__key=_key(message), cohort__organiser__in=own, done_on=None
    ).exclude(verdict="")
    return by_urgency(rows.select_related("cohort"), on)


def _line(one: Standing) -> tuple[str, str, str]:
    """The course, what is needed until when, and why."""
    needed = str(one.decision.get_verdict_display())
    if one.decision.until:
        needed = _("%(needed)s until %(day)s") % {
            "needed": needed,
            "day": writing.day(one.decision.until),
        }
    return one.decision.cohort.title, needed, one.decision.reason
