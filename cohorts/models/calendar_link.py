"""Private calendar addresses."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


class CalendarLink(models.Model):
    """An unguessable, renewable address of a person's own dates. Dies with the account."""

    class Contents(models.TextChoices):
        LEARNING = "learning", _("my sessions as a participant")
        TEACHING = "teaching", _("sessions I teach")
        ALL = "all", _("all my sessions")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_links"
    )
    label = models.CharField(_("label"), max_length=100, blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    contents = models.CharField(
        _("contents"), max_length=10, choices=Contents.choices, default=Contents.ALL
    )
    last_fetched = models.DateTimeField(_("last fetched"), null=True, editable=False)

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")
        ordering = ["user", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "contents"], name="cohorts_calendarlink_one_per_contents"
            )
        ]

    def __str__(self) -> str:
        return f"calendar link {self.pk}"
