"""Hangs the house on Wagtail: the first screen, the menus, the look. Registration only."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.query import PageQuerySet

from cohorts.domain.scope import ScopedPolicy
from cohorts.models import LogEntry
from home import films, reports, section_roles, viewsets
from home.first_screen.panels import panels_of
from home.models import BarrierReport, User

reports.limit()
register_permission_policy(BarrierReport, ScopedPolicy(BarrierReport))

# What Wagtail offers and nobody here needs. Whoever types the address still meets its own checks.
HIDDEN = {
    "main": {"images", "snippets"},
    "reports": {"page-types-usage", "aging-pages", "workflow-tasks"},
    "settings": {"users", "groups", "sites", "locales", "redirects", "workflow-tasks", "workflows"},
}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """What is done to accounts and reports goes into our log, which names them by number."""
    actions.register_model(User, LogEntry)
    actions.register_model(BarrierReport, LogEntry)
    actions.register_action("home.report_barrier", _("Report a barrier"), _("Barrier reported"))
    actions.register_action("home.settle_barrier", _("Settle a barrier"), _("Barrier settled"))


@hooks.register("construct_admin_api")
def construct_admin_api(api: WagtailAPIRouter) -> None:
    api.register_endpoint("pages", viewsets.PagesToRead)


@hooks.register("register_admin_viewset")
def register_barriers() -> viewsets.BarrierReportViewSet:
    return viewsets.BarrierReportViewSet()


# After Wagtail has asked whether this reader may have the file at all.
hooks.register("before_serve_document", films.piece, order=10)


@hooks.register("construct_homepage_panels")
def construct_homepage_panels(request: HttpRequest, panels: list[Component]) -> None:
    """What waits comes first; of Wagtail's own panels those about approval stay."""
    kept = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    panels[:] = [*panels_of(request), *(p for p in panels if isinstance(p, kept))]


@hooks.register("construct_homepage_summary_items")
def construct_homepage_summary_items(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.clear()


@hooks.register("construct_main_menu")
def construct_main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN["main"]]


@hooks.register("construct_reports_menu")
def construct_reports_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN["reports"]]


@hooks.register("construct_settings_menu")
def construct_settings_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in HIDDEN["settings"]]


@hooks.register("construct_help_menu")
def construct_help_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """No link to foreign sites from here."""
    items[:] = [item for item in items if item.url.startswith("#")]


@hooks.register("insert_global_admin_css")
def insert_global_admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


hooks.register("construct_wagtail_userbar", viewsets.put_checker_in)


@hooks.register("construct_page_chooser_queryset")
def construct_page_chooser_queryset(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """To link to: what is public, and the drafts that one may see. No other carrier's section."""
    user = cast("User", request.user)
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    pages = pages.filter(Q(live=True) | Q(pk__in=explorable.values("pk")))
    for path in section_roles.hidden_from(user).paths:
        pages = pages.exclude(path__startswith=path)
    return pages


@hooks.register("before_bulk_action")
def before_bulk_action(
    request: HttpRequest, action_type: str, objects: list[object], action: object
) -> None:
    """Bulk deletion asks the plain page; what a module or a shelf says about it is asked here."""
    if action_type != "delete":
        return
    pages = Page.objects.filter(pk__in=[page.pk for page in objects if isinstance(page, Page)])
    for page in pages.specific():
        if not page.permissions_for_user(request.user).can_delete():
            raise PermissionDenied
