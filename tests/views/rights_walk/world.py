"""Three carriers with everything that carriers have; every text about somebody is a canary.

A canary is a word that stands in one field of one row. Who may see it follows from the table of
rights and from the facts of the row, which are written beside it: whose course, whose person.
"""

from dataclasses import dataclass
from types import SimpleNamespace

from cohorts.models.rights import Action, Relation, granted
from home.models import User

MARKS = ("lahn", "rhoen", "main")
R = Relation
LOOK = frozenset({Action.VIEW})
OWN = frozenset({Action.VIEW, Action.OWN})
NAMES = frozenset({Action.VIEW, Action.OWN, Action.NAMES})
ONLINE = frozenset({Action.ONLINE})


@dataclass(frozen=True)
class Canary:
    """A word in a field. `seen_by` are the actions of which any one shows it."""

    word: str
    model: str
    seen_by: frozenset[Action]
    organiser: str = ""  # marks of carriers
    carrier: str = ""
    sessions: frozenset[str] = frozenset()  # that the row belongs to
    people: frozenset[str] = frozenset()  # whose own it is
    consulted: frozenset[str] = frozenset()  # marks of carriers that were asked
    also: str = ""  # a second model that holds the same word: the log has the titles of courses


@dataclass(frozen=True)
class Role:
    """Somebody, and what ties them to rows: the only facts that the table asks for."""

    name: str
    user: User | None = None
    coordinates: frozenset[str] = frozenset()
    trains_for: frozenset[str] = frozenset()
    teaches: frozenset[str] = frozenset()
    substitutes: frozenset[str] = frozenset()
    person: frozenset[str] = frozenset()
    is_centre: bool = False
    is_operator: bool = False
    # Whose rows are put into the addresses: the own ones and foreign ones.
    walks: tuple[str, ...] = ("lahn", "rhoen", "shared")
    # Addresses that only this person was given.
    links: tuple[str, ...] = ()
    # Canaries that must be seen, so that nobody passes by seeing nothing at all.
    must_see: frozenset[str] = frozenset()

    def relations(self, canary: Canary) -> frozenset[Relation]:
        held = set()
        if canary.organiser in self.coordinates:
            held |= {R.ORGANISER, R.KEEPER, R.COORDINATOR}
        if canary.carrier in self.coordinates:
            held |= {R.CARRIER, R.SENDER, R.KEEPER, R.COORDINATOR}
        if canary.carrier in self.trains_for:
            held.add(R.COLLEAGUE)
        if self.trains_for:
            held.add(R.TEACHER)
        if self.coordinates and canary.model in ("Edition", "ModulePage"):
            held.add(R.COORDINATOR)
        if canary.sessions & self.teaches:
            held.add(R.TRAINER)
        if canary.sessions & self.substitutes:
            held.add(R.SUBSTITUTE)
        if canary.people & self.person:
            held.add(R.THEMSELVES)
        if canary.consulted & (self.coordinates | self.trains_for):
            held.add(R.CONSULTED)
        if self.is_centre:
            held.add(R.CENTRE)
        if self.is_operator:
            held.add(R.OPERATOR)
        return frozenset(held)

    def may_do(self, row: Canary, *models: str) -> frozenset[Action]:
        """What the table grants on a row with the facts of this canary."""
        held = self.relations(row)
        return frozenset[Action]().union(*(granted(model, *held) for model in models))

    def may_see(self, canary: Canary) -> bool:
        models = filter(None, (canary.model, canary.also))
        relations = self.relations(canary)
        return any(granted(model, *relations) & canary.seen_by for model in models)


@dataclass
class World:
    estates: dict[str, SimpleNamespace]
    roles: dict[str, Role]
    canaries: dict[str, Canary]

    def words_for(self, role: Role) -> set[str]:
        return {word for word, canary in self.canaries.items() if role.may_see(canary)}
