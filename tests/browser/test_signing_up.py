"""Signing up in a real browser: on a phone, without script, by the rules of accessibility."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from cohorts.models import Cohort, SignUp
from tests.browser.accessibility import assert_accessible
from tests.factories.cohorts import make_cohort, make_place, make_segment, make_session

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def course(base_url: str) -> Cohort:
    course = make_cohort(title="Basiskurs", slug="basis", capacity=4)
    session = make_session(
        course, starts_at=timezone.now() + timedelta(days=3), place=make_place(), guest_capacity=2
    )
    make_segment(session, minutes=90)
    return course


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_signing_up_on_a_phone(new_page: Callable[..., Page], course: Cohort, script: bool) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, java_script_enabled=script)

    page.goto("/termine/")
    page.get_by_role("link", name=re.compile("^Termin ")).first.click()
    page.goto("/kurse/basis/")
    page.get_by_label("Vor- und Nachname").fill("Nguyễn Thị Hồng Vân")
    page.get_by_label("E-Mail-Adresse").fill("van@example.org")
    page.get_by_label("Der Träger darf meine Angaben").check()
    page.get_by_role("button", name="Verbindlich anmelden").click()
    expect(page.get_by_text("Ihr Platz wird belegt, wenn Sie den Code eingeben")).to_be_visible()
    page.reload()
    (code,) = re.findall(r"\b\d{6}\b", mail.outbox[-1].body)
    page.get_by_label("Code aus der E-Mail").fill(f"{code[:3]} {code[3:]}")
    page.get_by_role("button", name="Verbindlich anmelden").click()

    expect(page.get_by_text("Ihr Platz ist fest.")).to_be_visible()
    assert [row.state for row in SignUp.objects.all()] == ["confirmed"]


def test_going_back_and_sending_again_does_the_right_thing(page: Page, course: Cohort) -> None:
    page.goto("/kurse/basis/")
    page.get_by_label("Vor- und Nachname").fill("Rana")
    page.get_by_label("E-Mail-Adresse").fill("rana@example.org")
    page.get_by_label("Der Träger darf meine Angaben").check()
    page.get_by_role("button", name="Verbindlich anmelden").click()
    (code,) = re.findall(r"\b\d{6}\b", mail.outbox[-1].body)
    page.get_by_label("Code aus der E-Mail").fill(code)
    page.get_by_role("button", name="Verbindlich anmelden").click()
    expect(page.get_by_text("Ihr Platz ist fest.")).to_be_visible()

    page.go_back()
    page.goto("/kurse/basis/")

    expect(page.get_by_role("heading", name="Sie sind angemeldet")).to_be_visible()
    assert SignUp.objects.count() == 1


def test_bar_on_the_phone_leads_to_the_form_and_never_lies_on_it(
    new_page: Callable[..., Page], course: Cohort
) -> None:
    page = new_page(viewport={"width": 360, "height": 640})
    page.goto("/kurse/basis/")
    bar, form = page.locator(".bottom-bar"), page.locator("#anmelden form")
    expect(bar).to_be_in_viewport(ratio=1)

    bar.get_by_role("link").click()
    form.get_by_role("button").scroll_into_view_if_needed()

    lies, stands = bar.bounding_box(), form.bounding_box()
    assert lies
    assert stands
    assert lies["y"] + lies["height"] <= stands["y"]


@pytest.mark.prove
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_pages_are_accessible_and_fit(
    new_page: Callable[..., Page], course: Cohort, width: int, scheme: str
) -> None:
    page = new_page(
        viewport={"width": width, "height": 740},
        color_scheme=scheme,
        bypass_csp=True,  # the rules themselves are brought in as an inline script
    )
    session = course.sessions.get()
    addresses = ["/termine/?ort=Fulda", "/termine/?ort=Nirgendwo", "/traeger/", "/kurse/basis/"]
    addresses += [session.get_absolute_url(), "/konto/login/", "/ar/konto/login/"]
    for address in addresses:
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)

    page.goto("/kurse/basis/")
    page.get_by_role("button", name="Verbindlich anmelden").click()
    assert_accessible(page)
    page.get_by_label("Vor- und Nachname").fill("Farzaneh Mohammadi-Seelbach-Reinhardtshausen")
    page.get_by_label("E-Mail-Adresse").fill("farzaneh.mohammadi-seelbach@example.org")
    page.get_by_label("Der Träger darf meine Angaben").check()
    page.get_by_role("button", name="Verbindlich anmelden").click()
    assert_accessible(page)
    assert_fits(page)
    (code,) = re.findall(r"\b\d{6}\b", mail.outbox[-1].body)
    page.get_by_label("Code aus der E-Mail").fill(code)
    page.get_by_role("button", name="Verbindlich anmelden").click()
    for address in [page.url, "/mein/", "/konto/logout/", "/kurse/basis/"]:
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(too_wide) == 0, page.url
