"""For people without e-mail: a link of their own, and word that one cannot come."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models.participant import OF_WITHHELD, Participant
from cohorts.models.scoped import FollowsQuerySet
from cohorts.models.session import Session

# Digits and capitals that nobody mistakes for each other, neither in print nor on the phone.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 20  # of 32 signs: 100 random bits


def new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _sign in range(CODE_LENGTH))


class PersonalLinkQuerySet(FollowsQuerySet["PersonalLink"]):
    follows = "participant"


class PersonalLink(models.Model):
    """The unguessable, renewable code of one person: an address on a letter, or typed in."""

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="personal_link"
    )
    code = models.CharField(
        _("personal code"), max_length=CODE_LENGTH, unique=True, default=new_code
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")
        ordering = ["participant"]

    def __str__(self) -> str:
        return f"personal link of P-{self.participant_id}"


class AbsenceNoticeQuerySet(FollowsQuerySet["AbsenceNotice"]):
    follows = "session"
    withheld = OF_WITHHELD


class AbsenceNotice(models.Model):
    """Somebody said beforehand: I cannot come. Why is nobody's business and is not stored.

    It tells the trainer; what counts is still what the trainer marks.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="absence_notices")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="absence_notices"
    )
    at = models.DateTimeField(_("told at"))

    objects = AbsenceNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence notice")
        verbose_name_plural = _("absence notices")
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant"], name="cohorts_absencenotice_once"
            )
        ]

    def __str__(self) -> str:
        return f"session {self.session_id}, P-{self.participant_id}"
