"""What no browser sends: control characters and numbers that no row can have."""

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Remark
from curriculum.domain.drafting import seen_as
from curriculum.models import CriterionText
from tests.factories.consulted import Consulted, make_consulted
from tests.views.admin.conftest import sign_in

pytestmark = pytest.mark.django_db
NUL = "\x00"  # PostgreSQL keeps no such character
HUGE = "9" * 5000  # Python reads no such number


@pytest.fixture
def made() -> Consulted:
    return make_consulted()


def test_answer_is_stored_without_what_no_database_keeps(client: Client, made: Consulted) -> None:
    remark = made.remark(text="Bitte kürzer.")
    url = reverse("edition_consultation", args=[made.edition.pk])

    sent = {"deed": "answer", "remark": remark.pk, "answer": f"Ist{NUL} kürzer."}
    status = sign_in(client, made.centre).post(url, sent).status_code

    assert (status, Remark.objects.get(pk=remark.pk).answer) == (302, "Ist kürzer.")


def test_wording_is_stored_without_what_no_database_keeps(client: Client, made: Consulted) -> None:
    url = reverse("edition_workbench", args=[made.edition.pk])
    sent = {
        "deed": "translate",
        "row": made.reworded.pk,
        "language": f"e{NUL}n",
        "statement": f"Limits{NUL} are named.",
        "seen": seen_as("", ""),
    }

    status = sign_in(client, made.centre).post(url, sent).status_code

    text = CriterionText.objects.get(criterion=made.reworded, language="en")
    assert (status, text.statement) == (302, "Limits are named.")


@pytest.mark.parametrize("number", [HUGE, "9" * 30, "٣" * 30, "²"])
def test_numbers_that_no_row_has_name_no_row(client: Client, made: Consulted, number: str) -> None:
    sign_in(client, made.centre)
    bench = reverse("edition_workbench", args=[made.edition.pk])
    consultation = reverse("edition_consultation", args=[made.edition.pk])
    decisions = reverse("edition_decisions", args=[made.edition.predecessor_id])

    statuses = [
        client.get(bench, {"standard": number}).status_code,
        client.post(bench, {"deed": "drop", "row": number}).status_code,
        client.post(consultation, {"deed": "close", "remark": number}).status_code,
        client.get(decisions, {"carrier": number}).status_code,
        client.get(reverse("impact"), {"edition": number, "carrier": number}).status_code,
        client.get(reverse("wagtailadmin_choose_page"), {"page": "1", "to": number}).status_code,
    ]

    assert statuses == [200, 422, 404, 200, 200, 200]
