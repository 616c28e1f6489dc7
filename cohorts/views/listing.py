"""The list of public sessions, and the list of carriers."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from cohorts.domain import sections
from cohorts.filters import SessionFilter
from cohorts.models import Carrier, Session
from cohorts.views import rows
from cohorts.views.addresses import webcal

PER_PAGE = 60
NEXT_ONES = 3


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Upcoming public sessions by week. The choice stands in the address and can be passed on."""
    now = timezone.now()
    upcoming = Session.objects.publicly_listed().upcoming(now)
    chosen = SessionFilter(request.GET, queryset=rows.with_parts(upcoming))
    page = Paginator(chosen.qs.order_by("starts_at", "pk"), PER_PAGE).get_page(
        request.GET.get("seite")
    )
    shown = list(page.object_list)
    query = _query(chosen)
    feed = reverse("calendar:public") + (f"?{query}" if query else "")
    return render(
        request,
        "cohorts/sessions.html",
        {
            "weeks": rows.weeks(rows.rows(shown, with_seats=True), timezone.localdate(now)),
            "page": page,
            "filter": chosen,
            "query": query,
            "is_filtered": bool(query),
            "chips": _chips(chosen),
            "feed": feed,
            "webcal": webcal(request, feed),
        },
    )


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter, and the list without it."""

    words: str
    address: str


def _query(chosen: SessionFilter, without: str = "") -> str:
    """The understood filters as they stand in an address; nothing else of it is handed on."""
    return urlencode(
        {
            name: value
            for name, value in chosen.form.cleaned_data.items()
            if value and name != without
        }
    )


def _chips(chosen: SessionFilter) -> list[Chip]:
    list_address = reverse("cohorts:sessions")
    chips = []
    for name, value in chosen.form.cleaned_data.items():
        if value:
            text = date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else value
            label = chosen.form.fields[name].label
            chips.append(Chip(f"{label}: {text}", f"{list_address}?{_query(chosen, name)}"))
    return chips


@require_safe
def carriers(request: HttpRequest) -> HttpResponse:
    """Who offers courses, with the next public sessions of each."""
    now = timezone.now()
    position = Window(
        RowNumber(), partition_by=F("cohort__organiser"), order_by=[F("starts_at"), F("pk")]
    )
    upcoming = (
        rows.with_parts(Session.objects.publicly_listed().upcoming(now).not_cancelled())
        .annotate(position=position)
        .filter(position__lte=NEXT_ONES)
        .order_by("starts_at", "pk")
    )
    by_carrier: dict[int, list[Session]] = {}
    for session in upcoming:
        by_carrier.setdefault(session.cohort.organiser_id, []).append(session)
    carriers = list(Carrier.objects.order_by("district", "name"))
    own = sections.with_live_modules(carriers)
    return render(
        request,
        "cohorts/carriers.html",
        {
            "carriers": [
                (carrier, rows.rows(by_carrier.get(carrier.pk, [])), own.get(carrier.pk))
                for carrier in carriers
            ]
        },
    )
