"""What the axe rules find on a page: a part only; keyboard and zoom need tests of their own."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.watching import deaf_to

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page) -> None:
    with deaf_to(page):
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    if found:
        lines = [
            f"{finding['id']}: {finding['help']}: {node['html']}"
            for finding in found
            for node in finding["nodes"]
        ]
        raise AssertionError("\n".join([page.url, *lines]))
