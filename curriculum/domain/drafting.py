"""The wording of an edition: the German one while it is a draft, translations at any time.

Each deed can be told what its writer saw. Where something else is stored by now it refuses, so that
of two people who write at once neither loses a word.
"""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from curriculum.models import Criterion, CriterionText, Edition, Standard, StandardText
from curriculum.models.frozen import NORMATIVE, FrozenError

if TYPE_CHECKING:
    from home.models import User


def lock(edition: int) -> Edition:
    """One at a time works on an edition; what they saw is compared within."""
    return Edition.objects.select_for_update().get(pk=edition)


def lock_draft(edition: int) -> Edition:
    """Raises FrozenError once the edition has been adopted."""
    found = lock(edition)
    if found.is_adopted:
        raise FrozenError
    return found


def seen_as(*texts: str) -> str:
    """What somebody saw, as a short mark that a form can carry. Line ends do not count."""
    plain = "\0".join(text.replace("\r\n", "\n").strip() for text in texts)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def refuse_unless_seen(seen: str | None, *stored: str) -> None:
    """Raises ValidationError with the code "conflict" where another text is stored by now."""
    if seen is not None and seen != seen_as(*stored):
        raise ValidationError(
            _("Somebody else saved something here in the meantime. Nothing was overwritten."),
            code="conflict",
        )


@transaction.atomic
def reword(
    *,
    criterion: Criterion,
    level: str,
    statement: str,
    explanation: str = "",
    seen: str | None = None,
    by: "User",
    now: datetime,
) -> Criterion:
    """Change the normative wording of a criterion, or its level, in a draft.

    `seen` is `seen_as(level, statement, explanation)` of what the writer had before them. Raises
    FrozenError once the edition has been adopted.
    """
    lock_draft(criterion.standard.edition_id)
    criterion = Criterion.objects.select_related("standard__edition").get(pk=criterion.pk)
    text = CriterionText.objects.filter(criterion=criterion, language=NORMATIVE).first()
    text = text or CriterionText(criterion=criterion, language=NORMATIVE)
    after = {"level": level, "statement": plain(statement), "explanation": plain(explanation)}
    before = {
        "level": criterion.level,
        "statement": text.statement,
        "explanation": text.explanation,
    }
    if after == before:
        return criterion
    refuse_unless_seen(seen, *before.values())
    criterion.level = level
    text.statement, text.explanation = after["statement"], after["explanation"]
    for row in (criterion, text):
        row.full_clean(exclude=["standard", "criterion"])
        row.save()
    log(
        criterion,
        "curriculum.reword",
        user=by,
        timestamp=now,
        data={"fields": sorted(name for name in after if after[name] != before[name])},
    )
    return criterion


@transaction.atomic
def translate(
    *,
    criterion: Criterion,
    language: str,
    statement: str,
    explanation: str = "",
    seen: str | None = None,
    by: "User",
    now: datetime,
) -> CriterionText:
    """Say a criterion in another language, before its adoption or after; never in German."""
    lock(criterion.standard.edition_id)
    if language == NORMATIVE:
        raise FrozenError
    text = CriterionText.objects.filter(criterion=criterion, language=language).first()
    text = text or CriterionText(criterion=criterion, language=language)
    after = {"statement": plain(statement), "explanation": plain(explanation)}
    _translated(text, after, seen, criterion, by, now)
    return text


@transaction.atomic
def translate_title(
    *,
    standard: Standard,
    language: str,
    title: str,
    introduction: str = "",
    seen: str | None = None,
    by: "User",
    now: datetime,
) -> StandardText:
    """Say the title of a standard in another language, before adoption or after."""
    lock(standard.edition_id)
    if language == NORMATIVE:
        raise FrozenError
    text = StandardText.objects.filter(standard=standard, language=language).first()
    text = text or StandardText(standard=standard, language=language)
    after = {"title": plain(title), "introduction": plain(introduction)}
    _translated(text, after, seen, standard, by, now)
    return text


def _translated(
    text: CriterionText | StandardText,
    after: dict[str, str],
    seen: str | None,
    owner: Criterion | Standard,
    by: "User",
    now: datetime,
) -> None:
    before = {name: getattr(text, name) for name in after}
    if after == before:
        return
    refuse_unless_seen(seen, *before.values())
    for name, value in after.items():
        setattr(text, name, value)
    text.full_clean(exclude=["standard", "criterion"])
    text.save()
    fields = sorted(name for name in after if after[name] != before[name])
    data = {"language": text.language, "fields": fields}
    log(owner, "curriculum.translate", user=by, timestamp=now, data=data)


def plain(text: str) -> str:
    """As it is stored: browsers send line ends in their own way, and PostgreSQL keeps no NUL."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()
