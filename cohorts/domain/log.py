"""Writing the log: one entry per deed, in the deed's transaction."""

from typing import TYPE_CHECKING, Any

from django.db import models

from cohorts.models import Carrier, LogEntry

if TYPE_CHECKING:
    from home.models import User


def record(
    instance: models.Model,
    action: str,
    *,
    by: "User | None",
    carrier: Carrier | None,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> LogEntry:
    """Write who did what to which record and why.

    `data` holds ids, field names and numbers, never personal values. `by=None` is the system itself
    (an expired offer, a command). `carrier` decides whose coordinators read the entry.
    """
    return LogEntry.objects.log_action(
        instance, action, user=by, carrier=carrier, reason=reason, data=data or {}
    )
