"""Formats for the eye: days, times, units, seats; addresses in the reader's language.

Moments are shown in Berlin time, numbers with western digits in every language.
"""

from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import translate_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_from_path, gettext, ngettext
from django.utils.translation import gettext as _

from home.drawing import Meter, Track, draw_meter, draw_tracks
from home.logs import blot

register = template.Library()

UE = 45  # minutes of one teaching unit


# --- Addresses --------------------------------------------------------------------------------


@register.simple_tag
def here(address: str) -> str:
    """An address of this site in the reader's language; path words stay German."""
    language = get_language() or settings.LANGUAGE_CODE
    return address if language == settings.LANGUAGE_CODE else f"/{language}{address}"


@register.filter
def in_reader_language(address: str | None) -> str:
    """The same for an address made by something else, perhaps in this language already."""
    parts = urlsplit(address or "")
    if not parts.path or get_language_from_path(parts.path):
        return address or ""
    return parts._replace(path=here(parts.path)).geturl()


@register.simple_tag(takes_context=True)
def this_page_in(context: Context, language: str) -> str:
    """The address of this very page in another language, with its filters."""
    request = context.get("request")
    return translate_url(request.get_full_path(), language) if request else "/"


@register.simple_tag(takes_context=True)
def current_page(context: Context, address: str) -> SafeString | str:
    """`aria-current` for a place of the site that the reader is in."""
    request = context.get("request")
    place = here(address)
    if request is None or not request.path.startswith(place):
        return ""
    kind = "page" if request.path == place else "true"
    return format_html(' aria-current="{}"', kind)


@register.simple_tag(takes_context=True)
def report_barrier_here(context: Context) -> str:
    """Where one reports a barrier on this very page. Secrets of its address do not travel."""
    request = context.get("request")
    address = here("/barriere-melden/")
    if request is None or request.path.startswith(address):
        return address
    return f"{address}?seite={quote(blot(request.path))}"


@register.filter
def message_tone(level: str) -> str:
    """The tone of a note for a level of Django's messages."""
    return {"success": "green", "warning": "amber", "error": "red"}.get(level, "sea")


# --- Days, times, units -----------------------------------------------------------------------


def _berlin(moment: datetime | date) -> datetime | date:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


@register.filter
def ue(minutes: float | None) -> str:
    """Minutes as teaching units with at most one decimal: 135 → "3", 864 → "19,2" in German."""
    if minutes is None:
        return ""
    text = f"{minutes / UE:.1f}".removesuffix(".0")
    return text.replace(".", ",") if get_language() == "de" else text


@register.filter
def day_long(moment: datetime | date) -> str:
    """Dienstag, 24. November"""
    return date_format(_berlin(moment), _("l, j F"))


@register.filter
def day_short(moment: datetime | date) -> str:
    """Di, 24. Nov."""
    return date_format(_berlin(moment), _("D, j M"))


@register.filter
def day_full(moment: datetime | date) -> str:
    """24. November 2026"""
    return date_format(_berlin(moment), _("j F Y"))


@register.filter
def weekday_short(moment: datetime | date) -> str:
    """Di"""
    return date_format(_berlin(moment), _("D"))


@register.filter
def day_number(moment: datetime | date) -> str:
    return str(_berlin(moment).day)


@register.filter
def month_short(moment: datetime | date) -> str:
    """Nov."""
    return date_format(_berlin(moment), _("M"))


@register.filter
def clock(moment: datetime) -> SafeString:
    return format_html('<bdi dir="ltr">{}</bdi>', f"{timezone.localtime(moment):%H:%M}")


@register.filter
def clock_range(begin: datetime, end: datetime) -> SafeString:
    """18:00–20:15, read from left to right in every language."""
    times = f"{timezone.localtime(begin):%H:%M}–{timezone.localtime(end):%H:%M}"
    return format_html('<bdi dir="ltr">{}</bdi>', times)


@register.filter
def after_start(minutes: int) -> SafeString:
    """Hours and minutes after the beginning: 75 → 1:15."""
    return format_html('<bdi dir="ltr">{}</bdi>', f"{minutes // 60}:{minutes % 60:02}")


# --- Seats ------------------------------------------------------------------------------------


@register.simple_tag
def seats_in_words(seats: Any) -> dict[str, str]:
    """Mark and words for `cohorts.domain.seats.Seats`; for None there is nothing to say."""
    if seats is None:
        return {"kind": "", "text": ""}
    if seats.capacity == 0:
        return {"kind": "full", "text": gettext("No seats of its own")}
    if seats.waiting:
        return {
            "kind": "full",
            "text": gettext("Waiting list (%(number)s)") % {"number": seats.waiting},
        }
    if seats.is_full:
        return {"kind": "full", "text": gettext("Full, waiting list open")}
    text = ngettext("%(number)s seat left", "%(number)s seats left", seats.free)
    if not seats.is_few:
        text = ngettext("%(number)s seat free", "%(number)s seats free", seats.free)
    return {"kind": "few" if seats.is_few else "free", "text": text % {"number": seats.free}}


@register.simple_tag
def seat_dots(seats: Any) -> SafeString:
    """A dot per seat, the taken ones filled."""
    dot = '<svg viewBox="0 0 18 18" focusable="false"><circle cx="9" cy="9" r="7"{}/></svg>'
    taken = SafeString(' class="is-taken"')
    return format_html_join(
        "", dot, ((taken if seat < seats.held else "",) for seat in range(seats.capacity))
    )


# --- Drawings ---------------------------------------------------------------------------------


@register.simple_tag
def unit_meter(
    segments: list[int], min_minutes: int | None = None, max_minutes: int | None = None
) -> Meter:
    return draw_meter(list(segments), min_minutes, max_minutes, say=ue)


@register.simple_tag
def balance_track(balance: Any) -> list[Track]:
    return draw_tracks(
        attended=balance.attended,
        possible=balance.attended + balance.pending + balance.to_come,
        needed=balance.needed,
        planned=balance.planned,
        lengths=[row.planned for row in balance.rows if row.status in ("pending", "to_come")],
    )
