"""Findings: what came out of a network meeting, or of the feedback after a course."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort
from cohorts.models.scoped import FollowsQuerySet
from curriculum.models import Criterion


class FindingQuerySet(FollowsQuerySet["Finding"]):
    follows = "cohort"


class Finding(models.Model):
    """An agreement between parties, an idea, or a proposal for a criterion.

    What became of it follows from its fields: an agreement was kept (`done_on`), a proposal was
    taken into a criterion (`taken_into`) or declined with a reason. Parties are organisations.
    """

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("agreement")
        IDEA = "idea", _("idea")
        PROPOSAL = "proposal", _("proposal for a criterion")

    # The event, or the course whose feedback it comes from.
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="findings", verbose_name=_("event or course")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("in words"))
    parties = models.CharField(
        _("between whom"),
        max_length=300,
        blank=True,
        help_text=_("Organisations, separated by commas. Name no persons."),
    )
    due_on = models.DateField(_("until when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, editable=False)
    criterion = models.ForeignKey(
        Criterion,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about the criterion"),
        help_text=_("Leave it empty for something new."),
    )
    taken_into = models.ForeignKey(
        Criterion,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="origins",
        verbose_name=_("taken into"),
    )
    declined_because = models.TextField(_("declined because"), blank=True, editable=False)
    is_public = models.BooleanField(
        _("on the page of the meeting"),
        default=False,
        help_text=_("Everybody reads it there, with what became of it."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("written down at"))

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["agreement", "idea", "proposal"]),
                name="cohorts_finding_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="agreement", due_on__isnull=False) & ~Q(parties="")
                | ~Q(kind="agreement") & Q(parties="", due_on__isnull=True, done_on__isnull=True),
                name="cohorts_finding_agreement_names_parties_and_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="proposal") | Q(taken_into__isnull=True, declined_because=""),
                name="cohorts_finding_only_proposals_are_judged",
            ),
            models.CheckConstraint(
                condition=Q(taken_into__isnull=True) | Q(declined_because=""),
                name="cohorts_finding_taken_or_declined",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).words(9)


class FindingNoteQuerySet(FollowsQuerySet["FindingNote"]):
    follows = "finding"


class FindingNote(models.Model):
    """What was said when a finding was discussed."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("written at"))

    objects = FindingNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note on a finding")
        verbose_name_plural = _("notes on findings")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="cohorts_findingnote_has_text")
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.at:%Y-%m-%d}"
