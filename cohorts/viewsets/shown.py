"""How values stand in lists, records and exports: Berlin time, a dash for nothing, no formulas."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column

NOTHING = "–"
# A spreadsheet takes a text that begins so for a formula, and people type their names themselves.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def in_words(value: Any) -> Any:
    """A value for reading."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{date_format(local, _('D, j M Y'))}, {local:%H:%M}"
    if isinstance(value, date):
        return date_format(value, _("D, j M Y"))
    return value


def in_table(value: Any) -> Any:
    """A value for a spreadsheet."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return no_formula(value)


def no_formula(value: Any) -> Any:
    """Numbers stay numbers; what stands there as its name, like the course of a row, is a text."""
    if isinstance(value, int | float | date):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else value


class WordsColumn(Column):
    def get_value(self, instance: Any) -> Any:
        return in_words(super().get_value(instance))


class DayColumn(Column):
    """The Berlin day of an instant."""

    def get_value(self, instance: Any) -> str:
        value = super().get_value(instance)
        return str(in_words(value and timezone.localtime(value).date()))
