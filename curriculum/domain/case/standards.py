"""An adopted edition as a framework: its standards and criteria, and what came of earlier ones."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from curriculum.domain import afterwards, corrigenda, editions
from curriculum.domain.case.frameworks import (
    CRITERION,
    STANDARD,
    SUCCESSION,
    TRANSLATIONS,
    Association,
    Contents,
    Framework,
    Item,
    Node,
)
from curriculum.domain.editions import Standing, Status
from curriculum.models import (
    Corrigendum,
    Criterion,
    CriterionText,
    Edition,
    Standard,
    StandardText,
    Succession,
)
from curriculum.models.frozen import NORMATIVE


def frameworks(adopted: Collection[Edition], *, on: date) -> dict[int, Framework]:
    """Each adopted edition as a document, the newest first, by its number: three queries.

    An edition has changed when it was adopted, and when a text beside it was written later.
    """
    standards = dict(Standard.objects.values_list("pk", "edition"))
    criteria = dict(Criterion.objects.values_list("pk", "standard__edition"))
    latest: dict[int, datetime] = {}
    for ((model, number), _language), at in afterwards.last_changes().items():
        edition = (standards if model is Standard else criteria).get(number)
        if edition is not None:
            latest[edition] = max(latest.get(edition, at), at)
    return {
        standing.edition.pk: _framework(standing, latest.get(standing.edition.pk))
        for standing in editions.standings(adopted, on)
    }


def _framework(standing: Standing, latest: datetime | None) -> Framework:
    edition = standing.edition
    adopted = adoption(edition)
    return Framework(
        id=edition.uuid,
        title=_("Quality standards, edition %(key)s") % {"key": edition.key},
        version=edition.key,
        changed=max(adopted, latest or adopted),
        status="Deprecated" if standing.status is Status.SUPERSEDED else "Adopted",
        starts=edition.in_force_from,
        ends=standing.until - timedelta(days=1) if standing.until else None,
        notes=edition.minute_reference,
    )


def adoption(edition: Edition) -> datetime:
    """An edition and all in it count as changed at the beginning of the day of its adoption."""
    return datetime.combine(edition.adopted_on or date.min, time(), UTC)


def edition_of(item: UUID, adopted: Collection[Edition]) -> int | None:
    """In which of these editions an item stands: a row of it, or the translation of one."""
    for edition, uuid in _rows(adopted):
        if uuid == item:
            return edition
    for edition, uuid, language in _translated(adopted):
        if uuid5(uuid, language) == item:
            return edition
    return None


def _rows(adopted: Collection[Edition]) -> Iterator[tuple[int, UUID]]:
    yield from Standard.objects.filter(edition__in=adopted).values_list("edition", "uuid")
    rows = Criterion.objects.filter(standard__edition__in=adopted)
    yield from rows.values_list("standard__edition", "uuid")


def _translated(adopted: Collection[Edition]) -> Iterator[tuple[int, UUID, str]]:
    headings = StandardText.objects.filter(standard__edition__in=adopted)
    yield from headings.exclude(language=NORMATIVE).values_list(
        "standard__edition", "standard__uuid", "language"
    )
    wordings = CriterionText.objects.filter(criterion__standard__edition__in=adopted)
    yield from wordings.exclude(language=NORMATIVE).values_list(
        "criterion__standard__edition", "criterion__uuid", "language"
    )


class Rows:
    """All rows of some editions, by their owner: seven queries, however many editions."""

    def __init__(self, of: Collection[Edition]) -> None:
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


def _by_owner(owner: str, texts: Iterable[Any]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for text in texts:
        found[getattr(text, owner)][text.language] = text
    return found


def contents(edition: Edition, document: Node, rows: Rows) -> Contents:
    """Its outline in German, its translations with an outline of their own, its succession."""
    adopted = adoption(edition)
    items: list[Item] = []
    associations: list[Association] = []

    def add(texts: list[Item], parents: Mapping[str, Node], parent: Node, position: int) -> None:
        german, *translations = texts
        items.extend(texts)
        associations.append(
            Association("isChildOf", german.node, parent, adopted, position=position)
        )
        for other in translations:
            over = parents.get(other.language, parent)
            associations.append(
                Association("isTranslationOf", other.node, german.node, other.changed, TRANSLATIONS)
            )
            associations.append(
                Association("isChildOf", other.node, over, other.changed, TRANSLATIONS, position)
            )

    for place, standard in enumerate(rows.standards[edition.pk], start=1):
        headings = list(_standard_items(standard, rows, adopted))
        add(headings, {}, document, place)
        above = {heading.language: heading.node for heading in headings}
        for number, criterion in enumerate(rows.criteria[standard.pk], start=1):
            texts = list(_criterion_items(criterion, rows, adopted))
            add(texts, above, above[NORMATIVE], number)
    associations += [
        Association(
            "replacedBy",
            Node(step.from_criterion.uuid, step.from_criterion.key),
            Node(step.to_criterion.uuid, step.to_criterion.key),
            adopted,
            SUCCESSION,
            own={"changeKind": step.kind},
        )
        for step in rows.steps[edition.pk]
        if step.from_criterion and step.to_criterion
    ]
    return Contents(tuple(items), tuple(associations))


def _standard_items(standard: Standard, rows: Rows, adopted: datetime) -> Iterator[Item]:
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


def _criterion_items(criterion: Criterion, rows: Rows, adopted: datetime) -> Iterator[Item]:
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
