"""Findings on the first screen: proposals that nobody has judged, agreements that run out."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy, ngettext

from cohorts.domain import findings
from cohorts.models import Finding
from cohorts.models.rights import Action
from home.first_screen.row import Row
from home.models import User

EXCERPT = 90  # characters


def proposals(user: User, *, on: date) -> list[Row]:
    """For those who judge them; the one that waits longest stands first."""
    judged = Finding.objects.permitted(Action.PUBLISH, user, on)
    waiting = findings.to_discuss().filter(pk__in=judged.values("pk")).select_related("cohort")
    return [
        Row(
            reverse("finding:inspect", args=[finding.pk]),
            Truncator(finding.text).chars(EXCERPT),
            str(finding.cohort),
            day=timezone.localdate(finding.at),
        )
        for finding in waiting
    ]


def agreements(user: User, *, on: date) -> list[Row]:
    """For the organiser and the centre: those whose day is near, or past."""
    kept = Finding.objects.editable_by(user, on).values("pk")
    running = findings.to_keep().filter(pk__in=kept, due_on__lte=on + findings.RUNS_OUT)
    return [_agreement(finding, on) for finding in running]


def _agreement(finding: Finding, on: date) -> Row:
    days = (finding.due_on - on).days if finding.due_on else 0
    if days < 0:
        left = ngettext("%(days)d day overdue", "%(days)d days overdue", -days)
    else:
        left = ngettext("%(days)d day left", "%(days)d days left", days)
    return Row(
        reverse("finding:inspect", args=[finding.pk]),
        Truncator(finding.text).chars(EXCERPT),
        f"{finding.parties}: {left % {'days': abs(days)}}",
        day=finding.due_on,
        tag=gettext_lazy("overdue") if days < 0 else "",
    )
