"""Carriers (German: Träger), their staff and their rooms."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.rights import Relation
from cohorts.models.scoped import ScopedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User


class CarrierQuerySet(ScopedQuerySet["Carrier"]):
    def served_by(self, user: "User", on: date, *roles: str) -> "CarrierQuerySet":
        """Carriers for which the user works on that day, in one of the roles, else in any."""
        memberships = Membership.objects.current(on).filter(user=user)
        if roles:
            memberships = memberships.filter(role__in=roles)
        return self.filter(pk__in=memberships.values("carrier"))

    def coordinated_by(
        self, user: "User | AnonymousUser", on: date | None = None
    ) -> "CarrierQuerySet":
        """Carriers for which the user is coordinator, today unless another day is named."""
        if not user.is_authenticated:
            return self.none()
        return self.served_by(user, on or timezone.localdate(), Membership.Role.COORDINATOR)

    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """The own carriers; the competence centre keeps the list of all."""
        return {
            Relation.COORDINATOR: Q(pk__in=Carrier.objects.coordinated_by(user, on).values("pk")),
            Relation.CENTRE: works_for_centre(user, on),
        }


def works_for_centre(user: "User | AnonymousUser", on: date | None = None) -> Q:
    """True in a filter when the user coordinates the competence centre; part of the same query."""
    return Q(Exists(Carrier.objects.coordinated_by(user, on).filter(is_centre=True)))


class Carrier(models.Model):
    """An organisation that is responsible for a local project. The competence centre is one too."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    project = models.CharField(_("local project"), max_length=200, blank=True)
    district = models.CharField(_("district or city"), max_length=100, blank=True)
    contact = models.EmailField(_("contact address"), blank=True)
    since = models.PositiveSmallIntegerField(_("with us since (year)"), null=True, blank=True)
    languages = models.CharField(_("languages of the guides"), max_length=300, blank=True)
    is_centre = models.BooleanField(_("is the competence centre"), default=False)

    objects = CarrierQuerySet.as_manager()

    class Meta:
        verbose_name = _("carrier")
        verbose_name_plural = _("carriers")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_centre"],
                condition=Q(is_centre=True),
                name="cohorts_carrier_one_centre",
                violation_error_message=_("There is only one competence centre."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    def current(self, on: date) -> "MembershipQuerySet":
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))

    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """A coordinator keeps the staff of the own carrier, the competence centre that of all."""
        return {
            Relation.COORDINATOR: Q(carrier__in=Carrier.objects.coordinated_by(user, on)),
            Relation.CENTRE: works_for_centre(user, on),
        }


class Membership(models.Model):
    """Somebody works for a carrier, as coordinator or trainer, from a day until another."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        TRAINER = "trainer", _("trainer")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    carrier = models.ForeignKey(Carrier, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    deputy_for = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deputies",
        verbose_name=_("stands in for"),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["carrier", "role", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="cohorts_membership_until_after_since",
                violation_error_message=_("The end must not lie before the beginning."),
            ),
            models.UniqueConstraint(
                fields=["user", "carrier", "role"],
                condition=Q(until__isnull=True),
                name="cohorts_membership_open_once",
            ),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | Q(until__isnull=False),
                name="cohorts_membership_deputy_has_end",
                violation_error_message=_("Standing in needs a last day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.carrier}"

    @property
    def screen_title(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class PlaceQuerySet(ScopedQuerySet["Place"]):
    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """Rooms of the own carriers: each carrier keeps its own list."""
        return {Relation.COORDINATOR: Q(carrier__in=Carrier.objects.coordinated_by(user, on))}


class Place(models.Model):
    """A room where sessions take place."""

    carrier = models.ForeignKey(
        Carrier, on_delete=models.CASCADE, related_name="places", verbose_name=_("carrier")
    )
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("street and number"), max_length=200, blank=True)
    town = models.CharField(_("town"), max_length=100)
    district = models.CharField(_("district or city"), max_length=100, blank=True)
    access = models.CharField(
        _("how to get in"), max_length=300, blank=True, help_text=_("Steps, lift, bus line.")
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["town", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "town", "name"], name="cohorts_place_once_per_carrier"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"
