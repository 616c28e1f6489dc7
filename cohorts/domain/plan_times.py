"""The seminar plan of a module laid over the time that a cohort has for it."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from curriculum.domain.teaching import TeachingStep


@dataclass(frozen=True, slots=True)
class Slot:
    """Time for a module: a segment, from an instant on.

    `key` names the segment. `has_breaks`: its session plans breaks of its own.
    """

    key: int
    begins: datetime
    minutes: int
    has_breaks: bool = False


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the plan, or the part of it that falls into one slot."""

    begins: datetime
    minutes: int
    step: TeachingStep
    is_continued: bool = False  # began in an earlier slot

    @property
    def ends(self) -> datetime:
        return after(self.begins, self.minutes)

    @property
    def is_whole(self) -> bool:
        return self.minutes == self.step.minutes


@dataclass(frozen=True, slots=True)
class Laid:
    """A plan over all slots of a module: what falls where, and how well it fits, in minutes."""

    rows: dict[int, tuple[PlanRow, ...]]  # by the key of the slot
    left: tuple[TeachingStep, ...]  # rows for which no time is left
    plan_minutes: int
    time_minutes: int

    @property
    def fits(self) -> bool:
        return self.plan_minutes == self.time_minutes


def after(begin: datetime, minutes: int) -> datetime:
    """So many elapsed minutes later, also in the night in which the clocks change."""
    return begin.astimezone(UTC) + timedelta(minutes=minutes)


def lay(steps: Iterable[TeachingStep], slots: Iterable[Slot]) -> Laid:
    """Lay the rows of a plan one after the other over the slots, in their order.

    What does not fit into one slot goes on in the next, on another evening too. A break of the plan
    is left out where the session plans breaks of its own, and between two slots.
    """
    waiting = deque(slots)
    time_minutes = sum(slot.minutes for slot in waiting)
    rows: dict[int, list[PlanRow]] = {slot.key: [] for slot in waiting}
    left, plan_minutes, taken = [], 0, 0
    for step in steps:
        if step.is_break and (not waiting or waiting[0].has_breaks or not taken):
            continue
        plan_minutes += step.minutes
        if not waiting:
            left.append(step)
        rest = step.minutes
        while waiting:
            slot = waiting[0]
            part = min(rest, slot.minutes - taken)
            rows[slot.key].append(
                PlanRow(after(slot.begins, taken), part, step, is_continued=rest < step.minutes)
            )
            rest, taken = rest - part, taken + part
            if taken == slot.minutes:
                waiting.popleft()
                taken = 0
            if not rest:
                break
    return Laid(
        rows={key: tuple(found) for key, found in rows.items()},
        left=tuple(left),
        plan_minutes=plan_minutes,
        time_minutes=time_minutes,
    )
