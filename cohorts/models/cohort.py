"""Cohorts: one run of a programme, or a stand-alone event."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cohorts.models.carrier import Carrier, works_for_centre
from cohorts.models.participant import Affiliation
from cohorts.models.rights import Relation
from cohorts.models.scoped import FollowsQuerySet, ScopedQuerySet
from curriculum.models import Edition, ModulePage, ProgrammePage

if TYPE_CHECKING:
    from home.models import User


class CohortQuerySet(ScopedQuerySet["Cohort"]):
    def publicly_listed(self) -> "CohortQuerySet":
        """What lists, feeds, search and data for machines may show (rule of visibility)."""
        return self.filter(visibility=Cohort.Visibility.PUBLIC).exclude(state=Cohort.State.DRAFT)

    def reachable(self) -> "CohortQuerySet":
        """What somebody may open who knows the address: public, or by link."""
        return self.exclude(visibility=Cohort.Visibility.INTERNAL).exclude(state=Cohort.State.DRAFT)

    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """Own cohorts, those where own people learn, those one teaches in; for the centre all."""
        own = Carrier.objects.coordinated_by(user, on)
        learners = Affiliation.objects.current(on).filter(carrier__in=own).values("participant")
        ours = Cohort.objects.filter(
            Q(sign_ups__carrier__in=own)
            | Q(sign_ups__carrier=None, sign_ups__participant__in=learners)
        )
        taught = Cohort.objects.filter(sessions__trainers__user=user)
        return {
            Relation.ORGANISER: Q(organiser__in=own),
            Relation.CARRIER: Q(pk__in=ours.values("pk")),
            Relation.TRAINER: Q(pk__in=taught.values("pk")),
            Relation.CENTRE: works_for_centre(user, on),
        }


class Cohort(models.Model):
    """One run of a programme (German: Kurs, Durchgang), or an event without programme.

    Pins the edition, the module revisions and the rules when it is published.
    """

    class Kind(models.TextChoices):
        COURSE = "course", _("course")
        EVENT = "event", _("event")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("public")
        BY_LINK = "by_link", _("for whoever has the link")
        INTERNAL = "internal", _("internal")

    class Language(models.TextChoices):
        """In which a cohort is held; more than the languages of this house."""

        GERMAN = "de", _("German")
        ENGLISH = "en", _("English")
        ARABIC = "ar", _("Arabic")
        FRENCH = "fr", _("French")
        PERSIAN = "fa", _("Persian and Dari")
        RUSSIAN = "ru", _("Russian")
        SPANISH = "es", _("Spanish")
        TIGRINYA = "ti", _("Tigrinya")
        TURKISH = "tr", _("Turkish")
        UKRAINIAN = "uk", _("Ukrainian")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.COURSE)
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_("Part of the address /kurse/…/. It never changes."),
    )
    lead = models.TextField(_("in one sentence"), blank=True)
    organiser = models.ForeignKey(
        Carrier, on_delete=models.PROTECT, related_name="cohorts", verbose_name=_("organiser")
    )
    programme = models.ForeignKey(
        ProgrammePage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="cohorts",
        verbose_name=_("edition"),
    )
    language = models.CharField(
        _("language of the course"),
        max_length=8,
        choices=Language.choices,
        default=Language.GERMAN,
        help_text=_("In which the course is held."),
    )
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=Visibility.choices, default=Visibility.INTERNAL
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    capacity = models.PositiveIntegerField(
        _("seats"), default=15, help_text=_("For people who take part in the whole cohort.")
    )
    needs_approval = models.BooleanField(
        _("sign-ups need approval"),
        default=False,
        help_text=_("A sign-up then takes a seat only when you have accepted it."),
    )
    rule_percent = models.PositiveSmallIntegerField(
        _("attendance needed (percent)"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    rule_min_minutes = models.PositiveIntegerField(_("at least (minutes)"), null=True, blank=True)
    rule_max_minutes = models.PositiveIntegerField(_("at most (minutes)"), null=True, blank=True)
    rule_make_up_months = models.PositiveSmallIntegerField(_("months to make up"), default=12)
    rule_counts_electives = models.BooleanField(_("electives count as planned"), default=False)
    rule_from_joining = models.BooleanField(_("sessions count from joining"), default=False)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rule_percent__gte=1, rule_percent__lte=100),
                name="cohorts_cohort_percent_1_to_100",
            ),
            models.CheckConstraint(
                condition=Q(rule_min_minutes__isnull=True, rule_max_minutes__isnull=True)
                | Q(
                    # Said aloud, because a comparison with nothing would pass the check.
                    rule_min_minutes__isnull=False,
                    rule_max_minutes__isnull=False,
                    rule_min_minutes__gt=0,
                    rule_max_minutes__gte=F("rule_min_minutes"),
                ),
                name="cohorts_cohort_range_in_order",
                violation_error_message=_("The most must not be less than the least."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="event") | Q(programme__isnull=True),
                name="cohorts_cohort_event_without_programme",
                violation_error_message=_("An event has no programme."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["course", "event"])
                & Q(visibility__in=["public", "by_link", "internal"])
                & Q(state__in=["draft", "published", "closed", "cancelled"]),
                name="cohorts_cohort_choices_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cohorts:cohort", args=[self.slug])

    @property
    def takes_sign_ups(self) -> bool:
        return self.state == self.State.PUBLISHED


class CohortModuleQuerySet(FollowsQuerySet["CohortModule"]):
    follows = "cohort"


class CohortModule(models.Model):
    """A module as this cohort teaches it: the pinned revision and the planned minutes."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="cohort_modules")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="cohort_modules")
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    obligatory = models.BooleanField(_("obligatory"), default=False)
    planned_minutes = models.PositiveIntegerField(_("planned minutes"))
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = CohortModuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("module of the cohort")
        verbose_name_plural = _("modules of the cohort")
        ordering = ["cohort", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "module"], name="cohorts_cohortmodule_once")
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id}: {self.module_id}"
