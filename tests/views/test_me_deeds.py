"""My area: spelling of my name, dates I cannot come to, photos."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cohorts.domain import absence, consents
from cohorts.models import AbsenceNotice, Consent, Participant, Session
from tests.factories.cohorts import (
    NOW,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def mariam(client) -> Participant:
    participant = make_participant(
        full_name="Mariam Tesfaye", user=make_user(email="mariam@example.org", name="")
    )
    client.force_login(participant.user)
    return participant


@pytest.fixture
def session(mariam) -> Session:
    session = make_session()
    make_sign_up(session.cohort, mariam)
    return session


def test_my_name_is_asked_once_and_again_after_a_change(client, mariam):
    question = "</strong>. Stimmt das?"
    assert question in client.get("/mein/").text

    client.post("/mein/name/", {"full_name": "Mariam Tesfaye"})
    mariam.refresh_from_db()
    assert mariam.name_confirmed_at == NOW
    assert question not in client.get("/mein/").text

    client.post("/mein/daten/", {"full_name": "Mariam Tesfaye-Lang", "language": "de"})
    assert question in client.get("/mein/").text


def test_my_name_is_not_confirmed_from_an_old_page(client, mariam):
    client.post("/mein/name/", {"full_name": "Mariam Tesfai"})

    mariam.refresh_from_db()
    assert mariam.name_confirmed_at is None


def test_my_absence_is_told_and_taken_back(client, mariam, session):
    told = client.post("/mein/absage/", {"deed": f"tell {session.uuid}"}, follow=True)

    assert told.redirect_chain == [("/mein/#termine", 302)]
    assert AbsenceNotice.objects.get().participant == mariam
    (row,) = told.context["rows"]
    assert (row.told, row.button) == (
        "Sie haben gesagt: Ich kann nicht kommen.",
        "Ich kann doch kommen",
    )

    client.post("/mein/absage/", {"deed": row.button_value})
    assert absence.told_for(session) == set()


def test_my_absence_elsewhere_is_refused_in_words(client, mariam):
    foreign = make_session()

    page = client.post("/mein/absage/", {"deed": f"tell {foreign.uuid}"}, follow=True)

    assert "Sie haben keinen Platz in diesem Termin." in page.text
    assert AbsenceNotice.objects.count() == 0


def test_my_photos_are_off_until_i_agree_and_off_again_at_any_time(client, mariam):
    today = NOW.date()
    assert client.get("/mein/").context["photos"] is False

    client.post("/mein/fotos/", {"deed": "agree"})
    assert client.get("/mein/").context["photos"] is True
    assert Consent.objects.get().seen_by is None

    client.post("/mein/fotos/", {"deed": "withdraw"})
    assert consents.photos_allowed([mariam], today) == set()


def test_a_minor_cannot_agree_to_photos_alone(client, mariam):
    Participant.objects.update(of_age_on=NOW.date() + timedelta(days=9))

    page = client.post("/mein/fotos/", {"deed": "agree"}, follow=True)

    assert "Eltern oder Vormund müssen einverstanden sein" in page.text
    assert 'value="agree"' not in page.text
    assert Consent.objects.count() == 0


@pytest.mark.parametrize("address", ["/mein/name/", "/mein/absage/", "/mein/fotos/"])
def test_deeds_need_signing_in_a_form_and_an_entry(client, address):
    anonymous = Client().post(address)
    client.force_login(make_user())

    assert anonymous["Location"] == f"/konto/login/?next={address}"
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 404
