"""Every screen is valid HTML in each language, and says in which language it is written."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module, reload
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as house
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import DjangoDbBlocker, Settings

from tests import markup
from tests.screens import SCREENS, Screen
from tests.screens.made import MADE, made
from tests.screens.places import Places, prepare

NOON = datetime(2026, 3, 2, 11, 30, tzinfo=UTC)
OURS = [screen for screen in SCREENS if not screen.is_in_admin]

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Places]:
    """The demo, once for all languages; nothing of it is left for other tests."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOON, tick=False),
        transaction.atomic(),
    ):
        call_command("demo", verbosity=0)
        yield prepare(NOON)
        transaction.set_rollback(True)


@pytest.fixture
def places(seeded: Places, db: None, settings: Settings, tmp_path: Path) -> Iterator[Places]:
    """The seeded house, with the addresses that only a demo has."""
    urls = import_module("home.urls")
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = str(tmp_path)
    reload(urls)
    clear_url_caches()
    with time_machine.travel(NOON, tick=False):
        yield seeded
    settings.DEMO = False
    reload(urls)
    clear_url_caches()


def text_of(screen: Screen, language: str, places: Places) -> str:
    client = Client(enforce_csrf_checks="csrfmiddlewaretoken" in screen.sends)
    if screen.role:
        client.cookies["sessionid"] = places.sign_ins[screen.role]
    path = screen.path_in(language, places.paths)
    if screen.address in MADE:
        return made(screen.address, path, language)
    answer = client.post(path, screen.sends, follow=True) if screen.sends else client.get(path)
    assert answer.status_code == screen.status, screen.name
    return answer.content.decode()


@pytest.mark.parametrize("language", [code for code, _ in house.LANGUAGES])
def test_every_screen_is_valid_html(places: Places, language: str) -> None:
    faults = [
        f"{screen.name}: {line}"
        for screen in OURS
        for line in markup.faults(
            text_of(screen, language, places),
            language="de" if screen.address == "500" else language,
        )
    ]

    assert faults == []
