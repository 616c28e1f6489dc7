"""Sign-ins of colleagues, ended by those who answer for them when a device is lost."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.domain import log
from cohorts.models import Carrier, Membership

if TYPE_CHECKING:
    from home.models import User


@transaction.atomic
def end_sign_ins(*, membership: Membership, by: "User", now: datetime) -> int:
    """The colleague is signed out on every device with the next click; returns how many it were.

    Takes no right away: whoever has the mailbox signs in again. To end that, end the membership.
    """
    _refuse_own(membership, by)
    ended, _by_model = membership.user.web_sessions.all().delete()
    log.record(
        membership,
        "cohorts.end_sign_ins",
        by=by,
        carrier=membership.carrier,
        data={"user": membership.user_id, "devices": ended},
    )
    return ended


@transaction.atomic
def reset_second_factor(*, membership: Membership, by: "User", now: datetime) -> None:
    """The colleague's phone is lost: the factor goes, and with it every sign-in.

    Whoever also works where the actor has no say is reset by the competence centre: else a carrier
    could weaken the sign-in of somebody who keeps the data of others. The same holds for operators
    of this site, who see everything.
    """
    _refuse_own(membership, by)
    today = timezone.localdate(now)
    held = Membership.objects.current(today).filter(user=membership.user)
    beyond = held.exclude(pk__in=Membership.objects.editable_by(by, today)).exists()
    if beyond or (membership.user.is_superuser and not _serves_centre(by, today)):
        raise ValidationError(
            _("This person has other tasks, too. The competence centre can reset the factor."),
            code="elsewhere",
        )
    factors, _by_model = Authenticator.objects.filter(user=membership.user).delete()
    if not factors:
        raise ValidationError(_("This person has no second factor."), code="none")
    membership.user.web_sessions.all().delete()
    log.record(
        membership,
        "cohorts.reset_second_factor",
        by=by,
        carrier=membership.carrier,
        data={"user": membership.user_id},
    )


def _serves_centre(user: "User", on: date) -> bool:
    return Carrier.objects.coordinated_by(user, on).filter(is_centre=True).exists()


def _refuse_own(membership: Membership, by: "User") -> None:
    if membership.user_id == by.pk:
        raise ValidationError(
            _("You find your own devices under “Where I am signed in”."), code="own"
        )
