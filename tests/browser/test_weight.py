"""What a page weighs on its way from the real server to a browser that has never been there.

HTML is counted as a proxy would pack it (the house leaves that to it), all else as it came.
"""

import gzip
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request

from tests.browser.served import Served
from tests.screens import SCREENS, Screen
from tests.screens.places import Places

SCRIPTS = 15_000  # bytes
PAGES = {"de": 60_000, "en": 60_000, "ar": 60_000}
WEIGHED = [
    screen
    for screen in SCREENS
    if screen.main and not screen.role and not screen.sends and screen.address != "account_login"
]


@pytest.fixture
def base_url(served: Served) -> str:
    return served.url


def weigh(page: Page, path: str) -> Counter[str]:
    """Bytes by kind: document, stylesheet, script, font, image."""
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.goto(path)  # until everything is there that the page names …
    page.evaluate("document.fonts.ready.then(() => true)")  # … and the fonts that its words need
    weights: Counter[str] = Counter()
    for request in requests:
        body = request.sizes()["responseBodySize"]
        if request.resource_type == "document":
            body = len(gzip.compress(request.response().body(), 6))
        weights[request.resource_type] += body
    return weights


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.prove), "ar"])
@pytest.mark.parametrize("screen", WEIGHED, ids=lambda screen: screen.name)
def test_public_page_is_light(
    new_page: Callable[..., Page], places: Places, screen: Screen, language: str
) -> None:
    page = new_page()

    weights = weigh(page, screen.path_in(language, places.paths))

    assert sum(weights.values()) <= PAGES[language], dict(weights)
    assert weights["script"] <= SCRIPTS, dict(weights)
