"""An evening on a phone: the trainer opens it, and somebody stands in by a link."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cohorts.models import AbsenceNotice, Attendance, Substitution
from tests.browser.accessibility import assert_accessible
from tests.factories.attendance import AttendanceList, make_list, teach
from tests.factories.cohorts import make_place
from tests.factories.teaching import make_card, make_taught_module, note, plan, row

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 360, "height": 740}}
NAMES = ("Amina Diallo-Kern", "Farzaneh Mohammadi-Seelbach", "سمیرا احمدی")


@pytest.fixture
def made() -> AttendanceList:
    """An evening that began twenty minutes ago, with a plan that is too long by five minutes."""
    begin = timezone.now() - timedelta(minutes=20)
    made = make_list(people=len(NAMES), starts_at=begin, place=make_place())
    for participant, name in zip(made.people, NAMES, strict=True):
        participant.full_name = participant.sort_name = name
        participant.save()
    module = make_taught_module(
        plan(row(15, "Ankommen"), row(80, "Nein sagen", card=make_card(name="Ampel").pk)),
        note("Nur für Sie."),
        title="Grenzen",
        goals=("Ich kann Nein sagen.",),
    )
    teach(made.session, module)
    AbsenceNotice.objects.create(
        session=made.session, participant=made.people[1], at=timezone.now()
    )
    return made


@pytest.fixture
def evening(new_page: Callable[..., Page], made: AttendanceList, base_url: str) -> Callable:
    def evening(**options: object) -> Page:
        page = new_page(**(PHONE | options))
        page.set_default_timeout(10_000)
        client = Client()
        client.force_login(made.trainer)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
        page.goto(reverse("cohorts:tonight", args=[made.session.uuid]))
        return page

    return evening


def test_trainer_asks_somebody_to_stand_in_who_marks_two_people(evening, new_page, problems):
    trainer = evening()
    expect(trainer.get_by_role("heading", level=1)).to_have_text("Grenzen achten")
    trainer.get_by_label("Wer vertritt Sie?").fill("Vera Aushilf")
    trainer.get_by_role("button", name="Link erstellen").click()
    link = trainer.get_by_label("Link für Vera Aushilf").input_value()
    assert_accessible(trainer)

    substitute = new_page(**PHONE)
    substitute.goto(link)
    expect(substitute.get_by_text("Vera Aushilf vertritt heute")).to_be_visible()
    assert_accessible(substitute)
    substitute.get_by_role("link", name="Anwesenheit erfassen").click()
    for name, choice in ((NAMES[0], "there"), (NAMES[1], "missing")):
        person = substitute.locator(".attendance-row", has_text=name)
        person.locator(f'[data-choice="{choice}"]').click()
        expect(person).to_contain_text("gespeichert")
    expect(substitute.locator(".attendance-head__count b")).to_have_text("2 von 3")
    expect(substitute.get_by_role("button", name="Liste abschließen")).to_have_count(0)
    assert_accessible(substitute)

    assert [
        (row.participant.full_name, row.state, row.by, row.substitution)
        for row in Attendance.objects.select_related("participant").order_by("pk")
    ] == [
        (NAMES[0], "present", None, Substitution.objects.get()),
        (NAMES[1], "absent", None, Substitution.objects.get()),
    ]

    trainer.get_by_role("button", name="Link zurückziehen").click()
    expect(trainer.get_by_text("Der Link ist zurückgezogen.")).to_be_visible()
    substitute.locator(".attendance-row", has_text=NAMES[2]).locator(
        '[data-choice="there"]'
    ).click()
    expect(substitute.locator(".attendance-row", has_text=NAMES[2])).to_contain_text(
        "Dieser Link wurde zurückgezogen."
    )
    assert Attendance.objects.count() == 2
    problems.clear()  # the browser reports the answer 410


def test_rest_is_there_but_not_whoever_cannot_come(evening, made):
    page = evening()
    page.get_by_role("link", name="Anwesenheit erfassen").click()

    page.get_by_role("button", name="Rest ist da (2)").click()

    expect(page.locator(".attendance-head__count b")).to_have_text("2 von 3")
    expect(page.get_by_role("button", name="Rest ist da")).to_be_hidden()
    expect(page.locator(".attendance-row", has_text=NAMES[1])).to_contain_text("noch offen")
    assert set(Attendance.objects.values_list("participant__full_name", "state")) == {
        (NAMES[0], "present"),
        (NAMES[2], "present"),
    }


def test_mark_of_the_present_moves_on_by_itself(evening):
    page = evening(java_script_enabled=False)
    expect(page.locator(".now-mark p:not([hidden])")).to_contain_text("Jetzt, bis")
    expect(page.locator(".evening-part[aria-current]")).to_have_attribute("id", "teil-1")

    page = evening()
    page.clock.install()
    page.reload()
    expect(page.locator(".evening-rows [aria-current]")).to_contain_text("Nein sagen")
    page.clock.run_for(75 * 60 * 1000)

    expect(page.locator(".now-mark p:not([hidden])")).to_contain_text("Pause")
    expect(page.locator("[aria-current]")).to_have_count(1)
    expect(page.locator(".evening-part[aria-current]")).to_have_attribute("id", "teil-2")


@pytest.mark.prove
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_evening_is_accessible_and_fits(evening, width, scheme):
    page = evening(color_scheme=scheme, viewport={"width": width, "height": 740})

    page.get_by_text("Methodenkarte „Ampel“").first.click()

    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_shows_names_and_plan_and_no_tools(evening):
    page = evening()
    page.emulate_media(media="print")

    for name in NAMES:
        expect(page.get_by_text(name)).to_be_visible()
    expect(page.get_by_text("Allein lesen")).to_be_visible()
    for tool in (".now-mark", ".tonight-substitute", ".tonight-head__ways"):
        expect(page.locator(tool)).to_be_hidden()
