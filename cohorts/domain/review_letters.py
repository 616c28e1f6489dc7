"""The mail to a responsible trainer when an edition has been adopted: which modules to review."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cohorts.domain import writing
from cohorts.domain.writing import Letter
from cohorts.models import Carrier, Message
from curriculum.domain import links
from curriculum.models import Edition, LearningGoal, ModulePage

KINDS = ("standards_adopted",)


def is_pointless(message: Message, *, now: datetime) -> bool:
    """Once everything has been reviewed, or the edition is not the newest one any more."""
    edition = _edition(message)
    return (
        edition is None
        or edition != Edition.objects.newest_adopted()
        or not _to_review(message, edition, now)
    )


def compose(message: Message, *, now: datetime) -> Letter:
    """The letter. Raises LookupError for what `is_pointless` would hold back."""
    edition = _edition(message)
    if edition is None or edition.in_force_from is None:
        raise LookupError(f"Message {message.uuid} is about no adopted edition.")
    centre = Carrier.objects.filter(is_centre=True).order_by("pk").first()
    with writing.for_reader(message.reader_language) as language:
        context: dict[str, object] = {
            "name": message.reader_name,
            "edition": edition.key,
            "day": writing.day(edition.in_force_from),
            "modules": [module.title for module in _to_review(message, edition, now)],
            "organiser": centre,
            "appointments": (),
            "link": writing.address(reverse("wagtailadmin_home")),
        }
        return Letter(
            subject=writing.subject(message.kind, context),
            body=writing.body(message.kind, context),
            language=language,
            reply_to=centre.contact if centre else "",
        )


def _edition(message: Message) -> Edition | None:
    """The occasion names it."""
    key = message.occasion.partition(":")[2]
    return Edition.objects.adopted().filter(key=key).first()


def _to_review(message: Message, edition: Edition, now: datetime) -> list[ModulePage]:
    """The reader's modules with a link that is still to be looked at."""
    german = ModulePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    modules = list(german.filter(responsible=message.user_id).order_by("number", "title"))
    states = links.states(modules, on=timezone.localdate(now), edition=edition)
    owners = dict(LearningGoal.objects.filter(pk__in=states).values_list("pk", "module"))
    waiting = {owners[pk] for pk, state in states.items() if state.waits}
    return [module for module in modules if module.pk in waiting]
