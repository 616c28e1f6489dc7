"""Working on a draft: marked, added, dropped, split, merged, moved, renumbered."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from curriculum.domain import derivation, drafting, steps
from curriculum.models import Criterion, Edition, Succession
from curriculum.models.frozen import FrozenError
from tests.factories.curriculum import Kind, make_adopted, make_criterion, make_edition, make_user
from tests.factories.timetable import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Edition:
    """2027, derived from 2025: GR-1 and GR-2 in one standard, RO-1 in another."""
    edition = make_edition("2025")
    for key in ("GR-1", "GR-2", "RO-1"):
        make_criterion(edition, key, f"{key} gilt.")
    make_adopted(edition, date(2025, 1, 1))
    return derivation.derive(key="2027", by=make_user(), now=NOW)


def of(draft: Edition, key: str) -> Criterion:
    return Criterion.objects.select_related("standard__edition").get(
        standard__edition=draft, key=key
    )


def do(deed: Any, **what: Any) -> Any:
    return deed(by=make_user(), now=NOW, **what)


def led(draft: Edition) -> list[tuple[str, str, str]]:
    """Every step into the draft: from, to, kind."""
    rows = Succession.objects.order_by("from_criterion__key", "to_criterion__key")
    return [
        (
            row.from_criterion.key if row.from_criterion else "",
            row.to_criterion.key if row.to_criterion else "",
            row.kind,
        )
        for row in rows
    ]


KEPT = [("GR-1", "GR-1", "unchanged"), ("GR-2", "GR-2", "unchanged")]
ROLE = ("RO-1", "RO-1", "unchanged")


def adoptable(draft: Edition) -> bool:
    make_adopted(draft, date(2026, 1, 1))
    return True


def test_changed_text_blocks_adoption_until_it_is_marked(draft: Edition) -> None:
    do(drafting.reword, criterion=of(draft, "GR-1"), level="must", statement="Anders.")

    with pytest.raises(ValidationError, match="nicht gekennzeichnet"):
        make_adopted(draft, date(2026, 1, 1))
    do(steps.mark, criterion=of(draft, "GR-1"), kind=Kind.REWORDED, reason="  Aus Gießen. ")

    assert Succession.objects.get(to_criterion__key="GR-1").reason == "Aus Gießen."
    assert adoptable(draft)


def test_new_criterion_stands_last_and_is_new(draft: Edition) -> None:
    added = do(
        steps.add, standard=draft.standards.get(key="GR"), key="GR-3", statement=" Ganz neu. "
    )

    assert (added.position, added.texts.get().statement) == (3, "Ganz neu.")
    assert ("", "GR-3", "new") in led(draft)
    assert adoptable(draft)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"key": "GR-1"}, "__all__"), ({"key": "GR 3"}, "key"), ({"statement": " "}, "statement")],
)
def test_new_criterion_needs_a_free_key_and_a_wording(
    draft: Edition, wrong: dict[str, str], field: str
) -> None:
    what = {"key": "GR-3", "statement": "Neu."} | wrong

    with pytest.raises(ValidationError) as error:
        do(steps.add, standard=draft.standards.get(key="GR"), **what)

    assert list(error.value.message_dict) == [field]


def test_dropped_criterion_is_gone_and_its_forerunner_says_so(draft: Edition) -> None:
    do(steps.drop, criterion=of(draft, "GR-2"), reason="Steht im Gesetz.")

    assert led(draft) == [KEPT[0], ("GR-2", "", "dropped"), ROLE]
    assert Succession.objects.get(kind="dropped").reason == "Steht im Gesetz."
    assert adoptable(draft)


def test_dropping_needs_a_reason(draft: Edition) -> None:
    with pytest.raises(ValidationError) as error:
        do(steps.drop, criterion=of(draft, "GR-2"), reason=" ")

    assert list(error.value.message_dict) == ["reason"]
    assert of(draft, "GR-2")


def test_new_criterion_is_dropped_without_a_trace(draft: Edition) -> None:
    added = do(steps.add, standard=draft.standards.get(key="GR"), key="GR-3", statement="Neu.")

    do(steps.drop, criterion=added, reason="")

    assert led(draft) == [*KEPT, ROLE]


def test_dropped_criterion_can_be_taken_back(draft: Edition) -> None:
    do(steps.drop, criterion=of(draft, "GR-2"), reason="Ein Irrtum.")

    back = do(steps.take_back, dropped=Succession.objects.get(kind="dropped"))

    assert (back.key, back.texts.get().statement) == ("GR-2", "GR-2 gilt.")
    assert led(draft) == [*KEPT, ROLE]
    assert adoptable(draft)


def test_taken_back_under_another_number_where_its_own_is_taken(draft: Edition) -> None:
    do(steps.drop, criterion=of(draft, "GR-2"), reason="Ein Irrtum.")
    do(steps.add, standard=draft.standards.get(key="GR"), key="GR-2", statement="Neu.")

    back = do(steps.take_back, dropped=Succession.objects.get(kind="dropped"))

    assert back.key == "GR-3"
    assert ("GR-2", "GR-3", "renumbered") in led(draft)


def test_split_makes_two_from_one(draft: Edition) -> None:
    part = do(steps.split, criterion=of(draft, "GR-1"), key="GR-1a", statement="Der zweite Teil.")

    assert part.level == of(draft, "GR-1").level
    assert led(draft)[:2] == [("GR-1", "GR-1", "split"), ("GR-1", "GR-1a", "split")]
    assert adoptable(draft)


def test_part_of_a_split_that_is_left_alone_is_reworded(draft: Edition) -> None:
    part = do(steps.split, criterion=of(draft, "GR-1"), key="GR-1a", statement="Der zweite Teil.")

    do(steps.drop, criterion=part, reason="Doch nicht.")

    assert led(draft) == [("GR-1", "GR-1", "reworded"), KEPT[1], ROLE]


def test_merge_makes_one_from_two(draft: Edition) -> None:
    do(steps.merge, criterion=of(draft, "GR-2"), into=of(draft, "GR-1"))

    assert led(draft)[:2] == [("GR-1", "GR-1", "merged"), ("GR-2", "GR-1", "merged")]
    assert adoptable(draft)


def test_three_are_merged_one_after_the_other(draft: Edition) -> None:
    do(steps.merge, criterion=of(draft, "GR-2"), into=of(draft, "GR-1"))
    do(steps.merge, criterion=of(draft, "RO-1"), into=of(draft, "GR-1"))

    assert {(a, b, kind) for a, b, kind in led(draft)} == {
        (key, "GR-1", "merged") for key in ("GR-1", "GR-2", "RO-1")
    }


def test_what_is_new_or_split_or_the_same_cannot_be_merged(draft: Edition) -> None:
    new = do(steps.add, standard=draft.standards.get(key="GR"), key="GR-3", statement="Neu.")
    part = do(steps.split, criterion=of(draft, "RO-1"), key="RO-2", statement="Teil.")
    before = led(draft)

    for criterion in (new, part, of(draft, "GR-1")):
        with pytest.raises(ValidationError) as error:
            do(steps.merge, criterion=criterion, into=of(draft, "GR-1"))
        assert list(error.value.message_dict) == ["into"]

    assert led(draft) == before


def test_moving_within_a_standard_is_only_an_order(draft: Edition) -> None:
    standard = draft.standards.get(key="GR")

    do(steps.move, criterion=of(draft, "GR-2"), standard=standard, position=1)

    assert list(standard.criteria.order_by("position").values_list("key", "position")) == [
        ("GR-2", 1),
        ("GR-1", 2),
    ]
    assert led(draft) == [*KEPT, ROLE]


def test_moving_to_another_standard_is_marked(draft: Edition) -> None:
    role = draft.standards.get(key="RO")

    do(steps.move, criterion=of(draft, "GR-2"), standard=role, position=1)

    assert list(role.criteria.order_by("position").values_list("key", flat=True)) == [
        "GR-2",
        "RO-1",
    ]
    assert ("GR-2", "GR-2", "moved") in led(draft)
    assert adoptable(draft)


def test_moving_keeps_keys_apart_and_stays_in_the_draft(draft: Edition) -> None:
    role = draft.standards.get(key="RO")
    do(steps.renumber, criterion=of(draft, "RO-1"), key="GR-1")
    other = make_edition("2031").standards.create(key="GR", position=1)

    for standard in (role, other):
        with pytest.raises(ValidationError) as error:
            do(
                steps.move,
                criterion=draft.standards.get(key="GR").criteria.get(key="GR-1"),
                standard=standard,
                position=1,
            )
        assert list(error.value.message_dict) == ["standard"]


def test_another_key_is_marked_as_renumbered(draft: Edition) -> None:
    do(steps.renumber, criterion=of(draft, "GR-2"), key=" GR-5 ")

    assert ("GR-2", "GR-5", "renumbered") in led(draft)
    assert adoptable(draft)


def test_a_mark_that_says_more_is_kept(draft: Edition) -> None:
    do(steps.mark, criterion=of(draft, "GR-2"), kind=Kind.REWORDED)

    do(steps.renumber, criterion=of(draft, "GR-2"), key="GR-5")
    do(
        steps.move,
        criterion=of(draft, "GR-5"),
        standard=draft.standards.get(key="RO"),
        position=1,
    )

    assert ("GR-2", "GR-5", "reworded") in led(draft)


def test_what_was_done_cannot_be_marked_otherwise(draft: Edition) -> None:
    part = do(steps.split, criterion=of(draft, "GR-1"), key="GR-1a", statement="Teil.")

    with pytest.raises(ValidationError) as refused:
        do(steps.mark, criterion=part, kind=Kind.UNCHANGED)
    with pytest.raises(ValidationError) as not_said:
        do(steps.mark, criterion=of(draft, "GR-2"), kind=Kind.SPLIT)
    kept = do(steps.mark, criterion=part, kind=Kind.SPLIT, reason="Zwei Gedanken.")

    assert list(refused.value.message_dict) == list(not_said.value.message_dict) == ["kind"]
    assert kept.reason == "Zwei Gedanken."


@pytest.mark.parametrize(
    "deed",
    [
        lambda c: do(steps.mark, criterion=c, kind=Kind.EDITORIAL),
        lambda c: do(steps.add, standard=c.standard, key="GR-9", statement="Neu."),
        lambda c: do(steps.drop, criterion=c, reason="Weg."),
        lambda c: do(steps.split, criterion=c, key="GR-9", statement="Teil."),
        lambda c: do(steps.merge, criterion=c, into=c),
        lambda c: do(steps.move, criterion=c, standard=c.standard, position=1),
        lambda c: do(steps.renumber, criterion=c, key="GR-9"),
    ],
    ids=["mark", "add", "drop", "split", "merge", "move", "renumber"],
)
def test_what_was_adopted_stays(draft: Edition, deed: Any) -> None:
    criterion = of(draft, "GR-1")
    make_adopted(draft, date(2026, 1, 1))

    with pytest.raises(FrozenError):
        deed(criterion)

    assert led(draft) == [*KEPT, ROLE]


def test_every_deed_is_logged_once(draft: Edition) -> None:
    do(steps.mark, criterion=of(draft, "GR-1"), kind=Kind.EDITORIAL, reason="Ein Komma.")
    do(steps.renumber, criterion=of(draft, "GR-2"), key="GR-7")
    do(steps.merge, criterion=of(draft, "GR-7"), into=of(draft, "GR-1"))

    entries = ModelLogEntry.objects.filter(action__startswith="curriculum.").order_by("pk")
    assert [entry.action for entry in entries][-3:] == [
        "curriculum.mark",
        "curriculum.renumber",
        "curriculum.merge",
    ]
