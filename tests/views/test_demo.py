"""Looking around in the demo."""

from collections.abc import Iterator
from importlib import import_module, reload
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import Settings

from cohorts.models import Cohort
from home.demo.people import ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def demo(settings: Settings, tmp_path: Path) -> Iterator[Client]:
    """A client of a house whose addresses were made for the demo."""
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    urls = import_module("home.urls")
    reload(urls)
    clear_url_caches()
    yield Client()
    settings.DEMO = False
    reload(urls)
    clear_url_caches()


def test_look_around_lands_where_the_day_of_each_role_starts(demo: Client) -> None:
    call_command("demo", verbosity=0)

    landed = {role.key: demo.post(f"/demo/als/{role.key}/").url for role in ROLES}
    opened = []
    for role in ROLES:
        demo.post(f"/demo/als/{role.key}/")
        opened.append(demo.get(role.starts_at).status_code)

    assert landed == {role.key: role.starts_at for role in ROLES}
    assert opened == [200] * len(ROLES)


def test_look_around_needs_a_post(demo: Client) -> None:
    assert demo.get("/demo/als/centre/").status_code == 405


def test_look_around_as_somebody_unknown_is_not_found(demo: Client) -> None:
    assert demo.post("/demo/als/chancellor/").status_code == 404


def test_demo_has_free_seats_a_full_course_a_line_and_is_seeded_once(demo: Client) -> None:
    call_command("demo", verbosity=0)
    call_command("demo", verbosity=0)

    held = {
        cohort.slug: (cohort.sign_ups.holding_a_seat().count(), cohort.sign_ups.waiting().count())
        for cohort in Cohort.objects.filter(slug__startswith="basis-", state="published")
    }
    assert held == {
        "basis-wetzlar": (10, 0),
        "basis-braunfels": (5, 2),
        "basis-marburg": (6, 0),
        "basis-dillenburg": (11, 0),
        "basis-fulda": (8, 0),
        "basis-online": (28, 0),
    }


def test_mails_of_the_demo_are_read_on_the_site(demo: Client) -> None:
    EmailMessage("Ihr Platz ist sicher", "Bis Dienstag!", to=["rana@example.org"]).send()

    text = demo.get("/demo/post/").content.decode()

    assert "Ihr Platz ist sicher" in text
    assert "Bis Dienstag!" in text
    assert "rana@example.org" in text
