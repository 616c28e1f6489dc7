"""What judging the links of learning goals needs to know, read in one bounded set of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import F, Q, prefetch_related_objects
from wagtail.models import Revision

from curriculum.domain import afterwards, lines
from curriculum.models import Criterion, LearningGoal, LinkReview, ModulePage, Succession

CRITERION = "criterion__standard__edition"


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
    # Module, criterion: looked at, and looked at since the next edition was adopted.
    reviewed: frozenset[tuple[int, int]] = frozenset()
    reviewed_since: frozenset[tuple[int, int]] = frozenset()

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
        .select_related(CRITERION)
        .annotate(module_key=F("module__translation_key"), is_live=F("module__live"))
        .order_by("module", "sort_order")
    )
    if with_pages:
        goals = goals.select_related("module__locale").defer("module__body")
    return list(goals)


def shown(module: ModulePage) -> list[LearningGoal]:
    """The goals of a page as it stands before its reader, with their criteria: one query.

    A preview has goals that are not stored yet; it asks for their criteria afterwards.
    """
    goals = list(module.learning_goals.select_related(CRITERION))
    prefetch_related_objects(goals, CRITERION)
    for goal in goals:
        goal.module_key, goal.is_live = module.translation_key, True
    return goals


def gather(
    goals: list[LearningGoal],
    *,
    until: date,
    steps: Iterable[Succession] | None = None,
    with_drafts: bool = True,
) -> Facts:
    """What became of their criteria in the editions that are in force by a day.

    `goals`, as `named`, must be all that their modules have: one of them may settle another.
    Whoever has read the steps on the lines of their criteria already passes them on.
    """
    criteria = {goal.criterion_id for goal in goals if goal.criterion_id}
    if steps is None:
        steps = lines.through(Criterion.objects.filter(pk__in=criteria))
    onward = lines.by_source(steps, until=until)
    if criteria.isdisjoint(onward):
        return Facts()  # all are of the newest edition: there is nothing to look at
    keys = {goal.module_id: goal.module_key for goal in goals}
    reviews = _reviews(keys)
    return Facts(
        steps=onward,
        live=frozenset(
            (goal.module_id, goal.criterion_id)
            for goal in goals
            if goal.is_live and goal.criterion_id
        ),
        planned=_planned(keys) if with_drafts else {},
        reviewed=frozenset(reviews),
        reviewed_since=frozenset(pair for pair, is_since in reviews.items() if is_since),
    )


def _reviews(keys: Mapping[int, UUID]) -> dict[tuple[int, int], bool]:
    """What was looked at, and whether after the next edition was adopted.

    A review counts for every language of its module.
    """
    pages: dict[UUID, list[int]] = defaultdict(list)
    for module, key in keys.items():
        pages[key].append(module)
    rows = LinkReview.objects.filter(module_key__in=pages).annotate(
        next_at=afterwards.moment_of_adoption("criterion__standard__edition__successor")
    )
    return {
        (module, criterion): next_at is not None and at >= next_at
        for key, criterion, at, next_at in rows.values_list(
            "module_key", "criterion", "at", "next_at"
        )
        for module in pages[key]
    }


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
