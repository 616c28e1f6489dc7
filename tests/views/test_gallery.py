"""The page that shows all components, and Django's forms in the look of the house."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module, reload

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import DjangoAssertNumQueries, Settings

from home.gallery import SampleForm
from home.models import HomePage


@pytest.fixture
def demo(settings: Settings) -> Iterator[None]:
    """A house whose addresses were made for the demo."""
    urls = import_module("home.urls")
    settings.DEMO = True
    reload(urls)
    clear_url_caches()
    yield
    settings.DEMO = False
    reload(urls)
    clear_url_caches()


@pytest.mark.parametrize("address", ["/bausteine/", "/en/bausteine/", "/ar/bausteine/"])
def test_gallery_opens_in_every_language_without_reading_rows(
    client: Client, demo: None, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get(address)

    assert response.status_code == 200


@pytest.mark.django_db
def test_gallery_is_no_page_of_a_real_house(client: Client, home_page: HomePage) -> None:
    assert client.get("/bausteine/").status_code == 404


def test_django_draws_a_form_as_the_component_does() -> None:
    form = SampleForm({"email": "name@"})

    fields = "".join(render_to_string("components/field.html", {"field": field}) for field in form)

    assert "".join(str(form).split()) == "".join(fields.split())


def test_field_names_its_hint_and_its_error() -> None:
    form = SampleForm({"email": "name@"}, auto_id="x_%s")

    name, email, _place, _reason, language, consent = (str(form[f]) for f in form.fields)
    group = render_to_string("components/field.html", {"field": form["language"]})
    box = render_to_string("components/field.html", {"field": form["consent"]})

    assert 'aria-describedby="x_full_name_helptext x_full_name_error"' in name
    assert 'aria-describedby="x_email_error"' in email
    assert 'aria-describedby="x_consent_error"' in consent
    assert '<fieldset class="field field--choice" aria-describedby="x_language_error">' in group
    assert 'id="x_language_error"' in group
    assert 'id="x_consent_error"' in box
    assert language.count('type="radio"') == 3


def test_error_summary_leads_to_each_field() -> None:
    form = SampleForm({"full_name": "Thị Mai", "email": "name@"}, auto_id="x_%s")

    summary = render_to_string("components/error_summary.html", {"form": form})

    assert summary.count("<li>") == 3
    assert ['href="#x_email"' in summary, 'href="#x_language_0"' in summary] == [True, True]
    assert 'href="#x_consent"' in summary


def test_text_of_people_cannot_write_html() -> None:
    begin = datetime(2026, 11, 24, 17, tzinfo=UTC)
    station = {"title": "<b>x</b>", "note": "<b>x</b>", "url": '"><s>', "state": "ahead"}

    shown = render_to_string(
        "components/session_line.html", {"stations": [{**station, "starts_at": begin}]}
    )

    assert "<b>x" not in shown
    assert '"><s>' not in shown
