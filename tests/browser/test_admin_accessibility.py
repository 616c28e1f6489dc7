"""The main screens of each role, light and dark, as axe reads them.

What Wagtail itself gets wrong is named below with its reason, one by one; a name that fits nothing
any more fails, too. Whatever else axe finds is ours to mend.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.accessibility import RULES
from tests.browser.served import Served


@dataclass(frozen=True)
class Known:
    """A finding in Wagtail's own markup: the rule of axe, what the element looks like, and why."""

    rule: str
    html: str
    reason: str

    def fits(self, rule: str, html: str) -> bool:
        return rule == self.rule and re.match(self.html, html) is not None


WAGTAIL = (
    Known(
        "aria-input-field-name",
        r'<div aria-describedby="placeholder-\w+".*public-DraftEditor-content',
        "Draftail takes no label; the heading of the block stands right above it.",
    ),
    Known(
        "label",
        r'<textarea name="body-\d+-value"',
        "A block of one field is labelled by its heading, which is no label element.",
    ),
    Known(
        "landmark-unique",
        r'<section class="w-panel w-panel--nested" id="block-[\w-]+-section"',
        "Blocks of the same kind are sections with the same heading.",
    ),
    Known(
        "label",
        r'<input id="fileupload"',
        "The field lies invisibly over the labelled place to drop files.",
    ),
    Known(
        "empty-heading",
        r"<h2></h2>",
        "The list of approvals keeps a heading for a comment that nobody wrote.",
    ),
    Known(
        "scrollable-region-focusable",
        r'<ol class="w-minimap__list"',
        "The map of a long page follows the page; its links take the focus once it is opened.",
    ),
)
# Where each role works. A path after “→” is a link to follow from there: its place in the page.
ROW = "td.title a"
SCREENS = {
    "centre": [
        "/admin/",
        "/admin/edition/",
        "/admin/edition/ → " + ROW,
        "/admin/snippets/curriculum/methodcard/",
        "/admin/finding/",
        "/admin/finding/new/",
        "/admin/carrier/",
        "/admin/pages/",
        "/admin/documents/multiple/add/",
        "/admin/reports/workflow/",
        "/admin/reports/site-history/",
        "/admin/reports/rights/",
        "/admin/account/",
    ],
    "coordinator": [
        "/admin/",
        "/admin/cohort/",
        "/admin/cohort/ → " + ROW,
        "/admin/cohort/new/",
        "/admin/session/",
        "/admin/session/ → " + ROW,
        "/admin/session/new/",
        "/admin/participant/",
        "/admin/participant/ → " + ROW,
        "/admin/signup/",
        "/admin/modules/own/",
        "/admin/membership/",
        "/admin/message/",
    ],
    "trainer": [
        "/admin/",
        "/admin/session/",
        "/admin/modules/own/",
        "/admin/modules/own/ → .own-modules__list a",
        "/admin/snippets/curriculum/methodcard/",
    ],
}
VISITS = [(role, screen) for role, screens in SCREENS.items() for screen in screens]


@pytest.fixture
def base_url(served: Served) -> str:
    return served.url


def findings(page: Page) -> Iterator[tuple[str, str, str]]:
    """Rule, element and what is wrong with it."""
    answer = Axe().run(page, options={"runOnly": RULES, "preload": False})
    for violation in answer.response["violations"]:
        for node in violation["nodes"]:
            yield violation["id"], node["html"], violation["help"]


def ours(page: Page) -> list[str]:
    """What remains when Wagtail's own findings are taken away."""
    left = []
    for rule, html, wrong in findings(page):
        if not any(known.fits(rule, html) for known in WAGTAIL):
            left.append(f"{page.url}: {rule}: {wrong}: {html[:200]}")
    return left


def open_as(page: Page, role: str) -> None:
    page.goto("/demo/")
    page.locator(f"form[action$='/als/{role}/'] .button").click()


def visit(page: Page, screen: str) -> None:
    address, _, link = screen.partition(" → ")
    page.goto(address)
    if link:
        page.locator(link).first.click()
    expect(page.locator("main").first).to_be_visible()


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.prove)])
@pytest.mark.parametrize("role", SCREENS)
def test_screens_of_a_role_are_accessible(
    new_page: Callable[..., Page], role: str, scheme: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    open_as(page, role)

    left = []
    for screen in SCREENS[role]:
        visit(page, screen)
        left += ours(page)

    assert left == []


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.prove), "dark"])
def test_editor_of_a_module_is_accessible(new_page: Callable[..., Page], scheme: str) -> None:
    page = new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    open_as(page, "centre")

    page.goto("/admin/")
    page.get_by_role("link", name="Module", exact=True).click()
    page.get_by_role("link", name="Grenzen und Selbstfürsorge", exact=True).click()
    expect(page.get_by_role("heading", name="Prüfung des Inhalts")).to_be_visible()
    left = ours(page)
    page.get_by_label("Vorschau umschalten").click()
    left += ours(page)

    assert left == []


def test_sign_in_is_accessible(new_page: Callable[..., Page]) -> None:
    page = new_page()

    page.goto("/admin/")

    expect(page).to_have_url(re.compile("/konto/login/"))
    assert ours(page) == []


# --- The screens as such ----------------------------------------------------------------------


@pytest.mark.prove
@pytest.mark.parametrize("role", SCREENS)
def test_nothing_is_named_after_the_maker(new_page: Callable[..., Page], role: str) -> None:
    page = new_page()
    open_as(page, role)

    named = []
    for screen in SCREENS[role]:
        visit(page, screen)
        words = f"{page.title()} {page.locator('body').inner_text()}"
        named += [f"{screen}: {word}" for word in re.findall(r"\w*[Ww]agtail\w*", words)]

    assert named == []


@pytest.mark.parametrize("address", ["/admin/", "/admin/cohort/", "/admin/session/"])
def test_page_never_scrolls_sideways_on_a_phone(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    open_as(page, "coordinator")

    visit(page, address)

    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_preview_is_searched_under_our_policy(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    open_as(page, "centre")
    page.goto("/admin/")
    page.get_by_role("link", name="Module", exact=True).click()
    page.get_by_role("link", name="Rolle und Aufgaben", exact=True).click()

    page.get_by_label("Überprüfungen umschalten").click()

    found = page.get_by_role("heading", name=re.compile("Probleme gefunden"))
    expect(found.locator("[data-content-checker-count]")).to_have_text("0")


def test_block_is_shown_before_it_is_chosen(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    open_as(page, "centre")
    page.goto("/admin/")
    page.get_by_role("link", name="Module", exact=True).click()
    page.get_by_role("link", name="Rolle und Aufgaben", exact=True).click()
    page.locator(".c-sf-add-button").first.click()

    page.locator(".w-combobox").get_by_role("button").nth(1).click()

    frame = page.frame_locator("iframe[src*='block-preview']")
    expect(frame.get_by_role("cell", name="Grenzen benennen")).to_be_visible()
