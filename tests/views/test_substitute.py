"""The link of a substitute: one evening, one list, nobody else's page."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cohorts.domain import substitutions
from cohorts.models import Attendance, LogEntry, Session, Substitution
from tests.factories.attendance import AFTER, BEGIN, DURING, make_attendance, make_list
from tests.factories.cohorts import make_sign_up
from tests.factories.teaching import make_substitution

pytestmark = pytest.mark.django_db

MIDNIGHT = BEGIN + timedelta(hours=6)  # the end of the day in Berlin


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def made():
    """A list beside another carrier's list on the same evening."""
    other = make_list(title="Fremder Termin")
    make_attendance(other.session, other.people[0])
    for person in other.people:
        person.full_name = f"Fremd {person.pk}"
        person.save()
    return make_list()


@pytest.fixture
def link(made):
    return make_substitution(made)


def address(link, name="", *extra):
    return reverse(f"cohorts:substitute{name}", args=[link.token, *extra])


def tap(client, link, person, **fields):
    return client.post(
        address(link, "_attendance_mark", person.pk),
        {"seen": ""} | fields,
        HTTP_ACCEPT="application/json",
    )


def form_of(client, link):
    rows = client.get(address(link, "_attendance")).context["rows"]
    return {
        f"p{row.number}-{name}": value
        for row in rows
        for name, value in (("state", row.choice.state), ("seen", row.seen), ("was", row.was))
    }


# --- what it opens -------------------------------------------------------------------------------


def test_link_opens_the_evening_and_its_list_without_an_account(made, link):
    client = Client()

    for name in ("", "_attendance"):
        response = client.get(address(link, name))
        page = response.content.decode()
        assert response.status_code == 200
        assert "Teilnehmerin 01" in page
        assert "Fremd" not in page
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cache-Control"] == (
            "max-age=0, no-cache, no-store, must-revalidate, private"
        )
    assert Attendance.objects.filter(session=made.session).count() == 0
    assert LogEntry.objects.count() == 0


def test_pages_of_the_link_lead_to_no_page_of_the_house(made, link):
    """Not to other sessions, nor to closing, nor to other substitutes."""
    another = make_substitution(made, name="Dritte Person")

    for name in ("", "_attendance"):
        page = Client().get(address(link, name)).content.decode()
        assert "/anwesenheit/" not in page.replace(address(link, "_attendance"), "")
        assert another.token not in page
        assert "Dritte Person" not in page
        assert "Liste abschließen" not in page


def test_link_opens_no_screen_of_users(made, link):
    client = Client()
    client.get(address(link))
    uuid = made.session.uuid

    for name in ("tonight", "attendance", "attendance_close"):
        response = client.get(reverse(f"cohorts:{name}", args=[uuid]))
        assert (response.status_code, response.url[:13]) == (302, "/konto/login/")
    response = client.post(reverse("cohorts:attendance_rest", args=[uuid]))
    assert response.status_code == 401


def test_evening_takes_no_post(link):
    response = Client().post(address(link), {"deed": "arrange", "name": "Vera"})

    assert response.status_code == 405
    assert Substitution.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 500, "%00", "ä"])
def test_unknown_link_is_not_found(made, link, token):
    assert Client().get(f"/vertretung/{token}/").status_code == 404


# --- what it writes ------------------------------------------------------------------------------


def test_tap_writes_the_row_in_the_name_of_the_substitution(made, link):
    response = tap(Client(), link, made.people[0], state="partly", late="25")

    assert response.status_code == 200
    assert {key: response.json()[key] for key in ("was", "mine", "by")} == {
        "was": "partly|25|0",
        "mine": True,
        "by": "Vera Aushilf",
    }
    row = Attendance.objects.get(session=made.session)
    assert (row.participant, row.by, row.substitution) == (made.people[0], None, link)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.data["substitution"]) == (None, link.pk)


def test_double_tap_writes_once(made, link):
    client = Client()

    answers = [tap(client, link, made.people[0], state="present").status_code for _ in range(2)]

    assert answers == [200, 200]
    assert Attendance.objects.filter(session=made.session).count() == 1
    assert LogEntry.objects.count() == 1


def test_rest_by_script_and_by_form_fills_the_unmarked_rows(made, link):
    client = Client()
    one, two, three = made.people

    by_script = client.post(
        address(link, "_attendance_rest"), {"participant": [one.pk]}, HTTP_ACCEPT="application/json"
    )
    data = form_of(client, link) | {f"p{two.pk}-state": "absent", "deed": "rest"}
    by_form = client.post(address(link, "_attendance"), data)

    assert list(by_script.json()["rows"]) == [str(one.pk)]
    assert (by_form.status_code, by_form.url) == (302, address(link, "_attendance"))
    assert [
        (row.participant, row.state, row.substitution)
        for row in Attendance.objects.filter(session=made.session).order_by("participant")
    ] == [(one, "present", link), (two, "absent", link), (three, "present", link)]


def test_person_of_another_list_is_not_there(made, link):
    other = Session.objects.get(title="Fremder Termin")
    stranger = make_sign_up(other.cohort).participant
    client = Client()

    answer = tap(client, link, stranger, state="present")
    client.post(
        address(link, "_attendance_rest"),
        {"participant": [stranger.pk]},
        HTTP_ACCEPT="application/json",
    )
    client.post(
        address(link, "_attendance"),
        {
            f"p{stranger.pk}-state": "present",
            f"p{stranger.pk}-seen": "",
            f"p{stranger.pk}-was": "|0|0",
        },
    )

    assert answer.status_code == 404
    assert Attendance.objects.filter(participant=stranger).count() == 0


def test_two_phones_of_trainer_and_substitute_ask_instead_of_overwriting(made, link):
    trainer = Client()
    trainer.force_login(made.trainer)
    first = trainer.post(
        reverse("cohorts:attendance_mark", args=[made.session.uuid, made.people[0].pk]),
        {"seen": "", "state": "present"},
    ).json()

    second = tap(Client(), link, made.people[0], state="absent")
    third = tap(Client(), link, made.people[0], state="absent", seen=first["seen"])
    fourth = trainer.post(
        reverse("cohorts:attendance_mark", args=[made.session.uuid, made.people[0].pk]),
        {"seen": first["seen"], "state": "present"},
    )

    assert (second.status_code, second.json()["by"], second.json()["mine"]) == (
        409,
        "Amira Lotz",
        False,
    )
    assert third.status_code == 200
    assert (fourth.status_code, fourth.json()["by"], fourth.json()["mine"]) == (
        409,
        "Vera Aushilf",
        False,
    )
    assert Attendance.objects.get(session=made.session).state == "absent"


def test_second_substitute_is_asked_before_writing_over_the_first(made, link):
    tap(Client(), link, made.people[0], state="present")
    second = make_substitution(made, name="Dritte Person")

    answer = tap(Client(), second, made.people[0], state="absent")

    assert (answer.status_code, answer.json()["by"], answer.json()["mine"]) == (
        409,
        "Vera Aushilf",
        False,
    )


def test_substitute_neither_closes_nor_corrects(made, link):
    client = Client()

    response = client.post(address(link, "_attendance"), form_of(client, link) | {"deed": "close"})

    assert response.url == address(link, "_attendance")
    assert Session.objects.get(pk=made.session.pk).closed_at is None

    Session.objects.filter(pk=made.session.pk).update(closed_at=AFTER)
    page = client.get(address(link, "_attendance"))
    answer = tap(client, link, made.people[0], state="present")

    assert page.context["may_correct"] is False
    assert "korrektur" not in page.content.decode()
    assert (answer.status_code, answer.json()) == (
        422,
        {"message": "Diese Liste ist abgeschlossen. Die Koordination kann sie korrigieren."},
    )
    assert Attendance.objects.filter(session=made.session).count() == 0


def test_signed_in_trainer_who_uses_the_link_still_enters_as_the_substitute(made, link):
    client = Client()
    client.force_login(made.trainer)

    tap(client, link, made.people[0], state="present")

    row = Attendance.objects.get(session=made.session)
    assert (row.by, row.substitution) == (None, link)


# --- when it opens nothing -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (MIDNIGHT - timedelta(days=1, seconds=1), "Er öffnet sich am Dienstag, 3. März um 0 Uhr"),
        (MIDNIGHT, "Der Tag dieses Termins ist vorbei."),
        (MIDNIGHT + timedelta(seconds=1), "Der Tag dieses Termins ist vorbei."),
    ],
)
def test_outside_its_day_the_link_says_when_it_works_and_names_nobody(
    clock, made, link, now, words
):
    clock.move_to(now)
    client = Client()

    pages = [client.get(address(link, name)) for name in ("", "_attendance")]
    answer = tap(client, link, made.people[0], state="present")

    for response in pages:
        page = response.content.decode()
        assert response.status_code == 403
        assert words in page
        assert "Grenzen achten" in page
        for name in ("Teilnehmerin", "Vera Aushilf", "Amira Lotz", "Jonas Berger"):
            assert name not in page
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response["Cache-Control"]
    assert answer.status_code == 403
    assert list(answer.json()) == ["message"]
    assert Attendance.objects.filter(session=made.session).count() == 0


def test_link_withdrawn_while_the_list_is_open_writes_nothing_more(made, link):
    client = Client()
    data = form_of(client, link)
    substitutions.withdraw(substitution=link, by=made.trainer, now=DURING)

    answer = tap(client, link, made.people[0], state="present")
    form = client.post(
        address(link, "_attendance"), data | {f"p{made.people[0].pk}-state": "present"}
    )

    assert (answer.status_code, answer.json()) == (
        410,
        {"message": "Dieser Link wurde zurückgezogen."},
    )
    assert form.status_code == 410
    assert "Grenzen achten" not in form.content.decode()
    assert Attendance.objects.filter(session=made.session).count() == 0


def test_cancelled_session_opens_nothing(made, link):
    Session.objects.filter(pk=made.session.pk).update(status="cancelled")

    response = Client().get(address(link))

    assert response.status_code == 403
    assert "Dieser Termin entfällt." in response.content.decode()
    assert "Teilnehmerin" not in response.content.decode()
