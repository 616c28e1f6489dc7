"""Closed lists, corrections, and the list of lists."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.urls import reverse

from cohorts.models import AbsenceNotice, Attendance, Session, SignUp
from tests.factories.attendance import BEGIN, DURING, make_attendance, make_list
from tests.factories.cohorts import make_session
from tests.views.test_attendance import address, shown, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


# --- the rest -----------------------------------------------------------------------------------


def test_rest_counts_nobody_who_has_left_or_cannot_come():
    made = make_list(people=4)
    one, two, three, _four = made.people
    SignUp.objects.filter(participant=one).update(state="dropped_out", state_since=DURING)
    AbsenceNotice.objects.create(session=made.session, participant=two, at=BEGIN)
    make_attendance(made.session, three)

    response = sign_in(made.trainer).get(address(made))

    assert response.context["rest"] == 1
    assert response.content.decode().count("data-away") == 2


# --- closing and correcting ----------------------------------------------------------------------


def test_closing_names_the_unmarked_people_first():
    made = make_list(people=3)
    make_attendance(made.session, made.people[1])
    client = sign_in(made.trainer)
    data = shown(client, made) | {"deed": "close"}

    response = client.post(address(made), data, follow=True)

    assert response.redirect_chain == [(address(made, "attendance_close"), 302)]
    assert [e.participant for e in response.context["unmarked"]] == [made.people[0], made.people[2]]
    assert Session.objects.get(pk=made.session.pk).closed_at is None


def test_closed_list_shows_what_counts_and_has_no_form(clock):
    made = make_list(people=2)
    make_attendance(made.session, made.people[0], "partly", late_minutes=30)
    client = sign_in(made.trainer)

    response = client.post(address(made, "attendance_close"), follow=True)

    page = response.content.decode()
    assert [
        row.entry.row and row.entry.row.counted_minutes for row in response.context["rows"]
    ] == [
        150,
        None,
    ]
    assert "150 von 180 Minuten" in page
    assert "0 von 180 Minuten" in page
    assert "-state" not in page
    assert "korrektur" not in page  # the trainer cannot
    assert Session.objects.get(pk=made.session.pk).closed_at == DURING


def test_closing_twice_or_before_the_beginning_is_harmless(clock):
    made = make_list()
    client = sign_in(made.trainer)

    clock.move_to(BEGIN - timedelta(minutes=5))
    early = client.post(address(made, "attendance_close"), follow=True)
    clock.move_to(DURING)
    client.post(address(made, "attendance_close"))
    again = client.post(address(made, "attendance_close"), follow=True)

    assert [str(message) for message in early.context["messages"]] == [
        "Sie können die Liste abschließen, sobald der Termin begonnen hat."
    ]
    assert again.redirect_chain == [(address(made), 302)]


def test_coordinator_corrects_an_entry_with_a_reason():
    made = make_list(people=1)
    make_attendance(made.session, made.people[0], "absent")
    client = sign_in(made.coordinator)
    client.post(address(made, "attendance_close"))
    form = address(made, "attendance_correct", made.people[0].pk)
    assert form in client.get(address(made)).content.decode()
    seen = client.get(form).context["form"]["seen"].value()

    refused = client.post(form, {"state": "present", "seen": seen, "reason": " "})
    corrected = client.post(form, {"state": "present", "seen": seen, "reason": "Saß hinten."})

    assert refused.context["form"].errors == {
        "reason": ["Bitte schreiben Sie, warum der Eintrag korrigiert wird."]
    }
    assert corrected.status_code == 302
    assert Attendance.objects.get().counted_minutes == 180


def test_correction_shows_when_somebody_else_was_faster():
    made = make_list(people=1)
    row = make_attendance(made.session, made.people[0], "absent")
    client = sign_in(made.coordinator)
    client.post(address(made, "attendance_close"))
    form = address(made, "attendance_correct", made.people[0].pk)
    old = {"state": "present", "seen": row.at.isoformat(), "reason": "War da."}
    Attendance.objects.update(state="excused", at=DURING)

    refused = client.post(form, old)
    decided = client.post(form, old | {"seen": refused.context["form"]["seen"].value()})

    assert refused.context["choice"].state == "excused"
    assert decided.status_code == 302
    assert Attendance.objects.get().state == "present"


# --- my sessions ---------------------------------------------------------------------------------


def test_my_sessions_shows_today_on_top(clock):
    made = make_list(title="Heute")
    cohort = made.session.cohort
    for days, title in ((-7, "Offen"), (7, "Kommt"), (-14, "Fertig"), (-1, "Abgesagt")):
        session = make_session(cohort, starts_at=BEGIN + timedelta(days=days), title=title)
        session.trainers.create(user=made.trainer)
    Session.objects.filter(title="Fertig").update(closed_at=BEGIN)
    Session.objects.filter(title="Abgesagt").update(status="cancelled")

    response = sign_in(made.trainer).get(reverse("cohorts:my_sessions"))

    found = [
        [(session.title, progress.total) for session, progress in lists]
        for _, lists in response.context["parts"]
    ]
    assert found == [[("Heute", 3)], [("Offen", 3)], [("Kommt", 3)], [("Fertig", 3)]]
    page = response.content.decode()
    places = [page.index(title) for title in (">Heute<", ">Offen<", ">Kommt<", ">Fertig<")]
    assert all(before < after for before, after in pairwise(places))


def test_my_sessions_keeps_todays_closed_list_on_top():
    made = make_list(title="Heute", closed_at=DURING)

    context = sign_in(made.trainer).get(reverse("cohorts:my_sessions")).context

    titles = [[session.title for session, _ in lists] for _, lists in context["parts"]]
    assert titles == [["Heute"], [], [], []]


def test_my_sessions_knows_berlin_days(clock):
    """At half past eleven in Berlin it is still today, although the next session is near."""
    made = make_list(title="Heute", ends_at=BEGIN + timedelta(hours=6))
    clock.move_to(datetime.fromisoformat("2026-03-03T23:30:00+01:00"))

    context = sign_in(made.trainer).get(reverse("cohorts:my_sessions")).context

    assert [[session.title for session, _ in lists] for _, lists in context["parts"]] == [
        ["Heute"],
        [],
        [],
        [],
    ]


def test_my_sessions_turns_pages_of_closed_lists(clock):
    made = make_list()
    for week in range(25):
        session = make_session(made.session.cohort, starts_at=BEGIN - timedelta(weeks=week + 1))
        session.trainers.create(user=made.trainer)
    Session.objects.exclude(pk=made.session.pk).update(closed_at=BEGIN)
    client = sign_in(made.trainer)

    first = client.get(reverse("cohorts:my_sessions")).context
    second = client.get(reverse("cohorts:my_sessions"), {"page": "2"}).context

    assert [len(context["parts"][-1][1]) for context in (first, second)] == [20, 5]


# --- how the attendance was ----------------------------------------------------------------------


def test_my_sessions_shows_the_attendance_of_my_courses_as_bars_and_table():
    made, other = make_list(people=4), make_list(people=3)
    for person, state in zip(made.people, ("present", "partly", "absent"), strict=False):
        late = 30 if state == "partly" else 0
        make_attendance(made.session, person, state, late_minutes=late)
    make_attendance(other.session, other.people[0])

    response = sign_in(made.trainer).get(reverse("cohorts:my_sessions"))

    ((cohort, (one,)),) = response.context["courses"]
    page = response.content.decode()
    assert (cohort, one.session) == (made.session.cohort, made.session)
    assert "Letzter Termin: 2 von 4 Personen waren da. 1 davon nur teilweise." in page
    assert 'class="turnout__partly" x="10" y="10" width="10"' in page
    assert page.count("<caption>Personen auf der Liste jedes Termins</caption>") == 1
