"""Reports of the curriculum in the admin: which module serves which criterion."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem

from curriculum.domain import coverage as domain
from curriculum.models import Edition, ProgrammePage
from curriculum.spreadsheets import address_of_export, spreadsheet


class CoverageForm(forms.Form):
    """Which edition, and of which programme the modules; without one, all shared modules."""

    edition = forms.ModelChoiceField(
        Edition.objects.adopted(),
        label=gettext_lazy("Edition"),
        to_field_name="key",
        required=False,
    )
    programme = forms.ModelChoiceField(
        ProgrammePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE),
        label=gettext_lazy("Programme"),
        empty_label=gettext_lazy("all modules"),
        required=False,
    )


@require_admin_access
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Criteria × modules, as a table to read, to print, or to take along (`?export=csv`)."""
    form = CoverageForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    edition = chosen.get("edition") or Edition.objects.in_force(timezone.localdate())
    matrix = None
    if edition is not None:
        form = CoverageForm({**request.GET.dict(), "edition": edition.key})
        matrix = domain.matrix(edition=edition, programme=chosen.get("programme"))
    if matrix is not None and request.GET.get("export") == "csv":
        return spreadsheet(f"abdeckung-{matrix.edition.key}", matrix.table)
    context = {
        "form": form,
        "matrix": matrix,
        "export": address_of_export(request),
        "page_title": _("Coverage"),
        "header_icon": "table",
    }
    return render(request, "curriculum/admin/coverage.html", context)


coverage_item = MenuItem(
    gettext_lazy("Coverage"), reverse_lazy("coverage"), icon_name="table", order=40
)
