"""Barriers on this site that somebody has reported (HVBIT, the accessibility rules of Hessen)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cohorts.models.carrier import works_for_centre

if TYPE_CHECKING:
    from datetime import date

    from home.models.user import User


class BarrierReportQuerySet(models.QuerySet["BarrierReport"]):
    def visible_to(self, user: "User", on: "date | None" = None) -> "BarrierReportQuerySet":
        """The competence centre runs the site, so it answers."""
        return self.filter(works_for_centre(user, on))

    editable_by = visible_to

    def waiting(self) -> "BarrierReportQuerySet":
        return self.filter(settled_at=None)


class BarrierReport(models.Model):
    """What somebody could not read, reach or use, and where. Who wants an answer
    leaves an address."""

    text = models.TextField(_("what is the barrier?"), max_length=4000)
    page = models.CharField(_("on which page?"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail address for an answer"), blank=True)
    reported_at = models.DateTimeField(_("reported"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    outcome = models.TextField(_("what was done"), blank=True, max_length=2000)

    objects = BarrierReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported barrier")
        verbose_name_plural = _("reported barriers")
        ordering = ["-reported_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None) | ~Q(outcome=""),
                name="home_barrierreport_settled_says_how",
            )
        ]

    def __str__(self) -> str:
        return f"B-{self.pk}"

    @property
    def screen_title(self) -> str:
        """The beginning of what was written, on one line."""
        return Truncator(" ".join(self.text.split())).chars(60)
