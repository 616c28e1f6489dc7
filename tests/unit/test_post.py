import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import OperationalError, connection
from pytest_django import Settings

from cohorts.domain import messages, post
from cohorts.domain.post import Counts
from cohorts.management.commands import send_messages
from cohorts.models import Message, SignUp
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Faulty(EmailBackend):
    """A mail server with a will of its own."""

    is_open = True
    faults: list[Exception] = []

    def open(self) -> None:
        if not self.is_open:
            raise ConnectionRefusedError

    def send_messages(self, letters: Sequence[EmailMessage]) -> int:
        if self.faults:
            raise self.faults.pop(0)
        return super().send_messages(letters)


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> type[Faulty]:
    settings.EMAIL_BACKEND = f"{__name__}.Faulty"
    monkeypatch.setattr(Faulty, "is_open", True)
    monkeypatch.setattr(Faulty, "faults", [])
    return Faulty


def queue(row: SignUp | None = None, **fields: object) -> Message:
    row = row or make_sign_up(make_cohort())
    message = messages.queue(
        kind="sign_up_confirmed",
        occasion=f"sign_up_confirmed:{row.pk}",
        participant=row.participant,
        sign_up=row,
        now=NOW,
    )
    assert message is not None
    if fields:
        Message.objects.filter(pk=message.pk).update(**fields)
    message.refresh_from_db()
    return message


def again(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def test_send_due_sends_and_remembers() -> None:
    carrier = make_carrier(name="Lotsen Fulda", contact="lotsen@example.org")
    session = make_session(make_cohort(organiser=carrier))
    message = queue(make_sign_up(session.cohort, make_participant(email="amina@example.org")))

    counts = messages.send_due(now=NOW)

    (sent,) = mail.outbox
    assert counts == Counts(sent=1)
    assert (sent.to, sent.reply_to) == (["amina@example.org"], ["lotsen@example.org"])
    assert sent.extra_headers == {
        "Message-ID": f"<{message.uuid}@example.org>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "de",
    }
    assert [(name, kind) for name, _text, kind in sent.attachments] == [
        (sent.attachments[0][0], "text/calendar")
    ]
    done = again(message)
    assert (done.state, done.sent_at, done.attempts, done.claimed_at) == ("sent", NOW, 1, None)
    assert messages.send_due(now=NOW) == Counts()
    assert len(mail.outbox) == 1


def test_send_due_waits_until_it_is_time() -> None:
    queue(not_before=NOW + MINUTE)

    assert messages.send_due(now=NOW) == Counts()
    assert messages.send_due(now=NOW + MINUTE) == Counts(sent=1)


def test_send_due_drops_what_became_pointless() -> None:
    row = make_sign_up(make_cohort(), state="cancelled")
    message = queue(row)

    assert messages.send_due(now=NOW) == Counts(dropped=1)
    assert (again(message).state, mail.outbox) == ("dropped", [])


def test_send_due_starts_with_the_oldest_and_ends_at_the_limit() -> None:
    second = queue(not_before=NOW - MINUTE)
    first = queue(not_before=NOW - 2 * MINUTE)

    assert messages.send_due(now=NOW, limit=1) == Counts(sent=1)
    assert (again(first).state, again(second).state) == ("sent", "queued")


def test_send_due_ends_between_two_mails_when_told_to() -> None:
    queue()
    queue()

    counts = messages.send_due(now=NOW, stop=lambda: len(mail.outbox) == 1)

    assert (counts, len(mail.outbox)) == (Counts(sent=1), 1)


def test_send_due_takes_over_from_a_worker_that_died() -> None:
    """The same Message-ID again, should the mail have left before the worker died."""
    message = queue(state="sending", attempts=1, claimed_at=NOW)

    assert messages.send_due(now=NOW + 10 * MINUTE - timedelta(seconds=1)) == Counts()
    assert messages.send_due(now=NOW + 10 * MINUTE) == Counts(sent=1)

    assert again(message).attempts == 2
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{message.uuid}@example.org>"


def test_send_due_gives_up_a_message_that_kills_its_workers() -> None:
    message = queue(state="sending", attempts=post.MOST_ATTEMPTS, claimed_at=NOW - 10 * MINUTE)

    assert messages.send_due(now=NOW) == Counts(failed=1)
    assert (again(message).state, mail.outbox) == ("failed", [])


def test_a_slow_worker_does_not_overwrite_the_one_that_took_over() -> None:
    message = queue(state="sending", attempts=2, claimed_at=NOW)
    slow = Message(pk=message.pk, claimed_at=NOW - 10 * MINUTE)

    post._finish(slow, state="failed")

    assert (again(message).state, again(message).claimed_at) == ("sending", NOW)


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 4), (3, 16), (4, 64), (5, 256), (6, 360), (7, 360)]
)
def test_backoff_grows(attempts: int, minutes: int) -> None:
    assert post.backoff(attempts) == minutes * MINUTE


def test_send_due_tries_again_later(server: type[Faulty]) -> None:
    server.faults = [SMTPServerDisconnected(), TimeoutError()]
    broken, fine = queue(not_before=NOW - MINUTE), queue()

    assert messages.send_due(now=NOW) == Counts(postponed=2)
    assert again(broken).not_before == again(fine).not_before == NOW + MINUTE
    assert (again(broken).state, again(broken).attempts) == ("queued", 1)
    assert messages.send_due(now=NOW + MINUTE) == Counts(sent=2)


def test_send_due_gives_up_after_the_last_attempt(server: type[Faulty]) -> None:
    server.faults = [TimeoutError()]
    message = queue(attempts=post.MOST_ATTEMPTS - 1)

    assert messages.send_due(now=NOW) == Counts(failed=1)
    assert again(message).state == "failed"


@pytest.mark.parametrize(("code", "counts"), [(550, Counts(failed=1)), (451, Counts(postponed=1))])
def test_send_due_believes_a_server_that_knows_no_such_address(
    code: int, counts: Counts, server: type[Faulty]
) -> None:
    server.faults = [SMTPRecipientsRefused({"amina@example.org": (code, b"no")})]
    queue()

    assert messages.send_due(now=NOW) == counts


def test_a_closed_mail_server_costs_nobody_an_attempt(server: type[Faulty]) -> None:
    server.is_open = False
    first, second = queue(not_before=NOW - MINUTE), queue()

    assert messages.send_due(now=NOW) == Counts(is_closed=True)

    assert [(m.state, m.attempts) for m in (again(first), again(second))] == [("queued", 0)] * 2
    server.is_open = True
    assert messages.send_due(now=NOW) == Counts(sent=2)


@pytest.mark.logs_errors
def test_a_faulty_text_keeps_nobody_else_back(caplog: pytest.LogCaptureFixture) -> None:
    person = make_participant(full_name="Amina Şahin", email="amina@example.org")
    faulty = queue(make_sign_up(make_cohort(), person), not_before=NOW - MINUTE)
    session = make_session()
    make_sign_up(session.cohort, person)
    Message.objects.filter(pk=faulty.pk).update(kind="unheard_of", session=session, sign_up=None)
    fine = queue()

    assert messages.send_due(now=NOW) == Counts(sent=1, postponed=1)

    assert (again(faulty).state, again(fine).state) == ("queued", "sent")
    assert "Amina" not in caplog.text


def test_warnings_name_nobody(server: type[Faulty], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    server.faults = [SMTPRecipientsRefused({"amina@example.org": (550, b"amina@example.org?")})]
    message = queue(make_sign_up(make_cohort(), make_participant(email="amina@example.org")))

    messages.send_due(now=NOW)

    assert str(message.uuid) in caplog.text
    assert "amina" not in caplog.text


@time_machine.travel(NOW)
def test_send_messages_tells_what_became_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    queue()
    queue(make_sign_up(make_cohort(), state="cancelled"))

    call_command("send_messages")

    assert capsys.readouterr().out == "1 sent, 1 dropped, 0 postponed, 0 failed.\n"


@time_machine.travel(NOW)
def test_expire_offers_tells_how_many_ended(capsys: pytest.CaptureFixture[str]) -> None:
    row = make_sign_up(make_cohort(), state="offered", offered_until=NOW)

    call_command("expire_offers")

    row.refresh_from_db()
    assert (capsys.readouterr().out, row.state) == ("1 offers ended.\n", "expired")


class StopsTheWorker(EmailBackend):
    """Asks the worker to stop while it sends the second mail."""

    def send_messages(self, letters: Sequence[EmailMessage]) -> int:
        sent = super().send_messages(letters)
        if len(mail.outbox) == 2:
            signal.raise_signal(signal.SIGTERM)  # to this thread, so at once
        return sent


@pytest.fixture
def signals_restored() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.django_db(transaction=True)
def test_the_loop_survives_a_locked_database_and_stops_when_asked(
    settings: Settings, signals_restored: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.StopsTheWorker"
    monkeypatch.setattr(send_messages, "LOOK_EVERY", 0.01)
    offered = make_sign_up(make_cohort(), state="offered", offered_until=NOW)
    rows = [queue() for _ in range(3)]
    faults = [OperationalError("database is locked")]

    def locked_at_first(execute: Callable[..., object], *arguments: object) -> object:
        if faults:
            raise faults.pop()
        return execute(*arguments)

    with connection.execute_wrapper(locked_at_first), time_machine.travel(NOW):
        call_command("send_messages", "--loop")

    offered.refresh_from_db()
    assert [again(row).state for row in rows] == ["sent", "sent", "queued"]
    assert (faults, offered.state) == ([], "expired")
