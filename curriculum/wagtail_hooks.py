"""Hangs the curriculum app on Wagtail: log, menus, viewsets. Registration only."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from curriculum.viewsets import reviews


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path(
            "modules/<int:module>/review/<int:criterion>/",
            reviews.confirm,
            name="curriculum_confirm",
        )
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, label, message in [
        ("curriculum.adopt", _("Adopt"), _("Adopted")),
        ("curriculum.confirm", _("Confirm"), _("Confirmed that it still serves the criterion")),
    ]:
        actions.register_action(action, label, message)
