"""Who gets to see what is not for everybody."""

from typing import TYPE_CHECKING

from django.db.models import Q

from cohorts.models import Carrier, Session, SignUp

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User


def keeps_standards(user: "User | AnonymousUser") -> bool:
    """Drafts, what is said about them, and totals over all carriers are the centre's only."""
    return Carrier.objects.coordinated_by(user).filter(is_centre=True).exists()


def sees_online_address(*, user: "User | AnonymousUser", session: Session) -> bool:
    """Online addresses go to people with a confirmed seat and to the session's trainers only."""
    if not user.is_authenticated:
        return False
    return (
        SignUp.objects.filter(
            Q(session=None) | Q(session=session),
            cohort=session.cohort_id,
            participant__user=user,
            state=SignUp.State.CONFIRMED,
        ).exists()
        or session.trainers.filter(user=user).exists()
    )
