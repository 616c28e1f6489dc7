"""What changed in a wording, and whether the change has an effect."""

import unicodedata

import pytest
from django.db import IntegrityError, transaction

from curriculum.domain.succession import folded, redline
from curriculum.models import Succession
from tests.factories.curriculum import Kind, make_criterion, make_edition


def test_redline_shows_what_was_struck_before_what_replaces_it() -> None:
    old = "Sie kennen die Grenzen ihrer Aufgabe."
    new = "Sie erkennen und benennen die Grenzen ihrer Rolle."

    assert redline(old, new) == (
        ("equal", "Sie"),
        ("delete", "kennen"),
        ("insert", "erkennen und benennen"),
        ("equal", "die Grenzen ihrer"),
        ("delete", "Aufgabe."),
        ("insert", "Rolle."),
    )


@pytest.mark.parametrize(
    ("old", "new", "tokens"),
    [
        ("", "", ()),
        ("", "Neu.", (("insert", "Neu."),)),
        ("Alt.", "", (("delete", "Alt."),)),
        (
            "Gleich  bleibt\n gleich.",
            "Gleich bleibt gleich.",
            (("equal", "Gleich bleibt gleich."),),
        ),
        ("عمل قديم", "عمل جديد", (("equal", "عمل"), ("delete", "قديم"), ("insert", "جديد"))),
    ],
)
def test_redline_at_its_edges(old: str, new: str, tokens: tuple[tuple[str, str], ...]) -> None:
    assert redline(old, new) == tokens


def test_redline_sees_composed_and_decomposed_letters_as_the_same() -> None:
    word = "Selbstfürsorge"

    assert redline(unicodedata.normalize("NFD", word), word) == (("equal", word),)


@pytest.mark.parametrize("text", ["eins zwei drei vier fünf", "a b c a b c a b c " * 40])
def test_both_wordings_can_be_read_back_from_the_redline(text: str) -> None:
    """A word that stands often is compared like any other (no junk heuristics)."""
    new = text.replace("zwei", "2").replace("b", "x", 7)

    tokens = redline(text, new)

    assert " ".join(t for op, t in tokens if op != "insert") == folded(text)
    assert " ".join(t for op, t in tokens if op != "delete") == folded(new)


@pytest.mark.parametrize(
    ("kind", "has_effect"),
    [
        (Kind.UNCHANGED, False),
        (Kind.EDITORIAL, False),
        (Kind.MOVED, False),
        (Kind.RENUMBERED, False),
        (Kind.NEW, False),
        (Kind.REWORDED, True),
        (Kind.LEVEL_CHANGED, True),
        (Kind.DROPPED, True),
        (Kind.SPLIT, True),
        (Kind.MERGED, True),
    ],
)
def test_kinds_of_change_have_an_effect_or_not(kind: Kind, has_effect: bool) -> None:
    assert Succession(kind=kind).has_effect is has_effect


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        (Kind.NEW, True, True),
        (Kind.NEW, False, False),
        (Kind.DROPPED, True, True),
        (Kind.DROPPED, False, True),
        (Kind.REWORDED, False, True),
        (Kind.UNCHANGED, True, False),
        ("magic", True, False),
    ],
)
def test_ends_of_a_step_must_fit_its_kind(db: None, kind: str, source: bool, target: bool) -> None:
    old = make_criterion(make_edition("2023"))
    new = make_criterion(make_edition("2025"))

    with (
        pytest.raises(IntegrityError, match="curriculum_succession_ends_fit_kind"),
        transaction.atomic(),
    ):
        Succession.objects.bulk_create(
            [
                Succession(
                    from_criterion=old if source else None,
                    to_criterion=new if target else None,
                    kind=kind,
                )
            ]
        )


@pytest.mark.parametrize("kind", [Kind.REWORDED, Kind.NEW, Kind.DROPPED])
def test_a_step_is_there_once(db: None, kind: Kind) -> None:
    old = None if kind == Kind.NEW else make_criterion(make_edition("2023"))
    new = None if kind == Kind.DROPPED else make_criterion(make_edition("2025"))
    step = {"from_criterion": old, "to_criterion": new, "kind": kind}
    Succession.objects.create(**step)

    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(**step)

    assert Succession.objects.count() == 1
