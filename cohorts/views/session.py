"""One session: when, where, what, by whom; with a box for guests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.domain import access, linked_data
from cohorts.models import Segment, Session
from cohorts.views import facts, rows, sign_up
from curriculum.templatetags.languages import german


@dataclass(frozen=True, slots=True)
class Part:
    """A segment with the time at which it begins."""

    begins: datetime
    segment: Segment


# Of the modules what names and links them: each has sixty columns and a long text.
PARTS = Prefetch(
    "segments",
    Segment.objects.select_related("module")
    .order_by("position")
    .only(
        "session",
        "kind",
        "minutes",
        "module__number",
        "module__title",
        "module__live",
        "module__url_path",
    ),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, uuid: UUID) -> HttpResponse:
    now = timezone.now()
    found = get_object_or_404(
        Session.objects.reachable()
        .select_related("cohort__organiser", "cohort__edition", "cohort__programme", "place")
        .prefetch_related(PARTS, facts.TRAINERS)
        .defer("vevent"),
        uuid=uuid,
    )
    box = None
    if found.guest_capacity:
        box = sign_up.box(request, found.cohort, found, now=now)
        if request.method == "POST" and (response := sign_up.submit(request, box, now=now)):
            return response
    (row,) = rows.rows([found], parts={found.pk: _shown(found)})
    return render(
        request,
        "cohorts/session.html",
        {
            "session": found,
            "row": row,
            "rows": (row,),
            "ancestors": _ancestors(found),
            "parts": parts(found),
            "facts": _facts(found),
            "box": box,
            "linked_data": linked_data.event(found),
            "online_address": found.online_address
            if found.online_address and access.sees_online_address(user=request.user, session=found)
            else "",
        },
    )


def _ancestors(session: Session) -> list[tuple[str, str]]:
    ancestors = [
        (_("Start"), reverse("wagtail_serve", args=[""])),
        (_("Dates"), reverse("cohorts:sessions")),
    ]
    if session.cohort.kind == session.cohort.Kind.COURSE:
        ancestors.append((german(session.cohort.title), session.cohort.get_absolute_url()))
    return ancestors


def _facts(session: Session) -> list[facts.Fact]:
    known: list[facts.Fact] = [
        (_("Organiser"), german(session.cohort.organiser.name)),
        (_("Place"), facts.where([session])),
    ]
    if names := facts.trainers([session]):
        known.append((_("Led by"), names))
    known.append((_("Language"), session.cohort.get_language_display()))
    return known


def _shown(session: Session) -> list[rows.Part]:
    return [
        rows.Part(
            segment.kind,
            segment.minutes,
            rows.Module(segment.module.pk, segment.module.number, segment.module.title)
            if segment.module
            else None,
        )
        for segment in session.segments.all()
    ]


def parts(session: Session) -> list[Part]:
    """The segments one after another from the beginning; none if there is nothing to tell."""
    segments = list(session.segments.all())
    if len(segments) < 2 and not any(segment.module for segment in segments):
        return []
    begins = session.starts_at
    made = []
    for segment in segments:
        made.append(Part(begins, segment))
        begins += timedelta(minutes=segment.minutes)
    return made
