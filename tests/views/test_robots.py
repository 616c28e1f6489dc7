"""What search engines are told of: all that is public, in every language, and nothing else."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cohorts.models import Cohort
from tests.factories.cohorts import make_cohort, make_session
from tests.factories.curriculum import make_adopted, make_criterion, make_edition
from tests.factories.pages import make_meeting, make_news
from tests.factories.timetable import make_module
from tests.secret_addresses import secret_addresses

SITE = "https://kursbuch.example.org"


@pytest.fixture(autouse=True)
def address(settings: Any) -> None:
    settings.SITE_URL = SITE


def listed(client: Client) -> list[str]:
    answer = client.get("/sitemap.xml", headers={"Host": "127.0.0.1"})
    assert answer["Content-Type"] == "application/xml"
    return re.findall(r"<loc>([^<]*)</loc>", answer.text)


def test_public_sessions_courses_and_editions_are_named_in_every_language(client: Client) -> None:
    session = make_session()
    edition = make_edition("2025")
    make_criterion(edition, "GR-1")
    make_adopted(edition, date(2025, 1, 1))

    found = listed(client)

    for path in (
        f"/termine/{session.uuid}/",
        f"/kurse/{session.cohort.slug}/",
        "/standards/2025/",
        "/standards/2025/GR/",
        "/termine/",
        "/traeger/",
    ):
        for language in ("", "/en", "/ar"):
            assert f"{SITE}{language}{path}" in found, path
    assert len(found) == len(set(found))


def test_pages_are_named_where_they_really_are(client: Client) -> None:
    module, news, meeting = make_module(title="Grenzen"), make_news(), make_meeting()

    found = listed(client)

    for page in (module, news, meeting):
        assert f"{SITE}{page.get_url()}" in found
        assert f"{SITE}/en{page.get_url()}" not in found


@pytest.mark.parametrize(
    "hidden",
    [
        {"visibility": Cohort.Visibility.BY_LINK},
        {"visibility": Cohort.Visibility.INTERNAL},
        {"state": Cohort.State.DRAFT},
    ],
)
def test_what_is_not_public_is_not_named(client: Client, hidden: dict[str, str]) -> None:
    session = make_session(make_cohort(slug="geheim", **hidden))
    make_edition("2031")
    make_module(title="Geheimes Modul").unpublish()
    make_meeting("Geheimtreffen").unpublish()

    text = "\n".join(listed(client))

    for secret in ("geheim", str(session.uuid), "2031"):
        assert secret not in text


def test_addresses_do_not_follow_the_name_under_which_one_asks(client: Client) -> None:
    make_session()

    assert [found for found in listed(client) if not found.startswith(f"{SITE}/")] == []


@pytest.mark.parametrize("count", [1, 5])
def test_sitemap_takes_the_same_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_session()
        make_news(f"Meldung {number}")
    client.get("/sitemap.xml")

    with django_assert_num_queries(7):
        client.get("/sitemap.xml")


def test_robots_are_kept_out_of_what_is_not_for_them(client: Client) -> None:
    rules = client.get("/robots.txt").text.splitlines()

    assert rules[0] == "User-agent: *"
    assert rules[-1] == f"Sitemap: {SITE}/sitemap.xml"
    for path in ("/admin/", "/mein/", "/en/mein/", "/ar/anmeldung/", "/persoenlich/"):
        assert f"Disallow: {path}" in rules
    assert "Disallow: /" not in rules


def test_demo_is_for_no_robot(client: Client, settings: Any) -> None:
    settings.DEMO = True

    assert client.get("/robots.txt").text.splitlines()[:2] == ["User-agent: *", "Disallow: /"]


def test_every_address_with_a_secret_is_closed_to_robots(client: Client) -> None:
    rules = client.get("/robots.txt").text.splitlines()
    closed = [rule.removeprefix("Disallow: ") for rule in rules if rule.startswith("Disallow")]
    public = ("/zertifikat/",)  # made to be found by whoever has the paper

    assert [
        address for address in secret_addresses() if not address.startswith((*closed, *public))
    ] == []
