"""Hangs the house on Wagtail: the first screen, the menus, the look. Registration only."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.log_actions import LogActionRegistry

from cohorts.models import LogEntry
from home import dashboard
from home.models import User

# What Wagtail offers and nobody here needs. Whoever types the address still meets its own checks.
HIDDEN = {
    "main": {"images", "snippets"},
    "reports": {"page-types-usage", "aging-pages"},
    "settings": {"users", "groups", "sites", "locales", "redirects", "workflow-tasks", "workflows"},
}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """What is done to accounts goes into our log, which names them by number."""
    actions.register_model(User, LogEntry)


@hooks.register("construct_homepage_panels")
def construct_homepage_panels(request: HttpRequest, panels: list[Component]) -> None:
    """What waits comes first; of Wagtail's own panels those about approval stay."""
    kept = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    panels[:] = [*dashboard.panels(request), *(p for p in panels if isinstance(p, kept))]


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
