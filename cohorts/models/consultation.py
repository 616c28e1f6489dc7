"""Consultation (German: Anhörung): whom a draft concerns reads it before it is adopted."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.carrier import Carrier, Membership, works_for_centre
from cohorts.models.rights import Relation
from cohorts.models.scoped import ScopedQuerySet
from curriculum.models import Criterion, Edition

if TYPE_CHECKING:
    from home.models import User


class ConsultationQuerySet(ScopedQuerySet["Consultation"]):
    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """Consulted is who works for a carrier that was asked, or was asked by name.

        Whoever works for no carrier any more has no business with a draft, by name neither.
        """
        working = Membership.objects.current(on).filter(user=user.pk)
        return {
            Relation.CENTRE: works_for_centre(user, on),
            Relation.CONSULTED: Q(carrier__in=Carrier.objects.served_by(user, on))
            | Q(trainer__in=working.values("user")),
        }


class Consultation(models.Model):
    """One carrier, or one trainer by name, is asked about a draft until a day.

    All who work for the carrier may read the draft. After the last day, which ends at 24:00 Berlin
    time, they still read it, but leave no remark any more.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="consultations", verbose_name=_("edition")
    )
    carrier = models.ForeignKey(
        Carrier,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("carrier"),
    )
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("trainer"),
    )
    until = models.DateField(_("until"))
    opened_at = models.DateTimeField(_("opened at"))

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["edition", "carrier__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(carrier__isnull=False, trainer__isnull=True)
                | Q(carrier__isnull=True, trainer__isnull=False),
                name="cohorts_consultation_asks_one",
            ),
            models.UniqueConstraint(
                fields=["edition", "carrier"], name="cohorts_consultation_carrier_once"
            ),
            models.UniqueConstraint(
                fields=["edition", "trainer"], name="cohorts_consultation_trainer_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.carrier_id or self.trainer_id}"


class RemarkQuerySet(ScopedQuerySet["Remark"]):
    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """The centre reads and answers all; the others see their own and those of their carrier."""
        return {
            Relation.CENTRE: works_for_centre(user, on),
            Relation.CONSULTED: Q(carrier__in=Carrier.objects.served_by(user, on)) | Q(author=user),
        }


class Remark(models.Model):
    """What somebody said about one criterion of a draft. It stays with the edition for good.

    `key` and `wording` are the criterion's as the author saw it: the draft may go on changing. A
    dropped criterion is one of the predecessor.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="remarks", verbose_name=_("edition")
    )
    criterion = models.ForeignKey(
        Criterion,
        on_delete=models.SET_NULL,
        null=True,
        related_name="remarks",
        verbose_name=_("criterion"),
    )
    key = models.CharField(_("key"), max_length=20)
    wording = models.TextField(_("wording at that time"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="remarks",
        verbose_name=_("author"),
    )
    carrier = models.ForeignKey(
        Carrier,
        on_delete=models.PROTECT,
        null=True,
        related_name="remarks",
        verbose_name=_("carrier"),
    )
    text = models.TextField(_("remark"))
    at = models.DateTimeField(_("written at"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="cohorts_remark_has_text"),
            models.CheckConstraint(
                condition=Q(state="open", answer="", answered_at__isnull=True)
                | (Q(state__in=["answered", "closed"], answered_at__isnull=False) & ~Q(answer="")),
                name="cohorts_remark_answer_fits_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.edition_id})"
