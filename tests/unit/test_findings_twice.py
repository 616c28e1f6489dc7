"""A form that was sent twice writes down one finding and one note."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from cohorts.domain import findings
from cohorts.models import Finding, LogEntry
from home.models import User
from tests.factories.cohorts import NOW, make_coordinator
from tests.factories.findings import make_event

pytestmark = pytest.mark.django_db
Kind = Finding.Kind
LATER = NOW + timedelta(hours=1)


def test_form_sent_twice_is_one_finding_and_one_note() -> None:
    event = make_event()
    by, other = make_coordinator(event.organiser), make_coordinator(event.organiser)
    soon = NOW + timedelta(seconds=59)

    def record(who: User, at: datetime, **what: Any) -> Finding:
        words = {"kind": Kind.IDEA, "text": "Ein Abend mit Musik."} | what
        return findings.record(cohort=event, by=who, now=at, **words)

    first = record(by, NOW)
    same = [record(by, soon), record(by, soon, text=" Ein Abend mit Musik. ")]
    others = [
        record(other, soon),
        record(by, NOW + timedelta(minutes=2)),
        record(by, soon, text="Ein Tag mit Musik."),
        record(by, soon, kind=Kind.PROPOSAL),
    ]
    notes = [
        findings.note(finding=first, text=text, by=who, now=at).pk
        for text, who, at in (
            ("Gern.", by, NOW),
            ("Gern. ", by, soon),
            ("Gern.", other, soon),
            ("Gern.", by, LATER),
        )
    ]

    assert {row.pk for row in same} == {first.pk}
    assert len({first.pk, *(row.pk for row in others)}) == Finding.objects.count() == 5
    assert notes[0] == notes[1]
    assert len(set(notes)) == first.notes.count() == 3
    entries = LogEntry.objects.for_instance(first).order_by("pk")
    assert [entry.action for entry in entries] == ["cohorts.finding", *3 * ["cohorts.note"]]
