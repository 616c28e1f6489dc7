"""Where wordings come from: on the pages of meetings and standards, and on the workbench."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.translation import get_language

from cohorts.domain import provenance
from cohorts.domain.provenance import Origin, Proposals, Results
from cohorts.models import Finding, MeetingPage
from curriculum.domain.reading import ReadStandard
from curriculum.domain.workbench import Bench, Row
from curriculum.models.frozen import NORMATIVE
from curriculum.templatetags.reading import address

register = template.Library()


@register.simple_tag
def results_of(page: MeetingPage) -> Results | None:
    """What came out of a meeting, for everybody; None where nothing is known of an event."""
    if page.cohort is None:
        return None
    return provenance.results_of(page.cohort, on=timezone.localdate())


@register.simple_tag
def wordings_of(standard: ReadStandard) -> dict[int, tuple[Origin, ...]]:
    """Asked once for all criteria of the page."""
    before = {read.criterion.pk: read.forerunners for read in standard.criteria}
    return provenance.proposed_at(before, language=get_language() or NORMATIVE)


@register.simple_tag(takes_context=True)
def proposed_at(
    context: Context, origins: dict[int, tuple[Origin, ...]], criterion: int
) -> list[dict[str, Any]]:
    """The meetings at which one wording was proposed, as links where there is a page."""
    return [
        {
            "title": origin.title,
            "day": origin.day,
            "url": f"{address(context, origin.page)}#ergebnisse" if origin.page else "",
            "language": origin.page.locale.language_code if origin.page else NORMATIVE,
        }
        for origin in origins.get(criterion, ())
    ]


@register.simple_tag(takes_context=True)
def proposals_for(context: Context, bench: Bench) -> Proposals:
    """Asked once for all that is laid open on the workbench."""
    criteria = [row.criterion for heading in bench.open for row in heading.rows]
    return provenance.for_the_draft(criteria, user=context["request"].user)


@register.simple_tag
def taken_into(proposals: Proposals, row: Row) -> tuple[Finding, ...]:
    return proposals.taken.get(row.criterion.pk, ())


@register.simple_tag
def waiting_for(proposals: Proposals, row: Row) -> tuple[Finding, ...]:
    return proposals.waiting.get(row.criterion.pk, ())
