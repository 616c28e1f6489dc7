"""Where a decision about a course stands on a day: how long it waits, how much time is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.models import Decision

Verdict = Decision.Verdict
NEED_WORK = (Verdict.ADAPT, Verdict.FOLLOW_UP)


class Stage(models.TextChoices):
    """How far a decision has come, in the order in which they are read."""

    UNDECIDED = "undecided", gettext_lazy("undecided")
    TO_DO = "to_do", gettext_lazy("to do")
    SETTLED = "settled", gettext_lazy("settled")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a decision stands on a day.

    `waits` is for how many days nobody has decided. `left` is for how many days there is time to
    carry it out: 0 on the last day, negative when it is overdue, None without a last day.
    """

    decision: Decision
    stage: Stage
    waits: int = 0
    left: int | None = None

    @property
    def is_overdue(self) -> bool:
        return self.left is not None and self.left < 0


def standing(decision: Decision, on: date) -> Standing:
    """Pure."""
    if not decision.verdict:
        opened = timezone.localdate(decision.opened_at)
        return Standing(decision, Stage.UNDECIDED, waits=(on - opened).days)
    if decision.verdict == Verdict.NOTHING or decision.done_on:
        return Standing(decision, Stage.SETTLED)
    left = (decision.until - on).days if decision.until else None
    return Standing(decision, Stage.TO_DO, left=left)


def by_urgency(decisions: Iterable[Decision], on: date) -> list[Standing]:
    """Undecided ones first, the oldest on top; then what is to do, by its last day. Pure."""
    stages = list(Stage)
    return sorted(
        (standing(decision, on) for decision in decisions),
        key=lambda one: (
            stages.index(one.stage),
            -one.waits,
            one.left is None,
            one.left or 0,
            one.decision.cohort.title,
        ),
    )


def left_in_words(one: Standing) -> str:
    """“12 days left”, “today is the last day”, “3 days overdue”; empty without a last day."""
    if one.left is None:
        return ""
    if one.left == 0:
        return _("today is the last day")
    if one.is_overdue:
        return ngettext("%(days)d day overdue", "%(days)d days overdue", -one.left) % {
            "days": -one.left
        }
    return ngettext("%(days)d day left", "%(days)d days left", one.left) % {"days": one.left}
