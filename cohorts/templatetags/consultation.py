"""The consultation on pages of the curriculum, which knows no cohorts: links to it and numbers."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context

from cohorts.domain.access import keeps_standards
from cohorts.models import Remark
from curriculum.models import Criterion, Edition

register = template.Library()


@dataclass(slots=True)
class Number:
    """Remarks on one criterion, and how many of them nobody has answered."""

    all: int = 0
    open: int = 0


@register.inclusion_tag("cohorts/admin/consultation_link.html", takes_context=True)
def consultation_link(context: Context, edition: Edition, *, as_button: bool = False) -> Any:
    """To the page of the consultation, for those who may open it."""
    is_shown = keeps_standards(context["request"].user)
    return {"edition": edition, "is_shown": is_shown, "as_button": as_button}


@register.simple_tag(takes_context=True)
def remarks_on(context: Context, edition: Edition) -> dict[int, Number]:
    """Criterion → remarks on it that the reader may see; one query for the whole edition."""
    found: dict[int, Number] = defaultdict(Number)
    remarks = Remark.objects.visible_to(context["request"].user).filter(edition=edition)
    for criterion, state in remarks.exclude(criterion=None).values_list("criterion", "state"):
        found[criterion].all += 1
        found[criterion].open += state == Remark.State.OPEN
    return dict(found)


@register.inclusion_tag("cohorts/admin/consultation_number.html")
def remarks_line(numbers: dict[int, Number], criterion: Criterion, edition: Edition) -> Any:
    """“3 remarks, 1 without an answer”, as a link; nothing where nobody said anything."""
    return {"number": numbers.get(criterion.pk), "criterion": criterion, "edition": edition}
