"""What became of the wordings of an edition in the next one, criterion by criterion.

Only adopted editions count: what a draft makes of a wording is nobody's business yet.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from curriculum.domain.lines import edition_of
from curriculum.models import Criterion, Edition, Succession

ENDS = ("from_criterion__standard__edition__successor", "to_criterion__standard__edition")
MANY = 200  # beyond that no single list is read any more; the page of each standard says it all


@dataclass(frozen=True, slots=True)
class Outcome:
    """One wording and what it has become. A new one comes from none, a dropped one is gone."""

    edition: Edition  # the next one
    kind: Succession.Kind
    before: Criterion | None
    into: tuple[Criterion, ...]
    reason: str

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def has_effect(self) -> bool:
        return self.kind in Succession.SUBSTANTIVE


@dataclass(frozen=True, slots=True)
class Turn:
    """From one adopted edition to the next: everything that is not simply unchanged."""

    before: Edition
    after: Edition
    kinds: tuple[tuple[str, int], ...]  # in words, and how many criteria
    news: tuple[Outcome, ...]
    is_long: bool = False  # too many to name them


def of(
    criteria: Iterable[Criterion], steps: Iterable[Succession]
) -> dict[int, tuple[Outcome, ...]]:
    """What became of each criterion in the next edition, by the adopted steps on their lines."""
    found: dict[int, list[Outcome]] = {criterion.pk: [] for criterion in criteria}
    for outcome in _grouped(step for step in steps if step.from_criterion_id in found):
        if outcome.before is not None:
            found[outcome.before.pk].append(outcome)
    return {number: tuple(outcomes) for number, outcomes in found.items()}


def turn(before: Edition, after: Edition) -> Turn:
    """What an adopted edition made of the one before it: two queries at any size.

    New criteria come last, as they have no place in the earlier edition.
    """
    steps = Succession.objects.filter(
        Q(to_criterion__standard__edition=after)
        | Q(to_criterion=None, from_criterion__standard__edition=before)
    )
    told = {
        (kind, old or -pk) for kind, old, pk in steps.values_list("kind", "from_criterion", "pk")
    }
    counted = Counter(kind for kind, _old in told)
    kinds = tuple((str(kind.label), counted[kind]) for kind in Succession.Kind if counted[kind])
    if len(told) - counted[Succession.Kind.UNCHANGED] > MANY:
        return Turn(before, after, kinds, (), is_long=True)
    news = _grouped(steps.exclude(kind=Succession.Kind.UNCHANGED).select_related(*ENDS))
    return Turn(before, after, kinds, tuple(sorted(news, key=lambda found: found.before is None)))


def _grouped(steps: Iterable[Succession]) -> Iterable[Outcome]:
    """What was split is one outcome in several criteria; every other step is one of its own."""
    for (_source, kind, _own), found in groupby(
        sorted(steps, key=_order),
        lambda step: (step.from_criterion_id, step.kind, step.from_criterion_id or step.pk),
    ):
        together = list(found)
        into = tuple(step.to_criterion for step in together if step.to_criterion)
        first = together[0]
        reasons = dict.fromkeys(step.reason for step in together if step.reason)
        yield Outcome(
            edition_of(first), Succession.Kind(kind), first.from_criterion, into, " ".join(reasons)
        )


def _order(step: Succession) -> tuple[object, ...]:
    return (*_place(step.from_criterion), step.kind, *_place(step.to_criterion), step.pk)


def _place(criterion: Criterion | None) -> tuple[int, int, int]:
    if criterion is None:
        return (0, 0, 0)
    return (criterion.standard.position, criterion.position, criterion.pk)
