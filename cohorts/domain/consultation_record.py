"""What came of a consultation: who was asked, and what was said, in the order of the document."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cohorts.models import Consultation, Remark
from curriculum.domain.succession import Redline, redline
from curriculum.models import Criterion, CriterionText, Edition, StandardText
from curriculum.models.frozen import NORMATIVE

State = Remark.State


@dataclass(frozen=True, slots=True)
class Asked:
    """A carrier or a person that was asked, until when, and how many remarks came back."""

    consultation: Consultation
    remarks: int
    is_over: bool

    @property
    def name(self) -> str:
        one = self.consultation
        return one.carrier.name if one.carrier else one.trainer.name if one.trainer else ""


@dataclass(frozen=True, slots=True)
class Said:
    """A remark. `moved` is the redline from the wording then to today's; empty if it is the same.

    `today` is None where the criterion is not in the draft any more.
    """

    remark: Remark
    today: str | None
    moved: Redline


@dataclass(frozen=True, slots=True)
class Subject:
    """A criterion with what was said about it. `criterion` is None for one that is gone."""

    key: str
    criterion: Criterion | None
    is_dropped: bool
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A standard of the draft; without a title what belongs to none of them any more."""

    key: str
    title: str
    subjects: tuple[Subject, ...]


def asked(edition: Edition, on: date) -> tuple[Asked, ...]:
    """Carriers by name, then people by name; two queries. A remark counts once."""
    said: Counter[tuple[int | None, int | None]] = Counter(
        (carrier, None) if carrier else (None, author)
        for carrier, author in edition.remarks.values_list("carrier", "author")
    )
    rows = edition.consultations.select_related("carrier", "trainer").order_by(
        "carrier__name", "trainer__name", "pk"
    )
    found = [Asked(row, said[row.carrier_id, row.trainer_id], row.until < on) for row in rows]
    return tuple(sorted(found, key=lambda one: one.consultation.carrier is None))


def counts(remarks: Iterable[Remark]) -> dict[str, int]:
    """How many are open, answered and closed."""
    found = Counter(remark.state for remark in remarks)
    return {state.value: found[state.value] for state in State}


def told(edition: Edition, remarks: Iterable[Remark], *, state: str = "") -> tuple[Chapter, ...]:
    """Remarks by standard and criterion, all or those of one state. Three queries at any size.

    A dropped criterion stands under the standard of its name, behind the others of it.
    """
    chosen = [remark for remark in remarks if state in ("", remark.state)]
    criteria = _criteria(chosen)
    wordings = dict(
        CriterionText.objects.filter(criterion__in=criteria, language=NORMATIVE).values_list(
            "criterion", "statement"
        )
    )
    titles = {
        text.standard.key: (text.standard.position, text.title)
        for text in StandardText.objects.filter(
            standard__edition=edition, language=NORMATIVE
        ).select_related("standard")
    }
    groups: dict[tuple[int | None, str], list[Remark]] = defaultdict(list)
    for remark in chosen:
        groups[remark.criterion_id, remark.key if remark.criterion_id is None else ""].append(
            remark
        )
    chapters: dict[str, list[tuple[tuple[int, int, str], Subject]]] = defaultdict(list)
    for (pk, key), rows in groups.items():
        criterion = criteria.get(pk) if pk else None
        is_dropped = criterion is not None and criterion.standard.edition_id != edition.pk
        today = None if is_dropped or pk is None else wordings.get(pk, "")
        subject = Subject(
            criterion.key if criterion else key,
            criterion,
            is_dropped,
            tuple(_said(remark, today) for remark in rows),
        )
        place = criterion.standard.key if criterion else ""
        chapter = place if place in titles else ""
        order = (is_dropped, criterion.position if criterion else 0, subject.key)
        chapters[chapter].append((order, subject))
    return tuple(
        Chapter(
            key,
            titles[key][1] if key else "",
            tuple(subject for _order, subject in sorted(found, key=lambda pair: pair[0])),
        )
        for key, found in sorted(
            chapters.items(), key=lambda pair: (pair[0] == "", titles.get(pair[0], (0, ""))[0])
        )
    )


def _criteria(remarks: list[Remark]) -> dict[int, Criterion]:
    numbers = {remark.criterion_id for remark in remarks if remark.criterion_id is not None}
    return Criterion.objects.select_related("standard").in_bulk(list(numbers))


def _said(remark: Remark, today: str | None) -> Said:
    moved = redline(remark.wording, today) if today is not None else ()
    is_same = all(op == "equal" for op, _text in moved)
    return Said(remark, today, () if is_same else moved)
