"""Modules to look at because a criterion changed: whose they are, and for how long they wait.

The shared ones for the centre, a carrier's own ones for its coordinators, and for a trainer those
that the trainer is responsible for.
"""

from datetime import date

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState

from cohorts.domain import sections
from cohorts.models import Carrier
from cohorts.models.carrier import works_for_centre
from curriculum.domain import progress
from curriculum.domain.progress import ModuleProgress, Stage
from curriculum.models import Edition, ModulePage
from home.first_screen.row import Row
from home.models import User


def rows(user: User, *, on: date) -> list[Row]:
    """What has waited longest first; of the same age, what waits for this person's approval."""
    edition = Edition.objects.newest_adopted()
    if edition is None:
        return []
    waiting = [
        module
        for module in progress.of(edition, on, modules=of(user, on)).modules
        if module.stage in progress.WAITING
    ]
    asked = _asked(waiting)
    handed_in = _modules(asked)
    mine = _modules(asked & TaskState.objects.reviewable_by(user)) if handed_in else set()
    waiting.sort(key=lambda row: (row.since or on, row.module.pk not in mine))
    return [
        Row(
            reverse("module_reviews", args=[row.module.pk]),
            row.module.title,
            _detail(row, user, on),
            tag=_tag(row, handed_in, mine),
        )
        for row in waiting
    ]


def of(user: User, on: date) -> "QuerySet[ModulePage]":
    """The modules that somebody has to look after."""
    own = sections.local_to(Carrier.objects.coordinated_by(user, on))
    return ModulePage.objects.filter(
        Q(works_for_centre(user, on), pk__in=ModulePage.objects.shared().values("pk"))
        | Q(pk__in=own.values("pk"))
        | Q(responsible=user),
        live=True,
        locale__language_code=settings.LANGUAGE_CODE,
    )


def _asked(waiting: list[ModuleProgress]) -> "QuerySet[TaskState]":
    """Approvals that are open for new versions of these modules, as the workflow keeps them."""
    return TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        workflow_state__object_id__in=[
            str(row.module.pk) for row in waiting if row.stage is Stage.IN_REVIEW
        ],
    )


def _modules(asked: "QuerySet[TaskState]") -> set[int]:
    return {int(pk) for pk in asked.values_list("workflow_state__object_id", flat=True)}


def _tag(row: ModuleProgress, handed_in: set[int], mine: set[int]) -> Promise:
    if row.module.pk in mine:
        return _("waits for your approval")
    if row.module.pk in handed_in:
        return _("in review, handed in")
    return _("in review") if row.stage is Stage.IN_REVIEW else _("to review")


def _detail(row: ModuleProgress, user: User, on: date) -> str:
    """The criteria, for how long, and who is responsible where it is somebody else."""
    days = row.days(on) or 0
    parts = [", ".join(row.keys)]
    parts += [
        ngettext("for %(count)s day", "for %(count)s days", days) % {"count": days}
        if days
        else gettext("since today")
    ]
    if row.module.responsible is None:
        parts.append(gettext("nobody is responsible"))
    elif row.module.responsible != user:
        parts.append(gettext("responsible: %(name)s") % {"name": row.module.responsible})
    return " · ".join(parts)
