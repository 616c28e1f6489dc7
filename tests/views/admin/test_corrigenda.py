"""The screen on which the competence centre corrects a printing error of an adopted edition."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from curriculum.models import Corrigendum, Criterion, CriterionText, Edition
from tests.factories.curriculum import Kind, make_adopted, make_criterion, make_edition, make_step
from tests.views.admin.conftest import Estate, sign_in


@pytest.fixture
def criterion(db: None) -> Criterion:
    found = make_criterion(make_edition("2025"), "GR-1", "Grenzen sind bekant.")
    make_adopted(found.standard.edition, date(2025, 1, 1))
    return found


def fields(chosen: Criterion, **other: str) -> dict[str, str]:
    return {
        "criterion": str(chosen.pk),
        "text": "Lies: bekannt.",
        "dated_on": "2026-03-02",
        "is_final": "on",
    } | other


def screen(edition: Edition) -> str:
    return reverse("edition_correct", args=[edition.pk])


def record(edition: Edition) -> str:
    return reverse("edition:inspect", args=[edition.pk])


def bench(edition: Edition) -> str:
    return reverse("edition_workbench", args=[edition.pk])


def test_centre_puts_a_corrigendum_beside_the_wording(
    as_centre: Client, criterion: Criterion
) -> None:
    edition = criterion.standard.edition
    asked = as_centre.get(f"{screen(edition)}?criterion={criterion.pk}").text

    response = as_centre.post(screen(edition), fields(criterion))

    assert f'<option value="{criterion.pk}" selected>GR-1 Grenzen sind bekant.</option>' in asked
    assert 'value="2026-03-02"' in asked  # today
    assert response.url == f"{record(edition)}#criterion-{criterion.pk}"
    assert list(Corrigendum.objects.values_list("criterion", "text", "dated_on")) == [
        (criterion.pk, "Lies: bekannt.", date(2026, 3, 2))
    ]
    assert CriterionText.objects.get().statement == "Grenzen sind bekant."


@pytest.mark.parametrize("where", [record, bench])
def test_the_edition_leads_there_from_each_criterion_and_shows_what_was_corrected(
    as_centre: Client, criterion: Criterion, where: object
) -> None:
    edition = criterion.standard.edition
    Corrigendum.objects.create(
        criterion=criterion, dated_on=date(2026, 2, 3), text="Lies: <bekannt>."
    )

    text = as_centre.get(where(edition)).text  # type: ignore[operator]

    assert f'href="{screen(edition)}?criterion={criterion.pk}"' in text
    assert "Druckfehlerberichtigung vom 3. Februar 2026" in text
    assert "Lies: &lt;bekannt&gt;." in text


def test_the_workbench_of_the_next_edition_shows_what_was_corrected(
    as_centre: Client, criterion: Criterion
) -> None:
    draft = make_edition("2027", predecessor=criterion.standard.edition)
    make_step(criterion, make_criterion(draft, "GR-1", "Grenzen sind bekant."), Kind.UNCHANGED)
    Corrigendum.objects.create(
        criterion=criterion, dated_on=date(2026, 2, 3), text="Lies: bekannt."
    )

    text = as_centre.get(bench(draft)).text

    assert text.count("Lies: bekannt.") == 1
    assert screen(draft) not in text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "  "}, "text"),
        ({"dated_on": "2026-03-03"}, "dated_on"),  # tomorrow
        ({"dated_on": "2024-12-31"}, "dated_on"),  # before the adoption
        ({"is_final": ""}, "is_final"),
        ({"criterion": "987654"}, "criterion"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    as_centre: Client, criterion: Criterion, wrong: dict[str, str], field: str
) -> None:
    response = as_centre.post(screen(criterion.standard.edition), fields(criterion, **wrong))

    assert list(response.context["form"].errors) == [field]
    assert not Corrigendum.objects.exists()


def test_sent_twice_it_stands_there_once(as_centre: Client, criterion: Criterion) -> None:
    as_centre.post(screen(criterion.standard.edition), fields(criterion))

    again = as_centre.post(screen(criterion.standard.edition), fields(criterion))

    assert again.context["form"].non_field_errors() == [
        "Diese Druckfehlerberichtigung gibt es schon."
    ]
    assert Corrigendum.objects.count() == 1


def test_a_criterion_of_another_edition_is_not_offered(
    as_centre: Client, criterion: Criterion
) -> None:
    draft = make_criterion(make_edition("2031"), "GR-7", "Entwurf.")

    asked = as_centre.get(f"{screen(criterion.standard.edition)}?criterion={draft.pk}")
    response = as_centre.post(screen(criterion.standard.edition), fields(draft))

    assert "GR-7" not in asked.text
    assert list(response.context["form"].errors) == ["criterion"]
    assert not Corrigendum.objects.exists()


def test_a_draft_is_changed_itself(as_centre: Client) -> None:
    draft = make_criterion(make_edition("2031"), "GR-7", "Entwurf.")
    edition = draft.standard.edition

    answers = as_centre.get(screen(edition)), as_centre.post(screen(edition), fields(draft))

    assert [answer.url for answer in answers] == [record(edition)] * 2
    assert screen(edition) not in as_centre.get(record(edition)).text
    assert not Corrigendum.objects.exists()


@pytest.mark.parametrize("role", ["coordinator", "trainer"])
def test_others_correct_nothing(
    client: Client, ours: Estate, criterion: Criterion, role: str
) -> None:
    edition = criterion.standard.edition
    Corrigendum.objects.create(
        criterion=criterion, dated_on=date(2026, 2, 3), text="Lies: bekannt."
    )
    sign_in(client, getattr(ours, role))

    read = client.get(record(edition))
    answers = client.get(screen(edition)), client.post(screen(edition), fields(criterion))

    assert "Lies: bekannt." in read.text
    assert screen(edition) not in read.text
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Corrigendum.objects.count() == 1


def test_the_record_shows_the_decision_and_its_digest(
    as_centre: Client, criterion: Criterion
) -> None:
    edition = Edition.objects.get()

    text = as_centre.get(record(edition)).text

    for shown in ("TOP 1", "Steuerkreis", "Prüfsumme", edition.digest, "1. Januar 2025"):
        assert shown in text
