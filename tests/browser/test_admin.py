"""A coordinator plans an evening in the admin, with and without the script."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cohorts.models import Cohort, Session
from home.models import User
from tests.browser.accessibility import assert_accessible
from tests.browser.test_attendance import sign_in
from tests.factories.cohorts import make_carrier, make_cohort, make_coordinator
from tests.factories.curriculum import make_adopted, make_criterion, make_edition
from tests.factories.timetable import make_module

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coordinator(home_page: object) -> User:
    carrier = make_carrier()
    make_cohort(organiser=carrier, title="Basisqualifizierung", state="draft")
    make_module(title="Grenzen achten")
    return make_coordinator(carrier)


@pytest.fixture
def planning(
    new_page: Callable[..., Page], coordinator: User, base_url: str
) -> Callable[..., Page]:
    def planning(**options: object) -> Page:
        page = new_page(**options)
        sign_in(page, coordinator, base_url)
        cohort = Cohort.objects.get()
        page.goto(f"{reverse('session:add')}?cohort={cohort.pk}")
        return page

    return planning


def fill_in(page: Page) -> None:
    page.get_by_label("Tag").fill("2027-03-02")
    page.get_by_label("Von").fill("18:00")
    page.get_by_label("Bis").fill("20:15")
    page.locator("#id_parts-0-minutes").fill("90")
    page.locator("#id_parts-0-module").select_option(label="Grenzen achten")
    page.locator("#id_parts-1-kind").select_option("break")
    page.locator("#id_parts-1-minutes").fill("15")


def test_evening_is_planned_and_the_next_one_is_ready(planning: Callable[..., Page]) -> None:
    page = planning()

    fill_in(page)
    expect(page.get_by_text("90 Minuten zählen, das sind 2 UE; 30 Minuten")).to_be_visible()
    page.get_by_role("button", name="Abschnitt hinzufügen").click()
    page.locator("#id_parts-3-minutes").fill("60")
    expect(page.get_by_text("30 Minuten zu viel für diesen Termin")).to_be_visible()
    page.locator("#id_parts-3-minutes").fill("30")
    page.get_by_role("button", name="Speichern und den nächsten planen").click()

    expect(page.get_by_label("Tag")).to_have_value("2027-03-09")
    session = Session.objects.get()
    assert session.title == "Grenzen achten"
    assert [s.minutes for s in session.segments.all()] == [90, 15, 30]


def test_evening_is_planned_without_the_script(planning: Callable[..., Page]) -> None:
    page = planning(java_script_enabled=False)

    fill_in(page)
    page.get_by_role("button", name="Erstellen").click()

    assert page.url.endswith(reverse("cohort:edit", args=[Cohort.objects.get().pk]))
    assert Session.objects.get().starts_at.date() == date(2027, 3, 2)


@pytest.mark.prove
@pytest.mark.parametrize("width", [360, 1280])
def test_screens_of_planning_are_accessible_and_fit(
    planning: Callable[..., Page], width: int
) -> None:
    page = planning(viewport={"width": width, "height": 900})

    for address in (
        page.url,
        reverse("wagtailadmin_home"),
        reverse("cohort:edit", args=[Cohort.objects.get().pk]),
        reverse("cohort:publish", args=[Cohort.objects.get().pk]),
    ):
        page.goto(address)

        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_page_of_the_admin_is_printed_to_its_end(planning: Callable[..., Page]) -> None:
    page = planning(viewport={"width": 718, "height": 300})
    page.emulate_media(media="print")

    scrolls = page.evaluate(
        """() => [...document.querySelectorAll("html, body, .wrapper, main")].map(
            (box) => getComputedStyle(box).overflowY)"""
    )

    assert scrolls == ["visible"] * 4
    assert page.locator("main").bounding_box()["height"] > 300
    assert not page.locator("#wagtail-sidebar").is_visible()


def test_coverage_is_printed_as_a_list(
    new_page: Callable[..., Page], coordinator: User, base_url: str
) -> None:
    edition = make_edition("2024")
    make_criterion(edition, "GR-1", "Grenzen sind bekannt.")
    make_adopted(edition, date(2024, 1, 1))
    page = new_page()
    sign_in(page, coordinator, base_url)
    page.goto(reverse("coverage"))
    shown = page.get_by_role("table").is_visible()

    page.emulate_media(media="print")

    line = page.locator(".coverage-list li").first
    assert (shown, page.get_by_role("table").is_visible()) == (True, False)
    assert " ".join(line.inner_text().split()) == "GR-1 Grenzen sind bekannt. in keinem Modul"
    assert line.bounding_box()["height"] > 0
