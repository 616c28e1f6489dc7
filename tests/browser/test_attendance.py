"""Taking attendance on a phone: with the script, without it, offline, beside a colleague."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect

from cohorts.domain import absence
from cohorts.models import Attendance, Participant, Session
from home.models import User
from tests.browser.accessibility import assert_accessible
from tests.factories.attendance import AttendanceList, make_attendance, make_list

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 360, "height": 740}}
NAMES = ("Amina Diallo-Kern", "Farzaneh Mohammadi-Seelbach", "Thị Mai Lorenz", "سمیرا احمدی")


@pytest.fixture
def made() -> AttendanceList:
    made = make_list(people=len(NAMES), starts_at=timezone.now() - timedelta(minutes=20))
    for participant, name in zip(made.people, NAMES, strict=True):
        participant.full_name = participant.sort_name = name
        participant.save()
    return made


def sign_in(page: Page, user: User, base_url: str) -> None:
    client = Client()
    client.force_login(user)
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": base_url}])


@pytest.fixture
def open_list(
    new_page: Callable[..., Page], made: AttendanceList, base_url: str
) -> Callable[..., Page]:
    def open_list(user: User | None = None, **options: object) -> Page:
        page = new_page(**(PHONE | options))
        page.set_default_timeout(10_000)
        sign_in(page, user or made.trainer, base_url)
        page.goto(reverse("cohorts:attendance", args=[made.session.uuid]))
        return page

    return open_list


def row(page: Page, name: str) -> Locator:
    return page.locator(".attendance-row", has_text=name)


def tap(page: Page, name: str, choice: str) -> None:
    row(page, name).locator(f'[data-choice="{choice}"]').click()


def states() -> dict[str, tuple[str, int, int]]:
    return {
        one.participant.full_name: (one.state, one.late_minutes, one.early_minutes)
        for one in Attendance.objects.select_related("participant")
    }


def test_every_tap_is_saved_at_once_and_a_second_tap_takes_it_back(open_list):
    page = open_list()
    amina, farzaneh, mai, _ = NAMES

    tap(page, amina, "there")
    expect(row(page, amina)).to_contain_text("gespeichert")
    tap(page, farzaneh, "missing")
    row(page, farzaneh).get_by_label("entschuldigt").check()
    expect(row(page, farzaneh)).to_contain_text("gespeichert")
    tap(page, mai, "there")
    expect(row(page, mai)).to_contain_text("gespeichert")
    tap(page, mai, "there")
    expect(row(page, mai)).to_contain_text("noch offen")

    expect(page.locator(".attendance-head__count b")).to_have_text("2 von 4")
    page.wait_for_timeout(100)
    assert states() == {amina: ("present", 0, 0), farzaneh: ("excused", 0, 0)}


def test_partly_asks_for_minutes_in_steps_of_five(open_list):
    page = open_list()
    name = NAMES[0]

    tap(page, name, "partly")
    expect(row(page, name)).to_contain_text("Wie viele Minuten?")
    assert states() == {}
    for _ in range(3):
        row(page, name).get_by_role("button", name="kam später (Minuten): 5 Minuten mehr").click()
    row(page, name).get_by_role("spinbutton", name="ging früher (Minuten)").fill("30")
    expect(row(page, name)).to_have_attribute("data-state", "saved")

    assert states() == {name: ("partly", 15, 30)}


def test_rest_is_there_fills_only_unmarked_rows(open_list):
    page = open_list()
    tap(page, NAMES[1], "missing")
    expect(row(page, NAMES[1])).to_contain_text("gespeichert")

    page.get_by_role("button", name="Rest ist da (3)").click()

    expect(page.locator(".attendance-head__count b")).to_have_text("4 von 4")
    expect(page.get_by_role("button", name="Rest ist da")).to_be_hidden()
    assert states() == {name: ("absent" if name == NAMES[1] else "present", 0, 0) for name in NAMES}


def test_rest_is_there_leaves_out_who_told_before_or_meanwhile(open_list, made):
    before, meanwhile, *there = NAMES

    def tell(name: str) -> None:
        person = Participant.objects.get(full_name=name)
        absence.tell(participant=person, session=made.session, now=timezone.now())

    tell(before)
    page = open_list()
    expect(row(page, before)).to_contain_text("hat abgesagt")
    tell(meanwhile)

    page.get_by_role("button", name="Rest ist da (3)").click()

    expect(page.locator(".attendance-head__count b")).to_have_text("2 von 4")
    expect(row(page, meanwhile)).to_have_attribute("data-state", "open")
    assert sorted(states()) == sorted(there)


def test_nothing_is_lost_while_the_network_is_away(open_list, problems):
    page = open_list()
    page.context.set_offline(True)

    tap(page, NAMES[0], "there")
    tap(page, NAMES[1], "missing")

    expect(row(page, NAMES[0])).to_contain_text("wartet")
    expect(page.locator("[data-net]")).to_contain_text("Kein Netz. Einträge, die warten: 2.")
    expect(page.locator(".attendance-head__count b")).to_have_text("0 von 4")
    assert states() == {}
    assert_accessible(page)

    page.get_by_role("button", name="Liste abschließen").click()  # waits, too
    assert page.url.endswith(f"{Session.objects.get().uuid}/")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Alle meine Listen").click()
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]

    page.context.set_offline(False)
    expect(row(page, NAMES[0])).to_contain_text("gespeichert")
    expect(row(page, NAMES[1])).to_contain_text("gespeichert")
    expect(page.locator("[data-net]")).to_be_hidden()
    assert states() == {NAMES[0]: ("present", 0, 0), NAMES[1]: ("absent", 0, 0)}
    problems.clear()  # the browser reports each attempt that found no network


def test_answer_that_got_lost_is_not_taken_for_a_colleague(open_list, problems):
    """The mark arrives, its answer does not; meanwhile the trainer has changed her mind."""
    page = open_list()
    name = NAMES[0]
    tries: list[str] = []

    def lose(route: Route) -> None:
        tries.append(route.request.post_data or "")
        if len(tries) == 1:
            route.fetch()  # it arrives, and is answered
        route.abort()

    page.route(re.compile(r"/anwesenheit/[^/]+/\d+/$"), lose)
    tap(page, name, "there")
    expect(row(page, name)).to_contain_text("wartet")
    assert states() == {name: ("present", 0, 0)}
    tap(page, name, "missing")
    expect(row(page, name)).to_contain_text("wartet")
    page.unroute_all()

    expect(row(page, name)).to_contain_text("gespeichert")
    assert states() == {name: ("absent", 0, 0)}
    problems.clear()  # the browser reports the lost answer and the conflict that followed


def test_two_trainers_choose_what_holds(open_list, made, problems):
    first, second = open_list(), open_list(made.coordinator)
    name, other = NAMES[:2]
    tap(first, name, "there")
    tap(first, other, "there")
    expect(row(first, other)).to_contain_text("gespeichert")
    expect(row(first, name)).to_contain_text("gespeichert")

    tap(second, name, "missing")
    tap(second, other, "missing")
    for one in (name, other):
        expect(row(second, one)).to_contain_text("Amira Lotz hat inzwischen eingetragen: da.")
    assert states() == {name: ("present", 0, 0), other: ("present", 0, 0)}
    assert_accessible(second)
    row(second, name).get_by_role("button", name="So lassen: da").click()
    row(second, other).get_by_role("button", name="Meins speichern: fehlt").click()

    expect(row(second, name)).to_contain_text("gespeichert")
    expect(row(second, other)).to_contain_text("gespeichert")
    expect(row(second, name).locator('[value="present"]')).to_be_checked()
    assert states() == {name: ("present", 0, 0), other: ("absent", 0, 0)}
    problems.clear()  # the browser reports each answer 409


def test_list_works_with_the_keyboard_alone(open_list):
    page = open_list()
    name = NAMES[0]

    row(page, name).locator('[value="present"]').focus()
    page.keyboard.press("Space")
    expect(row(page, name)).to_contain_text("gespeichert")
    page.keyboard.press("ArrowLeft")  # round to the last choice
    expect(row(page, name).locator('[value="absent"]')).to_be_checked()
    expect(row(page, name)).to_have_attribute("data-state", "saved")
    assert states() == {name: ("absent", 0, 0)}
    page.keyboard.press("Space")
    expect(row(page, name)).to_contain_text("noch offen")
    assert states() == {}


def test_list_is_closed_after_naming_who_is_open(open_list, made):
    page = open_list()
    tap(page, NAMES[0], "there")
    expect(row(page, NAMES[0])).to_contain_text("gespeichert")

    page.get_by_role("button", name="Liste abschließen").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("3 Personen sind noch offen")
    assert_accessible(page)
    page.get_by_role("button", name="Liste jetzt abschließen").click()

    expect(page.get_by_text("180 von 180 Minuten")).to_be_visible()
    assert_accessible(page)
    assert Session.objects.get().closed_at is not None
    assert Attendance.objects.get().counted_minutes == 180


def test_one_form_with_one_button_without_the_script(open_list, made):
    page = open_list(java_script_enabled=False)
    amina, farzaneh, mai, samira = NAMES
    make_attendance(made.session, made.people[3], "absent", by=made.coordinator)

    tap(page, amina, "there")
    tap(page, farzaneh, "partly")
    row(page, farzaneh).get_by_label("kam später (Minuten)").fill("25")
    tap(page, mai, "missing")
    tap(page, samira, "there")
    page.get_by_role("button", name="Einträge speichern").click()

    expect(page.get_by_text("3 Einträge gespeichert.")).to_be_visible()
    expect(row(page, samira)).to_contain_text("Dort steht: fehlt. Ihre Wahl war: da.")
    assert states() == {
        amina: ("present", 0, 0),
        farzaneh: ("partly", 25, 0),
        mai: ("absent", 0, 0),
        samira: ("absent", 0, 0),
    }

    tap(page, mai, "undo")
    page.get_by_role("button", name="Einträge speichern").click()
    expect(page.get_by_text("1 Eintrag gespeichert.")).to_be_visible()
    assert mai not in states()


def test_tap_before_the_script_has_arrived_is_saved(new_page, made, base_url):
    page = new_page(**PHONE)
    sign_in(page, made.trainer, base_url)
    on_its_way = []
    page.route("**/attendance.js", lambda route: on_its_way.append(route))
    page.goto(reverse("cohorts:attendance", args=[made.session.uuid]), wait_until="commit")

    tap(page, NAMES[0], "there")
    on_its_way[0].continue_()

    expect(row(page, NAMES[0])).to_contain_text("gespeichert")
    assert states() == {NAMES[0]: ("present", 0, 0)}


def test_list_is_accessible_when_its_script_does_not_arrive(new_page, made, base_url, problems):
    page = new_page(**PHONE)
    sign_in(page, made.trainer, base_url)
    page.route("**/attendance.js", lambda route: route.abort())
    make_attendance(made.session, made.people[1], "partly", late_minutes=30)

    page.goto(reverse("cohorts:attendance", args=[made.session.uuid]))

    expect(page.get_by_role("button", name="Einträge speichern")).to_be_visible()
    assert_accessible(page)
    problems.clear()  # the browser reports the missing script


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_list_is_accessible_and_fits(open_list, made, scheme, width):
    make_attendance(made.session, made.people[0])
    make_attendance(made.session, made.people[1], "partly", late_minutes=30)
    make_attendance(made.session, made.people[2], "absent")

    page = open_list(color_scheme=scheme, viewport={"width": width, "height": 740})

    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.locator(".attendance-choice, .attendance-steps button, .attendance-foot .button")
    sizes = [box for box in (one.bounding_box() for one in small.all()) if box]
    assert min(min(box["width"], box["height"]) for box in sizes) >= 48
    page.goto("/anwesenheit/")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
