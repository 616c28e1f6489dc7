"""The log: every deed one entry, with who, when, what and why."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import BaseLogEntry, BaseLogEntryManager

from cohorts.models.carrier import Carrier, Membership
from cohorts.models.participant import Participant
from cohorts.models.scoped import FollowsQuerySet

if TYPE_CHECKING:
    from home.models import User


class LogEntryManager(BaseLogEntryManager):
    def get_queryset(self) -> "models.QuerySet[LogEntry]":
        """With the values beside the entries: every history shows why."""
        return super().get_queryset().prefetch_related("values")

    def viewable_by_user(self, user: "User") -> "models.QuerySet[LogEntry]":
        """Entries of the carriers that the user coordinates, and the own deeds.

        Superusers see all.
        """
        if user.is_superuser:
            return self.all()
        own = Carrier.objects.served_by(user, timezone.localdate(), Membership.Role.COORDINATOR)
        return self.filter(Q(carrier__in=own) | Q(user=user))

    def get_instance_title(self, instance: models.Model) -> str:
        """Never a personal string: an entry stays when the person is erased."""
        return getattr(instance, "title_for_log", None) or str(instance)

    def log_action(self, instance: models.Model, action: str, **kwargs: Any) -> "LogEntry":
        kwargs.setdefault("object_id", str(instance.pk))
        kwargs.setdefault("carrier", getattr(instance, "carrier_for_log", None))
        return super().log_action(instance, action, **kwargs)

    def for_instance(self, instance: models.Model) -> "models.QuerySet[LogEntry]":
        return self.filter(
            content_type=ContentType.objects.get_for_model(instance, for_concrete_model=False),
            object_id=str(instance.pk),
        )


class LogEntry(BaseLogEntry):
    """An entry of the log. Holds numbers and field names only, never personal values."""

    object_id = models.CharField(max_length=64, db_index=True)
    carrier = models.ForeignKey(
        Carrier,
        on_delete=models.PROTECT,  # an entry never changes, so what it names stays
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("carrier"),
    )
    reason = models.TextField(_("reason"), blank=True)

    objects = LogEntryManager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["-timestamp", "-id"]

    def __str__(self) -> str:
        return f"{self.timestamp:%Y-%m-%d %H:%M} {self.action} {self.object_id}"

    @property
    def why(self) -> str:
        """The reason; for a deed about a person it stands beside the entry, until erasure."""
        return self.reason or next(
            (value.new for value in self.values.all() if value.field == AuditValue.REASON), ""
        )

    @property
    def message(self) -> str:
        """What happened and why, as all histories show it."""
        return f"{self.what} – {_('Reason')}: {self.why}" if self.why else self.what

    @property
    def what(self) -> str:
        """What happened, in words."""
        return str(super().message)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """What an entry points at is known to be there: the database refuses it otherwise.

        Wagtail checks every entry before it is saved, which would cost a query for each pointer.
        """
        super().clean_fields(exclude={*(exclude or ()), "content_type", "user", "carrier"})


class AuditValueQuerySet(FollowsQuerySet["AuditValue"]):
    follows = "participant"


class AuditValue(models.Model):
    """The personal values of a log entry, old and new, apart from it: erasure empties this table.

    The entry itself keeps a salted digest only, so that a value shown here can be proved.
    """

    REASON = "reason"

    entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, related_name="values")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="audit_values"
    )
    # The name of the field that was changed, or "reason".
    field = models.CharField(_("field"), max_length=40)
    salt = models.CharField(max_length=32)
    old = models.TextField(_("old value"), blank=True)
    new = models.TextField(_("new value"), blank=True)

    objects = AuditValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("value of a log entry")
        verbose_name_plural = _("values of log entries")
        ordering = ["entry", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "field"], name="cohorts_auditvalue_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.field}"
