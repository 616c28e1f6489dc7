"""Where the centre finds the consultation, and that nobody else does."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.models import Consultation, Remark
from curriculum.domain import steps
from curriculum.models import Edition
from home.models import User
from tests.factories.cohorts import NOW, make_carrier, make_user
from tests.factories.consulted import UNTIL, Consulted, make_consulted
from tests.factories.staff import make_member
from tests.views.admin.conftest import sign_in

pytestmark = pytest.mark.django_db
OTHERS = ("coordinator", "trainer", "named", "stranger", "trainee", "superuser")


@pytest.fixture
def made() -> Consulted:
    return make_consulted()


def page(made: Consulted, query: str = "") -> str:
    return reverse("edition_consultation", args=[made.edition.pk]) + query


def as_centre(client: Client, made: Consulted) -> Client:
    return sign_in(client, made.centre)


def opening(made: Consulted, **fields: Any) -> dict[str, Any]:
    return {
        "deed": "open",
        "carriers": [made.carrier.pk],
        "trainers": [made.named.pk],
        "until": UNTIL.isoformat(),
    } | fields


def person(made: Consulted, who: str) -> User:
    if who == "trainee":
        return make_user()
    return make_user(is_superuser=True) if who == "superuser" else getattr(made, who)


def test_first_screen_says_what_waits_and_since_when(client: Client, made: Consulted) -> None:
    row = made.remark(text="Das ist zu streng.")
    made.answer(made.remark(by=made.named, text="Schon beantwortet."))

    text = as_centre(client, made).get("/admin/").text
    others = [
        sign_in(client, person(made, who)).get("/admin/").text
        for who in ("coordinator", "trainer", "named")
    ]

    assert "Anmerkungen ohne Antwort" in text
    assert f"{page(made)}#remark-{row.pk}" in text
    assert ("Das ist zu streng." in text, "Schon beantwortet." in text) == (True, False)
    assert [("Das ist zu streng." in other, page(made) in other) for other in others] == [
        (False, False)
    ] * 3


def test_first_screen_leads_to_the_rest(client: Client, made: Consulted) -> None:
    for number in range(9):
        made.remark(text=f"Anmerkung {number}.")

    text = as_centre(client, made).get("/admin/").text

    assert text.count("/consultation/#remark-") == 8
    assert f'<a href="{page(made)}?state=open#remarks">Alle zeigen</a>' in text


def test_no_screen_deletes_a_draft(client: Client, made: Consulted) -> None:
    made.remark()
    as_centre(client, made)

    answer = client.post(f"/admin/edition/delete/{made.edition.pk}/")

    assert answer.status_code == 404
    assert Remark.objects.count() == 1
    with pytest.raises(ProtectedError):
        made.edition.delete()


def test_adopting_warns_of_remarks_without_an_answer_and_goes_on(
    client: Client, made: Consulted
) -> None:
    url = reverse("edition_adopt", args=[made.edition.pk])
    as_centre(client, made)
    before = client.get(url).text
    row = made.remark()
    warned = client.get(url).text
    form = {
        "adopted_on": "2026-03-02",
        "in_force_from": "2027-01-01",
        "minute_reference": "TOP 3",
        "approver": "Steuerkreis",
    }

    client.post(url, form)

    address = f"{page(made)}?state=open#remarks"
    assert (address in before, address in warned) == (False, True)
    assert "1 Anmerkung der Anhörung hat noch keine Antwort." in warned
    assert Edition.objects.get(pk=made.edition.pk).is_adopted
    assert Remark.objects.get() == row


def test_edition_and_workbench_lead_to_the_consultation(client: Client, made: Consulted) -> None:
    made.remark()
    made.answer(made.remark(by=made.named))
    as_centre(client, made)

    record = client.get(reverse("edition:inspect", args=[made.edition.pk])).text
    bench = client.get(reverse("edition_workbench", args=[made.edition.pk])).text

    assert f'class="button button-secondary" href="{page(made)}"' in record
    assert f'href="{page(made)}"' in bench
    assert "2 Anmerkungen</a>" in bench
    assert "1 ohne Antwort" in bench


# --- Nobody else


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_opens_the_screen_or_carries_out_a_deed(
    client: Client, made: Consulted, who: str
) -> None:
    row = made.remark()
    sign_in(client, person(made, who))

    got = [client.get(page(made, query)) for query in ("", "?export=csv", "?state=open")]
    sent = [
        client.post(page(made), data)
        for data in (
            opening(made, until="2026-12-31"),
            {"deed": "answer", "remark": row.pk, "answer": "Von mir."},
            {"deed": "close", "remark": row.pk},
        )
    ]

    row.refresh_from_db()
    assert not any("Zu streng." in answer.text for answer in (*got, *sent))
    assert {answer.status_code for answer in (*got, *sent)} <= {302, 403, 404}
    assert not any(page(made) in answer.get("Location", "") for answer in sent)
    assert (row.state, row.answer) == ("open", "")
    assert {row.until for row in Consultation.objects.all()} == {UNTIL}


def test_remarks_of_another_edition_are_not_answered_here(client: Client, made: Consulted) -> None:
    row = made.remark()
    other = Edition.objects.create(key="2099")
    as_centre(client, made)

    answers = [
        client.post(reverse("edition_consultation", args=[other.pk]), data)
        for data in (
            {"deed": "answer", "remark": row.pk, "answer": "Hier?"},
            {"deed": "answer", "remark": "quatsch", "answer": "Hier?"},
            {"deed": "quatsch", "remark": row.pk},
        )
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert client.post(page(made), {"deed": "quatsch", "remark": row.pk}).status_code == 404
    assert Remark.objects.get().state == "open"


@pytest.mark.parametrize("size", [1, 5])
def test_screen_asks_the_database_the_same_for_one_remark_and_for_five(
    client: Client, made: Consulted, size: int
) -> None:
    for number in range(size):
        criterion = steps.add(
            standard=made.reworded.standard,
            key=f"GR-{number + 10}",
            level="may",
            statement="Neu.",
            by=made.centre,
            now=NOW,
        )
        carrier = make_carrier()
        Consultation.objects.create(
            edition=made.edition, carrier=carrier, until=UNTIL, opened_at=NOW
        )
        author = make_member(carrier).user
        made.answer(made.remark(by=author, criterion=criterion))
        made.remark(by=author, criterion=criterion, text="Noch offen.")
    as_centre(client, made).get(page(made))

    counted = {}
    for query in ("", "?export=csv"):
        with CaptureQueriesContext(connection) as queries:
            client.get(page(made, query))
        counted[query] = len(queries)

    assert counted == {"": 24, "?export=csv": 13}
