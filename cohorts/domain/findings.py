"""Findings of a meeting or a course, and what becomes of them.

An agreement is kept until a day. A proposal is taken into a criterion of a draft or declined with
a reason; the competence centre judges it, once. If the draft drops that criterion, or merges it
into another one, the proposal is open again.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.domain import log, meetings
from cohorts.models import Cohort, Finding, FindingNote
from cohorts.models.rights import Action
from curriculum.domain import drafting
from curriculum.models import Criterion

if TYPE_CHECKING:
    from home.models import User

Kind = Finding.Kind
DOUBLE_CLICK = timedelta(minutes=1)
RUNS_OUT = timedelta(days=30)  # from here on an agreement stands among what waits
CHANGEABLE = {"kind", "text", "parties", "due_on", "criterion", "is_public"}


class Standing(Enum):
    """What became of a finding."""

    NOTED = "noted"  # an idea: nothing has to become of it
    OPEN = "open"
    OVERDUE = "overdue"
    KEPT = "kept"
    TAKEN = "taken"
    DECLINED = "declined"


FINISHED = (Standing.KEPT, Standing.TAKEN, Standing.DECLINED)


def standing(finding: Finding, *, on: date) -> Standing:
    """Pure: it follows from the fields. An agreement is overdue from the day after its day."""
    if finding.taken_into_id is not None:
        return Standing.TAKEN
    if finding.declined_because:
        return Standing.DECLINED
    if finding.done_on is not None:
        return Standing.KEPT
    if finding.kind == Kind.IDEA:
        return Standing.NOTED
    is_overdue = finding.due_on is not None and finding.due_on < on
    return Standing.OVERDUE if is_overdue else Standing.OPEN


def where(state: Standing, *, on: date) -> Q:
    """The same as a filter."""
    pending = Q(kind=Kind.PROPOSAL, taken_into=None, declined_because="") | Q(
        kind=Kind.AGREEMENT, done_on=None
    )
    return {
        Standing.NOTED: Q(kind=Kind.IDEA),
        Standing.OPEN: pending & (Q(due_on=None) | Q(due_on__gte=on)),
        Standing.OVERDUE: pending & Q(due_on__lt=on),
        Standing.KEPT: Q(done_on__isnull=False),
        Standing.TAKEN: Q(taken_into__isnull=False),
        Standing.DECLINED: ~Q(declined_because=""),
    }[state]


def to_discuss() -> "QuerySet[Finding]":
    """Proposals that nobody has judged yet, the oldest first."""
    return Finding.objects.filter(
        kind=Kind.PROPOSAL, taken_into=None, declined_because=""
    ).order_by("at", "pk")


def to_keep() -> "QuerySet[Finding]":
    """Agreements that nobody has kept yet, by the day until when."""
    return Finding.objects.filter(kind=Kind.AGREEMENT, done_on=None).order_by(F("due_on"), "pk")


@transaction.atomic
def record(
    *,
    cohort: Cohort,
    kind: str,
    text: str,
    parties: str = "",
    due_on: date | None = None,
    criterion: Criterion | None = None,
    is_public: bool = False,
    by: "User",
    now: datetime,
) -> Finding:
    """Write down what came out. `criterion` is one that holds, or held: never one of a draft.

    The same by the same person within a minute is one finding.
    """
    on = timezone.localdate(now)
    may = Cohort.objects.permitted(Action.ADD, by, on, to="Finding")
    if not may.filter(pk=cohort.pk).exists():
        raise PermissionDenied
    finding = Finding(
        cohort=cohort,
        kind=kind,
        text=text.strip(),
        parties=parties.strip(),
        due_on=due_on,
        criterion=criterion,
        is_public=is_public,
        by=by,
        at=now,
    )
    _refuse_unfit(finding)
    if found := _just_recorded(finding):
        return found
    finding.save()
    log.record(finding, "cohorts.finding", by=by, carrier=cohort.organiser)
    return finding


@transaction.atomic
def change(*, finding: Finding, by: "User", now: datetime, **changes: object) -> Finding:
    """Other words, another day. Once something became of it, only who may read it can change."""
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"a finding is not changed by {sorted(unknown)}")
    finding = _permitted(finding, Action.CHANGE, by, now)
    cleaned = {
        name: value.strip() if isinstance(value, str) else value for name, value in changes.items()
    }
    changed = {name for name, value in cleaned.items() if getattr(finding, name) != value}
    if not changed:
        return finding
    if changed != {"is_public"}:
        _refuse_finished(finding)
    for name in changed:
        setattr(finding, name, cleaned[name])
    _refuse_unfit(finding)
    finding.save()
    _log(finding, "cohorts.change", by, fields=sorted(changed))
    return finding


@transaction.atomic
def note(*, finding: Finding, text: str, by: "User", now: datetime) -> FindingNote:
    """What was said about it. It stays with the finding, whatever becomes of it.

    The same by the same person within a minute was said once.
    """
    finding = _permitted(finding, Action.ADD, by, now, to="FindingNote")
    if not text.strip():
        raise ValidationError({"text": _("Write what was said.")})
    same = finding.notes.filter(text=text.strip(), by=by, at__gte=now - DOUBLE_CLICK)
    if found := same.first():
        return found
    written = FindingNote.objects.create(finding=finding, text=text.strip(), by=by, at=now)
    _log(finding, "cohorts.note", by, note=written.pk)
    return written


@transaction.atomic
def keep(*, finding: Finding, on: date, by: "User", now: datetime) -> Finding:
    """The parties did what they had agreed, on that day."""
    finding = _permitted(finding, Action.CHANGE, by, now)
    if finding.kind != Kind.AGREEMENT:
        raise ValidationError(_("Only an agreement is kept."), code="kind")
    _refuse_finished(finding)
    if on > timezone.localdate(now):
        raise ValidationError({"on": _("This day still lies ahead.")})
    finding.done_on = on
    finding.save(update_fields=["done_on"])
    _log(finding, "cohorts.keep", by, on=on.isoformat())
    return finding


@transaction.atomic
def take_into(*, finding: Finding, criterion: Criterion, by: "User", now: datetime) -> Finding:
    """The proposal goes into a criterion of a draft. Its wording is written on the workbench."""
    # The draft before the finding: so does whoever deletes a criterion, which frees its findings.
    edition = drafting.lock(criterion.standard.edition_id)
    finding = _permitted(finding, Action.PUBLISH, by, now)
    _refuse_unjudgeable(finding)
    if edition.is_adopted:
        raise ValidationError(
            {"criterion": _("This edition has been adopted. Take it into a draft.")}
        )
    if not Criterion.objects.filter(pk=criterion.pk).exists():
        raise ValidationError({"criterion": _("This criterion has been dropped meanwhile.")})
    finding.taken_into = criterion
    finding.save(update_fields=["taken_into"])
    _log(finding, "cohorts.take_into", by, criterion=criterion.pk, edition=edition.pk)
    return finding


@transaction.atomic
def decline(*, finding: Finding, reason: str, by: "User", now: datetime) -> Finding:
    """The proposal is not taken up. Whoever may read it reads the reason, too."""
    finding = _permitted(finding, Action.PUBLISH, by, now)
    _refuse_unjudgeable(finding)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the proposal is declined.")})
    finding.declined_because = reason.strip()
    finding.save(update_fields=["declined_because"])
    _log(finding, "cohorts.decline_finding", by)
    return finding


def origins(before: Mapping[int, Collection[int]]) -> dict[int, tuple[Finding, ...]]:
    """The proposals that a wording, or an earlier one it came from, goes back to; oldest first.

    `before` names for each criterion, by number, itself and its forerunners. One query. Each
    finding says whether its event `is_listed` for everybody, and only then when it `begins_at`.
    """
    taken = list(
        Finding.objects.filter(taken_into__in=set[int]().union(*before.values()))
        .select_related("cohort")
        .annotate(**meetings.known_to_everybody("cohort"))
        .order_by("at", "pk")
    )
    return {
        pk: tuple(finding for finding in taken if finding.taken_into_id in reached)
        for pk, reached in before.items()
    }


# --- Shared by the deeds ------------------------------------------------------------------------


def _permitted(
    finding: Finding, action: Action, by: "User", now: datetime, *, to: str = ""
) -> Finding:
    """The row as it is stored, held until the deed is done."""
    rows = Finding.objects.permitted(action, by, timezone.localdate(now), to=to)
    if not rows.filter(pk=finding.pk).exists():
        raise PermissionDenied
    return Finding.objects.select_for_update().get(pk=finding.pk)


def _just_recorded(finding: Finding) -> Finding | None:
    """The row of a form that was sent twice; the second waits for the first."""
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=finding.cohort_id)
    words = {name: getattr(finding, name) for name in CHANGEABLE}
    since = finding.at - DOUBLE_CLICK
    same = Finding.objects.filter(cohort=finding.cohort, by=finding.by, at__gte=since, **words)
    return same.first()


def _refuse_finished(finding: Finding) -> None:
    if finding.done_on is not None:
        raise ValidationError(_("This agreement has been kept already."), code="finished")
    if finding.taken_into_id is not None or finding.declined_because:
        raise ValidationError(_("This proposal has been judged already."), code="finished")


def _refuse_unjudgeable(finding: Finding) -> None:
    if finding.kind != Kind.PROPOSAL:
        raise ValidationError(_("Only a proposal is taken up or declined."), code="kind")
    _refuse_finished(finding)


def _refuse_unfit(finding: Finding) -> None:
    """Everything that is missing is said together, each at its field."""
    found: dict[str, list[str]] = {}
    if finding.kind == Kind.AGREEMENT:
        if not finding.parties:
            found["parties"] = [_("Say between whom it was agreed.")]
        if finding.due_on is None:
            found["due_on"] = [_("Say until when it shall be done.")]
    else:
        if finding.parties:
            found["parties"] = [_("Only an agreement names parties.")]
        if finding.due_on is not None:
            found["due_on"] = [_("Only an agreement has a day.")]
    if finding.criterion is not None and not finding.criterion.standard.edition.is_adopted:
        found["criterion"] = [_("Choose a criterion of an adopted edition.")]
    try:
        finding.full_clean(exclude=["by"], validate_constraints=not found)
    except ValidationError as error:
        found = error.message_dict | found
    if found:
        raise ValidationError(found)


def _log(finding: Finding, action: str, by: "User", **data: object) -> None:
    log.record(finding, action, by=by, carrier=finding.cohort.organiser, data=data)
