"""Hangs the cohorts app on Wagtail: log, menus, viewsets. Registration only."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import LogActionRegistry

from cohorts.domain import scope
from cohorts.models import LogEntry
from cohorts.viewsets import VIEWSETS

scope.register_policies()  # first of all: a policy that comes too late is refused


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for model in apps.get_app_config("cohorts").get_models():
        if model is not LogEntry:
            actions.register_model(model, LogEntry)
    for action, label, message in [
        ("cohorts.plan", _("Plan"), _("Planned")),
        ("cohorts.change", _("Change"), _("Changed")),
        ("cohorts.publish", _("Publish"), _("Published")),
        ("cohorts.cancel", _("Cancel"), _("Cancelled")),
        ("cohorts.reinstate", _("Reinstate"), _("Takes place after all")),
        ("cohorts.end", _("Close cohort"), _("Cohort closed")),
        ("cohorts.renew_link", _("Renew calendar link"), _("Calendar link renewed")),
        ("cohorts.capacity", _("Change seats"), _("Number of seats changed")),
        ("cohorts.appoint", _("Appoint staff"), _("Staff appointed")),
        ("cohorts.end_membership", _("End membership"), _("Membership ended")),
        ("cohorts.end_sign_ins", _("Sign out everywhere"), _("Signed out everywhere")),
        ("cohorts.reset_second_factor", _("Reset second factor"), _("Second factor reset")),
        ("cohorts.person", _("Add person"), _("Person added")),
        ("cohorts.sign_up", _("Sign up"), _("Signed up")),
        ("cohorts.approve", _("Approve"), _("Approved")),
        ("cohorts.offer", _("Offer a seat"), _("Seat offered")),
        ("cohorts.accept", _("Accept"), _("Offer accepted")),
        ("cohorts.decline", _("Decline"), _("Declined")),
        ("cohorts.expire", _("Expire"), _("Offer expired")),
        ("cohorts.sign_off", _("Sign off"), _("Signed off")),
        ("cohorts.drop_out", _("Drop out"), _("Dropped out")),
        ("cohorts.admit", _("Admit beyond capacity"), _("Admitted beyond capacity")),
        ("cohorts.attendance", _("Mark attendance"), _("Attendance marked")),
        ("cohorts.close", _("Close attendance"), _("Attendance closed")),
        ("cohorts.correct", _("Correct attendance"), _("Attendance corrected")),
    ]:
        actions.register_action(action, label, message)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ModelViewSet]:
    return [viewset() for viewset in VIEWSETS]
