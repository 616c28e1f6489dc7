"""One cohort with its sessions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cohorts.models import Cohort


@require_GET
def cohort(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Cohort.objects.reachable(), slug=slug)
    return render(request, "cohorts/cohort.html", {"cohort": found})
