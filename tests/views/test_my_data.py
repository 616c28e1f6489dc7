"""My data: all of mine, nothing of anybody else, to read, to take along and to delete."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cohorts.domain import attendance, own_data, personal_data, privacy, register
from cohorts.domain.personal_data.reading import Subject
from cohorts.models import LogEntry, Participant, SignUp
from home.models import User, WebSession
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)
from tests.factories.traces import EMAIL, NAME, Trail, leave_traces

HERE = "/mein/daten/"
OTHER = "Geheimnis"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def trail(client: Client) -> Trail:
    """Somebody with traces everywhere, signed in, among others who have them too."""
    future = make_cohort(title="Basiskurs", capacity=5)
    make_session(future)
    person = make_participant(full_name=NAME, email=EMAIL, user=make_user(email=EMAIL))
    make_sign_up(future, person)
    trail = leave_traces(person, future)
    User.objects.filter(pk=trail.coordinator.pk).update(name=f"{OTHER} Amt")
    other = make_participant(
        full_name=f"{OTHER} Berg", email="geheimnis@example.org", user=make_user(name=OTHER)
    )
    make_sign_up(future, other)
    make_sign_up(trail.past.cohort, other, beyond_capacity=OTHER)
    make_affiliation(other, make_carrier(name=OTHER))
    register.correct(participant=other, by=None, now=NOW, full_name=f"{OTHER} Tal")
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return trail


@pytest.mark.parametrize("address", [HERE, f"{HERE}export/", f"{HERE}loeschen/"])
def test_only_who_is_signed_in_sees_own_data(address):
    response = Client().get(address)

    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/")


def test_the_page_shows_mine_in_words_and_nothing_of_others(client, trail):
    client.post("/i18n/setlang/", {"language": "de"})
    page = client.get(HERE).text

    for mine in (NAME, EMAIL, "Basiskurs", "Kummerspeck: dolmetscht", "Verwendungsnachweis"):
        assert mine in page
    assert OTHER.lower() not in page.lower()


def test_the_file_has_every_personal_field_and_nothing_of_others(client, trail):
    response = client.get(f"{HERE}export/")

    assert response["Content-Disposition"] == 'attachment; filename="meine-daten.json"'
    assert response["Content-Type"] == "application/json"
    records = json.loads(response.text)["records"]
    for one in personal_data.TABLE:
        names = {n for n, f in one.personal.items() if f.subject is Subject.PERSON}
        if one.is_about_somebody and names and one.label != "cohorts.Membership":
            assert {frozenset(row) for row in records[one.label]} == {frozenset(names)}, one.label
    assert OTHER.lower() not in response.text.lower()
    assert records["home.User"] == [
        {
            "last_login": "2026-03-02T09:00:00Z",
            "email": EMAIL,
            "name": NAME,
            "language": "en",
            "is_active": True,
            "date_joined": "2026-03-02T09:00:00Z",
        }
    ]


@pytest.mark.parametrize("address", [HERE, f"{HERE}export/"])
def test_what_opens_the_account_stands_nowhere(client, trail, address):
    """Who photographs the screen or finds the file must not be signed in by it."""
    client.get(HERE)  # a session that is stored
    keys = list(WebSession.objects.values_list("session_key", "session_data"))

    answer = client.get(address).content.decode()

    assert keys
    assert [part for row in keys for part in row if part in answer] == []
    assert ("Eingeloggt längstens bis" in answer) is (address == HERE)


def test_who_did_what_is_named_by_role_and_carrier(client):
    carrier = make_carrier(name="Träger Lahn")
    coordinator = make_coordinator(carrier, name=OTHER)
    person = make_participant(user=make_user())
    neighbour = make_participant()
    session = make_session(make_cohort(organiser=carrier), starts_at=NOW - timedelta(hours=1))
    trainer = make_trainer(session, make_user(name=OTHER))
    for one in (person, neighbour):
        make_sign_up(session.cohort, one)
        attendance.mark(
            session=session, participant=one, state="present", seen=None, by=trainer, now=NOW
        )
    register.correct(participant=person, by=coordinator, now=NOW, full_name="Mariam Tesfaye")
    register.correct(participant=neighbour, by=coordinator, now=NOW, full_name="Amina Berg")
    privacy.retain(
        participant=person,
        until=NOW.date() + timedelta(days=9),
        reason="Prüfung",
        by=None,
        now=NOW,
    )
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")

    deeds = json.loads(client.get(f"{HERE}export/").text)["deeds"]

    assert [(deed["who"], deed["what"], deed["why"]) for deed in deeds] == [
        ("automatisch", "Personendaten müssen aufbewahrt werden", "Prüfung"),
        ("Koordination, Träger Lahn", "Geändert", ""),
        ("Mitarbeitende", "Anwesenheit eingetragen", ""),
    ]
    assert OTHER not in client.get(HERE).text


def test_an_account_is_named_only_to_its_owner(client, mariam):
    """`request.user` is not a plain user; nobody else must look like one to the page."""
    make_user(name=OTHER)

    page = client.get(HERE).text

    assert "<dt>Konto</dt>" not in page
    assert own_data._related(User.objects.get(name=OTHER), mariam.user) == "Mitarbeitende"


def test_staff_without_courses_see_their_account_only(client):
    trainer = make_user(name="Jonas Berger")
    make_participant(full_name=OTHER)
    client.force_login(trainer, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(HERE).text

    assert "Jonas Berger" in page
    assert OTHER not in page
    assert "Meine Daten löschen" not in page
    assert client.get(f"{HERE}loeschen/")["Location"] == HERE


# --- deleting ---------------------------------------------------------------------------------


@pytest.fixture
def mariam(client: Client) -> Participant:
    person = make_participant(full_name="Mariam Tesfaye", user=make_user())
    cohort = make_cohort(title="Basiskurs")
    make_session(cohort)
    make_sign_up(cohort, person)
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return person


def test_deleting_asks_first_and_says_what_happens(client, mariam):
    page = client.get(f"{HERE}loeschen/").text

    assert "Sie geben Ihren Platz in „Basiskurs“ ab." in page
    assert "Wir müssen Ihre Daten" not in page
    mariam.refresh_from_db()
    assert mariam.erased_at is None


def test_deleting_signs_out_and_deletes(client, mariam):
    response = client.post(f"{HERE}loeschen/", follow=True)

    assert "Ihre Daten sind gelöscht." in response.text
    assert client.get(HERE).status_code == 302
    mariam.refresh_from_db()
    assert (mariam.full_name, mariam.erased_at) == ("–", NOW)
    assert SignUp.objects.get().state == "cancelled"
    assert not User.objects.exists()
    assert LogEntry.objects.filter(action="cohorts.erase").count() == 1


def test_deleting_says_until_when_data_are_kept_and_why(client, mariam):
    privacy.retain(
        participant=mariam,
        until=NOW.date() + timedelta(days=30),
        reason="Verwendungsnachweis 2026",
        by=None,
        now=NOW,
    )

    asked = client.get(f"{HERE}loeschen/").text
    done = client.post(f"{HERE}loeschen/", follow=True).text

    assert "Wir müssen Ihre Daten bis zum 1. April 2026 aufbewahren." in asked
    assert "Verwendungsnachweis 2026" in asked
    assert "bis zum 1. April 2026" in done
    mariam.refresh_from_db()
    assert (mariam.full_name, mariam.restricted_since) == ("Mariam Tesfaye", NOW)


def test_deleting_needs_the_token_of_the_form(mariam):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mariam.user, backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(f"{HERE}loeschen/").status_code == 403
    mariam.refresh_from_db()
    assert mariam.erased_at is None


@pytest.mark.parametrize("count", [1, 5])
def test_my_data_cost_the_same_for_any_number(client, mariam, django_assert_num_queries, count):
    for _number in range(count):
        cohort = make_cohort()
        make_session(cohort)
        make_sign_up(cohort, mariam)
        register.correct(
            participant=mariam, by=mariam.user, now=NOW, full_name=f"Mariam {'i' * (_number + 1)}"
        )
    client.get(HERE)

    with django_assert_num_queries(42):
        client.get(HERE)
