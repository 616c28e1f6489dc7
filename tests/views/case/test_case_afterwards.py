"""What is said beside an adopted wording afterwards reaches those who read it as data."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from curriculum.domain import corrigenda, drafting
from curriculum.models import Criterion, Edition
from home import roles
from home.models import User
from tests.factories.cohorts import make_carrier, make_coordinator
from tests.factories.curriculum import make_adopted, make_criterion, make_edition

ADOPTED = "2025-01-01T00:00:00Z"
LATER = datetime(2026, 2, 3, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def centre(db: None) -> User:
    user = make_coordinator(make_carrier(is_centre=True))
    roles.sync(user, LATER.date())
    return user


@pytest.fixture
def criterion(centre: User) -> Criterion:
    """GR-1 of 2025, in German and English since before the adoption; GR-2 stays as it is."""
    edition = make_edition("2025")
    found = make_criterion(edition, "GR-1", "Grenzen sind bekant.")
    found.texts.update(explanation="Darum.")
    make_criterion(edition, "GR-2")
    drafting.translate(
        criterion=found,
        language="en",
        statement="Limits are known.",
        by=centre,
        now=datetime(2024, 12, 1, 9, tzinfo=UTC),
    )
    make_adopted(edition, date(2025, 1, 1))
    return found


def package(client: Client) -> Any:
    return client.get(f"/ims/case/v1p1/CFPackages/{Edition.objects.get().uuid}")


def texts(client: Client) -> dict[tuple[str, str], tuple[str, str]]:
    """Notes and last change of each criterion and standard, by key and language."""
    return {
        (item["humanCodingScheme"], item["language"]): (
            item.get("notes", ""),
            item["lastChangeDateTime"],
        )
        for item in package(client).json()["CFItems"]
    }


UNTOUCHED = {
    ("GR", "de"): ("", ADOPTED),
    ("GR-1", "de"): ("Darum.", ADOPTED),
    ("GR-1", "en"): ("", ADOPTED),
    ("GR-2", "de"): ("", ADOPTED),
}


def test_what_was_written_before_the_adoption_was_adopted_with_it(
    client: Client, criterion: Criterion
) -> None:
    assert texts(client) == UNTOUCHED
    assert package(client).json()["CFDocument"]["lastChangeDateTime"] == ADOPTED


def test_a_corrigendum_stands_in_the_notes_and_moves_the_last_change(
    client: Client, criterion: Criterion, centre: User
) -> None:
    before = package(client)

    corrigenda.correct(
        criterion=criterion,
        text="Lies: bekannt.",
        dated_on=date(2026, 2, 1),
        by=centre,
        now=LATER,
    )

    after = package(client)
    notes = "Darum.\n\nDruckfehlerberichtigung vom 2026-02-01: Lies: bekannt."
    assert texts(client) == UNTOUCHED | {("GR-1", "de"): (notes, "2026-02-03T09:00:00Z")}
    assert after.json()["CFDocument"]["lastChangeDateTime"] == "2026-02-03T09:00:00Z"
    assert after["ETag"] != before["ETag"]
    assert client.get(
        f"/ims/case/v1p1/CFItems/{criterion.uuid}"
    ).json()["fullStatement"] == "Grenzen sind bekant."  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_later_translation_moves_its_last_change_only(
    client: Client, criterion: Criterion, centre: User, language: str
) -> None:
    before = package(client)

    drafting.translate(
        criterion=criterion, language=language, statement="Later.", by=centre, now=LATER
    )

    after = package(client)
    assert texts(client) == UNTOUCHED | {("GR-1", language): ("", "2026-02-03T09:00:00Z")}
    assert after.json()["CFDocument"]["lastChangeDateTime"] == "2026-02-03T09:00:00Z"
    assert after["ETag"] != before["ETag"]
    moved = [
        (found["associationType"], found["lastChangeDateTime"])
        for found in after.json()["CFAssociations"]
        if found["lastChangeDateTime"] != ADOPTED
    ]
    assert moved == [
        ("isTranslationOf", "2026-02-03T09:00:00Z"),
        ("isChildOf", "2026-02-03T09:00:00Z"),
    ]
