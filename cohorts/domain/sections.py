"""Carriers' own sections of the page tree, and the local modules in them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site, TaskState

from cohorts.domain import log, messages
from cohorts.models import Carrier, CarrierSection, Membership, SectionIndexPage
from curriculum.domain.originals import free_slug
from curriculum.models import ModulePage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User

PageT = TypeVar("PageT", bound=Page)

# German, like all addresses that stay.
SLUG, TITLE = "vor-ort", "Vor Ort"
INTRODUCTION = (
    "Was einzelne Träger für ihre Kurse entwickelt haben. Die Module, die alle verwenden, "
    "stehen unter Module."
)

UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)


@transaction.atomic
def open_section(*, carrier: Carrier, by: "User | None", now: datetime) -> CarrierSection:
    """The carrier's section, below the list of all sections. Opening it again changes nothing."""
    carrier = Carrier.objects.select_for_update().get(pk=carrier.pk)
    if section := CarrierSection.objects.filter(carrier=carrier).first():
        return section
    parent = _list_of_sections(by)
    section = CarrierSection(
        title=carrier.name,
        slug=free_slug(parent, _slug(carrier.name) or f"traeger-{carrier.pk}"),
        carrier=carrier,
        locale=parent.locale,
        owner=by,
    )
    _publish_below(parent, section, by)
    log.record(
        carrier, "cohorts.open_section", by=by, carrier=carrier, data={"section": section.pk}
    )
    return section


def _slug(name: str) -> str:
    return slugify(name.translate(UMLAUTS))[:200]


def _list_of_sections(by: "User | None") -> SectionIndexPage:
    """Beside the shelf of shared modules, because rights on pages grow downwards."""
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    if found := SectionIndexPage.objects.filter(locale=locale).first():
        return found
    start = Site.objects.get(is_default_site=True).root_page
    index = SectionIndexPage(title=TITLE, slug=SLUG, introduction=INTRODUCTION, locale=locale)
    return _publish_below(start, index, by)


def _publish_below(parent: Page, page: PageT, by: "User | None") -> PageT:
    parent.add_child(instance=page)
    page.save_revision(user=by).publish(user=by, log_action=False, skip_permission_checks=True)
    page.refresh_from_db()
    return page


# --- Whose it is ------------------------------------------------------------------------------


def section_of(page: Page) -> CarrierSection | None:
    """The section in which a page stands, or which it is; None for everything shared."""
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    above = [page.path[:step] for step in steps]
    return CarrierSection.objects.select_related("carrier").filter(path__in=above).first()


def local_to(carriers: "QuerySet[Carrier]") -> "QuerySet[ModulePage]":
    """Modules in the sections of these carriers, drafts included."""
    parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    sections = CarrierSection.objects.filter(carrier__in=carriers, path=parent)
    return ModulePage.objects.filter(Exists(sections))


def teachable_by(carriers: "QuerySet[Carrier]") -> "QuerySet[ModulePage]":
    """Published modules that cohorts of these carriers can teach: shared ones and their own.

    German pages, because records point at those only; other languages follow.
    """
    live = ModulePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    return live.filter(
        Q(pk__in=live.shared().values("pk")) | Q(pk__in=local_to(carriers).values("pk"))
    )


def refuse_foreign(carrier: Carrier, modules: Iterable[ModulePage]) -> None:
    """A cohort teaches shared modules and those of its own organiser."""
    chosen = ModulePage.objects.filter(pk__in={module.pk for module in modules})
    local = Carrier.objects.exclude(pk=carrier.pk)
    for module in chosen.filter(pk__in=local_to(local).values("pk")):
        raise ValidationError(
            _("“%(module)s” is a module of another carrier.") % {"module": module.title},
            code="foreign_module",
        )


def with_live_modules(carriers: Iterable[Carrier]) -> dict[int, CarrierSection]:
    """Public sections that have something to read, by carrier: two queries for any number."""
    parent_path = Substr("path", 1, Length("path") - Page.steplen)
    paths = ModulePage.objects.live().annotate(parent_path=parent_path).values("parent_path")
    sections = CarrierSection.objects.live().filter(carrier__in=carriers, path__in=paths)
    return {section.carrier_id: section for section in sections}


def open_to(user: "User | AnonymousUser") -> "QuerySet[CarrierSection]":
    """Sections in which the user writes or approves today."""
    carriers = Carrier.objects.none()
    if user.is_authenticated:
        carriers = Carrier.objects.served_by(user, timezone.localdate())
    return CarrierSection.objects.filter(carrier__in=carriers).select_related("carrier")


def trainers_at(parent: Page) -> "QuerySet[User]":
    """Who can be responsible for a module there: the trainers of its carrier, or of any."""
    memberships = Membership.objects.current(timezone.localdate()).filter(
        role=Membership.Role.TRAINER
    )
    if section := section_of(parent):
        memberships = memberships.filter(carrier=section.carrier)
    return get_user_model().objects.filter(pk__in=memberships.values("user"))


# --- Who is asked -----------------------------------------------------------------------------


@transaction.atomic
def ask_for_approval(task_state: TaskState, *, writer: "User | None", now: datetime) -> None:
    """Tell the coordinators of its carrier, once, that a module of a section was handed in.

    Not the one who hands it in, and nobody who has switched such mails off. Where a carrier has no
    coordinator on that day the competence centre is told, which may approve there too.
    """
    page = task_state.revision.content_object
    section = section_of(page)
    if section is None:
        return
    held = Membership.objects.current(timezone.localdate(now)).filter(
        role=Membership.Role.COORDINATOR, user__is_active=True
    )
    asked = held.filter(carrier=section.carrier)
    if not asked.exists():
        asked = held.filter(carrier__is_centre=True)
    asked = asked.exclude(user__wagtail_userprofile__submitted_notifications=False)
    for membership in asked.select_related("user").order_by("pk"):
        if membership.user != writer:
            messages.queue(
                kind="module_handed_in",
                occasion=f"module_handed_in:{task_state.pk}",
                user=membership.user,
                membership=membership,
                now=now,
            )
