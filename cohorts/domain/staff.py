"""The staff of a carrier: inviting, standing in, ending. Everything here goes by deeds.

Each deed runs in one transaction under the lock of the carrier's row and writes one log entry.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.domain import invitations, memberships
from cohorts.domain.invitation_links import address, from_token, token
from cohorts.domain.invitations import (
    Standing,
    accept,
    decline,
    invite,
    invite_again,
    last_moment,
    refusal,
    standing,
    withdraw,
)
from cohorts.domain.memberships import appoint, colleagues, end, may_appoint, needs_successor
from cohorts.models import Invitation, Membership

if TYPE_CHECKING:
    from home.models import User

__all__ = [
    "Standing",
    "accept",
    "address",
    "appoint",
    "colleagues",
    "decline",
    "deputise",
    "end",
    "from_token",
    "invite",
    "invite_again",
    "last_moment",
    "may_appoint",
    "needs_successor",
    "refusal",
    "standing",
    "token",
    "withdraw",
]


@atomic
def deputise(
    *,
    membership: Membership,
    email: str,
    name: str = "",
    since: date,
    until: date,
    by: "User",
    now: datetime,
) -> Membership | Invitation:
    """Somebody stands in for a coordinator and may do the same, on these days only.

    At once when the person works for the carrier already, else by an invitation.
    """
    carrier = memberships.lock(membership.carrier)
    memberships.refuse_unless_may_appoint(by, carrier, now=now)
    membership = Membership.objects.get(pk=membership.pk)
    users = get_user_model().objects
    user = users.filter(email=users.normalize_email(email)).first()
    if user is not None and user.pk == membership.user_id:
        raise ValidationError(
            {"email": _("Nobody stands in for themselves. Please name somebody else.")}
        )
    post = memberships.Post(membership.role, since, until, membership)
    here = memberships.colleagues(carrier, on=timezone.localdate(now))
    if user is None or not here.filter(user=user).exists():
        return invitations.invite(
            email=email,
            name=name,
            carrier=carrier,
            role=post.role,
            since=since,
            until=until,
            deputy_for=membership,
            language=user.language if user else "de",
            by=by,
            now=now,
        )
    if memberships.post_of(user, carrier, post) is not None:
        raise ValidationError(
            {"email": _("This person is a coordinator of the carrier on these days already.")}
        )
    return memberships.appoint(
        user=user,
        carrier=carrier,
        role=post.role,
        since=since,
        until=until,
        deputy_for=membership,
        by=by,
        now=now,
    )
