"""What the mails to staff say, in every language, and when they are not sent any more."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.template import Engine

from cohorts.domain import letters, messages, staff
from cohorts.models import Carrier, Invitation, Membership, Message
from tests.factories.cohorts import NOW, make_carrier, make_coordinator, make_user
from tests.factories.staff import TODAY, make_deputy, make_invitation, make_member

pytestmark = pytest.mark.django_db
LAST = date(2026, 3, 31)
LAST_DAY = {"de": "31. März 2026", "en": "31 March 2026", "ar": "31 مارس 2026"}


@pytest.fixture(autouse=True)
def undefined_variables_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine.get_default(), "string_if_invalid", "UNDEFINED %s")


@pytest.fixture
def carrier() -> Carrier:
    return make_carrier(name="Lotsen <Fulda> & Partner", contact="lotsen@example.org")


def to_invited(invitation: Invitation, occasion: str = "a") -> Message:
    message = messages.queue(kind="invitation", occasion=occasion, invitation=invitation, now=NOW)
    assert message is not None
    return message


def to_member(membership: Membership, kind: str, occasion: str = "a") -> Message:
    message = messages.queue(
        kind=kind, occasion=occasion, user=membership.user, membership=membership, now=NOW
    )
    assert message is not None
    return message


def test_invitation_says_who_asks_for_what_and_when(carrier: Carrier) -> None:
    inviter = make_coordinator(carrier, name="Yasmin Haidari-Lotz")
    coordination = make_member(carrier, "coordinator", user=make_user(name="Jonas Ğ."))
    invitation = make_invitation(
        carrier,
        "coordinator",
        name="Dilek Aydın",
        invited_by=inviter,
        until=LAST,
        deputy_for=coordination,
    )

    letter = letters.compose(to_invited(invitation), now=NOW)

    assert letter.subject == "Einladung: Mitarbeit bei Lotsen <Fulda> & Partner"
    for words in (
        "Guten Tag Dilek Aydın,",
        "Yasmin Haidari-Lotz lädt Sie ein",
        "Ihre Rolle: Koordination",
        "Sie vertreten: Jonas Ğ.",
        "Vom 2. März 2026 bis 31. März 2026",
        staff.address(invitation),
        "Der Link gilt 30 Tage",
    ):
        assert words in letter.body, words
    assert "UNDEFINED" not in letter.subject + letter.body
    assert (letter.language, letter.reply_to) == ("de", "lotsen@example.org")


def test_invitation_without_names_and_in_english(carrier: Carrier) -> None:
    invitation = make_invitation(carrier, language="en")

    letter = letters.compose(to_invited(invitation), now=NOW)

    assert letter.body.startswith("Hello,\n\nYou are invited to work for")
    assert "Your role: trainer\nFrom 2 March 2026\n" in letter.body
    assert "/en/einladung/" in letter.body
    assert "UNDEFINED" not in letter.subject + letter.body
    assert letter.language == "en"


@pytest.mark.parametrize(("language", "last"), LAST_DAY.items())
@pytest.mark.parametrize("kind", ["appointed", "membership_ends"])
def test_letters_to_members(carrier: Carrier, kind: str, language: str, last: str) -> None:
    coordination = make_member(carrier, "coordinator", user=make_user(name="Jonas Ğ."))
    user = make_user(name="Amina Şahin", language=language)
    deputy = make_deputy(coordination, user=user, until=LAST)

    letter = letters.compose(to_member(deputy, kind), now=NOW)

    assert letter.language == language
    assert "Amina Şahin" in letter.body
    assert "Lotsen <Fulda> & Partner" in letter.body
    assert ("Jonas Ğ." in letter.body) == (kind == "appointed")
    assert ("http://127.0.0.1:8000/admin/" in letter.body) == (kind == "appointed")
    assert last in letter.body
    assert "UNDEFINED" not in letter.subject + letter.body
    assert "\n\n\n" not in letter.body


@pytest.mark.parametrize("state", Invitation.State.values)
def test_invitation_is_pointless_once_it_was_answered(carrier: Carrier, state: str) -> None:
    message = to_invited(make_invitation(carrier, state=state))

    assert letters.is_pointless(message, now=NOW) == (state != "open")


@pytest.mark.parametrize(
    ("kind", "until", "pointless"),
    [
        ("appointed", None, False),
        ("appointed", TODAY, False),
        ("appointed", TODAY - timedelta(days=1), True),
        ("membership_ends", None, True),
        ("membership_ends", TODAY - timedelta(days=1), False),
        ("membership_ends", LAST, False),
    ],
)
def test_letters_to_members_become_pointless(
    carrier: Carrier, kind: str, until: date | None, pointless: bool
) -> None:
    message = to_member(make_member(carrier, until=until), kind)

    assert letters.is_pointless(message, now=NOW) == pointless


def test_later_message_makes_the_earlier_one_pointless(carrier: Carrier) -> None:
    member, other = make_member(carrier, until=LAST), make_member(carrier, until=LAST)
    invitation = make_invitation(carrier)
    earlier = [to_member(member, "membership_ends"), to_invited(invitation)]
    foreign = to_member(other, "membership_ends")

    later = [to_member(member, "membership_ends", "b"), to_invited(invitation, "b")]

    pointless: dict[Any, bool] = {
        message.pk: letters.is_pointless(message, now=NOW)
        for message in [*earlier, foreign, *later]
    }
    assert list(pointless.values()) == [True, True, False, False, False]


def test_staff_gets_its_mail(carrier: Carrier) -> None:
    invitation = make_invitation(carrier, email="dilek@example.org")
    to_invited(invitation)
    to_member(make_member(carrier, user=make_user(email="jonas@example.org")), "appointed")

    counts = messages.send_due(now=NOW)

    assert (counts.sent, counts.failed) == (2, 0)
    assert [sent.to for sent in mail.outbox] == [["dilek@example.org"], ["jonas@example.org"]]
