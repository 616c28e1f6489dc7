"""The main jobs by keyboard alone: Tab, Enter, space and arrows, nothing else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import tab_to
from tests.browser.served import Served
from tests.browser.test_journey import code_for
from tests.screens.places import Places

PHONE = {"width": 360, "height": 640}
ADDRESS = "tastatur@example.org"


@pytest.fixture
def base_url(served: Served) -> str:
    return served.url


@pytest.mark.parametrize("width", [1280, 360])
def test_course_is_found_and_a_seat_taken_by_keyboard(
    new_page: Callable[..., Page], served: Served, places: Places, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 640})
    page.set_default_timeout(10_000)
    address = f"{width}.{ADDRESS}"

    page.goto("/")
    tab_to(page, page.locator("main a[href$='/termine/']").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/termine/")

    if width < 768:
        tab_to(page, page.locator("main summary").first)
        page.keyboard.press("Enter")
    tab_to(page, page.locator("#id_q"))
    page.keyboard.type(places.paths["cohort_title"])
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    tab_to(page, page.locator("a.timetable-row__title").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/termine/*-*/")
    tab_to(page, page.locator(f"main a[href*='/kurse/{places.paths['cohort']}/']").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/kurse/**")

    tab_to(page, page.get_by_label("Vor- und Nachname"))
    page.keyboard.type("Thị Mai Öztürk-Hausmann")
    tab_to(page, page.get_by_label("E-Mail-Adresse"))
    page.keyboard.type(address)
    tab_to(page, page.get_by_label("Der Träger darf meine Angaben"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Verbindlich anmelden"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/konto/code/**")

    field = page.get_by_label("Code aus der E-Mail")
    if not field.evaluate("element => element === document.activeElement"):
        tab_to(page, field)
    page.keyboard.type(code_for(served, address))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ihr Platz ist fest.").first).to_be_visible()
    page.goto("/mein/")
    expect(page.get_by_text(places.paths["cohort_title"]).first).to_be_visible()


def test_district_is_chosen_on_the_map_by_keyboard(page: Page) -> None:
    page.goto("/traeger/")
    tile = page.locator(".tile-map a:has(.tile-map__count:text('1'))").first

    name = tab_to(page, tile).get_attribute("aria-label")
    page.keyboard.press("Enter")
    page.wait_for_url("**kreis=**")

    expect(page.locator(".tile-map a[aria-current]")).to_have_attribute("aria-label", name or "")


def test_presence_is_marked_by_keyboard(
    new_page: Callable[..., Page], served: Served, places: Places
) -> None:
    page = new_page(viewport=PHONE)
    page.set_default_timeout(10_000)
    cookie = places.sign_ins["trainer"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": served.url}])
    page.goto(f"/anwesenheit/{places.paths['today']}/")
    row = page.locator(".attendance-row[data-state='open']").last
    number = row.get_attribute("data-row")
    row = page.locator(f".attendance-row[data-row='{number}']")

    tab_to(page, row.locator("input[value='present']"))
    page.keyboard.press("Space")
    expect(row).to_have_attribute("data-state", "saved")
    page.keyboard.press("ArrowRight")

    tab_to(page, row.get_by_label("kam später (Minuten)", exact=True))
    page.keyboard.type("20")
    expect(row.locator("input[value='partly']")).to_be_checked()
    expect(row).to_have_attribute("data-state", "saved")
