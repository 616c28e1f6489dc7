"""How far the reviews are, for everybody who may read the standards in the admin."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.permissions import policy_registry

from curriculum.domain import progress
from curriculum.domain.progress import Progress, Stage
from curriculum.models import Edition, ModulePage
from curriculum.spreadsheets import address_of_export, spreadsheet

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from home.models import User

WAITING = "waiting"


class StageForm(forms.Form):
    stage = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[
            ("", gettext_lazy("all modules")),
            (WAITING, gettext_lazy("whatever waits")),
            *Stage.choices,
        ],
        required=False,
    )


def seen_by(user: "User") -> "QuerySet[ModulePage]":
    """Shared modules, and those in sections where the user works. No other carrier's modules."""
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    return ModulePage.objects.filter(
        Q(pk__in=ModulePage.objects.shared().values("pk")) | Q(pk__in=explorable.values("pk"))
    )


def of(edition: Edition, user: "User") -> Progress:
    return progress.of(edition, timezone.localdate(), modules=seen_by(user))


def sees_names(user: "User") -> bool:
    """Who looks after the standards sees who is responsible; everybody else sees numbers."""
    return user.has_perm("curriculum.add_linkreview")


def summary(edition: Edition, user: "User") -> Progress | None:
    """For the record of the edition that opened the reviews; older ones are counted in it."""
    return of(edition, user) if edition == Edition.objects.newest_adopted() else None


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Numbers and modules of the newest adopted edition; `?export=csv` takes the modules along."""
    user = request.user
    if not user.is_authenticated or not user.has_perm("curriculum.view_edition"):
        raise PermissionDenied
    edition = Edition.objects.newest_adopted()
    form = StageForm(request.GET)
    stage = form.cleaned_data["stage"] if form.is_valid() else ""
    found = of(edition, user) if edition else None
    wanted = progress.WAITING if stage == WAITING else tuple(s for s in Stage if stage in ("", s))
    rows = [row for row in found.modules if row.stage in wanted] if found else []
    if edition and found and request.GET.get("export") == "csv":
        lines = progress.lines(found, rows, names=sees_names(user))
        return spreadsheet(f"pruefungen-{edition.key}", lines)
    context: dict[str, Any] = {
        "edition": edition,
        "progress": found,
        "rows": [(row, row.days(found.on)) for row in rows] if found else [],
        "form": form,
        "names": sees_names(user),
        "stages": Stage,
        "export": address_of_export(request),
        "page_title": _("Progress of the reviews"),
        "page_subtitle": edition.key if edition else "",
        "header_icon": "tasks",
    }
    return render(request, "curriculum/admin/progress.html", context)
