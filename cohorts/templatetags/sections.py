"""Local modules on public pages: whose they are, and what they are based on."""

from dataclasses import dataclass

from django import template
from django.template import Context
from wagtail.models import Page

from cohorts.domain import sections
from cohorts.models import Carrier, CarrierSection
from curriculum.models import ModulePage
from curriculum.templatetags.reading import address

register = template.Library()


@dataclass(frozen=True, slots=True)
class ShownSection:
    section: CarrierSection
    modules: list[ModulePage]


def _live_modules(carriers: "list[int]") -> list[ModulePage]:
    modules = sections.local_to(Carrier.objects.filter(pk__in=carriers)).filter(live=True)
    return list(modules.select_related("locale", "based_on").order_by("number", "title"))


@register.simple_tag
def shown_sections() -> list[ShownSection]:
    """Sections with something to read, by name, with their live modules: two queries."""
    found = list(CarrierSection.objects.live().order_by("title"))
    below: dict[str, list[ModulePage]] = {}
    for module in _live_modules([section.carrier_id for section in found]):
        below.setdefault(module.path[: -Page.steplen], []).append(module)
    return [
        ShownSection(section, below[section.path]) for section in found if section.path in below
    ]


@register.simple_tag
def modules_in(section: CarrierSection) -> list[ModulePage]:
    """The live modules of one carrier."""
    return _live_modules([section.carrier_id])


@register.simple_tag
def section_of(module: ModulePage) -> CarrierSection | None:
    """The section of a local module; None for a shared one. Asked once per page."""
    if not hasattr(module, "shown_section"):
        module.shown_section = sections.section_of(module)
    return module.shown_section


@register.simple_tag(takes_context=True)
def list_above(context: Context, section: CarrierSection) -> str:
    """Where the list of all sections stands: one word less than the section, which says enough."""
    return address(context, section).rstrip("/").rpartition("/")[0] + "/"


@register.simple_tag
def original_of(module: ModulePage) -> ModulePage | None:
    """The shared module that a local one is based on, as long as it is public."""
    original = module.based_on
    return original if original and original.live else None
