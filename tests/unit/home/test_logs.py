"""What is written to the log, word for word."""

import io
import logging
from collections.abc import Iterator

import pytest

from home.limits import SECRETS
from home.logs import blot, ways_to_secrets


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """The text that a handler of any kind would write."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Not Found: /anmeldung/abc-DEF_1/", "Not Found: /anmeldung/[secret]/"),
        ("Not Found: /en/anmeldung/abc", "Not Found: /en/anmeldung/[secret]"),
        ("GET /calendar/me/abcdef.ics?x=1", "GET /calendar/me/[secret]?x=1"),
        (
            "/konto/login/?next=%2Fanmeldung%2Fabc123%2F",
            "/konto/login/?next=%2Fanmeldung%2F[secret]%2F",
        ),
        (
            "/x/?next=/y/%3Fnext%3D%252fanmeldung%252fabc",
            "/x/?next=/y/%3Fnext%3D%252fanmeldung%252f[secret]",
        ),
        ("refused: mia.muster+kurs@mail.example.org.", "refused: [address]."),
        ("<QueryDict: {'code': ['123456']}>", "<QueryDict: {'code': ['[secret]']}>"),
        ("{'code': '123456'}", "{'code': '[secret]'}"),
        ("POST code=123456&next=", "POST code=[secret]&next="),
        ("csrfmiddlewaretoken=abcdefghij", "csrfmiddlewaretoken=[secret]"),
        ("{'path': 'anmeldung/abcdef'}", "{'path': 'anmeldung/[secret]'}"),
        ("Not Found: /termine/", "Not Found: /termine/"),
        ("status code: 500, exit code 2", "status code: 500, exit code 2"),
        ("/kurse/anmeldung-im-mai/", "/kurse/anmeldung-im-mai/"),
    ],
)
def test_blot_takes_out_secrets_and_nothing_else(text, expected):
    assert blot(text) == expected


def test_no_address_begins_with_a_secret():
    """Else every address would be taken for one."""
    assert [way for way in ways_to_secrets() if not any(c.isalnum() for c in way)] == []
    assert SECRETS == ("token", "code")


def test_every_handler_gets_a_clean_record(written):
    logging.getLogger("gunicorn.access").warning('"%s %s"', "GET", "/anmeldung/abcdef/")

    assert written.getvalue() == 'gunicorn.access "GET /anmeldung/[secret]/"\n'


def test_traceback_is_clean(written):
    try:
        raise ValueError("no mail to mia@example.org for /anmeldung/abcdef/")
    except ValueError:
        logging.getLogger("any").warning("Trouble", exc_info=True)

    assert "Traceback" in written.getvalue()
    assert written.getvalue().endswith(
        "ValueError: no mail to [address] for /anmeldung/[secret]/\n"
    )


def test_message_that_does_not_fit_its_arguments_is_left_to_logging():
    record = logging.getLogRecordFactory()("x", logging.INFO, "x", 1, "%d", ("one",), None)

    assert record.args == ("one",)
