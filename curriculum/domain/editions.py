"""Editions of the standards: adopting one, its digest, and what it is on a given day."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from curriculum.domain import succession
from curriculum.models import Criterion, CriterionText, Edition, Standard, StandardText, Succession
from curriculum.models.frozen import NORMATIVE
from curriculum.models.frozen_tables import lock_for_adoption

if TYPE_CHECKING:
    from home.models import User


class Status(models.TextChoices):
    """What an edition is on a day. Only its state is stored; the rest follows from dates."""

    DRAFT = "draft", _("draft")
    CONSULTATION = "consultation", _("in consultation")
    AHEAD = "ahead", _("adopted, not yet in force")
    IN_FORCE = "in_force", _("in force")
    SUPERSEDED = "superseded", _("superseded")


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition on a day: its status, and the adopted edition that comes after it."""

    edition: Edition
    status: Status
    next: Edition | None

    @property
    def until(self) -> date | None:
        """First day on which it is no longer in force; None while nothing follows."""
        return self.next.in_force_from if self.next else None

    @property
    def is_superseded(self) -> bool:
        return self.status is Status.SUPERSEDED


def standings(editions: Iterable[Edition], on: date) -> list[Standing]:
    """Where each edition stands on a day, newest first. Pure: pass all editions that count."""
    adopted = sorted((e for e in editions if e.in_force_from), key=_in_force_from, reverse=True)
    current = next((e for e in adopted if _in_force_from(e) <= on), None)
    found = [
        Standing(e, Status(e.state), None)
        for e in sorted(editions, key=lambda e: e.key, reverse=True)
        if not e.in_force_from
    ]
    following: Edition | None = None
    for edition in adopted:
        if edition == current:
            status = Status.IN_FORCE
        else:
            status = Status.AHEAD if _in_force_from(edition) > on else Status.SUPERSEDED
        found.append(Standing(edition, status, following))
        following = edition
    return found


def _in_force_from(edition: Edition) -> date:
    return edition.in_force_from or date.max


def digest(edition: Edition) -> str:
    """SHA-256 over the German wording, the keys, the levels and the order, as adopted."""
    text = json.dumps([edition.key, *_wording(edition)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _wording(edition: Edition) -> Iterator[list[object]]:
    """Three queries, whatever the size."""
    titles = {
        text.standard_id: text
        for text in StandardText.objects.filter(standard__edition=edition, language=NORMATIVE)
    }
    criteria: dict[int, list[Criterion]] = {}
    for criterion in Criterion.objects.filter(standard__edition=edition).order_by("position", "pk"):
        criteria.setdefault(criterion.standard_id, []).append(criterion)
    statements = {
        text.criterion_id: text
        for text in CriterionText.objects.filter(
            criterion__standard__edition=edition, language=NORMATIVE
        )
    }
    for standard in Standard.objects.filter(edition=edition).order_by("position", "pk"):
        title = titles.get(standard.pk)
        yield [
            standard.key,
            title and title.title,
            title and title.introduction,
            [
                [
                    criterion.key,
                    criterion.level,
                    criterion.pk in statements and statements[criterion.pk].statement,
                    criterion.pk in statements and statements[criterion.pk].explanation,
                ]
                for criterion in criteria.get(standard.pk, [])
            ],
        ]


def adopt(
    *,
    edition: Edition,
    adopted_on: date,
    in_force_from: date,
    minute_reference: str,
    approver: str,
    by: "User",
    now: datetime,
) -> Edition:
    """Adopt an edition: it gets its dates and its digest, and never changes again.

    `approver` is the body that decided. Raises ValidationError with everything that still stands in
    the way.
    """
    with transaction.atomic():
        # The row first, as every deed on a draft does; the other order would be a deadlock.
        edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        lock_for_adoption(connection)
        obstacles = [
            *_obstacles_of_dates(edition, adopted_on, in_force_from, now),
            *_obstacles_of_record(minute_reference, approver),
            *_obstacles_of_text(edition),
            *_obstacles_of_succession(edition),
        ]
        if obstacles:
            raise ValidationError(obstacles)
        edition.state = Edition.State.ADOPTED
        edition.adopted_on = adopted_on
        edition.in_force_from = in_force_from
        edition.minute_reference = minute_reference.strip()
        edition.approver = approver.strip()
        edition.digest = digest(edition)
        edition.full_clean()
        edition.save()
        log(
            edition,
            "curriculum.adopt",
            user=by,
            timestamp=now,
            data={
                "adopted_on": adopted_on.isoformat(),
                "in_force_from": in_force_from.isoformat(),
                "minute_reference": edition.minute_reference,
                "approver": edition.approver,
                "digest": edition.digest,
            },
        )
    return edition


def _obstacles_of_record(minute_reference: str, approver: str) -> Iterator[ValidationError]:
    if not minute_reference.strip():
        yield ValidationError(_("Say where the decision is minuted."), code="minute_reference")
    if not approver.strip():
        yield ValidationError(_("Say which body decided."), code="approver")


def _obstacles_of_dates(
    edition: Edition,
    adopted_on: date,
    in_force_from: date,
    now: datetime,
) -> Iterator[ValidationError]:
    if edition.is_adopted:
        yield ValidationError(_("This edition has already been adopted."), code="adopted")
    if adopted_on > timezone.localdate(now):
        yield ValidationError(
            _("The day of adoption must not be in the future."), code="adopted_on"
        )
    if in_force_from < adopted_on:
        yield ValidationError(
            _("An edition comes into force on the day of its adoption or later."),
            code="in_force_from",
        )
    before = edition.predecessor
    newest = Edition.objects.newest_adopted()
    if newest is not None and newest != edition and before != newest:
        yield ValidationError(
            _("The edition must follow %(newest)s, the newest one that has been adopted."),
            code="predecessor",
            params={"newest": newest.key},
        )
    elif before is not None and not before.is_adopted:
        yield ValidationError(
            _("Its predecessor %(predecessor)s has not been adopted."),
            code="predecessor",
            params={"predecessor": before.key},
        )
    elif before is not None and before.adopted_on and adopted_on < before.adopted_on:
        yield ValidationError(
            _("It was adopted after its predecessor %(predecessor)s, not before."),
            code="adopted_on",
            params={"predecessor": before.key},
        )
    elif before is not None and in_force_from <= _in_force_from(before):
        yield ValidationError(
            _("It must come into force after its predecessor %(predecessor)s."),
            code="in_force_from",
            params={"predecessor": before.key},
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """What stands in the way of an adoption, and the row where it can be mended."""

    message: str
    criterion: int | None = None
    standard: int | None = None


def missing(edition: Edition) -> list[Missing]:
    """What the text of a draft still lacks, in its order; the dates are asked when adopting."""
    found = [*_obstacles_of_text(edition), *_obstacles_of_succession(edition)]
    return [
        Missing(
            str(error.message) % (error.params or {}),
            (error.params or {}).get("criterion"),
            (error.params or {}).get("standard"),
        )
        for error in found
    ]


def _obstacles_of_text(edition: Edition) -> Iterator[ValidationError]:
    criteria = Criterion.objects.filter(standard__edition=edition)
    if not criteria.exists():
        yield ValidationError(_("The edition has no criteria yet."), code="empty")
    titled = StandardText.objects.filter(language=NORMATIVE).exclude(title="")
    for pk, key in edition.standards.exclude(pk__in=titled.values("standard")).values_list(
        "pk", "key"
    ):
        yield ValidationError(
            _("%(key)s has no German title."), code="german", params={"key": key, "standard": pk}
        )
    worded = CriterionText.objects.filter(language=NORMATIVE).exclude(statement="")
    for pk, key in criteria.exclude(pk__in=worded.values("criterion")).values_list("pk", "key"):
        yield ValidationError(
            _("%(key)s has no German wording."),
            code="german",
            params={"key": key, "criterion": pk},
        )


def _obstacles_of_succession(edition: Edition) -> Iterator[ValidationError]:
    """Every criterion of both editions needs its step, and the step must tell the truth."""
    if edition.predecessor_id is None:
        return
    old, new = _judged(edition.predecessor_id), _judged(edition.pk)
    steps = Succession.objects.filter(to_criterion__in=new) | Succession.objects.filter(
        from_criterion__in=old, to_criterion=None
    )
    left, reached = set(old), set(new)
    for step in steps:
        left.discard(step.from_criterion_id or 0)
        reached.discard(step.to_criterion_id or 0)
        source = old.get(step.from_criterion_id or 0)
        target = new.get(step.to_criterion_id or 0)
        where = {"key": target and target.key, "criterion": step.to_criterion_id}
        if step.from_criterion_id and source is None:
            yield ValidationError(
                _("%(key)s: the earlier wording is not one of the predecessor's."),
                code="succession",
                params=where,
            )
        if reason := succession.contradiction(step.kind, source, target):
            yield ValidationError(
                "%(key)s: %(reason)s", code="succession", params=where | {"reason": reason}
            )
    for pk in sorted(reached):
        yield ValidationError(
            _("%(key)s: say what became of the earlier wording, or mark it as new."),
            code="succession",
            params={"key": new[pk].key, "criterion": pk},
        )
    for pk in sorted(left):
        yield ValidationError(
            _("%(key)s of the predecessor: say what became of it, or mark it as dropped."),
            code="succession",
            params={"key": old[pk].key},
        )


def _judged(edition_id: int) -> dict[int, succession.Judged]:
    rows = CriterionText.objects.filter(
        criterion__standard__edition=edition_id, language=NORMATIVE
    ).values_list("criterion_id", "criterion__key", "statement", "criterion__level")
    return {pk: succession.Judged(key, statement, level) for pk, key, statement, level in rows}
