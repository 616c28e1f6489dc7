"""The menu of each role: short, in the words of the trade, in one order."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.urls import reverse

from curriculum.models import ModuleIndexPage
from home import wagtail_words
from tests.factories.timetable import make_programme
from tests.views.admin.conftest import sign_in
from tests.views.admin.editing import Cast, make_cast

FRAME = "wagtailadmin/skeleton.html"
PROPS = re.compile(r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>')
MENUS = {
    "centre": [
        "Standards",
        "Module",
        "Programme",
        "Methodenkarten",
        "Kurse",
        "Termine",
        "Personen",
        "Anmeldungen",
        "Ergebnisse",
        ["Träger", "Träger", "Team", "Orte"],
        "Seiten",
        "Dokumente",
        [
            "Berichte",
            "Abdeckung",
            "E-Mails",
            "Auswirkung",
            "Barrieren",
            "Wer sieht was",
            "Gesperrte Seiten",
            "Freigaben",
            "Verlauf",
        ],
        ["Hilfe", "Tastenkürzel"],
    ],
    "coordinator": [
        "Standards",
        "Eigene Module",
        "Methodenkarten",
        "Kurse",
        "Termine",
        "Personen",
        "Anmeldungen",
        "Ergebnisse",
        ["Träger", "Träger", "Team", "Orte"],
        "Dokumente",
        [
            "Berichte",
            "Abdeckung",
            "E-Mails",
            "Wer sieht was",
            "Gesperrte Seiten",
            "Freigaben",
            "Verlauf",
        ],
        ["Hilfe", "Tastenkürzel"],
    ],
    "trainer": [
        "Standards",
        "Module",
        "Eigene Module",
        "Methodenkarten",
        "Kurse",
        "Termine",
        "Dokumente",
        ["Berichte", "Abdeckung", "Wer sieht was", "Freigaben", "Verlauf"],
        ["Hilfe", "Tastenkürzel"],
    ],
}


@pytest.fixture
def cast(tree: None) -> Cast:
    make_programme()
    return make_cast()


def props(client: Client) -> Any:
    found = PROPS.search(client.get(reverse("wagtailadmin_home")).text)
    assert found
    return json.loads(found[1])["modules"]


def entry(item: dict[str, Any]) -> str | list[str]:
    """The label; of a submenu the label and then those below it."""
    own, *below = item["_args"]
    rows = [row for part in below if isinstance(part, list) for row in part]
    return [own["label"], *map(entry, rows)] if rows else own["label"]  # type: ignore[list-item]


def menu(client: Client) -> list[str | list[str]]:
    (found,) = [part for part in props(client) if part["_type"].endswith("MainMenuModule")]
    return [entry(item) for item in found["_args"][0]]


@pytest.mark.parametrize("role", MENUS)
def test_menu_of_a_role(cast: Cast, client: Client, role: str) -> None:
    sign_in(client, cast.person(role))

    assert menu(client) == MENUS[role]


def test_list_of_modules_is_one_click_away(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.trainer)
    shelf = ModuleIndexPage.objects.get(locale__language_code=settings.LANGUAGE_CODE)

    (found,) = [part for part in props(client) if part["_type"].endswith("MainMenuModule")]
    urls = {own["name"]: own.get("url") for own, *_ in (i["_args"] for i in found["_args"][0])}

    assert urls["modules"] == reverse("wagtailadmin_explore", args=[shelf.pk])


def test_person_is_named_and_not_the_address(cast: Cast, client: Client) -> None:
    user = cast.ours.coordinator
    sign_in(client, user)

    (found,) = [part for part in props(client) if part["_type"].endswith("MainMenuModule")]

    assert found["_args"][2]["name"] == str(user) != user.email


def test_words_that_we_say_anew_are_words_of_wagtail() -> None:
    """Else a word stands in our catalogue for nothing."""
    folder = Path(wagtail.__file__).parent
    catalogues = [
        read_po(io.BytesIO(path.read_bytes())) for path in folder.rglob("locale/de/**/django.po")
    ]
    theirs = {
        text
        for catalogue in catalogues
        for message in catalogue
        for text in (message.id if isinstance(message.id, tuple) else (message.id,))
    }

    assert [word for word in wagtail_words.WORDS if word not in theirs] == []


def test_frame_is_the_one_of_wagtail_but_for_one_sentence() -> None:
    """We copy the outermost template, so a new Wagtail has to be looked at."""
    theirs = (Path(wagtail.__file__).parent / "admin/templates" / FRAME).read_text("utf-8")
    ours = (settings.BASE_DIR / "templates" / FRAME).read_text("utf-8")
    sentence = re.compile(r'(<noscript class="capabilitymessage">).*?(</noscript>)', re.DOTALL)

    theirs = re.sub(r"\{% trans '(.*?)' %\}", r'{% translate "\1" %}', theirs)  # in our spelling
    assert sentence.sub(r"\1\2", ours.partition("\n")[2]) == sentence.sub(r"\1\2", theirs)
