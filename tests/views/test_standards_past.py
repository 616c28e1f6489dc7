"""What an earlier edition says of itself, and what the next one says of it, in words."""

from datetime import date

import pytest
from django.test import Client

from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)


@pytest.fixture
def turned(db: None) -> None:
    """2023, superseded by 2025; a module names the GR-2 of 2023 and nothing else."""
    first = make_edition("2023")
    bare = make_criterion(first, "GR-1")
    taught = make_criterion(first, "GR-2")
    visit = make_criterion(first, "NE-2", "Ein Besuch.", level="may")
    team = make_criterion(first, "NE-3", "Ein Team.")
    make_module("Grenzen üben", taught, slug="grenzen")
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    make_step(bare, make_criterion(second, "GR-1"))
    make_step(taught, make_criterion(second, "GR-2"))
    raised = make_criterion(second, "NE-2", "Ein Besuch.", level="should")
    make_step(visit, raised, Kind.LEVEL_CHANGED)
    make_step(team, make_criterion(second, "NE-3", "Zwei Teams."), Kind.REWORDED)
    make_adopted(second, date(2025, 1, 1))


def page(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def row(text: str, key: str) -> str:
    return text.partition(f'<article class="criterion" id="{key}">')[2].partition("</article>")[0]


def chain(text: str) -> str:
    return text.partition('class="chain')[2].partition('class="edition-banner"')[0]


def test_a_superseded_criterion_waits_for_no_module(client: Client, turned: None) -> None:
    old, new = page(client, "/standards/2023/GR/"), page(client, "/standards/2025/GR/")

    assert "Gelehrt in:" not in row(old, "GR-1")
    assert "/module/grenzen/" in row(old, "GR-2")  # a goal still names the earlier wording
    assert "noch in keinem Modul" in row(new, "GR-1")


@pytest.mark.parametrize(
    ("key", "words"), [("2023", "keines mehr"), ("2025", "noch keines lehrt ihn")]
)
def test_the_chain_of_a_superseded_standard_says_that_none_teaches_it_any_more(
    client: Client, turned: None, key: str, words: str
) -> None:
    assert words in chain(page(client, f"/standards/{key}/NE/"))
    assert words not in chain(page(client, f"/standards/{key}/GR/"))


def test_a_changed_level_is_told_in_words(client: Client, turned: None) -> None:
    text = page(client, "/standards/2025/NE/")

    words = "Die Verbindlichkeit war „Kann“, jetzt ist sie „Soll“."
    assert words in row(text, "NE-2")
    assert "Die Verbindlichkeit war" not in row(text, "NE-3")


def test_simple_german_does_not_tell_its_reader_that_a_text_is_german(
    client: Client, turned: None
) -> None:
    text = page(client, "/de-simple/standards/2025/GR/")

    assert "Einige Texte gibt es nicht in einfachem Deutsch." in text
    assert "nur auf Deutsch" not in text
