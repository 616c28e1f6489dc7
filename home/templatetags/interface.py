"""Formats for the eye: days, times, units."""

from datetime import date, datetime
from typing import Protocol

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext

register = template.Library()

UNIT = 45  # minutes


class Dated(Protocol):
    starts_at: datetime
    ends_at: datetime


def _local(at: datetime | date) -> datetime | date:
    return timezone.localtime(at) if isinstance(at, datetime) else at


@register.filter
def bare_units(minutes: int) -> str:
    """Teaching units of 45 minutes, rounded to a tenth: “3”, “1,5”."""
    count = round(minutes / UNIT, 1)
    return number_format(count, decimal_pos=0 if count == int(count) else 1)


def _with_word(text: str) -> str:
    return ngettext("%(units)s unit", "%(units)s units", 1 if text == "1" else 2) % {"units": text}


@register.filter
def units(minutes: int) -> str:
    """“3 UE”, “1,5 UE”."""
    return _with_word(bare_units(minutes))


@register.filter
def units_up(minutes: int) -> str:
    """The same for what is needed: rounded up to a tenth, never down."""
    tenths = -(-minutes * 10 // UNIT)
    return _with_word(bare_units(round(tenths * UNIT / 10, 2)))


@register.filter
def day(at: datetime | date) -> str:
    """“Di, 24. Nov.”, for lists."""
    return date_format(_local(at), gettext("D j N"))


@register.filter
def day_and_month(at: datetime | date) -> str:
    """“24. November”."""
    return date_format(_local(at), gettext("j F"))


@register.filter
def long_day(at: datetime | date) -> str:
    """“Dienstag, 24. November”, for sentences."""
    return date_format(_local(at), gettext("l j F"))


@register.filter
def clock(session: Dated) -> str:
    """“18:00–20:15” in Berlin."""
    begin, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return f"{begin:%H:%M}–{end:%H:%M}"
