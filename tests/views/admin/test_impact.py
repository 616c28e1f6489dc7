"""The report on impact: for the competence centre, before a draft is adopted."""

import csv
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

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
def draft(home_page: object) -> None:
    first = make_edition("2025")
    old = make_criterion(first, "GR-1", "Grenzen sind bekannt.")
    make_module("Grenzen üben", old)
    second = make_edition("2027", predecessor=make_adopted(first, date(2025, 1, 1)))
    make_step(old, make_criterion(second, "GR-1", "Grenzen werden benannt."), Kind.REWORDED)


def test_centre_sees_what_adopting_would_touch(client: Client, centre: Estate, draft: None) -> None:
    page = sign_in(client, centre.coordinator).get(reverse("impact")).text

    assert "Wenn Sie die Ausgabe 2027 beschließen" in page
    assert '<option value="2027" selected>' in page
    assert "<strong>1 Modul</strong> ist zu prüfen." in page
    assert "Grenzen üben" in page


def test_centre_takes_the_table_along(client: Client, centre: Estate, draft: None) -> None:
    response = sign_in(client, centre.coordinator).get(reverse("impact"), {"export": "csv"})

    lines = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[1] == [
        "GR-1",
        "neu gefasst",
        "Grenzen sind bekannt.",
        "Grenzen werden benannt.",
        "Grenzen üben",
        "",
        "",
        "0",
        "0",
    ]


@pytest.mark.parametrize("asked", [{}, {"export": "csv"}, {"edition": "2027"}])
def test_others_do_not_get_in_and_do_not_see_the_entry(
    client: Client, ours: Estate, draft: None, asked: dict[str, str]
) -> None:
    for user in (ours.coordinator, ours.trainer):
        browser = sign_in(Client(), user)

        assert browser.get(reverse("impact"), asked).status_code in (302, 403)
        assert reverse("impact") not in browser.get(reverse("wagtailadmin_home")).text


def test_house_without_a_draft_says_so(client: Client, centre: Estate) -> None:
    page = sign_in(client, centre.coordinator).get(reverse("impact")).text

    assert "Zurzeit gibt es keinen Entwurf der Standards." in page
