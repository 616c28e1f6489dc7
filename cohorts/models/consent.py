"""What somebody agreed to, and until when data must be kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.participant import Participant
from cohorts.models.scoped import FollowsQuerySet


class ConsentQuerySet(FollowsQuerySet["Consent"]):
    follows = "participant"


class Consent(models.Model):
    """A consent of the person or, for a minor, of a guardian. The paper itself is never stored."""

    class Kind(models.TextChoices):
        TAKING_PART = "taking_part", _("a guardian agrees that the minor takes part")
        PHOTOS = "photos", _("photos of the person may be taken and shown")

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(_("consent"), max_length=20, choices=Kind.choices)
    given_on = models.DateField(_("given on"))
    by_guardian = models.BooleanField(_("given by a guardian"), default=False)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("paper seen by"),
        help_text=_("Empty when the person agreed here themselves."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["participant", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="cohorts_consent_standing_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="taking_part") | Q(by_guardian=True),
                name="cohorts_consent_taking_part_by_guardian",
            ),
        ]

    def __str__(self) -> str:
        return f"P-{self.participant_id}: {self.kind}"


class RetentionQuerySet(FollowsQuerySet["Retention"]):
    follows = "participant"


class Retention(models.Model):
    """Until this day the person's data must be kept, for example for a proof of use of funds.

    Erasure before that day restricts: nobody works with the data, but it is still there.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="retentions"
    )
    until = models.DateField(_("keep until"))
    reason = models.CharField(_("reason"), max_length=300)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    set_at = models.DateTimeField(_("set at"))

    objects = RetentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("retention")
        verbose_name_plural = _("retentions")
        ordering = ["participant", "until"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="cohorts_retention_has_reason")
        ]

    def __str__(self) -> str:
        return f"P-{self.participant_id}: {self.until}"
