"""Deriving takes seconds: the page says so while it works, and the form is sent once."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from curriculum.models import Edition
from home.models import User
from tests.browser.accessibility import assert_accessible
from tests.browser.test_attendance import sign_in
from tests.factories.cohorts import make_carrier, make_coordinator
from tests.factories.curriculum import make_adopted, make_criterion, make_edition

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(home_page: object) -> User:
    edition = make_edition("2025")
    make_criterion(edition, "GR-1")
    make_adopted(edition, date(2025, 1, 1))
    return make_coordinator(make_carrier(is_centre=True))


def record(page: Page, editor: User, base_url: str) -> None:
    sign_in(page, editor, base_url)
    page.goto(reverse("edition:inspect", args=[Edition.objects.get().pk]))
    page.get_by_label("Kürzel der nächsten Ausgabe").fill("2027")


def test_it_says_that_it_works_and_is_sent_once(
    new_page: Callable[..., Page], editor: User, base_url: str
) -> None:
    page = new_page()
    record(page, editor, base_url)
    sent: list[str] = []

    def stay(route: Route) -> None:
        """An answer without content leaves the page where it is, as a slow one does."""
        sent.append(route.request.post_data or "")
        route.fulfill(status=204)

    page.route("**/standards/derive/", stay)
    button = page.get_by_role("button", name="Ableiten")

    button.click()
    expect(page.locator("long-deed [role=status]")).to_contain_text("Bitte warten Sie.")
    expect(button).to_be_disabled()
    expect(page.locator("long-deed progress")).to_be_visible()
    page.get_by_label("Kürzel der nächsten Ausgabe").press("Enter")

    assert_accessible(page)
    assert [data.partition("key=")[2] for data in sent] == ["2027"]


def test_without_script_the_page_waits_and_says_it_afterwards(
    new_page: Callable[..., Page], editor: User, base_url: str
) -> None:
    page = new_page(java_script_enabled=False)
    record(page, editor, base_url)

    expect(page.locator("long-deed progress")).to_be_hidden()
    page.get_by_role("button", name="Ableiten").click()

    page.wait_for_url("**/workbench/")
    expect(page.get_by_text("Die Ausgabe 2027 ist abgeleitet.")).to_be_visible()
