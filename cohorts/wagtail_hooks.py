"""Hangs the cohorts app on Wagtail: log, menus, viewsets. Registration only."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import apps
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from cohorts import reports
from cohorts.domain import scope
from cohorts.models import LogEntry
from cohorts.viewsets import (
    VIEWSETS,
    adoption,
    consultation,
    decisions,
    finding_shown,
    local_modules,
)
from cohorts.viewsets.scoped import CARRIERS_MENU

if TYPE_CHECKING:
    from home.models import User

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
        ("cohorts.newer", _("Take newer wording"), _("Newer wording taken")),
        ("cohorts.discard", _("Throw away"), _("Draft thrown away")),
        ("cohorts.cancel", pgettext_lazy("course or session", "Cancel"), _("Cancelled")),
        ("cohorts.reinstate", _("Reinstate"), _("Takes place after all")),
        ("cohorts.end", _("Close cohort"), _("Cohort closed")),
        ("cohorts.renew_link", _("Renew calendar link"), _("Calendar link renewed")),
        ("cohorts.capacity", _("Change seats"), _("Number of seats changed")),
        ("cohorts.appoint", _("Appoint staff"), _("Staff appointed")),
        ("cohorts.invite", _("Invite"), _("Invited")),
        ("cohorts.invite_again", _("Invite again"), _("Invited again")),
        ("cohorts.accept_invitation", _("Accept invitation"), _("Invitation accepted")),
        ("cohorts.decline_invitation", _("Decline invitation"), _("Invitation declined")),
        ("cohorts.withdraw_invitation", _("Withdraw invitation"), _("Invitation withdrawn")),
        ("cohorts.end_membership", _("End membership"), _("Membership ended")),
        ("cohorts.end_sign_ins", _("Sign out everywhere"), _("Signed out everywhere")),
        ("cohorts.reset_second_factor", _("Reset second factor"), _("Second factor reset")),
        ("cohorts.person", _("Add person"), _("Person added")),
        ("cohorts.consent", _("Record consent"), _("Consent recorded")),
        ("cohorts.withdraw_consent", _("Withdraw consent"), _("Consent withdrawn")),
        ("cohorts.claim", _("Recognise as own"), _("Recognised as own")),
        ("cohorts.join", _("Join entries"), _("Entries joined")),
        ("cohorts.personal_link", _("Renew personal link"), _("Personal link renewed")),
        ("cohorts.absence", _("Tell absence"), _("Absence told")),
        ("cohorts.confirm_name", _("Confirm name"), _("Spelling of the name confirmed")),
        ("cohorts.erase", _("Delete personal data"), _("Personal data deleted")),
        ("cohorts.restrict", _("Restrict personal data"), _("Personal data restricted")),
        ("cohorts.retain", _("Keep personal data"), _("Personal data must be kept")),
        ("cohorts.sign_up", _("Sign up"), _("Signed up")),
        ("cohorts.feedback", _("Give feedback"), _("Feedback given")),
        ("cohorts.approve", _("Approve"), _("Approved")),
        ("cohorts.offer", _("Offer a seat"), _("Seat offered")),
        ("cohorts.accept", _("Accept"), _("Offer accepted")),
        ("cohorts.decline", _("Decline"), _("Declined")),
        ("cohorts.expire", _("Expire"), _("Offer expired")),
        ("cohorts.sign_off", _("Sign off"), _("Signed off")),
        ("cohorts.drop_out", _("Drop out"), _("Dropped out")),
        ("cohorts.admit", _("Admit beyond capacity"), _("Admitted beyond capacity")),
        ("cohorts.attendance", _("Mark attendance"), _("Attendance marked")),
        ("cohorts.substitute", _("Arrange a substitute"), _("Substitute arranged")),
        ("cohorts.withdraw_substitute", _("Withdraw a substitute"), _("Substitute withdrawn")),
        ("cohorts.close", _("Close attendance"), _("Attendance closed")),
        ("cohorts.correct", _("Correct attendance"), _("Attendance corrected")),
        ("cohorts.decide", _("Decide what a course needs"), _("Decided what the course needs")),
        ("cohorts.carry_out", _("Carry out a decision"), _("Decision carried out")),
        ("cohorts.open_section", _("Open section"), _("Own section opened")),
        ("cohorts.open_consultation", _("Open consultation"), _("Consultation opened")),
        ("cohorts.remark", _("Leave a remark"), _("Remark left")),
        ("cohorts.answer_remark", _("Answer remark"), _("Remark answered")),
        ("cohorts.change_answer", _("Change answer"), _("Answer to a remark changed")),
        ("cohorts.close_remark", _("Close remark"), _("Remark closed")),
        ("cohorts.finding", _("Write down finding"), _("Finding written down")),
        ("cohorts.note", _("Add note"), _("Note added")),
        ("cohorts.keep", _("Keep agreement"), _("Agreement kept")),
        ("cohorts.take_into", _("Take into draft"), _("Taken into a draft")),
        ("cohorts.decline_finding", _("Decline proposal"), _("Proposal declined")),
    ]:
        actions.register_action(action, label, message)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ModelViewSet]:
    return [viewset() for viewset in (*VIEWSETS, local_modules.LocalModulePageViewSet)]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("modules/own/", local_modules.local_modules, name="local_modules"),
        path("modules/<int:page>/adapt/", local_modules.adapt, name="module_adapt"),
        path("standards/<int:pk>/decisions/", decisions.show, name="edition_decisions"),
        path("standards/<int:pk>/adopt/", adoption.adopt, name="edition_adopt"),
        path("standards/<int:pk>/consultation/", consultation.show, name="edition_consultation"),
    ]


@hooks.register("register_admin_menu_item")
def register_own_modules() -> MenuItem:
    return local_modules.OwnModulesItem(
        _("Own modules"), reverse_lazy("local_modules"), icon_name="doc-full-inverse", order=130
    )


@hooks.register("register_admin_menu_item")
def register_carriers() -> MenuItem:
    """Who does it, and where: one entry, because it is needed seldom."""
    below = Menu(register_hook_name=CARRIERS_MENU)
    return SubmenuMenuItem(_("Carriers"), below, name="carriers", icon_name="group", order=260)


@hooks.register("register_page_header_buttons")
def register_page_header_buttons(
    page: Page, user: "User", view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    yield from local_modules.adapt_button(page, user, view_name)
    yield from finding_shown.add_button(page, user, view_name)


hooks.register("construct_responsible_trainers", local_modules.responsible_trainers)


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    return [
        path("reports/rights/", reports.who_sees_what, name="who_sees_what"),
        path("reports/impact/", reports.impact, name="impact"),
    ]


@hooks.register("register_reports_menu_item")
def register_who_sees_what() -> MenuItem:
    return reports.menu_item


@hooks.register("register_reports_menu_item")
def register_impact() -> MenuItem:
    return reports.impact_item
