"""Personal page, found entries and the question to minors, in a real browser."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cohorts.domain import absence, personal_links
from cohorts.models import Participant, Session
from tests.browser.accessibility import assert_accessible
from tests.browser.test_attendance import sign_in
from tests.browser.test_signing_up import assert_fits
from tests.factories.cohorts import (
    make_cohort,
    make_participant,
    make_place,
    make_segment,
    make_session,
    make_sign_up,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(base_url: str) -> Session:
    cohort = make_cohort(title="Basiskurs", slug="basis", capacity=4)
    session = make_session(cohort, starts_at=timezone.now() + timedelta(days=3), place=make_place())
    make_segment(session, minutes=90)
    return session


@pytest.fixture
def address(session: Session) -> str:
    person = make_participant(full_name="Nguyễn Thị Hồng Vân-Seelbach", email="")
    make_sign_up(session.cohort, person)
    link = personal_links.link_for(participant=person, by=make_user(), now=timezone.now())
    return f"/persoenlich/{personal_links.in_groups(link.code)}/"


def test_saying_that_one_cannot_come_needs_no_script(
    new_page: Callable[..., Page], address: str, session: Session
) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(address)

    page.get_by_role("button", name="Ich kann nicht kommen").click()
    expect(page.get_by_text("Ihr Platz bleibt Ihrer")).to_be_visible()
    assert absence.told_for(session) == {Participant.objects.get().pk}

    page.get_by_role("button", name="Ich kann doch kommen").click()
    expect(page.get_by_role("button", name="Ich kann nicht kommen")).to_be_visible()
    assert absence.told_for(session) == set()


@pytest.mark.prove
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_pages_around_people_are_accessible_and_fit(
    new_page: Callable[..., Page], address: str, base_url: str, width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True)
    user = make_user(email="familie@example.org")
    for name in ("Mariam Tesfaye", "Daniel Tesfaye"):
        make_participant(full_name=name, email=user.email)
    make_participant(full_name="Farzaneh Mohammadi-Seelbach-Reinhardtshausen", user=user)
    addresses = [address, f"/ar{address}"]
    sign_in(page, user, base_url)
    addresses += ["/mein/", "/mein/gefunden/", "/mein/code/"]

    for one in addresses:
        page.goto(one)
        assert_accessible(page)
        assert_fits(page)


def test_date_of_birth_is_asked_when_the_tick_is_set(page: Page, session: Session) -> None:
    page.goto("/kurse/basis/")
    born_on = page.get_by_label("Geburtsdatum")
    expect(born_on).to_be_hidden()

    page.get_by_label("Ich bin noch nicht 18 Jahre alt.").check()

    expect(born_on).to_be_visible()
