"""How many minutes somebody was there: presence laid over the parts of a session."""

from collections.abc import Iterable
from dataclasses import dataclass

from cohorts.models import Attendance, Segment, Session


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a session in the order it was held. Breaks do not count."""

    minutes: int
    counts: bool = True
    module: int | None = None


@dataclass(frozen=True, slots=True)
class ModuleMinutes:
    """Counted minutes for one module; `module=None` is what belongs to no module."""

    module: int | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Presence:
    """Counted minutes of one person in one session, whole and per module."""

    minutes: int
    modules: tuple[ModuleMinutes, ...]

    def minutes_of(self, module: int | None) -> int:
        return sum(part.minutes for part in self.modules if part.module == module)


def pieces_of(segments: Iterable[Segment]) -> tuple[Piece, ...]:
    """The session's segments as pieces, in their order."""
    return tuple(
        Piece(minutes=segment.minutes, counts=segment.counts, module=segment.module_id)
        for segment in sorted(segments, key=lambda segment: segment.position)
    )


def lay(
    pieces: Iterable[Piece], *, length: int, late_minutes: int = 0, early_minutes: int = 0
) -> Presence:
    """Minutes of somebody who came late and left early, by the minutes each piece was attended.

    The pieces stand one after the other from the beginning; `length` is the elapsed time of the
    session, and leaving early is counted from its end. Only minutes inside counting pieces count,
    so missing a break costs nothing. Never less than nothing, never more than was planned.
    """
    pieces = tuple(pieces)
    end = max(length, sum(piece.minutes for piece in pieces))
    came, left = late_minutes, end - early_minutes
    minutes: dict[int | None, int] = {}
    begin = 0
    for piece in pieces:
        until = begin + piece.minutes
        if piece.counts:
            attended = max(0, min(until, left) - max(begin, came))
            minutes[piece.module] = minutes.get(piece.module, 0) + attended
        begin = until
    return Presence(
        minutes=sum(minutes.values()),
        modules=tuple(ModuleMinutes(module, count) for module, count in minutes.items()),
    )


def planned(pieces: Iterable[Piece]) -> Presence:
    """What counts for somebody who was there the whole time."""
    pieces = tuple(pieces)
    return lay(pieces, length=sum(piece.minutes for piece in pieces))


def of(
    pieces: Iterable[Piece],
    *,
    length: int,
    state: str,
    late_minutes: int = 0,
    early_minutes: int = 0,
) -> Presence:
    """Minutes by what was marked. Missing and excused are both nothing."""
    pieces = tuple(pieces)
    if state in (Attendance.State.ABSENT, Attendance.State.EXCUSED):
        return lay(pieces, length=length, late_minutes=length + sum(p.minutes for p in pieces))
    return lay(pieces, length=length, late_minutes=late_minutes, early_minutes=early_minutes)


def of_row(row: Attendance, session: Session, pieces: Iterable[Piece]) -> Presence:
    """Minutes of one row of the attendance list."""
    return of(
        pieces,
        length=session.length,
        state=row.state,
        late_minutes=row.late_minutes,
        early_minutes=row.early_minutes,
    )
