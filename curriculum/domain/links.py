"""Links from learning goals to criteria. They are never rewritten; their state is derived.

A goal names the criterion row it was written for. Following `Succession` from there to the edition
in force tells whether the module still teaches what the standards ask.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from curriculum.domain import lines, link_facts
from curriculum.domain.link_facts import gather, named
from curriculum.domain.link_states import LinkState, State, judge
from curriculum.models import Criterion, Edition, LearningGoal, LinkReview, ModulePage, Succession
from curriculum.models.frozen import NORMATIVE

if TYPE_CHECKING:
    from home.models import User


@dataclass(frozen=True, slots=True)
class Service:
    """A live module that serves a criterion, how deep, and whether its link is true to it."""

    module: ModulePage
    state: State
    depth: str  # the deepest of its goals

    @property
    def depth_text(self) -> str:
        return str(LearningGoal.Depth(self.depth).label)

    @property
    def is_current(self) -> bool:
        return self.state is State.CURRENT

    @property
    def order(self) -> tuple[int, str]:
        return (self.module.number or 10_000, self.module.title)


def states(
    of: Iterable[ModulePage] | Iterable[LearningGoal],
    *,
    on: date,
    edition: Edition | None = None,
    with_drafts: bool = True,
) -> dict[int, LinkState]:
    """State of each learning goal, by its primary key.

    Looked at from the edition in force on the day, or from another adopted `edition`. The number of
    queries never grows. Without drafts nothing is *in review*: for the public it is still to be
    reviewed.
    """
    found = list(of)
    alone = {row.pk: row.module_id for row in found if isinstance(row, LearningGoal)}
    modules = {row.pk for row in found if isinstance(row, ModulePage)} | set(alone.values())
    return {
        goal.pk: state
        for goal, state in _judged(modules, on, edition, with_drafts=with_drafts)
        if not alone or goal.pk in alone
    }


def by_module(
    modules: Iterable[ModulePage], *, on: date, edition: Edition | None = None
) -> dict[int, list[LinkState]]:
    """The states of each module's links, in the order of its goals; in the same queries."""
    found: dict[int, list[LinkState]] = {module.pk: [] for module in modules}
    for goal, state in _judged(set(found), on, edition, with_drafts=True):
        found[goal.module_id].append(state)
    return found


def _judged(
    modules: set[int], on: date, edition: Edition | None, *, with_drafts: bool
) -> Iterator[tuple[LearningGoal, LinkState]]:
    goals = named(Q(module__in=modules))
    until = edition.in_force_from if edition else None
    facts = gather(goals, until=until or on, with_drafts=with_drafts)
    return ((goal, judge(goal, facts)) for goal in goals)


def shown(module: ModulePage, *, on: date) -> list[tuple[LearningGoal, LinkState]]:
    """The goals of a page as the public reads it, a preview included, each with its link."""
    goals = link_facts.shown(module)
    facts = gather(goals, until=on, with_drafts=False)
    return [(goal, judge(goal, facts)) for goal in goals]


def serving(
    criteria: Iterable[Criterion],
    *,
    edition: Edition,
    steps: Sequence[Succession] | None = None,
    with_drafts: bool = True,
    among: "QuerySet[ModulePage] | None" = None,
) -> dict[int, list[Service]]:
    """Which live shared modules serve each of these criteria of an adopted edition, in their order.

    A module counts for what its goals' criteria have become, looked at or not. A local module
    closes no gap: it is taught by one carrier only. Whoever has read the steps on the lines of the
    criteria already passes them on; whoever asks for some modules only names them by `among`.
    """
    wanted = {criterion.pk for criterion in criteria}
    if steps is None:
        steps = lines.through(Criterion.objects.filter(pk__in=wanted))
    before = set[int]().union(*lines.forerunners(wanted, steps).values())
    serving = LearningGoal.objects.filter(
        criterion__in=before,
        module__in=ModulePage.objects.live().shared(),
        module__locale__language_code=NORMATIVE,
    )
    if among is not None:
        serving = serving.filter(module__in=among)
    goals = named(Q(module__in=serving.values("module")), with_pages=True)
    until = edition.in_force_from or date.min
    facts = gather(goals, until=until, steps=steps, with_drafts=with_drafts)
    found: dict[int, dict[int, Service]] = {pk: {} for pk in wanted}
    for goal in goals:
        if goal.criterion_id not in before:
            continue
        state = judge(goal, facts)
        for target in state.targets:
            if target.pk in wanted:
                found[target.pk][goal.module_id] = _joined(
                    found[target.pk].get(goal.module_id), goal, state.state
                )
    return {
        pk: sorted(services.values(), key=lambda service: service.order)
        for pk, services in found.items()
    }


def _joined(earlier: Service | None, goal: LearningGoal, state: State) -> Service:
    """Of several goals for one criterion a current one is enough, and the deepest counts."""
    if earlier is None:
        return Service(goal.module, state, goal.depth)
    return Service(
        goal.module,
        earlier.state if earlier.is_current else state,
        max(earlier.depth, goal.depth, key=LearningGoal.Depth.values.index),
    )


def may_confirm(module: ModulePage, user: "User") -> bool:
    """The responsible trainer, who looks after the standards, or who may publish the module."""
    return (
        module.responsible_id == user.pk
        or user.has_perm("curriculum.add_linkreview")
        or module.permissions_for_user(user).can_publish()
    )


def confirm(
    *, module: ModulePage, criterion: Criterion, reason: str, by: "User", now: datetime
) -> LinkReview:
    """Say that a module still serves a criterion in its new wording, and why.

    `criterion` is the new wording; for a dropped one it is the last wording there was.
    """
    if not may_confirm(module, by):
        raise PermissionDenied
    with transaction.atomic():
        # One after the other: who comes second finds nothing that waits, and overwrites nobody.
        ModulePage.objects.select_for_update(of=("self",), no_key=True).get(pk=module.pk)
        goals = LearningGoal.objects.filter(module=module)
        edition = Edition.objects.newest_adopted()
        waiting = states(goals, on=timezone.localdate(now), edition=edition).values()
        if criterion not in {found for state in waiting for found in state.confirmable}:
            raise ValidationError(
                _("No link of this module waits for a review of this criterion."), code="current"
            )
        if not reason.strip():
            raise ValidationError({"reason": _("Say why the module still serves the criterion.")})
        review, _created = LinkReview.objects.update_or_create(
            module_key=module.translation_key,
            criterion=criterion,
            defaults={
                "verdict": LinkReview.Verdict.STILL_SERVES,
                "reason": reason.strip(),
                "by": by,
                "at": now,
            },
        )
        log(
            module,
            "curriculum.confirm",
            user=by,
            timestamp=now,
            data={"criterion": criterion.pk, "review": review.pk},
        )
    return review
