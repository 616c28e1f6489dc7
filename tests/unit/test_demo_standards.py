"""The standards and modules of the demo add up and tell the story that they are there for."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from wagtail.documents import get_document_model

from curriculum.domain import editions, links, method_cards, workload
from curriculum.domain.link_states import State
from curriculum.models import (
    CriterionText,
    Edition,
    MethodCard,
    ModulePage,
    StandardText,
    Succession,
)
from home.demo.modules import seed_modules
from home.demo.standards import seed_standards
from home.models import HomePage
from tests.factories.curriculum import make_user

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 22)


@pytest.fixture
def standards(db: None) -> dict[str, Any]:
    return seed_standards(by=make_user())


@pytest.fixture
def modules(standards: dict[str, Any], home_page: HomePage) -> dict[str, Any]:
    return seed_modules(by=make_user(), home_page=home_page)


def test_two_editions_are_adopted_and_the_newer_is_in_force(standards: dict[str, Any]) -> None:
    found = editions.standings(Edition.objects.all(), TODAY)

    assert [(s.edition.key, s.status.value) for s in found] == [
        ("2025", "in_force"),
        ("2023", "superseded"),
    ]
    assert Counter(key for key, _criterion in standards["criteria"]) == {"2023": 25, "2025": 25}


def test_every_kind_of_change_led_to_the_newer_edition(standards: dict[str, Any]) -> None:
    assert set(Succession.objects.values_list("kind", flat=True)) == set(Succession.Kind.values)


def test_every_criterion_is_written_in_german_and_english(standards: dict[str, Any]) -> None:
    for criterion in standards["criteria"].values():
        languages = set(CriterionText.objects.filter(criterion=criterion).values_list("language"))
        assert languages >= {("de",), ("en",)}
    assert StandardText.objects.filter(language="de").count() == 2 * 7


def test_two_modules_wait_for_a_review(modules: dict[str, Any]) -> None:
    states = {
        slug
        for slug, module in modules["modules"].items()
        if State.TO_REVIEW in {s.state for s in links.states([module], on=TODAY).values()}
    }

    assert states == {"grenzen-und-selbstfuersorge", "rahmenbedingungen-und-datenschutz"}


def test_basic_qualification_has_its_eight_modules_and_fits_its_range(
    modules: dict[str, Any],
) -> None:
    programme = modules["programmes"]["basisqualifizierung"]
    rows = programme.programme_modules.select_related("module").order_by("sort_order")

    assert [(row.module.number, row.obligatory) for row in rows] == [
        (number, True) for number in range(1, 9)
    ]
    assert sum(row.module.min_minutes for row in rows) == programme.min_minutes == 20 * 45
    assert sum(row.module.max_minutes for row in rows) == programme.max_minutes == 36 * 45


def test_every_module_has_goals_plans_questions_and_a_responsible_trainer(
    modules: dict[str, Any],
) -> None:
    for module in modules["modules"].values():
        kinds = Counter(block.block_type for block in module.body)
        goals = module.learning_goals.all()

        assert 2 <= len(goals) <= 4
        assert all(goal.criterion_id for goal in goals)
        assert module.responsible is not None
        assert kinds["introduction"] == kinds["trainer_note"] == 1
        assert kinds["seminar_plan"] >= 1
        assert kinds["reflection_question"] >= 1
        assert (kinds["handout"] >= 1) == (module.number is not None)


def test_every_plan_adds_up_and_names_its_cards(modules: dict[str, Any]) -> None:
    for module in modules["modules"].values():
        for block in module.body:
            if block.block_type == "seminar_plan":
                plan = workload.plan(block.value["steps"])
                load = workload.Workload(plan.segments, module.min_minutes, module.max_minutes)

                assert load.verdict is workload.Verdict.FITS, (module.slug, load.minutes)
                assert all(step.aim for step in plan.steps)
    used = set(method_cards.uses())
    assert used == set(MethodCard.objects.values_list("pk", flat=True))


def test_handouts_are_files_with_their_words(modules: dict[str, Any]) -> None:
    document = get_document_model().objects.get(title="Kopiervorlage Ampel")

    with document.file.open() as file:
        assert file.read().decode("utf-8-sig").startswith("Ampel der eigenen Grenzen\nGRÜN")


@pytest.mark.parametrize(
    ("language", "slug", "minutes", "breaks"),
    [
        ("de", "grenzen-und-selbstfuersorge", 135, 15),
        ("en", "grenzen-und-selbstfuersorge", 135, 15),
        ("ar", "grenzen-und-selbstfuersorge", 135, 15),
    ],
)
def test_translated_plans_add_up(
    modules: dict[str, Any], language: str, slug: str, minutes: int, breaks: int
) -> None:
    module = ModulePage.objects.get(slug=slug, locale__language_code=language)
    (block,) = (b for b in module.body if b.block_type == "seminar_plan")
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
