"""Whatever goes wrong at an address with a secret: the log tells where, and not the secret."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.handlers.base import BaseHandler
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from tests.secret_addresses import SECRET, ask_at, secret_addresses
from tests.views.signing_in import ADDRESS, CODE, ask, code_in, wrong

pytestmark = [pytest.mark.logs_errors, pytest.mark.thorough]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)
    level = logging.getLogger("django").level
    logging.getLogger("django").setLevel(logging.DEBUG)
    yield stream
    logging.getLogger("django").setLevel(level)
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", secret_addresses())
def test_address_not_found_is_logged_without_its_secret(client, written, address, language):
    ask_at(client, language + address)

    assert SECRET not in written.getvalue()
    assert "Not Found: " in written.getvalue()


@pytest.mark.parametrize("address", secret_addresses())
def test_cut_address_is_logged_without_its_secret(client, written, address):
    client.get(address.rpartition(SECRET)[0] + SECRET)

    assert SECRET not in written.getvalue()


@pytest.mark.parametrize("address", secret_addresses())
def test_fault_is_logged_without_the_secret(client, written, address, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError(f"the database is gone for {ADDRESS} at {address}")

    client.raise_request_exception = False
    monkeypatch.setattr(BaseHandler, "resolve_request", fail)

    answer = client.get(address)

    assert answer.status_code == 500
    assert "Traceback" in written.getvalue()
    assert [text for text in (SECRET, ADDRESS) if text in written.getvalue()] == []


@pytest.mark.parametrize("address", secret_addresses())
def test_refusal_is_logged_without_the_secret(client, settings, written, address):
    settings.RATE_LIMITS = {"form": "99/m/ip", "wrong_secret": "2/h/ip"}
    for number in range(2):
        ask_at(client, address.replace(SECRET, f"gUe55-{number}-of-many"))

    ask_at(client, address)

    assert "Too Many Requests: " in written.getvalue()
    assert [text for text in (SECRET, "gUe55") if text in written.getvalue()] == []


def test_form_that_does_not_fit_is_logged_without_the_secret(written):
    client = Client(enforce_csrf_checks=True)

    client.post(f"/anmeldung/{SECRET}/", {"deed": "accept"})

    assert "Forbidden" in written.getvalue()
    assert SECRET not in written.getvalue()


def test_address_behind_the_sign_in_is_logged_without_the_secret(client, written):
    client.get(f"/konto/login/nothing-here/?next=/anmeldung/{SECRET}/")
    client.get("/nothing-here/", headers={"Referer": f"https://testserver/anmeldung/{SECRET}/"})

    assert SECRET not in written.getvalue()


def test_signing_in_leaves_neither_code_nor_address_in_the_log(client, written, monkeypatch):
    ask(client)
    code = code_in(mail.outbox[0])
    client.post(CODE, {"code": wrong(code)})

    def refuse(self, messages):
        raise OSError(f"no such mailbox: {ADDRESS}")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    client.post(CODE, {"action": "resend"})
    client.post(CODE, {"code": code})

    assert [text for text in (code, wrong(code), ADDRESS) if text in written.getvalue()] == []
