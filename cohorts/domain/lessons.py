"""Sessions as one person met them."""

from dataclasses import dataclass
from datetime import datetime

from cohorts.domain import presence
from cohorts.domain.presence import Piece, Presence


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on the attendance list. `counted_minutes` is fixed once the list is closed."""

    state: str
    late_minutes: int = 0
    early_minutes: int = 0
    counted_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A session of the cohort as one person met it."""

    title: str
    starts_at: datetime
    ends_at: datetime
    pieces: tuple[Piece, ...]
    is_cancelled: bool = False
    is_closed: bool = False
    mark: Mark | None = None

    @property
    def length(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def offered(self) -> Presence:
        """What counts for somebody who was there the whole time."""
        return presence.planned(self.pieces)

    @property
    def attended(self) -> int:
        """Counted minutes: the fixed ones once the list is closed, until then as it stands."""
        if self.mark is None:
            return 0
        if self.mark.counted_minutes is not None:
            return self.mark.counted_minutes
        return presence.of(
            self.pieces,
            length=self.length,
            state=self.mark.state,
            late_minutes=self.mark.late_minutes,
            early_minutes=self.mark.early_minutes,
        ).minutes
