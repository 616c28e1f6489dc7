"""Programmes: which modules make a qualification, and by which rules it is reached."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from curriculum.models.module import ModulePage
from curriculum.models.module_rights import ProgrammeRights, ShelfRights

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User


class ProgrammeIndexPage(Page):
    """The list of all programmes, at /programme/."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    template = "curriculum/programme_index.html"
    subpage_types = ["curriculum.ProgrammePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of programmes")

    def permissions_for_user(self, user: "User | AnonymousUser") -> ShelfRights:
        return ShelfRights(user, self)


class ProgrammePage(Page):
    """A programme, such as the basic qualification (20 to 36 teaching units), with its rules."""

    lead = models.TextField(_("in one sentence"), blank=True)
    body = RichTextField(
        _("content"), blank=True, features=["h3", "bold", "italic", "ol", "ul", "link"]
    )
    percent = models.PositiveSmallIntegerField(
        _("attendance needed (percent)"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Whoever attends less of the planned minutes gets no certificate."),
    )
    min_minutes = models.PositiveIntegerField(_("at least (minutes)"), default=20 * 45)
    max_minutes = models.PositiveIntegerField(_("at most (minutes)"), default=36 * 45)
    make_up_months = models.PositiveSmallIntegerField(
        _("months to make up"), default=12, help_text=_("How long missed modules can be made up.")
    )
    counts_electives = models.BooleanField(_("electives count as planned"), default=False)
    from_joining = models.BooleanField(
        _("sessions count from joining"),
        default=False,
        help_text=_("Sessions before somebody joined are then left out for that person."),
    )

    content_panels = [
        *Page.content_panels,
        "lead",
        "body",
        "programme_modules",
        "percent",
        "min_minutes",
        "max_minutes",
        "make_up_months",
        "counts_electives",
        "from_joining",
    ]
    template = "curriculum/programme.html"
    parent_page_types = ["curriculum.ProgrammeIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100),
                name="curriculum_programmepage_percent_1_to_100",
            ),
            models.CheckConstraint(
                condition=Q(min_minutes__gt=0) & Q(max_minutes__gte=F("min_minutes")),
                name="curriculum_programmepage_range_in_order",
            ),
        ]

    def permissions_for_user(self, user: "User | AnonymousUser") -> ProgrammeRights:
        return ProgrammeRights(user, self)

    def clean(self) -> None:
        super().clean()
        if self.min_minutes and self.max_minutes and self.max_minutes < self.min_minutes:
            raise ValidationError({"max_minutes": _("The most must not be less than the least.")})


class ProgrammeModule(Orderable):
    """A module in a programme: obligatory or elective, at its place."""

    programme = ParentalKey(
        ProgrammePage, on_delete=models.CASCADE, related_name="programme_modules"
    )
    module = models.ForeignKey(
        ModulePage, on_delete=models.PROTECT, related_name="+", verbose_name=_("module")
    )
    obligatory = models.BooleanField(_("obligatory"), default=False)

    panels = ["module", "obligatory"]

    class Meta(Orderable.Meta):
        verbose_name = _("module of the programme")
        verbose_name_plural = _("modules of the programme")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "module"], name="curriculum_programmemodule_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.module)
