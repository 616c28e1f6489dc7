"""What CASE calls a framework: a document, its items, and how items are associated.

Nothing here knows JSON. The number of queries is the same for any number of criteria, modules and
editions between.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from uuid import UUID, uuid5

from django.db.models import F
from django.utils.translation import gettext as _

from curriculum.domain import afterwards, corrigenda, editions, links
from curriculum.domain.editions import Standing, Status
from curriculum.models import (
    Corrigendum,
    Criterion,
    CriterionText,
    Edition,
    ModulePage,
    Standard,
    StandardText,
    Succession,
)
from curriculum.models.frozen import NORMATIVE

# Identifiers made of others are UUID version 5 in this space; CASE admits versions 1 to 5.
SPACE = UUID("6f0f4e0a-8a53-5d0c-9b52-2f3a1c7a4e10")
MODULES = uuid5(SPACE, "modules")
UE = 45  # minutes


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
    """Why items are associated (CFAssociationGrouping)."""

    title: str
    description: str

    @property
    def id(self) -> UUID:
        return uuid5(SPACE, f"grouping {self.title}")


OUTLINE = Grouping("Outline", "Which criterion stands in which standard, and in which order.")
SUCCESSION = Grouping("Succession", "What an earlier wording has become in the next edition.")
TRANSLATIONS = Grouping("Translations", "Which wording is a translation; the German one counts.")
TEACHING = Grouping("Teaching", "Which module serves which criterion, and the order of modules.")
GROUPINGS = (OUTLINE, SUCCESSION, TRANSLATIONS, TEACHING)


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
    grouping: Grouping
    changed: datetime
    position: int | None = None
    own: Mapping[str, object] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return uuid5(SPACE, f"{self.type} {self.origin.id} {self.destination.id}")


@dataclass(frozen=True)
class Framework:
    """A document with all that belongs to it (CFPackage)."""

    id: UUID
    title: str
    version: str
    changed: datetime
    status: str
    starts: date | None = None
    ends: date | None = None
    notes: str = ""
    items: tuple[Item, ...] = ()
    associations: tuple[Association, ...] = ()

    @property
    def node(self) -> Node:
        return Node(self.id, self.title, "CFDocuments")

    @cached_property
    def item_types(self) -> tuple[ItemType, ...]:
        used = {item.type for item in self.items}
        return tuple(kind for kind in ITEM_TYPES if kind in used)

    @cached_property
    def groupings(self) -> tuple[Grouping, ...]:
        used = {association.grouping for association in self.associations}
        return tuple(grouping for grouping in GROUPINGS if grouping in used)


def frameworks(*, on: date) -> list[Framework]:
    """All that the public may know: adopted editions, the newest first, then the modules."""
    adopted = list(Edition.objects.adopted())
    rows = _Rows(adopted)
    found = [_edition(standing, rows) for standing in editions.standings(adopted, on)]
    return [*found, _modules(Edition.objects.in_force(on), adopted)]


class _Rows:
    """All rows of these editions, by their owner: seven queries."""

    def __init__(self, of: Iterable[Edition]) -> None:
        within = {edition.pk for edition in of}
        self.standards: dict[int, list[Standard]] = defaultdict(list)
        for standard in Standard.objects.filter(edition__in=within).order_by("position", "pk"):
            self.standards[standard.edition_id].append(standard)
        self.titles = _by_owner(
            "standard_id", StandardText.objects.filter(standard__edition__in=within)
        )
        self.criteria: dict[int, list[Criterion]] = defaultdict(list)
        criteria = Criterion.objects.filter(standard__edition__in=within)
        for criterion in criteria.select_related("standard").order_by("position", "pk"):
            self.criteria[criterion.standard_id].append(criterion)
        self.wordings = _by_owner(
            "criterion_id", CriterionText.objects.filter(criterion__standard__edition__in=within)
        )
        self.steps: dict[int, list[Succession]] = defaultdict(list)
        steps = Succession.objects.filter(
            from_criterion__isnull=False, to_criterion__standard__edition__in=within
        )
        for step in steps.select_related("from_criterion", "to_criterion__standard"):
            if step.to_criterion is not None:
                self.steps[step.to_criterion.standard.edition_id].append(step)
        self.corrigenda = corrigenda.within(within)
        self.written = afterwards.last_changes()

    def changed(self, row: Standard | Criterion, language: str, adopted: datetime) -> datetime:
        """What was written before the adoption was adopted with it."""
        return max(adopted, self.written.get(((type(row), row.pk), language), adopted))


def _by_owner(owner: str, texts: Iterable[object]) -> dict[int, dict[str, object]]:
    found: dict[int, dict[str, object]] = defaultdict(dict)
    for text in texts:
        found[getattr(text, owner)][getattr(text, "language")] = text  # noqa: B009
    return found


def _edition(standing: Standing, rows: _Rows) -> Framework:
    edition = standing.edition
    changed = datetime.combine(edition.adopted_on or date.min, time(), UTC)
    shell = Framework(
        id=edition.uuid,
        title=_("Quality standards, edition %(key)s") % {"key": edition.key},
        version=edition.key,
        changed=changed,
        status="Deprecated" if standing.status is Status.SUPERSEDED else "Adopted",
        starts=edition.in_force_from,
        ends=standing.until - timedelta(days=1) if standing.until else None,
        notes=edition.minute_reference,
    )
    items: list[Item] = []
    associations: list[Association] = []

    def add(item: Item, parent: Node, position: int, translations: Iterable[Item]) -> None:
        items.append(item)
        associations.append(Association("isChildOf", item.node, parent, OUTLINE, changed, position))
        for other in translations:
            items.append(other)
            associations.append(
                Association("isTranslationOf", other.node, item.node, TRANSLATIONS, other.changed)
            )

    for place, standard in enumerate(rows.standards[edition.pk], start=1):
        texts = _standard_items(standard, rows, changed)
        heading = next(texts)
        add(heading, shell.node, place, texts)
        for number, criterion in enumerate(rows.criteria[standard.pk], start=1):
            texts = _criterion_items(criterion, rows, changed)
            add(next(texts), heading.node, number, texts)
    associations += [
        Association(
            "replacedBy",
            Node(step.from_criterion.uuid, step.from_criterion.key),
            Node(step.to_criterion.uuid, step.to_criterion.key),
            SUCCESSION,
            changed,
            own={"changeKind": step.kind},
        )
        for step in rows.steps[edition.pk]
        if step.from_criterion and step.to_criterion
    ]
    return replace(
        shell,
        items=tuple(items),
        associations=tuple(associations),
        changed=max([changed, *(item.changed for item in items)]),
    )


def _standard_items(standard: Standard, rows: _Rows, adopted: datetime) -> Iterator[Item]:
    """The German heading first, then its translations."""
    texts = rows.titles[standard.pk]
    for language in _german_first(texts):
        text = texts.get(language)
        yield Item(
            id=_in(language, standard.uuid),
            type=STANDARD,
            code=standard.key,
            statement=getattr(text, "title", "") or standard.key,
            explanation=getattr(text, "introduction", ""),
            language=language,
            changed=rows.changed(standard, language, adopted),
        )


def _criterion_items(criterion: Criterion, rows: _Rows, adopted: datetime) -> Iterator[Item]:
    """A corrigendum mends the German wording, so it stands in the notes to that."""
    texts = rows.wordings[criterion.pk]
    beside = [_in_words(corrigendum) for corrigendum in rows.corrigenda[criterion.pk]]
    for language in _german_first(texts):
        text = texts.get(language)
        notes = [getattr(text, "explanation", ""), *(beside if language == NORMATIVE else ())]
        yield Item(
            id=_in(language, criterion.uuid),
            type=CRITERION,
            code=criterion.key,
            statement=getattr(text, "statement", "") or criterion.key,
            explanation="\n\n".join(part for part in notes if part),
            language=language,
            changed=rows.changed(criterion, language, adopted),
            own={"bindingLevel": criterion.level},
        )


def _in_words(corrigendum: Corrigendum) -> str:
    dated = _("Corrigendum of %(day)s") % {"day": corrigendum.dated_on.isoformat()}
    return f"{dated}: {corrigendum.text}"


def _german_first(texts: Mapping[str, object]) -> list[str]:
    return [NORMATIVE, *sorted(set(texts) - {NORMATIVE})]


def _in(language: str, row: UUID) -> UUID:
    """The row itself in German; a translation is an item of its own."""
    return row if language == NORMATIVE else uuid5(row, language)


def _modules(in_force: Edition | None, adopted: Iterable[Edition]) -> Framework:
    """The shared modules of today, in their order, and the criteria in force that they serve."""
    modules = list(
        ModulePage.objects.live()
        .shared()
        .filter(locale__language_code=NORMATIVE)
        .order_by(F("number").asc(nulls_last=True), "title", "pk")
    )
    first = min((e.adopted_on for e in adopted if e.adopted_on), default=date(1970, 1, 1))
    never = datetime.combine(first, time(), UTC)
    changed = max((_published(module, never) for module in modules), default=never)
    shell = Framework(
        id=MODULES,
        title=_("Modules of the qualification"),
        version=str(changed.date()),
        changed=changed,
        status="Adopted",
    )
    items = {
        module.pk: Item(
            id=module.translation_key,
            type=MODULE,
            code=str(module.number or ""),
            statement=module.title,
            explanation=module.lead,
            language=NORMATIVE,
            changed=_published(module, never),
            own={
                "minMinutes": module.min_minutes,
                "maxMinutes": module.max_minutes,
                "teachingUnitMinutes": UE,
            },
        )
        for module in modules
    }
    ends = {pk: Node(item.id, item.statement) for pk, item in items.items()}
    associations = [
        Association("isChildOf", ends[module.pk], shell.node, OUTLINE, changed, place)
        for place, module in enumerate(modules, start=1)
    ]
    associations += [
        Association("precedes", ends[before.pk], ends[after.pk], TEACHING, changed)
        for before, after in pairwise(modules)
    ]
    if in_force is not None:
        criteria = list(Criterion.objects.filter(standard__edition=in_force))
        served = links.serving(criteria, edition=in_force, with_drafts=False)
        associations += [
            Association(
                "isRelatedTo",
                ends[service.module.pk],
                Node(criterion.uuid, criterion.key),
                TEACHING,
                items[service.module.pk].changed,
                own={"reviewState": service.state.value},
            )
            for criterion in criteria
            for service in served[criterion.pk]
        ]
    return replace(shell, items=tuple(items.values()), associations=tuple(associations))


def _published(module: ModulePage, never: datetime) -> datetime:
    return module.last_published_at or never
