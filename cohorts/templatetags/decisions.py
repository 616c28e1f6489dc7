"""Decisions about courses on pages that know none, and how long there is time, in words."""

from typing import Any

from django import template
from django.db.models import Count, Q
from django.template import Context
from django.utils import timezone

from cohorts.domain import decisions
from cohorts.domain.decisions import Standing
from cohorts.models import Cohort, Decision
from curriculum.models import Edition

register = template.Library()


@register.filter
def left_in_words(one: Standing) -> str:
    """“12 days left”, “today is the last day”, “3 days overdue”; empty without a last day."""
    return decisions.left_in_words(one)


@register.inclusion_tag("cohorts/admin/decisions_link.html", takes_context=True)
def decisions_link(context: Context, edition: Edition) -> Any:
    """To the decisions about an edition, with their numbers; for those who see one of them."""
    if not edition.is_adopted:
        return {"all": 0}
    counts = (
        Decision.objects.visible_to(context["request"].user)
        .filter(edition=edition)
        .aggregate(
            all=Count("pk"),
            undecided=Count("pk", filter=Q(verdict="")),
            to_do=Count("pk", filter=Q(verdict__in=decisions.NEED_WORK, done_on=None)),
        )
    )
    return counts | {"edition": edition}


@register.simple_tag(takes_context=True)
def decisions_about(context: Context, cohort: Cohort) -> list[Standing]:
    """What editions mean for one course, the newest first; one query."""
    rows = Decision.objects.visible_to(context["request"].user).filter(cohort=cohort)
    today = timezone.localdate()
    newest = rows.select_related("edition", "cohort").order_by("-edition__key")
    return [decisions.standing(decision, today) for decision in newest]
