"""The unit meter: planned units beside the range that the programme allows, as a drawing."""

from collections.abc import Iterable
from dataclasses import dataclass

UNIT = 45
WIDTH = 720  # of the drawing, in its own measure
TICKS_EVERY = 4  # units with a number below


@dataclass(frozen=True, slots=True)
class Span:
    """From `x` over `width`, in the drawing's measure."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str  # empty for the small ones between


@dataclass(frozen=True, slots=True)
class Meter:
    """`minutes` of each session, and the least and most that count as the whole programme."""

    minutes: tuple[int, ...]
    least: int | None = None
    most: int | None = None

    @property
    def planned(self) -> int:
        return sum(self.minutes)

    @property
    def is_below(self) -> bool:
        return self.least is not None and self.planned < self.least

    @property
    def is_above(self) -> bool:
        return self.most is not None and self.planned > self.most

    @property
    def has_range(self) -> bool:
        return self.least is not None and self.most is not None

    @property
    def end(self) -> int:
        """The end of the scale in whole steps, a little beyond what has to be shown."""
        step = TICKS_EVERY * UNIT
        return (max(self.planned, self.most or 0) // step + 1) * step

    @property
    def blocks(self) -> list[Span]:
        made, begins = [], 0
        for minutes in self.minutes:
            made.append(Span(self._x(begins), self._x(minutes)))
            begins += minutes
        return made

    @property
    def range(self) -> Span | None:
        if self.least is None or self.most is None:
            return None
        return Span(self._x(self.least), self._x(self.most - self.least))

    @property
    def least_x(self) -> float:
        return self._x(self.least or 0)

    @property
    def most_x(self) -> float:
        return self._x(self.most or 0)

    @property
    def ticks(self) -> list[Tick]:
        return [
            Tick(self._x(unit * UNIT), "" if unit % TICKS_EVERY else str(unit))
            for unit in range(self.end // UNIT + 1)
        ]

    def _x(self, minutes: int) -> float:
        return round(minutes * WIDTH / self.end, 1)


def meter(minutes: Iterable[int], *, least: int | None, most: int | None) -> Meter:
    return Meter(tuple(m for m in minutes if m), least, most)
