"""Calendars over HTTP: who reads what, and what it costs."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from cohorts.domain import calendars, cohort_life, timetable
from cohorts.models import Cohort, Participant
from tests.factories.timetable import (
    FIRST_DAY,
    NOW,
    make_cohort,
    make_draft,
    make_participant,
    make_place,
    make_session,
    make_sign_up,
    make_user,
)
from tests.views.calendar_answers import PUBLIC, address_of, text_of, uids, uids_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def learner() -> Participant:
    return make_participant(user=make_user(language="de"))


# --- What is listed ---------------------------------------------------------------------------


def test_public_feed_holds_public_cohorts_that_are_not_drafts(client: Client) -> None:
    public = make_cohort(sessions=2)
    for visibility in (Cohort.Visibility.BY_LINK, Cohort.Visibility.INTERNAL):
        make_cohort(visibility=visibility)
    make_session(make_draft())

    response = client.get(PUBLIC)

    assert uids(response) == uids_of(public)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "X-WR-CALNAME:Kursbuch: Termine\r\n" in text_of(response)


def test_public_feed_takes_the_filters_of_the_list(client: Client) -> None:
    cohort = make_cohort(sessions=3)
    first, second, third = cohort.sessions.all()
    timetable.change_session(session=third, by=None, now=LATER, place=make_place(town="Gießen"))

    day = (FIRST_DAY + timedelta(days=7)).isoformat()
    assert uids(client.get(PUBLIC, {"von": day})) == [str(second.uuid), str(third.uuid)]
    assert uids(client.get(PUBLIC, {"bis": day})) == [str(first.uuid), str(second.uuid)]
    assert uids(client.get(PUBLIC, {"ort": "gießen"})) == [str(third.uuid)]
    assert uids(client.get(PUBLIC, {"von": "2026-04-31", "ort": "Gießen"})) == [str(third.uuid)]


def test_cohort_feed_is_there_for_whoever_has_the_link(client: Client) -> None:
    by_link = make_cohort(sessions=2, title="Basiskurs", visibility=Cohort.Visibility.BY_LINK)
    make_cohort()

    response = client.get(f"/calendar/cohort/{by_link.uuid}.ics")

    assert uids(response) == uids_of(by_link)
    assert "X-WR-CALNAME:Basiskurs\r\n" in text_of(response)


def test_session_feed_is_one_session_to_keep(client: Client) -> None:
    session = make_cohort(sessions=2).sessions.first()
    assert session

    response = client.get(f"/calendar/session/{session.uuid}.ics")

    assert uids(response) == [str(session.uuid)]
    assert response["Content-Disposition"] == 'attachment; filename="termin.ics"'


@pytest.mark.parametrize("hidden", ["draft", "internal", "unknown"])
@pytest.mark.parametrize("kind", ["cohort", "session"])
def test_hidden_feeds_are_not_found(client: Client, hidden: str, kind: str) -> None:
    cohort = make_draft() if hidden == "draft" else make_cohort(visibility="internal")
    session = cohort.sessions.first() or make_session(cohort)
    known = {"cohort": cohort.uuid, "session": session.uuid}[kind]

    response = client.get(f"/calendar/{kind}/{uuid4() if hidden == 'unknown' else known}.ics")

    assert response.status_code == 404
    assert cohort.title not in response.content.decode()


def test_every_feed_has_the_same_uid_and_sequence(client: Client, learner: Participant) -> None:
    cohort = make_cohort()
    make_sign_up(cohort, participant=learner)
    session = timetable.change_session(
        session=cohort.sessions.get(), by=None, now=LATER, is_online=True
    )
    addresses = [
        PUBLIC,
        f"/calendar/cohort/{cohort.uuid}.ics",
        f"/calendar/session/{session.uuid}.ics",
        address_of(learner.user),
    ]

    texts = [text_of(client.get(address)) for address in addresses]
    texts.append(calendars.invitation([session]).decode())

    named = {tuple(re.findall(r"^(?:UID|SEQUENCE):.*$", text, re.M)) for text in texts}
    assert named == {(f"UID:{session.uuid}@kursbuch.example.org\r", "SEQUENCE:1\r")}


def test_cancelled_sessions_stay_in_every_feed(client: Client, learner: Participant) -> None:
    cohort = make_cohort(sessions=2)
    make_sign_up(cohort, participant=learner)
    cohort_life.cancel(cohort=cohort, by=None, now=NOW, reason="Keine Trainerin")

    for address in (PUBLIC, f"/calendar/cohort/{cohort.uuid}.ics", address_of(learner.user)):
        response = client.get(address)
        assert uids(response) == uids_of(cohort)
        assert text_of(response).count("STATUS:CANCELLED") == 2


# --- Asking again -----------------------------------------------------------------------------


def asked_again(client: Client, address: str, response: Any, *, by: str) -> int:
    header = {
        "etag": {"If-None-Match": response["ETag"]},
        "time": {"If-Modified-Since": response.get("Last-Modified", "")},
    }[by]
    return client.get(address, headers=header).status_code


@pytest.mark.parametrize("by", ["etag", "time"])
def test_unchanged_calendar_is_not_sent_again(client: Client, by: str) -> None:
    cohort = make_cohort(sessions=2)
    session = cohort.sessions.first()
    assert session

    for address in (
        PUBLIC,
        f"/calendar/cohort/{cohort.uuid}.ics",
        f"/calendar/session/{session.uuid}.ics",
    ):
        response = client.get(address)
        assert response["Last-Modified"] == "Tue, 01 Sep 2026 10:00:00 GMT"
        assert re.fullmatch(r'"[0-9a-f]{32}"', response["ETag"])
        assert asked_again(client, address, response, by=by) == 304


def test_not_modified_has_no_body_and_keeps_its_headers(client: Client) -> None:
    make_cohort()
    etag = client.get(PUBLIC)["ETag"]

    response = client.get(PUBLIC, headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")
    assert (response["ETag"], response["Cache-Control"]) == (etag, "public, no-cache")


CHANGES: dict[str, Callable[[Cohort], object]] = {
    "time": lambda cohort: timetable.shift_session(
        session=cohort.sessions.get(), days=1, by=None, now=LATER
    ),
    "segments": lambda cohort: timetable.set_segments(
        session=cohort.sessions.get(), segments=[], by=None, now=LATER
    ),
    "title": lambda cohort: cohort_life.change(
        cohort=cohort, by=None, now=LATER, title="Neuer Name"
    ),
    "hidden": lambda cohort: cohort_life.change(
        cohort=cohort, by=None, now=LATER, visibility="by_link"
    ),
    "one more": lambda cohort: make_session(cohort, date(2026, 9, 30), now=LATER),
}


@pytest.mark.parametrize("by", ["etag", "time"])
@pytest.mark.parametrize("change", CHANGES)
def test_changed_calendar_is_sent_again(client: Client, change: str, by: str) -> None:
    cohort = make_cohort()
    response = client.get(PUBLIC)

    CHANGES[change](cohort)

    assert asked_again(client, PUBLIC, response, by=by) == 200


@pytest.mark.parametrize("change", CHANGES)
def test_changed_calendar_is_joined_again(client: Client, change: str) -> None:
    cohort = make_cohort()
    before = client.get(PUBLIC).content

    CHANGES[change](cohort)

    after = client.get(PUBLIC).content
    cache.clear()
    assert after != before
    assert after == client.get(PUBLIC).content


@pytest.mark.parametrize("by", ["etag", "time"])
def test_cohort_that_is_published_late_is_news(client: Client, by: str) -> None:
    make_cohort()
    draft = make_draft()
    make_session(draft)
    response = client.get(PUBLIC)

    cohort_life.publish(cohort=draft, by=None, now=LATER)

    assert asked_again(client, PUBLIC, response, by=by) == 200


def test_different_calendars_have_different_etags(client: Client) -> None:
    make_cohort(sessions=2)

    tags = {
        client.get(PUBLIC, query)["ETag"] for query in ({}, {"von": "2026-09-16"}, {"ort": "x"})
    }

    assert len(tags) == 3


# --- What it costs ----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize(
    ("kind", "fresh", "again"),
    [("public", 2, 1), ("cohort", 3, 2), ("session", 3, 2), ("me", 6, 3)],
)
def test_feeds_cost_the_same_for_one_and_for_many(
    client: Client,
    learner: Participant,
    django_assert_num_queries: DjangoAssertNumQueries,
    kind: str,
    fresh: int,
    again: int,
    count: int,
) -> None:
    cohort = make_cohort(sessions=count)
    make_sign_up(cohort, participant=learner)
    session = cohort.sessions.first()
    assert session
    address = {
        "public": PUBLIC,
        "cohort": f"/calendar/cohort/{cohort.uuid}.ics",
        "session": f"/calendar/session/{session.uuid}.ics",
        "me": address_of(learner.user),
    }[kind]

    with django_assert_num_queries(fresh):
        response = client.get(address)
    with django_assert_num_queries(again):
        response = client.get(address, headers={"If-None-Match": response["ETag"]})

    assert response.status_code == 304


def test_public_calendar_is_joined_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_cohort(sessions=2)
    fresh = client.get(PUBLIC)

    with django_assert_num_queries(1):
        again = client.get(PUBLIC)

    assert (again.status_code, again.content) == (200, fresh.content)


def test_an_empty_calendar_is_a_calendar(client: Client) -> None:
    response = client.get(PUBLIC, {"ort": "nowhere"})

    assert uids(response) == []
