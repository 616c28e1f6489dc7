"""A draft beside its predecessor: what is news, what it says, what is laid open on one page."""

import pytest
from pytest_django import DjangoAssertNumQueries

from curriculum.domain import draft_reading, drafting, headings, steps
from curriculum.domain.draft_reading import Draft, DraftCriterion
from curriculum.models import Criterion, CriterionText, Edition
from tests.factories.cohorts import NOW, make_user
from tests.factories.drafts import derived

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Edition:
    """2031 says what 2023 says, in GR-1 and GR-2."""
    return derived()


@pytest.fixture
def by() -> dict[str, object]:
    return {"by": make_user(), "now": NOW}


def own(edition: Edition, key: str = "GR-1") -> Criterion:
    return Criterion.objects.get(standard__edition=edition, key=key)


def read(edition: Edition, language: str = "de") -> dict[str, DraftCriterion]:
    return {one.anchor: one for one in draft_reading.read(edition, language).criteria}


def kinds(edition: Edition) -> dict[str, tuple[tuple[str, bool], ...]]:
    return {anchor: one.kinds for anchor, one in read(edition).items()}


def test_what_was_only_taken_over_is_no_news(draft: Edition) -> None:
    found = draft_reading.read(draft, "de")

    assert [(c.anchor, c.is_changed, c.kinds) for c in found.criteria] == [
        ("GR-1", False, ()),
        ("GR-2", False, ()),
    ]
    assert found.changed == 0


def test_a_marked_change_says_its_kind_and_both_wordings(draft: Edition, by: dict) -> None:
    drafting.reword(criterion=own(draft), level="must", statement="Grenzen sind klar.", **by)
    steps.mark(criterion=own(draft), kind="reworded", reason="Genauer.", **by)

    found = read(draft)["GR-1"]
    (step,) = found.steps

    assert found.kinds == (("neu gefasst", True),)
    assert step.reason == "Genauer."
    assert step.statement == (
        ("equal", "Grenzen sind"),
        ("delete", "bekannt."),
        ("insert", "klar."),
    )
    assert (step.explanation, step.earlier_key, step.earlier_level) == ((), "", None)


def test_a_change_that_is_not_marked_yet_does_not_pass_as_unchanged(
    draft: Edition, by: dict
) -> None:
    drafting.reword(criterion=own(draft), level="must", statement="Ganz anders.", **by)

    assert kinds(draft)["GR-1"] == (("geändert", True),)


def test_another_level_is_news_though_the_words_stayed(draft: Edition, by: dict) -> None:
    text = "Grenzen sind bekannt."
    drafting.reword(criterion=own(draft), level="may", statement=text, **by)
    steps.mark(criterion=own(draft), kind="level_changed", **by)

    (step,) = read(draft)["GR-1"].steps

    assert step.statement == ()
    assert step.earlier_level is not None
    assert step.earlier_level.level == "must"


def test_another_explanation_is_news_though_the_statement_stayed(draft: Edition, by: dict) -> None:
    text = "Grenzen sind bekannt."
    drafting.reword(
        criterion=own(draft), level="must", statement=text, explanation="Aus Erfahrung.", **by
    )

    found = read(draft)["GR-1"]

    assert found.is_changed
    assert found.kinds == (("unverändert", False),)
    assert found.steps[0].explanation == (("insert", "Aus Erfahrung."),)


def test_line_ends_and_spaces_are_no_news(draft: Edition) -> None:
    CriterionText.objects.filter(criterion=own(draft)).update(statement="Grenzen  sind\nbekannt.")

    assert not read(draft)["GR-1"].is_changed


def test_another_number_says_the_one_before(draft: Edition, by: dict) -> None:
    steps.renumber(criterion=own(draft), key="GR-7", **by)

    found = read(draft)["GR-7"]

    assert found.kinds == (("neu nummeriert", False),)
    assert found.steps[0].earlier_key == "GR-1"


def test_what_is_merged_shows_both_origins(draft: Edition, by: dict) -> None:
    steps.merge(criterion=own(draft), into=own(draft, "GR-2"), **by)

    found = read(draft)["GR-2"]

    assert [step.before.key for step in found.steps if step.before] == ["GR-1", "GR-2"]
    assert found.kinds == (("zusammengeführt", True),)


def test_what_is_new_has_nothing_to_compare(draft: Edition, by: dict) -> None:
    steps.add(standard=draft.standards.get(), key="GR-3", statement="Neu.", **by)

    found = read(draft)["GR-3"]

    assert found.kinds == (("neu", True),)
    assert found.steps[0].statement == ()


def test_what_is_dropped_stands_last_with_its_earlier_wording(draft: Edition, by: dict) -> None:
    steps.drop(criterion=own(draft), reason="Steht im Gesetz.", **by)

    (standard,) = draft_reading.read(draft, "de").standards

    assert [(c.key, c.is_dropped) for c in standard.criteria] == [("GR-2", False), ("GR-1", True)]
    gone = standard.criteria[-1]
    assert (gone.statement, gone.steps[0].reason) == ("Grenzen sind bekannt.", "Steht im Gesetz.")
    assert standard.changed == 1


def test_a_key_that_was_given_anew_has_an_anchor_of_its_own(draft: Edition, by: dict) -> None:
    standard = draft.standards.get()
    steps.drop(criterion=own(draft), reason="Weg.", **by)
    steps.add(standard=standard, key="GR-1", statement="Etwas anderes.", **by)

    found = read(draft)

    assert (found["GR-1"].statement, found["GR-1"].is_dropped) == ("Etwas anderes.", False)
    assert found["GR-1.2"].is_dropped


def test_a_standard_that_is_gone_still_shows_what_is_dropped(draft: Edition, by: dict) -> None:
    for key in ("GR-1", "GR-2"):
        steps.drop(criterion=own(draft, key), reason="Weg.", **by)
    headings.remove(standard=draft.standards.get(), **by)

    (standard,) = draft_reading.read(draft, "de").standards

    assert (standard.title, standard.changed) == ("Standard GR", 2)


def test_a_first_edition_has_nothing_before_it(by: dict) -> None:
    edition = Edition.objects.create(key="2023")
    headings.add_standard(edition=edition, key="GR", title="Grenzen", **by)
    steps.add(standard=edition.standards.get(), key="GR-1", statement="Grenzen.", **by)

    (found,) = draft_reading.read(edition, "de").criteria

    assert (found.statement, found.kinds) == ("Grenzen.", ())


def test_a_translation_lags_only_behind_a_wording_that_changed(draft: Edition, by: dict) -> None:
    before = Criterion.objects.get(standard__edition__key="2023", key="GR-1")
    for criterion in (before, own(draft)):
        CriterionText.objects.create(criterion=criterion, language="en", statement="Known.")
    assert not read(draft, "en")["GR-1"].lags

    drafting.reword(criterion=own(draft), level="must", statement="Ganz anders.", **by)

    assert read(draft, "en")["GR-1"].lags
    assert not read(draft)["GR-1"].lags
    own(draft).texts.filter(language="en").update(statement="Quite different.")
    assert not read(draft, "en")["GR-1"].lags


def long_draft(edition: Edition, by: dict) -> Draft:
    """Two standards with 31 criteria each; three of the second are changed."""
    first, second = edition.standards.get(), edition.standards.create(key="RO", position=2)
    for standard, number in ((first, 29), (second, 31)):
        for count in range(number):
            row = Criterion.objects.create(
                standard=standard, key=f"{standard.key}-{count + 10}", position=count + 10
            )
            CriterionText.objects.create(criterion=row, language="de", statement="Satz.")
            row.earlier_steps.create(kind="new")
    return draft_reading.read(edition, "de")


def test_a_long_draft_lays_one_standard_open(draft: Edition, by: dict) -> None:
    found = long_draft(draft, by)

    first = found.selection()
    second = found.selection(chosen="RO")
    unknown = found.selection(chosen="XX")

    assert (first.is_paged, [s.key for s in first.open], [s.key for s in first.places]) == (
        True,
        ["GR"],
        ["GR", "RO"],
    )
    assert first.next == found.standards[1]
    assert ([s.key for s in second.open], second.next) == (["RO"], None)
    assert unknown == first


def test_changes_of_a_long_draft_stand_on_one_page_if_they_fit(draft: Edition, by: dict) -> None:
    found = long_draft(draft, by)

    chosen = found.selection(only_changes=True)

    assert (chosen.is_paged, chosen.next) == (False, None)
    assert [(s.key, len(s.criteria)) for s in chosen.open] == [("GR", 29), ("RO", 31)]


def test_sixty_criteria_stand_on_one_page(draft: Edition, by: dict) -> None:
    standard = draft.standards.get()
    for count in range(58):
        Criterion.objects.create(standard=standard, key=f"GR-{count + 10}", position=count + 10)
    assert not draft_reading.read(draft, "de").selection().is_paged

    Criterion.objects.create(standard=standard, key="GR-90", position=90)

    assert draft_reading.read(draft, "de").selection().is_paged


@pytest.mark.parametrize("size", [1, 5])
def test_five_queries_at_any_size(
    draft: Edition, by: dict, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    for number in range(size):
        standard = draft.standards.create(key=f"S{number}", position=number + 2)
        steps.add(standard=standard, key=f"S{number}-1", statement="Neu.", **by)

    with django_assert_num_queries(5):
        found = draft_reading.read(draft, "en")
        said = [(one.statement, one.kinds) for one in found.criteria]

    assert len(said) == size + 2
