"""The public sessions: as a list by weeks, as a month, as a week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohorts.filters import ListFilter, SessionFilter, midnight
from cohorts.models import Cohort, Session
from cohorts.views import grid, rows
from cohorts.views.addresses import webcal
from cohorts.views.poster import poster
from curriculum.templatetags.languages import german, isolated

PER_PAGE = 60
CALENDARS = {"monat": grid.month, "woche": grid.week}


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter, and the list without it."""

    words: str
    address: str


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Upcoming public sessions. The choice stands in the address and can be passed on.

    `?ansicht=monat` and `?ansicht=woche` show a calendar page, past days included.
    """
    now = timezone.now()
    chosen = ListFilter(request.GET, queryset=Session.objects.publicly_listed())
    view = request.GET.get("ansicht", "")
    shown = _calendar(request, chosen, now) if view in CALENDARS else _list(request, chosen, now)
    query = _query(chosen)
    feed = reverse("calendar:public")
    if wanted := _query(chosen, only=SessionFilter.base_filters):
        feed += f"?{wanted}"
    context = {
        "filter": chosen,
        "query": query,
        "is_filtered": bool(query),
        "chips": _chips(chosen, view),
        "feed": feed,
        "webcal": webcal(request, feed),
        "view": view if view in CALENDARS else "",
        "is_week": view == "woche",
        "ancestors": [(_("Start"), reverse("wagtail_serve", args=[""]))],
        "poster": poster(chosen.form, query, timezone.localdate(now)),
    }
    return render(request, "cohorts/sessions.html", context | shown)


def _list(request: HttpRequest, chosen: ListFilter, now: datetime) -> dict[str, Any]:
    found = rows.with_course(chosen.qs.upcoming(now)).order_by("starts_at", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("seite"))
    shown = rows.rows(list(page.object_list), with_seats=True)
    return {
        "count": page.paginator.count,
        "page": page,
        "weeks": rows.weeks(shown, timezone.localdate(now)),
    }


def _calendar(request: HttpRequest, chosen: ListFilter, now: datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    view = request.GET["ansicht"]
    span = CALENDARS[view](request.GET.get(view, ""), today)
    found = chosen.qs.filter(
        starts_at__gte=midnight(span.begins),
        starts_at__lt=midnight(span.ends + timedelta(days=1)),
    )
    shown = rows.rows(list(rows.with_course(found).order_by("starts_at", "pk")), with_seats=True)
    weeks = grid.grid(span, shown, today, most=grid.MOST if view == "monat" else None)
    return {
        "count": len(shown),
        "span": span,
        "grid": weeks,
        "days": [day for week in weeks for day in week.days if day.rows],
    }


def _query(chosen: ListFilter, without: str = "", only: Any = None) -> str:
    """The understood filters as they stand in an address; nothing else of it is handed on."""
    return urlencode(
        {
            name: _in_address(chosen, name, value)
            for name, value in chosen.form.cleaned_data.items()
            if value and name != without and (only is None or name in only)
        }
    )


def _in_address(chosen: ListFilter, name: str, value: Any) -> Any:
    if value is True:
        return "on"
    return chosen.form.fields[name].prepare_value(value)


def _chips(chosen: ListFilter, view: str) -> list[Chip]:
    list_address = reverse("cohorts:sessions")
    shown_as = urlencode({"ansicht": view}) if view in CALENDARS else ""
    chips = []
    for name, value in chosen.form.cleaned_data.items():
        if value:
            label = str(chosen.form.fields[name].label)
            rest = "&".join(part for part in (_query(chosen, name), shown_as) if part)
            words = label if value is True else format_html("{}: {}", label, _shown(name, value))
            chips.append(Chip(words, f"{list_address}?{rest}"))
    return chips


def _shown(name: str, value: Any) -> str:
    """What was chosen, in words. Names are German, unless somebody has typed them."""
    if isinstance(value, date):
        return date_format(value, _("j F Y"))
    if name == "sprache":
        return str(Cohort.Language(value).label)
    return german(value) if isinstance(value, Model) else isolated(value)
