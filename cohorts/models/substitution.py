"""Somebody teaches for one evening in place of the trainer, without an account."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models.scoped import FollowsQuerySet
from cohorts.models.session import Session


def new_token() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


class SubstitutionQuerySet(FollowsQuerySet["Substitution"]):
    follows = "session"


class Substitution(models.Model):
    """A link for one session and its day only: the evening's page and the attendance list."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="substitutions")
    name = models.CharField(_("substitute trainer"), max_length=200)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("substitution")
        verbose_name_plural = _("substitutions")
        ordering = ["session", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""), name="cohorts_substitution_has_name"
            )
        ]

    def __str__(self) -> str:
        return f"substitution {self.pk}"
