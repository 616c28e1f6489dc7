"""Deriving the next edition from the newest adopted one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from curriculum.domain import derivation, editions
from curriculum.models import Criterion, CriterionText, Edition, StandardText, Succession
from tests.factories.curriculum import make_adopted, make_criterion, make_edition, make_user
from tests.factories.timetable import NOW

pytestmark = pytest.mark.django_db


def adopted(size: int = 2) -> Edition:
    edition = make_edition("2025")
    for number in range(size):
        criterion = make_criterion(edition, f"GR-{number}", f"Satz {number}.", level="should")
        CriterionText.objects.create(criterion=criterion, language="en", statement="A sentence.")
    return make_adopted(edition, date(2025, 1, 1))


def derive(key: str = "2027") -> Edition:
    return derivation.derive(key=key, by=make_user(), now=NOW)


def said_in(edition: Edition) -> list[tuple[object, ...]]:
    return [
        *StandardText.objects.filter(standard__edition=edition)
        .order_by("standard__position", "language")
        .values_list("standard__key", "standard__position", "language", "title"),
        *CriterionText.objects.filter(criterion__standard__edition=edition)
        .order_by("criterion__key", "language")
        .values_list("criterion__key", "criterion__level", "language", "statement"),
    ]


def test_draft_says_what_its_predecessor_says_in_every_language() -> None:
    before = adopted()

    after = derive()

    assert (after.state, after.predecessor) == (Edition.State.DRAFT, before)
    assert said_in(after) == said_in(before)
    assert len(said_in(after)) == 5


def test_every_criterion_knows_its_forerunner() -> None:
    before = adopted()

    after = derive()

    steps = Succession.objects.order_by("from_criterion__key")
    assert [
        (s.from_criterion.key, s.to_criterion.key, s.kind, s.to_criterion.standard.edition)
        for s in steps
    ] == [("GR-0", "GR-0", "unchanged", after), ("GR-1", "GR-1", "unchanged", after)]
    assert {s.from_criterion.standard.edition for s in steps} == {before}


def test_draft_can_be_adopted_as_it_is() -> None:
    adopted()

    edition = make_adopted(derive(), date(2026, 1, 1))

    assert edition.is_adopted
    assert editions.digest(edition) == edition.digest


def test_copies_are_criteria_of_their_own() -> None:
    before = adopted()

    after = derive()

    uuids = Criterion.objects.values_list("uuid", flat=True)
    assert len(set(uuids)) == 4
    assert after.uuid != before.uuid


@pytest.mark.parametrize("key", ["2025", " ", "20 27"])
def test_key_must_be_free_and_fit_an_address(key: str) -> None:
    adopted()

    with pytest.raises(ValidationError) as error:
        derive(key)

    assert list(error.value.message_dict) == ["key"]
    assert Edition.objects.count() == 1


def test_there_is_one_draft_at_a_time() -> None:
    adopted()
    derive("2027")

    with pytest.raises(ValidationError, match="schon") as error:
        derive("2028")

    assert error.value.code == "exists"


def test_house_without_standards_derives_nothing() -> None:
    with pytest.raises(ValidationError) as error:
        derive()

    assert error.value.code == "nothing"


@pytest.mark.parametrize("size", [1, 30])
def test_queries_do_not_grow_with_the_criteria(
    django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    adopted(size)
    by = make_user()

    with django_assert_num_queries(31):
        derivation.derive(key="2027", by=by, now=NOW)
