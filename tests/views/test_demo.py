"""Looking around in the demo."""

from collections.abc import Iterator
from importlib import import_module, reload
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker, Settings

from cohorts.models import Participant
from home.demo.people import ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture(scope="module", autouse=True)
def story(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, seeded once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", verbosity=0)
        yield
        transaction.set_rollback(True)


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
    landed = {role.key: demo.post(f"/demo/als/{role.key}/").url for role in ROLES}
    opened = []
    for role in ROLES:
        demo.post(f"/demo/als/{role.key}/")
        opened.append(demo.get(role.starts_at).status_code)

    assert landed == {role.key: role.starts_at for role in ROLES}
    assert opened == [200] * len(ROLES)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_every_step_of_a_tour_leads_to_a_place_that_this_role_may_open(
    demo: Client, role: object
) -> None:
    addresses = [
        demo.post(f"/demo/als/{role.key}/", {"step": number}).url
        for number in range(1, len(role.tries) + 1)
    ]

    assert 4 <= len(addresses) == len(set(addresses))
    assert [demo.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_tours_lead_to_what_they_promise(demo: Client) -> None:
    def opened(role: str, step: int) -> str:
        address = demo.post(f"/demo/als/{role}/", {"step": step}).url
        return demo.get(address).content.decode()

    assert "Abend- und Samstagskurs Wetzlar" in opened("coordinator", 1)
    assert "Basisqualifizierung Braunfels" in opened("coordinator", 2)
    assert "Lamia Benhaddou-Kraft" in opened("coordinator", 4)
    assert "Ankommen; Rolle und Aufgaben" in opened("trainer", 1)
    assert "Interkulturelles Training" in opened("trainee", 2)
    assert "KO-4: Der Wortlaut ist anders" in opened("centre", 1)
    assert "Sprachmittlung in der Begleitung" in opened("centre", 2)
    assert "Bus aber nur zweimal am Tag" in opened("centre", 3)
    assert "Schule und Kita ausdrücklich nennen" in opened("centre", 4)
    assert "Basisqualifizierung Wetzlar, Herbst 2024" in opened("centre", 5)
    assert "Basisqualifizierung online" in opened("centre", 8)
    assert "Übersetzungsprogramme" in opened("coordinator", 6)
    assert "Der Besuch auf dem Amt kam erst spät" in opened("coordinator", 7)
    assert "Besuch bei einer Stelle vor Ort" in opened("trainer", 5)
    assert "Sprechen auf dem Amt" in opened("trainee", 5)


def test_step_that_nobody_offers_lands_where_the_day_starts(demo: Client) -> None:
    assert demo.post("/demo/als/trainee/", {"step": "99"}).url == "/mein/"
    assert demo.post("/demo/als/trainee/", {"step": "x"}).url == "/mein/"


def test_step_whose_place_is_gone_leads_to_the_list(demo: Client) -> None:
    Participant.objects.filter(full_name="Lamia Benhaddou-Kraft").update(full_name="Mia")

    assert demo.post("/demo/als/coordinator/", {"step": 4}).url == "/admin/participant/"


def test_own_tour_stands_first_and_is_marked(demo: Client) -> None:
    before = demo.get("/demo/").content.decode()
    demo.post("/demo/als/trainer/")
    after = demo.get("/demo/").content.decode()

    assert "Sie sehen sich um als" not in before
    assert after.count("tour--current") == 1
    assert after.index("tour-trainer") < after.index("tour-centre") < after.index("tour-trainee")


def test_demo_page_reads_nothing_but_who_is_there(
    demo: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        demo.get("/demo/")


def test_look_around_needs_a_post(demo: Client) -> None:
    assert demo.get("/demo/als/centre/").status_code == 405


def test_look_around_as_somebody_unknown_is_not_found(demo: Client) -> None:
    assert demo.post("/demo/als/chancellor/").status_code == 404


def test_mails_of_the_demo_are_read_on_the_site(demo: Client) -> None:
    EmailMessage("Ihr Platz ist sicher", "Bis Dienstag!", to=["rana@example.org"]).send()

    text = demo.get("/demo/post/").content.decode()

    assert "Ihr Platz ist sicher" in text
    assert "Bis Dienstag!" in text
    assert "rana@example.org" in text
