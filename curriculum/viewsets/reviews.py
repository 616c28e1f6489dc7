"""Confirming that a module still serves a criterion whose wording changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curriculum.domain import links, reading
from curriculum.forms import ReviewForm
from curriculum.models import Criterion, Edition, ModulePage


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, page: int, criterion: int) -> HttpResponse:
    """Both wordings and one question: why does the module still serve it?"""
    module = get_object_or_404(ModulePage, pk=page)
    by = request.user
    if not by.is_authenticated or not links.may_confirm(module, by):
        raise PermissionDenied
    awaited = get_object_or_404(
        Criterion.objects.select_related("standard__edition"),
        pk=criterion,
        standard__edition__state=Edition.State.ADOPTED,
    )
    states = links.states(
        [module], on=timezone.localdate(), edition=Edition.objects.newest_adopted()
    )
    waiting = [state for state in states.values() if state.waits and state.awaits == awaited]
    if not waiting and request.method == "GET":
        raise Http404
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            links.confirm(
                module=module,
                criterion=awaited,
                reason=form.cleaned_data["reason"],
                by=by,
                now=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Confirmed. The link is current again."))
            return redirect("wagtailadmin_pages:edit", module.pk)
    context = {
        "page": module,
        "criterion": awaited,
        "changes": list(reading.changes_of(waiting).values()),
        "form": form,
        "page_title": _("Review"),
        "page_subtitle": module.title,
        "header_icon": "check",
    }
    return render(request, "curriculum/admin/review.html", context)
