"""What becomes of a criterion in a draft: marked, added, dropped, split, merged, moved, renumbered.

Every deed here keeps the steps true: each criterion of the draft has one from its forerunner or is
new, and each criterion of the predecessor leads somewhere or is dropped.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from curriculum.domain.drafting import lock_draft, plain, refuse_unless_seen
from curriculum.models import Criterion, CriterionText, Edition, Standard, Succession
from curriculum.models.frozen import NORMATIVE

if TYPE_CHECKING:
    from home.models import User

Kind = Succession.Kind
# Said by a person of one criterion that became one criterion. The others follow from deeds.
MARKS = (
    Kind.UNCHANGED,
    Kind.EDITORIAL,
    Kind.MOVED,
    Kind.RENUMBERED,
    Kind.REWORDED,
    Kind.LEVEL_CHANGED,
)


@transaction.atomic
def mark(
    *,
    criterion: Criterion,
    kind: str,
    reason: str = "",
    seen: str | None = None,
    by: "User",
    now: datetime,
) -> Succession:
    """Say what kind of change led to this criterion, and why.

    What was split or merged, or is new, stays so: only its reason can be written. `seen` is
    `drafting.seen_as(kind, reason)` of what the writer had before them.
    """
    criterion = _locked(criterion)
    step = criterion.earlier_steps.first()
    if step is None:
        raise ValidationError(_("This criterion has no forerunner."), code="step")
    if step.kind not in MARKS and kind != step.kind:
        raise ValidationError(
            {"kind": _("This follows from what was done: it cannot be marked otherwise.")}
        )
    if step.kind in MARKS and kind not in MARKS:
        raise ValidationError({"kind": _("This kind of change is not said, it is done.")})
    if (kind, plain(reason)) == (step.kind, step.reason):
        return step
    refuse_unless_seen(seen, step.kind, step.reason)
    criterion.earlier_steps.update(kind=kind, reason=plain(reason))
    _log(criterion, "curriculum.mark", by, now, kind=kind)
    return criterion.earlier_steps.get(pk=step.pk)


@transaction.atomic
def add(
    *,
    standard: Standard,
    key: str,
    statement: str,
    explanation: str = "",
    level: str = Criterion.Level.MUST,
    by: "User",
    now: datetime,
) -> Criterion:
    """A criterion that no edition had before; it stands last in its standard."""
    lock_draft(standard.edition_id)
    criterion = _written(standard, key, statement, explanation, level)
    if standard.edition.predecessor_id:
        Succession.objects.create(to_criterion=criterion, kind=Kind.NEW)
    _log(criterion, "curriculum.add", by, now)
    return criterion


@transaction.atomic
def drop(
    *, criterion: Criterion, reason: str, seen: str | None = None, by: "User", now: datetime
) -> None:
    """Take a criterion out of the draft. Its forerunners are marked as dropped, with the reason.

    `seen` is the wording that goes, as for `drafting.reword`.
    """
    criterion = _locked(criterion)
    refuse_unless_seen(seen, *_wording(criterion))
    origins = _origins(criterion)
    if origins and not reason.strip():
        raise ValidationError({"reason": _("Say why the criterion is dropped.")})
    _log(criterion, "curriculum.drop", by, now, key=criterion.key)
    criterion.delete()
    for origin in origins:
        rest = Succession.objects.filter(from_criterion=origin)
        if not rest:
            Succession.objects.create(
                from_criterion=origin, kind=Kind.DROPPED, reason=reason.strip()
            )
        elif len(rest) == 1 and rest[0].kind == Kind.SPLIT:  # one part is left of what was split
            rest.update(kind=Kind.REWORDED)


@transaction.atomic
def take_back(*, dropped: Succession, by: "User", now: datetime) -> Criterion:
    """A dropped criterion stands in the draft again, as its predecessor had it."""
    origin = dropped.from_criterion
    if dropped.kind != Kind.DROPPED or origin is None:
        raise ValidationError(_("This criterion was not dropped."), code="step")
    draft = Edition.objects.filter(predecessor=origin.standard.edition_id).get()
    lock_draft(draft.pk)
    standard = draft.standards.filter(key=origin.standard.key).first() or draft.standards.first()
    if standard is None:
        raise ValidationError(_("The draft has no standard for it."), code="standard")
    key = _free_key(standard, origin.key)
    criterion = Criterion.objects.create(
        standard=standard, key=key, level=origin.level, position=_next(standard)
    )
    CriterionText.objects.bulk_create(
        CriterionText(
            criterion=criterion,
            language=text.language,
            statement=text.statement,
            explanation=text.explanation,
        )
        for text in origin.texts.all()
    )
    dropped.delete()
    Succession.objects.create(
        from_criterion=origin,
        to_criterion=criterion,
        kind=Kind.UNCHANGED if key == origin.key else Kind.RENUMBERED,
    )
    _log(criterion, "curriculum.take_back", by, now)
    return criterion


@transaction.atomic
def split(
    *,
    criterion: Criterion,
    key: str,
    statement: str,
    explanation: str = "",
    by: "User",
    now: datetime,
) -> Criterion:
    """A second criterion from the same forerunner: what one said, two say now."""
    criterion = _locked(criterion)
    origins = _origins(criterion)
    if len(origins) != 1:
        raise ValidationError(
            _("Only what comes from exactly one criterion can be split."), code="step"
        )
    part = _written(criterion.standard, key, statement, explanation, criterion.level)
    reason = criterion.earlier_steps.values_list("reason", flat=True)[0]
    Succession.objects.create(
        from_criterion=origins[0], to_criterion=part, kind=Kind.SPLIT, reason=reason
    )
    Succession.objects.filter(from_criterion=origins[0]).update(kind=Kind.SPLIT)
    _log(part, "curriculum.split", by, now, origin=origins[0].pk)
    return part


@transaction.atomic
def merge(
    *,
    criterion: Criterion,
    into: Criterion,
    seen: str | None = None,
    by: "User",
    now: datetime,
) -> Criterion:
    """What two criteria said, one says now: `into` stays, the other leads to it.

    `seen` is the wording that goes, as for `drafting.reword`.
    """
    criterion, into = _locked(criterion), _locked(into)
    refuse_unless_seen(seen, *_wording(criterion))
    if criterion == into or criterion.standard.edition_id != into.standard.edition_id:
        raise ValidationError({"into": _("Choose another criterion of the same draft.")})
    origins = [*_origins(criterion), *_origins(into)]
    if not _origins(criterion) or not _origins(into):
        raise ValidationError({"into": _("What is new has nothing to merge: drop it instead.")})
    if Succession.objects.filter(from_criterion__in=origins, kind=Kind.SPLIT).exists():
        raise ValidationError({"into": _("What was split cannot be merged.")})
    _log(criterion, "curriculum.merge", by, now, key=criterion.key, into=into.pk)
    criterion.delete()
    for origin in origins:
        Succession.objects.update_or_create(
            from_criterion=origin, to_criterion=into, defaults={"kind": Kind.MERGED}
        )
    return into


@transaction.atomic
def move(
    *, criterion: Criterion, standard: Standard, position: int, by: "User", now: datetime
) -> Criterion:
    """To another place, in the same standard or in another one; the others make room.

    In another standard an unchanged criterion is marked as moved.
    """
    criterion = _locked(criterion)
    if standard.edition_id != criterion.standard.edition_id:
        raise ValidationError({"standard": _("Choose a standard of the same draft.")})
    elsewhere = standard.pk != criterion.standard_id
    if elsewhere and standard.criteria.filter(key=criterion.key).exists():
        raise ValidationError({"standard": _("That standard has a criterion with this key.")})
    others = list(standard.criteria.exclude(pk=criterion.pk).order_by("position", "pk"))
    others.insert(max(0, position - 1), criterion)
    criterion.standard = standard
    for place, row in enumerate(others, start=1):
        row.position = place
    Criterion.objects.bulk_update(others, ["position", "standard"])
    if elsewhere:
        criterion.earlier_steps.filter(kind=Kind.UNCHANGED).update(kind=Kind.MOVED)
    _log(criterion, "curriculum.move", by, now, standard=standard.pk, position=position)
    return criterion


@transaction.atomic
def renumber(*, criterion: Criterion, key: str, by: "User", now: datetime) -> Criterion:
    """Another key; an unchanged criterion is then marked as renumbered."""
    criterion = _locked(criterion)
    if key.strip() == criterion.key:
        return criterion
    before, criterion.key = criterion.key, key.strip()
    criterion.full_clean()
    criterion.save()
    criterion.earlier_steps.filter(kind=Kind.UNCHANGED).update(kind=Kind.RENUMBERED)
    _log(criterion, "curriculum.renumber", by, now, before=before, key=criterion.key)
    return criterion


# --- Shared by the deeds ------------------------------------------------------------------------


def _locked(criterion: Criterion) -> Criterion:
    lock_draft(criterion.standard.edition_id)
    return Criterion.objects.select_related("standard__edition").get(pk=criterion.pk)


def _wording(criterion: Criterion) -> tuple[str, str, str]:
    text = criterion.texts.filter(language=NORMATIVE).first()
    return (criterion.level, text.statement if text else "", text.explanation if text else "")


def _origins(criterion: Criterion) -> list[Criterion]:
    found = Criterion.objects.filter(later_steps__to_criterion=criterion)
    return list(found.order_by("pk"))


def _written(
    standard: Standard, key: str, statement: str, explanation: str, level: str
) -> Criterion:
    criterion = Criterion(standard=standard, key=key.strip(), level=level, position=_next(standard))
    text = CriterionText(
        language=NORMATIVE, statement=statement.strip(), explanation=explanation.strip()
    )
    _cleaned(criterion, text)
    criterion.save()
    text.criterion = criterion
    text.save()
    return criterion


def _cleaned(criterion: Criterion, text: CriterionText) -> None:
    """Both at once, so that everything that is missing is said together."""
    found: dict[str, list[str]] = {}
    checks: Iterable[tuple[Criterion | CriterionText, list[str]]] = (
        (criterion, []),
        (text, ["criterion"]),
    )
    for row, left_out in checks:
        try:
            row.full_clean(exclude=left_out)
        except ValidationError as error:
            found |= error.message_dict
    if found:
        raise ValidationError(found)


def _next(standard: Standard) -> int:
    last = standard.criteria.aggregate(last=Max("position"))["last"]
    return int(last or 0) + 1


def _free_key(standard: Standard, key: str) -> str:
    """The old key, or the next number that the standard does not use."""
    taken = set(standard.criteria.values_list("key", flat=True))
    number = len(taken)
    found = key
    while found in taken:
        number += 1
        found = f"{standard.key}-{number}"
    return found


def _log(criterion: Criterion, action: str, by: "User", now: datetime, **data: object) -> None:
    log(criterion, action, user=by, timestamp=now, data=data)
