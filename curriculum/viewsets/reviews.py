"""Looking at a module after a criterion changed: both wordings, and why it still serves the new."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from curriculum.domain import links, side_by_side
from curriculum.domain.side_by_side import Case
from curriculum.forms import ReviewForm
from curriculum.models import Criterion, Edition, LearningGoal, ModulePage


@require_safe
def review(request: HttpRequest, page: int) -> HttpResponse:
    """Everything that the module is to be looked at for."""
    module = _module(request, page)
    return _page(request, module, _cases(module))


@require_http_methods(["GET", "HEAD", "POST"])
def review_criterion(request: HttpRequest, page: int, criterion: int) -> HttpResponse:
    """One of the wordings. A POST says why the module still serves it."""
    module = _module(request, page)
    wording = get_object_or_404(
        Criterion, pk=criterion, standard__edition__state=Edition.State.ADOPTED
    )
    cases = _cases(module)
    if request.method != "POST":
        cases = [case for case in cases if wording in case.confirmable]
        if not cases:
            raise Http404
        return _page(request, module, cases)
    form = _form(wording, request.POST)
    if form.is_valid():
        try:
            links.confirm(
                module=module,
                criterion=wording,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Confirmed. The link is current again."))
            return _next(module)
    for message in form.non_field_errors():
        messages.error(request, message)
    return _page(request, module, cases, refused={wording.pk: form})


def _module(request: HttpRequest, page: int) -> ModulePage:
    module = get_object_or_404(ModulePage, pk=page)
    if not request.user.is_authenticated or not links.may_confirm(module, request.user):
        raise PermissionDenied
    return module


def _cases(module: ModulePage) -> list[Case]:
    """Compared with the newest adopted edition, which may not be in force yet."""
    edition = Edition.objects.newest_adopted()
    goals = LearningGoal.objects.filter(module=module).order_by("sort_order")
    states = links.states([module], on=timezone.localdate(), edition=edition)
    return side_by_side.cases(goals, states)


def _form(criterion: Criterion, typed: Any = None) -> ReviewForm:
    return ReviewForm(typed, auto_id=f"c{criterion.pk}-%s")


def _next(module: ModulePage) -> HttpResponse:
    """On to what is left; back to the editor after the last one."""
    if any(case.state.waits for case in _cases(module)):
        return redirect("module_reviews", module.pk)
    return redirect("wagtailadmin_pages:edit", module.pk)


def _page(
    request: HttpRequest,
    module: ModulePage,
    cases: list[Case],
    refused: dict[int, ReviewForm] | None = None,
) -> HttpResponse:
    forms = refused or {}
    shown = [
        {
            "case": case,
            "forms": [
                {"criterion": one, "form": forms.get(one.pk) or _form(one)}
                for one in case.confirmable
            ],
        }
        for case in cases
    ]
    context = {
        "page": module,
        "edition": Edition.objects.newest_adopted(),
        "cases": shown,
        "is_handed_in": module.workflow_in_progress,
        "page_title": _("Review"),
        "page_subtitle": module.title,
        "header_icon": "check",
    }
    return render(request, "curriculum/admin/review.html", context)
