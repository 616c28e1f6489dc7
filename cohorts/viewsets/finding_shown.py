"""How findings stand on other screens: what became of them, where they lead, where one adds one."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cohorts.domain import findings
from cohorts.domain.findings import Standing
from cohorts.models import Cohort, Finding, MeetingPage
from cohorts.models.rights import Action
from curriculum.domain import workbench
from curriculum.models import Criterion

if TYPE_CHECKING:
    from home.models import User

STANDINGS = {
    Standing.NOTED: _("noted"),
    Standing.OPEN: _("still open"),
    Standing.OVERDUE: _("overdue"),
    Standing.KEPT: _("done"),
    Standing.TAKEN: _("taken into a draft"),
    Standing.DECLINED: _("not taken up"),
}


def in_words(finding: Finding, on: date) -> str:
    """What became of it. What was taken into a draft that was adopted since stands in force."""
    state = findings.standing(finding, on=on)
    if finding.taken_into is not None:
        edition = finding.taken_into.standard.edition
        names = {"key": finding.taken_into.key, "edition": edition.key}
        if edition.is_adopted:
            return gettext("taken into %(key)s, edition %(edition)s") % names
        return gettext("taken into %(key)s, draft %(edition)s") % names
    return str(STANDINGS[state])


def listed(cohort: Cohort, user: "User") -> dict[str, Any]:
    """For the record of a cohort: its findings, and where the next one is written down."""
    on = timezone.localdate()
    rows = Finding.objects.visible_to(user, on).filter(cohort=cohort)
    shown = rows.select_related("taken_into__standard__edition").order_by("at", "pk")
    may_add = Cohort.objects.permitted(Action.ADD, user, on, to="Finding").filter(pk=cohort.pk)
    return {
        "findings": [(finding, in_words(finding, on)) for finding in shown],
        "add_finding_url": may_add.exists() and f"{reverse('finding:add')}?cohort={cohort.pk}",
    }


def address_of(criterion: Criterion, user: "User") -> str:
    """On the public page once it is adopted; before, on the workbench, for whoever opens that."""
    edition = criterion.standard.edition
    if edition.is_adopted:
        page = reverse("curriculum:standard", args=[edition.key, criterion.standard.key])
        return f"{page}#{criterion.key}"
    if not user.has_perm("curriculum.change_criterion"):
        return ""
    row = workbench.spread_out(edition).address_of(criterion=criterion.pk)
    return reverse("edition_workbench", args=[edition.pk]) + row


def add_button(page: Page, user: "User", view_name: str) -> list[Button]:
    """Above the page of a meeting, for those who write down what came out of it."""
    if view_name != "edit" or not isinstance(page, MeetingPage) or page.cohort_id is None:
        return []
    may = Cohort.objects.permitted(Action.ADD, user, to="Finding").filter(pk=page.cohort_id)
    if not may.exists():
        return []
    url = f"{reverse('finding:add')}?cohort={page.cohort_id}"
    return [Button(gettext("Write down a finding"), url, icon_name="plus", priority=5)]
