"""What search engines read: true, complete, and never more than what is publicly listed."""

import json
import re

import pytest
import time_machine

from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_place,
    make_segment,
    make_session,
    make_trainer,
    make_user,
)

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def data(client, page):
    blocks = BLOCK.findall(client.get(page.get_absolute_url()).text)
    return [json.loads(block) for block in blocks]


def test_session_is_an_event_in_berlin_time(client, settings):
    settings.SITE_URL = "https://kursbuch.example.org"
    place = make_place(name="Ankerhaus", address="Am Ufer 1", town="Wetzlar", district="Lahn-Dill")
    cohort = make_cohort(organiser=make_carrier(name="Lahn e. V."))
    session = make_session(cohort, title="Rollen & <Grenzen>", place=place)

    assert data(client, session) == [
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "name": "Rollen & <Grenzen>",
            "url": f"https://kursbuch.example.org/termine/{session.uuid}/",
            "startDate": "2026-03-23T10:00+01:00",
            "endDate": "2026-03-23T12:00+01:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": [
                {
                    "@type": "Place",
                    "name": "Ankerhaus",
                    "address": {
                        "@type": "PostalAddress",
                        "streetAddress": "Am Ufer 1",
                        "addressLocality": "Wetzlar",
                        "addressRegion": "Lahn-Dill",
                        "addressCountry": "DE",
                    },
                }
            ],
            "isAccessibleForFree": True,
            "inLanguage": "de",
            "organizer": {"@type": "Organization", "name": "Lahn e. V."},
        }
    ]


def test_online_room_is_the_page_and_never_the_address_behind_it(client):
    session = make_session(is_online=True, online_address="https://secret.example.org/room")
    make_trainer(session, make_user(name="Trainerin Kanarienvogel"))

    [event] = data(client, session)

    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert event["location"] == [{"@type": "VirtualLocation", "url": event["url"]}]
    assert "secret" not in json.dumps(event)
    assert "Kanarienvogel" not in json.dumps(event)


def test_cancelled_session_says_so(client):
    [event] = data(client, make_session(status="cancelled"))

    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_course_has_one_run_over_what_takes_place(client):
    cohort = make_cohort(title="Basis", lead="Acht Module")
    make_segment(make_session(cohort), minutes=90)
    online = make_session(cohort, starts_at=NOW.replace(month=4), is_online=True)
    make_segment(online, minutes=45)
    make_session(cohort, starts_at=NOW.replace(month=5), status="cancelled")

    [course] = data(client, cohort)

    assert course["@type"] == "Course"
    assert course["description"] == "Acht Module"
    [run] = course["hasCourseInstance"]
    assert (run["startDate"], run["endDate"]) == (
        "2026-03-23T10:00+01:00",
        "2026-04-02T13:00+02:00",
    )
    assert (run["courseMode"], run["courseWorkload"]) == ("Blended", "PT135M")


def test_event_is_a_series_of_its_sessions(client):
    meeting = make_cohort(kind="event", title="Vernetzung")
    make_session(meeting, title="Erstes")

    [series] = data(client, meeting)

    assert series["@type"] == "EventSeries"
    assert [event["name"] for event in series["subEvent"]] == ["Erstes"]


def test_what_is_reached_by_link_only_is_not_told_to_search_engines(client):
    cohort = make_cohort(visibility="by_link")

    assert data(client, cohort) == []
    assert data(client, make_session(cohort)) == []
