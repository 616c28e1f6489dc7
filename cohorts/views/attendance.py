"""Attendance for users of the house: my sessions, my lists, closing and correcting them."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.domain import attendance as deeds
from cohorts.domain import consulted, rosters, turnout
from cohorts.models import Session
from cohorts.views import attendance_list, keeper
from cohorts.views.attendance_correction import CorrectionForm
from cohorts.views.attendance_rows import Choice

if TYPE_CHECKING:
    from home.models import User

CLOSED_LISTS_ON_A_PAGE = 20


@require_GET
@never_cache
@login_required
def my_sessions(request: HttpRequest) -> HttpResponse:
    """Today on top, then lists that wait for closing, then what comes, then what is done."""
    today = timezone.localdate()
    lists = (
        Session.objects.listed_by(_user(request))
        .not_cancelled()
        .select_related("cohort", "place")
        .order_by("starts_at", "pk")
    )
    midnight = timezone.make_aware(datetime.combine(today, time()))
    is_today = Q(starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=1))
    current = list(lists.filter(Q(closed_at__isnull=True) | is_today))
    closed = Paginator(
        lists.filter(closed_at__isnull=False).exclude(is_today).order_by("-starts_at", "-pk"),
        CLOSED_LISTS_ON_A_PAGE,
    ).get_page(request.GET.get("page"))
    sessions = [*current, *closed]
    so_far = turnout.sessions_kept(
        _user(request), cohorts={session.cohort_id for session in sessions}, now=timezone.now()
    )
    progress = rosters.progress([*sessions, *so_far])
    on = {session.pk: timezone.localdate(session.starts_at) for session in sessions}
    parts = [
        (_("Today"), [session for session in current if on[session.pk] == today]),
        (_("Still to be closed"), [session for session in current if on[session.pk] < today]),
        (_("Coming"), [session for session in current if on[session.pk] > today]),
        (_("Closed"), list(closed)),
    ]
    return render(
        request,
        "cohorts/attendance_sessions.html",
        {
            "parts": [
                (heading, [(session, progress[session.pk]) for session in lists])
                for heading, lists in parts
            ],
            "page": closed,
            "waiting": consulted.waiting_for(_user(request), today),
            "courses": turnout.by_course(so_far, progress),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def attendance(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The list of one of my sessions."""
    return attendance_list.answer(request, keeper.of_user(request, uuid))


@require_POST
@never_cache
def mark(request: HttpRequest, uuid: UUID, participant: int) -> JsonResponse:
    """One row at once, for the script of the list."""
    if not request.user.is_authenticated:
        return JsonResponse({"message": _("Please sign in again.")}, status=401)
    return attendance_list.mark(request, keeper.of_user(request, uuid), participant)


@require_POST
@never_cache
def mark_rest(request: HttpRequest, uuid: UUID) -> JsonResponse:
    """Everybody who is not marked yet, for the script of the list."""
    if not request.user.is_authenticated:
        return JsonResponse({"message": _("Please sign in again.")}, status=401)
    return attendance_list.mark_rest(request, keeper.of_user(request, uuid))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who is still unmarked, and the button that closes the list."""
    session, now = keeper.of_user(request, uuid).session, timezone.now()
    if session.closed_at or session.is_cancelled:
        return redirect("cohorts:attendance", session.uuid)
    if request.method == "POST":
        try:
            deeds.close(session=session, by=_user(request), now=now)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The list is closed."))
        return redirect("cohorts:attendance", session.uuid)
    entries = [entry for entry in rosters.roster(session) if entry.applies]
    unmarked = [entry for entry in entries if entry.row is None]
    return render(
        request,
        "cohorts/attendance_close.html",
        {
            "session": session,
            "unmarked": unmarked,
            "progress": rosters.Progress(len(entries) - len(unmarked), len(entries)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def correct(request: HttpRequest, uuid: UUID, participant: int) -> HttpResponse:
    """Correct one entry of a closed list, with a reason; for coordinators of the organiser."""
    session = keeper.of_user(request, uuid).session
    if not Session.objects.correctable_by(_user(request)).filter(pk=session.pk).exists():
        raise PermissionDenied
    if session.closed_at is None:
        return redirect("cohorts:attendance", session.uuid)
    entry = attendance_list.entry_of(session, participant)
    if request.method == "POST":
        form = CorrectionForm(request.POST)
        if form.is_valid() and form.correct(
            session=session, entry=entry, by=_user(request), now=timezone.now()
        ):
            messages.success(request, _("The entry is corrected."))
            return redirect("cohorts:attendance", session.uuid)
        entry = attendance_list.entry_of(session, participant)
    else:
        form = CorrectionForm.of(entry)
    return render(
        request,
        "cohorts/attendance_correct.html",
        {"session": session, "entry": entry, "choice": Choice.of(entry.row), "form": form},
    )


def _user(request: HttpRequest) -> "User":
    return cast("User", request.user)
