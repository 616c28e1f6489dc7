"""What a module still lacks, said while it is being written.

Two kinds of findings. What *must* be mended keeps a module from going public: nobody can teach it
as it stands. The rest is advice. Drafts are never held back by either.

Minutes in, minutes out. Source: the standards ask for learning goals that serve criteria, and for
plans that keep to the range of minutes that the module allows (see `workload`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from curriculum.domain import workload
from curriculum.domain.workload import Plan, Verdict, Workload
from curriculum.models import ModulePage


class Rule(Enum):
    NO_GOALS = "no_goals"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_PLAN = "no_plan"
    NO_MINUTES = "no_minutes"
    NO_MATERIAL = "no_material"
    NO_CRITERION = "no_criterion"
    NO_LEAD = "no_lead"


MUST = frozenset({Rule.NO_GOALS, Rule.TOO_SHORT, Rule.TOO_LONG})


@dataclass(frozen=True, slots=True)
class Goal:
    """A learning goal as it stands in the editor. `anchor` is where the editor shows it."""

    text: str
    has_criterion: bool
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A seminar plan of the module and where the editor shows it."""

    plan: Plan
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a module says, saved or not."""

    lead: str
    goals: tuple[Goal, ...]
    plans: tuple[WrittenPlan, ...]
    least: int
    most: int

    @property
    def work(self) -> Workload:
        """What all plans of the module take together, as the public page adds it up."""
        segments = tuple(part for written in self.plans for part in written.plan.segments)
        return Workload(segments, self.least, self.most)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `anchor` is empty where the thing is missing altogether.

    `subject` is the goal that is meant; `row` the row of a plan, counted from 1; `minutes` what the
    plans add up to and `difference` how many are missing or too many.
    """

    rule: Rule
    anchor: str = ""
    subject: str = ""
    row: int = 0
    minutes: int = 0
    difference: int = 0

    @property
    def must(self) -> bool:
        return self.rule in MUST


def findings(content: Content) -> tuple[Finding, ...]:
    """What must be mended first, then the advice in the order of the editor."""
    found = [*of_lead(content), *of_goals(content), *of_plans(content)]
    return tuple(sorted(found, key=lambda finding: not finding.must))


def in_the_way(content: Content) -> tuple[Finding, ...]:
    """What keeps the module from going public."""
    return tuple(finding for finding in findings(content) if finding.must)


def of_lead(content: Content) -> Iterator[Finding]:
    """Without it, lists and search engines show a title only."""
    if not content.lead.strip():
        yield Finding(Rule.NO_LEAD)


def of_goals(content: Content) -> Iterator[Finding]:
    if not content.goals:
        yield Finding(Rule.NO_GOALS)
    for goal in content.goals:
        if not goal.has_criterion:
            yield Finding(Rule.NO_CRITERION, goal.anchor, goal.text)


def of_plans(content: Content) -> Iterator[Finding]:
    """The plans of a module together fill its range, as the public page adds them up.

    A module may come without a plan: then its trainers bring their own, and only advice is given.
    """
    if not content.plans:
        yield Finding(Rule.NO_PLAN)
        return
    work = content.work
    if work.verdict is not Verdict.FITS:
        rule = Rule.TOO_SHORT if work.verdict is Verdict.SHORT else Rule.TOO_LONG
        first = content.plans[0].anchor
        yield Finding(rule, first, minutes=work.minutes, difference=work.difference)
    for written in content.plans:
        yield from of_rows(written)


def of_rows(written: WrittenPlan) -> Iterator[Finding]:
    for number, step in enumerate(written.plan.steps, start=1):
        if not step.minutes:
            yield Finding(Rule.NO_MINUTES, written.anchor, row=number)
    taught = [step for step in written.plan.steps if not step.is_break]
    if taught and not any((step.material or "").strip() or step.card for step in taught):
        yield Finding(Rule.NO_MATERIAL, written.anchor)


# --- Reading ----------------------------------------------------------------------------------


def content_of(module: ModulePage) -> Content:
    """What stands in a module or in one of its drafts."""
    goals = enumerate(module.learning_goals.all())
    return Content(
        lead=module.lead,
        goals=tuple(Goal(g.text, bool(g.criterion_id), goal_anchor(at)) for at, g in goals),
        plans=plans_in(module.body),
        least=module.min_minutes,
        most=module.max_minutes,
    )


def plans_in(body: Iterable[Any]) -> tuple[WrittenPlan, ...]:
    """The seminar plans among the blocks of a module."""
    return tuple(
        WrittenPlan(workload.plan(block.value["steps"]), f"block-{block.id}-section")
        for block in body
        if block.block_type == "seminar_plan"
    )


def goal_anchor(at: int) -> str:
    """Where the editor asks for the criterion of the goal at this place, counted from 0."""
    return f"id_learning_goals-{at}-criterion"
