"""Every screen is measured; `make test` takes the main ones, `make prove` all of them.

A page is opened once and asked everything: see docs/reference/accessibility-measures.md.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.measures import DESK, measured, open_screen, without_script
from tests.browser.served import Served
from tests.screens import SCREENS, Screen
from tests.screens.made import MADE, made
from tests.screens.places import Places

MAIN = [screen for screen in SCREENS if screen.main]
# The gallery shows components without the pages on which they work.
WORKING = [one for one in SCREENS if one.is_framed and one.address != "components"]
HOME = MAIN[0]


@pytest.fixture
def base_url(served: Served) -> str:
    return served.url


@pytest.fixture
def open_it(
    new_page: Callable[..., Page], places: Places, served: Served, problems: list[str]
) -> Callable[..., Page]:
    """Opens a screen as whoever it is for, and looks at the status."""

    def open_it(screen: Screen, language: str = "de", **options: object) -> Page:
        page = new_page(**({"viewport": DESK} | options))
        if screen.role:
            cookie = places.sign_ins[screen.role]
            page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": served.url}])
        path = screen.path_in(language, places.paths)
        if screen.address in MADE:
            body = made(screen.address, path, language)
            page.route(
                served.url + path,
                lambda route: route.fulfill(
                    status=screen.status, body=body, content_type="text/html; charset=utf-8"
                ),
            )
        status = open_screen(page, screen, path)
        if status >= 400:  # which the browser reports as an error, too
            problems[:] = [line for line in problems if "Failed to load resource" not in line]
        assert status == screen.status
        return page

    return open_it


def name_of(screen: object) -> str:
    return screen.name if isinstance(screen, Screen) else str(screen)


@pytest.mark.parametrize("screen", MAIN, ids=name_of)
def test_main_screen_keeps_all_measures(open_it, screen):
    page = open_it(screen)

    assert measured(page, dark=screen is HOME) == []


@pytest.mark.parametrize("screen", [HOME], ids=name_of)
def test_arabic_screen_keeps_all_measures(open_it, screen):
    page = open_it(screen, "ar")

    assert measured(page, dark=False) == []


@pytest.mark.prove
@pytest.mark.parametrize("language", ["de", "ar", "en"])
@pytest.mark.parametrize("screen", SCREENS, ids=name_of)
def test_every_screen_keeps_all_measures(open_it, screen, language):
    page = open_it(screen, language)

    assert measured(page, framed=screen.is_framed) == []


@pytest.mark.parametrize(
    "screen",
    [pytest.param(one, marks=[] if one.main else pytest.mark.prove) for one in WORKING],
    ids=name_of,
)
def test_screen_works_without_script(open_it, screen):
    page = open_it(screen, java_script_enabled=False)

    assert without_script(page) == []
