"""The workbench: a whole edition as its editors see it, in a number of queries that never grows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from curriculum.domain import corrigenda, drafting, editions, steps
from curriculum.domain.editions import Missing
from curriculum.domain.reading import Change, changes_into
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
from curriculum.models.languages import offered

MANY = 60  # criteria; beyond that only one standard at a time is laid open


@dataclass(slots=True)
class Failed:
    """What somebody typed and could not be saved, with the reason at each field."""

    deed: str
    typed: dict[str, str]
    errors: dict[str, list[str]]
    is_conflict: bool = False


@dataclass(slots=True)
class Wording:
    """The fields of one form: what is stored, or what was typed and refused."""

    language: str
    name: object  # of the language, for the reader
    stored: tuple[str, ...]
    shown: tuple[str, ...]
    seen: str
    failed: Failed | None = None

    @property
    def is_there(self) -> bool:
        return any(self.stored)


@dataclass(slots=True)
class Row:
    """A criterion on the workbench. `address` leads to its anchor, on this page or another."""

    criterion: Criterion
    anchor: str
    address: str
    german: Wording  # level, statement, explanation
    translations: list[Wording]  # statement, explanation
    changes: list[Change]
    missing: list[Missing]
    failed: Failed | None = None
    corrigenda: Sequence[Corrigendum] = ()

    @property
    def id(self) -> str:
        """What the ids of its fields begin with."""
        return f"c{self.criterion.pk}"

    @property
    def step(self) -> Succession | None:
        return self.changes[0].step if self.changes else None

    @property
    def kinds(self) -> list[tuple[str, object]]:
        """What can be said of its change; what was done by a deed can only be told apart by it."""
        if self.step is None:
            return []
        kind = Succession.Kind(self.step.kind)
        marks = steps.MARKS if kind in steps.MARKS else (kind,)
        return [(mark.value, mark.label) for mark in marks]

    @property
    def marked(self) -> Wording:
        """The kind of change and its reason, as a form."""
        stored = (self.step.kind, self.step.reason) if self.step else ("", "")
        refused = self.failed if _is(self.failed, "mark") else None
        return _wording("", "", stored, ("kind", "reason"), refused)

    @property
    def compared(self) -> list[Change]:
        """Earlier wordings to read it against; a new criterion has none."""
        return [change for change in self.changes if change.before is not None]

    @property
    def translated(self) -> int:
        return sum(wording.is_there for wording in self.translations)


@dataclass(slots=True)
class Heading:
    """A standard on the workbench, with its criteria."""

    standard: Standard
    anchor: str
    address: str
    german: Wording  # title, introduction
    translations: list[Wording]
    rows: list[Row]
    missing: list[Missing]
    failed: Failed | None = None

    @property
    def id(self) -> str:
        return f"s{self.standard.pk}"

    @property
    def title(self) -> str:
        return self.german.stored[0] or self.standard.key

    @property
    def translated(self) -> int:
        return sum(wording.is_there for wording in self.translations)


@dataclass(slots=True)
class Bench:
    edition: Edition
    headings: list[Heading]  # all of them
    open: list[Heading]  # those that are laid open with their forms
    dropped: list[Change]
    missing: list[tuple[Missing, str]]  # with the address that leads there, or empty
    failed: Failed | None = field(default=None)  # what belongs to no row that is still there

    @property
    def rows(self) -> list[Row]:
        return [row for heading in self.headings for row in heading.rows]

    @property
    def places(self) -> list[tuple[int, str]]:
        """The standards to choose from."""
        return [(heading.standard.pk, heading.anchor) for heading in self.headings]

    def address_of(self, *, criterion: int | None = None, standard: int | None = None) -> str:
        """Where a row stands, to go to from elsewhere; empty for one that is not there any more."""
        for heading in self.headings:
            page = f"?standard={heading.standard.pk}" if len(self.rows) > MANY else ""
            if criterion is None and heading.standard.pk == standard:
                return f"{page}#{heading.anchor}"
            for row in heading.rows:
                if row.criterion.pk == criterion:
                    return f"{page}#{row.anchor}"
        return ""

    def now(
        self,
        deed: str,
        language: str = NORMATIVE,
        *,
        criterion: int | None = None,
        standard: int | None = None,
    ) -> "Wording | None":
        """What is stored now of what a deed writes."""
        for heading in self.headings:
            if standard is not None and heading.standard.pk == standard:
                return _of(language, [heading.german, *heading.translations])
            for row in heading.rows:
                if row.criterion.pk == criterion:
                    all_of_it = [row.german, *row.translations]
                    return row.marked if deed == "mark" else _of(language, all_of_it)
        return None


def _of(language: str, wordings: list[Wording]) -> Wording | None:
    return next((one for one in wordings if one.language == language), None)


def spread_out(
    edition: Edition,
    *,
    chosen: int | None = None,
    failed: Failed | None = None,
    criterion: int | None = None,
    standard: int | None = None,
) -> Bench:
    """Everything of an edition. `failed` stands at the criterion or standard it belongs to.

    Of a long edition the `chosen` standard is laid open, or the one with what failed.
    """
    standards = list(edition.standards.order_by("position", "pk"))
    criteria: dict[int, list[Criterion]] = defaultdict(list)
    for one in Criterion.objects.filter(standard__edition=edition).order_by("position", "pk"):
        criteria[one.standard_id].append(one)
    titles: dict[int, dict[str, StandardText]] = defaultdict(dict)
    for title in StandardText.objects.filter(standard__edition=edition):
        titles[title.standard_id][title.language] = title
    texts: dict[int, dict[str, CriterionText]] = defaultdict(dict)
    for text in CriterionText.objects.filter(criterion__standard__edition=edition):
        texts[text.criterion_id][text.language] = text
    mended = corrigenda.within([pk for pk in (edition.pk, edition.predecessor_id) if pk])
    into, dropped = _changes(edition, mended)
    lacks = _Lacks([] if edition.is_adopted else editions.missing(edition))
    anchors = Anchors()
    headings = []
    for place in standards:
        here = failed if criterion is None and standard == place.pk else None
        rows: list[Row] = []
        heading = Heading(
            place,
            anchors.take(place.key),
            "",
            _title(titles[place.pk], NORMATIVE, "", here if _is(here, "retitle") else None),
            [
                _title(titles[place.pk], code, name, _of_language(here, "translate_title", code))
                for code, name in _translations()
            ],
            rows,
            lacks.of_standard[place.pk],
            here,
        )
        headings.append(heading)
        for own in criteria[place.pk]:
            here = failed if criterion == own.pk else None
            found = texts[own.pk]
            rows.append(
                Row(
                    own,
                    anchors.take(own.key),
                    "",
                    _german(own, found.get(NORMATIVE), here),
                    [
                        _translation(
                            found.get(code), code, name, _of_language(here, "translate", code)
                        )
                        for code, name in _translations()
                    ],
                    into[own.pk],
                    lacks.of_criterion[own.pk],
                    here,
                    mended[own.pk],
                )
            )
    return _laid_open(Bench(edition, headings, headings, dropped, []), chosen, failed, lacks)


def _laid_open(bench: Bench, chosen: int | None, failed: Failed | None, lacks: "_Lacks") -> Bench:
    """Which standards have their forms on the page, and how one gets to everything."""
    struck = [h for h in bench.headings if h.failed or any(row.failed for row in h.rows)]
    bench.failed = None if struck else failed
    if len(bench.rows) > MANY:
        wanted = [heading for heading in bench.headings if heading.standard.pk == chosen]
        bench.open = (struck or wanted or bench.headings)[:1]
    where: dict[tuple[int | None, int | None], str] = {}
    for heading in bench.headings:
        page = "" if heading in bench.open else f"?standard={heading.standard.pk}"
        heading.address = where[None, heading.standard.pk] = f"{page}#{heading.anchor}"
        for row in heading.rows:
            row.address = where[row.criterion.pk, None] = f"{page}#{row.anchor}"
    bench.missing = [
        (lack, where.get((lack.criterion, lack.standard), "")) for lack in lacks.everything
    ]
    return bench


def _translations() -> list[tuple[str, object]]:
    return [(code, name) for code, name in offered() if code != NORMATIVE]


class _Lacks:
    """What is missing, by the row where it can be mended."""

    def __init__(self, everything: list[Missing]) -> None:
        self.everything = everything
        self.of_criterion: dict[int | None, list[Missing]] = defaultdict(list)
        self.of_standard: dict[int | None, list[Missing]] = defaultdict(list)
        for lack in everything:
            self.of_criterion[lack.criterion].append(lack)
            self.of_standard[lack.standard].append(lack)


class Anchors:
    """The key where it is the only one on the page; keys are unique in their standard only."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, key: str) -> str:
        found, number = key, 1
        while found in self.taken:
            number += 1
            found = f"{key}.{number}"
        self.taken.add(found)
        return found


def _changes(
    edition: Edition, mended: Mapping[int, Sequence[Corrigendum]]
) -> tuple[dict[int, list[Change]], list[Change]]:
    """Steps into each criterion, and what was dropped, with both wordings."""
    into = Succession.objects.filter(to_criterion__standard__edition=edition)
    gone = Succession.objects.filter(
        to_criterion=None, from_criterion__standard__edition__successor=edition
    )
    found = changes_into(
        (into | gone)
        .select_related("from_criterion__standard__edition")
        .order_by("from_criterion__standard__position", "from_criterion__position", "pk")
    )
    led: dict[int, list[Change]] = defaultdict(list)
    found = [
        replace(change, corrigenda=tuple(mended.get(change.step.from_criterion_id or 0, ())))
        for change in found
    ]
    for change in found:
        if change.step.to_criterion_id is not None:
            led[change.step.to_criterion_id].append(change)
    return led, [change for change in found if change.step.to_criterion_id is None]


def _is(failed: Failed | None, deed: str) -> bool:
    return failed is not None and failed.deed == deed


def _of_language(failed: Failed | None, deed: str, language: str) -> Failed | None:
    fits = failed and failed.deed == deed and failed.typed.get("language") == language
    return failed if fits else None


def _german(criterion: Criterion, text: CriterionText | None, failed: Failed | None) -> Wording:
    stored = (
        criterion.level,
        text.statement if text else "",
        text.explanation if text else "",
    )
    refused = failed if _is(failed, "reword") else None
    return _wording(NORMATIVE, "", stored, ("level", "statement", "explanation"), refused)


def _translation(
    text: CriterionText | None, language: str, name: object, failed: Failed | None
) -> Wording:
    stored = (text.statement if text else "", text.explanation if text else "")
    return _wording(language, name, stored, ("statement", "explanation"), failed)


def _title(
    texts: dict[str, StandardText], language: str, name: object, failed: Failed | None
) -> Wording:
    text = texts.get(language)
    stored = (text.title if text else "", text.introduction if text else "")
    return _wording(language, name, stored, ("title", "introduction"), failed)


def _wording(
    language: str,
    name: object,
    stored: tuple[str, ...],
    fields: tuple[str, ...],
    failed: Failed | None,
) -> Wording:
    """`seen` is always the stored text: whoever saves again after a conflict has seen it."""
    shown = tuple(failed.typed.get(one, "") for one in fields) if failed else stored
    seen = drafting.seen_as(*stored)
    if failed and not failed.is_conflict:
        seen = failed.typed.get("seen", seen)
    return Wording(language, name, stored, shown, seen, failed)
