"""How somebody is tied to carriers, sessions and the own data on a day."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cohorts.models import Carrier, Membership, Participant, Session
from cohorts.models.rights import Relation

if TYPE_CHECKING:
    from home.models import User

R = Relation
COORDINATING = frozenset({R.COORDINATOR, R.ORGANISER, R.CARRIER, R.SENDER, R.KEEPER})
TRAINING = frozenset({R.COLLEAGUE, R.TEACHER})


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie and the relations that it gives. `until` is the last day of a membership."""

    relations: frozenset[Relation]
    carrier: Carrier | None = None
    until: date | None = None
    stands_in_for: str = ""
    sessions: int = 0


def ties_of(user: "User", on: date) -> tuple[Tie, ...]:
    """What ties this person to rows on that day; three queries."""
    memberships = (
        Membership.objects.current(on)
        .filter(user=user)
        .select_related("carrier", "deputy_for__user")
        .order_by("carrier__name", "role")
    )
    ties = [_of_membership(membership) for membership in memberships]
    if taught := Session.objects.taught_by(user).count():
        ties.append(Tie(frozenset({R.TRAINER}), sessions=taught))
    if Participant.objects.filter(user=user).exists():
        ties.append(Tie(frozenset({R.THEMSELVES})))
    if user.is_superuser:
        ties.append(Tie(frozenset({R.OPERATOR})))
    return tuple(ties)


def _of_membership(membership: Membership) -> Tie:
    carrier, lead = membership.carrier, membership.deputy_for
    relations = TRAINING
    if membership.role == Membership.Role.COORDINATOR:
        relations = COORDINATING | ({R.CENTRE} if carrier.is_centre else frozenset())
    return Tie(relations, carrier, membership.until, str(lead.user) if lead else "")
