"""The raw text of calendar files, held against RFC 5545 and 7986."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from cohorts.domain import calendars, cohort_life, timetable
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Cohort, Session
from tests.factories.timetable import (
    NOW,
    make_carrier,
    make_cohort,
    make_draft,
    make_module,
    make_place,
    make_session,
    make_user,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
ARABIC = "الحدود والرعاية الذاتية في عمل المرشدين المتطوعين للاندماج"


def lines_of(text: str) -> list[str]:
    """Content lines, unfolded."""
    return text.replace("\r\n ", "").split("\r\n")


def feed(*sessions: Session) -> bytes:
    parts = [text for _pk, text in calendars.texts(Session.objects.all())]
    return calendars.calendar(parts, name="Kursbuch: Termine")


def test_event_says_what_when_where_and_how_long() -> None:
    cohort = make_draft(title="Basiskurs Herbst", organiser=make_carrier(name="Lotsenverein"))
    module = make_module(title="Grenzen")
    session = make_session(
        cohort,
        segments=[
            PlannedSegment("teaching", 90, module),
            PlannedSegment("break", 15),
            PlannedSegment("teaching", 30, module),
        ],
        place=make_place(name="Saal", address="Weg 1", town="Kassel", access="Mit Aufzug"),
        online_address="https://treffen.example.org/geheim",
        trainers=[make_user(name="Tomke Trainerin"), "Gast Rednerin"],
    )

    assert lines_of(session.vevent) == [
        "BEGIN:VEVENT",
        "SUMMARY:Grenzen achten",
        "DTSTART;TZID=Europe/Berlin:20260915T180000",
        "DTEND;TZID=Europe/Berlin:20260915T210000",
        "DTSTAMP:20260901T100000Z",
        f"UID:{session.uuid}@kursbuch.example.org",
        "SEQUENCE:0",
        "DESCRIPTION:Basiskurs Herbst · Lotsenverein\\n2\\,7 Unterrichtseinheiten (120 "
        "Minuten)\\nModule: Grenzen\\nMit Aufzug",
        "LAST-MODIFIED:20260901T100000Z",
        "LOCATION:Saal\\, Weg 1\\, Kassel",
        "STATUS:CONFIRMED",
        f"URL:http://127.0.0.1:8000/termine/{session.uuid}/",
        "END:VEVENT",
        "",
    ]


def test_event_that_is_called_as_its_session_says_so_once() -> None:
    cohort = make_draft(title="Netzwerktreffen", organiser=make_carrier(name="Lotsenverein"))

    session = make_session(cohort, title="Netzwerktreffen", segments=[])

    assert "DESCRIPTION:Lotsenverein" in lines_of(session.vevent)


def test_frame_has_one_zone_names_an_interval_and_nothing_random() -> None:
    text = calendars.calendar([], name="Kurs; mit, Zeichen").decode()

    assert lines_of(text) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kursbuch//Termine//DE",
        "METHOD:PUBLISH",
        "NAME:Kurs\\; mit\\, Zeichen",
        "X-WR-CALNAME:Kurs\\; mit\\, Zeichen",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-TIMEZONE:Europe/Berlin",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "BEGIN:DAYLIGHT",
        "DTSTART:19810329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize("title", ["Kurz", "x" * 200, ARABIC * 3, "🧭🌱" * 60, "e\u0301" * 90])
def test_lines_end_with_crlf_and_are_folded_between_characters(title: str) -> None:
    make_session(make_draft(title=title[:200]), title=title[:200])

    raw = feed()

    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line for line in lines if line.decode() == ""] == [b""]  # only after the last one
    assert f"SUMMARY:{title[:200]}" in lines_of(raw.decode())


def test_special_characters_are_escaped_and_control_characters_left_out() -> None:
    session = make_session(title="Nähe, Distanz; \\ und\n „ich“\x07 😀\r\nX-BAD:1")

    assert "SUMMARY:Nähe\\, Distanz\\; \\\\ und „ich“ 😀X-BAD:1" in lines_of(session.vevent)


def test_uid_is_once_per_event_and_nowhere_else() -> None:
    cohort = make_cohort(sessions=3)

    uids = [line for line in lines_of(feed().decode()) if line.startswith("UID")]

    assert uids == [f"UID:{s.uuid}@kursbuch.example.org" for s in cohort.sessions.all()]


def test_file_is_the_same_until_something_changes() -> None:
    session = make_session()
    before = feed()
    calendars._frame.cache_clear()

    calendars.renew([session], now=LATER)

    assert feed() == before


@pytest.mark.parametrize("field", ["starts_at", "place", "is_online", "title"])
def test_change_keeps_uid_and_moves_stamps(field: str) -> None:
    session = make_session()
    values: dict[str, Any] = {
        "starts_at": session.starts_at - timedelta(minutes=30),
        "place": make_place(),
        "is_online": True,
        "title": "Anders",
    }
    changes = {field: values[field]}

    changed = timetable.change_session(session=session, by=None, now=LATER, **changes)

    lines = lines_of(changed.vevent)
    assert f"UID:{session.uuid}@kursbuch.example.org" in lines
    assert "LAST-MODIFIED:20260902T100000Z" in lines
    assert "DTSTAMP:20260902T100000Z" in lines
    assert f"SEQUENCE:{0 if field == 'title' else 1}" in lines


def test_status_is_the_sessions_own() -> None:
    tentative = make_session(status="tentative")
    cancelled = timetable.cancel_session(
        session=make_session(), by=None, now=LATER, reason="Die Trainerin ist krank"
    )

    assert "STATUS:TENTATIVE" in lines_of(tentative.vevent)
    assert "STATUS:CANCELLED" in lines_of(cancelled.vevent)
    assert "SUMMARY:Abgesagt: Grenzen achten" in lines_of(cancelled.vevent)
    assert "DESCRIPTION:Die Trainerin ist krank\\n" in cancelled.vevent


def test_online_and_internal_sessions_say_no_more_than_they_may() -> None:
    cohort = make_draft(visibility=Cohort.Visibility.INTERNAL)
    session = make_session(cohort, is_online=True, online_address="https://treffen.example.org/x")

    assert "LOCATION:online" in lines_of(session.vevent)
    assert "treffen.example.org" not in session.vevent
    assert "URL:" not in session.vevent


def test_words_are_german_whatever_the_writer_reads() -> None:
    with override("ar"):
        session = make_session()

    assert "2 Unterrichtseinheiten (90 Minuten)" in session.vevent
    assert f"URL:http://127.0.0.1:8000/termine/{session.uuid}/" in lines_of(session.vevent)


def test_second_reading_of_the_double_hour_is_written_in_utc() -> None:
    at = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)

    session = make_session(starts_at=at, ends_at=at + timedelta(hours=2))

    assert "DTSTART:20261025T011500Z" in lines_of(session.vevent)
    assert "DTEND:20261025T031500Z" in lines_of(session.vevent)


def test_new_module_title_and_carrier_name_reach_the_calendars() -> None:
    module, carrier = make_module(title="Alt"), make_carrier(name="Verein Alt")
    make_session(make_draft(organiser=carrier), segments=[PlannedSegment("teaching", 90, module)])

    module.title = "Grenzen neu"
    module.save_revision().publish()
    carrier.name = "Verein Neu"
    carrier.save()

    renewed = Session.objects.get()
    (description,) = [line for line in lines_of(renewed.vevent) if line.startswith("DESCRIPTION:")]
    assert "Module: Grenzen neu" in description
    assert "Verein Neu" in description
    assert renewed.modified_at > NOW


def test_renew_command_follows_the_address_of_the_site(settings: Settings) -> None:
    session = make_session()
    settings.SITE_URL = "https://kursbuch.example.net/"

    call_command("renew_calendars")

    lines = lines_of(Session.objects.get().vevent)
    assert f"URL:https://kursbuch.example.net/termine/{session.uuid}/" in lines
    assert f"UID:{session.uuid}@kursbuch.example.org" in lines


@pytest.mark.parametrize("count", [1, 5])
def test_renewing_costs_the_same_for_one_and_for_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cohort = make_cohort(sessions=count)
    Session.objects.update(vevent="")
    sessions = list(cohort.sessions.all())

    with django_assert_num_queries(3):  # sessions, segments, update
        assert calendars.renew(sessions, now=LATER) == count


def test_rows_written_around_the_deeds_are_built_on_the_fly() -> None:
    make_cohort(sessions=2)
    before = feed()

    Session.objects.update(vevent="")

    assert feed() == before


def test_invitation_has_uid_sequence_and_address_of_a_confirmed_seat() -> None:
    session = make_session(is_online=True, online_address="https://treffen.example.org/a,b;c")
    session = timetable.change_session(session=session, by=None, now=LATER, title="Grenzen")

    lines = lines_of(calendars.invitation([session]).decode())

    assert [line for line in lines if line.startswith(("METHOD", "UID", "SEQUENCE", "NAME"))] == [
        "METHOD:PUBLISH",
        "NAME:Grenzen",
        f"UID:{session.uuid}@kursbuch.example.org",
        "SEQUENCE:0",
    ]
    assert "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://treffen.example.org/a,b;c" in lines
    (description,) = [line for line in lines if line.startswith("DESCRIPTION:")]
    assert description.endswith("\\nOnline: https://treffen.example.org/a\\,b\\;c")


def test_invitation_to_a_whole_cohort_has_all_sessions() -> None:
    cohort = make_cohort(sessions=3)

    text = calendars.invitation(cohort.sessions.all()).decode()

    assert [f"UID:{s.uuid}@kursbuch.example.org" in lines_of(text) for s in cohort.sessions.all()]
    assert text.count("BEGIN:VEVENT") == 3
    assert text.count("BEGIN:VTIMEZONE") == 1


def test_visibility_shows_in_the_events_of_a_cohort() -> None:
    cohort = make_cohort(visibility=Cohort.Visibility.INTERNAL)

    cohort_life.change(cohort=cohort, by=None, now=LATER, visibility=Cohort.Visibility.PUBLIC)

    session = cohort.sessions.get()
    assert f"URL:http://127.0.0.1:8000/termine/{session.uuid}/" in lines_of(session.vevent)
