"""The start page, pages in the reader's language, and what only machines read."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from cohorts.models import Cohort
from home.models import ArticlePage, HomePage
from tests.factories.cohorts import make_cohort, make_session

pytestmark = pytest.mark.django_db


def add_article(parent: HomePage, **fields: str) -> ArticlePage:
    page = parent.add_child(instance=ArticlePage(locale=parent.locale, **fields))
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("count", [1, 5])
def test_start_page_shows_the_next_dates_for_the_same_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        make_session(title=f"Abend {number}", starts_at=timezone.now() + timedelta(days=number + 1))
    client.get("/")  # Wagtail remembers where its sites begin

    with django_assert_num_queries(BUDGET):
        response = client.get("/")

    shown = [f"Abend {n}" for n in range(count) if f"Abend {n}" in response.content.decode()]
    assert shown == [f"Abend {n}" for n in range(min(count, 4))]


BUDGET = 10


def test_start_page_hides_drafts_and_internal_courses(client: Client) -> None:
    for hidden in (
        make_cohort(state=Cohort.State.DRAFT),
        make_cohort(visibility=Cohort.Visibility.INTERNAL),
        make_cohort(visibility=Cohort.Visibility.BY_LINK),
    ):
        make_session(hidden, title="Geheim", starts_at=timezone.now() + timedelta(days=1))

    response = client.get("/")

    assert "Geheim" not in response.content.decode()


def test_start_page_without_any_date_says_so(client: Client) -> None:
    response = client.get("/")

    assert "Zurzeit keine Termine" in response.content.decode()


def test_page_without_translation_is_answered_in_german_and_says_so(
    client: Client, home_page: HomePage
) -> None:
    add_article(home_page, title="So geht es", slug="so-geht-es")

    response = client.get("/en/so-geht-es/")

    text = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="en" dir="ltr">' in text
    assert '<h1 lang="de" dir="ltr">So geht es</h1>' in text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/so-geht-es/">' in text
    assert "not translated yet" in text


def test_page_with_translation_is_answered_in_the_readers_language(
    client: Client, home_page: HomePage
) -> None:
    english = home_page.copy_for_translation(Locale.objects.create(language_code="en"))
    english.headline = "Guides need a course."
    english.save_revision().publish()

    response = client.get("/en/")

    text = response.content.decode()
    assert "Guides need a course." in text
    assert "not translated yet" not in text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/en/">' in text


def test_address_that_exists_in_no_language_is_not_found(client: Client) -> None:
    assert client.get("/en/gibt-es-nicht/").status_code == 404
    assert client.get("/gibt-es-nicht/").status_code == 404


def test_draft_is_not_shown_in_any_language(client: Client, home_page: HomePage) -> None:
    home_page.add_child(
        instance=ArticlePage(title="Entwurf", slug="entwurf", live=False, locale=home_page.locale)
    )

    assert client.get("/entwurf/").status_code == 404
    assert client.get("/en/entwurf/").status_code == 404


def test_arabic_start_page_reads_from_the_right(client: Client) -> None:
    response = client.get("/ar/")

    assert '<html lang="ar" dir="rtl">' in response.content.decode()


def test_language_switch_stays_on_the_page_and_keeps_its_filters(client: Client) -> None:
    response = client.get("/termine/?town=Fulda")

    assert 'href="/en/termine/?town=Fulda"' in response.content.decode()


@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
def test_health_answers_in_plain_words(client: Client, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize("address", ["/demo/", "/demo/post/", "/demo/als/centre/", "/bausteine/"])
def test_addresses_of_the_demo_do_not_exist_outside_of_it(client: Client, address: str) -> None:
    assert settings.DEMO is False

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_security_headers_are_strict_on_public_pages(client: Client) -> None:
    response = client.get("/")

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
