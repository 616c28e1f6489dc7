"""Decisions: what an adopted edition means for a course and for the people in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort
from cohorts.models.scoped import FollowsQuerySet
from curriculum.models import Edition


class DecisionQuerySet(FollowsQuerySet["Decision"]):
    follows = "cohort"

    def undecided(self) -> "DecisionQuerySet":
        return self.filter(verdict="")

    def to_do(self) -> "DecisionQuerySet":
        """Decided, and still to be carried out."""
        return self.filter(
            verdict__in=[Decision.Verdict.ADAPT, Decision.Verdict.FOLLOW_UP], done_on=None
        )


class Decision(models.Model):
    """What a cohort that an edition touches needs. Opened by adopting, one per cohort.

    The numbers are those on the day of adoption: who held a seat, and who had already been taught
    an earlier wording. They say how many, never who.
    """

    class Verdict(models.TextChoices):
        NOTHING = "nothing", _("nothing needed")
        ADAPT = "adapt", _("adapt the course")
        FOLLOW_UP = "follow_up", _("follow-up session")

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("edition")
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("cohort")
    )
    opened_at = models.DateTimeField(_("open since"))
    people = models.PositiveIntegerField(_("people with a seat"))
    taught = models.PositiveIntegerField(_("taught an earlier wording"))
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    done_on = models.DateField(_("done on"), null=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("decided at"), null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["edition", "until", "cohort__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "cohort"], name="cohorts_decision_once_per_cohort"
            ),
            models.CheckConstraint(
                condition=Q(
                    verdict="", reason="", until__isnull=True, at__isnull=True, done_on__isnull=True
                )
                | Q(verdict="nothing", until__isnull=True, at__isnull=False, done_on__isnull=True)
                & ~Q(reason="")
                | Q(verdict="adapt", at__isnull=False) & ~Q(reason="")
                | Q(verdict="follow_up", until__isnull=False, at__isnull=False) & ~Q(reason=""),
                name="cohorts_decision_fits_verdict",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.cohort_id}"
