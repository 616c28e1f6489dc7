"""The list of public sessions: what stands in it, how it is narrowed, what it never shows."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import localtime

from cohorts.models import Cohort, Session
from tests.factories.cohorts import (
    NOW,
    make_cohort,
    make_place,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)

# Count, sessions, their parts, their seats, four lists of choices.
BUDGET = 8


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def titles(client: Client, query: str = "") -> list[str]:
    weeks = client.get(f"/termine/{query}").context["weeks"]
    return [row.title for week in weeks for row in week.rows]


def words(client: Client) -> list[str]:
    """The words about seats as they stand on the page, in order."""
    page = client.get("/termine/")
    seats = [row.seats for week in page.context["weeks"] for row in week.rows]
    return [(s.free, s.waiting, s.is_full, s.is_few) if s else None for s in seats]


def test_list_shows_upcoming_public_sessions_by_week(client):
    make_session(title="Gestern", starts_at=NOW - timedelta(days=1))
    make_session(title="Läuft gerade", starts_at=NOW - timedelta(hours=1))
    make_session(title="Sonntag", starts_at=NOW + timedelta(days=6))
    make_session(title="Montag danach", starts_at=NOW + timedelta(days=7))

    weeks = client.get("/termine/").context["weeks"]

    assert [(week.distance, [row.title for row in week.rows]) for week in weeks] == [
        (0, ["Läuft gerade", "Sonntag"]),
        (1, ["Montag danach"]),
    ]
    assert [(f"{week.begins} {week.ends}", week.number) for week in weeks] == [
        ("2026-03-02 2026-03-08", 10),
        ("2026-03-09 2026-03-15", 11),
    ]


@pytest.mark.parametrize(
    "hidden", [{"visibility": "internal"}, {"visibility": "by_link"}, {"state": "draft"}]
)
def test_list_shows_nothing_that_is_not_public(client, hidden):
    make_session(make_cohort(title="Geheimer Kurs", **hidden), title="Geheim")
    make_session(title="Offen")
    Session.objects.filter(title="Geheim").update(online_address="https://secret.example.org")

    page = client.get("/termine/")

    assert titles(client) == ["Offen"]
    assert "Geheim" not in page.text
    assert "secret.example.org" not in page.text


def test_list_keeps_cancelled_sessions_struck_and_with_their_note(client):
    make_session(title="Fällt aus", status="cancelled", status_note="Neuer Termin: 9. April")

    page = client.get("/termine/")

    assert "data-cancelled" in page.text
    assert "Neuer Termin: 9. April" in page.text
    assert "entfällt" in page.text


def test_list_never_shows_an_online_address_or_a_trainers_mail(client):
    session = make_session(is_online=True, online_address="https://secret.example.org/room")
    make_trainer(session, make_user(email="trainer@example.org", name=""))

    page = client.get("/termine/")

    assert "secret.example.org" not in page.text
    assert "trainer@example.org" not in page.text


def test_list_counts_guest_seats_where_there_are_some_else_the_seats_of_the_course(client):
    course = make_cohort(capacity=5)
    make_session(course, starts_at=NOW + timedelta(days=1))
    make_session(course, starts_at=NOW + timedelta(days=2), guest_capacity=8)
    make_session(make_cohort(capacity=0), starts_at=NOW + timedelta(days=3))
    make_sign_up(course)
    make_sign_up(course, state="offered")

    assert words(client) == [(3, 0, False, True), (8, 0, False, False), None]


def test_list_says_how_many_wait(client):
    course = make_cohort(capacity=1)
    make_session(course)
    make_sign_up(course)
    make_sign_up(course, state="waiting")

    assert words(client) == [(0, 1, True, False)]


@pytest.mark.parametrize("change", [{"state": "closed"}, {"state": "cancelled"}])
def test_list_offers_no_seats_where_nobody_can_sign_up(client, change):
    make_session()
    Cohort.objects.update(**change)

    assert words(client) == [None]


def test_list_offers_no_seats_in_cancelled_sessions(client):
    make_session(status="cancelled", guest_capacity=3)

    assert words(client) == [None]


def test_filter_by_place_finds_town_district_name_and_online(client):
    fulda = make_place(town="Fulda", district="Landkreis Fulda", name="Haus am Dom")
    make_session(title="In Fulda", place=fulda)
    make_session(title="In Hanau", place=make_place(town="Hanau", name="Brückenkopf"))
    make_session(title="Im Netz", is_online=True)

    found = {text: titles(client, f"?ort={text}") for text in ["fulda", "DOM", "Hanau", "Online"]}

    assert found == {
        "fulda": ["In Fulda"],
        "DOM": ["In Fulda"],
        "Hanau": ["In Hanau"],
        "Online": ["Im Netz"],
    }


def test_filter_by_days_includes_both_in_berlin_time(client):
    make_session(title="spät am 9.", starts_at=localtime(NOW).replace(day=9, hour=23, minute=30))
    make_session(title="früh am 10.", starts_at=localtime(NOW).replace(day=10, hour=0, minute=30))

    assert titles(client, "?von=2026-03-10") == ["früh am 10."]
    assert titles(client, "?bis=2026-03-09") == ["spät am 9."]
    assert titles(client, "?von=2026-03-09&bis=2026-03-10") == ["spät am 9.", "früh am 10."]


@pytest.mark.parametrize(
    "query",
    ["von=2026-02-31", "bis=gestern", "von=9999-12-31", "bis=9999-12-31", "von=0001-01-01"],
)
def test_filter_with_a_day_that_does_not_exist_says_so_and_leaves_it_out(client, query):
    make_session(title="Bleibt")

    page = client.get(f"/termine/?{query}")

    assert page.status_code == 200
    assert list(page.context["filter"].form.errors) == [query.partition("=")[0]]
    assert titles(client, f"?{query}") == ["Bleibt"]


def test_filter_with_strange_input_answers(client):
    long = "x" * 5000

    for query in [f"ort={long}", "ort=%00", "seite=0", "seite=x", "seite=99999", "state=draft"]:
        assert client.get(f"/termine/?{query}").status_code == 200


def test_filter_is_handed_to_the_calendar_and_to_the_next_page(client):
    for number in range(61):
        make_session(starts_at=NOW + timedelta(days=1, minutes=number), is_online=True)

    page = client.get("/termine/?ort=online&von=2026-03-02&evil=%22%3E&seite=1")

    assert page.context["feed"] == "/calendar/public.ics?ort=online&von=2026-03-02"
    assert page.context["webcal"] == f"webcal://testserver{page.context['feed']}"
    assert 'href="?ort=online&amp;von=2026-03-02&amp;seite=2"' in page.text
    assert "evil" not in page.text.partition("<main")[2]


def test_filter_chips_take_one_away_each(client):
    page = client.get("/termine/?ort=Fulda&von=2026-03-10")

    assert [(chip.words, chip.address) for chip in page.context["chips"]] == [
        ("Ort: <bdi>Fulda</bdi>", "/termine/?von=2026-03-10"),
        ("Von: 10. März 2026", "/termine/?ort=Fulda"),
    ]


def test_empty_list_shows_the_way_on(client):
    make_session(title="In Fulda", place=make_place(town="Fulda"))

    assert "Keine Termine für diese Auswahl" in client.get("/termine/?ort=Kassel").text
    Session.objects.all().delete()
    assert "Zurzeit keine Termine" in client.get("/termine/").text


@pytest.mark.parametrize("count", [1, 5])
def test_list_needs_the_same_queries_for_any_number_of_sessions(
    client, django_assert_num_queries, count
):
    for number in range(count):
        session = make_session(
            starts_at=NOW + timedelta(days=number), place=make_place(), guest_capacity=number % 2
        )
        make_sign_up(session.cohort)
        make_sign_up(session.cohort, session=session)
    make_session(make_cohort(), starts_at=NOW + timedelta(days=9), guest_capacity=1)
    client.get("/termine/")

    with django_assert_num_queries(BUDGET):
        client.get("/termine/")
