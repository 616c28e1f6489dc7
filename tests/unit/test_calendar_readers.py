"""Other readers of our calendars see the instants that we mean, across both clock changes.

One reader is vobject. The other is below: it knows nothing of Berlin but what the file says.
"""

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from django.conf import settings

from cohorts.domain import calendars, wall_time
from cohorts.models import Cohort, Session
from tests.factories.timetable import make_draft, make_session

pytestmark = pytest.mark.django_db

# Both changes of 2026 and 2027, the days around them, and a year far ahead.
EVENINGS = [
    date(2026, 3, 28),
    date(2026, 3, 29),
    date(2026, 3, 30),
    date(2026, 10, 24),
    date(2026, 10, 25),
    date(2026, 10, 26),
    date(2027, 3, 27),
    date(2027, 3, 28),
    date(2027, 10, 30),
    date(2027, 10, 31),
    date(2041, 7, 1),
    date(2041, 12, 1),
]
# Begin on the wall, elapsed minutes: around and in the hours that are missing or double.
NIGHTS = [
    (date(2026, 3, 29), time(0, 30), 60),
    (date(2026, 3, 29), time(1, 30), 60),
    (date(2026, 3, 29), time(1, 30), 30),
    (date(2026, 3, 29), time(3), 60),
    (date(2026, 10, 25), time(1, 30), 60),
    (date(2026, 10, 25), time(1, 30), 120),
    (date(2026, 10, 25), time(2), 45),
    (date(2026, 10, 25), time(2, 30), 20),
    (date(2026, 10, 25), time(2, 30), 60),
    (date(2026, 10, 25), time(2, 30), 90),
    (date(2026, 10, 25), time(3), 60),
]


@pytest.fixture
def cohort() -> Cohort:
    cohort = make_draft()
    for day in EVENINGS:
        make_session(cohort, day)
    for day, wall, minutes in NIGHTS:
        make_session(cohort, day, wall, minutes, segments=[])
    second_reading = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    make_session(
        cohort, starts_at=second_reading, ends_at=second_reading + timedelta(hours=2), segments=[]
    )
    return cohort


def meant(cohort: Cohort) -> dict[str, list[str]]:
    return {
        calendars.uid(session): [
            moment.astimezone(UTC).isoformat() for moment in (session.starts_at, session.ends_at)
        ]
        for session in cohort.sessions.all()
    }


def feed(cohort: Cohort) -> str:
    parts = [text for _pk, text in calendars.texts(Session.objects.filter(cohort=cohort))]
    return calendars.calendar(parts, name="Alle Termine").decode()


def test_vobject_reads_the_instants_that_are_meant(cohort: Cohort) -> None:
    reader = subprocess.run(
        [sys.executable, "-m", "tests.calendar_reader"],
        input=feed(cohort),
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        check=False,
    )

    assert reader.returncode == 0, reader.stderr
    assert json.loads(reader.stdout) == meant(cohort)


def test_the_letter_of_the_file_reads_the_instants_that_are_meant(cohort: Cohort) -> None:
    assert read_literally(feed(cohort)) == meant(cohort)


def test_evenings_stay_at_six_on_the_wall(cohort: Cohort) -> None:
    starts = [
        wall_time.BERLIN.fromutc(s.starts_at.replace(tzinfo=wall_time.BERLIN))
        for s in cohort.sessions.all()
        if s.length == 180
    ]

    assert [start.time() for start in starts] == [time(18)] * len(EVENINGS)


def read_literally(text: str) -> dict[str, list[str]]:
    """Events by UID with begin and end in UTC, by nothing but the VTIMEZONE of the file."""
    unfolded = text.replace("\r\n ", "")
    zone = re.search(r"BEGIN:VTIMEZONE.*END:VTIMEZONE", unfolded, re.S)
    assert zone
    rules = [
        _rule(rule) for rule in re.findall(r"BEGIN:(?:DAYLIGHT|STANDARD).*?END:", zone[0], re.S)
    ]
    events = re.findall(r"BEGIN:VEVENT.*?END:VEVENT", unfolded, re.S)
    return {
        _value(event, "UID"): [
            _instant(event, "DTSTART", rules),
            _instant(event, "DTEND", rules),
        ]
        for event in events
    }


def _value(text: str, name: str) -> str:
    found = re.search(rf"^{name}(?:;[^:]*)?:(.*?)\r?$", text, re.M)
    assert found, name
    return found[1]


def _rule(text: str) -> tuple[datetime, int, timedelta, timedelta]:
    """First onset, month of the yearly last Sunday, offset before and after."""
    rule = dict(part.split("=") for part in _value(text, "RRULE").split(";"))
    assert (rule["FREQ"], rule["BYDAY"]) == ("YEARLY", "-1SU")
    offsets = [
        timedelta(hours=int(value[:3]), minutes=int(value[0] + value[3:]))
        for value in (_value(text, "TZOFFSETFROM"), _value(text, "TZOFFSETTO"))
    ]
    return _wall(_value(text, "DTSTART")), int(rule["BYMONTH"]), offsets[0], offsets[1]


def _wall(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall time has no zone


def _instant(event: str, name: str, rules: list[tuple[datetime, int, timedelta, timedelta]]) -> str:
    value = _value(event, name)
    if value.endswith("Z"):
        return _wall(value[:-1]).replace(tzinfo=UTC).isoformat()
    assert f"{name};TZID=Europe/Berlin:" in event
    local = _wall(value)
    latest, offset = datetime.min, timedelta()  # noqa: DTZ901 - wall times
    for first, month, _before, after in rules:
        for year in (local.year - 1, local.year):
            last_day = datetime(year, month, 31)  # noqa: DTZ001 - both months have 31 days
            sunday = last_day - timedelta(days=(last_day.weekday() + 1) % 7)
            onset = datetime.combine(sunday, first.time())
            # Onsets are named in the time before the change. An hour that occurs twice is read as
            # its first occurrence: the clock then still shows the time before the change.
            if latest < onset <= local:
                latest, offset = onset, after
    return local.replace(tzinfo=timezone(offset)).astimezone(UTC).isoformat()
