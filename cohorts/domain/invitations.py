"""Inviting somebody to work for a carrier: asked by mail, answered by signing in.

Until somebody says yes there is no account and no right, only the invitation. Deeds can be
repeated: a double click or an old page finds the work done.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.domain import log, memberships, messages
from cohorts.domain.memberships import Post
from cohorts.models import Carrier, Invitation, Membership

if TYPE_CHECKING:
    from home.models import User

VALID_FOR = timedelta(days=30)
NOT_AGAIN_FOR = timedelta(minutes=10)  # a mail may take a while; twenty of them help nobody
State = Invitation.State


class Standing(models.TextChoices):
    """How an invitation stands today, as its reader would say it."""

    OPEN = "open", gettext_lazy("open")
    EXPIRED = "expired", gettext_lazy("older than 30 days")
    OVER = "over", gettext_lazy("the time is over")
    ACCEPTED = "accepted", gettext_lazy("accepted")
    DECLINED = "declined", gettext_lazy("declined")
    WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")


def standing(invitation: Invitation, *, now: datetime) -> Standing:
    """Open invitations work for 30 days after the last mail, and only while the role would hold."""
    if invitation.state != State.OPEN:
        return Standing(invitation.state)
    if invitation.until is not None and invitation.until < timezone.localdate(now):
        return Standing.OVER
    return Standing.EXPIRED if now >= invitation.invited_at + VALID_FOR else Standing.OPEN


def last_moment(invitation: Invitation) -> datetime:
    return invitation.invited_at + VALID_FOR


@atomic
def invite(
    *,
    email: str,
    name: str,
    carrier: Carrier,
    role: str,
    since: date,
    until: date | None = None,
    deputy_for: Membership | None = None,
    language: str = "de",
    by: "User | None",
    now: datetime,
) -> Invitation:
    """Ask somebody, by one mail to this address. `by=None` is whoever runs the machine.

    Raises ValidationError when the address is invited already, or its owner is all that already.
    """
    memberships.refuse_unless_may_appoint(by, carrier, now=now)
    carrier = memberships.lock(carrier)
    email = get_user_model().objects.normalize_email(email)
    post = Post(role, since, until, deputy_for)
    memberships.refuse_post(post, carrier, today=timezone.localdate(now))
    _refuse_asked_already(email, carrier, role)
    known = get_user_model().objects.filter(email=email).first()
    if known is not None and memberships.post_of(known, carrier, post):
        raise ValidationError(
            {
                "email": ValidationError(
                    _("This person works for %(carrier)s in this role already.")
                    % {"carrier": carrier},
                    code="member",
                )
            }
        )
    invitation = Invitation(
        carrier=carrier,
        role=role,
        email=email,
        name=name.strip(),
        language=language,
        since=since,
        until=until,
        deputy_for=deputy_for,
        invited_by=by,
        invited_at=now,
    )
    invitation.full_clean(exclude=["invited_by"])  # nobody, when a command invites
    invitation.save()
    _mail(invitation, now=now)
    _record(invitation, "cohorts.invite", by=by)
    return invitation


def _refuse_asked_already(email: str, carrier: Carrier, role: str) -> None:
    asked = Invitation.objects.open().filter(email=email, carrier=carrier, role=role).first()
    if asked is not None:
        raise ValidationError(
            {
                "email": ValidationError(
                    _(
                        "This address was invited on %(day)s. You find it among the open "
                        "invitations and can send it again there."
                    )
                    % {"day": date_format(timezone.localdate(asked.invited_at))},
                    code="invited",
                )
            }
        )


@atomic
def accept(*, invitation: Invitation, user: "User", now: datetime) -> Membership:
    """The invited person says yes and works for the carrier from today or from the first day.

    Only the owner of the invited address can do so; signing in has proved whose it is.
    """
    invitation, carrier = _locked(invitation)
    if user.email != invitation.email:
        raise PermissionDenied
    if invitation.state == State.ACCEPTED and invitation.membership is not None:
        return invitation.membership
    _refuse_unless_open(invitation, now=now)
    today = timezone.localdate(now)
    post = Post(
        invitation.role, max(invitation.since, today), invitation.until, invitation.deputy_for
    )
    memberships.refuse_post(post, carrier, today=today)
    membership = memberships.post_of(user, carrier, post)
    if membership is None:
        membership = memberships.enter(user, carrier, post)
        invitation.membership = membership
    _answer(invitation, State.ACCEPTED, now=now)
    if invitation.name and not user.name:
        user.name = invitation.name
        user.save(update_fields=["name"])
    log.record(
        membership,
        "cohorts.accept_invitation",
        by=user,
        carrier=carrier,
        data={"user": user.pk, "role": post.role, "invitation": invitation.pk}
        | ({"deputy_for": post.deputy_for.pk} if post.deputy_for else {}),
    )
    return membership


@atomic
def decline(*, invitation: Invitation, by: "User | None", now: datetime) -> Invitation:
    """The invited person says no. Whoever holds the link of the mail may: no account is needed."""
    invitation, _carrier = _locked(invitation)
    if by is not None and by.email != invitation.email:
        raise PermissionDenied
    if invitation.state == State.DECLINED:
        return invitation
    _refuse_unless_open(invitation, now=now)
    _answer(invitation, State.DECLINED, now=now)
    _record(invitation, "cohorts.decline_invitation", by=by)
    return invitation


@atomic
def withdraw(*, invitation: Invitation, by: "User", now: datetime) -> Invitation:
    """The carrier takes the invitation back; the link then says so, kindly."""
    invitation, carrier = _locked(invitation)
    memberships.refuse_unless_may_appoint(by, carrier, now=now)
    if invitation.state == State.WITHDRAWN:
        return invitation
    if invitation.state != State.OPEN:
        raise ValidationError(_("This invitation has been answered."), code="answered")
    _answer(invitation, State.WITHDRAWN, now=now)
    _record(invitation, "cohorts.withdraw_invitation", by=by)
    return invitation


@atomic
def invite_again(*, invitation: Invitation, by: "User | None", now: datetime) -> Invitation:
    """Another mail with the same link, which then works for 30 days more."""
    invitation, carrier = _locked(invitation)
    memberships.refuse_unless_may_appoint(by, carrier, now=now)
    if standing(invitation, now=now) != Standing.EXPIRED:
        _refuse_unless_open(invitation, now=now)
    if now < invitation.invited_at + NOT_AGAIN_FOR:
        raise ValidationError(
            _("The mail was sent a few minutes ago. Please wait a little."), code="too_soon"
        )
    invitation.invited_at = now
    invitation.save(update_fields=["invited_at"])
    _mail(invitation, now=now)
    _record(invitation, "cohorts.invite_again", by=by)
    return invitation


def _locked(invitation: Invitation) -> tuple[Invitation, Carrier]:
    carrier = memberships.lock(invitation.carrier)
    found = Invitation.objects.select_related("membership", "deputy_for").get(pk=invitation.pk)
    return found, carrier


def refusal(invitation: Invitation, *, now: datetime) -> str:
    """Why the invitation no longer works, for its reader; empty while it does."""
    return {
        Standing.OPEN: "",
        Standing.EXPIRED: _("This invitation is older than 30 days. Please ask for a new one."),
        Standing.OVER: _("The time that this invitation is about is over."),
        Standing.ACCEPTED: _("This invitation has been accepted already."),
        Standing.DECLINED: _("This invitation was declined. Please ask for a new one."),
        Standing.WITHDRAWN: _("This invitation was withdrawn. The carrier can tell you more."),
    }[standing(invitation, now=now)]


def _refuse_unless_open(invitation: Invitation, *, now: datetime) -> None:
    if why := refusal(invitation, now=now):
        raise ValidationError(why, code=standing(invitation, now=now).value)


def _answer(invitation: Invitation, state: str, *, now: datetime) -> None:
    invitation.state = state
    invitation.answered_at = now
    invitation.save(update_fields=["state", "answered_at", "membership"])


def _mail(invitation: Invitation, *, now: datetime) -> None:
    messages.queue(
        kind="invitation",
        occasion=f"invitation:{invitation.pk}:{now:%Y%m%d%H%M%S}",
        invitation=invitation,
        now=now,
    )


def _record(invitation: Invitation, action: str, *, by: "User | None") -> None:
    log.record(
        invitation,
        action,
        by=by,
        carrier=invitation.carrier,
        data={"role": invitation.role},
    )
