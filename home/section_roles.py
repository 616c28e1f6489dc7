"""Who may do what in a carrier's section of the tree: its trainers write, its coordinators approve.

Two groups per section, with rights on that section only. Rights on pages grow downwards and hold
nowhere else, so nobody reaches the section of another carrier; the competence centre, which holds
the whole tree, reads all sections and can help out. Whoever publishes in the own section is its
coordinator: that is the approval. Deputies are members for a time, like everybody else.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.permissions import policy_registry

from cohorts.models import CarrierSection, Membership, SectionApproval, SectionIndexPage
from home.grants import grant_pages, permissions
from home.models import User

PREFIX = "Träger "
NAMES = {Membership.Role.COORDINATOR: "Koordination", Membership.Role.TRAINER: "Trainer*innen"}
PAGES = {
    Membership.Role.COORDINATOR: ("add", "change", "publish", "lock", "unlock"),
    Membership.Role.TRAINER: ("add", "change"),
}
DOCUMENTS = ("add", "change", "choose")
WORKFLOW = "Trainer*in → Koordination des Trägers"
APPROVAL = "Freigabe durch die Koordination des Trägers"


def group_name(carrier: int, role: str) -> str:
    """By number: names of carriers change."""
    return f"{PREFIX}{carrier}: {NAMES[Membership.Role(role)]}"


def of(user: User, on: date) -> set[str]:
    """The groups of sections that the memberships of that day give."""
    held = Membership.objects.current(on).filter(user=user, carrier__sections__isnull=False)
    return {group_name(carrier, role) for carrier, role in held.values_list("carrier", "role")}


def apply_all() -> None:
    for section in CarrierSection.objects.select_related("carrier"):
        apply(section)


@transaction.atomic
def apply(section: CarrierSection) -> None:
    """Write the rights on one section; what is there already is left as it is."""
    groups = {
        role: Group.objects.get_or_create(name=group_name(section.carrier_id, role))[0]
        for role in NAMES
    }
    for role, group in groups.items():
        grant_pages(group, section, PAGES[role])
    apply_to_documents(section, groups)
    apply_workflow()


def apply_to_documents(section: CarrierSection, groups: dict[Membership.Role, Group]) -> None:
    """What a carrier uploads stays in a collection of its own."""
    root = Collection.get_first_root_node()
    if not root:
        return
    allowed = permissions(Document, DOCUMENTS)
    granted = GroupCollectionPermission.objects.filter(group__in=groups.values()).first()
    collection = (
        granted.collection
        if granted
        else root.add_child(instance=Collection(name=section.carrier.name))
    )
    if collection.name != section.carrier.name:
        collection.name = section.carrier.name
        collection.save()
    for group in groups.values():
        for permission in allowed:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )


def apply_workflow() -> None:
    """One way for all sections, on the page above them; the shelf of shared modules has another."""
    task, _created = SectionApproval.objects.get_or_create(name=APPROVAL)
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for page in SectionIndexPage.objects.all():
        WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": workflow})


# --- What is hidden ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hidden:
    """The sections that a user has no right on. What stands in them does not exist for the user."""

    paths: tuple[str, ...]

    def holds(self, path: str) -> bool:
        return path.startswith(self.paths) if self.paths else False


def hidden_from(user: User) -> Hidden:
    """One query, and one for the user's rights on pages, which Wagtail keeps for the request."""
    policy = policy_registry.get_by_type(Page)
    if user.is_superuser:
        return Hidden(())
    own = tuple(granted.page.path for granted in policy.get_cached_permissions_for_user(user))
    sections = CarrierSection.objects.values_list("path", flat=True)
    return Hidden(tuple(path for path in sections if not path.startswith(own)))
