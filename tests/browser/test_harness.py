"""The browser of the tests hears what goes wrong."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import assert_accessible

BREACH = """() => {
  const script = document.createElement("script")
  script.textContent = "document.title = 'inline'"
  document.head.append(script)
}"""


@pytest.fixture
def open_page(page: Page) -> Page:
    page.goto("/health/live")
    return page


def test_error_in_the_console_is_heard(open_page, base_url, problems):
    with open_page.expect_console_message():
        open_page.evaluate("console.error('oh')")

    assert problems == [f"console: oh ({base_url}/health/live)"]
    problems.clear()


def test_error_in_a_script_is_heard(open_page, problems):
    with open_page.expect_event("pageerror"):
        open_page.evaluate("setTimeout(() => { throw new Error('oh') })")

    assert [problem.split(" (")[0] for problem in problems] == ["script: oh"]
    problems.clear()


def test_breach_of_the_content_policy_is_heard(open_page, problems):
    with open_page.expect_console_message():
        open_page.evaluate(BREACH)

    assert ["script-src" in problem for problem in problems] == [True]
    assert open_page.title() != "inline"
    problems.clear()


def test_request_to_another_host_is_heard(new_page, base_url, problems):
    page = new_page(bypass_csp=True)
    page.goto("/health/live")
    page.evaluate("fetch('http://192.0.2.1/').catch(() => null)")
    page.close()

    assert problems[0] == f"another host: http://192.0.2.1/ ({base_url}/health/live)"
    problems.clear()


def test_axe_finds_a_picture_without_text(open_page):
    open_page.set_content("<html lang='de'><title>x</title><main><h1>x</h1><img src='data:,'>")

    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(open_page)
