"""Calendars over HTTP: who reads what, and what it costs."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from cohorts.domain import calendar_links, calendars, cohort_life, timetable
from cohorts.models import CalendarLink, Cohort, LogEntry, Participant, Session
from home.models import User
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

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
PUBLIC = "/calendar/public.ics"


def uids(response: HttpResponse) -> list[str]:
    assert response.status_code == 200
    return re.findall(r"UID:([0-9a-f-]{36})@", response.content.decode())


def of(*cohorts: Cohort) -> list[str]:
    sessions = Session.objects.filter(cohort__in=cohorts).order_by("starts_at", "pk")
    return [str(uuid) for uuid in sessions.values_list("uuid", flat=True)]


def text_of(response: HttpResponse) -> str:
    return response.content.decode().replace("\r\n ", "")


@pytest.fixture
def learner() -> Participant:
    return make_participant(user=make_user(language="de"))


@pytest.fixture
def mine(learner: Participant) -> str:
    assert learner.user
    return reverse("calendar:me", args=[calendar_links.link_for(user=learner.user).token])


# --- What is listed ---------------------------------------------------------------------------


def test_public_feed_holds_public_cohorts_that_are_not_drafts(client: Client) -> None:
    public = make_cohort(sessions=2)
    for visibility in (Cohort.Visibility.BY_LINK, Cohort.Visibility.INTERNAL):
        make_cohort(visibility=visibility)
    make_session(make_draft())

    response = client.get(PUBLIC)

    assert uids(response) == of(public)
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

    assert uids(response) == of(by_link)
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


def test_every_feed_has_the_same_uid_and_sequence(
    client: Client, learner: Participant, mine: str
) -> None:
    cohort = make_cohort()
    make_sign_up(cohort, participant=learner)
    session = timetable.change_session(
        session=cohort.sessions.get(), by=None, now=LATER, is_online=True
    )
    addresses = [
        PUBLIC,
        f"/calendar/cohort/{cohort.uuid}.ics",
        f"/calendar/session/{session.uuid}.ics",
        mine,
    ]

    texts = [text_of(client.get(address)) for address in addresses]
    texts.append(calendars.invitation([session]).decode())

    named = {tuple(re.findall(r"^(?:UID|SEQUENCE):.*$", text, re.M)) for text in texts}
    assert named == {(f"UID:{session.uuid}@kursbuch.example.org\r", "SEQUENCE:1\r")}


def test_cancelled_sessions_stay_in_every_feed(
    client: Client, learner: Participant, mine: str
) -> None:
    cohort = make_cohort(sessions=2)
    make_sign_up(cohort, participant=learner)
    cohort_life.cancel(cohort=cohort, by=None, now=NOW, reason="Keine Trainerin")

    for address in (PUBLIC, f"/calendar/cohort/{cohort.uuid}.ics", mine):
        response = client.get(address)
        assert uids(response) == of(cohort)
        assert text_of(response).count("STATUS:CANCELLED") == 2


# --- Asking again -----------------------------------------------------------------------------


def asked_again(client: Client, address: str, response: HttpResponse, *, by: str) -> int:
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
    [("public", 3, 2), ("cohort", 3, 2), ("session", 3, 2), ("me", 6, 3)],
)
def test_feeds_cost_the_same_for_one_and_for_many(
    client: Client,
    learner: Participant,
    mine: str,
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
        "me": mine,
    }[kind]

    with django_assert_num_queries(fresh):
        response = client.get(address)
    with django_assert_num_queries(again):
        response = client.get(address, headers={"If-None-Match": response["ETag"]})

    assert response.status_code == 304


# --- My own -----------------------------------------------------------------------------------


def test_my_feed_holds_what_i_signed_up_for(
    client: Client, learner: Participant, mine: str
) -> None:
    course = make_cohort(sessions=2, visibility=Cohort.Visibility.INTERNAL)
    event = make_cohort(sessions=2)
    guest_session = event.sessions.last()
    assert guest_session
    make_sign_up(course, participant=learner)
    make_sign_up(event, participant=learner, session=guest_session)
    for state in ("declined", "expired", "cancelled", "dropped_out"):
        make_sign_up(make_cohort(), state, participant=learner)
    make_sign_up(make_cohort())

    response = client.get(mine)

    assert sorted(uids(response)) == sorted([*of(course), str(guest_session.uuid)])
    assert "TRANSP" not in text_of(response)


def test_my_feed_holds_what_i_teach_but_no_drafts(client: Client) -> None:
    trainer = make_user()
    taught = make_cohort(sessions=2)
    session = taught.sessions.last()
    assert session
    timetable.set_trainers(session=session, trainers=[trainer], by=None, now=LATER)
    make_session(make_draft(), trainers=[trainer])

    response = client.get(address_of(trainer))

    assert uids(response) == [str(session.uuid)]


def address_of(user: User, contents: str = "all") -> str:
    link = calendar_links.link_for(user=user, contents=contents)
    return reverse("calendar:me", args=[link.token])


def test_links_can_hold_learning_or_teaching_only(client: Client, learner: Participant) -> None:
    assert learner.user
    learning, teaching = make_cohort(), make_cohort()
    make_sign_up(learning, participant=learner)
    timetable.set_trainers(
        session=teaching.sessions.get(), trainers=[learner.user], by=None, now=LATER
    )

    assert uids(client.get(address_of(learner.user, "learning"))) == of(learning)
    assert uids(client.get(address_of(learner.user, "teaching"))) == of(teaching)


@pytest.mark.parametrize(
    ("state", "summary"),
    [
        ("requested", "SUMMARY:Angefragt: Grenzen achten"),
        ("waiting", "SUMMARY:Warteliste: Grenzen achten"),
        ("offered", "SUMMARY:Platz angeboten: Grenzen achten"),
    ],
)
def test_waiting_shows_in_my_feed_only_and_leaves_time_free(
    client: Client, learner: Participant, mine: str, state: str, summary: str
) -> None:
    cohort = make_cohort()
    make_sign_up(cohort, state, participant=learner)

    lines = text_of(client.get(mine)).split("\r\n")

    assert [line for line in lines if line.startswith(("SUMMARY", "TRANSP", "STATUS"))] == [
        summary,
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
    ]
    assert "TRANSP" not in text_of(client.get(PUBLIC))
    assert "SUMMARY:Grenzen achten\r\n" in text_of(client.get(PUBLIC))


def test_certain_seat_wins_over_waiting_for_another(
    client: Client, learner: Participant, mine: str
) -> None:
    cohort = make_cohort()
    make_sign_up(cohort, "waiting", participant=learner)
    make_sign_up(cohort, "confirmed", participant=learner, session=cohort.sessions.get())

    assert "SUMMARY:Grenzen achten\r\n" in text_of(client.get(mine))


def test_added_words_are_in_my_language(client: Client) -> None:
    reader = make_participant(user=make_user(language="en"))
    make_sign_up(make_cohort(), "waiting", participant=reader)
    assert reader.user

    response = client.get(address_of(reader.user))

    assert "SUMMARY:Waiting list: Grenzen achten\r\n" in text_of(response)
    assert response["Content-Language"] == "en"


@pytest.mark.parametrize("state", ["requested", "waiting", "offered", "confirmed"])
def test_online_address_is_for_confirmed_people(
    client: Client, learner: Participant, mine: str, state: str
) -> None:
    cohort = make_draft()
    make_session(cohort, is_online=True, online_address="https://treffen.example.org/geheim")
    cohort = cohort_life.publish(cohort=cohort, by=None, now=NOW)
    make_sign_up(cohort, state, participant=learner)

    shown = "treffen.example.org" in text_of(client.get(mine))

    assert shown is (state == "confirmed")
    assert "treffen.example.org" not in text_of(client.get(PUBLIC))
    assert "treffen.example.org" not in text_of(client.get(f"/calendar/cohort/{cohort.uuid}.ics"))


def test_online_address_is_for_trainers(client: Client) -> None:
    trainer = make_user()
    make_cohort()
    cohort = make_draft()
    make_session(
        cohort,
        is_online=True,
        online_address="https://treffen.example.org/geheim",
        trainers=[trainer],
    )
    cohort_life.publish(cohort=cohort, by=None, now=NOW)

    assert "treffen.example.org/geheim" in text_of(client.get(address_of(trainer)))


def test_no_name_of_anybody_stands_in_any_feed(
    client: Client, learner: Participant, mine: str
) -> None:
    cohort = make_draft()
    make_session(cohort, trainers=[make_user(name="Tomke Trainerin"), "Gast Rednerin"])
    cohort = cohort_life.publish(cohort=cohort, by=None, now=NOW)
    make_sign_up(cohort, participant=learner)
    make_sign_up(cohort, participant=make_participant(full_name="Samira Andere"))

    for address in (mine, PUBLIC):
        text = text_of(client.get(address))
        assert [n for n in ("Tomke", "Rednerin", "Samira", "Alina") if n in text] == []
        assert "@" not in re.sub(r"UID:\S+", "", text)


def test_my_feed_is_private_and_found_by_no_search(client: Client, mine: str) -> None:
    response = client.get(mine)

    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("token", ["", "x", "a" * 300, "..%2F..%2Fpublic", "%00"])
def test_wrong_token_is_not_found(client: Client, mine: str, token: str) -> None:
    assert client.get(f"/calendar/me/{token}.ics").status_code == 404


def test_my_feed_dies_with_the_account(client: Client, learner: Participant, mine: str) -> None:
    make_sign_up(make_cohort(), participant=learner)
    assert client.get(mine).status_code == 200

    User.objects.update(is_active=False)

    assert client.get(mine).status_code == 404


def test_renewed_link_kills_the_old_one(client: Client, learner: Participant, mine: str) -> None:
    assert learner.user
    link = calendar_links.link_for(user=learner.user)

    renewed = calendar_links.renew_link(link=link, by=learner.user, now=LATER)

    assert client.get(mine).status_code == 404
    assert client.get(reverse("calendar:me", args=[renewed.token])).status_code == 200
    assert calendar_links.link_for(user=learner.user) == renewed
    assert LogEntry.objects.for_instance(renewed).get().action == "cohorts.renew_link"


@pytest.mark.parametrize("what", ["sign off", "move up", "language"])
def test_my_feed_is_sent_again_when_my_standing_changes(
    client: Client, learner: Participant, mine: str, what: str
) -> None:
    sign_up = make_sign_up(make_cohort(), "waiting", participant=learner)
    response = client.get(mine)
    headers = {"If-None-Match": response["ETag"]}
    assert client.get(mine, headers=headers).status_code == 304

    if what == "language":
        User.objects.update(language="en")
    else:
        sign_up.state = "cancelled" if what == "sign off" else "confirmed"
        sign_up.save()

    assert client.get(mine, headers=headers).status_code == 200
    later = {"If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT"}
    assert client.get(mine, headers=later).status_code == 200


def test_fetches_are_noted_once_an_hour(client: Client, mine: str) -> None:
    noted = []
    for minutes in (0, 59, 60, 61):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            client.get(mine)
        noted.append(CalendarLink.objects.get().last_fetched)

    assert noted == [NOW, NOW, NOW + timedelta(hours=1), NOW + timedelta(hours=1)]


def test_addresses_have_no_language_and_take_no_post(client: Client) -> None:
    assert client.post(PUBLIC).status_code == 405
    assert client.get(f"/en{PUBLIC}").status_code == 404
    assert client.head(PUBLIC).status_code == 200
