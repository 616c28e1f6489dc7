"""One session: when, where, what, by whom; with a box for guests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.domain import access
from cohorts.models import Segment, Session
from cohorts.views import rows, sign_up


@dataclass(frozen=True, slots=True)
class Part:
    """A segment with the time at which it begins."""

    begins: datetime
    segment: Segment


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, uuid: UUID) -> HttpResponse:
    now = timezone.now()
    found = get_object_or_404(
        rows.with_parts(Session.objects.reachable()).prefetch_related("trainers__user"), uuid=uuid
    )
    box = None
    if found.guest_capacity:
        box = sign_up.box(request, found.cohort, found, now=now)
        if request.method == "POST" and (response := sign_up.submit(request, box, now=now)):
            return response
    (row,) = rows.rows([found])
    return render(
        request,
        "cohorts/session.html",
        {
            "session": found,
            "row": row,
            "parts": parts(found),
            "trainers": names_of_trainers([found]),
            "box": box,
            "online_address": found.online_address
            if found.online_address and access.sees_online_address(user=request.user, session=found)
            else "",
        },
    )


def parts(session: Session) -> list[Part]:
    """The segments one after another from the beginning."""
    begins = session.starts_at
    made = []
    for segment in session.segments.all():
        made.append(Part(begins, segment))
        begins += timedelta(minutes=segment.minutes)
    return made


def names_of_trainers(sessions: list[Session]) -> list[str]:
    """Each once, in order. Whoever has not given a name is not shown by e-mail address."""
    names = (
        trainer.name or (trainer.user.name if trainer.user else "")
        for session in sessions
        for trainer in session.trainers.all()
    )
    return list(dict.fromkeys(name for name in names if name))
