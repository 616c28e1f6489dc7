"""Rows of a carrier's staff: memberships and invitations."""

from datetime import date
from itertools import count
from typing import Any

from cohorts.models import Carrier, Invitation, Membership
from home.models import User
from tests.factories.cohorts import NOW, make_user

TODAY = date(2026, 3, 2)
_numbers = count(1)


def make_member(carrier: Carrier, role: str = "trainer", **fields: Any) -> Membership:
    """Somebody who has worked for the carrier for years; `until` ends it, `user` says who."""
    fields = {"since": date(2020, 1, 1)} | fields
    if "user" not in fields:
        fields["user"] = make_user()
    return Membership.objects.create(carrier=carrier, role=role, **fields)


def make_deputy(membership: Membership, **fields: Any) -> Membership:
    """Somebody who stands in for a coordinator in the first half of March."""
    fields = {"since": TODAY, "until": date(2026, 3, 15), "deputy_for": membership} | fields
    return make_member(membership.carrier, "coordinator", **fields)


def make_invitation(carrier: Carrier, role: str = "trainer", **fields: Any) -> Invitation:
    """An open one, sent just now, about an unlimited time from today on."""
    fields = {
        "email": f"eingeladen{next(_numbers)}@example.org",
        "since": TODAY,
        "invited_at": NOW,
    } | fields
    return Invitation.objects.create(carrier=carrier, role=role, **fields)


def user_of(invitation: Invitation) -> User:
    """The invited person, signed in for the first time."""
    return make_user(email=invitation.email, name="")
