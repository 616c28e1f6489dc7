"""Deriving the next edition: a copy of the one before, where every criterion has its origin."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from curriculum.models import Criterion, CriterionText, Edition, Standard, StandardText, Succession

if TYPE_CHECKING:
    from home.models import User


@transaction.atomic
def derive(*, key: str, by: "User", now: datetime) -> Edition:
    """A draft that says word for word what the newest adopted edition says.

    Every criterion of it is marked as unchanged. The number of queries does not grow with the
    criteria. Raises ValidationError where nothing has been adopted yet, where a draft exists
    already, and for a key that is taken.
    """
    newest = Edition.objects.newest_adopted()
    if newest is None:
        raise ValidationError(_("There is no adopted edition to derive from."), code="nothing")
    before = Edition.objects.select_for_update().get(pk=newest.pk)
    if Edition.objects.filter(predecessor=before).exists():
        raise ValidationError(_("The next edition is being worked on already."), code="exists")
    edition = Edition(key=key.strip(), predecessor=before)
    edition.full_clean()
    edition.save()
    standards = _copied_standards(before, edition)
    copies = _copied_criteria(before, standards)
    Succession.objects.bulk_create(
        Succession(from_criterion_id=old, to_criterion=new, kind=Succession.Kind.UNCHANGED)
        for old, new in copies.items()
    )
    log(
        edition,
        "curriculum.derive",
        user=by,
        timestamp=now,
        data={"predecessor": before.pk, "criteria": len(copies)},
    )
    return edition


def _copied_standards(before: Edition, edition: Edition) -> dict[int, Standard]:
    """The new standard for each old one, with its texts in all languages."""
    old = list(before.standards.all())
    new = Standard.objects.bulk_create(
        Standard(edition=edition, key=row.key, position=row.position) for row in old
    )
    copies = dict(zip((row.pk for row in old), new, strict=True))
    StandardText.objects.bulk_create(
        StandardText(
            standard=copies[text.standard_id],
            language=text.language,
            title=text.title,
            introduction=text.introduction,
        )
        for text in StandardText.objects.filter(standard__edition=before)
    )
    return copies


def _copied_criteria(before: Edition, standards: dict[int, Standard]) -> dict[int, Criterion]:
    old = list(Criterion.objects.filter(standard__edition=before))
    new = Criterion.objects.bulk_create(
        Criterion(
            standard=standards[row.standard_id],
            key=row.key,
            level=row.level,
            position=row.position,
        )
        for row in old
    )
    copies = dict(zip((row.pk for row in old), new, strict=True))
    CriterionText.objects.bulk_create(
        CriterionText(
            criterion=copies[text.criterion_id],
            language=text.language,
            statement=text.statement,
            explanation=text.explanation,
        )
        for text in CriterionText.objects.filter(criterion__standard__edition=before)
    )
    return copies
