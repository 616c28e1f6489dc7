"""A line of wordings: back to where a criterion came from, and on to what became of it."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from curriculum.domain import lines
from curriculum.models import Criterion, Edition, Succession
from tests.factories.curriculum import Kind, make_adopted, make_criterion, make_edition, make_step

pytestmark = pytest.mark.django_db
Ends = tuple[str | None, str | None]


def named(steps: list[Succession]) -> list[Ends]:
    return [(_name(step.from_criterion), _name(step.to_criterion)) for step in steps]


def _name(criterion: Criterion | None) -> str | None:
    return criterion and f"{criterion.standard.edition.key} {criterion.key}"


@pytest.fixture
def story() -> dict[str, Criterion]:
    """2021, 2023 and 2025 with a split, a merger, one dropped and one new; 2027 is a draft."""
    found: dict[str, Criterion] = {}
    before: Edition | None = None
    for key, names, steps in (
        ("2021", ("GR-1", "GR-2", "RO-1"), ()),
        (
            "2023",
            ("GR-1", "GR-1b", "GR-2", "RO-1"),
            (
                ("2021 GR-1", "2023 GR-1", Kind.SPLIT),
                ("2021 GR-1", "2023 GR-1b", Kind.SPLIT),
                ("2021 GR-2", "2023 GR-2", Kind.UNCHANGED),
                ("2021 RO-1", "2023 RO-1", Kind.UNCHANGED),
            ),
        ),
        (
            "2025",
            ("GR-1", "RO-1", "RO-2"),
            (
                ("2023 GR-1", "2025 GR-1", Kind.MERGED),
                ("2023 GR-2", "2025 GR-1", Kind.MERGED),
                ("2023 GR-1b", None, Kind.DROPPED),
                ("2023 RO-1", "2025 RO-1", Kind.REWORDED),
                (None, "2025 RO-2", Kind.NEW),
            ),
        ),
        ("2027", ("GR-1",), (("2025 GR-1", "2027 GR-1", Kind.REWORDED),)),
    ):
        edition = make_edition(key, predecessor=before)
        for name in names:
            found[f"{key} {name}"] = make_criterion(edition, name, "Ein Wortlaut.")
        for old, new, kind in steps:
            make_step(found[old] if old else None, found[new] if new else None, kind)
        if key != "2027":
            before = make_adopted(edition, date(int(key), 1, 1))
    return found


def through(*criteria: Criterion) -> list[Succession]:
    return lines.through(Criterion.objects.filter(pk__in=[row.pk for row in criteria]))


def test_line_goes_back_to_the_first_wordings_and_on_to_the_last(
    story: dict[str, Criterion],
) -> None:
    assert named(through(story["2025 GR-1"])) == [
        ("2021 GR-1", "2023 GR-1"),
        ("2021 GR-1", "2023 GR-1b"),
        ("2021 GR-2", "2023 GR-2"),
        ("2023 GR-1", "2025 GR-1"),
        ("2023 GR-2", "2025 GR-1"),
        ("2023 GR-1b", None),
    ]


def test_new_wording_begins_its_line(story: dict[str, Criterion]) -> None:
    assert named(through(story["2025 RO-2"])) == [(None, "2025 RO-2")]


def test_nothing_is_said_of_what_a_draft_makes_of_a_wording(story: dict[str, Criterion]) -> None:
    everything = named(through(*story.values()))

    assert (len(everything), "2027 GR-1" in str(everything)) == (9, False)
    assert named(list(Succession.objects.all()))[-1] == ("2025 GR-1", "2027 GR-1")


def test_line_of_nothing_is_empty(story: dict[str, Criterion]) -> None:
    assert through() == []


def test_line_is_asked_for_once_with_both_ends(
    story: dict[str, Criterion], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        steps = through(story["2021 GR-1"], story["2025 RO-1"])
        editions = [lines.edition_of(step).key for step in steps]

    assert editions == ["2023"] * 3 + ["2025"] * 4


def test_forerunners_are_all_from_which_a_wording_came(story: dict[str, Criterion]) -> None:
    new, part = story["2025 GR-1"].pk, story["2023 GR-1b"].pk
    names = {row.pk: name for name, row in story.items()}

    found = lines.forerunners([new, part], through(story["2025 GR-1"]))

    assert sorted(names[pk] for pk in found[new]) == [
        *("2021 GR-1", "2021 GR-2", "2023 GR-1", "2023 GR-2", "2025 GR-1")
    ]
    assert sorted(names[pk] for pk in found[part]) == ["2021 GR-1", "2023 GR-1b"]
    assert found == lines.all_forerunners([new, part])


def test_steps_end_with_the_day_that_is_looked_at(story: dict[str, Criterion]) -> None:
    steps = through(story["2021 GR-1"])

    found = lines.by_source(steps, until=date(2024, 12, 31))

    assert {pk: named(into) for pk, into in found.items()} == {
        story["2021 GR-1"].pk: [("2021 GR-1", "2023 GR-1"), ("2021 GR-1", "2023 GR-1b")]
    }
