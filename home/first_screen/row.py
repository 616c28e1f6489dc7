"""A line of the first screen: where it leads, and since or until when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    title: str
    detail: str = ""
    at: datetime | None = None
    day: date | None = None
    tag: Promise | str = ""
