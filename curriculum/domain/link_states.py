"""Where the link of a learning goal stands with an edition: judged from facts, nothing is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from curriculum.domain.link_facts import Facts
from curriculum.models import Criterion, LearningGoal, Succession


class State(Enum):
    CURRENT = "current"
    TO_REVIEW = "to_review"
    IN_REVIEW = "in_review"
    GAP = "gap"  # the goal names no criterion


class Cleared(Enum):
    """What made a link current again after a change with effect."""

    REVISION = "revision"  # a live goal of the module names the new wording
    REASON = "reason"  # somebody confirmed that the module still serves it


@dataclass(frozen=True, slots=True)
class LinkState:
    """Where a goal's link stands, and why.

    `targets` are the criteria that its criterion has become in the edition looked at; of a split
    one that is current those that the module was looked at for, and `others` are the rest. `step`
    is the first change with effect since the module was last looked at.
    """

    state: State
    criterion: Criterion | None = None
    targets: tuple[Criterion, ...] = ()
    step: Succession | None = None
    cleared: Cleared | None = None
    others: tuple[Criterion, ...] = ()

    @property
    def is_current(self) -> bool:
        return self.state is State.CURRENT

    @property
    def waits(self) -> bool:
        """Somebody still has to look at it, or is doing so."""
        return self.state in (State.TO_REVIEW, State.IN_REVIEW)

    @property
    def target(self) -> Criterion | None:
        return self.targets[0] if self.targets else None

    @property
    def since(self) -> date | None:
        """The day on which the edition was adopted that made it wait."""
        return opened_on(self.step) if self.waits and self.step else None

    @property
    def awaits(self) -> Criterion | None:
        """The criterion that a review names: the new wording, or the old one when it is dropped."""
        return self.target or (self.step.from_criterion if self.step else None)

    @property
    def confirmable(self) -> tuple[Criterion, ...]:
        """The wordings that somebody may say the module still serves.

        Of a split criterion each part, also when another one has been looked at already.
        """
        if not self.waits:
            return self.others
        first = () if self.targets or self.awaits is None else (self.awaits,)
        return (*first, *self.targets, *self.others)


def judge(goal: LearningGoal, facts: Facts) -> LinkState:
    """Pure: follow the steps from the goal's criterion and see what is still to be looked at.

    Of a split criterion one part that was looked at is enough: a module need not serve the others,
    and where none does, the coverage says so.
    """
    if goal.criterion is None:
        return LinkState(State.GAP)
    if goal.criterion.pk not in facts.steps:
        return LinkState(State.CURRENT, goal.criterion, (goal.criterion,))
    ends = list(_ends(goal.criterion, None, None, goal, facts))
    seen = (
        [end for end in ends if end.pending is None] or [end for end in ends if end.cleared] or ends
    )
    targets = tuple(dict.fromkeys(end.target for end in seen if end.target))
    others = tuple(
        dict.fromkeys(end.target for end in ends if end.target and end.target not in targets)
    )
    waiting = [end.pending for end in seen if end.pending]
    if not waiting:
        cleared = next((end.cleared for end in seen if end.cleared), None)
        return LinkState(State.CURRENT, goal.criterion, targets, cleared=cleared, others=others)
    wanted = {criterion.pk for criterion in (*targets, *others)}
    is_planned = facts.is_planned(goal.module_id, goal.criterion.pk, wanted)
    return LinkState(
        State.IN_REVIEW if is_planned else State.TO_REVIEW,
        goal.criterion,
        targets,
        min(waiting, key=lambda step: (opened_on(step) or date.max, step.pk)),
        others=others,
    )


@dataclass(frozen=True, slots=True)
class _End:
    """Where one path ends; without target the criterion was dropped."""

    target: Criterion | None
    pending: Succession | None  # the first step that nobody looked at
    cleared: Cleared | None


def _ends(
    criterion: Criterion,
    pending: Succession | None,
    cleared: Cleared | None,
    goal: LearningGoal,
    facts: Facts,
) -> Iterable[_End]:
    link = (goal.module_id, criterion.pk)
    if pending and link in facts.live:
        pending, cleared = None, Cleared.REVISION
    elif pending and link in facts.reviewed:
        pending, cleared = None, Cleared.REASON
    steps = facts.steps.get(criterion.pk, ())
    if not steps:
        yield _End(criterion, pending, cleared)
    for step in steps:
        if step.to_criterion is not None:
            since = pending or (step if step.has_effect else None)
            yield from _ends(step.to_criterion, since, cleared, goal, facts)
        elif link in facts.reviewed_since:  # what was said of the old wording is not of its end
            yield _End(None, pending, Cleared.REASON)
        else:
            yield _End(None, pending or step, cleared)


def opened_on(step: Succession) -> date | None:
    """The day on which a step was adopted, and with it its reviews were opened."""
    if step.to_criterion is not None:
        return step.to_criterion.standard.edition.adopted_on
    return _day_of_dropping(step.from_criterion)


def _day_of_dropping(criterion: Criterion | None) -> date | None:
    """When the edition was adopted in which a dropped criterion is not any more."""
    successor = criterion and getattr(criterion.standard.edition, "successor", None)
    return successor.adopted_on if successor else None
