"""What CASE calls a framework: a document, its items, and how items are associated.

Nothing here knows JSON, and nothing here asks the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from uuid import UUID, uuid5

# Identifiers made of others are UUID version 5 in this space; CASE admits versions 1 to 5.
SPACE = UUID("6f0f4e0a-8a53-5d0c-9b52-2f3a1c7a4e10")
# When the types of items were laid down. Only a change of their wording below moves it.
DEFINED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ItemType:
    """What an item is (CFItemType)."""

    name: str
    description: str
    code: str  # place among the types: 1, 1.1, 2

    @property
    def id(self) -> UUID:
        return uuid5(SPACE, f"type {self.name}")


STANDARD = ItemType("Standard", "A quality standard: a heading for its criteria.", "1")
CRITERION = ItemType("Criterion", "A criterion: a statement with a binding level.", "1.1")
MODULE = ItemType("Module", "A module of the qualification: a unit that is taught.", "2")
ITEM_TYPES = (STANDARD, CRITERION, MODULE)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Why items are associated (CFAssociationGrouping). Each framework has its own.

    The outline in German has none: editors of frameworks show the tree that is in no grouping.
    """

    title: str
    description: str

    def id(self, framework: UUID) -> UUID:
        return uuid5(framework, f"grouping {self.title}")


SUCCESSION = Grouping("Succession", "What an earlier wording has become in the next edition.")
TRANSLATIONS = Grouping(
    "Translations", "Which wording is a translation, and its outline; the German one counts."
)
TEACHING = Grouping("Teaching", "Which module serves which criterion, and the order of modules.")
GROUPINGS = (SUCCESSION, TRANSLATIONS, TEACHING)


@dataclass(frozen=True, slots=True)
class Node:
    """An end of an association: a document or an item."""

    id: UUID
    title: str
    kind: str = "CFItems"


@dataclass(frozen=True, slots=True)
class Item:
    """A standard, a criterion or a module in one language (CFItem)."""

    id: UUID
    type: ItemType
    code: str
    statement: str
    language: str
    changed: datetime
    explanation: str = ""
    own: Mapping[str, object] = field(default_factory=dict)  # what only we say: `extensions`

    @property
    def node(self) -> Node:
        return Node(self.id, self.code or self.statement)


@dataclass(frozen=True, slots=True)
class Association:
    """How one node stands to another (CFAssociation)."""

    type: str
    origin: Node
    destination: Node
    changed: datetime
    grouping: Grouping | None = None
    position: int | None = None
    own: Mapping[str, object] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return association_id(self.type, self.origin.id, self.destination.id)


def association_id(type: str, origin: UUID, destination: UUID) -> UUID:
    return uuid5(SPACE, f"{type} {origin} {destination}")


@dataclass(frozen=True)
class Framework:
    """A document (CFDocument); what is in it is read when it is asked for."""

    id: UUID
    title: str
    version: str
    changed: datetime
    status: str
    starts: date | None = None
    ends: date | None = None
    notes: str = ""

    @property
    def node(self) -> Node:
        return Node(self.id, self.title, "CFDocuments")


@dataclass(frozen=True)
class Contents:
    """All that belongs to a framework (what CFPackage adds to CFDocument)."""

    items: tuple[Item, ...]
    associations: tuple[Association, ...]

    @cached_property
    def item_types(self) -> tuple[ItemType, ...]:
        used = {item.type for item in self.items}
        return tuple(kind for kind in ITEM_TYPES if kind in used)

    @cached_property
    def groupings(self) -> tuple[Grouping, ...]:
        used = {association.grouping for association in self.associations}
        return tuple(grouping for grouping in GROUPINGS if grouping in used)
