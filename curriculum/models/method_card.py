"""Method cards: how something is taught, written once and used in many seminar plans."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MethodCard(models.Model):
    """A method (German: Methodenkarte) with its usual length in minutes and its steps.

    Rows of a seminar plan refer to it; the row may need more or fewer minutes.
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    minutes = models.PositiveIntegerField(
        _("usual length (minutes)"), validators=[MinValueValidator(1)]
    )
    min_people = models.PositiveSmallIntegerField(
        _("from how many people"), default=2, validators=[MinValueValidator(1)]
    )
    max_people = models.PositiveSmallIntegerField(
        _("up to how many people"), null=True, blank=True, help_text=_("Empty: any number.")
    )
    material = models.TextField(_("material"), blank=True)
    steps = models.TextField(_("steps"), help_text=_("One step per line."))

    class Meta:
        verbose_name = _("method card")
        verbose_name_plural = _("method cards")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0, min_people__gt=0)
                & (Q(max_people__isnull=True) | Q(max_people__gte=F("min_people"))),
                name="curriculum_methodcard_sizes_in_order",
                violation_error_message=_("The most must not be less than the least."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def step_list(self) -> list[str]:
        return [line.strip() for line in self.steps.splitlines() if line.strip()]
