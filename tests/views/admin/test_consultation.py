"""The screen of the consultation: asked, answered and closed by the competence centre alone."""

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Consultation, Remark
from curriculum.domain import drafting, steps
from curriculum.models import Edition
from tests.factories.cohorts import NOW
from tests.factories.consulted import NEW, UNTIL, Consulted, make_consulted, make_draft
from tests.factories.staff import make_member
from tests.views.admin.conftest import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Consulted:
    return make_draft()


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


def asked() -> list[tuple[str, Any]]:
    return [
        (str(row.carrier or row.trainer), row.until) for row in Consultation.objects.order_by("pk")
    ]


# --- Opening


def test_centre_opens_the_consultation(client: Client, draft: Consulted) -> None:
    as_centre(client, draft)
    shown = client.get(page(draft)).text

    response = client.post(page(draft), opening(draft), follow=True)

    assert "Anhörung öffnen" in shown
    assert response.redirect_chain == [(page(draft), 302)]
    assert Edition.objects.get(pk=draft.edition.pk).state == "consultation"
    assert asked() == [("Träger Fulda", UNTIL), (str(draft.named), UNTIL)]
    assert "Die Anhörung ist geöffnet." in response.text


def test_centre_asks_all_carriers_but_itself(client: Client, draft: Consulted) -> None:
    as_centre(client, draft).post(
        page(draft), opening(draft, everyone="on", carriers=[], trainers=[])
    )

    assert asked() == [("Träger Fulda", UNTIL), ("Träger Hanau", UNTIL)]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"until": "2026-03-01"}, "until"),
        ({"until": "bald"}, "until"),
        ({"carriers": [], "trainers": []}, "carriers"),
        ({"carriers": ["0"]}, "carriers"),
        ({"trainers": ["0"]}, "trainers"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    client: Client, draft: Consulted, wrong: dict[str, Any], field: str
) -> None:
    response = as_centre(client, draft).post(page(draft), opening(draft) | wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Edition.objects.get(pk=draft.edition.pk).state == "draft"


def test_those_asked_are_ticked_so_that_a_new_day_is_for_all(
    client: Client, made: Consulted
) -> None:
    form = as_centre(client, made).get(page(made)).context["form"]

    assert form.initial == {
        "carriers": [made.carrier.pk],
        "trainers": [made.named.pk],
        "until": UNTIL,
    }


def test_trainers_of_today_are_offered_with_their_carriers(
    client: Client, draft: Consulted
) -> None:
    make_member(draft.carrier, user=draft.named)
    make_member(draft.carrier, until=NOW.date() - timedelta(days=1))
    make_member(draft.carrier, "coordinator")

    choices = as_centre(client, draft).get(page(draft)).context["form"]["trainers"]

    labels = {str(choice.data["label"]) for choice in choices}
    assert labels == {
        f"{draft.trainer.name}, Träger Fulda",
        f"{draft.named.name}, Träger Fulda, Träger Hanau",
        f"{draft.stranger.name}, Träger Hanau",
    }


# --- Remarks and answers


def test_remarks_stand_in_the_order_of_the_document(client: Client, made: Consulted) -> None:
    added = steps.add(
        standard=made.reworded.standard,
        key="GR-0",
        level="may",
        statement="Neu.",
        by=made.centre,
        now=NOW,
    )
    made.remark(criterion=added)
    made.remark(criterion=made.dropped)
    made.remark()
    made.remark(by=made.named)
    steps.drop(criterion=added, reason="", by=made.centre, now=NOW)

    chapters = as_centre(client, made).get(page(made)).context["chapters"]

    assert [
        (chapter.key, subject.key, subject.is_dropped, len(subject.said))
        for chapter in chapters
        for subject in chapter.subjects
    ] == [("GR", "GR-1", False, 2), ("GR", "GR-2", True, 1), ("", "GR-0", False, 1)]


def test_wording_then_and_now_is_shown_with_the_way_to_the_workbench(
    client: Client, made: Consulted
) -> None:
    made.remark()
    drafting.reword(
        criterion=made.reworded,
        level="must",
        statement=NEW.replace("geübt", "benannt"),
        by=made.centre,
        now=NOW,
    )

    text = as_centre(client, made).get(page(made)).text
    bench = client.get(reverse("edition_workbench", args=[made.edition.pk])).text

    place = f"c{made.reworded.pk}"
    assert '<del><span class="w-sr-only">gestrichen: </span>geübt.</del>' in text
    assert f"?standard={made.reworded.standard_id}#{place}" in text
    assert f'id="{place}"' in bench
    assert f"{page(made)}#criterion-{made.reworded.pk}" in bench
    assert f'id="criterion-{made.reworded.pk}"' in text


def test_centre_answers_and_closes_in_place(client: Client, made: Consulted) -> None:
    row = made.remark()
    as_centre(client, made)

    answered = client.post(
        page(made), {"deed": "answer", "remark": row.pk, "answer": "Wir kürzen."}
    )
    closed = client.post(page(made), {"deed": "close", "remark": row.pk})

    row.refresh_from_db()
    assert {answered.url, closed.url} == {page(made, f"#remark-{row.pk}")}
    assert (row.state, row.answer, row.answered_by) == ("closed", "Wir kürzen.", made.centre)


def test_refused_answer_stays_in_its_field(client: Client, made: Consulted) -> None:
    row, other = made.remark(), made.remark(by=made.named)

    response = as_centre(client, made).post(
        page(made), {"deed": "answer", "remark": row.pk, "answer": "x" * 4001}
    )

    assert response.status_code == 422
    assert response.text.count("Bitte fassen Sie sich kurz") == 1
    assert f'aria-describedby="answer-{row.pk}-error">{"x" * 4001}</textarea>' in response.text
    assert f'aria-describedby="answer-{other.pk}-error"' not in response.text


def test_remarks_are_filtered_by_state(client: Client, made: Consulted) -> None:
    made.remark(text="Offen.")
    made.answer(made.remark(text="Beantwortet."))
    as_centre(client, made)

    shown = {
        query: [
            said.remark.text
            for chapter in client.get(page(made, query)).context["chapters"]
            for subject in chapter.subjects
            for said in subject.said
        ]
        for query in ("", "?state=open", "?state=answered", "?state=closed", "?state=quatsch")
    }

    both = ["Offen.", "Beantwortet."]
    assert shown == {
        "": both,
        "?state=open": ["Offen."],
        "?state=answered": ["Beantwortet."],
        "?state=closed": [],
        "?state=quatsch": both,
    }


def test_who_was_asked_is_listed_with_the_number_of_remarks(
    client: Client, made: Consulted
) -> None:
    made.remark()
    made.remark(by=made.coordinator)
    made.remark(by=made.named)
    made.open(until=UNTIL + timedelta(days=7), named=False)

    rows = as_centre(client, made).get(page(made)).context["asked"]

    assert [(row.name, row.consultation.until, row.remarks, row.is_over) for row in rows] == [
        ("Träger Fulda", UNTIL + timedelta(days=7), 2, False),
        (made.named.name, UNTIL, 1, False),
    ]


def test_remarks_are_taken_along_as_a_spreadsheet(client: Client, made: Consulted) -> None:
    made.answer(made.remark(text="=SUMME(A1)"))

    response = as_centre(client, made).get(page(made, "?export=csv"))

    rows = list(csv.reader(response.text.lstrip("\ufeff").splitlines(), delimiter=";"))
    assert response["Content-Disposition"] == 'attachment; filename="anhoerung-2031.csv"'
    assert rows[1] == [
        "GR",
        "GR-1",
        NEW,
        NEW,
        "Träger Fulda",
        made.trainer.name,
        "2026-03-02 10:00",
        "'=SUMME(A1)",
        "beantwortet",
        "Wir kürzen.",
        "2026-03-02 10:00",
    ]


def test_after_adoption_remarks_are_read_and_no_form_is_offered(
    client: Client, made: Consulted
) -> None:
    row = made.remark()
    Edition.objects.filter(pk=made.edition.pk).update(
        state="adopted", adopted_on=NOW.date(), in_force_from=NOW.date()
    )
    as_centre(client, made)

    shown = client.get(page(made)).text
    refused = client.post(page(made), {"deed": "answer", "remark": row.pk, "answer": "Spät."})

    assert "Zu streng." in shown
    assert (f'name="remark" value="{row.pk}"' in shown, 'name="deed"' in shown) == (False, False)
    assert refused.status_code == 422
    assert Remark.objects.get().answer == ""
