"""What the axe rules find on a page. They find a part only: keyboard and zoom need tests of their own."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page) -> None:
    result = Axe().run(page, options={"runOnly": RULES})
    assert [
        f"{finding['id']}: {finding['help']}: {node['html']}"
        for finding in result.response["violations"]
        for node in finding["nodes"]
    ] == [], page.url
