"""A carrier's own modules in the admin: the list of them, and adapting a shared one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, WorkflowState

from cohorts.domain import sections
from cohorts.forms import AdaptForm
from cohorts.models import Carrier, CarrierSection
from curriculum.domain import originals
from curriculum.models import ModuleIndexPage, ModulePage
from curriculum.viewsets.module import ModulePageViewSet

if TYPE_CHECKING:
    from home.models import User


class LocalModulePageViewSet(ModulePageViewSet):
    """The same screens for every module; sections are listed like the shelf."""

    parent_models = (ModuleIndexPage, CarrierSection)


@dataclass(frozen=True, slots=True)
class OwnModule:
    module: ModulePage
    has_changed: bool
    waits: bool  # for approval


def shared_modules() -> "QuerySet[ModulePage]":
    """What can be adapted: German pages, because local modules are written in German."""
    return (
        ModulePage.objects.live()
        .shared()
        .filter(locale__language_code=settings.LANGUAGE_CODE)
        .order_by("number", "title")
    )


@require_safe
def local_modules(request: HttpRequest) -> HttpResponse:
    """The own sections with their modules, and the shared ones to start from: constant queries."""
    mine = list(sections.open_to(request.user))
    if not mine:
        raise PermissionDenied
    carriers = Carrier.objects.filter(pk__in=[section.carrier_id for section in mine])
    modules = sections.local_to(carriers).select_related("responsible", "based_on")
    changed = set(modules.changed_originals().values_list("pk", flat=True))
    listed = list(modules.order_by("number", "title"))
    handed_in = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(module.pk) for module in listed],
    )
    waiting = {int(pk) for pk in handed_in.values_list("object_id", flat=True)}
    below: dict[str, list[OwnModule]] = {}
    for module in listed:
        own = OwnModule(module, module.pk in changed, module.pk in waiting)
        below.setdefault(module.path[: -Page.steplen], []).append(own)
    context = {
        "sections": [(section, below.get(section.path, [])) for section in mine],
        "shared": shared_modules(),
        "page_title": _("Own modules"),
        "header_title": _("Own modules"),
        "header_icon": "doc-full",
    }
    return render(request, "cohorts/admin/local_modules.html", context)


@require_http_methods(["GET", "POST"])
def adapt(request: HttpRequest, page: int) -> HttpResponse:
    """Asks for which carrier, where there are several, and makes the draft."""
    by = cast("User", request.user)
    mine = sections.open_to(by)
    if not mine:
        raise PermissionDenied
    module = get_object_or_404(shared_modules(), pk=page)
    form = AdaptForm(request.POST or None, sections=mine)
    if request.method == "POST" and form.is_valid():
        section = form.cleaned_data["section"]
        if not section.permissions_for_user(by).can_add_subpage():
            raise PermissionDenied
        try:
            draft = originals.adapt(module=module, parent=section, by=by, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("This is now your own draft. The original stays."))
            return redirect("wagtailadmin_pages:edit", draft.pk)
    context = {
        "module": module,
        "form": form,
        "page_title": _("Adapt for my carrier"),
        "header_title": _("Adapt for my carrier"),
        "page_subtitle": module.title,
        "header_icon": "copy",
    }
    return render(request, "cohorts/admin/adapt.html", context)


class OwnModulesItem(MenuItem):
    """Only for people whose carrier has a section."""

    def is_shown(self, request: HttpRequest) -> bool:
        return sections.open_to(request.user).exists()


def adapt_button(page: Page, user: "User", view_name: str) -> list[Button]:
    """Above a shared module, for people whose carrier has a section."""
    if view_name != "edit" or not isinstance(page, ModulePage) or not page.live:
        return []
    if not shared_modules().filter(pk=page.pk).exists() or not sections.open_to(user).exists():
        return []
    url = reverse("module_adapt", args=[page.pk])
    return [Button(_("Adapt for my carrier"), url, icon_name="copy", priority=5)]


def responsible_trainers(
    choices: "QuerySet[User]", parent: Page, user: "User", **kwargs: Any
) -> "QuerySet[User]":
    """For a local module the trainers of its carrier, for a shared one those of all carriers."""
    return choices | sections.trainers_at(parent)
