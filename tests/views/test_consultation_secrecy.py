"""Nothing of a draft in consultation is public: not by a guessed address, not by a list or file."""

import pytest
import time_machine
from django.test import Client

from curriculum.domain import drafting
from tests.factories.cohorts import NOW
from tests.factories.consulted import Consulted, make_consulted
from tests.views.consulting import PAGE, page

WORD, SAID = "Xylophonbegleitung", "Zitherkreis"
CASE = "/ims/case/v1p1/"
PUBLIC = (
    "/",
    "/standards/",
    "/standards/2023/",
    "/standards/2023/GR/",
    "/standards/2023/GR/fassungen/",
    "/termine/",
    "/traeger/",
    f"/suche/?q={WORD[:-1]}",
    "/suche/?q=Grenzen",
)
GUESSED = (
    "/standards/2031/",
    "/standards/2031/GR/",
    "/standards/2031/GR/fassungen/",
    "/standards/consultation/",
)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def made(house: object) -> Consulted:
    """Read by those who are asked before anybody else comes: whatever is kept would be shown."""
    made = make_consulted()
    drafting.reword(
        criterion=made.reworded, level="must", statement=f"{WORD} ist da.", by=made.centre, now=NOW
    )
    made.answer(made.remark(text=SAID), f"{SAID} ist gut.")
    for path in (PAGE, "/en" + PAGE):
        text = page(made.trainer, path)
        assert (WORD in text, SAID in text) == (True, True)
    return made


@pytest.mark.parametrize("language", ["", "/en", "/ar"])
def test_public_pages_know_nothing_of_it(made: Consulted, language: str) -> None:
    for path in PUBLIC:
        text = Client().get(language + path).text

        assert not {word for word in (WORD, SAID, "2031", "/anhoerung/") if word in text}, path


@pytest.mark.parametrize("language", ["", "/en", "/ar"])
def test_guessed_addresses_lead_nowhere(made: Consulted, language: str) -> None:
    for path in GUESSED:
        answer = Client().get(language + path)

        assert answer.status_code == 404, path
        assert not {word for word in (WORD, SAID) if word in answer.text}, path


def test_search_engines_are_told_nothing(made: Consulted) -> None:
    host = {"Host": "127.0.0.1"}
    sitemap = Client().get("/sitemap.xml", headers=host).text
    robots = Client().get("/robots.txt", headers=host).text.splitlines()

    assert "/standards/2023/" in sitemap
    assert "2031" not in sitemap
    assert "anhoerung" not in sitemap
    for language in ("", "/en", "/ar"):
        assert f"Disallow: {language}/anhoerung/" in robots


def test_the_standards_as_data_do_not_have_it(made: Consulted) -> None:
    edition, criterion = made.edition, made.reworded
    documents = Client().get(CASE + "CFDocuments")

    assert "2023" in documents.text
    assert not {word for word in (str(edition.uuid), "2031", WORD) if word in documents.text}
    for path in (
        f"CFDocuments/{edition.uuid}",
        f"CFPackages/{edition.uuid}",
        f"CFItems/{criterion.uuid}",
        f"CFItemAssociations/{criterion.uuid}",
    ):
        answer = Client().get(CASE + path)

        assert answer.status_code == 404, path
        assert WORD not in answer.text


def test_who_was_asked_finds_it_in_no_public_place_either(made: Consulted) -> None:
    for path in ("/standards/", "/standards/2023/GR/", f"/suche/?q={WORD[:-1]}"):
        assert WORD not in page(made.trainer, path)
