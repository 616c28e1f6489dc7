"""The screen on which the competence centre adopts an edition."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from curriculum.domain import derivation, drafting
from curriculum.domain.workbench import MANY
from curriculum.models import Criterion, Edition
from tests.factories.curriculum import make_adopted, make_criterion, make_edition, make_user
from tests.views.admin.conftest import Estate, sign_in

FIELDS = {
    "adopted_on": "2026-03-01",
    "in_force_from": "2027-01-01",
    "minute_reference": "TOP 3",
    "approver": "Steuerkreis",
}


@pytest.fixture
def draft(db: None) -> Edition:
    first = make_edition("2025")
    make_criterion(first, "GR-1", "Grenzen gelten.")
    make_adopted(first, date(2025, 1, 1))
    return derivation.derive(key="2027", by=make_user(), now=timezone.now())


def screen(edition: Edition) -> str:
    return reverse("edition_adopt", args=[edition.pk])


def test_centre_adopts(as_centre: Client, draft: Edition) -> None:
    asked = as_centre.get(screen(draft)).text

    response = as_centre.post(screen(draft), FIELDS)

    draft.refresh_from_db()
    assert f"{reverse('impact')}?edition=2027" in asked
    assert response.url == reverse("edition:inspect", args=[draft.pk])
    assert (draft.is_adopted, draft.adopted_on, draft.in_force_from) == (
        True,
        date(2026, 3, 1),
        date(2027, 1, 1),
    )
    assert (draft.minute_reference, draft.approver) == ("TOP 3", "Steuerkreis")
    assert as_centre.get(screen(draft)).url == response.url


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"adopted_on": "2026-03-03"}, "adopted_on"),  # tomorrow
        ({"in_force_from": "2026-02-28"}, "in_force_from"),
        ({"minute_reference": " "}, "minute_reference"),
        ({"approver": " "}, "approver"),
        ({"adopted_on": "gestern"}, "adopted_on"),
    ],
)
def test_wrong_date_is_refused_at_its_field(
    as_centre: Client, draft: Edition, wrong: dict[str, str], field: str
) -> None:
    response = as_centre.post(screen(draft), FIELDS | wrong)

    assert list(response.context["form"].errors) == [field]
    draft.refresh_from_db()
    assert not draft.is_adopted


def test_what_is_missing_in_a_long_edition_leads_to_the_page_of_its_standard(
    as_centre: Client, draft: Edition
) -> None:
    for number in range(2, MANY + 2):
        make_criterion(draft, f"GR-{number}")
    last = make_criterion(draft, "RO-1")

    shown = as_centre.get(screen(draft)).text

    bench = reverse("edition_workbench", args=[draft.pk])
    address = f"{bench}?standard={last.standard_id}#RO-1"
    assert f'href="{address}"' in shown
    assert 'id="RO-1"' in as_centre.get(address).text
    assert 'id="RO-1"' not in as_centre.get(bench).text


def test_what_is_missing_stands_in_the_way(as_centre: Client, draft: Edition) -> None:
    drafting.reword(
        criterion=Criterion.objects.get(standard__edition=draft),
        level="must",
        statement="Anders.",
        by=make_user(),
        now=timezone.now(),
    )

    shown = as_centre.get(screen(draft)).text
    posted = as_centre.post(screen(draft), FIELDS)

    lack = "GR-1: Der Wortlaut ist anders, aber die Änderung ist nicht gekennzeichnet."
    bench = reverse("edition_workbench", args=[draft.pk])
    assert f'<li><a href="{bench}#GR-1">{lack}</a></li>' in shown
    assert 'id="GR-1"' in as_centre.get(bench).text
    assert 'name="adopted_on"' not in shown
    assert posted.status_code == 200
    draft.refresh_from_db()
    assert not draft.is_adopted


@pytest.mark.parametrize("role", ["coordinator", "trainer"])
def test_others_do_not_adopt(client: Client, ours: Estate, draft: Edition, role: str) -> None:
    sign_in(client, getattr(ours, role))

    answers = client.get(screen(draft)), client.post(screen(draft), FIELDS)

    assert [answer.status_code for answer in answers] == [302, 302]
    draft.refresh_from_db()
    assert not draft.is_adopted
