"""Messages: written in the transaction of the deed, sent after commit by a worker."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.carrier import Membership
from cohorts.models.invitation import Invitation
from cohorts.models.participant import OF_WITHHELD, Participant
from cohorts.models.rights import Relation
from cohorts.models.scoped import ScopedQuerySet
from cohorts.models.session import Session
from cohorts.models.sign_up import SignUp

if TYPE_CHECKING:
    from home.models import User


class MessageQuerySet(ScopedQuerySet["Message"]):
    withheld = OF_WITHHELD

    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """Mails about sign-ups, and about sessions and staff of the own carrier.

        A mail to somebody with an account that is about none of these is nobody else's business.
        Nobody writes mails by hand: they follow from deeds.
        """
        sign_ups = SignUp.objects.all().held(user, on)
        organised = Session.objects.all().held(user, on)[Relation.ORGANISER]
        return {
            Relation.ORGANISER: Q(sign_up__in=SignUp.objects.filter(sign_ups[Relation.ORGANISER]))
            | Q(sign_up=None, session__in=Session.objects.filter(organised)),
            Relation.CARRIER: Q(sign_up__in=SignUp.objects.filter(sign_ups[Relation.CARRIER])),
            Relation.COORDINATOR: Q(invitation__in=Invitation.objects.visible_to(user, on))
            | Q(membership__in=Membership.objects.visible_to(user, on)),
        }


class Message(models.Model):
    """One mail to one person for one occasion. The text is made when it is sent."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("became pointless")
        FAILED = "failed", _("failed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    occasion = models.CharField(_("occasion"), max_length=100)
    # To whom: a learner, somebody with an account, or an address that was invited.
    participant = models.ForeignKey(
        Participant,
        on_delete=models.CASCADE,
        null=True,
        related_name="messages",
        verbose_name=_("person"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="messages",
        verbose_name=_("user"),
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, null=True, related_name="messages"
    )
    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, null=True, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, null=True, related_name="+")
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, null=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("written"))
    not_before = models.DateTimeField(_("not before"))
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["not_before"],
                name="cohorts_message_to_send",
                condition=Q(state__in=["queued", "sending"]),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "participant"], name="cohorts_message_once_per_occasion"
            ),
            models.UniqueConstraint(
                fields=["occasion", "user"], name="cohorts_message_once_per_user"
            ),
            models.UniqueConstraint(
                fields=["occasion", "invitation"], name="cohorts_message_once_per_invitation"
            ),
            models.CheckConstraint(
                condition=Q(participant__isnull=False, user=None, invitation=None)
                | Q(participant=None, user__isnull=False, invitation=None)
                | Q(participant=None, user=None, invitation__isnull=False),
                name="cohorts_message_one_recipient",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="cohorts_message_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "sending", "sent", "dropped", "failed"]),
                name="cohorts_message_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def screen_title(self) -> str:
        """To whom it goes, for the screen: the name, and where there is none the address."""
        return self.reader_name or self.address

    @property
    def address(self) -> str:
        """Where it goes; empty when the person has no e-mail address any more."""
        return self._reader.email

    @property
    def reader_name(self) -> str:
        """How the reader is addressed; empty for somebody invited of whom we know no name."""
        reader = self._reader
        return reader.full_name if isinstance(reader, Participant) else reader.name

    @property
    def reader_language(self) -> str:
        return self._reader.language

    @property
    def _reader(self) -> "Participant | User | Invitation":
        reader = self.participant or self.user or self.invitation
        if reader is None:  # the database refuses such a row
            raise LookupError(f"Message {self.uuid} goes to nobody.")
        return reader
