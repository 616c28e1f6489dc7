"""Wording and translations: two writers lose nothing, and German stays once it was adopted."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from curriculum.domain import derivation, drafting, editions, steps
from curriculum.domain.drafting import seen_as
from curriculum.models import Criterion, CriterionText, StandardText
from curriculum.models.frozen import FrozenError
from tests.factories.curriculum import Kind, make_adopted, make_criterion, make_edition, make_user
from tests.factories.timetable import NOW

pytestmark = pytest.mark.django_db
SEEN = seen_as("must", "Grenzen sind bekannt.", "")


@pytest.fixture
def criterion() -> Criterion:
    return make_criterion(make_edition("2027"), "GR-1", "Grenzen sind bekannt.")


def do(deed: Any, **what: Any) -> Any:
    return deed(by=make_user(), now=NOW, **what)


def german(criterion: Criterion) -> str:
    return criterion.texts.get(language="de").statement


def conflict(deed: Any, **what: Any) -> bool:
    with pytest.raises(ValidationError) as refused:
        do(deed, **what)
    return [error.code for error in refused.value.error_list] == ["conflict"]


def test_second_writer_who_saw_the_old_wording_is_refused(criterion: Criterion) -> None:
    do(drafting.reword, criterion=criterion, level="must", statement="Erster.", seen=SEEN)

    assert conflict(
        drafting.reword, criterion=criterion, level="must", statement="Zweiter.", seen=SEEN
    )

    assert german(criterion) == "Erster."


def test_whoever_has_seen_the_other_wording_decides(criterion: Criterion) -> None:
    do(drafting.reword, criterion=criterion, level="must", statement="Erster.", seen=SEEN)

    seen = seen_as("must", "Erster.", "")
    do(drafting.reword, criterion=criterion, level="must", statement="Zweiter.", seen=seen)

    assert german(criterion) == "Zweiter."


def test_both_wrote_the_same(criterion: Criterion) -> None:
    for _writer in range(2):
        do(drafting.reword, criterion=criterion, level="must", statement="Gleich.", seen=SEEN)

    assert german(criterion) == "Gleich."
    assert ModelLogEntry.objects.filter(action="curriculum.reword").count() == 1


def test_line_ends_of_browsers_are_no_other_wording(criterion: Criterion) -> None:
    do(drafting.reword, criterion=criterion, level="must", statement="Eins.\r\nZwei.")

    assert german(criterion) == "Eins.\nZwei."
    assert seen_as("Eins.\r\nZwei. ") == seen_as("Eins.\nZwei.")


def test_reworded_criterion_is_not_dropped_or_merged_unseen() -> None:
    criterion = make_criterion(make_edition("2027"), "GR-1", "Grenzen sind bekannt.")
    other = make_criterion(criterion.standard.edition, "GR-2", "Anderes.")
    do(drafting.reword, criterion=criterion, level="must", statement="Neu.")

    assert conflict(steps.drop, criterion=criterion, reason="Weg.", seen=SEEN)
    assert conflict(steps.merge, criterion=criterion, into=other, seen=SEEN)

    assert german(criterion) == "Neu."


@pytest.mark.parametrize("adopted", [False, True])
def test_translation_is_written_before_and_after_adoption(
    criterion: Criterion, adopted: bool
) -> None:
    if adopted:
        make_adopted(criterion.standard.edition, date(2026, 1, 1))
        criterion.refresh_from_db()

    what = {"criterion": criterion, "language": "en", "explanation": ""}
    do(drafting.translate, statement="Limits are known.", **what)
    do(drafting.translate, statement="Limits are named.", **what)

    text = CriterionText.objects.get(language="en")
    assert (text.statement, german(criterion)) == ("Limits are named.", "Grenzen sind bekannt.")
    entries = ModelLogEntry.objects.filter(action="curriculum.translate")
    assert [entry.data for entry in entries] == [{"fields": ["statement"], "language": "en"}] * 2


def test_title_is_translated_and_two_translators_lose_nothing(criterion: Criterion) -> None:
    what = {"standard": criterion.standard, "language": "en", "seen": seen_as("", "")}
    do(drafting.translate_title, title="Limits", **what)

    assert conflict(drafting.translate_title, title="Boundaries", **what)

    assert StandardText.objects.get(language="en").title == "Limits"


@pytest.mark.parametrize("adopted", [False, True])
def test_german_is_no_translation(criterion: Criterion, adopted: bool) -> None:
    if adopted:
        make_adopted(criterion.standard.edition, date(2026, 1, 1))

    with pytest.raises(FrozenError):
        do(drafting.translate, criterion=criterion, language="de", statement="Neu.")
    with pytest.raises(FrozenError):
        do(drafting.translate_title, standard=criterion.standard, language="de", title="Neu")

    assert german(criterion) == "Grenzen sind bekannt."


@pytest.mark.parametrize(
    ("wrong", "field"), [({"language": "xx"}, "language"), ({"statement": " "}, "statement")]
)
def test_translation_needs_an_offered_language_and_words(
    criterion: Criterion, wrong: dict[str, str], field: str
) -> None:
    what = {"language": "en", "statement": "x"} | wrong

    with pytest.raises(ValidationError) as refused:
        do(drafting.translate, criterion=criterion, explanation="Because.", **what)

    assert list(refused.value.message_dict) == [field]


def test_missing_leads_to_each_place() -> None:
    first = make_edition("2025")
    for key in ("GR-1", "GR-2"):
        make_criterion(first, key, f"{key} gilt.")
    make_adopted(first, date(2025, 1, 1))
    draft = do(derivation.derive, key="2027")
    criterion = Criterion.objects.get(standard__edition=draft, key="GR-2")
    assert editions.missing(draft) == []

    do(drafting.reword, criterion=criterion, level="must", statement="Anders.")
    empty = draft.standards.create(key="RO", position=2)

    found = [(lack.criterion, lack.standard) for lack in editions.missing(draft)]
    assert found == [(None, empty.pk), (criterion.pk, None)]
    assert editions.missing(draft)[1].message.startswith("GR-2: ")
    do(steps.mark, criterion=criterion, kind=Kind.REWORDED)
    assert len(editions.missing(draft)) == 1
