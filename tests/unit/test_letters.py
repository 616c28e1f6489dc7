import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.template import Engine

from cohorts.domain import (
    approval_letters,
    consultation_letters,
    decision_letters,
    letters,
    messages,
    review_letters,
    sign_up,
    staff_letters,
    writing,
)
from cohorts.models import Cohort, Message, Session, SignUp
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_participant,
    make_place,
    make_session,
    make_sign_up,
)

pytestmark = pytest.mark.django_db
SECRET = "https://meet.example.org/room-7"
HOUR = timedelta(hours=1)
LANGUAGES = [code for code, _name in settings.KNOWN_LANGUAGES]


@pytest.fixture(autouse=True)
def undefined_variables_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine.get_default(), "string_if_invalid", "UNDEFINED %s")


def message_about(
    row: SignUp, kind: str, session: Session | None = None, occasion: str = ""
) -> Message:
    message = messages.queue(
        kind=kind,
        occasion=f"{kind}:{row.pk}:{occasion}",
        participant=row.participant,
        sign_up=row if session is None else None,
        session=session or row.session,
        now=NOW,
    )
    assert message is not None
    return message


def make_course(**fields: object) -> tuple[Cohort, Session, Session]:
    """A course with a session in a house and one online."""
    organiser = make_carrier(name="Lotsen <Fulda> & Partner", contact="lotsen@example.org")
    cohort = make_cohort(title="Rolle & Auftrag", organiser=organiser, **fields)
    place = make_place(name="Haus am Park", carrier=organiser)
    first = make_session(cohort, title="Ankommen", place=place)
    second = make_session(
        cohort,
        title="Grenzen",
        starts_at=NOW + timedelta(days=28),
        is_online=True,
        online_address=SECRET,
    )
    return cohort, first, second


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "state"), list(letters.STATE_TOLD.items()))
def test_compose_writes_every_kind_about_a_sign_up(kind: str, state: str, language: str) -> None:
    cohort, _first, _second = make_course()
    person = make_participant(full_name="Amina Şahin", language=language)
    row = make_sign_up(cohort, person, state=state)

    letter = letters.compose(message_about(row, kind), now=NOW)

    path = f"/anmeldung/{sign_up.token(row)}/"
    address = "http://127.0.0.1:8000" + path if language == "de" else f"/{language}{path}"
    assert "Rolle & Auftrag" in letter.subject
    assert re.search("Amina Şahin\u2069?[,،]\n", letter.body)
    assert "Lotsen <Fulda> & Partner" in letter.body  # nothing is escaped
    assert address in letter.body
    assert "UNDEFINED" not in letter.subject + letter.body
    assert "\n\n\n" not in letter.body
    assert (letter.language, letter.reply_to) == (language, "lotsen@example.org")
    assert (SECRET in letter.body) == (kind == "sign_up_confirmed")
    assert ("Ankommen" in letter.body) == (kind not in letters.LEAVING)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["session_changed", "session_cancelled", "cohort_cancelled"])
def test_compose_writes_every_kind_about_a_session(kind: str, language: str) -> None:
    cohort, _first, second = make_course()
    second.status_note = "Raum 7 statt Raum 3"
    second.status = "cancelled" if kind == "session_cancelled" else "confirmed"
    second.save()
    row = make_sign_up(cohort, make_participant(language=language))

    letter = letters.compose(message_about(row, kind, second), now=NOW)

    about_all = kind == "cohort_cancelled"
    assert ("Rolle & Auftrag" if about_all else "Grenzen") in letter.subject
    assert ("Raum 7 statt Raum 3" in letter.body) == (not about_all)
    assert (SECRET in letter.body) == (kind == "session_changed")
    assert "Ankommen" not in letter.body
    assert "UNDEFINED" not in letter.subject + letter.body
    assert [file.name.endswith(".ics") for file in letter.attachments] == [True] * (not about_all)


def test_every_kind_has_a_letter_and_a_judgement() -> None:
    about_sessions = {"session_changed", "session_cancelled", "cohort_cancelled"}

    about_staff = {
        *staff_letters.KINDS,
        *review_letters.KINDS,
        *decision_letters.KINDS,
        *consultation_letters.KINDS,
        *approval_letters.KINDS,
    }
    assert set(messages.KINDS) == set(letters.STATE_TOLD) | about_sessions | about_staff


def test_compose_tells_berlin_time_on_both_sides_of_the_clock_change() -> None:
    cohort, first, second = make_course()  # 23 March is winter time, 30 March summer time
    row = make_sign_up(cohort, make_participant(language="en"))

    body = letters.compose(message_about(row, "sign_up_confirmed"), now=NOW).body

    assert first.starts_at.time() == second.starts_at.time()
    assert "When: Monday, 23 March 2026, 10:00 to 12:00\n" in body
    assert "When: Monday, 30 March 2026, 11:00 to 13:00\n" in body
    assert "Where: Haus am Park, Lindenweg 4, Fulda\nHow to get in: Ohne Stufen\n" in body


def test_compose_tells_dates_in_arabic_with_digits_that_all_read() -> None:
    cohort, _first, _second = make_course()
    row = make_sign_up(cohort, make_participant(language="ar"))

    body = letters.compose(message_about(row, "sign_up_confirmed"), now=NOW).body

    assert "متى: الاثنين، 23 مارس 2026، من 10:00 إلى 12:00\n" in body
    assert "أين: \u2068Haus am Park, Lindenweg 4, Fulda\u2069\n" in body
    assert "طريقة الدخول: \u2068Ohne Stufen\u2069\n" in body


def test_compose_tells_both_days_of_a_session_over_night() -> None:
    session = make_session(ends_at=NOW + timedelta(days=22), guest_capacity=1)
    person = make_participant(language="en")
    row = make_sign_up(session.cohort, person, session=session)

    body = letters.compose(message_about(row, "sign_up_confirmed"), now=NOW).body

    assert "When: Monday, 23 March 2026, 10:00 to Tuesday, 24 March 2026, 10:00\n" in body


def test_compose_tells_the_deadline_of_an_offer() -> None:
    row = make_sign_up(
        make_cohort(),
        make_participant(language="en"),
        state="offered",
        offered_until=NOW + timedelta(hours=48, seconds=59),
    )

    body = letters.compose(message_about(row, "seat_offered"), now=NOW).body

    assert "until:\nWednesday, 4 March 2026, 10:00\n" in body  # never later than it is


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (0, "You are the next in line."),
        (1, "1 person is in line before you."),
        (2, "2 people are in line before you."),
    ],
)
def test_compose_tells_how_many_wait_before(ahead: int, words: str) -> None:
    cohort = make_cohort()
    for _ in range(ahead):
        make_sign_up(cohort, state="waiting")
    row = make_sign_up(cohort, make_participant(language="en"), state="waiting")

    assert words in letters.compose(message_about(row, "sign_up_waiting"), now=NOW).body


def test_compose_names_the_session_to_guests_and_leaves_the_others_out() -> None:
    cohort, first, _second = make_course()
    row = make_sign_up(cohort, session=first)

    letter = letters.compose(message_about(row, "sign_up_confirmed"), now=NOW)

    assert "Ankommen" in letter.subject
    assert "Grenzen" not in letter.body
    assert len(letter.attachments) == 1


def test_compose_leads_members_to_their_seat_in_the_cohort() -> None:
    cohort, first, _second = make_course()
    guest = make_sign_up(cohort, session=first)
    member = make_sign_up(cohort, guest.participant)

    body = letters.compose(message_about(member, "session_changed", first), now=NOW).body

    assert (sign_up.token(member) in body, sign_up.token(guest) in body) == (True, False)


def test_compose_attaches_the_dates_still_to_come() -> None:
    cohort, first, second = make_course()
    make_session(cohort, status="cancelled")
    make_session(cohort, starts_at=NOW - timedelta(days=1))
    row = make_sign_up(cohort)

    (calendar,) = letters.compose(message_about(row, "sign_up_confirmed"), now=NOW).attachments

    text = calendar.content.decode().replace("\r\n ", "")
    assert calendar.media_type == "text/calendar"
    assert text.count("BEGIN:VEVENT") == 2
    assert (str(first.uuid) in text, str(second.uuid) in text) == (True, True)
    assert row.participant.full_name not in text


def test_compose_keeps_a_subject_on_one_line() -> None:
    row = make_sign_up(make_cohort(title="Rolle\r\nBcc: x@example.org"))

    subject = letters.compose(message_about(row, "sign_up_confirmed"), now=NOW).subject

    assert subject.endswith("Rolle Bcc: x@example.org")


def test_compose_reads_german_to_people_whose_language_mails_do_not_know() -> None:
    row = make_sign_up(make_cohort(), make_participant(language="uk"))

    assert letters.compose(message_about(row, "sign_up_confirmed"), now=NOW).language == "de"


# --- What is not sent any more -----------------------------------------------------------------


@pytest.mark.parametrize("kind", list(letters.STATE_TOLD))
@pytest.mark.parametrize("state", SignUp.State.values)
def test_a_message_is_pointless_once_the_sign_up_has_moved_on(kind: str, state: str) -> None:
    row = make_sign_up(make_cohort(), state=state)

    pointless = letters.is_pointless(message_about(row, kind), now=NOW)

    assert pointless == (letters.STATE_TOLD[kind] != state)


def test_an_offer_is_pointless_from_its_deadline_on() -> None:
    row = make_sign_up(make_cohort(), state="offered", offered_until=NOW)
    message = message_about(row, "seat_offered")

    assert letters.is_pointless(message, now=NOW)
    assert not letters.is_pointless(message, now=NOW - HOUR)


@pytest.mark.parametrize("kind", letters.LEAVING)
def test_leaving_is_pointless_to_tell_whoever_came_back(kind: str) -> None:
    row = make_sign_up(make_cohort(), state=letters.STATE_TOLD[kind])
    message = message_about(row, kind)
    assert not letters.is_pointless(message, now=NOW)

    make_sign_up(row.cohort, row.participant, state="waiting")

    assert letters.is_pointless(message, now=NOW)


def test_a_seat_is_pointless_to_tell_in_what_is_cancelled_or_over() -> None:
    cancelled = make_sign_up(make_cohort(state="cancelled"))
    session = make_session(status="cancelled")
    guest = make_sign_up(session.cohort, session=session)
    over = make_session(starts_at=NOW - 3 * HOUR)
    late = make_sign_up(over.cohort)

    for row in (cancelled, guest, late):
        assert letters.is_pointless(message_about(row, "sign_up_confirmed"), now=NOW)


def test_a_change_is_told_to_people_with_a_seat_only() -> None:
    cohort, first, second = make_course()
    member = make_sign_up(cohort)
    guest = make_sign_up(cohort, session=first)
    waiting = make_sign_up(cohort, state="waiting")
    left = make_sign_up(cohort, state="cancelled")

    told = [
        not letters.is_pointless(message_about(row, "session_changed", first), now=NOW)
        for row in (member, guest, waiting, left)
    ]

    assert told == [True, True, False, False]
    other = message_about(guest, "session_changed", second, occasion="second")
    assert letters.is_pointless(other, now=NOW)


def test_only_the_last_change_is_told() -> None:
    cohort, first, _second = make_course()
    row = make_sign_up(cohort)
    earlier = message_about(row, "session_changed", first, occasion="1")
    later = message_about(row, "session_changed", first, occasion="2")

    assert letters.is_pointless(earlier, now=NOW)
    assert not letters.is_pointless(later, now=NOW)


def test_a_change_is_pointless_when_cancelled_and_a_cancellation_when_reinstated() -> None:
    cohort, first, second = make_course()
    row = make_sign_up(cohort)
    Session.objects.filter(pk=first.pk).update(status="cancelled")
    first.refresh_from_db()

    assert letters.is_pointless(message_about(row, "session_changed", first), now=NOW)
    assert letters.is_pointless(message_about(row, "session_cancelled", second), now=NOW)


def test_a_session_that_is_over_needs_no_mail() -> None:
    session = make_session()
    row = make_sign_up(session.cohort)

    message = message_about(row, "session_changed", session)

    assert letters.is_pointless(message, now=session.ends_at)
    assert not letters.is_pointless(message, now=session.starts_at)


def test_a_cancelled_cohort_is_told_once_to_everybody_in_it() -> None:
    cohort, first, _second = make_course(state="cancelled")
    rows = [make_sign_up(cohort, state=s) for s in ("confirmed", "waiting", "cancelled")]

    told = [
        not letters.is_pointless(message_about(row, "cohort_cancelled", first), now=NOW)
        for row in rows
    ]
    per_session = message_about(rows[0], "session_cancelled", first)

    assert told == [True, True, False]
    assert letters.is_pointless(per_session, now=NOW)


def test_nothing_is_sent_to_whoever_has_no_address_any_more() -> None:
    row = make_sign_up(make_cohort())
    message = message_about(row, "sign_up_confirmed")
    message.participant.email = ""

    assert letters.is_pointless(message, now=NOW)


@pytest.mark.parametrize(
    ("line", "directed"),
    [
        ("لديك مقعد في «Rolle & Auftrag (2)».", "لديك مقعد في «\u2068Rolle & Auftrag (2)\u2069»."),
        ("ألغي (Rolle)", "ألغي (\u2068Rolle\u2069)"),
        ("الجهة: Lahn e. V.", "الجهة: \u2068Lahn e. V.\u2069"),
        ("اكتب إلى lahn@example.org", "اكتب إلى lahn@example.org"),
        ("عبر الإنترنت: https://example.org/a/", "عبر الإنترنت: https://example.org/a/"),
        ("من 10:00 إلى 12:00", "من 10:00 إلى 12:00"),
        ("Rolle & Auftrag", "Rolle & Auftrag"),
        ("You have a seat in “Kurs”.", "You have a seat in “Kurs”."),
    ],
)
def test_latin_words_are_set_apart_in_arabic_lines_only(line: str, directed: str) -> None:
    assert writing.directed(line) == directed
