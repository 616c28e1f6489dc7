"""The search over standards, pages, dates and carriers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cohorts.domain import search as domain
from cohorts.views import rows
from curriculum.models.frozen import NORMATIVE

LENGTH = 100


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    text = request.GET.get("q", "").replace("\0", "").strip()[:LENGTH]
    found = domain.find(
        text, language=get_language() or NORMATIVE, on=timezone.localdate(now), now=now
    )
    sessions = rows.rows(found.sessions, with_seats=True)
    return render(request, "cohorts/search.html", {"text": text, "found": found, "rows": sessions})
