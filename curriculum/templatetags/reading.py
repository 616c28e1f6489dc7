"""What the pages of standards and modules need to show: links, plans, addresses, languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import F, QuerySet
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, npgettext

from curriculum.domain import links, workload
from curriculum.domain.link_states import LinkState
from curriculum.domain.links import Service
from curriculum.domain.outcomes import Outcome
from curriculum.domain.reading import ReadCriterion
from curriculum.domain.workload import Plan, Workload
from curriculum.models import (
    Criterion,
    LearningGoal,
    ModuleIndexPage,
    ModulePage,
    ProgrammeIndexPage,
    ProgrammeModule,
    ProgrammePage,
)
from curriculum.models.frozen import NORMATIVE
from curriculum.templatetags.languages import in_language

register = template.Library()


@register.simple_tag(takes_context=True)
def address(context: Context, page: Any) -> str:
    """The page's address in the reader's language; what is not translated is shown in German."""
    # The house has one site: its path is enough, and Wagtail need not look for the site first.
    _site, _root, url = page.get_url_parts(context.get("request")) or (None, None, "")
    language = get_language() or NORMATIVE
    if language == NORMATIVE or url.startswith(f"/{language}/"):
        return url
    return f"/{language}{url}"


@register.filter
def kind_of_page(page: Any) -> str:
    """What sort of page it is, in the words of the trade; known without asking the database."""
    model = page.cached_content_type.model_class()
    return str(model._meta.verbose_name) if model else ""


@register.simple_tag(takes_context=True)
def taught_in(context: Context, services: Iterable[Service]) -> list[dict[str, str]]:
    """Modules as links."""
    return [
        {
            "title": service.module.title,
            "url": address(context, service.module),
            "language": service.module.locale.language_code,
        }
        for service in services
    ]


@register.simple_tag
def compared(criterion: ReadCriterion) -> dict[str, Any] | None:
    """The redline against the earlier wording; the first one, where several were merged."""
    change = next(iter(criterion.shown_changes), None)
    if change is None or change.before is None:
        return None
    standard = criterion.criterion.standard
    address = reverse("curriculum:redline", args=[standard.edition.key, standard.key])
    has_moved = change.before.level != criterion.level
    return {
        "tokens": change.tokens,
        "origin": change.origin,
        "old_edition": change.before.standard.edition.key,
        "kind": change.step.get_kind_display(),
        "level_before": change.before.get_level_display() if has_moved else "",
        "level_now": criterion.level_text,
        "url": f"{address}#{criterion.key}",
    }


@register.simple_tag
def became(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """What became of a wording in the next edition, with the way to its place there."""
    return [
        {
            "edition": outcome.edition.key,
            "label": outcome.label,
            "has_effect": outcome.has_effect,
            "into": [
                {"key": criterion.key, "url": address_of(criterion)} for criterion in outcome.into
            ],
            "reason": "" if outcome.into else outcome.reason,
        }
        for outcome in outcomes
    ]


@register.filter
def address_of(criterion: Criterion) -> str:
    """The place of an adopted criterion, for ever: its standard's page, and its key there."""
    standard = criterion.standard
    page = reverse("curriculum:standard", args=[standard.edition.key, standard.key])
    return f"{page}#{criterion.key}"


@register.simple_tag
def review_words(criterion: ReadCriterion) -> str:
    """How many of the modules are still to be reviewed, in words."""
    count, modules = criterion.waiting, len(criterion.services)
    if not count:
        return ""
    if count == modules:
        return npgettext("all of some modules", "to review", "all to review", count)
    return ngettext("%(count)s to review", "%(count)s to review", count) % {"count": count}


# --- Modules ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A learning goal with its criterion and the state of its link."""

    goal: LearningGoal
    criterion: Criterion | None
    state: LinkState

    @property
    def waits(self) -> bool:
        """To review, for the public: whoever reads does not see how far the review has come."""
        return self.state.waits


@register.simple_tag
def shown_goals(module: ModulePage) -> list[ShownGoal]:
    """The goals of a module as it is shown, a preview included.

    A criterion that has not been adopted yet is not given away.
    """
    return [
        ShownGoal(goal, _adopted(goal.criterion), state)
        for goal, state in links.shown(module, on=timezone.localdate())
    ]


def _adopted(criterion: Criterion | None) -> Criterion | None:
    return criterion if criterion and criterion.standard.edition.is_adopted else None


@register.filter
def waiting(goals: list[ShownGoal]) -> list[LinkState]:
    """What is to be reviewed, once per wording."""
    found = {goal.state.awaits: goal.state for goal in goals if goal.waits}
    return list(found.values())


@register.filter
def plan(block: Any) -> Plan:
    """The rows of a seminar plan, with beginnings and sums."""
    return workload.plan(block["steps"])


@register.filter
def workload_of(module: ModulePage) -> Workload | None:
    """All plans of the module against its range; None where there is no plan yet."""
    segments = tuple(minutes for _aim, minutes in taught_parts(module))
    return Workload(segments, module.min_minutes, module.max_minutes) if segments else None


@register.filter
def taught_parts(module: ModulePage) -> list[tuple[str, int]]:
    """Aim and counted minutes of each row of the plans, for the table behind the meter."""
    return [
        (in_language(step.aim, module.locale.language_code), step.minutes)
        for block in module.body
        if block.block_type == "seminar_plan"
        for step in workload.plan(block.value["steps"]).steps
        if not step.is_break
    ]


@register.filter
def public_blocks(module: ModulePage) -> list[Any]:
    """The content without the notes for trainers, which nobody else may see."""
    return [block for block in module.body if block.block_type != "trainer_note"]


# --- Lists ------------------------------------------------------------------------------------


@register.simple_tag
def modules_on(shelf: ModuleIndexPage) -> list[ModulePage]:
    """The live shared modules by number, each in the reader's language where it is translated.

    What has no number, such as an advanced seminar, comes last.
    Local ones stand in the section of their carrier.
    """
    pages = ModulePage.objects.live().shared().filter(locale__language_code=NORMATIVE)
    return list(_translated(pages.order_by(F("number").asc(nulls_last=True), "title")).values())


@register.simple_tag
def programmes_on(shelf: ProgrammeIndexPage) -> list[ProgrammePage]:
    """The live programmes by title."""
    pages = ProgrammePage.objects.live().filter(locale__language_code=NORMATIVE)
    return list(_translated(pages.order_by("title")).values())


@dataclass(frozen=True, slots=True)
class ProgrammePart:
    """A module as it stands in a programme."""

    row: ProgrammeModule
    module: ModulePage


@register.simple_tag
def parts_of(programme: ProgrammePage) -> list[ProgrammePart]:
    """The live modules of a programme in order, each in the reader's language."""
    rows = list(programme.programme_modules.all())
    pages = _translated(ModulePage.objects.live().filter(pk__in=[row.module_id for row in rows]))
    return [ProgrammePart(row, pages[row.module_id]) for row in rows if row.module_id in pages]


@register.filter
def obligatory(parts: Iterable[ProgrammePart]) -> list[tuple[str, int]]:
    """The modules that everybody takes, with the minutes that each takes at least."""
    return [(part.module.title, part.module.min_minutes) for part in parts if part.row.obligatory]


@register.filter
def minutes_of(parts: Iterable[tuple[str, int]]) -> list[int]:
    """Only the minutes, as the meter draws them."""
    return [minutes for _words, minutes in parts]


@register.filter
def total(parts: Iterable[ProgrammePart], name: str) -> int:
    """Sum of the modules' minutes: `min_minutes` or `max_minutes`."""
    return sum(getattr(part.module, name) for part in parts)


# What lists show of a module or a programme, and what its address is made of. A page has sixty
# columns: to read them all takes twice as long.
LISTED = (
    "title",
    "lead",
    "min_minutes",
    "max_minutes",
    "url_path",
    "translation_key",
    "locale__language_code",
)


def _listed(pages: QuerySet[Any]) -> QuerySet[Any]:
    columns = (*LISTED, "number") if pages.model is ModulePage else LISTED
    return pages.select_related("locale").only(*columns)


def _translated(pages: QuerySet[Any]) -> dict[int, Any]:
    """By the key of each page: the page itself, or its translation for the reader."""
    language = get_language() or NORMATIVE
    originals = list(_listed(pages))
    if language == NORMATIVE or not originals:
        return {page.pk: page for page in originals}
    translations = {
        page.translation_key: page
        for page in _listed(pages.model.objects.live()).filter(
            translation_key__in=[page.translation_key for page in originals],
            locale__language_code=language,
        )
    }
    return {page.pk: translations.get(page.translation_key, page) for page in originals}
