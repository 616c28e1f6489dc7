"""The standards as somebody reads them: in one language, with what changed and who teaches it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from curriculum.domain import afterwards, corrigenda, lines, links, outcomes
from curriculum.domain.afterwards import Owner
from curriculum.domain.links import Service
from curriculum.domain.outcomes import Outcome
from curriculum.domain.succession import Redline, redline
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

Text = TypeVar("Text", StandardText, CriterionText)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an earlier wording. Both wordings are the German ones, which are adopted."""

    step: Succession
    old: str
    new: str
    corrigenda: tuple[Corrigendum, ...] = ()  # of the earlier wording

    @property
    def before(self) -> Criterion | None:
        return self.step.from_criterion

    @property
    def has_effect(self) -> bool:
        """For a reader; a new criterion has no effect on modules, but is news."""
        return self.step.has_effect or self.step.kind == Succession.Kind.NEW

    @property
    def tokens(self) -> Redline:
        return redline(self.old, self.new)

    @property
    def origin(self) -> str:
        return self.step.reason

    @property
    def is_shown(self) -> bool:
        """Whether there are two wordings to compare. New criteria have one only."""
        return self.before is not None and (
            self.has_effect or any(op != "equal" for op, _text in self.tokens)
        )


@dataclass(frozen=True, slots=True)
class ReadCriterion:
    """A criterion with its wording, where it came from, what became of it, and who teaches it."""

    criterion: Criterion
    text: CriterionText | None
    reader: str  # the language of whoever reads
    changes: tuple[Change, ...] = ()
    services: tuple[Service, ...] = ()
    outcomes: tuple[Outcome, ...] = ()  # in the next adopted edition
    corrigenda: tuple[Corrigendum, ...] = ()
    amended_on: date | None = None  # the translation that is read, after the adoption
    forerunners: frozenset[int] = frozenset()  # itself and all from which it came, by number

    @property
    def key(self) -> str:
        return self.criterion.key

    @property
    def level(self) -> str:
        return self.criterion.level

    @property
    def level_text(self) -> str:
        return self.criterion.get_level_display()

    @property
    def statement(self) -> str:
        return self.text.statement if self.text else ""

    @property
    def explanation(self) -> str:
        return self.text.explanation if self.text else ""

    @property
    def language(self) -> str:
        """The language of the wording, if it is not the reader's."""
        return self.text.language if self.text and self.text.language != self.reader else ""

    @property
    def shown_changes(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.is_shown)

    @property
    def change(self) -> str:
        """The kind of the change with effect, in a word; empty where there is none."""
        return next((c.step.get_kind_display() for c in self.changes if c.has_effect), "")

    @property
    def waiting(self) -> int:
        """How many modules are still to be reviewed."""
        return sum(not service.is_current for service in self.services)


@dataclass(frozen=True, slots=True)
class ReadStandard:
    standard: Standard
    text: StandardText | None
    reader: str
    criteria: tuple[ReadCriterion, ...]
    dropped: tuple[Change, ...] = ()
    amended_on: date | None = None  # the translation of the title, after the adoption

    @property
    def key(self) -> str:
        return self.standard.key

    @property
    def title(self) -> str:
        return self.text.title if self.text else self.key

    @property
    def introduction(self) -> str:
        return self.text.introduction if self.text else ""

    @property
    def language(self) -> str:
        """The language of the title, if it is not the reader's."""
        return self.text.language if self.text and self.text.language != self.reader else ""

    @property
    def is_partly_foreign(self) -> bool:
        return bool(self.language) or any(criterion.language for criterion in self.criteria)

    @property
    def modules(self) -> dict[UUID, bool]:
        """Modules that teach the standard, and whether each is true to all its wordings."""
        found: dict[UUID, bool] = {}
        for criterion in self.criteria:
            for service in criterion.services:
                key = service.module.translation_key
                found[key] = found.get(key, True) and service.is_current
        return found

    @property
    def waiting(self) -> int:
        return sum(not is_current for is_current in self.modules.values())

    @property
    def changed(self) -> int:
        return sum(bool(criterion.change) for criterion in self.criteria)

    @property
    def has_shown_changes(self) -> bool:
        return bool(self.dropped) or any(criterion.shown_changes for criterion in self.criteria)

    @property
    def levels(self) -> list[tuple[str, int]]:
        """How many criteria must, should and may be met."""
        counted = [
            (str(level.label), sum(c.level == level for c in self.criteria))
            for level in Criterion.Level
        ]
        return [(label, count) for label, count in counted if count]


def outline(edition: Edition, language: str) -> list[ReadStandard]:
    """All standards of an edition with their criteria, without changes and modules."""
    standards = list(edition.standards.order_by("position", "pk"))
    titles = _by_owner(StandardText.objects.filter(standard__in=standards), "standard_id", language)
    criteria = _criteria(standards)
    return [
        ReadStandard(
            standard,
            titles.get(standard.pk),
            language,
            tuple(
                ReadCriterion(criterion, None, language)
                for criterion in criteria
                if criterion.standard_id == standard.pk
            ),
        )
        for standard in standards
    ]


def read(edition: Edition, key: str, language: str) -> ReadStandard | None:
    """One standard of an adopted edition with everything; None where there is none of this key.

    The same queries at any size. What was adopted has its German title and German wordings, so the
    texts lead to all standards and criteria.
    """
    titles = list(
        StandardText.objects.filter(
            standard__edition=edition, standard__key=key, language__in=[NORMATIVE, language]
        ).select_related("standard__edition")
    )
    if not titles:
        return None
    standard = titles[0].standard
    on_the_lines = _on_the_lines(standard)
    steps = [step for step in on_the_lines if _is_into(step, standard)]
    texts = _texts(standard, _compared(steps), language)
    found = {text.criterion_id: text.criterion for text in texts}
    criteria = [criterion for criterion in found.values() if criterion.standard == standard]
    before = lines.forerunners((criterion.pk for criterion in criteria), on_the_lines)
    mended = corrigenda.beside(found)
    changes = [
        replace(change, corrigenda=tuple(mended.get(change.step.from_criterion_id or 0, ())))
        for change in _with_wordings(steps, texts)
    ]
    services = _in_language(
        links.serving(criteria, edition=edition, steps=on_the_lines, with_drafts=False), language
    )
    wordings = _by_owner(texts, "criterion_id", language)
    became = outcomes.of(criteria, on_the_lines)
    amended = _amended(standard, criteria, language)
    return ReadStandard(
        standard,
        _by_owner(titles, "standard_id", language).get(standard.pk),
        language,
        tuple(
            ReadCriterion(
                criterion,
                wordings.get(criterion.pk),
                language,
                tuple(c for c in changes if c.step.to_criterion_id == criterion.pk),
                tuple(services[criterion.pk]),
                became[criterion.pk],
                tuple(mended[criterion.pk]),
                amended.get((Criterion, criterion.pk)),
                frozenset(before[criterion.pk]),
            )
            for criterion in criteria
        ),
        tuple(change for change in changes if change.step.to_criterion_id is None),
        amended.get((Standard, standard.pk)),
    )


def _amended(standard: Standard, criteria: list[Criterion], language: str) -> dict[Owner, date]:
    """German is not translated."""
    if language == NORMATIVE:
        return {}
    return afterwards.amended(
        edition=standard.edition,
        standards=[standard.pk],
        criteria=[criterion.pk for criterion in criteria],
        language=language,
    )


def _criteria(standards: Iterable[Standard]) -> list[Criterion]:
    found = Criterion.objects.filter(standard__in=standards).select_related("standard__edition")
    return list(found.order_by("position", "pk"))


def _by_owner(texts: Iterable[Text], owner: str, language: str) -> dict[int, Text]:
    """For each row its text in the reader's language, else the German one."""
    found: dict[int, Text] = {}
    for text in texts:
        if text.language == language or (
            text.language == NORMATIVE and getattr(text, owner) not in found
        ):
            found[getattr(text, owner)] = text
    return found


def _on_the_lines(standard: Standard) -> list[Succession]:
    """Steps on the lines of its criteria, and of those in the same standard one edition before."""
    return lines.through(
        Criterion.objects.filter(
            Q(standard=standard)
            | Q(standard__key=standard.key, standard__edition__successor=standard.edition_id)
        )
    )


def _is_into(step: Succession, standard: Standard) -> bool:
    """Whether it leads to one of its criteria, or drops one of the same standard before."""
    if step.to_criterion is not None:
        return step.to_criterion.standard == standard
    before = step.from_criterion and step.from_criterion.standard
    return before is not None and (
        before.key == standard.key and lines.edition_of(step) == standard.edition
    )


def _texts(standard: Standard, compared: set[int], language: str) -> list[CriterionText]:
    """The wordings of its criteria in their order, and of those that these are compared with."""
    return list(
        CriterionText.objects.filter(
            Q(criterion__standard=standard) | Q(criterion__in=compared),
            language__in=[NORMATIVE, language],
        )
        .select_related("criterion__standard__edition")
        .order_by("criterion__position", "criterion", "language")
    )


def _compared(steps: Iterable[Succession]) -> set[int]:
    """The criteria on both sides of these steps, by number."""
    ends = {pk for step in steps for pk in (step.from_criterion_id, step.to_criterion_id)}
    return {pk for pk in ends if pk}


def _with_wordings(steps: Iterable[Succession], texts: Iterable[CriterionText]) -> list[Change]:
    german = {text.criterion_id: text.statement for text in texts if text.language == NORMATIVE}
    return [
        Change(
            step,
            german.get(step.from_criterion_id or 0, ""),
            german.get(step.to_criterion_id or 0, ""),
        )
        for step in steps
    ]


def _in_language(services: dict[int, list[Service]], language: str) -> dict[int, list[Service]]:
    """The same modules, each as the page in the reader's language where there is one."""
    if language == NORMATIVE:
        return services
    keys = {s.module.translation_key for found in services.values() for s in found}
    translated = {
        page.translation_key: page
        for page in ModulePage.objects.live()
        .filter(translation_key__in=keys, locale__language_code=language)
        .select_related("locale")
    }
    return {
        pk: [
            replace(service, module=translated.get(service.module.translation_key, service.module))
            for service in found
        ]
        for pk, found in services.items()
    }


def changes_into(steps: Iterable[Succession]) -> list[Change]:
    """These steps with the wordings on both sides: one query for any number."""
    found = list(steps)
    texts = CriterionText.objects.filter(criterion__in=_compared(found), language=NORMATIVE)
    return _with_wordings(found, texts)
