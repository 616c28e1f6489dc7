"""Two editors on the workbench, with and without the script, by keyboard alone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from curriculum.domain import derivation
from curriculum.models import Criterion, CriterionText, Edition
from home.models import User
from tests.browser.accessibility import assert_accessible
from tests.browser.test_attendance import sign_in
from tests.factories.cohorts import make_carrier, make_coordinator
from tests.factories.curriculum import make_adopted, make_criterion, make_edition, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(home_page: object) -> User:
    edition = make_edition("2025")
    for key in ("GR-1", "GR-2"):
        make_criterion(edition, key, f"{key} gilt.")
    make_adopted(edition, date(2025, 1, 1))
    derivation.derive(key="2027", by=make_user(), now=timezone.now())
    return make_coordinator(make_carrier(is_centre=True))


@pytest.fixture
def bench(new_page: Callable[..., Page], editor: User, base_url: str) -> Callable[..., Page]:
    def bench(**options: object) -> Page:
        page = new_page(**options)
        sign_in(page, editor, base_url)
        draft = Edition.objects.get(key="2027")
        page.goto(reverse("edition_workbench", args=[draft.pk]))
        return page

    return bench


def german(key: str) -> str:
    return CriterionText.objects.get(
        criterion__standard__edition__key="2027", criterion__key=key, language="de"
    ).statement


def field(page: Page, key: str, name: str = "statement") -> Locator:
    criterion = Criterion.objects.get(standard__edition__key="2027", key=key)
    return page.locator(f"#c{criterion.pk}-{name}")


def row(page: Page, key: str) -> Locator:
    return page.locator(f'section[aria-labelledby="{key}"]')


def test_it_is_saved_as_one_writes_and_the_focus_stays(bench: Callable[..., Page]) -> None:
    page = bench()
    text = field(page, "GR-1")

    text.focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("GR-1 ruht.")

    saved = row(page, "GR-1").locator("[role=status]").first
    expect(saved).to_have_text("Gespeichert.")
    expect(row(page, "GR-1").locator("[data-redline] ins")).to_contain_text("ruht.")
    expect(page.locator("[data-missing]")).to_contain_text("GR-1: ")
    expect(text).to_be_focused()
    assert german("GR-1") == "GR-1 ruht."


def test_leaving_the_field_saves_and_marking_mends_what_is_missing(
    bench: Callable[..., Page],
) -> None:
    page = bench()

    field(page, "GR-1").fill("GR-1 ruht.")
    page.keyboard.press("Tab")
    expect(page.locator("[data-missing]")).to_contain_text("GR-1: ")
    field(page, "GR-1", "kind").select_option("reworded")

    expect(page.locator("[data-missing]")).to_contain_text("Nichts.")
    expect(row(page, "GR-1").locator("[data-redline] .changed")).to_have_text("neu gefasst")


def test_second_editor_keeps_their_text_and_decides(bench: Callable[..., Page]) -> None:
    first, second = bench(), bench()
    field(first, "GR-1").fill("Von der Ersten.")
    first.keyboard.press("Tab")
    expect(row(first, "GR-1").locator("[role=status]").first).to_have_text("Gespeichert.")

    field(second, "GR-1").fill("Von der Zweiten.")
    second.keyboard.press("Tab")

    status = row(second, "GR-1").locator("[role=status]").first
    expect(status).to_contain_text("Nicht gespeichert")
    expect(row(second, "GR-1").locator(".bench__conflict")).to_contain_text("Von der Ersten.")
    expect(field(second, "GR-1")).to_have_value("Von der Zweiten.")
    assert german("GR-1") == "Von der Ersten."
    assert_accessible(second)

    row(second, "GR-1").get_by_role("button", name="Speichern").first.click()
    expect(status).to_have_text("Gespeichert.")
    assert german("GR-1") == "Von der Zweiten."


def test_theirs_can_be_taken(bench: Callable[..., Page]) -> None:
    first, second = bench(), bench()
    field(first, "GR-1").fill("Von der Ersten.")
    first.keyboard.press("Tab")
    expect(row(first, "GR-1").locator("[role=status]").first).to_have_text("Gespeichert.")
    field(second, "GR-1").fill("Von der Zweiten.")
    second.keyboard.press("Tab")

    row(second, "GR-1").get_by_role("button", name="Den anderen Text nehmen").click()

    expect(field(second, "GR-1")).to_have_value("Von der Ersten.")
    assert german("GR-1") == "Von der Ersten."


def test_without_the_script_every_form_has_its_button(bench: Callable[..., Page]) -> None:
    page = bench(java_script_enabled=False)

    field(page, "GR-1").fill("GR-1 ruht.")
    row(page, "GR-1").get_by_role("button", name="Speichern").first.click()

    assert page.url.endswith("#GR-1")
    assert german("GR-1") == "GR-1 ruht."


def test_a_criterion_is_split_by_keyboard(bench: Callable[..., Page]) -> None:
    page = bench()

    page.get_by_text("GR-1 teilen, zusammenführen").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("GR-1a")
    page.keyboard.press("Tab")
    page.keyboard.type("Der zweite Teil.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#GR-1a")

    assert german("GR-1a") == "Der zweite Teil."


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_workbench_is_accessible_and_fits(
    bench: Callable[..., Page], width: int, scheme: str
) -> None:
    page = bench(viewport={"width": width, "height": 900}, color_scheme=scheme)
    field(page, "GR-1").fill(" ")
    page.keyboard.press("Tab")
    expect(row(page, "GR-1").locator("[role=status]").first).to_contain_text("Nicht gespeichert")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width

    draft = Edition.objects.get(key="2027")
    for address in ("edition_adopt", "edition:inspect"):
        page.goto(reverse(address, args=[draft.pk]))
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_was_written_without_connection_is_saved_when_it_is_back(
    bench: Callable[..., Page], problems: list[str]
) -> None:
    page = bench()
    status = row(page, "GR-1").locator("[role=status]").first
    page.context.set_offline(True)

    field(page, "GR-1").press_sequentially("!")
    expect(status).to_contain_text("keine Verbindung")
    stays = page.evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    page.context.set_offline(False)

    expect(status).to_have_text("Gespeichert.")
    assert stays is False
    assert page.evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))") is True
    assert {"INTERNET_DISCONNECTED" in problem for problem in problems} == {True}
    problems.clear()


def test_whoever_was_signed_out_signs_in_beside_it_and_saves_here(
    bench: Callable[..., Page], editor: User, base_url: str, problems: list[str]
) -> None:
    page = bench()
    status = row(page, "GR-1").locator("[role=status]").first
    page.context.clear_cookies()

    field(page, "GR-1").fill("GR-1 ruht.")
    expect(status).to_contain_text("abgemeldet")
    beside = page.context.new_page()
    sign_in(beside, editor, base_url)
    beside.goto(page.url)
    row(page, "GR-1").get_by_role("button", name="Speichern").first.click()

    expect(status).to_have_text("Gespeichert.")
    assert german("GR-1") == "GR-1 ruht."
    assert ["403 (Forbidden)" in problem for problem in problems] == [True, True]
    problems.clear()
