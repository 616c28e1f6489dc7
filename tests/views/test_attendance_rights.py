"""Who may keep a list: its trainers until it is closed, and the organiser's coordinators."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cohorts.models import Attendance, Membership, Session, SignUp
from tests.factories.attendance import BEGIN, DURING, make_attendance, make_list
from tests.factories.cohorts import (
    make_carrier,
    make_coordinator,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)

pytestmark = pytest.mark.django_db

SCREENS = ("attendance", "attendance_rest", "attendance_close")
ROW_SCREENS = ("attendance_mark", "attendance_correct")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(DURING, tick=False):
        yield


@pytest.fixture
def made():
    """A list with a marked person, beside another carrier's list with a marked person."""
    other = make_list(title="Fremder Termin")
    make_attendance(other.session, other.people[0])
    made = make_list()
    make_attendance(made.session, made.people[0])
    return made


def sign_in(user):
    client = Client()
    client.force_login(user)
    return client


def somebody(kind, made):
    cohort = made.session.cohort
    if kind == "trainee":
        user = make_user()
        participant = made.people[0]
        participant.user = user
        participant.save()
        return user
    if kind == "coordinator of another carrier":
        return make_coordinator(make_carrier())
    if kind == "coordinator of the person's carrier":
        own = make_carrier()
        SignUp.objects.filter(participant=made.people[0]).update(carrier=own)
        return make_coordinator(own)
    if kind == "competence centre":
        return make_coordinator(make_carrier(is_centre=True))
    if kind == "trainer of another session":
        return make_trainer(make_session(cohort, starts_at=BEGIN + timedelta(days=7)))
    if kind == "trainer of the carrier without this session":
        user = make_user()
        Membership.objects.create(
            user=user, carrier=cohort.organiser, role="trainer", since=date(2020, 1, 1)
        )
        return user
    if kind == "former coordinator":
        user = make_coordinator(cohort.organiser)
        Membership.objects.filter(user=user).update(until=date(2026, 3, 2))
        return user
    return make_user()


@pytest.mark.parametrize(
    "kind",
    [
        "trainee",
        "coordinator of another carrier",
        "coordinator of the person's carrier",
        "competence centre",
        "trainer of another session",
        "trainer of the carrier without this session",
        "former coordinator",
        "somebody with an account",
    ],
)
@pytest.mark.parametrize("closed", [False, True])
def test_list_does_not_exist_for(kind, closed, made):
    client = sign_in(somebody(kind, made))
    if closed:
        Session.objects.filter(pk=made.session.pk).update(closed_at=DURING)
    before = list(Attendance.objects.values_list("participant", "state", "at"))
    person = made.people[0].pk
    data = {"state": "absent", "seen": BEGIN.isoformat(), "reason": "x", f"p{person}-was": "|0|0"}

    codes = set()
    for name in SCREENS:
        url = reverse(f"cohorts:{name}", args=[made.session.uuid])
        codes.add(client.post(url, data).status_code)
        if name != "attendance_rest":
            codes.add(client.get(url).status_code)
    for name in ROW_SCREENS:
        url = reverse(f"cohorts:{name}", args=[made.session.uuid, person])
        codes.add(client.post(url, data).status_code)
    response = client.get(reverse("cohorts:my_sessions"))

    assert codes == {404}
    assert list(Attendance.objects.values_list("participant", "state", "at")) == before
    assert made.session.pk not in {
        session.pk for _, lists in response.context["parts"] for session, _ in lists
    }


@pytest.mark.parametrize("who", ["trainer", "coordinator"])
def test_list_is_kept_by(who, made):
    client = sign_in(getattr(made, who))
    url = reverse("cohorts:attendance_mark", args=[made.session.uuid, made.people[1].pk])

    page = client.get(reverse("cohorts:attendance", args=[made.session.uuid]))
    answer = client.post(url, {"state": "present", "seen": ""})

    assert (page.status_code, answer.status_code) == (200, 200)
    assert {row.entry.participant for row in page.context["rows"]} == set(made.people)


def test_my_sessions_lists_own_ones_only(made):
    cohort = made.session.cohort
    sibling = make_session(cohort, starts_at=BEGIN + timedelta(days=7), title="Anderer Abend")
    make_session(cohort, starts_at=BEGIN + timedelta(days=8), title="Abgesagt", status="cancelled")

    def titles(user):
        context = sign_in(user).get(reverse("cohorts:my_sessions")).context
        return [session.title for _, lists in context["parts"] for session, _ in lists]

    assert titles(made.trainer) == [made.session.title]
    assert titles(made.coordinator) == [made.session.title, sibling.title]


def test_trainer_cannot_correct_a_closed_list(made):
    Session.objects.filter(pk=made.session.pk).update(closed_at=DURING)
    url = reverse("cohorts:attendance_correct", args=[made.session.uuid, made.people[0].pk])
    data = {"state": "absent", "seen": BEGIN.isoformat(), "reason": "Doch nicht."}
    client = sign_in(made.trainer)

    codes = [client.get(url).status_code, client.post(url, data).status_code]

    assert codes == [403, 403]
    assert Attendance.objects.get(session=made.session).state == "present"


def test_coordinator_cannot_mark_a_person_of_another_list(made):
    other = Session.objects.exclude(pk=made.session.pk).get()
    stranger = make_sign_up(other.cohort).participant
    client = sign_in(made.coordinator)

    for name in ROW_SCREENS:
        Session.objects.filter(pk=made.session.pk).update(
            closed_at=DURING if name == "attendance_correct" else None
        )
        url = reverse(f"cohorts:{name}", args=[made.session.uuid, stranger.pk])
        assert client.post(url, {"state": "present", "reason": "x"}).status_code == 404

    assert not Attendance.objects.filter(participant=stranger).exists()


def test_drafts_have_no_list(made):
    cohort = made.session.cohort
    cohort.state = "draft"
    cohort.save()
    url = reverse("cohorts:attendance", args=[made.session.uuid])

    assert [sign_in(user).get(url).status_code for user in (made.trainer, made.coordinator)] == [
        404,
        404,
    ]


def test_visitor_is_asked_to_sign_in_and_the_script_is_told(made):
    person = made.people[0].pk
    client = Client()

    pages = [
        client.get(reverse("cohorts:my_sessions")),
        client.get(reverse("cohorts:attendance", args=[made.session.uuid])),
        client.post(reverse("cohorts:attendance", args=[made.session.uuid])),
        client.get(reverse("cohorts:attendance_close", args=[made.session.uuid])),
        client.get(reverse("cohorts:attendance_correct", args=[made.session.uuid, person])),
    ]
    taps = [
        client.post(reverse("cohorts:attendance_mark", args=[made.session.uuid, person])),
        client.post(reverse("cohorts:attendance_rest", args=[made.session.uuid])),
    ]

    assert {page.status_code for page in pages} == {302}
    assert all("next=/anwesenheit/" in page["Location"] for page in pages)
    assert {tap.status_code for tap in taps} == {401}
    assert {tap.json()["message"] for tap in taps} == {"Bitte loggen Sie sich wieder ein."}
