"""Standards and modules in the admin: drafts are worked on, what was adopted stays."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curriculum.models import CriterionText, Edition, LinkReview, ModulePage
from tests.factories.curriculum import (
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)
from tests.views.admin.conftest import Estate, sign_in

WORDING = {"level": "must", "statement": "Neuer Wortlaut.", "explanation": "Weil es so ist."}


def german(criterion: object) -> str:
    return CriterionText.objects.get(criterion=criterion, language="de").statement


def test_centre_changes_the_wording_of_a_draft(as_centre: Client) -> None:
    criterion = make_criterion(make_edition("2027"), "GR-2")
    url = reverse("criterion:edit", args=[criterion.pk])

    listed = as_centre.get(reverse("edition:inspect", args=[criterion.standard.edition_id])).text
    response = as_centre.post(url, WORDING | {"key": "XX", "standard": "9"})

    criterion.refresh_from_db()
    assert url in listed
    assert response.url == reverse("edition:inspect", args=[criterion.standard.edition_id])
    assert (german(criterion), criterion.key) == ("Neuer Wortlaut.", "GR-2")


def test_adopted_wording_is_not_offered_for_change_and_the_reason_is_said(
    as_centre: Client,
) -> None:
    criterion = make_criterion(make_edition("2023"), "GR-2")
    before = german(criterion)
    edition = make_adopted(criterion.standard.edition, date(2024, 1, 1))
    url = reverse("criterion:edit", args=[criterion.pk])

    record = as_centre.get(reverse("edition:inspect", args=[edition.pk])).text
    answers = as_centre.get(url), as_centre.post(url, WORDING)

    assert url not in record
    assert "Diese Ausgabe ist beschlossen" in record
    assert {answer.url for answer in answers} == {reverse("edition:inspect", args=[edition.pk])}
    assert german(criterion) == before


@pytest.mark.parametrize("role", ["coordinator", "trainer"])
def test_others_read_standards_and_change_nothing(client: Client, ours: Estate, role: str) -> None:
    criterion = make_criterion(make_edition("2023"), "GR-2")
    before = german(criterion)
    make_adopted(criterion.standard.edition, date(2024, 1, 1))
    sign_in(client, getattr(ours, role))
    url = reverse("criterion:edit", args=[criterion.pk])

    read = client.get(reverse("edition:inspect", args=[criterion.standard.edition_id]))
    written = client.post(url, WORDING)

    assert read.status_code == 200
    assert url not in read.text
    assert written.status_code == 302
    assert german(criterion) == before


def test_blank_wording_is_refused_at_the_field(as_centre: Client) -> None:
    criterion = make_criterion(make_edition("2027"), "GR-2")

    response = as_centre.post(
        reverse("criterion:edit", args=[criterion.pk]), WORDING | {"statement": "  "}
    )

    assert list(response.context["form"].errors) == ["statement"]


@pytest.mark.parametrize("size", [1, 5])
def test_standards_ask_the_database_the_same_for_one_row_and_for_five(
    as_centre: Client, size: int
) -> None:
    for number in range(size):
        edition = make_edition(f"20{number + 10}")
    for number in range(size):
        make_criterion(edition, f"GR-{number}")
    as_centre.get(reverse("edition:index"))

    counted = []
    for url in (reverse("edition:index"), reverse("edition:inspect", args=[edition.pk])):
        with CaptureQueriesContext(connection) as queries:
            as_centre.get(url)
        counted.append(len(queries))

    assert counted == [16, 20]


@pytest.fixture
def changed(ours: Estate) -> ModulePage:
    """A module of the own trainer whose criterion was reworded in the edition in force."""
    old = make_criterion(make_edition("2023"), "GR-2", statement="Alter Wortlaut.")
    make_adopted(old.standard.edition, date(2024, 1, 1))
    new = make_criterion(
        make_edition("2025", predecessor=old.standard.edition), "GR-2", statement="Neuer Wortlaut."
    )
    make_step(old, new, "reworded")
    make_adopted(new.standard.edition, date(2025, 1, 1))
    return make_module("Grenzen achten", old, responsible=ours.trainer)


def test_editor_shows_what_changed_and_the_trainer_confirms_with_a_reason(
    tree: None, client: Client, ours: Estate, changed: ModulePage
) -> None:
    sign_in(client, ours.trainer)
    new = Edition.objects.get(key="2025").standards.get().criteria.get()
    edit = reverse("wagtailadmin_pages:edit", args=[changed.pk])
    reviews = reverse("module_reviews", args=[changed.pk])
    confirm = reverse("module_review", args=[changed.pk, new.pk])

    waiting = client.get(reverse("wagtailadmin_home")).text
    editor = client.get(edit).text
    asked = client.get(confirm).text
    client.post(confirm, {"reason": " "})
    after_blank = LinkReview.objects.count()
    client.post(confirm, {"reason": "Die Übung trifft den neuen Wortlaut."})
    after = client.get(edit).text + client.get(reverse("wagtailadmin_home")).text

    assert reviews in waiting
    assert "Lernziele" in editor
    assert "Learning goals" not in editor
    assert reviews in editor
    assert "Neuer" in asked
    assert after_blank == 0
    assert LinkReview.objects.get().by == ours.trainer
    assert reviews not in after


def test_other_trainer_neither_sees_nor_confirms_it(
    tree: None, client: Client, ours: Estate, theirs: Estate, changed: ModulePage
) -> None:
    sign_in(client, theirs.trainer)
    new = Edition.objects.get(key="2025").standards.get().criteria.get()
    confirm = reverse("module_review", args=[changed.pk, new.pk])

    waiting = client.get(reverse("wagtailadmin_home")).text
    client.post(confirm, {"reason": "Einfach so."})

    assert "Grenzen achten" not in waiting
    assert not LinkReview.objects.exists()


def test_goal_offers_adopted_criteria_with_their_wording(
    tree: None, client: Client, ours: Estate, changed: ModulePage
) -> None:
    make_criterion(make_edition("2027"), "GR-9", statement="Noch ein Entwurf.")
    sign_in(client, ours.trainer)

    text = client.get(reverse("wagtailadmin_pages:edit", args=[changed.pk])).text

    assert "GR-2 Alter Wortlaut." in text
    assert "GR-2 Neuer Wortlaut." in text
    assert "Noch ein Entwurf." not in text
