"""Network meetings on public pages."""

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from cohorts.domain import linked_data, meetings
from cohorts.domain.meetings import Calendar, Documented, Meeting
from cohorts.models import Cohort, MeetingIndexPage, MeetingPage, MeetingSeriesPage
from curriculum.models.frozen import NORMATIVE

register = template.Library()


@register.simple_tag
def calendar_of(index: MeetingIndexPage) -> Calendar:
    return meetings.calendar(index, now=timezone.now())


@register.simple_tag
def meetings_of(series: MeetingSeriesPage) -> tuple[Documented, ...]:
    return meetings.of_series(series, now=timezone.now())


@register.simple_tag
def meeting_of(page: MeetingPage) -> Meeting:
    """Asked once per page."""
    if not hasattr(page, "shown_meeting"):
        page.shown_meeting = meetings.of_page(page, now=timezone.now())
    return page.shown_meeting


@register.simple_tag
def series_of(page: MeetingPage) -> MeetingSeriesPage | None:
    """The series in which a meeting stands, if it is public. Asked once per page."""
    if not hasattr(page, "shown_series"):
        found = MeetingSeriesPage.objects.live().public().parent_of(page)
        page.shown_series = found.select_related("locale").first()
    return page.shown_series


@register.simple_tag
def meeting_as_data(meeting: Meeting) -> linked_data.Data | None:
    return linked_data.meeting(meeting)


@register.simple_tag
def documentation_of(event: Cohort) -> MeetingPage | None:
    """What came out of an event; asked only where there may be an answer."""
    if event.kind != Cohort.Kind.EVENT:
        return None
    return meetings.documentation_of(event, language=get_language() or NORMATIVE)


@register.filter
def of_kind(body: object, kind: str) -> list[object]:
    """The blocks of one kind, in the order in which they stand."""
    return [block for block in body if block.block_type == kind]  # type: ignore[attr-defined]
