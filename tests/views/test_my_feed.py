"""Somebody's own calendar: what stands in it, and who may read it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cohorts.domain import calendar_links, cohort_life, timetable
from cohorts.models import CalendarLink, Cohort, LogEntry, Participant
from home.models import User
from tests.factories.timetable import (
    NOW,
    make_cohort,
    make_draft,
    make_participant,
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


@pytest.fixture
def mine(learner: Participant) -> str:
    return address_of(learner.user)


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

    assert sorted(uids(response)) == sorted([*uids_of(course), str(guest_session.uuid)])
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


def test_links_can_hold_learning_or_teaching_only(client: Client, learner: Participant) -> None:
    assert learner.user
    learning, teaching = make_cohort(), make_cohort()
    make_sign_up(learning, participant=learner)
    timetable.set_trainers(
        session=teaching.sessions.get(), trainers=[learner.user], by=None, now=LATER
    )

    assert uids(client.get(address_of(learner.user, "learning"))) == uids_of(learning)
    assert uids(client.get(address_of(learner.user, "teaching"))) == uids_of(teaching)


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
