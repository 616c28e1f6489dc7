"""Local modules on public pages: whose they are, and what they are based on."""

from dataclasses import dataclass

from django import template
from wagtail.models import Page

from cohorts.domain import sections
from cohorts.models import Carrier, CarrierSection
from curriculum.models import ModulePage

register = template.Library()


@dataclass(frozen=True, slots=True)
class ShownSection:
    section: CarrierSection
    modules: list[ModulePage]


def _live_modules(carriers: "list[int]") -> list[ModulePage]:
    modules = sections.local_to(Carrier.objects.filter(pk__in=carriers)).live()
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
    """The section of a local module; None for a shared one."""
    return sections.section_of(module)


@register.simple_tag
def original_of(module: ModulePage) -> ModulePage | None:
    """The shared module that a local one is based on, as long as it is public."""
    original = module.based_on
    return original if original and original.live else None
