"""Decisions about courses on the first screen: what waits for one, and what runs out."""

from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.domain import decisions
from cohorts.domain.decisions import Stage, Standing
from cohorts.models import Decision
from cohorts.models.decision import DecisionQuerySet
from cohorts.models.rights import Action
from home.first_screen.row import Row
from home.models import User


def to_decide(user: User, *, on: date) -> list[Row]:
    """For those who decide: undecided ones, the oldest first, then what is to be carried out."""
    rows = Decision.objects.editable_by(user, on)
    return [_row(one, with_carrier=True) for one in _waiting(rows, on)]


def about_own_courses(user: User, *, on: date) -> list[Row]:
    """For organisers: what the centre decided and is to be done; not for the centre itself."""
    decided = Decision.objects.permitted(Action.CHANGE, user, on).values("pk")
    rows = Decision.objects.visible_to(user, on).exclude(pk__in=decided)
    return [_row(one, with_carrier=False) for one in _waiting(rows.to_do(), on)]


def _waiting(rows: DecisionQuerySet, on: date) -> list[Standing]:
    waiting = (rows.undecided() | rows.to_do()).select_related("cohort__organiser", "edition")
    return decisions.by_urgency(waiting, on)


def _row(one: Standing, *, with_carrier: bool) -> Row:
    decision = one.decision
    page = reverse("edition_decisions", args=[decision.edition_id])
    parts = [_("Edition %(edition)s") % {"edition": decision.edition.key}]
    if with_carrier:
        parts.append(str(decision.cohort.organiser))
    if one.stage is Stage.UNDECIDED:
        days = ngettext("undecided for %(days)d day", "undecided for %(days)d days", one.waits)
        parts.append(days % {"days": one.waits} if one.waits else _("undecided since today"))
    else:
        parts.append(decision.get_verdict_display())
    tag: Promise | str = capfirst(decisions.left_in_words(one))
    if one.stage is Stage.UNDECIDED:
        tag = gettext_lazy("to decide")
    return Row(
        f"{page}#decision-{decision.pk}",
        decision.cohort.title,
        ", ".join(parts),
        tag=tag or gettext_lazy("to do"),
    )
