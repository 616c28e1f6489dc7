"""A language is offered once it was reviewed; the switch leads to the same page in each of them."""

import re

import pytest
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.template import engines
from django.test import Client
from django.utils.translation import override
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from cohorts.domain import letters, messages
from curriculum.models import ModulePage
from home.management.commands.prepare import offer_languages
from home.models import HomePage
from home.templatetags.interface import ue
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)
from tests.factories.curriculum import make_module

HOUSE = "http://127.0.0.1:8000"
ALL = ["de", "de-simple", "en", "ar"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_english(house: HomePage) -> ModulePage:
    """A module that also exists in English, under a word of its own."""
    locale = Locale.objects.create(language_code="en")
    module = make_module("Grenzen", slug="grenzen")
    for page in (house, module.get_parent()):
        page.specific.copy_for_translation(locale).save_revision().publish()
    translated = module.copy_for_translation(locale)
    translated.title, translated.slug = "Boundaries", "boundaries"
    translated.save_revision().publish()
    return translated


@pytest.fixture
def only(settings):
    """Offer these languages and no others."""

    def only(*codes: str) -> None:
        chosen = [(code, name) for code, name in settings.KNOWN_LANGUAGES if code in codes]
        settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = chosen
        settings.WAGTAILADMIN_PERMITTED_LANGUAGES = chosen

    return only


def switch(html: str) -> dict[str, str]:
    """The addresses of the switch by language."""
    found = re.findall(r'<a href="([^"]*)" lang="([\w-]+)" dir="\w+" hreflang="[\w-]+"', html)
    return {language: address for address, language in found}


def told_to_search_engines(html: str) -> tuple[str, dict[str, str]]:
    found = re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]*)">', html)
    return re.findall(r'<link rel="canonical" href="([^"]*)">', html)[0], dict(found)


# --- Offered, or not --------------------------------------------------------------------------


def test_demo_and_tests_offer_every_language_that_is_known() -> None:
    assert [code for code, _name in settings.LANGUAGES] == ALL


@pytest.mark.indexed
def test_language_that_is_not_offered_cannot_be_reached(
    client: Client, in_english: ModulePage, only
) -> None:
    assert client.get("/en/module/boundaries/").status_code == 200
    assert "Boundaries" in client.get("/en/suche/?q=Boundaries").text

    only("de", "ar")

    gone = ["/en/", "/en/module/boundaries/", "/en/termine/", "/en/konto/login/", "/de-simple/"]
    assert [client.get(path).status_code for path in gone] == [404] * len(gone)
    page = client.get("/module/grenzen/").content.decode()
    assert set(switch(page)) == {"de", "ar"}
    assert set(told_to_search_engines(page)[1]) == {"de", "x-default"}
    found = client.get("/suche/?q=Boundaries").content.decode()
    assert ("boundaries/" in found, "/en/" in found) == (False, False)


def test_house_with_one_language_has_no_switch(client: Client, only) -> None:
    only("de")

    page = client.get("/termine/").content.decode()

    assert (switch(page), 'aria-label="Sprache"' in page) == ({}, False)


def test_person_whose_language_is_no_longer_offered_is_written_to_in_german(only) -> None:
    cohort = make_cohort(title="Basiskurs")
    make_session(cohort)
    row = make_sign_up(cohort, make_participant(language="en"))
    message = messages.queue(
        kind="sign_up_confirmed", occasion="x", participant=row.participant, sign_up=row, now=NOW
    )
    only("de")

    letter = letters.compose(message, now=NOW)

    assert (letter.language, letter.subject) == ("de", "Sie haben einen Platz: Basiskurs")
    assert f"{HOUSE}/anmeldung/" in letter.body


def test_own_area_chooses_among_offered_languages_only(client: Client, only) -> None:
    user = make_user(language="en")
    client.force_login(user)
    only("de", "ar")

    form = client.get("/mein/").context["form"]
    refused = client.post("/mein/daten/", {"language": "en"}).context["form"]

    assert [code for code, _name in form.fields["language"].choices] == ["de", "ar"]
    assert form["language"].initial == "de"
    assert list(refused.errors) == ["language"]


def test_admin_opens_with_pages_of_a_language_that_is_not_offered(
    client: Client, in_english: ModulePage, only
) -> None:
    editor = make_coordinator(make_carrier(is_centre=True))
    client.force_login(editor)
    only("de")

    listed = client.get("/admin/pages/")

    assert listed.status_code == 200
    assert client.get(f"/admin/pages/{in_english.get_parent().pk}/").status_code == 200


def test_admin_is_german_for_whoever_had_chosen_a_language_that_is_gone(only) -> None:
    for number, language in enumerate(("en", "ar", "")):
        UserProfile.objects.create(
            user=make_user(email=f"p{number}@example.org"), preferred_language=language
        )
    only("de", "ar")

    offer_languages()

    chosen = UserProfile.objects.order_by("user__email").values_list(
        "preferred_language", flat=True
    )
    assert list(chosen) == ["de", "ar", ""]
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"de", "ar"}


def test_slip_of_the_pen_in_the_list_of_languages_is_told(settings) -> None:
    settings.REVIEWED_LANGUAGES = ["de", "en", "fr"]

    found = [message.id for message in run_checks(tags=[Tags.translation])]

    assert found == ["home.E006"]


# --- The switch -------------------------------------------------------------------------------


def test_switch_keeps_the_filters(client: Client) -> None:
    page = client.get("/en/termine/?ort=Fulda&ansicht=monat").content.decode()

    assert switch(page) == {
        "de": "/termine/?ort=Fulda&amp;ansicht=monat",
        "de-simple": "/de-simple/termine/?ort=Fulda&amp;ansicht=monat",
        "en": "/en/termine/?ort=Fulda&amp;ansicht=monat",
        "ar": "/ar/termine/?ort=Fulda&amp;ansicht=monat",
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/gibt-es-nicht/", 404),
        ("/gibt/es.nicht", 404),
        ("/termine/00000000-0000-0000-0000-000000000000/", 404),
    ],
)
def test_switch_works_on_error_pages(client: Client, path: str, status: int) -> None:
    for language, prefix in zip(ALL, ("", "/de-simple", "/en", "/ar"), strict=True):
        response = client.get(prefix + path)

        page = response.content.decode()
        assert response.status_code == status
        assert f'<html lang="{language}"' in page
        assert switch(page) == dict(
            zip(ALL, (path, f"/de-simple{path}", f"/en{path}", f"/ar{path}"), strict=True)
        )


def test_switch_after_a_form_leads_to_where_the_form_stands(client: Client) -> None:
    cohort = make_cohort(slug="kurs")
    make_session(cohort)
    sent = client.post(
        "/kurse/kurs/", {"full_name": ""}, headers={"referer": "http://testserver/kurse/kurs/?a=1"}
    )
    stale = Client(enforce_csrf_checks=True).post(
        "/mein/name/", {}, headers={"referer": "http://testserver/mein/"}
    )
    foreign = client.post(
        "/kurse/kurs/", {"full_name": ""}, headers={"referer": "https://example.org/x/"}
    )

    assert switch(sent.content.decode())["ar"] == "/ar/kurse/kurs/?a=1"
    assert (stale.status_code, switch(stale.content.decode())["en"]) == (403, "/en/mein/")
    assert switch(foreign.content.decode())["en"] == "/en/kurse/kurs/"


def test_switch_finds_the_word_that_a_translation_has_in_its_address(
    client: Client, in_english: ModulePage
) -> None:
    expected = {
        "de": "/module/grenzen/",
        "de-simple": "/de-simple/module/grenzen/",
        "en": "/en/module/boundaries/",
        "ar": "/ar/module/grenzen/",
    }

    for path in expected.values():
        assert switch(client.get(path).content.decode()) == expected


# --- Search engines ---------------------------------------------------------------------------


def test_every_page_names_itself_and_its_other_languages(client: Client) -> None:
    prefixes = dict(zip(ALL, ("", "/de-simple", "/en", "/ar"), strict=True))
    everywhere = {code: f"{HOUSE}{prefix}/termine/" for code, prefix in prefixes.items()}

    for code, prefix in prefixes.items():
        told = told_to_search_engines(client.get(f"{prefix}/termine/?ort=Fulda").content.decode())

        assert told == (everywhere[code], everywhere | {"x-default": everywhere["de"]})


def test_page_names_only_the_languages_into_which_it_is_translated(
    client: Client, in_english: ModulePage
) -> None:
    both = {
        "de": f"{HOUSE}/module/grenzen/",
        "x-default": f"{HOUSE}/module/grenzen/",
        "en": f"{HOUSE}/en/module/boundaries/",
    }

    told = {
        path: told_to_search_engines(client.get(path).content.decode())
        for path in ("/module/grenzen/", "/en/module/boundaries/", "/ar/module/grenzen/")
    }

    assert told == {
        "/module/grenzen/": (both["de"], both),
        "/en/module/boundaries/": (both["en"], both),
        "/ar/module/grenzen/": (both["de"], both),
    }


def test_draft_of_a_translation_is_not_given_away(client: Client, in_english: ModulePage) -> None:
    in_english.refresh_from_db()
    in_english.unpublish()

    page = client.get("/module/grenzen/").content.decode()

    assert switch(page)["en"] == "/en/module/grenzen/"
    assert "en" not in told_to_search_engines(page)[1]


def test_error_pages_are_told_to_nobody(client: Client) -> None:
    page = client.get("/gibt-es-nicht/").content.decode()

    assert ('rel="canonical"' in page, 'rel="alternate"' in page) == (False, False)


# --- Numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "shown"),
    [("de", "19,2"), ("de-simple", "19,2"), ("en", "19.2"), ("ar", "19,2")],
)
def test_numbers_are_written_alike_on_the_whole_page(language: str, shown: str) -> None:
    template = engines["django"].from_string("{{ units|floatformat:'-1' }} {{ minutes|ue }}")
    with override(language):
        assert ue(864) == shown
        assert template.render({"units": 19.2, "minutes": 864}) == f"{shown} {shown}"
