"""Writing an edition as people do: the first from nothing, each later one by deeds on a copy."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from curriculum.domain import drafting, steps
from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    Standard,
    StandardText,
    Succession,
)
from curriculum.models.frozen import NORMATIVE
from home.demo.texts.shapes import Chapter, Step, Wording
from home.models import User

Kind = Succession.Kind
PAUSE = timedelta(minutes=20)  # from one deed to the next
DEEDS_A_DAY = 12
SATURDAY = 5


def moments(begun: datetime) -> Iterator[datetime]:
    """One moment for each deed: a dozen on a working day, from the hour at which it began."""
    day = begun
    while True:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            yield from (day + turn * PAUSE for turn in range(DEEDS_A_DAY))


def write(key: str, chapters: Sequence[Chapter], *, by: User, begun: datetime) -> Edition:
    """An edition that has no predecessor."""
    at = moments(begun)
    edition = Edition.objects.create(key=key)
    for position, chapter in enumerate(chapters, start=1):
        standard = Standard.objects.create(edition=edition, key=chapter.key, position=position)
        for language, (title, introduction) in chapter.texts.items():
            StandardText.objects.create(
                standard=standard, language=language, title=title, introduction=introduction
            )
        for wording in chapter.criteria:
            statement, explanation = wording.texts[NORMATIVE]
            criterion = steps.add(
                standard=standard,
                key=wording.key,
                statement=statement,
                explanation=explanation,
                level=wording.level,
                by=by,
                now=next(at),
            )
            _translate(criterion, wording, {}, by, at)
    return edition


def rework(
    draft: Edition,
    chapters: Sequence[Chapter],
    changes: Sequence[Step],
    *,
    by: User,
    begun: datetime,
) -> None:
    """Work the copy of the predecessor into these chapters, by the deeds that the changes name."""
    Rework(draft, chapters, changes, by, moments(begun)).carry_out()


class Rework:
    """One draft while it is worked through. Criteria go by the keys that the predecessor has."""

    def __init__(
        self,
        draft: Edition,
        chapters: Sequence[Chapter],
        changes: Sequence[Step],
        by: User,
        at: Iterator[datetime],
    ) -> None:
        self.changes, self.by, self.at = changes, by, at
        self.chapters = chapters
        self.standards = {row.key: row for row in draft.standards.all()}
        rows = Criterion.objects.filter(standard__edition=draft).select_related("standard")
        self.rows = {row.key: row for row in rows}
        self.wordings = {w.key: (c.key, w) for c in chapters for w in c.criteria}
        self.texts: dict[int, dict[str, tuple[str, str]]] = {}
        for text in CriterionText.objects.filter(criterion__in=rows):
            said = (text.statement, text.explanation)
            self.texts.setdefault(text.criterion_id, {})[text.language] = said
        self.done: dict[str, Criterion] = {}  # by the new key

    def carry_out(self) -> None:
        self._drop()
        self._merge()
        for change in self.changes:
            if change.source in self.rows and change.target and change.target not in self.done:
                self.done[change.target] = self._place(self.rows.pop(change.source), change.target)
        for key, criterion in self.done.items():
            self._reword(criterion, key)
        self._split_and_add()
        self._put_in_order()
        self._mark()
        for key, criterion in self.done.items():
            wording = self.wordings[key][1]
            _translate(criterion, wording, self.texts.get(criterion.pk, {}), self.by, self.at)

    def _drop(self) -> None:
        for change in self.changes:
            if change.kind == Kind.DROPPED and change.source:
                criterion = self.rows.pop(change.source)
                steps.drop(criterion=criterion, reason=change.reason, by=self.by, now=next(self.at))

    def _merge(self) -> None:
        """The first of those that are merged stays, the others go into it."""
        merged = [change for change in self.changes if change.kind == Kind.MERGED]
        stays = {change.target: change.source for change in reversed(merged)}
        for change in merged:
            if change.source and change.source != stays[change.target]:
                steps.merge(
                    criterion=self.rows.pop(change.source),
                    into=self.rows[stays[change.target] or ""],
                    by=self.by,
                    now=next(self.at),
                )

    def _place(self, criterion: Criterion, key: str) -> Criterion:
        """Into its standard, under its key."""
        standard = self.standards[self.wordings[key][0]]
        if standard.pk != criterion.standard_id:
            criterion = steps.move(
                criterion=criterion,
                standard=standard,
                position=standard.criteria.count() + 1,
                by=self.by,
                now=next(self.at),
            )
        if key != criterion.key:
            criterion = steps.renumber(criterion=criterion, key=key, by=self.by, now=next(self.at))
        return criterion

    def _reword(self, criterion: Criterion, key: str) -> None:
        wording = self.wordings[key][1]
        statement, explanation = wording.texts[NORMATIVE]
        if (criterion.level, self.texts[criterion.pk][NORMATIVE]) != (
            wording.level,
            (statement, explanation),
        ):
            drafting.reword(
                criterion=criterion,
                level=wording.level,
                statement=statement,
                explanation=explanation,
                by=self.by,
                now=next(self.at),
            )

    def _split_and_add(self) -> None:
        parts = {change.source: change.target for change in reversed(self.changes)}
        for change in self.changes:
            if not change.target or change.target in self.done:
                continue
            chapter, wording = self.wordings[change.target]
            statement, explanation = wording.texts[NORMATIVE]
            if change.kind == Kind.SPLIT:
                self.done[change.target] = steps.split(
                    criterion=self.done[parts[change.source] or ""],
                    key=change.target,
                    statement=statement,
                    explanation=explanation,
                    by=self.by,
                    now=next(self.at),
                )
            else:
                self.done[change.target] = steps.add(
                    standard=self.standards[chapter],
                    key=change.target,
                    statement=statement,
                    explanation=explanation,
                    level=wording.level,
                    by=self.by,
                    now=next(self.at),
                )

    def _put_in_order(self) -> None:
        for chapter in self.chapters:
            standard = self.standards[chapter.key]
            wanted = [wording.key for wording in chapter.criteria]
            for position, key in enumerate(wanted, start=1):
                there = list(
                    standard.criteria.order_by("position", "pk").values_list("key", flat=True)
                )
                if there[position - 1] != key:
                    steps.move(
                        criterion=self.done.get(key) or self.rows[key],
                        standard=standard,
                        position=position,
                        by=self.by,
                        now=next(self.at),
                    )

    def _mark(self) -> None:
        """What follows from a deed is marked already, and gets its reason here."""
        for change in {change.target: change for change in reversed(self.changes)}.values():
            if change.target and change.kind != Kind.UNCHANGED:
                steps.mark(
                    criterion=self.done[change.target],
                    kind=change.kind,
                    reason=change.reason,
                    by=self.by,
                    now=next(self.at),
                )


def _translate(
    criterion: Criterion,
    wording: Wording,
    said: dict[str, tuple[str, str]],
    by: User,
    at: Iterator[datetime],
) -> None:
    for language, text in wording.texts.items():
        if language != NORMATIVE and said.get(language) != text:
            drafting.translate(
                criterion=criterion,
                language=language,
                statement=text[0],
                explanation=text[1],
                by=by,
                now=next(at),
            )
