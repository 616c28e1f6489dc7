"""Two coordinators and a deputy, from the first invitation to the end, in a real browser."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cohorts.domain import messages, staff
from cohorts.models import Carrier, Membership
from home.models import User
from tests.browser.accessibility import assert_accessible
from tests.browser.test_attendance import sign_in
from tests.factories.cohorts import make_carrier, make_coordinator
from tests.factories.staff import make_invitation

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 360, "height": 740}}
DESK = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def carrier(home_page: object) -> Carrier:
    return make_carrier(name="Lotsen an der Lahn", contact="lahn@example.org")


@pytest.fixture
def first(carrier: Carrier) -> User:
    return make_coordinator(carrier, name="Yasmin Haidari-Lotz", email="yasmin@example.org")


def code_in(body: str) -> str:
    (code,) = re.findall(r"\b\d{6}\b", body)
    return code


def invite(page: Page, email: str, name: str, role: str) -> None:
    page.goto(reverse("membership:index"))
    page.get_by_role("link", name="Einladen").first.click()
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Rolle").select_option(role)
    page.get_by_role("button", name="Einladung senden").click()
    expect(page.get_by_text(f"Eingeladen: {email}.")).to_be_visible()


def answer_by_code(page: Page, base_url: str) -> None:
    """What the invited person does with the mail, up to the first screen of the admin."""
    assert messages.send_due(now=timezone.now()).sent == 1
    (link,) = re.findall(r"/einladung/\S+", mail.outbox[-1].body)
    page.goto(base_url + link)
    page.get_by_role("button", name="Einloggen und annehmen").click()
    page.get_by_label("Code aus der E-Mail").fill(code_in(mail.outbox[-1].body))
    page.get_by_role("button", name="Einloggen").click()
    page.get_by_role("button", name="Einladung annehmen").click()
    expect(page.get_by_text("Sie arbeiten jetzt mit: Lotsen an der Lahn.")).to_be_visible()


def open_deed(page: Page, user: User, role: str, deed: str) -> None:
    membership = Membership.objects.get(user=user, role=role)
    page.goto(reverse("membership:inspect", args=[membership.pk]))
    page.get_by_role("link", name=deed).click()


def test_two_coordinators_and_a_deputy(
    new_page: Callable[..., Page], carrier: Carrier, first: User, base_url: str
) -> None:
    desk, phone = new_page(**DESK), new_page(**PHONE)
    for page in (desk, phone):
        page.set_default_timeout(15_000)
    sign_in(desk, first, base_url)
    today = timezone.localdate()
    in_ten_days, in_a_month = today + timedelta(days=10), today + timedelta(days=30)

    # A second coordinator is invited and accepts on a phone.
    invite(desk, "dilek@example.org", "Dilek Aydın", "coordinator")
    answer_by_code(phone, base_url)
    second = User.objects.get(email="dilek@example.org")

    # Somebody new stands in for her; from today the deputy works like a coordinator.
    open_deed(phone, second, "coordinator", "Vertretung einrichten")
    phone.get_by_label("E-Mail-Adresse einer anderen Person").fill("jonas@example.org")
    phone.get_by_label("Name").fill("Jonas Kern")
    phone.get_by_label("Letzter Tag").fill(in_ten_days.isoformat())
    phone.get_by_role("button", name="Vertretung einrichten").click()
    expect(phone.get_by_text("Erledigt: Vertretung einrichten.")).to_be_visible()
    deputy_page = new_page(**DESK)
    answer_by_code(deputy_page, base_url)
    expect(deputy_page.get_by_text("vertritt Dilek Aydın")).to_be_visible()
    deputy = User.objects.get(email="jonas@example.org")
    invite(deputy_page, "nadia@example.org", "Nadia Ben-Aroya", "trainer")

    # The first coordinator leaves: another one stays, so nothing more is asked.
    open_deed(desk, first, "coordinator", "Beenden")
    expect(desk.get_by_label("Nachfolge")).to_have_count(0)
    desk.get_by_label("Letzter Tag").fill(today.isoformat())
    desk.get_by_role("button", name="Beenden").click()
    expect(desk.get_by_text("Erledigt: Beenden.")).to_be_visible()

    # The second one is now the last: she needs a successor, and takes her deputy.
    open_deed(phone, second, "coordinator", "Beenden")
    phone.get_by_label("Letzter Tag").fill(in_a_month.isoformat())
    phone.get_by_role("button", name="Beenden").click()
    expect(phone.get_by_text("Bitte wählen Sie eine Nachfolge").first).to_be_visible()
    phone.get_by_label("Nachfolge").select_option(label="Jonas Kern (jonas@example.org)")
    phone.get_by_role("button", name="Beenden").click()
    expect(phone.get_by_text("Erledigt: Beenden.")).to_be_visible()

    held = carrier.memberships.order_by("since", "pk").values_list("user", "role", "since", "until")
    assert list(held)[1:] == [
        (second.pk, "coordinator", today, in_a_month),
        (deputy.pk, "coordinator", today, in_ten_days),
        (deputy.pk, "coordinator", in_a_month + timedelta(days=1), None),
    ]
    assert Membership.objects.get(user=first).until == today


@pytest.mark.prove
@pytest.mark.parametrize("width", [360, 1280])
def test_screens_of_staff_are_accessible_and_fit(
    new_page: Callable[..., Page], carrier: Carrier, first: User, base_url: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    own = Membership.objects.get(user=first)
    invitation = make_invitation(carrier, invited_at=timezone.now(), since=timezone.localdate())
    answer = reverse("cohorts:invitation", args=[staff.token(invitation)])
    page.goto(answer)
    assert_accessible(page)
    sign_in(page, first, base_url)

    for address in (
        answer,
        reverse("cohorts:me"),
        reverse("wagtailadmin_home"),
        reverse("membership:index"),
        reverse("invitation:index"),
        reverse("invitation:add"),
        reverse("membership:deputise", args=[own.pk]),
        reverse("membership:end", args=[own.pk]),
    ):
        page.goto(address)

        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
