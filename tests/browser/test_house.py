"""The frame and the components as a browser shows them: by day, at night, mirrored, small."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.views.test_gallery import demo

__all__ = ["demo"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
SMALL = {"width": 320, "height": 640}  # also a desk at 400 %
LOOKS = [
    pytest.param({"viewport": DESK}, "/", id="light"),
    pytest.param({"viewport": DESK, "color_scheme": "dark"}, "/", id="dark"),
    pytest.param({"viewport": DESK}, "/ar/", id="arabic"),
    pytest.param({"viewport": PHONE}, "/", id="phone"),
    pytest.param({"viewport": PHONE, "color_scheme": "dark"}, "/ar/", id="dark arabic phone"),
]


@pytest.mark.parametrize(("options", "prefix"), LOOKS)
def test_gallery_is_accessible(
    new_page: Callable[..., Page], options: dict[str, object], prefix: str
) -> None:
    page = new_page(**options)
    page.goto(f"{prefix}bausteine/")

    assert_accessible(page)


@pytest.mark.parametrize(("options", "prefix"), LOOKS)
def test_start_page_is_accessible(
    new_page: Callable[..., Page], options: dict[str, object], prefix: str
) -> None:
    page = new_page(**options)
    page.goto(prefix)

    assert_accessible(page)


@pytest.mark.parametrize("address", ["/", "/bausteine/", "/ar/bausteine/", "/gibt-es-nicht/"])
def test_nothing_scrolls_sideways(
    new_page: Callable[..., Page], address: str, problems: list[str]
) -> None:
    page = new_page(viewport=SMALL)
    page.goto(address)
    problems.clear()  # the browser reports the missing page as an error

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_words_in_drawings_never_get_smaller_than_thirteen_pixels(
    new_page: Callable[..., Page],
) -> None:
    for width in (320, 360, 768, 1024, 1280, 1920):
        page = new_page(viewport={"width": width, "height": 800})
        page.goto("/bausteine/")
        sizes = page.eval_on_selector_all(
            ".unit-meter text, .balance-track text",
            """texts => texts.filter(text => text.getClientRects().length && text.textContent)
              .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d)""",
        )

        assert [size for size in sizes if size < 13 or size > 24] == []


def test_first_key_leads_past_the_frame(page: Page) -> None:
    page.goto("/bausteine/#farben")
    page.reload()
    page.evaluate("document.activeElement.blur()")
    page.goto("/")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_night_by_choice_is_kept(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Dunkel").click()
    page.reload()

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(11, 23, 32)"
    expect(page.get_by_role("button", name="Hell")).to_be_visible()


def test_menu_without_script_is_in_the_footer(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Menü").click()

    expect(page.get_by_role("navigation", name="Menü")).to_be_in_viewport()


def test_language_menu_stays_on_the_page(page: Page) -> None:
    page.goto("/bausteine/")
    page.get_by_role("link", name="العربيّة").click()

    assert page.url.endswith("/ar/bausteine/")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_address_is_copied(new_page: Callable[..., Page]) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/bausteine/")
    page.get_by_role("button", name="Link kopieren").click()

    expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Adresse zum Kopieren").input_value()
