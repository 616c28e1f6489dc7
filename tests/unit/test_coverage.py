"""Coverage: criteria × modules, with the gaps in both directions."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from curriculum.domain import coverage
from curriculum.models import LearningGoal, ModulePage, ProgrammeModule
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_programme,
    make_step,
)

Depth = LearningGoal.Depth
pytestmark = pytest.mark.django_db


def deepen(module: ModulePage, *depths: str) -> None:
    for goal, depth in zip(module.learning_goals.order_by("sort_order"), depths, strict=True):
        LearningGoal.objects.filter(pk=goal.pk).update(depth=depth)


def shown(matrix: coverage.Matrix) -> list[tuple[str, list[str]]]:
    return [
        (row.criterion.key, [f"{c.depth} {c.state.value}" if c else "" for c in row.cells])
        for row in matrix.rows
    ]


def test_matrix_says_how_deep_each_module_serves_each_criterion() -> None:
    edition = make_edition("2024")
    one, two, gap = (make_criterion(edition, f"GR-{n}") for n in (1, 2, 3))
    first = make_module("Grenzen", one, one, number=1)
    deepen(first, Depth.ASSESSED, Depth.PRACTISED)
    make_module("Rolle", one, two, number=2)
    make_module("Ohne Bezug", None, number=3)
    make_module("Entwurf", gap, number=4, live=False)

    found = coverage.matrix(edition=make_adopted(edition, date(2024, 1, 1)))

    assert shown(found) == [
        ("GR-1", ["assessed current", "introduced current", ""]),
        ("GR-2", ["", "introduced current", ""]),
        ("GR-3", ["", "", ""]),
    ]
    assert [row.criterion.key for row in found.uncovered] == ["GR-3"]
    assert [(c.module.title, c.loose_goals) for c in found.unrelated] == [("Ohne Bezug", 1)]


def test_changed_wording_is_served_but_to_review() -> None:
    first = make_edition("2023")
    old = make_criterion(first)
    make_module("Grenzen", old)
    second = make_edition("2025", predecessor=make_adopted(first, date(2023, 1, 1)))
    make_step(old, make_criterion(second, statement="Grenzen werden gewahrt."), Kind.REWORDED)
    second = make_adopted(second, date(2025, 1, 1))

    assert shown(coverage.matrix(edition=first)) == [("GR-1", ["introduced current"])]
    assert shown(coverage.matrix(edition=second)) == [("GR-1", ["introduced to_review"])]


def test_programme_is_measured_by_its_own_modules() -> None:
    edition = make_edition("2024")
    one, two = make_criterion(edition, "GR-1"), make_criterion(edition, "GR-2")
    module = make_module("Grenzen", one)
    make_module("Rolle", two)
    programme = make_programme()
    ProgrammeModule.objects.create(programme=programme, module=module)

    found = coverage.matrix(edition=make_adopted(edition, date(2024, 1, 1)), programme=programme)

    assert shown(found) == [("GR-1", ["introduced current"]), ("GR-2", [""])]


@pytest.mark.parametrize("size", [1, 6])
def test_queries_do_not_grow(django_assert_num_queries: DjangoAssertNumQueries, size: int) -> None:
    edition = make_edition("2024")
    for number in range(size):
        make_module(f"Modul {number}", make_criterion(edition, f"GR-{number}"), None)
    edition = make_adopted(edition, date(2024, 1, 1))

    with django_assert_num_queries(5):
        assert len(coverage.matrix(edition=edition).rows) == size
