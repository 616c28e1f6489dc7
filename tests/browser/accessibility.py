"""What the axe rules find on a page: a part only; keyboard and zoom need tests of their own."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page) -> None:
    # With `preload` axe would write styles of its own, which our policy rightly refuses.
    found = Axe().run(page, options={"runOnly": RULES, "preload": False}).response["violations"]
    if found:
        lines = [
            f"{finding['id']}: {finding['help']}: {node['html']}"
            for finding in found
            for node in finding["nodes"]
        ]
        raise AssertionError("\n".join([page.url, *lines]))
