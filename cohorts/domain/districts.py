"""The districts and cities of the Land, laid out as tiles. Data, so that another Land fits too."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class District:
    """A unit of the map (German: Kreis, kreisfreie Stadt). `lines` is its name on the tile.

    Row and column count from the north-west corner, beginning with 1.
    """

    key: str
    name: str
    lines: tuple[str, ...]
    kind: str
    row: int
    column: int
    since: date | None = None
    until: date | None = None

    @property
    def is_city(self) -> bool:
        return self.kind == "city"

    def exists(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


def districts(on: date) -> list[District]:
    """The units that exist on that day, from north to south."""
    return [unit for unit in read(settings.DISTRICTS) if unit.exists(on)]


@cache
def read(path: Path) -> tuple[District, ...]:
    """The units of a file: JSON, with `since` and `until` where a unit has not always been."""
    return tuple(
        District(
            key=row["key"],
            name=row["name"],
            lines=tuple(row["lines"]),
            kind=row["kind"],
            row=row["row"],
            column=row["column"],
            since=_day(row.get("since")),
            until=_day(row.get("until")),
        )
        for row in json.loads(Path(path).read_text("utf-8"))
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
