"""A draft of the standards as those read it who are asked about it: beside its predecessor.

German is what will be adopted. A translation stands beside it, and says where it lags behind.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curriculum.domain.reading import Change
from curriculum.domain.succession import Judged, Redline, contradiction, folded, redline
from curriculum.domain.workbench import MANY, Anchors
from curriculum.models import Criterion, CriterionText, Edition, Standard, StandardText, Succession
from curriculum.models.frozen import NORMATIVE

Kind = Succession.Kind
Wordings = dict[tuple[int, str], CriterionText]


@dataclass(frozen=True, slots=True)
class Step:
    """One step into a criterion of the draft: its kind, its reason and what differs."""

    change: Change
    explained: tuple[str, str]  # the German explanation before and now

    @property
    def before(self) -> Criterion | None:
        return self.change.before

    @property
    def reason(self) -> str:
        return self.change.step.reason

    @property
    def is_marked(self) -> bool:
        """Whether the kind of change fits both wordings; a draft may still be in the works."""
        old, new = self.change.before, self.change.step.to_criterion
        if old is None or new is None:
            return True
        before = Judged(old.key, self.change.old, old.level)
        after = Judged(new.key, self.change.new, new.level)
        return contradiction(self.change.step.kind, before, after) is None

    @property
    def words(self) -> str | Promise:
        if not self.is_marked:
            return _("changed")
        return Kind(self.change.step.kind).label

    @property
    def has_effect(self) -> bool:
        return self.change.has_effect or not self.is_marked

    @property
    def statement(self) -> Redline:
        """Both German statements in one; empty where there are not two, or they are the same."""
        return redline(self.change.old, self.change.new) if self.is_reworded else ()

    @property
    def explanation(self) -> Redline:
        return redline(*self.explained) if self.is_explained_anew else ()

    @property
    def is_reworded(self) -> bool:
        return self._has_two and _differ(self.change.old, self.change.new)

    @property
    def is_explained_anew(self) -> bool:
        return self._has_two and _differ(*self.explained)

    @property
    def _has_two(self) -> bool:
        """Whether there is a wording before and one now."""
        return self.before is not None and self.change.step.to_criterion is not None

    @property
    def earlier_key(self) -> str:
        """The key before, where it is another one now."""
        old, new = self.change.before, self.change.step.to_criterion
        return old.key if old and new and old.key != new.key else ""

    @property
    def earlier_level(self) -> Criterion | None:
        """The criterion with the level before, where it is another one now."""
        old, new = self.change.before, self.change.step.to_criterion
        return old if old and new and old.level != new.level else None

    @property
    def is_news(self) -> bool:
        """Whether anything is different at all."""
        kept = self.change.step.kind == Kind.UNCHANGED
        differs = self.is_reworded or self.is_explained_anew or self.earlier_level is not None
        return not kept or differs


def _differ(old: str, new: str) -> bool:
    """Most texts are the very same; only the others are worth folding."""
    return old != new and folded(old) != folded(new)


@dataclass(frozen=True, slots=True)
class DraftCriterion:
    """A criterion of the draft, or one of the predecessor that the draft drops."""

    criterion: Criterion
    anchor: str
    german: CriterionText | None
    translation: CriterionText | None
    steps: tuple[Step, ...]
    is_changed: bool
    is_dropped: bool = False
    lags: bool = False  # the translation is that of the earlier wording

    @property
    def pk(self) -> int:
        return self.criterion.pk

    @property
    def key(self) -> str:
        return self.criterion.key

    @property
    def statement(self) -> str:
        return self.german.statement if self.german else ""

    @property
    def explanation(self) -> str:
        return self.german.explanation if self.german else ""

    @property
    def kinds(self) -> tuple[tuple[str, bool], ...]:
        """What was done, each once, and whether it has an effect."""
        said = {str(s.words): s.has_effect for s in self.steps if s.is_news}
        return tuple(said.items())


@dataclass(frozen=True, slots=True)
class DraftStandard:
    """A standard with its criteria, what is dropped last. Of one that is gone only the dropped."""

    standard: Standard
    anchor: str
    german: StandardText | None
    translation: StandardText | None
    criteria: tuple[DraftCriterion, ...]

    @property
    def key(self) -> str:
        return self.standard.key

    @property
    def title(self) -> str:
        return self.german.title if self.german else self.key

    @property
    def introduction(self) -> str:
        return self.german.introduction if self.german else ""

    @property
    def changed(self) -> int:
        return sum(criterion.is_changed for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a draft is laid open on one page, and where the rest is."""

    places: tuple[DraftStandard, ...]  # to choose from
    open: tuple[DraftStandard, ...]
    is_paged: bool  # one standard at a time

    @property
    def next(self) -> DraftStandard | None:
        """The standard after the one that is open."""
        if not self.is_paged:
            return None
        rest = self.places[self.places.index(self.open[0]) + 1 :]
        return rest[0] if rest else None


@dataclass(frozen=True, slots=True)
class Draft:
    edition: Edition
    standards: tuple[DraftStandard, ...]

    @property
    def criteria(self) -> Iterator[DraftCriterion]:
        return (criterion for standard in self.standards for criterion in standard.criteria)

    @property
    def changed(self) -> int:
        return sum(standard.changed for standard in self.standards)

    def of(self, criterion: int) -> DraftStandard | None:
        """The standard in which a criterion stands, by its number."""
        return next((s for s in self.standards for c in s.criteria if c.pk == criterion), None)

    def selection(self, *, chosen: str = "", only_changes: bool = False) -> Selection:
        """The standards to show, all at once if they are not too long, else the chosen one."""
        shown = self.standards
        if only_changes:
            shown = tuple(
                replace(s, criteria=tuple(c for c in s.criteria if c.is_changed))
                for s in shown
                if s.changed
            )
        if sum(len(standard.criteria) for standard in shown) <= MANY:
            return Selection(shown, shown, is_paged=False)
        wanted = [standard for standard in shown if standard.anchor == chosen]
        return Selection(shown, tuple((wanted or list(shown))[:1]), is_paged=True)


def read(edition: Edition, language: str) -> Draft:
    """Everything of a draft in five queries, whatever its size."""
    standards = list(edition.standards.order_by("position", "pk"))
    both = Q(standard__edition=edition) | Q(standard__edition=edition.predecessor_id)
    titles = {
        (text.standard_id, text.language): text
        for text in StandardText.objects.filter(both, language__in=[NORMATIVE, language])
    }
    criteria: dict[int, list[Criterion]] = defaultdict(list)
    for one in Criterion.objects.filter(standard__edition=edition).order_by("position", "pk"):
        criteria[one.standard_id].append(one)
    texts: Wordings = {
        (text.criterion_id, text.language): text
        for text in CriterionText.objects.filter(
            Q(criterion__standard__edition=edition)
            | Q(criterion__standard__edition=edition.predecessor_id),
            language__in=[NORMATIVE, language],
        )
    }
    into, dropped = _steps(edition, texts)
    anchors = Anchors()
    own = "" if language == NORMATIVE else language
    found = []
    for standard in [*standards, *_gone(standards, dropped)]:
        gone = dropped.get(standard.key, [])
        anchor = anchors.take(standard.key)
        kept = [_criterion(c, anchors, texts, into[c.pk], own) for c in criteria[standard.pk]]
        found.append(
            DraftStandard(
                standard,
                anchor,
                titles.get((standard.pk, NORMATIVE)),
                titles.get((standard.pk, own)),
                (*kept, *(_dropped(step, anchors, texts, own) for step in gone)),
            )
        )
    return Draft(edition, tuple(found))


def _steps(
    edition: Edition, texts: Wordings
) -> tuple[dict[int, list[Step]], dict[str, list[Step]]]:
    """Steps by the criterion they lead to, and the dropped ones by the key of their standard."""
    rows = (
        Succession.objects.filter(
            Q(to_criterion__standard__edition=edition)
            | Q(to_criterion=None, from_criterion__standard__edition__successor=edition)
        )
        .select_related("from_criterion__standard__edition", "to_criterion")
        .order_by("from_criterion__standard__position", "from_criterion__position", "pk")
    )
    into: dict[int, list[Step]] = defaultdict(list)
    dropped: dict[str, list[Step]] = defaultdict(list)
    for row in rows:
        old = texts.get((row.from_criterion_id or 0, NORMATIVE))
        new = texts.get((row.to_criterion_id or 0, NORMATIVE))
        step = Step(
            Change(row, old.statement if old else "", new.statement if new else ""),
            (old.explanation if old else "", new.explanation if new else ""),
        )
        if row.to_criterion_id is not None:
            into[row.to_criterion_id].append(step)
        elif row.from_criterion is not None:
            dropped[row.from_criterion.standard.key].append(step)
    return into, dropped


def _gone(standards: Iterable[Standard], dropped: dict[str, list[Step]]) -> list[Standard]:
    """Standards of the predecessor that the draft has no more, as far as something is dropped."""
    there = {standard.key for standard in standards}
    return [
        step.before.standard
        for key, (step, *_rest) in dropped.items()
        if key not in there and step.before is not None
    ]


def _criterion(
    criterion: Criterion, anchors: Anchors, texts: Wordings, steps: list[Step], own: str
) -> DraftCriterion:
    german, translation = texts.get((criterion.pk, NORMATIVE)), texts.get((criterion.pk, own))
    return DraftCriterion(
        criterion,
        anchors.take(criterion.key),
        german,
        translation,
        tuple(steps),
        # Without a step nobody has said yet what became of it: that is news, too.
        is_changed=not steps or any(step.is_news for step in steps),
        lags=any(_lags(step, translation, texts, own) for step in steps),
    )


def _dropped(step: Step, anchors: Anchors, texts: Wordings, own: str) -> DraftCriterion:
    gone = step.before
    if gone is None:
        raise ValueError("A step that drops something has a criterion before it.")
    return DraftCriterion(
        gone,
        anchors.take(gone.key),
        texts.get((gone.pk, NORMATIVE)),
        texts.get((gone.pk, own)),
        (step,),
        is_changed=True,
        is_dropped=True,
    )


def _lags(step: Step, translation: CriterionText | None, texts: Wordings, own: str) -> bool:
    """Whether the German statement was changed, and its translation is still the earlier one."""
    before = texts.get((step.before.pk, own)) if step.before else None
    return (
        translation is not None
        and before is not None
        and step.is_reworded
        and before.statement == translation.statement
    )
