"""The main job from end to end, in the very house that `make run` opens."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_string
from email.policy import default

import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.served import Served

PHONE = {"width": 360, "height": 740}
NAME = "Ґалина Шевчук-Ağaoğlu"
ADDRESS = "halyna@example.org"


@pytest.fixture
def base_url(served: Served) -> str:
    return served.url


def code_for(served: Served, address: str) -> str:
    """The six digits of the newest mail to that address."""
    for raw in reversed(served.mails()):
        mail = message_from_string(raw, policy=default)
        if mail["to"] == address and (found := re.search(r"\b\d{6}\b", mail["subject"])):
            return found.group()
    raise AssertionError(f"No code for {address}.")


def test_newcomer_reads_finds_signs_up_is_present_and_has_the_dates(
    served: Served, new_page: Callable[..., Page]
) -> None:
    newcomer = new_page(viewport={"width": 1280, "height": 900})

    # reads a criterion on boundaries
    newcomer.goto("/")
    assert_accessible(newcomer)
    newcomer.get_by_role("navigation", name="Hauptmenü").get_by_role(
        "link", name="Standards"
    ).click()
    newcomer.get_by_role("link", name="Grenzen und Selbstfürsorge").first.click()
    criterion = newcomer.locator("[id='GR-2']")
    expect(criterion).to_contain_text("bevor eine Begleitung sie überfordert")
    expect(criterion.locator("ins").first).to_be_visible()
    assert_accessible(newcomer)

    # opens the module that teaches it
    criterion.get_by_role("link", name="Grenzen und Selbstfürsorge").click()
    expect(newcomer).to_have_url(f"{served.url}/module/grenzen-und-selbstfuersorge/")
    expect(newcomer.get_by_text("Zu prüfen: GR-2")).to_be_visible()
    expect(newcomer.get_by_role("cell", name="Runde im Plenum")).to_be_visible()
    assert_accessible(newcomer)

    # finds a course
    newcomer.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Termine").click()
    assert_accessible(newcomer)
    row = newcomer.locator(".timetable-row", has_text="Basisqualifizierung Wetzlar").first
    row.get_by_role("link").click()
    newcomer.get_by_role("link", name="Basisqualifizierung Wetzlar").first.click()
    assert_accessible(newcomer)

    # signs up
    newcomer.get_by_label("Vor- und Nachname").fill(NAME)
    newcomer.get_by_label("E-Mail-Adresse").fill(ADDRESS)
    newcomer.get_by_label("Der Träger darf meine Angaben").check()
    newcomer.get_by_role("button", name="Verbindlich anmelden").click()
    expect(
        newcomer.get_by_text("Ihr Platz wird belegt, wenn Sie den Code eingeben")
    ).to_be_visible()
    assert_accessible(newcomer)
    newcomer.get_by_label("Code").fill(code_for(served, ADDRESS))
    newcomer.get_by_role("button", name="Verbindlich anmelden").click()
    expect(newcomer.get_by_text("Ihr Platz ist fest.").first).to_be_visible()
    assert_accessible(newcomer)

    # is ticked present on a phone-sized screen
    trainer = new_page(viewport=PHONE, has_touch=True)
    trainer.goto("/demo/")
    trainer.get_by_role("button", name="Umsehen als: Trainerin oder Trainer").click()
    assert_accessible(trainer)
    trainer.get_by_role("link", name="Ankommen; Rolle und Aufgaben").first.click()
    row = trainer.locator(".attendance-row", has_text=NAME)
    row.locator("[data-choice='there']").tap()
    expect(row).to_have_attribute("data-state", "saved")
    assert_accessible(trainer)
    trainer.reload()
    expect(trainer.locator(".attendance-row", has_text=NAME).get_by_label("da")).to_be_checked()

    # sees the dates in a calendar file
    newcomer.goto("/mein/")
    assert_accessible(newcomer)
    address = newcomer.get_by_label("Oder die Adresse kopieren").input_value()
    answer = newcomer.request.get(address)
    events = icalendar.Calendar.from_ical(answer.text()).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [
        "Ankommen; Rolle und Aufgaben",
        "Werte, Verständigung, Datenschutz",
        "Netzwerke vor Ort; Grenzen wahren",
    ]
    assert events[0].start.astimezone(UTC).date() == datetime.now(UTC).astimezone().date()


def test_mails_of_the_journey_can_be_read_in_the_demo(
    served: Served, new_page: Callable[..., Page]
) -> None:
    page = new_page()

    page.goto("/demo/post/")

    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    assert_accessible(page)
