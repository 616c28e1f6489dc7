"""One course or event with its sessions and the way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.models import Cohort
from cohorts.views import meter, rows, sign_up
from cohorts.views.addresses import webcal
from cohorts.views.session import names_of_trainers


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cohort(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    found = get_object_or_404(
        Cohort.objects.reachable().select_related("organiser", "programme", "edition"), slug=slug
    )
    box = sign_up.box(request, found, None, now=now) if found.capacity else None
    if request.method == "POST" and box and (response := sign_up.submit(request, box, now=now)):
        return response
    sessions = list(
        rows.with_parts(found.sessions.order_by("starts_at", "pk")).prefetch_related(
            "trainers__user"
        )
    )
    shown = rows.rows(sessions)
    taking_place = [row for row in shown if not row.session.is_cancelled]
    upcoming = [row for row in taking_place if row.session.ends_at > now]
    planned = sum(row.minutes for row in taking_place)
    return render(
        request,
        "cohorts/cohort.html",
        {
            "cohort": found,
            "rows": shown,
            "next": upcoming[0].session if upcoming else None,
            "now": now,
            "planned_minutes": planned,
            "meter": meter.meter(
                (row.minutes for row in taking_place),
                least=found.rule_min_minutes,
                most=found.rule_max_minutes,
            ),
            "needed_minutes": -(-planned * found.rule_percent // 100),
            "places": list(
                dict.fromkeys(row.session.place for row in taking_place if row.session.place)
            ),
            "trainers": names_of_trainers(sessions),
            "obligatory": [
                link.module
                for link in found.cohort_modules.filter(obligatory=True).select_related("module")
            ],
            "box": box,
            "webcal": webcal(request, reverse("calendar:cohort", args=[found.uuid])),
        },
    )
