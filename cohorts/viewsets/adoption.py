"""Adopting an edition of the standards: for the competence centre, with all that still lacks."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cohorts.domain import adoption
from cohorts.models import Remark
from curriculum.domain import workbench
from curriculum.models import Edition


class AdoptionForm(forms.Form):
    adopted_on = forms.DateField(
        label=gettext_lazy("Day of adoption"), widget=forms.DateInput(attrs={"type": "date"})
    )
    in_force_from = forms.DateField(
        label=gettext_lazy("In force from"), widget=forms.DateInput(attrs={"type": "date"})
    )
    minute_reference = forms.CharField(
        label=gettext_lazy("Record of the decision"),
        max_length=200,
        help_text=gettext_lazy("Where the decision is minuted."),
    )
    approver = forms.CharField(
        label=gettext_lazy("Approved by"),
        max_length=200,
        help_text=gettext_lazy("The body that decided. Everybody reads it beside the edition."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Dates and minutes; then the edition never changes again."""
    if not request.user.has_perm("curriculum.change_edition"):
        raise PermissionDenied
    edition = get_object_or_404(Edition.objects.select_related("predecessor"), pk=pk)
    if edition.is_adopted:
        messages.info(request, _("This edition has already been adopted."))
        return redirect("edition:inspect", edition.pk)
    form = AdoptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            adoption.adopt(
                edition=edition, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except ValidationError as error:
            _show(form, error)
        else:
            messages.success(
                request, _("Edition %(edition)s has been adopted.") % {"edition": edition}
            )
            return redirect("edition:inspect", edition.pk)
    context = {
        "edition": edition,
        "form": form,
        "missing": workbench.spread_out(edition).missing,
        "unanswered": edition.remarks.filter(state=Remark.State.OPEN).count(),
        "workbench": reverse("edition_workbench", args=[edition.pk]),
        "page_title": _("Adopt"),
        "page_subtitle": edition.key,
        "header_icon": "lock",
    }
    return render(request, "cohorts/admin/adopt.html", context)


def _show(form: AdoptionForm, error: ValidationError) -> None:
    """What concerns a date stands at it; what the text lacks stands in the list above."""
    for one in error.error_list:
        if one.code in form.fields:
            form.add_error(one.code, one)
        else:
            form.add_error(None, one)
