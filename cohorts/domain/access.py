"""Who gets to see what is not for everybody."""

from typing import TYPE_CHECKING

from django.db.models import Q

from cohorts.models import Session, SignUp

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User


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
