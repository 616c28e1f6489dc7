"""What the axe rules find on a page: a part only; keyboard and zoom need tests of their own."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": RULES,
    "rules": {"target-size": {"enabled": True}},  # 24 px; off unless one asks for it
    "resultTypes": ["violations"],
    # With `preload` axe would write styles of its own, which our policy rightly refuses.
    "preload": False,
}


def findings(page: Page) -> list[str]:
    """One line for each place that breaks a rule."""
    return [
        f"{finding['id']}: {finding['help']}: {node['html']}"
        for finding in Axe().run(page, options=OPTIONS).response["violations"]
        for node in finding["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    if found := findings(page):
        raise AssertionError("\n".join([page.url, *found]))
