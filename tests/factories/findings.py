"""Findings of meetings, as they are stored, and the deeds with what they need."""

from collections.abc import Callable
from datetime import date
from typing import Any

from cohorts.models import Carrier, Cohort, Finding
from curriculum.models import Criterion, Edition
from home.models import User
from tests.factories import curriculum
from tests.factories.cohorts import NOW, make_carrier, make_cohort, make_coordinator

Scene = dict[str, Any]
Kind = Finding.Kind


def make_centre() -> User:
    """One more who coordinates the competence centre."""
    centre = Carrier.objects.filter(is_centre=True).first() or make_carrier(is_centre=True)
    return make_coordinator(centre)


def make_event(**fields: Any) -> Cohort:
    return make_cohort(**{"kind": Cohort.Kind.EVENT, "title": "Treffen in Fulda"} | fields)


def make_finding(cohort: Cohort | None = None, kind: str = Kind.PROPOSAL, **fields: Any) -> Finding:
    fields = {"text": "Grenzen früher ansprechen.", "at": NOW} | fields
    if kind == Kind.AGREEMENT:
        fields = {"parties": "Verein A, Verein B", "due_on": date(2026, 6, 30)} | fields
    return Finding.objects.create(cohort=cohort or make_event(), kind=kind, **fields)


def make_draft(key: str = "2031") -> tuple[Edition, Criterion]:
    """A draft without predecessor, and its criterion GR-1."""
    edition = curriculum.make_edition(key)
    return edition, curriculum.make_criterion(edition)


def to_record() -> Scene:
    cohort = make_event()
    text = "Grenzen früher ansprechen."
    by = make_coordinator(cohort.organiser)
    return {"cohort": cohort, "kind": Kind.PROPOSAL, "text": text, "by": by}


def of_organiser(kind: str = Kind.PROPOSAL, **what: Any) -> Scene:
    finding = make_finding(kind=kind)
    return {"finding": finding, "by": make_coordinator(finding.cohort.organiser)} | what


def to_judge(**what: Any) -> Scene:
    return {"finding": make_finding(), "by": make_centre()} | what


DEEDS: dict[str, Callable[[], Scene]] = {
    "cohorts.domain.findings.change": lambda: of_organiser(text="Anders."),
    "cohorts.domain.findings.decline": lambda: to_judge(reason="Steht schon in GR-1."),
    "cohorts.domain.findings.keep": lambda: of_organiser(Kind.AGREEMENT, on=NOW.date()),
    "cohorts.domain.findings.note": lambda: of_organiser(text="Wir sind dafür."),
    "cohorts.domain.findings.record": to_record,
    "cohorts.domain.findings.take_into": lambda: to_judge(criterion=make_draft()[1]),
}
