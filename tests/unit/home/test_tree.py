"""The pages of every house: all there, made once, linked from everywhere, and true."""

import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Locale, Page

from home import tree
from home.first_screen import opening
from home.models import ArticlePage, HomePage
from home.tree import easy
from tests.factories.cohorts import make_carrier, make_coordinator, make_user

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
SLUGS = [
    "module",
    "programme",
    "vor-ort",
    "vernetzungstreffen",
    "aktuelles",
    "leichte-sprache",
    "gebaerdensprache",
    "barrierefreiheit",
    "datenschutz",
    "impressum",
]
LONGEST = 8  # words on a line of Leichte Sprache


@pytest.fixture
def empty_house(home_page: HomePage) -> None:
    """As Wagtail's own migration leaves it: a welcome page and nothing else."""
    home_page.get_root()
    for page in Page.objects.filter(depth=2):
        page.delete()
    root = Page.get_first_root_node()
    assert root is not None
    root.add_child(instance=Page(title="Welcome", slug="home", locale=Locale.objects.first()))


def test_empty_house_gets_all_its_pages_in_their_order(empty_house: None) -> None:
    home = tree.plant(on=ON)

    assert [page.slug for page in home.get_children()] == SLUGS
    assert all(page.live for page in home.get_children())
    assert sorted(HomePage.objects.values_list("locale__language_code", flat=True)) == sorted(
        code for code, _name in settings.LANGUAGES
    )
    assert not Page.objects.filter(title="Welcome").exists()


def test_planting_again_changes_nothing(empty_house: None) -> None:
    home = tree.plant(on=ON)
    page = ArticlePage.objects.get(slug="impressum")
    page.title = "Unser Impressum"
    page.save_revision().publish()
    before = list(Page.objects.order_by("path").values("path", "title", "live", "slug"))

    again = tree.plant(on=ON)

    assert again == home
    assert list(Page.objects.order_by("path").values("path", "title", "live", "slug")) == before


def test_what_is_missing_is_added_and_what_is_unpublished_stays_so(empty_house: None) -> None:
    tree.plant(on=ON)
    ArticlePage.objects.get(slug="datenschutz").delete()
    ArticlePage.objects.get(slug="impressum").unpublish()

    tree.plant(on=ON)

    assert ArticlePage.objects.get(slug="datenschutz").live
    assert not ArticlePage.objects.get(slug="impressum").live


def test_pages_of_the_house_answer_and_their_links_lead_somewhere(
    client: Client, empty_house: None
) -> None:
    tree.plant(on=ON)
    paths = {"/"} | {f"/{slug}/" for slug in SLUGS} | {f"/en/{slug}/" for slug in SLUGS}

    linked = set()
    for path in paths:
        page = client.get(path)
        assert page.status_code == 200, path
        linked |= set(re.findall(r'href="(/[a-z/-]*)"', page.text))

    assert linked >= {f"/{slug}/" for slug in SLUGS if slug != "vor-ort"}
    lost = {path for path in linked if client.get(path, follow=True).status_code == 404}
    assert lost <= {"/lotsin-werden/", "/en/lotsin-werden/"}  # an article that each house writes


def test_owner_comes_from_the_settings_and_else_from_the_centre(
    client: Client, empty_house: None, settings: Any
) -> None:
    tree.plant(on=ON)
    make_carrier(name="Zentrum e. V.", contact="zentrum@example.org", is_centre=True)

    without = client.get("/impressum/").text
    settings.SITE_OWNER, settings.SITE_ADDRESS = "Lotsenhaus gGmbH", "Am Kai 4, 12345 Hafen"
    settings.SITE_EMAIL = "haus@example.org"
    told = client.get("/impressum/").text

    assert "Zentrum e. V." in without
    assert "zentrum@example.org" in without
    assert "noch nicht eingetragen" in without
    assert "Lotsenhaus gGmbH" in told
    assert "Am Kai 4<br>12345 Hafen" in told
    assert "noch nicht eingetragen" not in told


def test_centre_is_told_what_is_missing_until_it_is_there(empty_house: None, settings: Any) -> None:
    tree.plant(on=ON)
    centre = make_coordinator(make_carrier(is_centre=True, contact="z@example.org"))

    before = [row.title for row in opening.missing(centre)]
    settings.SITE_ADDRESS = "Am Kai 4"
    page = ArticlePage.objects.get(slug="impressum")
    page.save_revision(user=centre).publish(user=centre, skip_permission_checks=True)
    after = [row.title for row in opening.missing(centre)]

    assert before == [
        "Sagen Sie, wer diese Website betreibt",
        "„Leichte Sprache“ lesen",
        "Fügen Sie den Film in Gebärdensprache ein",
        "„Erklärung zur Barrierefreiheit“ lesen",
        "„Datenschutz“ lesen",
        "„Impressum“ lesen",
    ]
    assert after == before[1:-1]
    assert opening.missing(make_user(is_superuser=True)) == []
    assert opening.missing(make_coordinator(make_carrier())) == []


def test_page_for_the_film_says_that_there_is_none_and_has_the_whole_text(
    client: Client, empty_house: None
) -> None:
    tree.plant(on=ON)

    text = client.get("/gebaerdensprache/").text

    assert "Hier ist noch kein Film" in text
    assert "Ein Passwort gibt es nicht." in " ".join(text.split())
    assert "<video" not in text


def lines_of(text: str) -> list[str]:
    text = re.sub(r"<br/>|</(?:p|li|h2)>", "\n", text)
    return [line.strip() for line in re.sub(r"<[^>]+>", "", text).split("\n") if line.strip()]


def test_easy_language_keeps_its_rules() -> None:
    lines = lines_of(easy.EASY + easy.SIGN_UP + easy.ASK + easy.TESTED)

    assert len(lines) > 60
    assert [line for line in lines if len(line.split()) > LONGEST] == []
    assert [line for line in lines if ";" in line or " – " in line] == []
    long = {
        word.strip(".,?:")
        for line in lines
        for part in line.split()
        for word in re.split("[·-]", part)
        if len(word.strip(".,?:")) > 12
    }
    assert long == set()
