"""Deriving the next edition: from its record, once, with what was taken over."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from curriculum.models import Criterion, Edition
from tests.factories.curriculum import make_adopted, make_criterion, make_edition


def bench(edition: Edition) -> str:
    return reverse("edition_workbench", args=[edition.pk])


def test_next_edition_is_derived_from_the_record_of_the_newest(as_centre: Client) -> None:
    edition = make_edition("2025")
    make_criterion(edition)
    make_adopted(edition, date(2025, 1, 1))
    record = reverse("edition:inspect", args=[edition.pk])
    offered = as_centre.get(record).text

    response = as_centre.post(reverse("edition_derive"), {"key": "2027"})

    draft = Edition.objects.get(key="2027")
    derived = as_centre.get(record).text
    assert reverse("edition_derive") in offered
    assert response.url == bench(draft)
    assert reverse("edition_derive") not in derived
    assert f'<a href="{bench(draft)}">Werkbank 2027</a>' in derived


def test_record_of_a_draft_has_no_empty_dates_and_no_public_page(as_centre: Client) -> None:
    draft = make_edition("2027", predecessor=make_edition("2025"))

    page = as_centre.get(reverse("edition:inspect", args=[draft.pk]))

    assert [field["label"] for field in page.context["fields"]] == [
        "Ausgabe",
        "Stand",
        "Vorige Ausgabe",
    ]
    assert reverse("curriculum:edition", args=[draft.key]) not in page.text


def test_deriving_says_what_was_taken_over_and_how_long_it_took(as_centre: Client) -> None:
    edition = make_edition("2025")
    for key in ("GR-1", "GR-2", "RO-1"):
        make_criterion(edition, key)
    make_adopted(edition, date(2025, 1, 1))

    page = as_centre.post(reverse("edition_derive"), {"key": "2027"}, follow=True)

    (message,) = [str(message) for message in page.context["messages"]]
    assert message.startswith(
        "Die Ausgabe 2027 ist abgeleitet. Übernommen: 2 Standards, 3 Kriterien. Dauer: 0,"
    )


def test_pressing_twice_derives_once_and_leads_to_the_same_workbench(as_centre: Client) -> None:
    edition = make_edition("2025")
    make_criterion(edition)
    make_adopted(edition, date(2025, 1, 1))

    answers = [as_centre.post(reverse("edition_derive"), {"key": " 2027 "}) for _turn in range(2)]
    page = as_centre.get(answers[1].url)

    draft = Edition.objects.get(predecessor=edition)
    assert [answer.url for answer in answers] == [bench(draft)] * 2
    assert [message.level_tag for message in page.context["messages"]] == ["success", "info"]
    assert Criterion.objects.filter(standard__edition=draft).count() == 1


def test_another_key_does_not_pass_for_pressing_twice(as_centre: Client) -> None:
    edition = make_edition("2025")
    make_criterion(edition)
    make_adopted(edition, date(2025, 1, 1))
    as_centre.post(reverse("edition_derive"), {"key": "2027"})

    second = as_centre.post(reverse("edition_derive"), {"key": "2028"})

    assert second.url == reverse("edition:inspect", args=[edition.pk])
    assert Edition.objects.filter(predecessor=edition).count() == 1


@pytest.mark.parametrize("key", ["2025", "", "20 27"])
def test_wrong_key_derives_nothing_and_says_why(as_centre: Client, key: str) -> None:
    edition = make_edition("2025")
    make_criterion(edition)
    make_adopted(edition, date(2025, 1, 1))

    page = as_centre.post(reverse("edition_derive"), {"key": key}, follow=True)

    assert Edition.objects.get() == edition
    assert [message.level_tag for message in page.context["messages"]] == ["error"]


def test_whoever_comes_to_deriving_without_a_form_finds_the_editions(as_centre: Client) -> None:
    response = as_centre.get(reverse("edition_derive"))

    assertRedirects(response, reverse("edition:index"))
