"""The six digits: how they may be typed, how often, how long."""

import pytest
import time_machine
from django.core import mail
from django.test import Client

from tests.views.signing_in import CODE, LOGIN, ask, code_in, signed_in_as, wrong


@pytest.mark.parametrize(
    "typed",
    [
        "{0}",
        " {0} ",
        "{1} {2}",
        "{1}-{2}",
        "{1}\u00a0{2}",
        "\u200e{0}\u200f",
        "Ihr Code: {0}. Er gilt 20 Minuten.",
    ],
)
def test_code_is_accepted_as_it_is_typed_or_pasted(client, known, typed):
    ask(client)
    code = code_in(mail.outbox[0])

    client.post(CODE, {"code": typed.format(code, code[:3], code[3:])})

    assert signed_in_as(client) == known


@pytest.mark.parametrize("zero", ["٠", "۰"], ids=["arabic", "persian"])
def test_code_is_accepted_in_other_digits(client, known, zero):
    ask(client)
    digits = "".join(chr(ord(zero) + int(digit)) for digit in code_in(mail.outbox[0]))

    client.post(CODE, {"code": f"{digits[:3]} {digits[3:]}"})

    assert signed_in_as(client) == known


def test_code_fifth_wrong_attempt_ends_it(client, known):
    ask(client)
    code = code_in(mail.outbox[0])
    for _attempt in range(4):
        assert client.post(CODE, {"code": wrong(code)}).status_code == 200

    last = client.post(CODE, {"code": wrong(code)})
    late = client.post(CODE, {"code": code})

    assert (last.status_code, last["Location"]) == (302, LOGIN)
    assert (late.status_code, late["Location"]) == (302, LOGIN)
    assert signed_in_as(client) is None


def test_code_is_still_good_after_four_wrong_attempts(client, known):
    ask(client)
    code = code_in(mail.outbox[0])
    for _attempt in range(4):
        client.post(CODE, {"code": wrong(code)})

    client.post(CODE, {"code": code})

    assert signed_in_as(client) == known


@pytest.mark.parametrize("slip", ["", "12345", "1234567", "abc", "½", "9" * 2000])
def test_code_slip_of_the_keyboard_is_no_attempt(client, known, slip):
    ask(client)
    for _slip in range(6):
        page = client.post(CODE, {"code": slip})

    client.post(CODE, {"code": code_in(mail.outbox[0])})

    assert page.context["form"].errors == {
        "code": ["Bitte geben Sie die sechs Ziffern aus der E-Mail ein."]
    }
    assert signed_in_as(client) == known


def test_code_ends_after_twenty_minutes(client, known):
    with time_machine.travel("2026-11-22 09:00Z", tick=False) as clock:
        ask(client)
        code = code_in(mail.outbox[0])
        clock.shift(20 * 60 + 1)

        response = client.post(CODE, {"code": code})

    assert response["Location"] == LOGIN
    assert signed_in_as(client) is None


def test_code_is_good_for_twenty_minutes(client, known):
    with time_machine.travel("2026-11-22 09:00Z", tick=False) as clock:
        ask(client)
        clock.shift(20 * 60)

        client.post(CODE, {"code": code_in(mail.outbox[0])})

        assert signed_in_as(client) == known


def test_code_does_not_work_in_another_browser(client, known):
    ask(client)

    response = Client().post(CODE, {"code": code_in(mail.outbox[0])})

    assert response["Location"] == LOGIN


def test_code_sent_again_is_the_same_code(client, known):
    ask(client)

    response = client.post(CODE, {"action": "resend"})

    assert response["Location"] == CODE
    assert code_in(mail.outbox[1]) == code_in(mail.outbox[0])
    client.post(CODE, {"code": code_in(mail.outbox[0])})
    assert signed_in_as(client) == known


def test_code_is_sent_again_three_times_at_most(client, known):
    ask(client)

    for _time in range(5):
        client.post(CODE, {"action": "resend"})

    assert len(mail.outbox) == 4
    assert 'value="resend"' not in client.get(CODE).text
