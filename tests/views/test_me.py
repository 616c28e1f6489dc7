"""My area: only mine, and all of it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cohorts.domain import calendar_links, sign_up
from cohorts.models import CalendarLink, Cohort, LogEntry, Participant, Session
from tests.factories.cohorts import (
    NOW,
    make_cohort,
    make_participant,
    make_segment,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def mariam(client) -> Participant:
    participant = make_participant(
        full_name="Mariam Tesfaye",
        email="mariam@example.org",
        user=make_user(email="mariam@example.org", name=""),
    )
    client.force_login(participant.user)
    return participant


def course(title: str, **fields: object) -> Cohort:
    cohort = make_cohort(title=title, **fields)
    make_segment(make_session(cohort, title=f"Termin von {title}"), minutes=90)
    return cohort


def test_my_area_asks_to_sign_in_first():
    response = Client().get("/mein/")

    assert (response.status_code, response["Location"]) == (302, "/konto/login/?next=/mein/")


def test_my_area_shows_my_sign_ups_with_their_state(client, mariam):
    full = course("Voll", capacity=1)
    make_sign_up(full)
    make_sign_up(full, state="waiting")
    mine = [
        make_sign_up(course("Fest"), mariam),
        make_sign_up(full, mariam, state="waiting"),
        make_sign_up(course("Angeboten"), mariam, state="offered"),
        make_sign_up(course("Erbeten"), mariam, state="requested"),
    ]
    make_sign_up(course("Abgemeldet"), mariam, state="cancelled")

    shown = client.get("/mein/").context["sign_ups"]

    assert [(one.sign_up, one.rank) for one in shown] == [
        (mine[0], 0),
        (mine[1], 2),
        (mine[2], 0),
        (mine[3], 0),
    ]
    assert [one.link for one in shown] == [f"/anmeldung/{sign_up.token(row)}/" for row in mine]


def test_my_area_lets_me_accept_an_offer(client, mariam):
    row = make_sign_up(course("Angeboten"), mariam, state="offered")
    page = client.get("/mein/")
    assert 'value="accept"' in page.text

    client.post(page.context["sign_ups"][0].link, {"deed": "accept"})

    row.refresh_from_db()
    assert row.state == "confirmed"


def test_my_area_shows_the_dates_of_my_confirmed_seats_only(client, mariam):
    make_sign_up(course("Fest"), mariam)
    guest = make_session(title="Als Gast", guest_capacity=1, starts_at=NOW + timedelta(days=1))
    make_session(guest.cohort, title="Nicht als Gast")
    make_sign_up(guest.cohort, mariam, session=guest)
    make_sign_up(course("Wartet"), mariam, state="waiting")
    make_session(Cohort.objects.get(title="Fest"), title="Alt", starts_at=NOW - timedelta(days=3))

    rows = client.get("/mein/").context["rows"]

    assert [row.title for row in rows] == ["Als Gast", "Termin von Fest"]
    assert [row.action for row in rows] == ["Abmelden", ""]  # beside one date of a course: no
    assert rows[0].action_url


def test_my_area_shows_how_i_stand(client, mariam):
    make_sign_up(course("Fest"), mariam)

    (one,) = client.get("/mein/").context["balances"]

    assert (one.balance.planned, one.balance.attended, one.balance.needed) == (90, 0, 72)


def test_my_area_explains_the_unit_once(client, mariam):
    make_sign_up(course("Fest"), mariam)
    make_sign_up(course("Zweiter"), mariam)

    page = client.get("/mein/")

    assert len(page.context["balances"]) == 2
    assert page.text.count("Eine Unterrichtseinheit (UE) hat 45 Minuten") == 1


def test_my_area_offers_staff_their_work_and_no_course(client):
    user = make_user(email="tomasz@example.org")
    make_trainer(make_session(), user)
    client.force_login(user)

    page = client.get("/mein/").text

    assert 'class="button" href="/anwesenheit/"' in page
    assert "Sie selbst haben keinen Platz in einem Kurs." in page
    assert "empty-state" not in page


def test_my_area_shows_nothing_of_anybody_else(client, mariam):
    other = make_participant(full_name="Josefa Geheim", user=make_user(email="josefa@example.org"))
    shared = course("Gemeinsam")
    make_sign_up(shared, mariam)
    make_sign_up(shared, other)
    make_sign_up(course("Nur von Josefa"), other)
    link = calendar_links.link_for(user=other.user)
    # Same address, another human: the rows are not joined, and show nothing of each other.
    twin = make_participant(full_name="Zwilling", email="mariam@example.org")
    make_sign_up(course("Vom Zwilling"), twin)

    page = client.get("/mein/")

    for hidden in ["Josefa", "josefa@", "Nur von", "Zwilling", "Vom Zwilling", link.token]:
        assert hidden not in page.text
    assert [one.sign_up.cohort.title for one in page.context["sign_ups"]] == ["Gemeinsam"]


def test_my_area_of_somebody_without_sign_ups_shows_the_way_to_a_course(client):
    client.force_login(make_user(name="", email="neu@example.org"))

    page = client.get("/mein/")

    assert page.context["participant"] is None
    assert "Einen Kurs finden" in page.text


def test_my_area_leads_trainers_to_their_lists(client, mariam):
    assert "Anwesenheit erfassen" not in client.get("/mein/").text.partition("<main")[2]

    make_trainer(make_session(), mariam.user)

    assert "Anwesenheit erfassen" in client.get("/mein/").text


def test_my_data_can_be_changed(client, mariam):
    client.post("/mein/daten/", {"full_name": "  Mariam   Tesfaye-Lang ", "language": "en"})

    mariam.refresh_from_db()
    assert (mariam.full_name, mariam.sort_name, mariam.language) == (
        "Mariam Tesfaye-Lang",
        "Mariam Tesfaye-Lang",
        "en",
    )
    assert mariam.user.language == "en"
    (entry,) = LogEntry.objects.for_instance(mariam)
    assert (entry.action, entry.data["fields"]) == ("cohorts.change", ["language", "full_name"])
    assert entry.values.get(field="full_name").old == "Mariam Tesfaye"


def test_my_data_unchanged_writes_no_log(client, mariam):
    client.post("/mein/daten/", {"full_name": "Mariam Tesfaye", "language": "de"})

    assert list(LogEntry.objects.for_instance(mariam)) == []


def test_my_data_with_a_mistake_says_so_and_keeps_what_was_typed(client, mariam):
    page = client.post("/mein/daten/", {"full_name": "Mariam 🌻", "language": "xx"})

    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["language", "full_name"]
    assert "Mariam 🌻" in page.text
    mariam.refresh_from_db()
    assert mariam.full_name == "Mariam Tesfaye"


def test_my_data_takes_no_forged_fields(client, mariam):
    other = make_participant(full_name="Josefa")
    forged = {"email": "new@example.org", "participant": other.pk, "is_superuser": "on"}

    client.post("/mein/daten/", {"full_name": "Mariam T.", "language": "de"} | forged)

    mariam.refresh_from_db()
    mariam.user.refresh_from_db()
    assert (mariam.user.email, mariam.user.is_superuser) == ("mariam@example.org", False)
    assert [person.full_name for person in Participant.objects.order_by("pk")] == [
        "Mariam T.",
        "Josefa",
    ]


def test_my_language_can_be_changed_without_being_a_participant(client):
    user = make_user(language="de")
    client.force_login(user)

    client.post("/mein/daten/", {"language": "ar"})

    user.refresh_from_db()
    assert user.language == "ar"
    assert Participant.objects.count() == 0


def test_calendar_link_can_be_renewed_and_the_old_one_dies(client, mariam):
    old = client.get("/mein/").context["calendar"]
    assert client.get(old).status_code == 200

    client.post("/mein/kalender/")

    new = client.get("/mein/").context["calendar"]
    assert new != old
    assert [client.get(address).status_code for address in (old, new)] == [404, 200]


def test_calendar_link_of_somebody_else_stays(client, mariam):
    other = calendar_links.link_for(user=make_user())
    client.get("/mein/")

    client.post("/mein/kalender/")

    assert CalendarLink.objects.get(pk=other.pk).token == other.token


@pytest.mark.parametrize("address", ["/mein/daten/", "/mein/kalender/"])
def test_deeds_of_my_area_need_signing_in_and_a_form(client, mariam, address):
    anonymous = Client().post(address, {"full_name": "X", "language": "de"})
    opened = client.get(address)

    assert anonymous["Location"].startswith("/konto/login/")
    assert opened.status_code in (200, 302, 405)
    assert Session.objects.count() == 0


def test_my_area_is_kept_by_no_cache(client, mariam):
    assert "no-store" in client.get("/mein/")["Cache-Control"]


@pytest.mark.parametrize("count", [1, 5])
def test_my_area_needs_the_same_queries_for_any_number_of_sign_ups(
    client, mariam, django_assert_num_queries, count
):
    for number in range(count):
        make_sign_up(course(f"Fest {number}"), mariam)
        make_sign_up(course(f"Wartet {number}"), mariam, state="waiting")
        make_sign_up(course(f"Angeboten {number}"), mariam, state="offered")
    client.get("/mein/")

    with django_assert_num_queries(24):
        client.get("/mein/")
