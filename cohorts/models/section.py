"""A carrier's own section of the page tree, where its trainers write local modules."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import CharField
from django.db.models.functions import Cast, Length, Substr
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from cohorts.models.carrier import Carrier
from curriculum.models.module_rights import ShelfRights

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.utils.functional import Promise

    from home.models import User


class SectionIndexPage(Page):
    """All carriers' sections, at /vor-ort/."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    template = "cohorts/section_index.html"
    subpage_types = ["cohorts.CarrierSection"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of local sections")

    def permissions_for_user(self, user: "User | AnonymousUser") -> ShelfRights:
        return ShelfRights(user, self)


class CarrierSection(Page):
    """Local modules of one carrier: its trainers write, its coordinator approves.

    It stands beside the shared modules and not below them, because Wagtail's rights grow downwards.
    """

    carrier = models.ForeignKey(
        Carrier, on_delete=models.PROTECT, related_name="sections", verbose_name=_("carrier")
    )
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    template = "cohorts/section.html"
    parent_page_types = ["cohorts.SectionIndexPage"]
    subpage_types = ["curriculum.ModulePage"]

    class Meta:
        verbose_name = _("section of a carrier")
        verbose_name_plural = _("sections of carriers")

    def permissions_for_user(self, user: "User | AnonymousUser") -> ShelfRights:
        return ShelfRights(user, self)


class SectionApproval(Task):
    """Approval of what a carrier's trainers write, by whoever may publish there: its coordinators.

    One task for the sections of all carriers. The competence centre may publish there too, and so
    help out, but is not asked.
    """

    class Meta:
        verbose_name = _("approval in a section")
        verbose_name_plural = _("approvals in sections")

    def may_approve(self, page: Page, user: "User") -> bool:
        return bool(page.permissions_for_user(user).can_publish())

    def user_can_access_editor(self, page: Page, user: "User") -> bool:
        return self.may_approve(page, user)

    def locked_for_user(self, page: Page, user: "User") -> bool:
        """What waits for approval stays as it was handed in, except for those who approve."""
        return not self.may_approve(page, user)

    def user_can_lock(self, page: Page, user: "User") -> bool:
        return self.may_approve(page, user)

    def user_can_unlock(self, page: Page, user: "User") -> bool:
        return False

    def get_actions(self, page: Page, user: "User") -> "list[tuple[str, Promise, bool]]":
        if not self.may_approve(page, user):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    def on_action(
        self, task_state: TaskState, user: "User", action_name: str, **kwargs: Any
    ) -> object:
        """Wagtail has asked about the page in the address, which need not be the one that waits."""
        if not self.may_approve(task_state.workflow_state.content_object, user):
            raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(
        self, user: "User", **kwargs: Any
    ) -> "models.QuerySet[TaskState]":
        """What waits in the sections of the carriers that the user coordinates today."""
        sections = CarrierSection.objects.filter(carrier__in=Carrier.objects.coordinated_by(user))
        modules = Page.objects.annotate(
            section_path=Substr("path", 1, Length("path") - Page.steplen)
        ).filter(section_path__in=sections.values("path"))
        return TaskState.objects.filter(
            task_id=self.pk,
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__object_id__in=modules.values_list(
                Cast("pk", output_field=CharField()), flat=True
            ),
        )

    @classmethod
    def get_description(cls) -> "Promise":
        return _("Coordinators approve what stands in the section of their carrier")
