"""The second factor, as somebody with a phone goes through it."""

from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cohorts.models import Membership, SignUp
from home.models import User, WebSession
from tests.factories.cohorts import (
    make_carrier,
    make_cohort,
    make_coordinator,
    make_session,
    make_trainer,
    make_user,
)
from tests.second_factors import code_of, give_second_factor, recovery_codes_of, secret_of
from tests.views.signing_in import ADDRESS, CODE, LOGIN, ask, code_in, signed_in_as

PAGE = "/konto/zweiter-faktor/"
SET_UP = PAGE + "einrichten/"
CODES = PAGE + "ersatzcodes/"
CONFIRM = PAGE + "bestaetigen/"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel("2026-11-22 09:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def demanded(settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["centre", "coordinator"]


def sign_in(client: Client, email: str = ADDRESS, **fields: str):
    ask(client, email)
    return client.post(CODE, {"code": code_in(mail.outbox[-1]), **fields})


def set_up(client: Client) -> list[str]:
    """Through the pages; returns the recovery codes that were shown."""
    page = client.get(SET_UP)
    client.post(SET_UP, {"factor": code_of(page.context["secret"])})
    codes = client.get(CODES).context["codes"]
    client.post(CODES)
    return codes


# --- Setting it up ---------------------------------------------------------------------------


def test_set_up_shows_a_picture_and_a_key_for_the_app(client, known):
    sign_in(client)

    page = client.get(SET_UP)

    assert page.context["qr_code"].startswith("data:image/svg+xml")
    assert page.context["address"] == (
        f"otpauth://totp/mariam%40example.org?secret={page.context['secret'].replace(' ', '')}"
        "&issuer=Kursbuch"
    )
    assert client.get(SET_UP).context["secret"] == page.context["secret"]


def test_set_up_ends_with_recovery_codes_that_are_shown_once(client, known):
    sign_in(client)
    page = client.get(SET_UP)

    done = client.post(SET_UP, {"factor": code_of(page.context["secret"])})

    assert done["Location"] == CODES
    codes = client.get(CODES).context["codes"]
    assert [code.replace(" ", "") for code in codes] == recovery_codes_of(known)
    assert client.post(CODES)["Location"] == PAGE
    assert client.get(CODES)["Location"] == PAGE
    assert client.get(PAGE).context["codes_left"] == 10


def test_set_up_with_a_wrong_code_changes_nothing(client, known):
    sign_in(client)
    secret = client.get(SET_UP).context["secret"]

    page = client.post(SET_UP, {"factor": code_of(secret, half_minutes=9)})

    assert page.context["form"].errors == {"factor": ["Dieser Code stimmt nicht."]}
    assert page.context["secret"] == secret
    assert list(Authenticator.objects.all()) == []


def test_set_up_a_second_time_is_not_possible(client, known):
    sign_in(client)
    set_up(client)
    secret = secret_of(known)

    assert client.get(SET_UP)["Location"] == PAGE
    assert client.post(SET_UP, {"factor": "123456"})["Location"] == PAGE
    assert secret_of(known) == secret


def test_secret_lies_sealed_in_the_database(client, known, settings):
    sign_in(client)
    secret = client.get(SET_UP).context["secret"].replace(" ", "")
    set_up(client)

    kept = [str(row.data) for row in Authenticator.objects.all()]
    assert [text for text in kept if secret in text] == []
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert secret_of(known) == secret
    settings.SECRET_KEY_FALLBACKS = []
    assert secret_of(known) not in (secret, "")


# --- Signing in ------------------------------------------------------------------------------


def test_sign_in_asks_for_the_second_code(client, known):
    secret = give_second_factor(known)

    first = sign_in(client)

    assert first["Location"] == CONFIRM
    assert signed_in_as(client) is None
    assert client.get("/mein/").status_code == 302
    second = client.post(CONFIRM, {"factor": code_of(secret)})
    assert second["Location"] == "/mein/"
    assert signed_in_as(client) == known


@pytest.mark.parametrize("half_minutes", [-1, 1])
def test_clock_of_the_phone_may_be_half_a_minute_wrong(client, known, half_minutes):
    secret = give_second_factor(known)
    sign_in(client)

    client.post(CONFIRM, {"factor": code_of(secret, half_minutes=half_minutes)})

    assert signed_in_as(client) == known


@pytest.mark.parametrize("typed", ["{0} {1}", " {0}{1} ", "{0}-{1}"])
def test_code_is_accepted_as_it_is_typed(client, known, typed):
    code = code_of(give_second_factor(known))
    sign_in(client)

    client.post(CONFIRM, {"factor": typed.format(code[:3], code[3:])})

    assert signed_in_as(client) == known


def test_code_is_accepted_in_arabic_digits(client, known):
    code = code_of(give_second_factor(known))
    sign_in(client)

    client.post(CONFIRM, {"factor": code.translate({ord("0") + n: 0x660 + n for n in range(10)})})

    assert signed_in_as(client) == known


@pytest.mark.parametrize("typed", ["", "000000", "abc", "0" * 41, "²²²²²²"])
def test_code_that_is_wrong_is_refused_at_the_field(client, known, typed):
    give_second_factor(known)
    sign_in(client)

    page = client.post(CONFIRM, {"factor": typed})

    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["factor"]
    assert signed_in_as(client) is None


def test_code_works_once(known, now):
    secret = give_second_factor(known)
    one, other = Client(), Client()
    sign_in(one)
    sign_in(other)
    code = code_of(secret)
    one.post(CONFIRM, {"factor": code})

    now.shift(timedelta(seconds=31))  # still valid, had it not been used
    other.post(CONFIRM, {"factor": code})

    assert signed_in_as(one) == known
    assert signed_in_as(other) is None


def test_recovery_code_works_once(known):
    give_second_factor(known)
    code = recovery_codes_of(known)[3]
    one, other = Client(), Client()
    sign_in(one)
    sign_in(other)

    one.post(CONFIRM, {"factor": f"{code[:4]} {code[4:]}"})
    other.post(CONFIRM, {"factor": code})

    assert signed_in_as(one) == known
    assert signed_in_as(other) is None
    assert one.get(PAGE).context["codes_left"] == 9


def test_code_of_somebody_else_opens_nothing(client, known):
    give_second_factor(known)
    secret = give_second_factor(make_user())
    sign_in(client)

    client.post(CONFIRM, {"factor": code_of(secret)})

    assert signed_in_as(client) is None


def test_guessing_ends_after_five_wrong_codes(client, known, now):
    secret = give_second_factor(known)
    sign_in(client)
    for _time in range(5):
        client.post(CONFIRM, {"factor": "000000"})

    page = client.post(CONFIRM, {"factor": code_of(secret)})

    assert page.context["form"].errors["factor"][0].startswith("Es waren zu viele falsche Codes")
    now.shift(timedelta(minutes=6))
    client.post(CONFIRM, {"factor": code_of(secret)})
    assert signed_in_as(client) == known


def test_second_step_without_the_first_is_not_possible(client, known):
    secret = give_second_factor(known)

    assert client.get(CONFIRM)["Location"] == LOGIN
    assert client.post(CONFIRM, {"factor": code_of(secret)})["Location"] == LOGIN
    assert signed_in_as(client) is None


def test_second_step_keeps_the_way_and_the_trust(client, known):
    secret = give_second_factor(known)
    ask(client, next="/termine/")

    client.post(CODE, {"code": code_in(mail.outbox[0]), "trust": "on"})
    done = client.post(CONFIRM, {"factor": code_of(secret)})

    assert done["Location"] == "/termine/"
    assert f"{WebSession.objects.get(user=known).expire_date:%Y-%m-%d}" == "2027-01-21"


def test_trust_of_a_sign_in_that_was_given_up_counts_no_more(client, known):
    secret = give_second_factor(known)
    sign_in(client, trust="on")

    sign_in(client)
    client.post(CONFIRM, {"factor": code_of(secret)})

    assert f"{WebSession.objects.get(user=known).expire_date:%Y-%m-%d}" == "2026-11-22"


def test_seat_that_was_asked_for_is_taken_after_the_second_step(client, known):
    secret = give_second_factor(known)
    cohort = make_cohort(slug="basis")
    make_session(cohort, starts_at=timezone.now() + timedelta(days=21))
    client.post("/kurse/basis/", {"full_name": "Mariam Tesfaye", "email": ADDRESS, "consent": "on"})
    client.post(CODE, {"code": code_in(mail.outbox[0])})
    assert list(SignUp.objects.all()) == []

    client.post(CONFIRM, {"factor": code_of(secret)})

    assert [row.cohort for row in SignUp.objects.all()] == [cohort]


# --- Changing it -----------------------------------------------------------------------------


def test_recovery_codes_are_renewed_with_a_code(client, known, now):
    sign_in(client)
    old = set_up(client)
    now.shift(timedelta(minutes=3))

    client.post(PAGE, {"deed": "codes"})
    assert client.get(CODES)["Location"] == PAGE

    client.post(PAGE, {"deed": "codes", "factor": code_of(secret_of(known))})
    new = client.get(CODES).context["codes"]
    assert set(new) & set(old) == set()


def test_switching_off_needs_a_code_and_signs_out_elsewhere(client, known, now):
    sign_in(client)
    set_up(client)
    other = Client()
    other.force_login(known)
    now.shift(timedelta(minutes=3))

    client.post(PAGE, {"deed": "off", "factor": "000000"})
    assert Authenticator.objects.filter(user=known).count() == 2

    client.post(PAGE, {"deed": "off", "factor": code_of(secret_of(known))})
    assert list(Authenticator.objects.all()) == []
    assert signed_in_as(client) == known
    assert other.get("/mein/").status_code == 302


# --- Roles that need it ----------------------------------------------------------------------


@pytest.fixture
def coordinator(demanded, known) -> User:
    Membership.objects.create(
        user=known,
        carrier=make_carrier(),
        role=Membership.Role.COORDINATOR,
        since=date(2020, 1, 1),
    )
    return known


@pytest.mark.parametrize("room", ["/admin/", "/admin/reports/site-history/", "/anwesenheit/"])
def test_role_that_needs_it_is_led_to_set_it_up_first(client, coordinator, room):
    sign_in(client)

    first = client.get(room)
    second = client.get(first["Location"])

    assert first["Location"].startswith(CONFIRM + "?next=")
    assert second["Location"].startswith(SET_UP + "?next=")
    assert client.get("/mein/").status_code == 200
    set_up(client)
    assert client.get(room).status_code in (200, 302)
    assert not client.get(room).headers.get("Location", "").startswith(PAGE)


def test_way_leads_back_to_the_room(client, coordinator):
    sign_in(client)
    page = client.get("/anwesenheit/", follow=True)

    fields = {"factor": code_of(page.context["secret"]), "next": page.context["next"]}
    codes = client.post(SET_UP, fields)
    after = client.post(codes["Location"], {"next": "/anwesenheit/"})

    assert after["Location"] == "/anwesenheit/"


def test_script_in_a_room_is_told_in_json(client, coordinator):
    sign_in(client)

    answer = client.post(
        "/anwesenheit/b8a3c4de-0d6f-4f3c-9a0e-3f1c5a7d2e11/1/",
        headers={"Accept": "application/json"},
    )

    assert (answer.status_code, list(answer.json())) == (401, ["message"])


def test_role_that_needs_it_cannot_switch_it_off(client, coordinator, now):
    sign_in(client)
    set_up(client)
    now.shift(timedelta(minutes=3))

    client.post(PAGE, {"deed": "off", "factor": code_of(secret_of(coordinator))})

    assert Authenticator.objects.filter(user=coordinator).count() == 2


def test_role_that_came_after_signing_in_is_asked_for_the_code(client, demanded, known):
    secret = give_second_factor(known)
    client.force_login(known)  # signed in before the factor was set up on another device
    Membership.objects.create(
        user=known, carrier=make_carrier(), role=Membership.Role.COORDINATOR, since=date(2020, 1, 1)
    )

    assert client.get("/admin/")["Location"] == CONFIRM + "?next=%2Fadmin%2F"
    done = client.post(CONFIRM, {"factor": code_of(secret), "next": "/admin/"})
    assert done["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_role_that_needs_none_is_not_asked(client, demanded, known):
    trainer = make_user(email="trainer@example.org")
    make_trainer(make_session(), trainer)
    Membership.objects.create(
        user=trainer, carrier=make_carrier(), role=Membership.Role.TRAINER, since=date(2020, 1, 1)
    )
    client.force_login(trainer)

    assert client.get("/anwesenheit/").status_code == 200
    assert client.get("/admin/").status_code == 200


def test_deputy_needs_it_only_as_long_as_the_role_lasts(client, demanded, known, now):
    carrier = make_carrier()
    absent = Membership.objects.get(user=make_coordinator(carrier))
    Membership.objects.create(
        user=known,
        carrier=carrier,
        role=Membership.Role.COORDINATOR,
        since=date(2026, 11, 20),
        until=date(2026, 11, 23),
        deputy_for=absent,
    )
    sign_in(client)
    assert client.get("/anwesenheit/").status_code == 302
    set_up(client)
    assert client.get("/admin/").status_code == 200

    now.move_to("2026-11-24 09:00Z")
    sign_in(client)
    client.post(CONFIRM, {"factor": code_of(secret_of(known))})

    assert client.get("/admin/").status_code == 403
    assert client.get(PAGE).context["is_demanded"] is False
    now.shift(timedelta(minutes=3))
    client.post(PAGE, {"deed": "off", "factor": code_of(secret_of(known))})
    assert list(Authenticator.objects.all()) == []
    assert client.get("/anwesenheit/").status_code == 200


def test_without_roles_that_need_it_nothing_is_asked(client):
    client.force_login(make_coordinator(make_carrier()))

    assert client.get("/anwesenheit/").status_code == 200


# --- The last way out ------------------------------------------------------------------------


def test_operator_takes_the_factor_from_an_account(client, known, capsys):
    give_second_factor(known)
    client.force_login(known)

    call_command("reset_second_factor", "Mariam@example.org")

    assert capsys.readouterr().out == "Reset.\n"
    assert list(Authenticator.objects.all()) == []
    assert client.get("/mein/").status_code == 302
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody@example.org")
