"""What can be done about the sign-ins of a colleague, beside the membership."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cohorts.domain import sign_ins
from cohorts.models import Membership
from cohorts.viewsets.deed_views import Deed

if TYPE_CHECKING:
    from home.models import User


def end_sign_ins(membership: Membership, *, by: "User", now: datetime) -> None:
    sign_ins.end_sign_ins(membership=membership, by=by, now=now)


def reset_second_factor(membership: Membership, *, by: "User", now: datetime) -> None:
    sign_ins.reset_second_factor(membership=membership, by=by, now=now)


SIGN_IN_DEEDS = (
    Deed(
        key="end_sign_ins",
        label=_("Sign out everywhere"),
        question=_(
            "Is a device lost? The person is signed out on all devices and can sign in again "
            "with a new code."
        ),
        act=end_sign_ins,
        is_open=lambda membership: True,
        icon="logout",
    ),
    Deed(
        key="reset_second_factor",
        label=_("Reset second factor"),
        question=_(
            "Are you sure that it is the person who asks? The code from the app is not needed "
            "any more, and all devices are signed out. Where the role needs a second factor, "
            "it is set up anew at the next sign-in."
        ),
        act=reset_second_factor,
        is_open=lambda membership: True,
        icon="undo",
    ),
)
