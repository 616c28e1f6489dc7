"""What judging the links of learning goals needs to know, read in one bounded set of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
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
    planned: frozenset[tuple[int, int]] = frozenset()  # the same in drafts and scheduled revisions
    reviews: Mapping[tuple[UUID, int], datetime] = field(default_factory=dict)


def gather(
    goals: list[LearningGoal], edition: Edition | None, *, with_drafts: bool = True
) -> Facts:
    """`goals` must be all that their modules have: a goal of the same module may settle another."""
    criteria = {goal.criterion.pk: goal.criterion for goal in goals if goal.criterion}
    if edition is None or not criteria:
        return Facts()
    steps = _steps(criteria, edition)
    if not steps:
        return Facts()  # all are of this edition: there is nothing to look at
    modules = {goal.module for goal in goals}
    return Facts(
        steps=steps,
        live=frozenset(
            (goal.module_id, goal.criterion_id)
            for goal in goals
            if goal.module.live and goal.criterion_id
        ),
        planned=frozenset(
            (link.module_id, link.criterion_id) for link in (drafts(modules) if with_drafts else ())
        ),
        reviews={
            (review.module_key, review.criterion_id): review.at
            for review in LinkReview.objects.filter(
                module_key__in={module.translation_key for module in modules}
            )
        },
    )


def _steps(criteria: Mapping[int, Criterion], edition: Edition) -> dict[int, list[Succession]]:
    """All steps from these criteria towards the edition: one query per edition between."""
    steps: dict[int, list[Succession]] = defaultdict(list)
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
        reached = [step.to_criterion for step in found if step.to_criterion]
        frontier = {c.pk for c in reached if c.standard.edition_id != edition.pk}
    return steps


def drafts(modules: Iterable[ModulePage]) -> list[DraftLink]:
    """Links in newest drafts and in scheduled revisions, read from the revisions themselves.

    Module by module; of each the scheduled ones first, because they are the next to be public.
    """
    rows = (
        Revision.page_revisions.filter(object_id__in=[str(module.pk) for module in modules])
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
    return [
        DraftLink(
            int(module),
            goal["criterion"],
            goal.get("text", ""),
            Place.SCHEDULED if go_live_at else Place.DRAFT,
        )
        for module, go_live_at, goals in rows
        for goal in goals or []
        if goal["criterion"]
    ]
