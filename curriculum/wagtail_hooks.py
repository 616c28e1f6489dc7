"""Hangs the curriculum app on Wagtail: log, menus, viewsets. Registration only."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, label, message in [
        ("curriculum.adopt", _("Adopt"), _("Adopted")),
        ("curriculum.confirm", _("Confirm"), _("Confirmed that it still serves the criterion")),
    ]:
        actions.register_action(action, label, message)
