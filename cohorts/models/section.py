"""A carrier's own section of the page tree, where its trainers write local modules."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cohorts.models.carrier import Carrier


class SectionIndexPage(Page):
    """All carriers' sections, at /vor-ort/."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    template = "cohorts/section_index.html"
    subpage_types = ["cohorts.CarrierSection"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of local sections")


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
