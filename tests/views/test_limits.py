"""Limits per network: who guesses is slowed down, a full room is not."""

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client

from tests.factories.cohorts import make_user
from tests.secret_addresses import SECRET, secret_addresses
from tests.views.signing_in import CODE, LOGIN, ask, code_in, signed_in_as, wrong

pytestmark = pytest.mark.thorough

GUESSES = int(settings.RATE_LIMITS["wrong_secret"].partition("/")[0])
FORMS = int(settings.RATE_LIMITS["form"].partition("/")[0])


def guess(client: Client, address: str, times: int, start: int = 0):
    for number in range(start, start + times):
        response = client.get(address.replace(SECRET, f"wrong-{number}"))
    return response


def test_there_are_secret_addresses():
    assert "/anmeldung/" + SECRET + "/" in secret_addresses()
    assert "/calendar/me/" + SECRET + ".ics" in secret_addresses()


FEW = 3


@pytest.fixture
def few(settings):
    """The same limits, reached sooner."""
    settings.RATE_LIMITS = {"form": f"{10 * FEW}/10m/ip", "wrong_secret": f"{FEW}/h/ip"}


@pytest.mark.parametrize("address", secret_addresses())
@pytest.mark.parametrize("method", ["get", "post"])
def test_guessing_at_a_secret_ends_for_the_network(client, few, address, method):
    for number in range(FEW):
        last = getattr(client, method)(address.replace(SECRET, f"wrong-{number}"))

    refused = getattr(client, method)(address.replace(SECRET, "another"))

    assert last.status_code in (404, 405)
    expected = 429 if last.status_code == 404 else 405
    assert refused.status_code == expected


def test_refusal_tells_when_to_try_again(client):
    with time_machine.travel("2026-11-22 09:00Z", tick=False) as clock:
        guess(client, f"/calendar/me/{SECRET}.ics", GUESSES)
        clock.shift(60 * 30)

        refused = client.get(f"/anmeldung/{SECRET}/")

        assert refused.status_code == 429
        assert 30 * 60 <= int(refused["Retry-After"]) <= 30 * 60 + 2
        assert "30 Minuten" in refused.text or "31 Minuten" in refused.text
        assert "no-store" in refused["Cache-Control"]
        clock.shift(60 * 31)
        assert client.get(f"/anmeldung/{SECRET}/").status_code == 404


def test_refusal_speaks_the_readers_language(client, few):
    guess(client, f"/calendar/me/{SECRET}.ics", FEW)

    assert "Bitte warten Sie einen Moment" in client.get(f"/anmeldung/{SECRET}/").text
    assert "Please wait a moment" in client.get(f"/en/anmeldung/{SECRET}/").text


def test_refusal_to_a_script_is_json(client):
    guess(client, f"/calendar/me/{SECRET}.ics", GUESSES)

    refused = client.get(f"/anmeldung/{SECRET}/", headers={"Accept": "application/json"})

    assert refused.status_code == 429
    assert list(refused.json()) == ["message"]


def test_guessing_in_one_network_hinders_no_other(client):
    guess(client, f"/anmeldung/{SECRET}/", GUESSES)

    assert client.get(f"/anmeldung/{SECRET}/").status_code == 429
    assert client.get(f"/anmeldung/{SECRET}/", REMOTE_ADDR="192.0.2.7").status_code == 404


def test_guessing_from_one_ipv6_network_is_one_guesser(client):
    for number in range(GUESSES):
        client.get(f"/anmeldung/wrong-{number}/", REMOTE_ADDR=f"2001:db8::{number:x}")

    refused = client.get(f"/anmeldung/{SECRET}/", REMOTE_ADDR="2001:db8::ffff")

    assert refused.status_code == 429


def test_calendars_that_died_do_not_hinder_those_that_live(client):
    """One service fetches the calendars of many people, every hour, from one address."""
    alive = make_user().calendar_links.create()
    with time_machine.travel("2026-11-22 00:00Z", tick=False) as clock:
        for _hour in range(6):
            for number in range(GUESSES - 10):
                client.get(f"/calendar/me/renewed-{number}.ics")
            clock.shift(60 * 60)

        for _client in range(100):
            answer = client.get(f"/calendar/me/{alive.token}.ics")

    assert answer.status_code == 200


def test_thirty_people_in_one_room_sign_in_unhindered(db):
    people = [(Client(), f"person{number}@example.org") for number in range(30)]

    for client, email in people:
        client.post(LOGIN, {"email": "no address"})
        ask(client, email)
        code = code_in(mail.outbox[-1])
        client.post(CODE, {"code": wrong(code)})
        client.post(CODE, {"code": code})

    assert [str(signed_in_as(client).email) for client, _email in people] == [
        email for _client, email in people
    ]


def test_forms_of_visitors_are_limited_per_network(client):
    for _time in range(FORMS):
        client.post(LOGIN, {"email": "no address"})

    refused = client.post(LOGIN, {"email": "mariam@example.org"})

    assert refused.status_code == 429
    assert refused.context["again"] == ""
    assert mail.outbox == []
    assert client.get(LOGIN).status_code == 200


def test_forms_of_those_who_are_signed_in_are_not_counted(client, few, known):
    client.force_login(known)

    for _time in range(10 * FEW + 1):
        answer = client.post("/mein/daten/", {})

    assert answer.status_code != 429
