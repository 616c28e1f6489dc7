"""News: the newest first, each once, in the reader's language where there is a translation."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, PageViewRestriction

from tests.factories.cohorts import make_carrier
from tests.factories.home import make_home_page
from tests.factories.pages import make_news, make_news_index

DAY = date(2026, 3, 2)


def titles(client: Client, path: str) -> list[str]:
    return re.findall(r"Meldung \d+", client.get(path).text.partition("<main")[2])


def make_some(count: int) -> None:
    for number in range(count):
        make_news(f"Meldung {number}", DAY - timedelta(days=number))


def test_the_newest_stands_first_ten_on_a_sheet(client: Client) -> None:
    make_some(12)
    make_news("Meldung 99", DAY + timedelta(days=1)).unpublish()

    assert titles(client, "/aktuelles/") == [f"Meldung {n}" for n in range(10)]
    assert titles(client, "/aktuelles/?seite=2") == ["Meldung 10", "Meldung 11"]
    assert titles(client, "/aktuelles/?seite=99") == ["Meldung 10", "Meldung 11"]
    assert titles(client, "/aktuelles/?seite=x") == [f"Meldung {n}" for n in range(10)]


def test_start_page_shows_the_three_newest(client: Client) -> None:
    assert 'id="aktuelles"' not in client.get("/").text

    make_some(4)

    assert titles(client, "/") == ["Meldung 0", "Meldung 1", "Meldung 2"]


def test_translation_takes_the_place_of_the_german_news(client: Client) -> None:
    english = Locale.objects.create(language_code="en")
    make_some(2)
    translated = make_news("Meldung 5", DAY - timedelta(days=5))
    for page in (make_home_page(), make_news_index()):
        page.copy_for_translation(english).save_revision().publish()
    copy = translated.copy_for_translation(english)
    copy.title = "Message five"
    copy.save_revision().publish()

    text = client.get("/en/").text.partition("<main")[2]

    assert titles(client, "/en/") == ["Meldung 0", "Meldung 1"]
    assert text.index("Meldung 1") < text.index("Message five")
    assert 'lang="de" dir="ltr">Meldung 0' in text


@pytest.mark.parametrize("which", ["page", "list"])
def test_restricted_news_are_shown_nowhere(client: Client, which: str) -> None:
    make_news("Meldung 1")
    secret = make_news("Meldung 2")
    restricted = secret if which == "page" else make_news_index()
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")

    assert titles(client, "/") == (["Meldung 1"] if which == "page" else [])


def test_page_is_a_news_article_for_search_engines(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://kursbuch.example.org"
    make_carrier(name="Zentrum", is_centre=True)
    news = make_news("Neu & <gut>", DAY, lead="Ein Satz.")

    blocks = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(news.get_url()).text
    )

    (data,) = [json.loads(block) for block in blocks]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+]\d\d:\d\d", data.pop("dateModified"))
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Neu & <gut>",
        "description": "Ein Satz.",
        "url": f"https://kursbuch.example.org{news.get_url()}",
        "inLanguage": "de",
        "datePublished": "2026-03-02",
        "author": {"@type": "Organization", "name": "Zentrum"},
        "publisher": {"@type": "Organization", "name": "Zentrum"},
    }


def test_empty_list_says_so(client: Client) -> None:
    make_news_index()

    assert "Noch keine Meldungen" in client.get("/aktuelles/").text


@pytest.mark.parametrize("count", [1, 5])
def test_list_takes_the_same_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_some(count)
    client.get("/aktuelles/")

    with django_assert_num_queries(6):
        client.get("/aktuelles/")


@pytest.mark.indexed
def test_search_finds_news_and_meetings_and_says_what_they_are(client: Client) -> None:
    make_news("Suchwort der Woche")

    text = client.get("/suche/?q=suchwort").text

    assert re.search(r"Suchwort der Woche</a> <span class=\"muted\">Meldung</span>", text)
