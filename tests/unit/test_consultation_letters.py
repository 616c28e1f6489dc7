"""Mails about a consultation: until when one is asked, and that a remark was answered."""

from datetime import timedelta

import pytest
from django.core import mail
from django.template import Engine

from cohorts.domain import letters, messages
from cohorts.models import Consultation, Membership, Message
from curriculum.models import Edition
from home.models import User
from tests.factories.cohorts import NOW
from tests.factories.consulted import NEW, UNTIL, Consulted, make_consulted

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = UNTIL + 7 * DAY


@pytest.fixture(autouse=True)
def undefined_variables_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine.get_default(), "string_if_invalid", "UNDEFINED %s")


@pytest.fixture
def made() -> Consulted:
    return make_consulted()


def to(user: User, kind: str = "consultation_opened") -> Message:
    return Message.objects.filter(user=user, kind=kind).latest("pk")


def adopt(made: Consulted) -> None:
    Edition.objects.filter(pk=made.edition.pk).update(
        state="adopted", adopted_on=NOW.date(), in_force_from=NOW.date()
    )


def test_letter_says_what_is_asked_until_when_and_quotes_nothing(made: Consulted) -> None:
    letter = letters.compose(to(made.trainer), now=NOW)

    assert letter.subject == "Entwurf 2031 der Standards: bitte lesen"
    assert letter.body.startswith(f"Guten Tag {made.trainer.name},")
    assert "bis 16. März 2026" in letter.body
    assert "/anhoerung/2031/\n" in letter.body
    assert NEW not in letter.body
    assert "UNDEFINED" not in letter.subject + letter.body
    assert letter.reply_to == "zentrum@example.org"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Draft 2031 of the standards: please read it"), ("ar", "2031")]
)
def test_letter_in_the_language_of_the_reader(made: Consulted, language: str, words: str) -> None:
    User.objects.filter(pk=made.named.pk).update(language=language)

    letter = letters.compose(to(made.named), now=NOW)

    assert letter.language == language
    assert words in letter.subject
    assert "bitte lesen" not in letter.subject


def test_author_reads_that_the_remark_was_answered(made: Consulted) -> None:
    made.answer(made.remark(), "Wir kürzen.")

    letter = letters.compose(to(made.trainer, "remark_answered"), now=NOW)

    assert letter.subject == "Ihre Anmerkung zu GR-1 im Entwurf 2031 ist beantwortet"
    assert "/anhoerung/2031/\n" in letter.body
    assert not any(words in letter.body for words in (NEW, "Zu streng.", "Wir kürzen.", "UNDEF"))


def test_mail_that_asks_is_pointless_once_the_day_is_over_or_the_edition_adopted(
    made: Consulted,
) -> None:
    message = to(made.trainer)
    midnight = NOW.replace(month=3, day=16, hour=23)
    open_still = [letters.is_pointless(message, now=at) for at in (NOW, midnight - DAY / 24)]
    over = letters.is_pointless(message, now=midnight)

    adopt(made)

    assert (open_still, over) == ([False, False], True)
    assert letters.is_pointless(message, now=NOW)
    with pytest.raises(LookupError):
        letters.compose(message, now=NOW)


def test_of_two_days_only_the_later_one_is_told(made: Consulted) -> None:
    first = to(made.trainer)
    made.open(until=LATER, named=False)

    again = to(made.trainer)

    assert [letters.is_pointless(one, now=NOW) for one in (first, again)] == [True, False]
    assert not letters.is_pointless(to(made.named), now=NOW)


def test_mail_that_asks_is_pointless_for_somebody_who_left(made: Consulted) -> None:
    Membership.objects.filter(user=made.trainer).update(until=NOW.date() - DAY)
    Consultation.objects.filter(trainer=made.named).delete()

    assert [letters.is_pointless(to(user), now=NOW) for user in (made.trainer, made.named)] == [
        True,
        True,
    ]


def test_of_two_answers_only_the_later_one_is_told(made: Consulted) -> None:
    row = made.answer(made.remark())
    first = to(made.trainer, "remark_answered")
    other = made.answer(made.remark(text="Und hier?"))
    made.answer(row, "Wir streichen es.", now=NOW + DAY)

    waiting = Message.objects.filter(kind="remark_answered").order_by("pk")

    assert first == waiting[0]
    assert other.state == "answered"
    assert [letters.is_pointless(one, now=NOW) for one in waiting] == [True, False, False]


def test_mail_about_an_answer_is_pointless_once_the_edition_is_adopted(made: Consulted) -> None:
    made.answer(made.remark())
    message = to(made.trainer, "remark_answered")

    adopt(made)

    assert letters.is_pointless(message, now=NOW)


def test_everybody_gets_one_mail(made: Consulted) -> None:
    messages.send_due(now=NOW)
    messages.send_due(now=NOW)

    people = (made.coordinator, made.trainer, made.named)
    assert sorted(sent.to for sent in mail.outbox) == sorted([user.email] for user in people)
