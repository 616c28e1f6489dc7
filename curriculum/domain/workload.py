"""How long a module takes: the minutes of its plans against the range that it allows.

Minutes in, minutes out; units of 45 minutes are only for the eye. Breaks do not count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from curriculum.models import MethodCard


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A row of a seminar plan. `begin` counts the minutes from the start, breaks included."""

    begin: int
    minutes: int
    aim: str
    content: str
    method: str
    material: str
    is_break: bool
    card: MethodCard | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    steps: tuple[PlanStep, ...]

    @property
    def minutes(self) -> int:
        """Minutes that count."""
        return sum(self.segments)

    @property
    def break_minutes(self) -> int:
        return sum(step.minutes for step in self.steps if step.is_break)

    @property
    def end(self) -> int:
        """Minutes from the start to the end, breaks included."""
        return self.minutes + self.break_minutes

    @property
    def segments(self) -> tuple[int, ...]:
        return tuple(step.minutes for step in self.steps if not step.is_break)


def plan(rows: Iterable[Mapping[str, Any]]) -> Plan:
    """A plan from the rows of its block."""
    begin, steps = 0, []
    for row in rows:
        minutes = row["minutes"] or 0  # a draft may have gaps
        steps.append(
            PlanStep(
                begin,
                minutes,
                row["aim"],
                row["content"],
                row["method"],
                row["material"],
                bool(row["is_break"]),
                row.get("card"),
            )
        )
        begin += minutes
    return Plan(tuple(steps))


class Verdict(Enum):
    FITS = "fits"
    SHORT = "short"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Workload:
    """Counted minutes, segment by segment, against the least and the most that is allowed."""

    segments: tuple[int, ...]
    least: int
    most: int

    @property
    def minutes(self) -> int:
        return sum(self.segments)

    @property
    def verdict(self) -> Verdict:
        if self.minutes < self.least:
            return Verdict.SHORT
        return Verdict.OVER if self.minutes > self.most else Verdict.FITS

    @property
    def difference(self) -> int:
        """Minutes that are missing or too many."""
        return max(self.least - self.minutes, self.minutes - self.most, 0)
