"""Modules: what is taught, with the learning goals that serve criteria."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PanelPlaceholder, Revision
from wagtail.query import PageQuerySet
from wagtail.search import index

from curriculum.blocks import ModuleBodyBlock
from curriculum.models.edition import Criterion
from curriculum.models.module_rights import ModuleRights, ShelfRights
from curriculum.models.restricted import AskedOnce

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User


class ModuleIndexPage(Page):
    """The shelf of all modules, at /module/."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    template = "curriculum/module_index.html"
    subpage_types = ["curriculum.ModulePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of modules")

    def permissions_for_user(self, user: "User | AnonymousUser") -> ShelfRights:
        return ShelfRights(user, self)


class ModuleQuerySet(PageQuerySet):
    def shared(self) -> "ModuleQuerySet":
        """Modules on a shelf, in any language. The others are local ones of a carrier."""
        parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
        return self.filter(Exists(ModuleIndexPage.objects.filter(path=parent)))

    def changed_originals(self) -> "ModuleQuerySet":
        """Modules whose original was published anew since they last looked at it."""
        return self.filter(based_on__live_revision__isnull=False).exclude(
            based_on__live_revision=F("based_on_revision")
        )


class ModulePage(AskedOnce, Page):
    """A module (German: Modul, Baustein): a unit of the curriculum with a range of minutes."""

    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("Shown as “Module 8”; orders the list.")
    )
    lead = models.TextField(
        _("in one sentence"), blank=True, help_text=_("Appears below the title and in lists.")
    )
    min_minutes = models.PositiveIntegerField(
        _("at least (minutes)"), default=90, validators=[MinValueValidator(1)]
    )
    max_minutes = models.PositiveIntegerField(
        _("at most (minutes)"), default=180, validators=[MinValueValidator(1)]
    )
    body = StreamField(ModuleBodyBlock(), verbose_name=_("content"), blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible trainer"),
        help_text=_("Is told when a criterion of this module changes, and may confirm the module."),
    )

    based_on = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adaptations",
        editable=False,
        verbose_name=_("based on"),
    )
    based_on_revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("state of the original"),
    )

    objects = PageManager.from_queryset(ModuleQuerySet)()

    content_panels = [
        PanelPlaceholder("curriculum.viewsets.original_panel.OriginalPanel", [], {}),
        *Page.content_panels,
        PanelPlaceholder(
            "curriculum.viewsets.checks_panel.ChecksPanel",
            [],
            {"heading": _("check of the content")},
        ),
        "number",
        "lead",
        "min_minutes",
        "max_minutes",
        "learning_goals",
        PanelPlaceholder(
            "curriculum.viewsets.links_panel.LinksPanel",
            [],
            {"heading": _("links to the standards")},
        ),
        "body",
        "responsible",
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    template = "curriculum/module.html"
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        constraints = [
            models.CheckConstraint(
                condition=Q(min_minutes__gt=0) & Q(max_minutes__gte=F("min_minutes")),
                name="curriculum_modulepage_range_in_order",
            ),
            models.CheckConstraint(
                condition=Q(based_on__isnull=True, based_on_revision__isnull=True)
                | Q(based_on__isnull=False, based_on_revision__isnull=False),
                name="curriculum_modulepage_original_has_revision",
            ),
        ]

    def permissions_for_user(self, user: "User | AnonymousUser") -> ModuleRights:
        return ModuleRights(user, self)

    @classmethod
    def can_move_to(cls, parent: Page) -> bool:
        """A module stays whose it is. Another carrier, or the shelf, makes its own from it."""
        return False

    def with_content_json(self, content: dict[str, Any]) -> "ModulePage":
        """Where it comes from belongs to the module and not to one of its drafts."""
        origin = {"based_on": self.based_on_id, "based_on_revision": self.based_on_revision_id}
        module: ModulePage = super().with_content_json({**content, **origin})
        return module

    def clean(self) -> None:
        super().clean()
        if self.min_minutes and self.max_minutes and self.max_minutes < self.min_minutes:
            raise ValidationError({"max_minutes": _("The most must not be less than the least.")})


class LearningGoal(Orderable):
    """What a trainee can do afterwards. Names the criterion row it was written for.

    Its pages recreate these rows on publishing, so nothing may point at them.
    """

    class Depth(models.TextChoices):
        INTRODUCED = "introduced", _("introduced")
        PRACTISED = "practised", _("practised")
        ASSESSED = "assessed", _("assessed")

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="learning_goals")
    text = models.CharField(
        _("goal"), max_length=300, help_text=_("Begins with “I”: I recognise when …")
    )
    criterion = models.ForeignKey(
        Criterion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="learning_goals",
        verbose_name=_("criterion"),
    )
    depth = models.CharField(
        _("depth"), max_length=20, choices=Depth.choices, default=Depth.INTRODUCED
    )

    panels = ["text", "criterion", "depth"]

    class Meta(Orderable.Meta):
        verbose_name = _("learning goal")
        verbose_name_plural = _("learning goals")

    def __str__(self) -> str:
        return self.text


class LinkReview(models.Model):
    """A human looked at a module after a criterion had changed, and said why it still serves it.

    `module_key` is the page's translation key: the review counts for every language of the module.
    """

    class Verdict(models.TextChoices):
        STILL_SERVES = "still_serves", _("still serves the criterion")
        ADAPTED = "adapted", _("was adapted to the new wording")

    module_key = models.UUIDField()
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="reviews")
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["module_key", "criterion"], name="curriculum_linkreview_once_per_criterion"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="curriculum_linkreview_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module_key} · {self.criterion_id}: {self.verdict}"
