"""An edition for ever: what became of it, corrigenda, translations, and no word of drafts."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from curriculum.domain import derivation, drafting, editions, outcomes, steps
from curriculum.models import Corrigendum, Criterion, CriterionText, Edition
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
    make_user,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = "Noch geheimer Wortlaut."
HIDDEN = ("2031", SECRET, "Geheimer Grund.", "GR-77", "RO-77")


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editions_of(db: None) -> dict[str, Edition]:
    """2023 with one criterion for each kind of change into 2025; 2028 is adopted ahead of its day.

    2031 is a draft after it, in which every criterion has changed.
    """
    first = make_edition("2023")
    old = {
        number: make_criterion(first, f"GR-{number}", f"Wortlaut {number}.")
        for number in range(1, 8)
    }
    make_module("Grenzen üben", old[2], slug="grenzen")
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    make_step(old[1], make_criterion(second, "GR-1", "Wortlaut 1."))
    make_step(old[2], make_criterion(second, "GR-2", "Anders."), Kind.REWORDED, "Aus Gießen.")
    make_step(old[3], make_criterion(second, "GR-3", "Teil eins."), Kind.SPLIT)
    make_step(old[3], make_criterion(second, "GR-8", "Teil zwei."), Kind.SPLIT)
    both = make_criterion(second, "RO-1", "Beides in einem.")
    make_step(old[4], both, Kind.MERGED)
    make_step(old[5], both, Kind.MERGED)
    make_step(old[6], None, Kind.DROPPED, "Steht im Gesetz.")
    make_step(old[7], make_criterion(second, "RO-2", "Wortlaut 7."), Kind.MOVED)
    make_step(None, make_criterion(second, "RO-3", "Ganz neu."), Kind.NEW)
    second = make_adopted(second, date(2025, 1, 1))
    ahead = derivation.derive(key="2028", by=make_user(), now=NOW)
    ahead = make_adopted(ahead, date(2028, 1, 1), date(2026, 2, 1))
    draft = derivation.derive(key="2031", by=make_user(), now=NOW)
    for criterion in Criterion.objects.filter(standard__edition=draft).exclude(key="GR-1"):
        drafting.reword(criterion=criterion, level="may", statement=SECRET, by=make_user(), now=NOW)
        steps.mark(
            criterion=criterion,
            kind=Kind.REWORDED,
            reason="Geheimer Grund.",
            by=make_user(),
            now=NOW,
        )
    steps.drop(
        criterion=Criterion.objects.get(standard__edition=draft, key="GR-1"),
        reason="Geheimer Grund.",
        by=make_user(),
        now=NOW,
    )
    for key in ("GR", "RO"):
        steps.add(
            standard=draft.standards.get(key=key),
            key=f"{key}-77",
            statement=SECRET,
            by=make_user(),
            now=NOW,
        )
    return {"2023": first, "2025": second, "2028": ahead, "2031": draft}


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def row(text: str, key: str) -> str:
    """The article of one criterion on the page of a standard."""
    return text.partition(f'<article class="criterion" id="{key}">')[2].partition("</article>")[0]


def became(text: str, key: str) -> str:
    return row(text, key).partition('<p class="outcome">')[2].partition("</p>")[0]


# --- What became of it ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "words", "into"),
    [
        ("GR-1", "unverändert", ["GR/#GR-1"]),
        ("GR-2", "neu gefasst", ["GR/#GR-2"]),
        ("GR-3", "aufgeteilt", ["GR/#GR-3", "GR/#GR-8"]),
        ("GR-4", "zusammengeführt", ["RO/#RO-1"]),
        ("GR-5", "zusammengeführt", ["RO/#RO-1"]),
        ("GR-6", "gestrichen", []),
        ("GR-7", "verschoben", ["RO/#RO-2"]),
    ],
)
def test_each_criterion_of_an_old_edition_says_what_became_of_it(
    client: Client, editions_of: dict[str, Edition], key: str, words: str, into: list[str]
) -> None:
    text = became(page(client, "/standards/2023/GR/"), key)

    assert "In der Ausgabe 2025:" in text
    assert f"<span>{words}</span>" in text
    assert [part.partition('"')[0] for part in text.split('href="/standards/2025/')[1:]] == into
    assert ("Steht im Gesetz." in text) == (key == "GR-6")


def test_the_edition_in_force_says_what_the_next_makes_of_it(
    client: Client, editions_of: dict[str, Edition]
) -> None:
    text = page(client, "/standards/2025/RO/")

    assert "In der Ausgabe 2028:" in became(text, "RO-1")
    assert 'href="/standards/2028/RO/#RO-1"' in became(text, "RO-1")


def test_an_edition_lists_what_became_of_it_and_what_changed_before(
    client: Client, editions_of: dict[str, Edition]
) -> None:
    first, second = page(client, "/standards/2023/"), page(client, "/standards/2025/")

    for text, title in (
        (first, "Was in der Ausgabe 2025 daraus wurde"),
        (second, "Was sich seit der Ausgabe 2023 geändert hat"),
    ):
        part = text.partition(f"{title}</h2>")[2].partition("</section>")[0]
        assert (
            "1 unverändert, 1 verschoben, 1 neu gefasst, 1 gestrichen, 1 aufgeteilt, "
            "2 zusammengeführt, 1 neu" in part
        )
        assert [
            piece.partition("<")[0] for piece in part.split("#")[1:]
        ] == [f'{key}">{key}' for key in (
            *("GR-2", "GR-2", "GR-3", "GR-3", "GR-8", "GR-4", "RO-1", "GR-5", "RO-1"),
            *("GR-6", "GR-7", "RO-2", "RO-3"),
        )]  # fmt: skip
    assert "Was sich seit" not in first
    assert "Was in der Ausgabe 2028 daraus wurde" in second


def test_too_many_changes_are_counted_and_told_by_each_standard(client: Client, db: None) -> None:
    first = make_edition("2023")
    old = [make_criterion(first, f"GR-{number}") for number in range(outcomes.MANY + 1)]
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    for criterion in old:
        make_step(criterion, make_criterion(second, criterion.key), Kind.EDITORIAL)
    make_adopted(second, date(2025, 1, 1))

    text, standard = page(client, "/standards/2023/"), page(client, "/standards/2023/GR/")

    assert "201 redaktionell geändert" in text
    assert "zu viele für eine Liste" in text
    assert "#GR-7" not in text
    assert 'href="/standards/2025/GR/#GR-7"' in became(standard, "GR-7")


# --- For ever -------------------------------------------------------------------------------------


def test_every_criterion_keeps_its_address_through_moves_and_drops(
    client: Client, editions_of: dict[str, Edition]
) -> None:
    for criterion in Criterion.objects.exclude(standard__edition__key="2031").select_related(
        "standard__edition"
    ):
        standard = criterion.standard
        text = page(client, f"/standards/{standard.edition.key}/{standard.key}/")
        own = row(text, criterion.key)
        assert text.count(f'id="{criterion.key}"') == 1
        assert criterion.texts.get(language="de").statement in own


def test_every_edition_says_who_adopted_it_when_and_with_which_digest(
    client: Client, editions_of: dict[str, Edition]
) -> None:
    for key in ("2023", "2025", "2028"):
        edition = editions_of[key]
        text = page(client, f"/standards/{key}/")
        part = text.partition('id="adoption"')[2].partition("</section>")[0]
        for shown in ("Steuerkreis", "TOP 1", edition.digest, editions.digest(edition)):
            assert shown in part
        assert f"ab 1. Januar {key}" in part
    assert "Ab 1. Januar 2028 gilt die Ausgabe 2028." in page(client, "/standards/2025/GR/")


def test_each_criterion_shows_the_modules_that_teach_it(
    client: Client, editions_of: dict[str, Edition]
) -> None:
    for key in ("2023", "2025", "2028"):
        text = page(client, f"/standards/{key}/GR/")
        assert '<a href="/module/grenzen/">Grenzen üben</a>' in row(text, "GR-2")
        assert "/module/grenzen/" not in row(text, "GR-1")


# --- Nothing of drafts ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["", "/en", "/ar"])
def test_no_public_page_knows_what_a_draft_makes_of_it(
    client: Client, editions_of: dict[str, Edition], language: str
) -> None:
    for edition in ("2023", "2025", "2028"):
        paths = [f"/standards/{edition}/"]
        for standard in Edition.objects.get(key=edition).standards.all():
            paths += [f"{paths[0]}{standard.key}/", f"{paths[0]}{standard.key}/fassungen/"]
        for path in paths:
            text = page(client, language + path)
            for hidden in HIDDEN:
                assert hidden not in text, path


@pytest.mark.parametrize("state", [Edition.State.DRAFT, Edition.State.CONSULTATION])
def test_the_newest_adopted_edition_has_no_outcome_yet(
    client: Client, editions_of: dict[str, Edition], state: str
) -> None:
    Edition.objects.filter(key="2031").update(state=state)

    text = page(client, "/standards/2028/GR/")

    assert 'class="outcome"' not in text
    assert "daraus wurde" not in page(client, "/standards/2028/")


@pytest.mark.parametrize(
    "path", ["/", "/standards/", "/module/grenzen/", "/sitemap.xml", "/search/?q=geheimer"]
)
def test_nor_does_any_other_public_page(
    client: Client, editions_of: dict[str, Edition], path: str
) -> None:
    text = client.get(path).content.decode()

    for hidden in HIDDEN:
        assert hidden not in text


def test_case_knows_nothing_of_a_draft(client: Client, editions_of: dict[str, Edition]) -> None:
    for key in ("2023", "2025", "2028"):
        address = f"/ims/case/v1p1/CFPackages/{editions_of[key].uuid}"
        text = client.get(address).content.decode()
        for hidden in HIDDEN:
            assert hidden not in text


# --- Corrigenda -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/standards/2025/GR/", "/standards/2025/GR/fassungen/", "/en/standards/2025/GR/"],
)
def test_a_corrigendum_stands_beside_the_wording_with_its_date(
    client: Client, editions_of: dict[str, Edition], path: str
) -> None:
    criterion = Criterion.objects.get(standard__edition=editions_of["2025"], key="GR-2")
    Corrigendum.objects.create(
        criterion=criterion, dated_on=date(2026, 2, 3), text="Lies: <anders>."
    )

    text = page(client, path)

    dated = "Corrigendum of 3 February 2026" if "/en/" in path else "vom 3. Februar 2026"
    assert text.count("Lies: &lt;anders&gt;.") == 1
    assert dated in text
    assert "Anders." in text or "Anders" in text


def test_a_corrigendum_stands_beside_an_earlier_wording_too(
    client: Client, editions_of: dict[str, Edition]
) -> None:
    first = Criterion.objects.filter(standard__edition=editions_of["2023"])
    for key in ("GR-2", "GR-6"):
        Corrigendum.objects.create(
            criterion=first.get(key=key), dated_on=date(2024, 2, 3), text=f"Lies {key}."
        )

    text = page(client, "/standards/2025/GR/fassungen/")

    for key in ("GR-2", "GR-6"):
        assert text.count(f"Lies {key}.") == 1


# --- Translations ---------------------------------------------------------------------------------


def test_a_translation_that_was_changed_after_the_adoption_says_so(
    client: Client, editions_of: dict[str, Edition]
) -> None:
    criteria = Criterion.objects.filter(standard__edition=editions_of["2025"])
    for key, language in (("GR-1", "en"), ("GR-2", "ar")):
        drafting.translate(
            criterion=criteria.get(key=key),
            language=language,
            statement="Later.",
            by=make_user(),
            now=datetime(2026, 2, 3, 23, 30, tzinfo=UTC),  # the 4th in Berlin
        )

    english, german = page(client, "/en/standards/2025/GR/"), page(client, "/standards/2025/GR/")

    marked = "This translation was changed on 4 February 2026, after the adoption."
    assert marked in row(english, "GR-1")
    assert english.count("after the adoption") == 1
    assert "nach dem Beschluss" not in german


def test_a_translated_title_that_was_changed_after_the_adoption_says_so(
    client: Client, editions_of: dict[str, Edition]
) -> None:
    drafting.translate_title(
        standard=editions_of["2025"].standards.get(key="GR"),
        language="en",
        title="Limits",
        by=make_user(),
        now=NOW,
    )

    text = page(client, "/en/standards/2025/GR/")

    assert text.count("This translation was changed on 2 March 2026, after the adoption.") == 1
    assert "after the adoption" not in page(client, "/en/standards/2025/RO/")


def test_a_translation_from_before_the_adoption_is_not_marked(client: Client, db: None) -> None:
    criterion = make_criterion(make_edition("2025"))
    drafting.translate(
        criterion=criterion,
        language="en",
        statement="Early.",
        by=make_user(),
        now=datetime(2024, 12, 31, 9, tzinfo=UTC),
    )
    make_adopted(criterion.standard.edition, date(2025, 1, 1))

    text = page(client, "/en/standards/2025/GR/")

    assert "Early." in text
    assert "after the adoption" not in text


@pytest.mark.parametrize("size", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/standards/2023/", 6), ("/standards/2023/GR/", 9), ("/en/standards/2023/GR/", 11)],
)
def test_queries_do_not_grow_with_outcomes_corrigenda_or_translations(
    client: Client,
    db: None,
    size: int,
    path: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = make_edition("2023")
    old = [make_criterion(first, f"GR-{number}") for number in range(size)]
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    for criterion in old:
        for part in ("a", "b"):
            make_step(criterion, make_criterion(second, f"{criterion.key}{part}"), Kind.SPLIT)
        make_module(f"Modul {criterion.key}", criterion)
        Corrigendum.objects.create(criterion=criterion, dated_on=date(2024, 2, 3), text="Lies.")
        drafting.translate(
            criterion=criterion, language="en", statement="Later.", by=make_user(), now=NOW
        )
    make_adopted(second, date(2025, 1, 1))
    client.get(path)  # the site's roots are remembered

    with django_assert_num_queries(queries):
        text = client.get(path).content.decode()

    assert CriterionText.objects.filter(language="en").count() == size
    assert text.count("2025/GR/#GR-0") == 2
