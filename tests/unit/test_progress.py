"""How far the reviews of an edition have come."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from curriculum.domain import links, progress
from curriculum.domain.progress import Stage
from curriculum.models import Criterion, Edition, LearningGoal, ModulePage
from home.models import User
from tests.factories.cohorts import make_carrier
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
    make_user,
)
from tests.factories.sections import make_local_module, make_section
from tests.unit.test_links import NOW, TODAY

ADOPTED_ON = date(2024, 11, 12)


@pytest.fixture
def criteria(db: None) -> dict[str, Criterion]:
    """Of 2023 and 2025: GR-1 stayed, GR-2 was reworded."""
    first = make_edition("2023")
    old = {key: make_criterion(first, key) for key in ("GR-1", "GR-2")}
    make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    new = {key: make_criterion(second, key) for key in ("GR-1", "GR-2")}
    make_step(old["GR-1"], new["GR-1"], Kind.UNCHANGED)
    make_step(old["GR-2"], new["GR-2"], Kind.REWORDED)
    make_adopted(second, date(2025, 1, 1), ADOPTED_ON)
    return {
        "stayed": old["GR-1"],
        "old": old["GR-2"],
        "new": new["GR-2"],
        "new, unchanged": new["GR-1"],
    }


@pytest.fixture
def trainer(db: None) -> User:
    return make_user("trainerin@example.org", name="Amina Yilmaz")


def newest() -> Edition:
    return Edition.objects.get(key="2025")


def of() -> progress.Progress:
    return progress.of(newest(), TODAY)


def stages(found: progress.Progress) -> dict[str, list[Stage]]:
    return {row.module.title: list(row.stages) for row in found.modules}


def test_each_link_is_at_one_stage(criteria: dict[str, Criterion], trainer: User) -> None:
    make_module("Wartet", criteria["old"], criteria["stayed"])
    make_module("Angepasst", criteria["new"], criteria["new, unchanged"])
    make_module("Ergänzt", criteria["old"], criteria["new"])
    confirmed = make_module("Bestätigt", criteria["old"], responsible=trainer)
    links.confirm(module=confirmed, criterion=criteria["new"], reason="Passt.", by=trainer, now=NOW)
    drafted = make_module("In Arbeit", criteria["old"])
    drafted.learning_goals = [LearningGoal(text="Ich kann.", criterion=criteria["new"])]
    drafted.save_revision()
    make_module("Ohne Bezug", None)
    make_module("Nicht öffentlich", criteria["old"], live=False)

    found = of()

    assert stages(found) == {
        "Wartet": [Stage.TO_REVIEW, Stage.UNTOUCHED],
        "In Arbeit": [Stage.IN_REVIEW],
        "Bestätigt": [Stage.CONFIRMED],
        "Angepasst": [Stage.REVISED, Stage.UNTOUCHED],
        "Ergänzt": [Stage.REVISED, Stage.REVISED],
    }
    assert [count for _stage, count in found.links_tally.cells] == [1, 1, 1, 3, 2]
    assert [count for _stage, count in found.modules_tally.cells] == [1, 1, 1, 2, 0]
    links_tally = found.links_tally
    assert (links_tally.total, links_tally.affected, links_tally.done) == (8, 6, 4)
    assert (links_tally.percent, found.modules_tally.percent) == (66, 60)


def test_what_waits_says_since_when_and_for_which_criteria(
    criteria: dict[str, Criterion],
) -> None:
    make_module("Wartet", criteria["old"], criteria["old"], criteria["stayed"])
    make_module("Angepasst", criteria["new"])

    waiting, done = of().modules

    assert (waiting.since, waiting.keys, waiting.days(TODAY)) == (ADOPTED_ON, ("GR-2",), 740)
    assert (done.since, done.keys, done.days(TODAY)) == (None, (), None)
    assert of().since == ADOPTED_ON


def test_nothing_affected_is_all_done(criteria: dict[str, Criterion]) -> None:
    make_module("Ruhig", criteria["stayed"])

    assert (of().links_tally.percent, of().links_tally.affected, of().since) == (100, 0, None)


def test_almost_all_is_not_all(criteria: dict[str, Criterion]) -> None:
    make_module("Fast", *[criteria["new"]] * 299)
    make_module("Wartet", criteria["old"])

    assert of().links_tally.percent == 99


def test_whoever_has_most_to_do_comes_first(criteria: dict[str, Criterion], trainer: User) -> None:
    make_module("Eins", criteria["old"], responsible=trainer)
    make_module("Zwei", criteria["old"], criteria["old"], responsible=None)
    make_module("Drei", criteria["new"], responsible=make_user("b@example.org", name="Bo Adler"))

    found = [(name, tally.waiting, tally.done) for name, tally in of().by_responsible]

    assert found == [("", 2, 0), ("Amina Yilmaz", 1, 0), ("Bo Adler", 0, 1)]


@pytest.mark.usefixtures("home_page")
def test_modules_of_carriers_are_counted_per_section(criteria: dict[str, Criterion]) -> None:
    make_module("Geteilt", criteria["old"])
    own = make_local_module(make_section(make_carrier(name="Träger Lahn")))
    own.learning_goals = [LearningGoal(text="Ich kann.", criterion=criteria["old"])]
    own.save_revision().publish()

    found = of()

    assert [(name, tally.waiting) for name, tally in found.by_section] == [
        ("", 1),
        ("Träger Lahn", 1),
    ]
    only_shared = progress.of(newest(), TODAY, modules=ModulePage.objects.shared())
    assert [name for name, _tally in only_shared.by_section] == [""]


def test_lines_name_people_only_where_asked(criteria: dict[str, Criterion], trainer: User) -> None:
    make_module("Grenzen", criteria["old"], responsible=trainer)
    found = of()

    with_names = list(progress.lines(found, found.modules, names=True))
    without = list(progress.lines(found, found.modules, names=False))

    line = ["Grenzen", "", "zu prüfen", "GR-2", "2024-11-12", "740"]
    assert with_names[1] == [*line, "Amina Yilmaz"]
    assert without[1] == line
    assert [len(row) for row in without] == [6, 6]


@pytest.mark.parametrize("modules", [1, 5])
def test_progress_takes_the_same_queries(
    criteria: dict[str, Criterion],
    modules: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(modules):
        make_module(
            f"Modul {number}", criteria["old"], responsible=make_user(f"{number}@a.example")
        )
    edition = newest()

    with django_assert_num_queries(7):
        found = progress.of(edition, TODAY)
        assert len(found.by_responsible) == modules
