"""What a cohort holds fast when it is published (rule of pins)."""

from collections import defaultdict
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from cohorts.models import Cohort, CohortModule, Segment
from curriculum.models import Edition, ModulePage, ProgrammeModule

CohortModuleQuerySet = QuerySet[CohortModule]


def pin_edition(cohort: Cohort, first_day: date) -> None:
    """The edition in force on the first day. A run of a programme cannot do without one."""
    cohort.edition = Edition.objects.in_force(first_day)
    if cohort.programme and not cohort.edition:
        raise ValidationError(
            _("No edition of the quality standards is in force on the first day."),
            code="no_edition",
        )


def pin_rules(cohort: Cohort) -> None:
    """The programme's rules as they are today; a cohort without programme keeps its own."""
    programme = cohort.programme
    if programme:
        cohort.rule_percent = programme.percent
        cohort.rule_min_minutes = programme.min_minutes
        cohort.rule_max_minutes = programme.max_minutes
        cohort.rule_make_up_months = programme.make_up_months
        cohort.rule_counts_electives = programme.counts_electives
        cohort.rule_from_joining = programme.from_joining


def pin_modules(cohort: Cohort) -> None:
    """Every planned module and every obligatory one: live revision and planned minutes."""
    cohort.cohort_modules.all().delete()
    pin_new_modules(cohort)


def pin_new_modules(cohort: Cohort) -> None:
    """Pin the modules that have no pin yet. What is pinned stays, whatever was published since.

    Raises ValidationError when a module has never been published.
    """
    minutes = _planned_minutes(cohort)
    rows = list(ProgrammeModule.objects.filter(programme=cohort.programme_id))
    order = {row.module_id: position for position, row in enumerate(rows, start=1)}
    obligatory = {row.module_id for row in rows if row.obligatory}
    pinned = set(cohort.cohort_modules.values_list("module", flat=True))
    modules = ModulePage.objects.in_bulk((minutes.keys() | obligatory) - pinned)
    for module in modules.values():
        if not module.live_revision_id:
            raise ValidationError(
                _("The module “%(module)s” is not published yet.") % {"module": module.title},
                code="module_not_published",
            )
    CohortModule.objects.bulk_create(
        CohortModule(
            cohort=cohort,
            module=module,
            revision_id=module.live_revision_id,
            obligatory=pk in obligatory,
            planned_minutes=minutes.get(pk, 0),
            position=order.get(pk, len(order) + 1),
        )
        for pk, module in sorted(modules.items())
    )


def with_newer_wording(cohort: Cohort) -> CohortModuleQuerySet:
    """Pinned modules of which a newer revision was published since; one query."""
    return (
        cohort.cohort_modules.select_related("module")
        .filter(module__live_revision__isnull=False)
        .exclude(revision=F("module__live_revision"))
    )


def _planned_minutes(cohort: Cohort) -> dict[int, int]:
    """Minutes per module over all sessions that take place."""
    minutes: dict[int, int] = defaultdict(int)
    segments = Segment.objects.filter(
        session__cohort=cohort,
        module__isnull=False,  # breaks have none
    ).exclude(session__status="cancelled")
    for module, planned in segments.values_list("module", "minutes"):
        minutes[module] += planned
    return minutes
