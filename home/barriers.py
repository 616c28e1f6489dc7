"""Barriers on this site: somebody reports one, the competence centre settles it.

Reports are anonymous unless somebody leaves an address for an answer. The log names the report by
number; what was written in it stands in the row only, which goes a year after it is settled
(`cohorts.domain.retention`).
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.domain import log, messages
from cohorts.models import Carrier, Membership
from home import logs
from home.models import BarrierReport, User

MESSAGE = "barrier_reported"


@transaction.atomic
def report(*, text: str, page: str, email: str, by: User | None, now: datetime) -> BarrierReport:
    """Keep what somebody could not read, reach or use, and tell the coordinators of the centre.

    `page` may be an address of this site or words; secrets in it are blotted out. `by=None` is
    the usual case: nobody need sign in. Raises ValidationError without a text.
    """
    row = BarrierReport(
        text=text.strip(), page=logs.blot(page.strip()), email=email.strip(), reported_at=now
    )
    row.full_clean()
    row.save()
    log.record(row, "home.report_barrier", by=by, carrier=_centre())
    for membership in _answering(now):
        messages.queue(
            kind=MESSAGE,
            occasion=f"barrier:{row.pk}",
            user=membership.user,
            membership=membership,
            now=now,
        )
    return row


@transaction.atomic
def settle(*, report: BarrierReport, outcome: str, by: User, now: datetime) -> BarrierReport:
    """Say what was done about it. Settled twice, the first word stands.

    Raises ValidationError without words, or for a report that is settled already.
    """
    row = BarrierReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if row.settled_at is not None:
        raise ValidationError(_("This report has been settled already."), code="settled")
    if not outcome.strip():
        raise ValidationError({"outcome": _("Please say in a few words what was done.")})
    row.settled_at, row.settled_by, row.outcome = now, by, outcome.strip()
    row.full_clean()
    row.save()
    log.record(row, "home.settle_barrier", by=by, carrier=_centre())
    return row


def _centre() -> Carrier | None:
    return Carrier.objects.filter(is_centre=True).order_by("pk").first()


def _answering(now: datetime) -> list[Membership]:
    """Whoever coordinates the centre on that day, each person once."""
    held = (
        Membership.objects.current(timezone.localdate(now))
        .filter(carrier__is_centre=True, role=Membership.Role.COORDINATOR)
        .select_related("user")
        .order_by("pk")
    )
    return list({membership.user_id: membership for membership in held}.values())
