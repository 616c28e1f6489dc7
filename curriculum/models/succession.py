"""How a criterion of one edition became a criterion of the next."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curriculum.models.edition import Criterion, Edition
from curriculum.models.frozen import FrozenOnceAdopted


class Succession(FrozenOnceAdopted):
    """One step from the predecessor's criterion to the next edition's.

    Split and merged are several rows; a new criterion has no `from`, a dropped one no `to`.
    """

    class Kind(models.TextChoices):
        UNCHANGED = "unchanged", _("unchanged")
        EDITORIAL = "editorial", _("edited without change of meaning")
        MOVED = "moved", _("moved")
        RENUMBERED = "renumbered", _("renumbered")
        REWORDED = "reworded", _("reworded")
        LEVEL_CHANGED = "level_changed", _("level changed")
        DROPPED = "dropped", _("dropped")
        SPLIT = "split", _("split")
        MERGED = "merged", _("merged")
        NEW = "new", _("new")

    WITHOUT_EFFECT = (Kind.UNCHANGED, Kind.EDITORIAL, Kind.MOVED, Kind.RENUMBERED)
    SUBSTANTIVE = (Kind.REWORDED, Kind.LEVEL_CHANGED, Kind.DROPPED, Kind.SPLIT, Kind.MERGED)

    from_criterion = models.ForeignKey(
        Criterion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="later_steps",
        verbose_name=_("from"),
    )
    to_criterion = models.ForeignKey(
        Criterion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="earlier_steps",
        verbose_name=_("to"),
    )
    kind = models.CharField(_("kind of change"), max_length=20, choices=Kind.choices)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="new", from_criterion__isnull=True, to_criterion__isnull=False)
                | Q(kind="dropped", from_criterion__isnull=False, to_criterion__isnull=True)
                | (
                    ~Q(kind__in=["new", "dropped"])
                    & Q(from_criterion__isnull=False, to_criterion__isnull=False)
                ),
                name="curriculum_succession_ends_fit_kind",
            ),
            models.UniqueConstraint(
                fields=["from_criterion", "to_criterion"], name="curriculum_succession_step_once"
            ),
            models.UniqueConstraint(
                fields=["from_criterion"],
                condition=Q(kind="dropped"),
                name="curriculum_succession_dropped_once",
            ),
            models.UniqueConstraint(
                fields=["to_criterion"],
                condition=Q(kind="new"),
                name="curriculum_succession_new_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_criterion_id} → {self.to_criterion_id} ({self.kind})"

    @classmethod
    def is_frozen(cls) -> Q:
        """A step belongs to the edition it leads into; a dropped criterion to the next edition."""
        adopted = Edition.State.ADOPTED
        return Q(to_criterion__standard__edition__state=adopted) | Q(
            to_criterion__isnull=True, from_criterion__standard__edition__successor__state=adopted
        )

    def joins_frozen(self) -> bool:
        if self.to_criterion_id is not None:
            return Criterion.objects.filter(Criterion.is_frozen(), pk=self.to_criterion_id).exists()
        return (
            Edition.objects.adopted()
            .filter(predecessor__standards__criteria=self.from_criterion_id)
            .exists()
        )

    @property
    def has_effect(self) -> bool:
        """Whether modules must be looked at: the judged text (statement and level) changed."""
        return self.kind in self.SUBSTANTIVE
