"""What judging the links of learning goals needs to know, read in one bounded set of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from wagtail.models import Revision

from curriculum.models import Criterion, Edition, LearningGoal, LinkReview, ModulePage, Succession


class Place(Enum):
    """Where a link stands that is not public yet."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"


@dataclass(frozen=True, slots=True)
class DraftLink:
    module_id: int
    criterion_id: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Facts:
    """What judging needs; gathered in one bounded set of queries."""

    steps: Mapping[int, Sequence[Succession]] = field(default_factory=dict)
    live: frozenset[tuple[int, int]] = frozenset()  # module, criterion of a live goal
    # Per module the criteria that its newest draft names, and each of its scheduled revisions.
    planned: Mapping[int, Sequence[frozenset[int]]] = field(default_factory=dict)
    reviews: Mapping[tuple[int, int], datetime] = field(default_factory=dict)  # module, criterion

    def is_planned(self, module: int, old: int, wanted: set[int]) -> bool:
        """Whether a version that is not public yet settles it.

        It does when it names one of the wanted wordings, or does not name the old one any more.
        """
        return any(
            old not in named or not wanted.isdisjoint(named)
            for named in self.planned.get(module, ())
        )


def named(which: Q, *, with_pages: bool = False) -> list[LearningGoal]:
    """Goals with their criteria, in one query.

    Of a module only what judging needs: a page for each of ten thousand goals takes its time.
    """
    goals = (
        LearningGoal.objects.filter(which)
        .select_related("criterion__standard__edition")
        .annotate(module_key=F("module__translation_key"), is_live=F("module__live"))
        .order_by("module", "sort_order")
    )
    if with_pages:
        goals = goals.select_related("module__locale").defer("module__body")
    return list(goals)


def gather(
    goals: list[LearningGoal], edition: Edition | None, *, with_drafts: bool = True
) -> Facts:
    """`goals`, as `named`, must be all that their modules have: one of them may settle another."""
    criteria = {goal.criterion.pk: goal.criterion for goal in goals if goal.criterion}
    if edition is None or not criteria:
        return Facts()
    steps = _steps(criteria, edition)
    if not steps:
        return Facts()  # all are of this edition: there is nothing to look at
    keys = {goal.module_id: goal.module_key for goal in goals}
    return Facts(
        steps=steps,
        live=frozenset(
            (goal.module_id, goal.criterion_id)
            for goal in goals
            if goal.is_live and goal.criterion_id
        ),
        planned=_planned(keys) if with_drafts else {},
        reviews=_reviews(keys),
    )


def _reviews(keys: Mapping[int, UUID]) -> dict[tuple[int, int], datetime]:
    """A review counts for every language of its module."""
    pages: dict[UUID, list[int]] = defaultdict(list)
    for module, key in keys.items():
        pages[key].append(module)
    rows = LinkReview.objects.filter(module_key__in=pages)
    return {
        (module, criterion): at
        for key, criterion, at in rows.values_list("module_key", "criterion", "at")
        for module in pages[key]
    }


def _steps(criteria: Mapping[int, Criterion], edition: Edition) -> dict[int, list[Succession]]:
    """All steps from these criteria towards the edition: one query per edition between."""
    steps: dict[int, list[Succession]] = defaultdict(list)
    asked: set[int] = set()  # goals of one module name several editions: their ways meet
    frontier = {
        pk for pk, criterion in criteria.items() if criterion.standard.edition_id != edition.pk
    }
    while frontier:
        found = list(
            Succession.objects.filter(from_criterion__in=frontier)
            .filter(
                Q(to_criterion__standard__edition__in_force_from__lte=edition.in_force_from)
                | Q(
                    to_criterion=None,
                    from_criterion__standard__edition__successor__in_force_from__lte=edition.in_force_from,
                )
            )
            .select_related(
                "from_criterion__standard__edition__successor", "to_criterion__standard__edition"
            )
        )
        for step in found:
            steps[step.from_criterion_id or 0].append(step)
        asked |= frontier
        reached = [step.to_criterion for step in found if step.to_criterion]
        frontier = {c.pk for c in reached if c.standard.edition_id != edition.pk} - asked
    return steps


def drafts(modules: Iterable[ModulePage]) -> list[DraftLink]:
    """Links in newest drafts and in scheduled revisions, read from the revisions themselves.

    Module by module; of each the scheduled ones first, because they are the next to be public.
    """
    return [
        DraftLink(module, goal["criterion"], goal.get("text", ""), place)
        for module, place, goals in _versions(module.pk for module in modules)
        for goal in goals
        if goal["criterion"]
    ]


def _planned(modules: Iterable[int]) -> dict[int, list[frozenset[int]]]:
    found: dict[int, list[frozenset[int]]] = defaultdict(list)
    for module, _place, goals in _versions(modules):
        found[module].append(frozenset(g["criterion"] for g in goals if g["criterion"]))
    return dict(found)


def _versions(modules: Iterable[int]) -> Iterator[tuple[int, Place, list[dict[str, Any]]]]:
    """The goals of each version that is not public yet: one query."""
    rows = (
        Revision.page_revisions.filter(object_id__in=[str(pk) for pk in modules])
        .filter(
            Q(approved_go_live_at__isnull=False)
            | Q(
                pk__in=ModulePage.objects.filter(has_unpublished_changes=True).values(
                    "latest_revision"
                )
            )
        )
        .order_by("object_id", F("approved_go_live_at").asc(nulls_last=True), "pk")
        .values_list("object_id", "approved_go_live_at", "content__learning_goals")
    )
    for module, go_live_at, goals in rows:
        yield int(module), Place.SCHEDULED if go_live_at else Place.DRAFT, goals or []
