"""One session."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cohorts.models import Session


@require_GET
def session(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Session.objects.reachable().select_related("cohort"), uuid=uuid)
    return render(request, "cohorts/session.html", {"session": found})
