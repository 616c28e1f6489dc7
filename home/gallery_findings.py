"""Findings for the gallery: one of every kind, and all that may become of one."""

from collections.abc import Iterator
from datetime import date

from cohorts.domain.findings import Standing
from cohorts.domain.provenance import Result
from cohorts.models import Finding
from curriculum.models import Criterion, Edition, Standard

PROPOSED_AT = (
    {
        "title": "Grenzen: Vernetzungstreffen",
        "day": date(2025, 3, 4),
        "url": "#aenderung",
        "language": "de",
    },
    {"title": "Fachtag Rolle", "day": None, "url": "", "language": "de"},
)


def results() -> Iterator[Result]:
    """A finding of every kind, and all that may become of one."""
    standard = Standard(key="GR", edition=Edition(key="2025", state=Edition.State.ADOPTED))
    criterion = Criterion(key="GR-2", standard=standard)
    for text, parties, due, done, standing, taken_into, about in (
        (
            "Zwei Träger teilen sich eine Referentin.",
            "Verein Lahn, 李秀英-Stiftung",
            9,
            0,
            "open",
            0,
            0,
        ),
        (
            "Die Liste der Fachstellen wird gepflegt.",
            "Verein Lahn, Verein Fulda",
            2,
            0,
            "overdue",
            0,
            0,
        ),
        ("Ein Heft für neue Träger entsteht.", "Verein Lahn, Zentrum", 2, 3, "kept", 0, 0),
        ("Der Satz soll auch den Träger nennen.", "", 0, 0, "taken", 1, 0),
        ("Grenzen gehören an den Anfang.", "", 0, 0, "open", 0, 1),
        ("Ein eigener Standard für Pausen.", "", 0, 0, "declined", 0, 0),
        ("Ein Kartenspiel für den ersten Abend.", "", 0, 0, "noted", 0, 0),
    ):
        finding = Finding(text=text, parties=parties, declined_because="Das steht schon in RO-1.")
        finding.due_on = date(2026, due, 15) if due else None
        finding.done_on = date(2026, done, 1) if done else None
        yield Result(
            finding,
            Standing(standing),
            criterion if taken_into else None,
            criterion if about else None,
        )
