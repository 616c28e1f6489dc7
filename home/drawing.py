"""The geometry of meters and tracks. Minutes in, coordinates out; no words beyond a verdict.

Coordinates are whole numbers: a template would write 1.5 as "1,5" in German, which no SVG reads.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

UE = 45  # minutes of one teaching unit
# Drawings are made for rooms of different width, so that their words keep their size.
SCALES = (("wide", 720), ("middle", 500), ("narrow", 288))
TRACKS = (("full", 1080), ("wide", 730), ("middle", 464), ("narrow", 288))
MARGIN = 16
ROUND = 8  # units: scales longer than this end on a multiple of it
LABEL_ROOM = 34  # what a figure below the scale needs
WORD_ROOM = 60  # what one of them needs beside its mark
SQUARE_ROOM = 24  # from one missed session to the next, or to the anchor
BOUNDS_ROOM = 130  # what both words between the ends of a range need


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    width: int

    @property
    def end(self) -> int:
        return self.start + self.width


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place. `anchor` says which end of them hangs there."""

    x: int
    text: str = ""
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Scale:
    """One drawing of the meter, for a room of that width."""

    room: str
    width: int
    segments: tuple[Span, ...]
    possible: Span | None
    range: Span | None
    ticks: str
    labels: tuple[Label, ...]

    @property
    def view_width(self) -> int:
        return self.width + 2  # half a line on either side

    @property
    def from_label(self) -> Label:
        """Beside the lower end of the range: inside it, or outside if it is too narrow."""
        x = self.range.start if self.range else 0
        return Label(x - 10, anchor="end") if self._is_tight else Label(x + 10, anchor="start")

    @property
    def to_label(self) -> Label:
        x = self.range.end if self.range else 0
        is_outside = self._is_tight and x + WORD_ROOM <= self.width
        return Label(x + 10, anchor="start") if is_outside else Label(x - 10, anchor="end")

    @property
    def _is_tight(self) -> bool:
        return self.range is not None and self.range.width < BOUNDS_ROOM


@dataclass(frozen=True, slots=True)
class Meter:
    """Planned minutes, the verdict against the permitted range, and the drawings of it.

    `most` is more than `minutes` where the segments say only how long they take at least.
    """

    minutes: int
    most: int
    kind: str
    verdict: str
    scales: tuple[Scale, ...]


def draw_meter(
    segments: list[int],
    min_minutes: int | None,
    max_minutes: int | None,
    *,
    up_to: int = 0,
    say: Callable[[float], str],
) -> Meter:
    """The unit meter. `say` writes minutes as units for the reader.

    `up_to`: what the segments may grow to; it fits when any length between does.
    """
    minutes = sum(segments)
    most = max(minutes, up_to)
    kind, verdict = _judge(minutes, most, min_minutes, max_minutes, say)
    longest = max(most, max_minutes or 0, UE)
    units = -(-longest // UE) + 1
    if units > ROUND:  # a long scale ends where a figure stands
        units = -(-units // ROUND) * ROUND
    return Meter(
        minutes,
        most,
        kind,
        verdict,
        tuple(
            _scale(name, width, segments, most, min_minutes, max_minutes, units)
            for name, width in SCALES
        ),
    )


def _judge(
    minutes: int, longest: int, least: int | None, most: int | None, say: Callable[[float], str]
) -> tuple[str, str]:
    if least is None or most is None:
        return "", ""
    if longest < least:
        return "few", _("%(units)s UE are missing") % {"units": say(least - longest)}
    if minutes > most:
        return "full", _("%(units)s UE too many") % {"units": say(minutes - most)}
    allowed = {"least": say(least), "most": say(most)}
    if least == most:
        return "free", _("fits, %(most)s UE are allowed") % allowed
    return "free", _("fits, %(least)s to %(most)s UE are allowed") % allowed


def _scale(
    room: str,
    width: int,
    segments: list[int],
    longest: int,
    least: int | None,
    most: int | None,
    units: int,
) -> Scale:
    unit = width / units

    def x(minutes: int) -> int:
        return round(minutes / UE * unit)

    spans, begin = [], 0
    for length in segments:
        spans.append(Span(x(begin), x(begin + length) - x(begin)))
        begin += length
    step = next((step for step in (1, 4, 8, 20, 40) if step * unit >= LABEL_ROOM), 100)
    has_range = least is not None and most is not None
    return Scale(
        room=room,
        width=width,
        segments=tuple(spans),
        possible=Span(x(begin), x(longest) - x(begin)) if longest > begin else None,
        range=Span(x(least or 0), x(most or 0) - x(least or 0)) if has_range else None,
        ticks="".join(f"M{x(n * UE)} 52v6" for n in range(units + 1)),
        labels=tuple(_figure(x(n * UE), n, units) for n in range(0, units + 1, step)),
    )


def _figure(x: int, number: int, units: int) -> Label:
    """A figure below its tick; the first and the last one stay inside the drawing."""
    return Label(x, str(number), {0: "start", units: "end"}.get(number, "middle"))


@dataclass(frozen=True, slots=True)
class Track:
    """A person's way to the end of the course, in coordinates."""

    room: str
    width: int
    attended: int
    possible: int
    needed: int
    past: tuple[int, ...]  # ends of the sessions attended
    sessions: tuple[int, ...]  # ends of those still to come
    missed: tuple[int, ...]  # middles of those that are lost

    @property
    def view_width(self) -> int:
        return self.width + 2 * MARGIN

    @property
    def flag_label(self) -> Label:
        """What is needed, beside the flag, on the side where there is more room."""
        if self.needed < self.width / 2:
            return Label(self.needed + 14, anchor="start")
        return Label(self.needed - 14, anchor="end")

    @property
    def own_label(self) -> Label:
        """The own position, below the line, so that it stays inside the drawing."""
        if self.attended < self.width * 0.1:
            return Label(self.attended - 9, anchor="start")
        if self.attended > self.width * 0.9:
            return Label(self.width + 9, anchor="end")
        return Label(self.attended)

    @property
    def has_room_for_the_end(self) -> bool:
        """Whether the end of the course can be named beside the own position."""
        return self.width - self.attended > 175


def draw_tracks(
    *,
    attended: int,
    possible: int,
    needed: float,
    planned: int,
    done: Sequence[int] = (),
    ahead: Sequence[int] = (),
    missed: Sequence[int] = (),
) -> list[Track]:
    """The balance as a line: attended, still possible, needed, planned; all in minutes.

    `done`, `ahead` and `missed` are the minutes of the single sessions. What was attended has a dot
    at its end, what is to come a ring. What was missed can no longer be walked: it lies behind the
    possible, before the end, with a square in its middle.
    """
    whole = max(planned, 1)

    def track(room: str, width: int) -> Track:
        def x(minutes: float) -> int:
            return round(min(minutes, whole) / whole * width)

        lost = [begin + length / 2 for begin, length in _laid(possible, missed)]
        return Track(
            room,
            width,
            x(attended),
            x(possible),
            x(needed),
            past=tuple(x(begin + length) for begin, length in _laid(0, done))[:-1],
            sessions=tuple(
                x(begin + length)
                for begin, length in _laid(attended, ahead)
                if begin + length < whole
            ),
            missed=_apart([x(middle) for middle in lost if middle < whole], width),
        )

    return [track(room, width) for room, width in TRACKS]


def _laid(start: float, lengths: Sequence[int]) -> list[tuple[float, int]]:
    """Lengths one after the other, each with its beginning."""
    return [
        (start + sum(lengths[:position]), length)
        for position, length in enumerate(lengths)
        if length
    ]


def _apart(places: list[int], width: int) -> tuple[int, ...]:
    """Squares that do not touch each other nor the end; what is too narrow is told by one."""
    kept: list[int] = []
    for place in places:
        inside = min(place, width - SQUARE_ROOM)
        if not kept or inside - kept[-1] >= SQUARE_ROOM:
            kept.append(inside)
    return tuple(kept)


PERSON = 10  # one person on the bar of a session, in the drawing's own units


@dataclass(frozen=True, slots=True)
class Bar:
    """One session as a bar from zero; all bars of a course share their scale."""

    width: int
    present: Span
    partly: Span
    missing: Span
    unmarked: Span


def draw_bar(present: int, partly: int, missing: int, unmarked: int, *, most: int) -> Bar:
    """Numbers of people, one after the other. `most` is the longest list of the course."""
    spans, end = [], 0
    for number in (present, partly, missing, unmarked):
        spans.append(Span(end, number * PERSON))
        end += number * PERSON
    return Bar(max(most, 1) * PERSON, *spans)
