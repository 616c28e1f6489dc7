"""Lines of wordings: from which criteria one came, and what became of it, edition by edition."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from curriculum.models import Criterion, Edition, Succession

# Back to the first wordings, and from all of these on to the last ones. The database walks: it
# need not be asked again for each edition between.
_STEPS = """
WITH RECURSIVE
    earlier(id) AS (
        SELECT id FROM ({criteria}) chosen
        UNION
        SELECT step.from_criterion_id FROM curriculum_succession step
        JOIN earlier ON step.to_criterion_id = earlier.id
        WHERE step.from_criterion_id IS NOT NULL
    ),
    line(id) AS (
        SELECT id FROM earlier
        UNION
        SELECT step.to_criterion_id FROM curriculum_succession step
        JOIN line ON step.from_criterion_id = line.id
        WHERE step.to_criterion_id IS NOT NULL
    )
SELECT step.id FROM line JOIN curriculum_succession step ON step.from_criterion_id = line.id
UNION
SELECT step.id FROM line JOIN curriculum_succession step ON step.to_criterion_id = line.id
"""


def through(criteria: QuerySet[Criterion]) -> list[Succession]:
    """Every adopted step on the lines of these criteria, with both ends: one query.

    What a draft makes of a wording is nobody's business yet.
    """
    try:
        chosen, values = criteria.order_by().values("id").query.sql_with_params()
    except EmptyResultSet:  # Django sees that nothing was chosen
        return []
    return list(
        Succession.objects.filter(Succession.is_frozen())
        .filter(pk__in=RawSQL(_STEPS.format(criteria=chosen), values))  # noqa: S611
        .select_related(
            "from_criterion__standard__edition__successor", "to_criterion__standard__edition"
        )
        .order_by("pk")
    )


def edition_of(step: Succession) -> Edition:
    """The edition that made this step. A dropped criterion is missing in the next one."""
    if step.to_criterion is not None:
        return step.to_criterion.standard.edition
    if step.from_criterion is None:
        raise ValueError("a step without ends")  # the database refuses it
    return step.from_criterion.standard.edition.successor


def by_source(steps: Iterable[Succession], *, until: date) -> dict[int, list[Succession]]:
    """The adopted steps from each criterion, into editions that are in force by this day."""
    found: dict[int, list[Succession]] = defaultdict(list)
    for step in steps:
        day = edition_of(step).in_force_from
        if step.from_criterion_id and day and day <= until:
            found[step.from_criterion_id].append(step)
    return dict(found)


def forerunners(criteria: Iterable[int], steps: Iterable[Succession]) -> dict[int, set[int]]:
    """Each criterion with all from which it came by these steps, itself among them."""
    return _traced(criteria, ((step.to_criterion_id, step.from_criterion_id) for step in steps))


def all_forerunners(criteria: Iterable[int]) -> dict[int, set[int]]:
    """The same by all steps, those of drafts included: one query, steps are few."""
    steps = Succession.objects.order_by().values_list("to_criterion", "from_criterion")
    return _traced(criteria, steps)


def _traced(
    criteria: Iterable[int], pairs: Iterable[tuple[int | None, int | None]]
) -> dict[int, set[int]]:
    before: dict[int, set[int]] = defaultdict(set)
    for new, old in pairs:
        if new and old:
            before[new].add(old)
    return {criterion: _reached(criterion, before) for criterion in criteria}


def _reached(criterion: int, before: Mapping[int, set[int]]) -> set[int]:
    reached, frontier = {criterion}, {criterion}
    while frontier:
        frontier = {old for new in frontier for old in before.get(new, ())} - reached
        reached |= frontier
    return reached
