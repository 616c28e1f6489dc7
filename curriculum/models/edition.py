"""The quality standards: editions, their standards and criteria, and the texts per language.

German is normative. An adopted edition is frozen (see `curriculum.models.frozen`).
"""

import uuid
from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curriculum.models import languages
from curriculum.models.frozen import NORMATIVE, FrozenOnceAdopted

key_validator = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9.\-]*$", _("Use letters, digits, dots and hyphens only.")
)


class EditionQuerySet(models.QuerySet["Edition"]):
    def adopted(self) -> "EditionQuerySet":
        return self.filter(state=Edition.State.ADOPTED)

    def in_force(self, on: date) -> "Edition | None":
        """The adopted edition whose day has come last; None before the first."""
        return self.adopted().filter(in_force_from__lte=on).order_by("-in_force_from").first()

    def newest_adopted(self) -> "Edition | None":
        """The one that opened the reviews last; it may still lie ahead."""
        return self.adopted().order_by("-in_force_from").first()


class Edition(FrozenOnceAdopted):
    """An edition of the quality standards (German: Fortschreibung): one document, one life."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CONSULTATION = "consultation", _("in consultation")
        ADOPTED = "adopted", _("adopted")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(_("edition"), max_length=20, unique=True, validators=[key_validator])
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.DRAFT, editable=False
    )
    predecessor = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successor",
        verbose_name=_("predecessor"),
    )
    adopted_on = models.DateField(_("adopted on"), null=True, editable=False)
    in_force_from = models.DateField(_("in force from"), null=True, editable=False)
    minute_reference = models.CharField(
        pgettext_lazy("record of a meeting", "minutes"), max_length=200, blank=True, editable=False
    )
    # A body or an office, such as "Steuerkreis"; no person's name.
    approver = models.CharField(_("approved by"), max_length=200, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="adopted", adopted_on__isnull=False, in_force_from__isnull=False)
                | (
                    ~Q(state="adopted")
                    & Q(adopted_on__isnull=True, in_force_from__isnull=True, digest="")
                ),
                name="curriculum_edition_adopted_has_dates",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_from__gte=models.F("adopted_on")),
                name="curriculum_edition_in_force_after_adoption",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "consultation", "adopted"]),
                name="curriculum_edition_state_known",
            ),
            models.UniqueConstraint(
                fields=["in_force_from"], name="curriculum_edition_one_in_force_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def is_frozen(cls) -> Q:
        return Q(state=cls.State.ADOPTED)

    def joins_frozen(self) -> bool:
        return False  # adopting is such a change itself

    @property
    def is_adopted(self) -> bool:
        return self.state == self.State.ADOPTED


class Standard(FrozenOnceAdopted):
    """A quality standard of an edition, such as GR: boundaries and self-care."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="standards")
    key = models.CharField(_("key"), max_length=20, validators=[key_validator])
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"], name="curriculum_standard_key_once_in_an_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.edition_id})"

    @classmethod
    def is_frozen(cls) -> Q:
        return Q(edition__state=Edition.State.ADOPTED)

    def joins_frozen(self) -> bool:
        return Edition.objects.adopted().filter(pk=self.edition_id).exists()


class StandardText(FrozenOnceAdopted):
    """Title and introduction of a standard in one language."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=languages.offered)
    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("introduction"), blank=True)

    class Meta:
        ordering = ["standard", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "language"], name="curriculum_standardtext_one_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def is_frozen(cls) -> Q:
        return Q(language=NORMATIVE, standard__edition__state=Edition.State.ADOPTED)

    def joins_frozen(self) -> bool:
        return (
            self.language == NORMATIVE
            and Standard.objects.filter(Standard.is_frozen(), pk=self.standard_id).exists()
        )


class Criterion(FrozenOnceAdopted):
    """A criterion of a standard, such as GR-2. What is judged is its statement and its level."""

    class Level(models.TextChoices):
        MUST = "must", _("must")
        SHOULD = "should", _("should")
        MAY = "may", _("may")

    # Version 4, because CASE 1.1 admits UUID versions 1 to 5 only.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="criteria")
    key = models.CharField(_("key"), max_length=20, validators=[key_validator])
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.MUST)
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["standard__edition", "standard__position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "key"], name="curriculum_criterion_key_once_in_a_standard"
            ),
            models.CheckConstraint(
                condition=Q(level__in=["must", "should", "may"]),
                name="curriculum_criterion_level_known",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def is_frozen(cls) -> Q:
        return Q(standard__edition__state=Edition.State.ADOPTED)

    def joins_frozen(self) -> bool:
        return Standard.objects.filter(Standard.is_frozen(), pk=self.standard_id).exists()


class CriterionText(FrozenOnceAdopted):
    """Wording of a criterion in one language: the statement, and the explanation of its purpose."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=languages.offered)
    statement = models.TextField(_("statement"))
    explanation = models.TextField(_("explanation"), blank=True)

    class Meta:
        ordering = ["criterion", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "language"], name="curriculum_criteriontext_one_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.statement[:60]

    @classmethod
    def is_frozen(cls) -> Q:
        return Q(language=NORMATIVE, criterion__standard__edition__state=Edition.State.ADOPTED)

    def joins_frozen(self) -> bool:
        return (
            self.language == NORMATIVE
            and Criterion.objects.filter(Criterion.is_frozen(), pk=self.criterion_id).exists()
        )


class Corrigendum(models.Model):
    """A printing error of an adopted edition, mended by a dated note beside the wording.

    The wording itself stays as it was adopted. A corrigendum never changes either
    (`cohorts.models.append_only`); the log says who wrote it.
    """

    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="corrigenda")
    dated_on = models.DateField(_("dated"))
    text = models.TextField(_("correction"))

    class Meta:
        verbose_name = _("corrigendum")
        verbose_name_plural = _("corrigenda")
        ordering = ["dated_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="curriculum_corrigendum_has_text")
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}, {self.dated_on:%Y-%m-%d}"
