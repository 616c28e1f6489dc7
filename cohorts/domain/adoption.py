"""Adopting an edition: it freezes, whoever answers for a touched module is told, and each touched
course waits for a decision."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.domain import decisions, impact, messages
from curriculum.domain import editions
from curriculum.models import Edition

if TYPE_CHECKING:
    from home.models import User

KIND = "standards_adopted"


@transaction.atomic
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
    """Adopt, write one message to each trainer who is responsible for a module to review, and open
    one decision per touched cohort.

    Raises ValidationError with everything that still stands in the way; then nobody is told and
    nothing waits.
    """
    # Held from here on, so that what was counted is what is adopted.
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    found = impact.of(edition)
    adopted = editions.adopt(
        edition=edition,
        adopted_on=adopted_on,
        in_force_from=in_force_from,
        minute_reference=minute_reference,
        approver=approver,
        by=by,
        now=now,
    )
    told = {
        module.module.responsible
        for touch in found.touches
        for module in touch.modules
        if module.module.responsible is not None and module.module.responsible.is_active
    }
    for trainer in sorted(told, key=lambda user: user.pk):
        messages.queue(kind=KIND, occasion=f"{KIND}:{adopted.key}", user=trainer, now=now)
    decisions.open_for(edition=adopted, found=found, now=now)
    return adopted
