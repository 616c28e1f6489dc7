"""The attendance list on the screen, whoever keeps it: shown, saved, and marked by its script."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.domain import absence, attendance_rules, presence, rosters
from cohorts.domain import attendance as deeds
from cohorts.models import Attendance, Session
from cohorts.views import attendance_rows
from cohorts.views.attendance_rows import Choice, Problem, RowForm, ScreenRow
from cohorts.views.keeper import Keeper, name_of_author


def answer(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """The list. One form saves every changed row, and never what somebody else wrote meanwhile."""
    session, now = keeper.session, timezone.now()
    entries = rosters.roster(session)
    refusal = attendance_rules.why_not_now(session, now=now)
    if request.method != "POST":
        return _page(request, keeper, entries, refusal)
    if refusal:
        messages.error(request, refusal.message)
        return redirect(keeper.list_url)
    saved, problems = attendance_rows.save_changed(request.POST, entries, keeper=keeper, now=now)
    deed = request.POST.get("deed")
    if deed == "rest" and not problems:
        shown = {e.participant.pk for e in entries if f"p{e.participant.pk}-was" in request.POST}
        saved += _mark_rest(request, keeper, shown)
    if saved:
        messages.success(
            request,
            ngettext("%(count)s entry saved.", "%(count)s entries saved.", saved)
            % {"count": saved},
        )
    if problems:
        return _page(request, keeper, rosters.roster(session), None, problems)
    if deed == "close" and keeper.may_close:
        return redirect("cohorts:attendance_close", session.uuid)
    return redirect(keeper.list_url)


def _mark_rest(request: HttpRequest, keeper: Keeper, only: set[int]) -> int:
    """How many were marked; none, with a sentence, if something changed at the same moment."""
    try:
        rows = deeds.mark_rest_present(
            session=keeper.session, **keeper.author, now=timezone.now(), only=only
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return 0
    return len(rows)


def mark(request: HttpRequest, keeper: Keeper, participant: int) -> JsonResponse:
    """One row at once, for the script of the list: answers what stands there now."""
    try:
        entry = entry_of(keeper.session, participant)
    except Http404:  # joined with another entry, or erased, since the list was loaded
        words = _("This person is no longer on the list. Please load the page again.")
        return JsonResponse({"message": words}, status=404)
    form = RowForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": form.message}, status=422)
    try:
        row = attendance_rows.save(form, entry=entry, keeper=keeper, now=timezone.now())
    except deeds.ChangedMeanwhile as changed:
        return JsonResponse(_there_now(changed.row, keeper), status=409)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=422)
    return JsonResponse(_there_now(row, keeper))


def mark_rest(request: HttpRequest, keeper: Keeper) -> JsonResponse:
    """Everybody named by the script and not marked yet is there; answers who was marked, and who
    told meanwhile that they cannot come."""
    only = {int(text) for text in request.POST.getlist("participant") if text.isdecimal()}
    try:
        rows = deeds.mark_rest_present(
            session=keeper.session, **keeper.author, now=timezone.now(), only=only
        )
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=422)
    marked = {row.participant_id: _there_now(row, keeper) for row in rows}
    away = absence.told_for(keeper.session) & only - marked.keys()
    nothing = _there_now(None, keeper)
    return JsonResponse({"rows": marked, "away": dict.fromkeys(sorted(away), nothing)})


def entry_of(session: Session, participant: int) -> rosters.Entry:
    """The person's line on this list; nobody else exists here."""
    for entry in rosters.roster(session):
        if entry.participant.pk == participant:
            return entry
    raise Http404


def _page(
    request: HttpRequest,
    keeper: Keeper,
    entries: tuple[rosters.Entry, ...],
    refusal: ValidationError | None,
    problems: dict[int, Problem] | None = None,
) -> HttpResponse:
    session, problems = keeper.session, problems or {}
    pieces = presence.pieces_of(session.segments.all())
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
            "keeper": keeper,
            "all_lists": reverse("cohorts:my_sessions") if keeper.user else "",
            "rows": rows,
            "planned": presence.planned(pieces).minutes,
            "progress": rosters.Progress(marked, sum(1 for entry in entries if entry.applies)),
            "rest": sum(1 for entry in entries if entry.is_rest),
            "refusal": refusal.message if refusal else "",
            "problems": len(problems),
            "may_correct": keeper.may_correct,
            "step": attendance_rows.STEP,
        },
    )


def _there_now(found: Attendance | None, keeper: Keeper) -> dict[str, object]:
    """What stands in the row, for the script."""
    choice = Choice.of(found)
    return {
        "seen": attendance_rows.stamp(found),
        "was": choice.text,
        "state": choice.state,
        "late": choice.late,
        "early": choice.early,
        "label": choice.label,
        "mine": keeper.wrote(found),
        "by": name_of_author(found),
    }
