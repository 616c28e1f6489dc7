"""The standards as the public reads them."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from curriculum.models import CriterionText, Edition, StandardText
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)

OLD = "Lotsinnen kennen die Grenzen ihrer Aufgabe."
NEW = "Lotsinnen nennen die Grenzen ihrer Rolle."
SECRET = "Noch geheimer Wortlaut."


@pytest.fixture
def editions(db: None) -> dict[str, Edition]:
    """2023, in which GR-9 still was; 2025 in force; 2099 adopted ahead; 2101 in consultation."""
    first = make_edition("2023")
    old = make_criterion(first, "GR-1", OLD)
    gone = make_criterion(first, "GR-9", "Das gab es nur früher.")
    make_module("Grenzen üben", old, number=8, slug="grenzen")
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    new = make_criterion(second, "GR-1", NEW)
    make_step(old, new, Kind.REWORDED, "Vorgeschlagen in Gießen.")
    make_step(gone, None, Kind.DROPPED, "Steht jetzt im Gesetz.")
    make_step(None, make_criterion(second, "RO-1", "Der Auftrag ist klar."), Kind.NEW)
    second = make_adopted(second, date(2025, 1, 1))
    ahead = make_edition("2099", predecessor=second)
    for criterion in (new, second.standards.get(key="RO").criteria.get()):
        text = criterion.texts.get().statement
        make_step(criterion, make_criterion(ahead, criterion.key, text))
    ahead = make_adopted(ahead, date(2099, 1, 1), date(2026, 1, 1))
    later = make_edition("2101", predecessor=ahead, state=Edition.State.CONSULTATION)
    make_criterion(later, "GR-1", SECRET)
    return {"2023": first, "2025": second, "2099": ahead, "2101": later}


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_standards_show_the_edition_in_force(client: Client, editions: dict[str, Edition]) -> None:
    text = page(client, "/standards/")

    assert "Die Ausgabe 2025 gilt" in text
    assert 'href="/standards/2025/GR/"' in text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/standards/2025/">' in text


def test_before_the_first_edition_a_page_says_so(client: Client, db: None) -> None:
    assert "Noch gilt keine Ausgabe" in page(client, "/standards/")


@pytest.mark.parametrize(
    "path", ["/standards/2101/", "/standards/2101/GR/", "/standards/2101/GR/fassungen/"]
)
def test_consultations_and_drafts_do_not_exist_for_the_public(
    client: Client, editions: dict[str, Edition], path: str
) -> None:
    consulted = client.get(path)
    nowhere = client.get(path.replace("2101", "1871"))

    assert (consulted.status_code, nowhere.status_code) == (404, 404)
    assert SECRET not in consulted.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/standards/",
        "/standards/2023/",
        "/standards/2099/",
        "/standards/2025/GR/",
        "/standards/2099/GR/fassungen/",
    ],
)
def test_no_public_page_knows_a_consultation(
    client: Client, editions: dict[str, Edition], path: str
) -> None:
    text = page(client, path)

    assert "2101" not in text
    assert SECRET not in text


def test_an_unknown_standard_does_not_exist(client: Client, editions: dict[str, Edition]) -> None:
    assert client.get("/standards/2025/XX/").status_code == 404


def test_a_superseded_edition_says_what_took_its_place(
    client: Client, editions: dict[str, Edition]
) -> None:
    text = page(client, "/standards/2023/")

    assert "Sie lesen eine frühere Ausgabe" in text
    assert (
        "Sie galt ab 1. Januar 2023. Seit 1. Januar 2025 gilt die "
        '<a href="/standards/2025/">Ausgabe 2025</a>.' in text
    )


def test_an_edition_ahead_says_from_when(client: Client, editions: dict[str, Edition]) -> None:
    text = page(client, "/standards/2099/")

    assert "Beschlossen am 1. Januar 2026. Sie gilt ab 1. Januar 2099." in text
    assert 'Bis dahin gilt die <a href="/standards/2025/">Ausgabe 2025</a>.' in text


def test_an_edition_in_force_says_until_when(client: Client, editions: dict[str, Edition]) -> None:
    assert 'Ab 1. Januar 2099 gilt die <a href="/standards/2099/">Ausgabe 2099</a>.' in page(
        client, "/standards/2025/"
    )


def test_a_criterion_has_its_key_as_anchor_and_its_level(
    client: Client, editions: dict[str, Edition]
) -> None:
    text = page(client, "/standards/2025/GR/")

    assert text.count('id="GR-1"') == 1
    assert 'data-kind="must"' in text
    assert NEW in text


def test_a_changed_criterion_shows_both_wordings_and_the_reason(
    client: Client, editions: dict[str, Edition]
) -> None:
    text = page(client, "/standards/2025/GR/")

    for struck in ("kennen", "Aufgabe."):
        assert f"gestrichen: </span>{struck}</del>" in text
    for inserted in ("nennen", "Rolle."):
        assert f"eingefügt: </span>{inserted}</ins>" in text
    assert "Vorgeschlagen in Gießen." in text
    assert 'href="/standards/2025/GR/fassungen/#GR-1"' in text


def test_an_unchanged_criterion_shows_no_redline(
    client: Client, editions: dict[str, Edition]
) -> None:
    text = page(client, "/standards/2099/GR/")

    assert NEW in text
    assert "<ins>" not in text
    assert "Alle Änderungen zeigen" not in text


def test_a_dropped_criterion_is_named_with_its_reason(
    client: Client, editions: dict[str, Edition]
) -> None:
    text = page(client, "/standards/2025/GR/")

    assert "<del>Das gab es nur früher.</del> Steht jetzt im Gesetz." in text
    assert "Das gab es nur früher." not in page(client, "/standards/2025/RO/")


def test_the_redline_page_puts_both_wordings_side_by_side(
    client: Client, editions: dict[str, Edition]
) -> None:
    text = page(client, "/standards/2025/GR/fassungen/")

    assert "GR-1 in der Ausgabe 2023" in text
    assert "GR-1 in der Ausgabe 2025" in text
    assert "Steht jetzt im Gesetz." in text
    assert "Kein Wortlaut hat sich geändert" not in text
    assert "Kein Wortlaut hat sich geändert" in page(client, "/standards/2099/GR/fassungen/")


def test_taught_in_names_live_modules_and_what_is_to_review(
    client: Client, editions: dict[str, Edition]
) -> None:
    make_module(
        "Unfertiges Modul", editions["2025"].standards.get(key="GR").criteria.get(), live=False
    )

    now, before = page(client, "/standards/2025/GR/"), page(client, "/standards/2023/GR/")

    assert '<a href="/module/grenzen/">Grenzen üben</a>' in now
    assert "<span>zu prüfen</span>" in now
    assert "<span>zu prüfen</span>" not in before
    assert '<span class="muted">' in page(client, "/standards/2025/RO/")  # not yet in any module
    for text in (now, before):
        assert "Unfertiges Modul" not in text


def test_texts_are_shown_in_the_readers_language_else_in_german_and_marked(
    client: Client, editions: dict[str, Edition]
) -> None:
    gr = editions["2025"].standards.get(key="GR")
    StandardText.objects.create(standard=gr, language="en", title="Boundaries")
    CriterionText.objects.create(
        criterion=gr.criteria.get(), language="en", statement="Guides name their limits."
    )

    text = page(client, "/en/standards/2025/GR/")
    other = page(client, "/en/standards/2025/RO/")

    assert "Boundaries" in text
    assert "Guides name their limits." in text
    assert "Some texts are available in German only" not in text
    assert '<h1 lang="de" dir="ltr">Standard RO</h1>' in other
    assert '<div lang="de" dir="ltr"> <p class="criterion__statement">Der Auftrag' in other
    assert "Some texts are available in German only" in other


def test_the_redline_is_german_in_every_language(
    client: Client, editions: dict[str, Edition]
) -> None:
    text = page(client, "/en/standards/2025/GR/")

    assert '<p class="redline__text" lang="de" dir="ltr">' in text


def test_addresses_keep_the_readers_language(client: Client, editions: dict[str, Edition]) -> None:
    text = page(client, "/ar/standards/2025/GR/")

    assert 'href="/ar/module/grenzen/"' in text
    assert 'href="/ar/standards/2023/"' in text


def test_only_reading_is_allowed(client: Client, editions: dict[str, Edition]) -> None:
    assert client.post("/standards/2025/GR/").status_code == 405
    assert client.head("/standards/2025/GR/").status_code == 200


@pytest.mark.parametrize("size", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/standards/", 6),
        ("/standards/2025/", 6),
        ("/standards/2025/GR/", 10),
        ("/en/standards/2025/GR/", 12),
        ("/standards/2025/GR/fassungen/", 7),
    ],
)
def test_queries_do_not_grow_with_criteria_or_modules(
    client: Client,
    db: None,
    size: int,
    path: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = make_edition("2023")
    old = [make_criterion(first, f"GR-{n}", OLD) for n in range(size)]
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    for criterion in old:
        make_step(criterion, make_criterion(second, criterion.key, NEW), Kind.REWORDED)
        make_module(f"Modul {criterion.key}", criterion)
    make_adopted(second, date(2025, 1, 1))
    client.get(path)  # the site's roots are remembered

    with django_assert_num_queries(queries):
        client.get(path)
