"""The standards and modules of the demo add up and tell the story that they are there for."""

from datetime import date
from typing import Any

import pytest

from curriculum.domain import editions, links, workload
from curriculum.domain.links import State
from curriculum.models import CriterionText, Edition, ModulePage, StandardText
from home.demo.modules import seed_modules
from home.demo.standards import seed_standards
from home.models import HomePage
from tests.factories.curriculum import make_user

pytestmark = pytest.mark.thorough  # many requests: not among the fast tests

TODAY = date(2026, 11, 22)


@pytest.fixture
def standards(db: None) -> dict[str, Any]:
    return seed_standards(by=make_user(), on=TODAY)


@pytest.fixture
def modules(standards: dict[str, Any], home_page: HomePage) -> dict[str, Any]:
    return seed_modules(by=make_user(), home_page=home_page, on=TODAY)


def test_two_editions_are_adopted_and_the_newer_is_in_force(standards: dict[str, Any]) -> None:
    found = editions.standings(Edition.objects.all(), TODAY)

    assert [(s.edition.key, s.status.value) for s in found] == [
        ("2025", "in_force"),
        ("2023", "superseded"),
    ]
    assert len([key for key, _criterion in standards["criteria"] if key == "2025"]) == 6


def test_every_criterion_is_written_in_german_and_english(standards: dict[str, Any]) -> None:
    for criterion in standards["criteria"].values():
        languages = set(CriterionText.objects.filter(criterion=criterion).values_list("language"))
        assert languages >= {("de",), ("en",)}
    assert StandardText.objects.filter(language="de").count() == 4


def test_only_the_module_on_boundaries_waits_for_a_review(modules: dict[str, Any]) -> None:
    states = {
        slug: {state.state for state in links.states([module], on=TODAY).values()}
        for slug, module in modules["modules"].items()
    }

    assert states == {
        "rolle-und-aufgaben": {State.CURRENT},
        "grenzen-und-selbstfuersorge": {State.CURRENT, State.TO_REVIEW},
    }


@pytest.mark.parametrize(
    ("language", "slug", "minutes", "breaks"),
    [
        ("de", "grenzen-und-selbstfuersorge", 135, 15),
        ("en", "grenzen-und-selbstfuersorge", 135, 15),
        ("ar", "grenzen-und-selbstfuersorge", 135, 15),
        ("de", "rolle-und-aufgaben", 180, 20),
    ],
)
def test_plans_add_up(
    modules: dict[str, Any], language: str, slug: str, minutes: int, breaks: int
) -> None:
    module = ModulePage.objects.get(slug=slug, locale__language_code=language)
    (block,) = [b for b in module.body if b.block_type == "seminar_plan"]
    plan = workload.plan(block.value["steps"])

    assert (plan.minutes, plan.break_minutes) == (minutes, breaks)
    load = workload.Workload(plan.segments, module.min_minutes, module.max_minutes)
    assert load.verdict is workload.Verdict.FITS
    assert all(step.aim for step in plan.steps)


def test_translations_are_pages_of_their_own_and_live(modules: dict[str, Any]) -> None:
    pages = ModulePage.objects.filter(slug="grenzen-und-selbstfuersorge")

    assert [(p.locale.language_code, p.live, p.alias_of_id) for p in pages.order_by("pk")] == [
        ("de", True, None),
        ("en", True, None),
        ("ar", True, None),
    ]
    assert len({p.translation_key for p in pages}) == 1
