"""Signing up before the 18th birthday: one question more, a form to print, no seat until then."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from cohorts.domain import consents, letters, sign_up
from cohorts.models import Cohort, Message, Participant, SignUp
from tests.factories.cohorts import NOW, make_cohort, make_session, make_sign_up, make_user

pytestmark = pytest.mark.django_db
PAGE = "/kurse/basis-fulda/"
TYPED = {
    "full_name": "Jona Petrović",
    "email": "jona@example.org",
    "consent": "on",
    "is_minor": "on",
    "born_on": "2010-05-01",
}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def cohort() -> Cohort:
    cohort = make_cohort(title="Basiskurs Fulda", slug="basis-fulda", capacity=2)
    make_session(cohort)
    return cohort


def sign_up_with_code(client: Client, **typed: str) -> SignUp:
    client.post(PAGE, TYPED | typed)
    (code,) = re.findall(r"\b\d{6}\b", mail.outbox[-1].body)
    client.post("/konto/code/", {"code": code})
    return SignUp.objects.get()


def test_a_minor_asks_for_the_seat_and_reads_why(client, cohort):
    row = sign_up_with_code(client)

    assert (row.state, row.agreed_at) == ("requested", NOW)
    person = Participant.objects.get()
    assert person.of_age_on == date(2028, 5, 1)
    page = client.get(f"/anmeldung/{sign_up.token(row)}/")
    assert "Eltern oder Vormund müssen einverstanden sein" in page.text
    assert f"/anmeldung/{sign_up.token(row)}/einwilligung/" in page.text
    assert "Eltern oder Vormund müssen einverstanden sein" in client.get("/mein/").text


def test_the_birthday_is_stored_nowhere(client, cohort):
    sign_up_with_code(client)

    kept = str(dict(client.session)) + str(list(Participant.objects.values()))
    assert "2010" not in kept


def test_without_the_tick_a_date_means_nothing(client, cohort):
    row = sign_up_with_code(client, is_minor="", born_on="2010-05-01")

    assert (row.state, row.agreed_at, row.participant.of_age_on) == ("confirmed", NOW, None)


@pytest.mark.parametrize("born_on", ["", "31.02.2010", "2030-01-01", "2008-03-02", "1990-01-01"])
def test_a_date_that_cannot_be_is_said_at_the_field(client, cohort, born_on):
    page = client.post(PAGE, TYPED | {"born_on": born_on})

    assert list(page.context["box"].form.errors) == ["born_on"]
    assert mail.outbox == []
    assert "checked" in str(page.context["box"].form["is_minor"])


def test_the_day_before_the_birthday_is_a_minor(client, cohort):
    row = sign_up_with_code(client, born_on="2008-03-03")

    assert row.participant.of_age_on == date(2026, 3, 3)
    assert row.state == "requested"


def test_a_german_date_is_understood(client, cohort):
    assert sign_up_with_code(client, born_on="01.05.2010").participant.of_age_on == date(2028, 5, 1)


def test_signed_in_for_the_first_time_is_asked_too(client, cohort):
    client.force_login(make_user(email="jona@example.org"))

    client.post(PAGE, {"full_name": "Jona", "is_minor": "on", "born_on": "2010-05-01"})

    assert SignUp.objects.get().state == "requested"


def test_the_mail_to_a_minor_holds_the_way_to_the_form(client, cohort):
    row = sign_up_with_code(client)

    letter = letters.compose(Message.objects.get(kind="sign_up_requested"), now=NOW)

    assert f"/anmeldung/{sign_up.token(row)}/einwilligung/" in letter.body
    assert "Sie sind noch nicht 18" in letter.body
    assert "Sie müssen nichts tun" not in letter.body


def test_the_form_to_print_names_person_and_course_and_is_for_nobody_else(client, cohort):
    row = sign_up_with_code(client)
    make_sign_up(cohort)

    sheet = client.get(f"/anmeldung/{sign_up.token(row)}/einwilligung/")

    assert "Jona Petrović" in sheet.text
    assert "Basiskurs Fulda" in sheet.text
    assert "no-store" in sheet["Cache-Control"]
    assert sheet["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/anmeldung/forged/einwilligung/").status_code == 404
    assert client.post(f"/anmeldung/{sign_up.token(row)}/einwilligung/").status_code == 405


def test_after_the_consent_the_note_is_gone(client, cohort):
    row = sign_up_with_code(client)
    consents.record(
        participant=row.participant,
        kind="taking_part",
        given_on=NOW.date(),
        by_guardian=True,
        by=make_user(),
        now=NOW,
    )

    page = client.get(f"/anmeldung/{sign_up.token(row)}/")

    assert "Eltern oder Vormund" not in page.text


def test_whoever_has_a_seat_reads_that_it_stays_until_the_form_is_there(client, cohort):
    """The guardian took the consent back: the seat is not taken away by the machine."""
    row = sign_up_with_code(client)
    SignUp.objects.filter(pk=row.pk).update(state="confirmed")

    page = client.get(f"/anmeldung/{sign_up.token(row)}/").text

    assert "Ihr Platz ist fest." in page
    assert "Bis dahin behalten Sie Ihren Platz." in page
    assert "Dann geht Ihre Anmeldung weiter." not in page


def test_from_the_birthday_on_the_note_is_gone_by_itself(client, cohort, now):
    row = sign_up_with_code(client, born_on="2008-03-03")
    now.shift(timedelta(days=1))

    assert "Eltern oder Vormund" not in client.get(f"/anmeldung/{sign_up.token(row)}/").text
