"""The geometry of meters and tracks. Minutes in, coordinates out; no words beyond a verdict."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

UE = 45  # minutes of one teaching unit
WIDTHS = (("wide", 720), ("narrow", 330))
MARGIN = 16


@dataclass(frozen=True, slots=True)
class Span:
    start: float
    width: float

    @property
    def end(self) -> float:
        return round(self.start + self.width, 1)


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """One drawing of the meter, for wide or narrow screens."""

    name: str
    width: int
    segments: tuple[Span, ...]
    range: Span | None
    ticks: str
    labels: tuple[Label, ...]

    @property
    def view_width(self) -> int:
        return self.width + MARGIN


@dataclass(frozen=True, slots=True)
class Meter:
    """Planned minutes, the verdict against the permitted range, and two drawings of it."""

    minutes: int
    kind: str
    verdict: str
    scales: tuple[Scale, ...]


def draw_meter(
    segments: list[int],
    min_minutes: int | None,
    max_minutes: int | None,
    *,
    say: Callable[[float], str],
) -> Meter:
    """The unit meter. `say` writes minutes as units for the reader."""
    minutes = sum(segments)
    kind, verdict = _judge(minutes, min_minutes, max_minutes, say)
    longest = max(minutes, max_minutes or 0, UE)
    units = -(-longest // UE) + 1
    return Meter(
        minutes,
        kind,
        verdict,
        tuple(
            _scale(name, width, segments, min_minutes, max_minutes, units) for name, width in WIDTHS
        ),
    )


def _judge(
    minutes: int, least: int | None, most: int | None, say: Callable[[float], str]
) -> tuple[str, str]:
    if least is None or most is None:
        return "", ""
    if minutes < least:
        return "few", _("%(units)s UE are missing") % {"units": say(least - minutes)}
    if minutes > most:
        return "full", _("%(units)s UE too many") % {"units": say(minutes - most)}
    allowed = {"least": say(least), "most": say(most)}
    if least == most:
        return "free", _("fits, %(most)s UE are allowed") % allowed
    return "free", _("fits, %(least)s to %(most)s UE are allowed") % allowed


def _scale(
    name: str, width: int, segments: list[int], least: int | None, most: int | None, units: int
) -> Scale:
    unit = width / units

    def x(minutes: float) -> float:
        return round(minutes / UE * unit, 1)

    spans, begin = [], 0
    for length in segments:
        spans.append(Span(x(begin), round(x(begin + length) - x(begin), 1)))
        begin += length
    step = next(step for step in (1, 2, 4, 8, 16, 40, 100) if step * unit >= 34 or step == 100)
    has_range = least is not None and most is not None
    return Scale(
        name=name,
        width=width,
        segments=tuple(spans),
        range=Span(x(least or 0), round(x(most or 0) - x(least or 0), 1)) if has_range else None,
        ticks="".join(f"M{x(n * UE)} 52v6" for n in range(units + 1)),
        labels=tuple(Label(x(n * UE), str(n)) for n in range(0, units + 1, step)),
    )


@dataclass(frozen=True, slots=True)
class Track:
    """A person's way to the end of the course, in coordinates."""

    name: str
    width: int
    attended: float
    possible: float
    needed: float

    @property
    def view_width(self) -> int:
        return self.width + 2 * MARGIN

    @property
    def attended_anchor(self) -> str:
        """Where the label of the own position hangs, so that it stays inside the drawing."""
        if self.attended < self.width * 0.1:
            return "start"
        return "end" if self.attended > self.width * 0.6 else "middle"


def draw_tracks(*, attended: int, possible: int, needed: float, planned: int) -> list[Track]:
    """The balance as a line: attended, still possible, needed; all in minutes."""
    whole = max(planned, 1)
    return [
        Track(
            name,
            width,
            *(round(min(part, whole) / whole * width, 1) for part in (attended, possible, needed)),
        )
        for name, width in WIDTHS
    ]
