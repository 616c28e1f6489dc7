"""Network meetings (German: Vernetzungstreffen): what was said there, for all who were not."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cohorts.blocks import MeetingBodyBlock
from cohorts.models.cohort import Cohort


class MeetingIndexPage(Page):
    """All meetings, at /vernetzungstreffen/."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    template = "cohorts/meeting_index.html"
    subpage_types = ["cohorts.MeetingSeriesPage", "cohorts.MeetingPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of meetings")


class MeetingSeriesPage(Page):
    """Meetings that belong together, such as those of one year in several towns."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    template = "cohorts/meeting_series.html"
    parent_page_types = ["cohorts.MeetingIndexPage"]
    subpage_types = ["cohorts.MeetingPage"]

    class Meta:
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")


class MeetingPage(Page):
    """The documentation of one meeting: programme, talks, workshops, results, downloads.

    When and where it took place is said by the event it documents.
    """

    # Not one to one: each translation of the page documents the same event.
    cohort = models.ForeignKey(
        Cohort,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"kind": Cohort.Kind.EVENT},
        related_name="documentations",
        verbose_name=_("event"),
        help_text=_("Day, place and sign-up on the page are those of this event."),
    )
    lead = models.TextField(_("in one sentence"), blank=True)
    body = StreamField(MeetingBodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, "cohort", "lead", "body"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    template = "cohorts/meeting.html"
    parent_page_types = ["cohorts.MeetingIndexPage", "cohorts.MeetingSeriesPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
