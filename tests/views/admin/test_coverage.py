"""The report on coverage: read, printed, taken along."""

import csv
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from curriculum.models import Edition
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)
from tests.views.admin.conftest import Estate, sign_in


@pytest.fixture
def covered(home_page: object) -> None:
    """GR-1 is served by a module, GR-2 by none; the draft after it is nobody's business."""
    edition = make_edition("2024")
    make_module("Grenzen üben", make_criterion(edition, "GR-1", "Grenzen sind bekannt."))
    make_criterion(edition, "GR-2", "Grenzen werden gewahrt.")
    edition = make_adopted(edition, date(2024, 1, 1))
    make_criterion(make_edition("2031", predecessor=edition), "GR-7", "Noch geheim.")


@pytest.mark.parametrize("role", ["coordinator", "trainer"])
def test_staff_reads_what_is_covered_and_what_is_not(
    client: Client, centre: Estate, covered: None, role: str
) -> None:
    page = sign_in(client, getattr(centre, role)).get(reverse("coverage")).text

    assert "1 Kriterium steht in keinem Modul" in page
    assert "Grenzen üben" in page
    assert "GR-7" not in page
    assert "2031" not in page


def test_spreadsheet_holds_the_same(client: Client, centre: Estate, covered: None) -> None:
    response = sign_in(client, centre.coordinator).get(reverse("coverage"), {"export": "csv"})

    text = response.content.decode("utf-8-sig")
    assert list(csv.reader(text.splitlines(), delimiter=";")) == [
        ["", "", "Grenzen üben"],
        ["GR-1", "Grenzen sind bekannt.", "eingeführt"],
        ["GR-2", "Grenzen werden gewahrt.", ""],
    ]


def test_spreadsheet_says_what_is_to_be_reviewed(
    client: Client, centre: Estate, covered: None
) -> None:
    older = Edition.objects.adopted().get()
    newer = Edition.objects.get(key="2031")
    changed = make_criterion(newer, "GR-1", "Grenzen werden benannt.")
    kept, gone = older.standards.get().criteria.order_by("key")
    make_step(kept, changed, Kind.REWORDED)
    make_step(gone, None, Kind.DROPPED)
    make_step(None, newer.standards.get().criteria.get(key="GR-7"), Kind.NEW)
    make_adopted(newer, date(2025, 1, 1))

    response = sign_in(client, centre.coordinator).get(reverse("coverage"), {"export": "csv"})

    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[2] == ["GR-1", "Grenzen werden benannt.", "eingeführt (zu prüfen)"]


def test_list_says_it_criterion_by_criterion(client: Client, centre: Estate, covered: None) -> None:
    page = sign_in(client, centre.coordinator).get(reverse("coverage")).text

    listed = page.partition('class="coverage-list"')[2].partition("</details>")[0]
    lines = [" ".join(strip_tags(line).split()) for line in listed.split("<li>")[1:]]
    assert lines == [
        "GR-1 Grenzen sind bekannt. Grenzen üben: eingeführt",
        "GR-2 Grenzen werden gewahrt. in keinem Modul",
    ]


def test_title_is_never_taken_for_a_formula(client: Client, centre: Estate, covered: None) -> None:
    make_module('=HYPERLINK("https://example.org")')

    response = sign_in(client, centre.coordinator).get(reverse("coverage"), {"export": "csv"})

    head = next(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [cell for cell in head if "HYPERLINK" in cell] == ['\'=HYPERLINK("https://example.org")']


def test_draft_cannot_be_asked_for(client: Client, centre: Estate, covered: None) -> None:
    page = sign_in(client, centre.coordinator).get(reverse("coverage"), {"edition": "2031"}).text

    assert "GR-7" not in page
    assert "GR-2" in page


def test_house_without_standards_says_so(client: Client, centre: Estate) -> None:
    page = sign_in(client, centre.coordinator).get(reverse("coverage")).text

    assert "Noch ist keine Ausgabe beschlossen" in page


def test_strangers_and_trainees_do_not_get_in(client: Client, covered: None) -> None:
    assert client.get(reverse("coverage")).status_code == 302
