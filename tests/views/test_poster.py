"""The list of sessions on paper: the choice as a sentence, and where the newest one stands."""

from datetime import timedelta

import pytest
import time_machine
from django import forms
from django.test import Client
from django.utils.html import escape

from cohorts.models import Cohort
from cohorts.views.poster import poster
from tests.factories.cohorts import NOW, make_carrier, make_cohort, make_session
from tests.factories.curriculum import make_module


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def sentence(client: Client, query: str) -> str:
    return client.get(f"/termine/?{query}").context["poster"].sentence


def test_poster_of_all_dates_needs_no_sentence(client, settings):
    settings.SITE_URL = "https://kursbuch.example.org/"

    page = client.get("/termine/")
    shown = page.context["poster"]

    assert (shown.sentence, shown.address) == ("", "https://kursbuch.example.org/termine/")
    assert "poster-sentence" not in page.text
    assert page.text.count('class="poster-foot"') == 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=Nein+sagen", "Termine zu „Nein sagen“."),
        ("ort=Fulda&von=2026-03-10", "Termine am Ort „Fulda“, ab 10. März 2026."),
        (
            "bis=2026-04-01&online=on&frei=on",
            "Termine bis 1. April 2026, online, mit freien Plätzen.",
        ),
    ],
)
def test_poster_says_the_choice_as_a_sentence(client, query, said):
    assert sentence(client, query) == said
    assert f'<p class="poster-sentence">{said}</p>' in client.get(f"/termine/?{query}").text


def test_poster_names_what_was_chosen_from_a_list(client):
    carrier = make_carrier(name="Anker e. V.")
    session = make_session(make_cohort(organiser=carrier))
    module = make_module("Grenzen", slug="grenzen")
    session.segments.create(position=9, minutes=45, module=module)

    said = sentence(client, f"traeger={carrier.pk}&modul=grenzen")

    assert said == "Termine mit dem Modul „Grenzen“, von Anker e. V.."


def test_poster_names_the_language_in_words():
    class Choice(forms.Form):
        sprache = forms.ChoiceField(choices=Cohort.Language.choices)

    choice = Choice({"sprache": "ar"})
    assert choice.is_valid()

    assert poster(choice, "sprache=ar", NOW.date()).sentence == "Termine auf Arabisch."


def test_poster_leads_to_the_same_choice_and_to_nothing_else(client, settings):
    settings.SITE_URL = "https://kursbuch.example.org"

    page = client.get("/termine/?ort=Fulda&von=gestern&evil=%22%3E&seite=2&ansicht=monat")

    assert page.context["poster"].address == "https://kursbuch.example.org/termine/?ort=Fulda"
    assert page.text.count("<svg") > 1
    assert "https://kursbuch.example.org/termine/?ort=Fulda" in page.text


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "100%(value)s"])
def test_poster_says_strange_words_as_they_are(client, text):
    page = client.get("/termine/", {"q": text})

    assert page.context["poster"].sentence == f"Termine zu „{escape(text)}“."
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("view", ["", "monat", "woche"])
def test_every_view_has_the_foot_of_a_poster_once(client, view):
    make_session(starts_at=NOW + timedelta(days=1))

    assert client.get(f"/termine/?ansicht={view}").text.count('class="poster-foot"') == 1
