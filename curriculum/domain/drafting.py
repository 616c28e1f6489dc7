"""Working on an edition that is not adopted yet."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from curriculum.models import Criterion, CriterionText
from curriculum.models.frozen import NORMATIVE, FrozenError

if TYPE_CHECKING:
    from home.models import User


@transaction.atomic
def reword(
    *,
    criterion: Criterion,
    level: str,
    statement: str,
    explanation: str = "",
    by: "User",
    now: datetime,
) -> Criterion:
    """Change the normative wording of a criterion, or its level, in a draft.

    Raises FrozenError once the edition has been adopted.
    """
    criterion = (
        Criterion.objects.select_for_update(of=("self",))
        .select_related("standard__edition")
        .get(pk=criterion.pk)
    )
    if criterion.standard.edition.is_adopted:
        raise FrozenError
    text = CriterionText.objects.filter(criterion=criterion, language=NORMATIVE).first()
    text = text or CriterionText(criterion=criterion, language=NORMATIVE)
    after = {"level": level, "statement": statement.strip(), "explanation": explanation.strip()}
    before = {
        "level": criterion.level,
        "statement": text.statement,
        "explanation": text.explanation,
    }
    if after == before:
        return criterion
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
