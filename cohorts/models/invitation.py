"""Invitations: somebody is asked to work for a carrier and accepts by signing in."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cohorts.models.carrier import Carrier, Membership, works_for_centre
from cohorts.models.rights import Relation
from cohorts.models.scoped import ScopedQuerySet
from curriculum.models import languages

if TYPE_CHECKING:
    from home.models import User


class InvitationQuerySet(ScopedQuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(state=Invitation.State.OPEN)

    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        return {
            Relation.COORDINATOR: Q(carrier__in=Carrier.objects.coordinated_by(user, on)),
            Relation.CENTRE: works_for_centre(user, on),
        }


class Invitation(models.Model):
    """An offer to work for a carrier. Becomes a membership when its address accepts."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    carrier = models.ForeignKey(
        Carrier, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("carrier")
    )
    role = models.CharField(_("role"), max_length=20, choices=Membership.Role.choices)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=languages.offered, default=settings.LANGUAGE_CODE
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    deputy_for = models.ForeignKey(
        Membership,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stands in for"),
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    invited_at = models.DateTimeField(_("invited at"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    membership = models.OneToOneField(
        Membership,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="invitation",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="cohorts_invitation_email_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="cohorts_invitation_until_after_since",
                violation_error_message=_("The end must not lie before the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | Q(until__isnull=False),
                name="cohorts_invitation_deputy_has_end",
                violation_error_message=_("Standing in needs a last day."),
            ),
            models.UniqueConstraint(
                fields=["email", "carrier", "role"],
                condition=Q(state="open"),
                name="cohorts_invitation_open_once",
                violation_error_message=_("This address has been invited already."),
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def screen_title(self) -> str:
        return self.name or self.email
