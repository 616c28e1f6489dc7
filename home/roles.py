"""Who opens which screens at all: the table of rights, read role by role.

Which rows it holds for is said by the models, on every screen anew.

Memberships are the truth. `apply()` writes the table into Django's groups after every migration;
`sync()` puts a person into the groups of the memberships that hold today, before each request to
the admin. Trainees have no role here and never see the admin.
"""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.db.models import Q
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cohorts.domain.scope import SCOPED
from cohorts.models import Membership, rights
from cohorts.models.rights import Relation
from curriculum.models import Criterion, Edition, LinkReview, MethodCard, ModuleIndexPage
from home import section_roles
from home.grants import grant_pages, permissions
from home.models import BarrierReport, User

# The names are shown in the admin: beside a workflow, in the history.
CENTRE = "Kompetenzzentrum"
COORDINATOR = "Koordination"
TRAINER = "Trainer*innen"

ALL = ("add", "change", "view")
KEEP = ("change", "view")
READ = ("view",)

# A role opens the screens of every record with which one of its relations allows anything.
RELATIONS = {
    CENTRE: (Relation.CENTRE,),
    COORDINATOR: (
        Relation.COORDINATOR,
        Relation.ORGANISER,
        Relation.CARRIER,
        Relation.SENDER,
        Relation.KEEPER,
    ),
    TRAINER: (Relation.TRAINER,),
}


def screens_of(model: type[models.Model], relations: tuple[Relation, ...]) -> tuple[str, ...]:
    """What the relations allow with some row of this model, as Django names it."""
    granted = rights.granted(model.__name__, *relations)
    return tuple(action for action in ALL if action in granted)


BEYOND: dict[str, dict[type[models.Model], tuple[str, ...]]] = {
    CENTRE: {
        Edition: KEEP,
        Criterion: KEEP,
        LinkReview: ALL,
        MethodCard: ALL,
        BarrierReport: KEEP,
    },
    COORDINATOR: {Edition: READ, MethodCard: READ},
    TRAINER: {Edition: READ, MethodCard: ALL},
}
RECORDS: dict[str, dict[type[models.Model], tuple[str, ...]]] = {
    role: {model: screens for model in SCOPED if (screens := screens_of(model, relations))}
    | BEYOND[role]
    for role, relations in RELATIONS.items()
}
# The centre holds the whole tree; trainers write modules, which the centre approves. What a carrier
# has for itself, its section of the tree, stands in `section_roles`.
PAGES = {
    CENTRE: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
    TRAINER: ("add", "change"),
}
# The centre in all collections, trainers in the one that all of them share.
DOCUMENTS = {CENTRE: ("add", "change", "choose"), TRAINER: ("add", "choose")}
SHARED_DOCUMENTS = "Für alle Trainer*innen"

WORKFLOW = "Trainer*in → Kompetenzzentrum"
APPROVAL = "Freigabe durch das Kompetenzzentrum"
STOCK_GROUPS = ("Editors", "Moderators")
STOCK_WORKFLOW = "Moderators approval"


@transaction.atomic
def apply() -> None:
    """Write the table into the database; what it says already is left as it is."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in RECORDS}
    access = Permission.objects.filter(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    for name, group in groups.items():
        allowed = [*access]
        for model, actions in RECORDS[name].items():
            allowed += permissions(model, actions)
        group.permissions.set(allowed)
    apply_to_documents(groups)
    apply_to_pages(groups)
    apply_workflow(groups[CENTRE])
    section_roles.apply_all()
    Group.objects.filter(name__in=STOCK_GROUPS, user=None).delete()


def apply_to_documents(groups: dict[str, Group]) -> None:
    """Rights on collections grow downwards, so what trainers share is not the root of all."""
    root = Collection.get_first_root_node()
    if not root:
        return
    shared = root.get_children().filter(name=SHARED_DOCUMENTS).first()
    shared = shared or root.add_child(instance=Collection(name=SHARED_DOCUMENTS))
    for name, collection in ((CENTRE, root), (TRAINER, shared)):
        granted = GroupCollectionPermission.objects.filter(group=groups[name])
        granted.exclude(collection=collection).delete()
        for permission in permissions(Document, DOCUMENTS[name]):
            GroupCollectionPermission.objects.get_or_create(
                group=groups[name], collection=collection, permission=permission
            )


def apply_to_pages(groups: dict[str, Group]) -> None:
    """The centre from the root down; trainers below each list of modules, in every language."""
    root = Page.get_first_root_node()
    places = {
        CENTRE: [root] if root else [],
        TRAINER: list(ModuleIndexPage.objects.all()),
    }
    for name, pages in places.items():
        for page in pages:
            grant_pages(groups[name], page, PAGES[name])


def apply_workflow(centre: Group) -> None:
    """Trainers submit, the centre approves, for every page of the house."""
    root = Page.get_first_root_node()
    if not root:
        return
    task, _ = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    task.groups.set([centre])
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page_id=root.pk, defaults={"workflow": workflow})
    Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states=None).delete()
    GroupApprovalTask.objects.filter(name=STOCK_WORKFLOW, task_states=None).delete()


def of(user: User, on: date) -> set[str]:
    """The groups that the memberships of that day give."""
    held = set()
    memberships = section_roles.with_section(Membership.objects.current(on).filter(user=user))
    columns = ("role", "carrier__is_centre", "carrier", "has_section")
    for role, is_centre, carrier, has_section in memberships.values_list(*columns):
        if has_section:
            held.add(section_roles.group_name(carrier, role))
        if role == Membership.Role.TRAINER:
            held.add(TRAINER)
        else:
            held.add(COORDINATOR)
            if is_centre:
                held.add(CENTRE)
    return held


def sync(user: User, on: date) -> bool:
    """Put the user into the groups of the memberships that hold on that day; True if it changed."""
    held = of(user, on)
    ours = Q(name__in=RECORDS) | Q(name__startswith=section_roles.PREFIX)
    written = set(user.groups.filter(ours).values_list("name", flat=True))
    if held == written:
        return False
    with transaction.atomic():
        user.groups.remove(*Group.objects.filter(name__in=written - held))
        user.groups.add(*Group.objects.filter(name__in=held - written))
    return True
