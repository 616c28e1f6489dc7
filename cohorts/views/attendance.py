"""Attendance: my sessions, the list of one session, closing and correcting it."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.domain import absence, presence, rosters
from cohorts.domain import attendance as deeds
from cohorts.models import Attendance, Session
from cohorts.views import attendance_rows
from cohorts.views.attendance_correction import CorrectionForm
from cohorts.views.attendance_rows import Choice, Problem, RowForm, ScreenRow

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
    progress = rosters.progress(sessions)
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
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def attendance(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The list. One form saves every changed row, and never what somebody else wrote meanwhile."""
    session, now = _session(request, uuid), timezone.now()
    entries = rosters.roster(session)
    refusal = deeds.why_not_now(session, now=now)
    if request.method != "POST":
        return _list(request, session, entries, refusal)
    if refusal:
        messages.error(request, refusal.message)
        return redirect("cohorts:attendance", session.uuid)
    user = _user(request)
    saved, problems = attendance_rows.save_changed(
        request.POST, entries, session=session, by=user, now=now
    )
    deed = request.POST.get("deed")
    if deed == "rest" and not problems:
        shown = {e.participant.pk for e in entries if f"p{e.participant.pk}-was" in request.POST}
        saved += len(deeds.mark_rest_present(session=session, by=user, now=now, only=shown))
    if saved:
        messages.success(
            request,
            ngettext("%(count)s entry saved.", "%(count)s entries saved.", saved)
            % {"count": saved},
        )
    if problems:
        return _list(request, session, rosters.roster(session), None, problems)
    if deed == "close":
        return redirect("cohorts:attendance_close", session.uuid)
    return redirect("cohorts:attendance", session.uuid)


@require_POST
@never_cache
def mark(request: HttpRequest, uuid: UUID, participant: int) -> JsonResponse:
    """One row at once, for the script of the list: answers what stands there now."""
    if not request.user.is_authenticated:
        return JsonResponse({"message": _("Please sign in again.")}, status=401)
    session, now = _session(request, uuid), timezone.now()
    entry = _entry(session, participant)
    form = RowForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": form.message}, status=422)
    try:
        row = attendance_rows.save(form, session=session, entry=entry, by=_user(request), now=now)
    except deeds.ChangedMeanwhile as changed:
        return JsonResponse(_there_now(changed.row, request), status=409)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=422)
    return JsonResponse(_there_now(row, request))


@require_POST
@never_cache
def mark_rest(request: HttpRequest, uuid: UUID) -> JsonResponse:
    """Everybody named by the script and not marked yet is there; answers who was marked, and who
    told meanwhile that they cannot come."""
    if not request.user.is_authenticated:
        return JsonResponse({"message": _("Please sign in again.")}, status=401)
    session = _session(request, uuid)
    only = {int(text) for text in request.POST.getlist("participant") if text.isdecimal()}
    try:
        rows = deeds.mark_rest_present(
            session=session, by=_user(request), now=timezone.now(), only=only
        )
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=422)
    marked = {row.participant_id: _there_now(row, request) for row in rows}
    away = absence.told_for(session) & only - marked.keys()
    nothing = _there_now(None, request)
    return JsonResponse({"rows": marked, "away": dict.fromkeys(sorted(away), nothing)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who is still unmarked, and the button that closes the list."""
    session, now = _session(request, uuid), timezone.now()
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
    session = _session(request, uuid)
    if not _may_correct(request, session):
        raise PermissionDenied
    if session.closed_at is None:
        return redirect("cohorts:attendance", session.uuid)
    entry = _entry(session, participant)
    if request.method == "POST":
        form = CorrectionForm(request.POST)
        if form.is_valid() and form.correct(
            session=session, entry=entry, by=_user(request), now=timezone.now()
        ):
            messages.success(request, _("The entry is corrected."))
            return redirect("cohorts:attendance", session.uuid)
        entry = _entry(session, participant)
    else:
        form = CorrectionForm.of(entry)
    return render(
        request,
        "cohorts/attendance_correct.html",
        {"session": session, "entry": entry, "choice": Choice.of(entry.row), "form": form},
    )


def _list(
    request: HttpRequest,
    session: Session,
    entries: tuple[rosters.Entry, ...],
    refusal: ValidationError | None,
    problems: dict[int, Problem] | None = None,
) -> HttpResponse:
    pieces = presence.pieces_of(session.segments.all())
    problems = problems or {}
    rows = [
        ScreenRow(entry, Choice.of(entry.row), problems.get(entry.participant.pk))
        for entry in entries
    ]
    marked = sum(1 for entry in entries if entry.row)
    return render(
        request,
        "cohorts/attendance_closed.html" if session.closed_at else "cohorts/attendance.html",
        {
            "session": session,
            "rows": rows,
            "planned": presence.planned(pieces).minutes,
            "progress": rosters.Progress(marked, sum(1 for entry in entries if entry.applies)),
            "rest": sum(1 for entry in entries if entry.is_rest),
            "refusal": refusal.message if refusal else "",
            "problems": len(problems),
            "may_correct": session.closed_at is not None and _may_correct(request, session),
            "step": attendance_rows.STEP,
        },
    )


def _there_now(found: Attendance | None, request: HttpRequest) -> dict[str, object]:
    """What stands in the row, for the script."""
    choice = Choice.of(found)
    return {
        "seen": attendance_rows.stamp(found),
        "was": choice.text,
        "state": choice.state,
        "late": choice.late,
        "early": choice.early,
        "label": choice.label,
        "mine": found is not None and found.by_id == request.user.pk,
        "by": str(found.by) if found and found.by else "",
    }


def _user(request: HttpRequest) -> "User":
    return cast("User", request.user)


def _session(request: HttpRequest, uuid: UUID) -> Session:
    """The session if the user keeps its list; for everybody else it does not exist."""
    lists = Session.objects.listed_by(_user(request)).select_related("cohort", "place")
    return get_object_or_404(lists, uuid=uuid)


def _may_correct(request: HttpRequest, session: Session) -> bool:
    return Session.objects.correctable_by(_user(request)).filter(pk=session.pk).exists()


def _entry(session: Session, participant: int) -> rosters.Entry:
    for entry in rosters.roster(session):
        if entry.participant.pk == participant:
            return entry
    raise Http404
