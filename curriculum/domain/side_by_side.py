"""What is to be looked at in a module: the wording that it was written for, and the new one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from curriculum.domain.link_states import LinkState
from curriculum.domain.succession import Redline, redline
from curriculum.models import Criterion, CriterionText, LearningGoal, Succession
from curriculum.models.frozen import NORMATIVE


@dataclass(frozen=True, slots=True)
class Wording:
    """A German wording with its level."""

    criterion: Criterion
    statement: str

    @property
    def level(self) -> str:
        return self.criterion.get_level_display()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The last wording that somebody looked at, beside one that came of it."""

    old: Wording
    new: Wording

    @property
    def tokens(self) -> Redline:
        return redline(self.old.statement, self.new.statement)

    @property
    def has_other_level(self) -> bool:
        return self.old.criterion.level != self.new.criterion.level


@dataclass(frozen=True, slots=True)
class Case:
    """One change, all goals of the module that it reaches, and the wordings to choose from."""

    state: LinkState
    step: Succession | None  # none, where only another part of a split criterion is left
    old: Wording
    comparisons: tuple[Comparison, ...]  # none for a dropped criterion
    goals: tuple[LearningGoal, ...]

    @property
    def since(self) -> date | None:
        return self.state.since

    @property
    def confirmable(self) -> tuple[Criterion, ...]:
        return self.state.confirmable


def cases(goals: Iterable[LearningGoal], states: Mapping[int, LinkState]) -> list[Case]:
    """What is to be looked at, in the order of the goals: one query for all wordings.

    Several changes since the last look are one comparison: what counts is what holds now.
    """
    found: dict[tuple[Criterion, tuple[Criterion, ...]], list[LearningGoal]] = {}
    of: dict[tuple[Criterion, tuple[Criterion, ...]], LinkState] = {}
    for goal in goals:
        state = states[goal.pk]
        old = _last_seen(state)
        if old is not None and state.confirmable:
            key = (old, state.confirmable)
            found.setdefault(key, []).append(goal)
            of.setdefault(key, state)
    wordings = _wordings(one for old, new in found for one in (old, *new))
    return [
        Case(
            of[key],
            of[key].step,
            wordings[old.pk],
            tuple(
                Comparison(wordings[old.pk], wordings[new.pk]) for new in confirmable if new != old
            ),
            tuple(reached),
        )
        for key, reached in found.items()
        for old, confirmable in [key]
    ]


def _last_seen(state: LinkState) -> Criterion | None:
    return state.step.from_criterion if state.step else state.criterion


def _wordings(criteria: Iterable[Criterion]) -> dict[int, Wording]:
    known = {criterion.pk: criterion for criterion in criteria}
    texts = CriterionText.objects.filter(criterion__in=known, language=NORMATIVE)
    statements = dict(texts.values_list("criterion", "statement"))
    return {pk: Wording(criterion, statements.get(pk, "")) for pk, criterion in known.items()}
