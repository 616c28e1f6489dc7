"""Corrigenda: a printing error of an adopted edition is mended by a dated note beside its text."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from curriculum.domain.afterwards import CORRECTED
from curriculum.domain.drafting import plain
from curriculum.models import Corrigendum, Criterion, Edition

if TYPE_CHECKING:
    from home.models import User


def may_correct(user: "User") -> bool:
    """The competence centre, as it adopts."""
    return user.has_perm("curriculum.change_edition")


@transaction.atomic
def correct(
    *, criterion: Criterion, text: str, dated_on: date, by: "User", now: datetime
) -> Corrigendum:
    """Put a dated note beside an adopted wording, which itself stays. It can never be changed.

    Raises PermissionDenied for whoever does not keep the editions; ValidationError for a draft,
    whose wording can be changed itself, for an empty text, for one that is there already, and for
    a day before the adoption or after today (in Berlin).
    """
    if not may_correct(by):
        raise PermissionDenied
    # One after the other, so that a form that was sent twice is seen.
    edition = Edition.objects.select_for_update(no_key=True).get(standards__criteria=criterion.pk)
    if edition.adopted_on is None:
        raise ValidationError(_("This is a draft: change the wording itself."), code="draft")
    wrong: dict[str, str] = {}
    text = plain(text)
    if not text:
        wrong["text"] = _("Say what is to be read instead.")
    if dated_on < edition.adopted_on:
        wrong["dated_on"] = _("A corrigendum is dated after the adoption of its edition.")
    elif dated_on > timezone.localdate(now):
        wrong["dated_on"] = _("A corrigendum must not be dated in the future.")
    if wrong:
        raise ValidationError(wrong)
    if Corrigendum.objects.filter(criterion=criterion, text=text, dated_on=dated_on).exists():
        raise ValidationError(_("This corrigendum is there already."), code="exists")
    corrigendum = Corrigendum.objects.create(criterion=criterion, text=text, dated_on=dated_on)
    log(
        criterion,
        CORRECTED,
        user=by,
        timestamp=now,
        data={"corrigendum": corrigendum.pk, "dated_on": dated_on.isoformat()},
    )
    return corrigendum


def beside(criteria: Collection[int]) -> dict[int, list[Corrigendum]]:
    """The corrigenda of criteria, by their numbers, oldest first: one query."""
    found: dict[int, list[Corrigendum]] = {number: [] for number in criteria}
    for corrigendum in Corrigendum.objects.filter(criterion__in=criteria):
        found[corrigendum.criterion_id].append(corrigendum)
    return found


def within(editions: Collection[int]) -> dict[int, list[Corrigendum]]:
    """All corrigenda of some editions, by criterion: one query."""
    found: dict[int, list[Corrigendum]] = defaultdict(list)
    for corrigendum in Corrigendum.objects.filter(criterion__standard__edition__in=editions):
        found[corrigendum.criterion_id].append(corrigendum)
    return found
