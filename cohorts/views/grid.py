"""Sessions as a calendar: the days of a month or of a week, Monday first."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cohorts.views.rows import Row

YEARS = range(2000, 2100)
MOST = 4  # sessions of a day that a month has room for; its week shows them all
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """What one calendar page shows: a month or a week, and which ones lie beside it.

    `key` stands in the address: 2026-12, or 2026-W49 after ISO 8601.
    """

    key: str
    title: str
    begins: date
    ends: date  # the last day
    before: str
    after: str

    @property
    def first_monday(self) -> date:
        return self.begins - timedelta(days=self.begins.weekday())


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    rows: tuple[Row, ...]
    is_inside: bool  # not one of the days before and after that fill the first and last week
    is_today: bool
    most: int | None = None  # sessions that there is room for

    @property
    def shown(self) -> tuple[Row, ...]:
        """All, or one less than there is room for: the last line says how many more there are."""
        has_room = self.most is None or len(self.rows) <= self.most
        return self.rows if has_room else self.rows[: (self.most or 0) - 1]

    @property
    def more(self) -> int:
        return len(self.rows) - len(self.shown)


@dataclass(frozen=True, slots=True)
class GridWeek:
    """A week of the page; `key` stands in the address of the page that shows it alone."""

    key: str
    number: int
    days: tuple[Day, ...]


def month(text: str, today: date) -> Span:
    """The month of an address; the running one for whatever is no month."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", text)
    first = today.replace(day=1)
    if found and int(found[1]) in YEARS and 1 <= int(found[2]) <= 12:
        first = date(int(found[1]), int(found[2]), 1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Span(
        key=f"{first:%Y-%m}",
        title=date_format(first, "F Y"),
        begins=first,
        ends=following - timedelta(days=1),
        before=f"{first - timedelta(days=1):%Y-%m}",
        after=f"{following:%Y-%m}",
    )


def week(text: str, today: date) -> Span:
    """The week of an address; the running one for whatever is no week."""
    monday = today - timedelta(days=today.weekday())
    found = re.fullmatch(r"(\d{4})-W(\d{2})", text)
    if found and int(found[1]) in YEARS:
        with suppress(ValueError):  # a year without a week 53
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return Span(
        key=_week_key(monday),
        title=_("Week %(number)s, from %(day)s")
        % {"number": monday.isocalendar().week, "day": date_format(monday, _("j F Y"))},
        begins=monday,
        ends=monday + timedelta(days=6),
        before=_week_key(monday - WEEK),
        after=_week_key(monday + WEEK),
    )


def grid(
    span: Span, rows: Iterable[Row], today: date, *, most: int | None = None
) -> tuple[GridWeek, ...]:
    """Whole weeks from Monday to Sunday that hold the span, each day with its rows."""
    by_day: dict[date, list[Row]] = {}
    for row in rows:
        by_day.setdefault(row.day, []).append(row)
    weeks = []
    monday = span.first_monday
    while monday <= span.ends:
        days = [monday + timedelta(days=n) for n in range(7)]
        weeks.append(
            GridWeek(
                _week_key(monday),
                monday.isocalendar().week,
                tuple(
                    Day(
                        day,
                        tuple(by_day.get(day, ())),
                        is_inside=span.begins <= day <= span.ends,
                        is_today=day == today,
                        most=most,
                    )
                    for day in days
                ),
            )
        )
        monday += WEEK
    return tuple(weeks)


def _week_key(monday: date) -> str:
    year, number, _weekday = monday.isocalendar()
    return f"{year}-W{number:02}"
