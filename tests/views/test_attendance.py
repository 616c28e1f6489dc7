"""The attendance list on the screen: with and without its script."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.models import Attendance, Session, SignUp
from tests.factories.attendance import BEGIN, DURING, make_attendance, make_list
from tests.factories.cohorts import make_session, make_sign_up, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


def sign_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(made, name="attendance", *extra):
    return reverse(f"cohorts:{name}", args=[made.session.uuid, *extra])


def shown(client, made):
    """What the form of the page would send if nothing was touched."""
    rows = client.get(address(made)).context["rows"]
    data = {}
    for row in rows:
        state = "absent" if row.choice.is_missing else row.choice.state
        data |= {
            f"p{row.number}-state": state,
            f"p{row.number}-late": row.choice.late,
            f"p{row.number}-early": row.choice.early,
            f"p{row.number}-seen": row.seen,
            f"p{row.number}-was": row.was,
        }
        if row.choice.is_excused:
            data[f"p{row.number}-excused"] = "on"
    return data


def states():
    return {
        row.participant.full_name.removeprefix("Teilnehmerin "): (
            row.state,
            row.late_minutes,
            row.early_minutes,
        )
        for row in Attendance.objects.select_related("participant")
    }


# --- without the script: one form, one button ----------------------------------------------------


def test_form_saves_every_changed_row_at_once():
    made = make_list(people=5)
    client = sign_in(made.trainer)
    one, two, three, four, _ = (person.pk for person in made.people)
    data = shown(client, made) | {
        f"p{one}-state": "present",
        f"p{two}-state": "partly",
        f"p{two}-late": "15",
        f"p{two}-early": "30",
        f"p{three}-state": "absent",
        f"p{four}-state": "absent",
        f"p{four}-excused": "on",
        "deed": "save",
    }

    response = client.post(address(made), data, follow=True)

    assert response.redirect_chain == [(address(made), 302)]
    assert [str(message) for message in response.context["messages"]] == ["4 Einträge gespeichert."]
    assert states() == {
        "01": ("present", 0, 0),
        "02": ("partly", 15, 30),
        "03": ("absent", 0, 0),
        "04": ("excused", 0, 0),
    }
    assert response.context["progress"].marked == 4


def test_form_takes_a_mark_back():
    made = make_list(people=1)
    make_attendance(made.session, made.people[0])
    client = sign_in(made.trainer)
    data = shown(client, made) | {f"p{made.people[0].pk}-state": ""}

    client.post(address(made), data)

    assert states() == {}


def test_form_never_touches_rows_that_were_not_changed_on_the_screen():
    """The other trainer has marked half of the list since this page was opened."""
    made = make_list(people=4)
    make_attendance(made.session, made.people[0])
    client = sign_in(made.trainer)
    data = shown(client, made)
    Attendance.objects.update(state="absent", at=DURING)
    make_attendance(made.session, made.people[1], "excused")

    client.post(address(made), data | {f"p{made.people[2].pk}-state": "present"})

    assert states() == {
        "01": ("absent", 0, 0),
        "02": ("excused", 0, 0),
        "03": ("present", 0, 0),
    }


def test_form_shows_both_values_where_somebody_was_faster_and_saves_the_rest():
    made = make_list(people=3)
    client = sign_in(made.trainer)
    data = shown(client, made)
    make_attendance(made.session, made.people[0], "absent", by=made.coordinator)

    response = client.post(
        address(made),
        data | {f"p{made.people[0].pk}-state": "present", f"p{made.people[1].pk}-state": "present"},
    )

    assert response.status_code == 200
    assert states() == {"01": ("absent", 0, 0), "02": ("present", 0, 0)}
    row = response.context["rows"][0]
    assert (row.choice.state, row.problem.wanted.state) == ("absent", "present")
    page = response.content.decode()
    assert "Dort steht: fehlt. Ihre Wahl war: da." in page
    assert "1 Eintrag wurde nicht gespeichert." in page

    again = shown(client, made) | {f"p{made.people[0].pk}-state": "present"}
    client.post(address(made), again)

    assert states()["01"] == ("present", 0, 0)


def test_form_names_the_row_whose_minutes_are_missing():
    made = make_list(people=2)
    client = sign_in(made.trainer)
    one, two = (person.pk for person in made.people)
    data = shown(client, made) | {f"p{one}-state": "partly", f"p{two}-state": "present"}

    response = client.post(address(made), data)

    assert states() == {"02": ("present", 0, 0)}
    assert [row.problem and row.problem.message for row in response.context["rows"]] == [
        "Wie viele Minuten zu spät, oder wie viele Minuten zu früh?",
        None,
    ]


@pytest.mark.parametrize("late", ["7", "-5", "x", "1.5", "99999999999999999999"])
def test_form_takes_steps_of_five_minutes_only(late):
    made = make_list(people=1)
    client = sign_in(made.trainer)
    number = made.people[0].pk
    data = shown(client, made) | {f"p{number}-state": "partly", f"p{number}-late": late}

    response = client.post(address(made), data)

    assert response.context["rows"][0].problem is not None
    assert states() == {}


@pytest.mark.parametrize("seen", ["yesterday", "2026-13-01", "0001-01-01T00:00:00+14:00", "x" * 99])
def test_form_survives_a_forged_stamp(seen):
    made = make_list(people=1)
    client = sign_in(made.trainer)
    number = made.people[0].pk
    data = shown(client, made) | {f"p{number}-state": "present", f"p{number}-seen": seen}

    response = client.post(address(made), data)

    assert response.status_code == 200
    assert states() == {}


def test_form_ignores_people_of_other_lists_and_fields_it_does_not_have():
    made, other = make_list(people=1), make_list(people=1)
    client = sign_in(made.trainer)
    stranger = other.people[0].pk
    data = shown(client, made) | {
        f"p{stranger}-state": "present",
        f"p{stranger}-seen": "",
        f"p{stranger}-was": "|0|0",
        "by": other.trainer.pk,
        "closed_at": "2026-01-01",
        "counted_minutes": "9999",
    }

    client.post(address(made), data)

    assert states() == {}
    assert Session.objects.get(pk=made.session.pk).closed_at is None


def test_rest_button_saves_changes_first_and_fills_only_unmarked_rows_of_the_screen():
    made = make_list(people=3)
    client = sign_in(made.trainer)
    data = shown(client, made) | {f"p{made.people[0].pk}-state": "absent", "deed": "rest"}
    make_sign_up(made.session.cohort)  # joins while the page is open

    client.post(address(made), data)

    assert states() == {
        "01": ("absent", 0, 0),
        "02": ("present", 0, 0),
        "03": ("present", 0, 0),
    }


def test_rest_button_waits_while_a_row_is_in_trouble():
    made = make_list(people=2)
    client = sign_in(made.trainer)
    data = shown(client, made) | {f"p{made.people[0].pk}-state": "partly", "deed": "rest"}

    client.post(address(made), data)

    assert states() == {}


# --- with the script: one row at a time ----------------------------------------------------------


def tap(client, made, person, **fields):
    return client.post(
        address(made, "attendance_mark", person.pk),
        {"seen": ""} | fields,
        HTTP_ACCEPT="application/json",
    )


def test_tap_answers_what_stands_there_now():
    made = make_list()

    response = tap(sign_in(made.trainer), made, made.people[0], state="partly", late="25")

    assert (response.status_code, response.json()) == (
        200,
        {
            "seen": DURING.isoformat(),
            "was": "partly|25|0",
            "state": "partly",
            "late": 25,
            "early": 0,
            "label": "teils",
            "mine": True,
            "by": "Amira Lotz",
        },
    )


def test_tap_then_tap_with_the_stamp_of_the_answer(clock):
    made = make_list()
    client = sign_in(made.trainer)
    seen = tap(client, made, made.people[0], state="present").json()["seen"]
    clock.shift(timedelta(seconds=3))

    changed = tap(client, made, made.people[0], state="absent", excused="on", seen=seen)
    undone = tap(client, made, made.people[0], state="", seen=changed.json()["seen"])

    assert changed.json()["was"] == "excused|0|0"
    assert (undone.status_code, undone.json()["was"], undone.json()["seen"]) == (200, "|0|0", "")
    assert states() == {}


def test_tap_on_a_row_that_somebody_else_has_marked_meanwhile_says_who_and_what():
    made = make_list()
    make_attendance(made.session, made.people[0], "absent", by=made.coordinator)

    response = tap(sign_in(made.trainer), made, made.people[0], state="present")

    assert response.status_code == 409
    answer = response.json()
    assert (answer["by"], answer["label"], answer["mine"]) == ("Jonas Berger", "fehlt", False)
    assert states() == {"01": ("absent", 0, 0)}


def test_tap_says_in_words_what_it_cannot_do(clock):
    made = make_list()
    client = sign_in(made.trainer)
    Session.objects.update(closed_at=DURING)

    response = tap(client, made, made.people[0], state="present")

    assert (response.status_code, response.json()) == (
        422,
        {"message": "Diese Liste ist abgeschlossen. Die Koordination kann sie korrigieren."},
    )


def test_rest_answers_who_was_marked():
    made = make_list(people=3)
    make_attendance(made.session, made.people[0], "absent")
    client = sign_in(made.trainer)
    numbers = [person.pk for person in made.people[:2]]

    response = client.post(
        address(made, "attendance_rest"), {"participant": [*numbers, "x", "99999"]}
    )

    assert {number: row["was"] for number, row in response.json()["rows"].items()} == {
        str(made.people[1].pk): "present|0|0"
    }
    assert states() == {"01": ("absent", 0, 0), "02": ("present", 0, 0)}


def test_tap_needs_the_token_against_forged_requests():
    made = make_list()
    client = Client(enforce_csrf_checks=True)
    client.force_login(made.trainer)

    response = tap(client, made, made.people[0], state="present")

    assert response.status_code == 403
    assert states() == {}


# --- when ----------------------------------------------------------------------------------------


def test_list_says_that_it_opens_on_the_day(clock):
    made = make_list()
    clock.move_to(BEGIN - timedelta(days=2))
    client = sign_in(made.trainer)

    page = client.get(address(made)).content.decode()
    response = client.post(address(made), {f"p{made.people[0].pk}-state": "present"}, follow=True)

    words = "Sie können die Anwesenheit ab dem Tag des Termins eintragen."
    assert words in page
    assert "-state" not in page
    assert [str(message) for message in response.context["messages"]] == [words]
    assert states() == {}


def test_list_of_a_cancelled_session_takes_no_marks():
    made = make_list(status="cancelled")
    client = sign_in(made.trainer)

    page = client.get(address(made)).content.decode()
    response = tap(client, made, made.people[0], state="present")

    assert "Dieser Termin ist abgesagt." in page
    assert response.status_code == 422
    assert states() == {}


def test_script_hears_in_words_that_somebody_is_no_longer_on_the_list():
    """Two entries of one person were joined while the list was open on a phone."""
    made = make_list(people=2)
    gone = made.people[0]
    client = sign_in(made.trainer)
    url = reverse("cohorts:attendance_mark", args=[made.session.uuid, gone.pk])
    SignUp.objects.filter(participant=gone).delete()

    response = client.post(url, {"state": "present"})

    assert response.status_code == 404
    assert response.json() == {
        "message": "Diese Person steht nicht mehr auf der Liste. Bitte laden Sie die Seite neu."
    }


# --- how much work -------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [3, 15])
def test_list_needs_the_same_queries_for_any_number_of_people(people):
    made = make_list(people=people)
    for participant in made.people[1:]:
        make_attendance(made.session, participant, by=made.coordinator)
    client = sign_in(made.trainer)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(made))

    assert len(response.context["rows"]) == people
    assert len(queries) == 7


@pytest.mark.parametrize("people", [3, 15])
def test_closed_list_needs_the_same_queries_for_any_number_of_people(people):
    made = make_list(people=people)
    for participant in made.people:
        make_attendance(made.session, participant, by=made.coordinator, counted_minutes=180)
    Session.objects.update(closed_at=DURING)
    client = sign_in(made.coordinator)

    with CaptureQueriesContext(connection) as queries:
        client.get(address(made))

    assert len(queries) == 8


@pytest.mark.parametrize("sessions", [1, 5])
def test_my_sessions_needs_the_same_queries_for_any_number_of_lists(sessions):
    made = make_list()
    for day in range(sessions - 1):
        session = make_session(made.session.cohort, starts_at=BEGIN + timedelta(days=day))
        session.trainers.create(user=made.trainer)
    client = sign_in(made.trainer)

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("cohorts:my_sessions"))

    assert len(queries) == 13  # three are the links in the head of every page


def test_nobody_keeps_a_copy_of_the_list():
    made = make_list()
    client = sign_in(made.trainer)

    for page in (address(made), reverse("cohorts:my_sessions")):
        assert "no-store" in client.get(page)["Cache-Control"]


def test_page_has_no_inline_style_or_script():
    made = make_list()
    make_user()

    page = sign_in(made.trainer).get(address(made)).content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert " onclick" not in page
