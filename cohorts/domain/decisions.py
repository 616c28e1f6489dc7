"""Decisions: what the competence centre says an adopted edition means for a course.

Adopting opens one for each cohort that is touched. Each says nothing needed, adapt the course, or a
follow-up session until a day; then it counts down until it has been carried out.
"""

import hashlib
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.domain import impact, log, messages
from cohorts.domain.decision_standing import (
    NEED_WORK,
    Stage,
    Standing,
    by_urgency,
    left_in_words,
    standing,
)
from cohorts.domain.impact import Impact
from cohorts.models import Decision, Membership
from curriculum.models import Edition

if TYPE_CHECKING:
    from home.models import User

__all__ = [
    "NEED_WORK",
    "Stage",
    "Standing",
    "by_urgency",
    "decide",
    "finish",
    "left_in_words",
    "open_for",
    "seen_as",
    "standing",
]

KIND = "decision_made"
Verdict = Decision.Verdict


def seen_as(decision: Decision) -> str:
    """What somebody saw of a decision, as a short mark that a form can carry."""
    says = (decision.verdict, decision.until, decision.reason, decision.done_on)
    return hashlib.sha256(repr(says).encode()).hexdigest()[:16]


@transaction.atomic
def open_for(*, edition: Edition, now: datetime, found: Impact | None = None) -> list[Decision]:
    """One decision per cohort that the edition touches; `found` is its impact before adopting.

    Part of adopting, which writes the entry of the log.
    """
    found = found or impact.of(edition)
    return Decision.objects.bulk_create(
        Decision(
            edition=edition,
            cohort=touched.cohort,
            opened_at=now,
            people=touched.people,
            taught=touched.taught,
        )
        for touched in found.courses
    )


@transaction.atomic
def decide(
    *,
    decision: Decision,
    verdict: str,
    until: date | None = None,
    reason: str,
    seen: str | None = None,
    by: "User",
    now: datetime,
) -> Decision:
    """Say what the cohort needs, and tell its coordinators.

    Can be said anew until it has been carried out; the log keeps what was said before. `seen` is
    what the one who decides saw (`seen_as`): where something else holds by now, nothing is done.
    The same once more is no decision: nothing is logged and nobody is told.

    Raises PermissionDenied for everybody but the competence centre, ValidationError by field.
    """
    decision = _locked(decision, by, now)
    if seen is not None and seen != seen_as(decision):
        raise ValidationError(
            _("Somebody else decided something here in the meantime. Nothing was overwritten."),
            code="conflict",
        )
    if decision.done_on is not None:
        raise ValidationError(
            _("This has been carried out. The decision stays as it is."), code="done"
        )
    reason = reason.strip()
    if objections := _objections(verdict, until, reason, timezone.localdate(now)):
        raise ValidationError(objections)
    if (verdict, until, reason) == (decision.verdict, decision.until, decision.reason):
        return decision
    before = {"verdict": decision.verdict, "until": _day(decision.until)}
    decision.verdict, decision.until, decision.reason = verdict, until, reason
    decision.by, decision.at = by, now
    decision.save(update_fields=["verdict", "until", "reason", "by", "at"])
    after = {"verdict": verdict, "until": _day(until)}
    log.record(
        decision,
        "cohorts.decide",
        by=by,
        carrier=decision.cohort.organiser,
        reason=reason,
        data={"cohort": decision.cohort_id, "edition": decision.edition.key}
        | {name: [before[name], after[name]] for name in before},
    )
    _tell(decision, now)
    return decision


@transaction.atomic
def finish(*, decision: Decision, on: date, by: "User", now: datetime) -> Decision:
    """The course was adapted, or the follow-up session took place, on that day.

    Raises PermissionDenied for everybody but the competence centre, ValidationError otherwise.
    """
    decision = _locked(decision, by, now)
    if decision.done_on is not None:
        raise ValidationError(_("This has been carried out already."), code="done")
    if decision.verdict not in NEED_WORK:
        raise ValidationError(_("There is nothing to carry out here."), code="nothing")
    if on > timezone.localdate(now):
        raise ValidationError({"on": _("This day is still to come.")})
    if decision.edition.adopted_on and on < decision.edition.adopted_on:
        raise ValidationError({"on": _("On this day the edition was not adopted yet.")})
    decision.done_on = on
    decision.save(update_fields=["done_on"])
    log.record(
        decision,
        "cohorts.carry_out",
        by=by,
        carrier=decision.cohort.organiser,
        data={
            "cohort": decision.cohort_id,
            "edition": decision.edition.key,
            "verdict": decision.verdict,
            "done_on": on.isoformat(),
        },
    )
    return decision


def _locked(decision: Decision, by: "User", now: datetime) -> Decision:
    """As it is stored, held until the deed is done; only for whom the table of rights lets."""
    on = timezone.localdate(now)
    if not Decision.objects.editable_by(by, on).filter(pk=decision.pk).exists():
        raise PermissionDenied
    return (
        Decision.objects.select_for_update(of=("self",), no_key=True)
        .select_related("cohort__organiser", "edition")
        .get(pk=decision.pk)
    )


def _objections(
    verdict: str, until: date | None, reason: str, today: date
) -> dict[str, ValidationError]:
    """By field; empty when it can be decided like this."""
    found = {}
    if verdict not in Verdict.values:
        found["verdict"] = ValidationError(_("Please choose what is needed."), code="verdict")
    if not reason:
        found["reason"] = ValidationError(_("Please give a reason."), code="reason")
    if verdict == Verdict.NOTHING and until is not None:
        found["until"] = ValidationError(
            _("Where nothing is needed there is no last day. Please leave the day empty."),
            code="until",
        )
    elif verdict == Verdict.FOLLOW_UP and until is None:
        found["until"] = ValidationError(
            _("Please say until when the follow-up session takes place."), code="until"
        )
    elif until is not None and until < today:
        found["until"] = ValidationError(_("This day has passed."), code="until")
    return found


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _tell(decision: Decision, now: datetime) -> None:
    """One message per decision; of several that wait, only the last is sent and tells them all."""
    readers = Membership.objects.current(timezone.localdate(now)).filter(
        carrier=decision.cohort.organiser_id,
        role=Membership.Role.COORDINATOR,
        user__is_active=True,
    )
    occasion = f"{KIND}:{decision.edition.key}:{decision.pk}:{now:%Y%m%dT%H%M%S%f}"
    told = {membership.user for membership in readers.select_related("user").order_by("user")}
    for user in sorted(told - {decision.by}, key=lambda user: user.pk):
        messages.queue(kind=KIND, occasion=occasion, user=user, now=now)
