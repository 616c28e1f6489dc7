"""What a module lacks, judged on what stands in the editor."""

import pytest

from curriculum.domain import content_checks
from curriculum.domain.content_checks import Content, Finding, Goal, Rule, WrittenPlan
from curriculum.domain.workload import plan

GOAL = Goal("Ich erkenne, wann es zu viel wird.", has_criterion=True, anchor="goal-0")


def row(
    minutes: int | None = 90, material: str | None = "Karten", **fields: object
) -> dict[str, object]:
    words = {"aim": "Ankommen", "content": "", "method": "", "is_break": False}
    return {**words, "minutes": minutes, "material": material, **fields}


def written(*rows: dict[str, object], anchor: str = "plan") -> WrittenPlan:
    return WrittenPlan(plan(rows), anchor)


def content(**fields: object) -> Content:
    whole = {
        "lead": "Ein Abend über das freundliche Nein.",
        "goals": (GOAL,),
        "plans": (written(row(90)),),
        "least": 90,
        "most": 180,
    }
    return Content(**(whole | fields))  # type: ignore[arg-type]


def test_whole_module_is_in_order() -> None:
    assert content_checks.findings(content()) == ()


def test_module_without_goals_must_not_go_public() -> None:
    found = content_checks.in_the_way(content(goals=()))

    assert found == (Finding(Rule.NO_GOALS),)


@pytest.mark.parametrize(
    ("minutes", "rule", "difference"),
    [
        (89, Rule.TOO_SHORT, 1),
        (90, None, 0),
        (180, None, 0),
        (181, Rule.TOO_LONG, 1),
    ],
)
def test_plan_must_keep_to_the_range(minutes: int, rule: Rule | None, difference: int) -> None:
    found = content_checks.in_the_way(content(plans=(written(row(minutes)),)))

    wanted = Finding(rule, "plan", minutes=minutes, difference=difference) if rule else None
    assert found == ((wanted,) if wanted else ())


def test_breaks_do_not_help_a_short_plan() -> None:
    plans = (written(row(80), row(30, is_break=True)),)

    (found,) = content_checks.in_the_way(content(plans=plans))

    assert (found.rule, found.minutes, found.difference) == (Rule.TOO_SHORT, 80, 10)


def test_plans_of_a_module_are_added_up() -> None:
    plans = (written(row(60), anchor="first"), written(row(60), anchor="second"))

    assert content_checks.findings(content(plans=plans)) == ()


def test_module_without_a_plan_is_only_advised() -> None:
    found = content_checks.findings(content(plans=()))

    assert found == (Finding(Rule.NO_PLAN),)
    assert not found[0].must


def test_plan_without_rows_has_no_minutes() -> None:
    found = content_checks.findings(content(plans=(written(),)))

    assert found == (Finding(Rule.TOO_SHORT, "plan", difference=90),)


def test_each_goal_without_a_criterion_is_named() -> None:
    loose = [Goal(f"Ziel {number}", False, f"goal-{number}") for number in (1, 2)]

    found = content_checks.findings(content(goals=(GOAL, *loose)))

    assert found == tuple(Finding(Rule.NO_CRITERION, g.anchor, g.text) for g in loose)


def test_row_without_minutes_is_named_by_its_number() -> None:
    found = content_checks.findings(content(plans=(written(row(90), row(None)),)))

    assert found == (Finding(Rule.NO_MINUTES, "plan", row=2),)


@pytest.mark.parametrize("material", ["", " ", None])
def test_plan_that_names_no_material_is_named(material: str | None) -> None:
    bare = written(row(90, material), row(15, "Kaffee", is_break=True), anchor="bare")

    found = content_checks.findings(content(plans=(bare,)))

    assert found == (Finding(Rule.NO_MATERIAL, "bare"),)


def test_method_card_brings_its_own_material() -> None:
    assert content_checks.findings(content(plans=(written(row(90, "", card=object())),))) == ()


def test_missing_sentence_is_advice() -> None:
    found = content_checks.findings(content(lead="  "))

    assert found == (Finding(Rule.NO_LEAD),)
    assert not found[0].must


def test_what_must_be_mended_comes_first() -> None:
    empty = content(lead="", goals=(), plans=())

    found = [finding.rule for finding in content_checks.findings(empty)]

    assert found == [Rule.NO_GOALS, Rule.NO_LEAD, Rule.NO_PLAN]
