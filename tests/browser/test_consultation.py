"""A draft is read and remarked on by keyboard, answered in the admin, and read again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cohorts.models import Membership
from curriculum.models import CriterionText
from home import roles
from tests.browser.accessibility import assert_accessible
from tests.browser.keyboard import tab_to
from tests.browser.test_attendance import sign_in
from tests.browser.test_signing_up import assert_fits
from tests.factories.cohorts import make_carrier
from tests.factories.consulted import Consulted, make_draft
from tests.factories.curriculum import make_user

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/anhoerung/2031/"


@pytest.fixture
def made(base_url: str) -> Consulted:
    roles.apply()
    now = timezone.now()
    return make_draft().open(until=timezone.localdate(now) + timedelta(days=14), now=now)


def test_a_coordinator_remarks_the_centre_answers_and_the_answer_is_read(
    new_page: Callable[..., Page], made: Consulted, base_url: str
) -> None:
    page, office = new_page(viewport={"width": 360, "height": 640}), new_page()
    sign_in(page, made.coordinator, base_url)
    sign_in(office, made.centre, base_url)

    page.goto("/mein/")
    tab_to(page, page.get_by_role("link", name="Entwurf lesen"))
    page.keyboard.press("Enter")
    page.wait_for_url("**" + PAGE)
    tab_to(page, page.locator("#GR-1 .remark-form summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Ihre Anmerkung zu GR-1"))
    page.keyboard.type("Wer übt das mit uns?")
    tab_to(page, page.locator("#GR-1").get_by_role("button", name="Anmerkung senden"))
    page.keyboard.press("Enter")
    page.wait_for_url("**#GR-1")
    expect(page.locator("#GR-1").get_by_text("Wer übt das mit uns?")).to_be_in_viewport()
    expect(page.locator("#GR-1").get_by_role("status")).to_have_text("Gespeichert. Danke.")

    office.goto(reverse("edition_consultation", args=[made.edition.pk]))
    field = office.get_by_label("Ihre Antwort zu GR-1")
    field.fill("Der Träger, mit Material von uns.")
    field.press("Tab")
    office.keyboard.press("Enter")
    expect(office.get_by_text("Der Träger, mit Material von uns.").first).to_be_visible()

    page.goto("/mein/")
    tab_to(page, page.get_by_role("link", name="Entwurf lesen"))
    page.keyboard.press("Enter")
    answer = page.locator("#GR-1 .remark__answer")
    expect(answer).to_contain_text("Antwort des Kompetenzzentrums")
    expect(answer).to_contain_text("Der Träger, mit Material von uns.")


def test_an_empty_remark_says_so_without_a_script(
    new_page: Callable[..., Page], made: Consulted, base_url: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    sign_in(page, made.trainer, base_url)
    page.goto(PAGE)

    page.locator("#GR-1 .remark-form summary").click()
    page.locator("#GR-1").get_by_role("button", name="Anmerkung senden").click()

    expect(page.get_by_role("alert")).to_contain_text("Bitte schreiben Sie eine Anmerkung.")
    expect(page.get_by_label("Ihre Anmerkung zu GR-1")).to_be_visible()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Ihre Anmerkung zu GR-1")).to_be_focused()


@pytest.mark.prove
@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(320, "dark", ""), (320, "light", "/ar"), (1280, "light", ""), (1280, "dark", "/ar")],
)
def test_the_pages_are_accessible_and_fit(
    new_page: Callable[..., Page],
    made: Consulted,
    base_url: str,
    width: int,
    scheme: str,
    language: str,
) -> None:
    now = timezone.now()
    CriterionText.objects.create(
        criterion=made.reworded, language="ar", statement="تُعرف الحدود وتُمارَس."
    )
    made.answer(made.remark(text="Donaudampfschifffahrtsgesellschaft" * 3, now=now), now=now)
    page = new_page(viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True)
    sign_in(page, made.trainer, base_url)

    for path in ("/anhoerung/", PAGE, PAGE + "?nur=aenderungen", "/mein/", "/anwesenheit/"):
        page.goto(language + path)
        for summary in page.locator("main summary").all():
            if summary.is_visible():
                summary.click()
        assert_accessible(page)
        assert_fits(page)


def test_a_long_list_of_trainers_is_narrowed_and_what_is_ticked_stays(
    new_page: Callable[..., Page], made: Consulted, base_url: str
) -> None:
    carrier = make_carrier()
    for number, name in enumerate(("Ada Linde", "Bruno Esch")):
        Membership.objects.create(
            user=make_user(f"trainer{number}@example.org", name=name),
            carrier=carrier,
            role=Membership.Role.TRAINER,
            since=date(2020, 1, 1),
        )
    page = new_page()
    sign_in(page, made.centre, base_url)
    page.goto(reverse("edition_consultation", args=[made.edition.pk]))
    page.locator(".hearing__opening > summary").click()
    if not page.get_by_role("searchbox").is_visible():
        page.get_by_text("Einzelne nach Namen").click()
    page.get_by_label("Ada Linde").check()

    page.get_by_role("searchbox").fill("niemand heißt so")

    expect(page.get_by_label("Ada Linde")).to_be_visible()
    expect(page.get_by_label("Bruno Esch")).to_be_hidden()
