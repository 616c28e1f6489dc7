"""The tables of the curriculum refuse what must not be, also around the models."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    LearningGoal,
    LinkReview,
    ModulePage,
    ProgrammeModule,
    ProgrammePage,
    Standard,
    StandardText,
)
from tests.factories.curriculum import (
    make_criterion,
    make_edition,
    make_module,
    make_programme,
)

DAY = date(2025, 1, 1)


def refused(deed: Callable[[], object], match: str | None = None) -> None:
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        deed()


def put(*rows: models.Model) -> None:
    """Write around `save` and `clean`."""
    type(rows[0])._default_manager.bulk_create(rows)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "adopted"}, "adopted_has_dates"),
        ({"state": "adopted", "adopted_on": DAY}, "adopted_has_dates"),
        ({"state": "draft", "adopted_on": DAY, "in_force_from": DAY}, "adopted_has_dates"),
        ({"state": "consultation", "digest": "x"}, "adopted_has_dates"),
        (
            {"state": "adopted", "adopted_on": DAY, "in_force_from": date(2024, 12, 31)},
            "in_force_after_adoption",
        ),
        ({"state": "secret"}, "state_known"),
    ],
)
def test_an_edition_has_dates_exactly_when_it_is_adopted(
    db: None, fields: dict[str, Any], constraint: str
) -> None:
    refused(lambda: put(Edition(key="X", **fields)), constraint)


def test_no_two_editions_come_into_force_on_one_day(db: None) -> None:
    adopted = {"state": "adopted", "adopted_on": DAY, "in_force_from": DAY}

    refused(lambda: put(Edition(key="A", **adopted), Edition(key="B", **adopted)))


def test_keys_and_successors_of_editions_are_unique(db: None) -> None:
    first = make_edition("2023")
    make_edition("2025", predecessor=first)

    refused(lambda: put(Edition(key="2023")))
    refused(lambda: put(Edition(key="2027", predecessor=first)))


@pytest.mark.parametrize("key", ["", "2 5", "../x", "ä", ".x", "a/b", "x" * 21])
def test_keys_can_stand_in_an_address(db: None, key: str) -> None:
    with pytest.raises(ValidationError):
        Edition(key=key).full_clean()


def test_a_predecessor_cannot_be_deleted(db: None) -> None:
    first = make_edition("2023")
    make_edition("2025", predecessor=first)

    with pytest.raises(ProtectedError):
        first.delete()


def test_keys_are_unique_in_an_edition_and_in_a_standard(db: None) -> None:
    criterion = make_criterion(make_edition())
    standard = criterion.standard
    elsewhere = make_criterion(make_edition("2025"))

    refused(lambda: put(Standard(edition=standard.edition, key="GR", position=7)))
    refused(lambda: put(Criterion(standard=standard, key="GR-1", position=7)))
    assert (elsewhere.key, elsewhere.standard.key) == ("GR-1", "GR")


def test_one_text_per_language(db: None) -> None:
    criterion = make_criterion(make_edition())

    refused(
        lambda: put(CriterionText(criterion=criterion, language="de", statement="Zweiter Text."))
    )
    refused(lambda: put(StandardText(standard=criterion.standard, language="de", title="Zweiter")))


def test_levels_are_known(db: None) -> None:
    standard = make_criterion(make_edition()).standard

    refused(lambda: put(Criterion(standard=standard, key="GR-2", position=2, level="perhaps")))


def test_positions_are_not_negative(db: None) -> None:
    refused(lambda: put(Standard(edition=make_edition(), key="GR", position=-1)))


def test_identifiers_are_of_version_4(db: None) -> None:
    criterion = make_criterion(make_edition())

    assert (criterion.uuid.version, criterion.standard.uuid.version) == (4, 4)


def test_a_criterion_that_a_goal_names_cannot_be_deleted(db: None) -> None:
    criterion = make_criterion(make_edition())
    make_module("Grenzen", criterion)

    with pytest.raises(ProtectedError):
        criterion.standard.edition.delete()


def test_a_review_has_a_reason_and_is_there_once(db: None) -> None:
    review = {
        "module_key": uuid4(),
        "criterion": make_criterion(make_edition()),
        "verdict": "still_serves",
        "at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    put(LinkReview(**review, reason="Passt."))

    refused(lambda: put(LinkReview(**review, reason="Passt noch immer.")))
    refused(lambda: put(LinkReview(**review | {"module_key": uuid4()}, reason="")), "has_reason")


@pytest.mark.parametrize(("least", "most"), [(0, 90), (90, 89)])
def test_the_range_of_a_module_is_in_order(db: None, least: int, most: int) -> None:
    module = make_module("Grenzen")

    refused(
        lambda: ModulePage.objects.filter(pk=module.pk).update(min_minutes=least, max_minutes=most),
        "range_in_order",
    )
    module.min_minutes, module.max_minutes = least, most
    with pytest.raises(ValidationError):
        module.full_clean()


@pytest.mark.parametrize(
    "fields",
    [
        {"percent": 0},
        {"percent": 101},
        {"min_minutes": 0},
        {"min_minutes": 900, "max_minutes": 899},
    ],
)
def test_the_rules_of_a_programme_are_possible(db: None, fields: dict[str, int]) -> None:
    programme = make_programme()

    refused(lambda: ProgrammePage.objects.filter(pk=programme.pk).update(**fields))


def test_a_module_stands_in_a_programme_once(db: None) -> None:
    module, programme = make_module("Grenzen"), make_programme()
    put(ProgrammeModule(programme=programme, module=module, sort_order=0))

    refused(lambda: put(ProgrammeModule(programme=programme, module=module, sort_order=1)))


def test_a_module_of_a_programme_cannot_be_deleted(db: None) -> None:
    module, programme = make_module("Grenzen"), make_programme()
    put(ProgrammeModule(programme=programme, module=module, sort_order=0))

    with pytest.raises(ProtectedError):
        module.delete()


def test_a_goal_belongs_to_a_module(db: None) -> None:
    refused(lambda: put(LearningGoal(text="Ich kann nichts.", sort_order=0)))


def test_a_goal_goes_with_its_module(db: None) -> None:
    module = make_module("Grenzen", None)

    module.delete()

    assert not LearningGoal.objects.exists()
