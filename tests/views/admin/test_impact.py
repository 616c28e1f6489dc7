"""The report on impact: for the competence centre, before a draft is adopted."""

import csv
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cohorts.models import CohortModule
from curriculum.models import Criterion, Edition, ModulePage
from tests.factories.cohorts import make_cohort
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
    make_module(
        "Neu geschrieben",
        Criterion.objects.get(key="GR-1", texts__statement__contains="bekannt"),
        live=False,
    )
    response = sign_in(client, centre.coordinator).get(reverse("impact"), {"export": "csv"})

    lines = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[1] == [
        "GR-1",
        "neu gefasst",
        "Grenzen sind bekannt.",
        "Grenzen werden benannt.",
        "Grenzen üben, Neu geschrieben (in einem Entwurf)",
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


def test_draft_in_consultation_is_asked_about_first(
    client: Client, centre: Estate, draft: None
) -> None:
    make_edition("2031")
    sign_in(client, centre.coordinator)
    newest = client.get(reverse("impact")).context["impact"].edition.key

    Edition.objects.filter(key="2027").update(state=Edition.State.CONSULTATION)
    first = client.get(reverse("impact")).context["impact"].edition.key
    chosen = client.get(reverse("impact"), {"edition": "2031"}).context["impact"].edition.key

    assert (newest, first, chosen) == ("2031", "2027", "2031")


def test_workbench_leads_to_the_impact_and_back(
    client: Client, centre: Estate, draft: None
) -> None:
    bench = reverse("edition_workbench", args=[Edition.objects.get(key="2027").pk])
    sign_in(client, centre.coordinator)

    assert f'href="{reverse("impact")}?edition=2027"' in client.get(bench).text
    assert f'href="{bench}"' in client.get(reverse("impact")).text


def test_courses_are_named_and_filtered_by_carrier(
    client: Client, centre: Estate, ours: Estate, theirs: Estate, draft: None
) -> None:
    for estate in (ours, theirs):
        CohortModule.objects.create(
            cohort=estate.cohort, module=ModulePage.objects.get(), planned_minutes=90
        )
    make_step(None, make_criterion(Edition.objects.get(key="2027"), "GR-9", "Ganz neu."), Kind.NEW)
    sign_in(client, centre.coordinator)

    every = client.get(reverse("impact")).text
    asked = {"carrier": ours.carrier.pk}
    filtered = client.get(reverse("impact"), asked).text
    table = client.get(reverse("impact"), asked | {"export": "csv"}).text

    record = reverse("cohort:inspect", args=[theirs.cohort.pk])
    assert "<strong>2 laufende Kurse</strong>" in every
    assert every.count(f'href="{record}"') == 2  # in the table, and at the criterion
    assert "Kurse und Personen: nur die von Träger Lahn." in filtered
    assert f'href="{record}"' not in filtered
    assert "Kurs Lahn" in table
    assert "Kurs Geheim" not in table
    assert "GR-9;neu;;Ganz neu." in table


@pytest.mark.parametrize("size", [1, 5])
def test_queries_do_not_grow(
    client: Client,
    centre: Estate,
    draft: None,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    for _ in range(size):
        CohortModule.objects.create(
            cohort=make_cohort(), module=ModulePage.objects.get(), planned_minutes=90
        )
    sign_in(client, centre.coordinator).get(reverse("impact"))

    with django_assert_num_queries(40):
        client.get(reverse("impact"))
