"""The evening on one page: for whom, what it shows, and who is asked to stand in."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.models import AbsenceNotice, LogEntry, Session, SessionTrainer, Substitution
from tests.factories.attendance import BEGIN, DURING, make_list, teach
from tests.factories.cohorts import (
    make_carrier,
    make_coordinator,
    make_place,
    make_segment,
    make_session,
    make_trainer,
    make_user,
)
from tests.factories.teaching import (
    handout,
    make_card,
    make_document,
    make_substitution,
    make_taught_module,
    note,
    plan,
    row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


def sign_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(made):
    return reverse("cohorts:tonight", args=[made.session.uuid])


def text_of(response):
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", page)


@pytest.fixture
def full():
    """An evening with everything on it."""
    place = make_place(name="Saal 3", address="Am Ufer 1", town="Kassel", access="Klingel links")
    made = make_list(
        people=3,
        place=place,
        online_address="https://treffen.example.org/abend",
        is_online=True,
        status_note="Heute im Saal 3",
    )
    module = make_taught_module(
        plan(
            row(50, "Ankommen", material="Wetterkarten", card=make_card(name="Blitzlicht").pk),
            row(45, "Nein sagen", content="Sätze üben", method="Rollenspiel"),
        ),
        note("Halten Sie Taschentücher bereit."),
        handout("Fallkarten 7 bis 12", make_document()),
        title="Grenzen und Selbstfürsorge",
        goals=("Ich kann freundlich Nein sagen.",),
        number=8,
    )
    teach(made.session, module)
    SessionTrainer.objects.create(session=made.session, name="Dr. Gast Rednerin")
    AbsenceNotice.objects.create(session=made.session, participant=made.people[1], at=BEGIN)
    return made


# --- who may open it -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["trainer", "coordinator"])
def test_trainers_and_coordinators_open_their_evening(who):
    made = make_list()

    assert sign_in(getattr(made, who)).get(address(made)).status_code == 200


def test_for_everybody_else_the_evening_does_not_exist():
    made, other = make_list(), make_list()
    trainee = make_user()
    made.people[0].user = trainee
    made.people[0].save()
    centre = make_coordinator(make_carrier(is_centre=True))

    for stranger in (other.trainer, other.coordinator, trainee, centre):
        for response in (
            sign_in(stranger).get(address(made)),
            sign_in(stranger).post(address(made), {"deed": "arrange", "name": "Vera"}),
        ):
            assert response.status_code == 404
            assert "Teilnehmerin 01" not in response.content.decode()
    assert Client().get(address(made)).url.startswith("/konto/login/")
    assert Substitution.objects.count() == 0


# --- what it shows -------------------------------------------------------------------------------


def test_page_shows_the_whole_evening(full):
    page = text_of(sign_in(full.trainer).get(address(full)))

    for words in (
        "18:00–19:30",
        "Modul 8: Grenzen und Selbstfürsorge",
        "Plan 95 Min., Zeit 90 Min.",
        "18:50",
        "40 von 45 Min.",
        "Nein sagen Sätze üben",
        "Rollenspiel",
        "Methodenkarte „ Blitzlicht “ Allein lesen Zu zweit reden",
        "Ich kann freundlich Nein sagen.",
        "Halten Sie Taschentücher bereit.",
        "Wetterkarten 18:00",
        "Stifte 18:00",
        "Fallkarten 7 bis 12",
        "Saal 3 Am Ufer 1, Kassel",
        "Klingel links",
        "https://treffen.example.org/abend",
        "Heute im Saal 3",
        "Amira Lotz , Dr. Gast Rednerin",
        "Teilnehmerin 02 hat abgesagt keine Fotos",
        "2 von 3 werden erwartet.",
    ):
        assert words in page


def test_handouts_are_linked(full):
    page = sign_in(full.trainer).get(address(full)).content.decode()

    assert re.search(
        r'<a href="/documents/\d+/[^"]+"><bdi lang="de">Fallkarten 7 bis 12</bdi></a>', page
    )


def test_public_pages_show_no_note_for_trainers(full):
    module = full.session.segments.get(position=1).module

    for public in (module.get_url(), reverse("cohorts:session", args=[full.session.uuid])):
        page = Client().get(public).content.decode()
        assert "Taschentücher" not in page
        assert "Teilnehmerin" not in page


@pytest.mark.parametrize(
    ("now", "mark", "current"),
    [
        (BEGIN - timedelta(minutes=5), ["Beginnt um 18:00"], []),
        (BEGIN, ["Jetzt, bis 19:30 Unterricht"], ["teil-1"]),
        (BEGIN + timedelta(minutes=95), ["Jetzt, bis 19:45 Pause"], ["teil-2"]),
        (BEGIN + timedelta(minutes=195), ["Vorbei seit 21:15"], []),
        (BEGIN + timedelta(days=1), [], []),
    ],
)
def test_mark_of_the_present_follows_the_clock_of_the_server(clock, now, mark, current):
    made = make_list()
    clock.move_to(now)

    response = sign_in(made.trainer).get(address(made))

    shown = [m for m in response.context["moments"] if m.is_now]
    assert [f"{m.text} {m.title}".strip() for m in shown] == mark
    page = response.content.decode()
    assert re.findall(r'id="(teil-\d)"[^>]*aria-current="time"', page) == current


def test_neighbours_are_named_only_where_one_teaches():
    made = make_list()
    cohort = made.session.cohort
    before = make_session(cohort, starts_at=BEGIN - timedelta(days=7), title="Modul Kreide")
    after = make_session(cohort, starts_at=BEGIN + timedelta(days=7), title="Modul Tafel")
    make_trainer(before, made.trainer)

    page = sign_in(made.trainer).get(address(made)).content.decode()

    assert reverse("cohorts:tonight", args=[before.uuid]) in page
    assert reverse("cohorts:tonight", args=[after.uuid]) not in page
    assert ("Modul Kreide" in page, "Modul Tafel" in page) == (True, False)


def test_coordinators_see_the_sessions_around_and_substitutes_see_none():
    made = make_list()
    make_session(made.session.cohort, starts_at=BEGIN - timedelta(days=7), title="Modul Kreide")
    make_session(made.session.cohort, starts_at=BEGIN + timedelta(days=7), title="Modul Tafel")
    link = reverse("cohorts:substitute", args=[make_substitution(made).token])

    pages = sign_in(made.coordinator).get(address(made)), Client().get(link)

    assert [
        [title in page.content.decode() for title in ("Modul Kreide", "Modul Tafel")]
        for page in pages
    ] == [[True, True], [False, False]]


def test_cancelled_session_says_so_and_needs_nobody():
    made = make_list(status="cancelled", status_note="Hochwasser")

    response = sign_in(made.trainer).get(address(made))

    assert "Dieser Termin entfällt. Hochwasser" in text_of(response)
    assert (response.context["form"], response.context["moments"]) == (None, [])


def test_session_that_is_not_certain_says_so():
    made = make_list(status="tentative", status_note="Raum wird noch gesucht")

    page = text_of(sign_in(made.trainer).get(address(made)))

    assert "Es ist noch nicht sicher, dass dieser Termin stattfindet. Raum wird noch" in page


def test_session_without_parts_place_and_people_is_a_page_too():
    made = make_list(people=0)
    made.session.segments.all().delete()

    page = text_of(sign_in(made.trainer).get(address(made)))

    assert "Dieser Termin hat noch keine Abschnitte." in page
    assert "wird noch bekannt gegeben" in page


def test_my_sessions_and_the_list_lead_to_the_evening():
    made = make_list()
    client = sign_in(made.trainer)

    for screen in (
        reverse("cohorts:my_sessions"),
        reverse("cohorts:attendance", args=[made.session.uuid]),
    ):
        assert f'href="{address(made)}"' in client.get(screen).content.decode()


@pytest.mark.parametrize("size", [1, 5])
def test_page_needs_seventeen_queries_at_any_size(size):
    made = make_list(people=size, place=make_place())
    for number in range(size):
        module = make_taught_module(
            plan(row(20, "Eins", card=make_card().pk)), handout("Blatt", make_document())
        )
        make_segment(made.session, minutes=50, module=module)
        make_session(made.session.cohort, starts_at=BEGIN + timedelta(days=number + 1))
        make_substitution(made, name=f"Vera {number}")
    client = sign_in(made.trainer)

    with CaptureQueriesContext(connection) as queries:
        client.get(address(made))

    assert len(queries) == 17


# --- somebody who stands in ----------------------------------------------------------------------


def test_link_is_made_shown_and_withdrawn():
    made = make_list()
    client = sign_in(made.trainer)

    made_response = client.post(
        address(made), {"deed": "arrange", "name": "Vera Aushilf"}, follow=True
    )
    substitution = Substitution.objects.get()
    link = f"http://testserver{reverse('cohorts:substitute', args=[substitution.token])}"

    assert made_response.redirect_chain == [(f"{address(made)}#vertretung", 302)]
    assert f'value="{link}"' in made_response.content.decode()

    withdrawn = client.post(
        address(made), {"deed": "withdraw", "substitution": substitution.pk}, follow=True
    )

    assert link not in withdrawn.content.decode()
    assert "Vera Aushilf zurückgezogen" in text_of(withdrawn)
    assert [entry.action for entry in LogEntry.objects.order_by("pk")] == [
        "cohorts.substitute",
        "cohorts.withdraw_substitute",
    ]


def test_second_tap_makes_no_second_link():
    made = make_list()
    client = sign_in(made.trainer)

    for _ in range(2):
        client.post(address(made), {"deed": "arrange", "name": "Vera Aushilf"})

    assert Substitution.objects.count() == 1


@pytest.mark.parametrize("name", ["", " ", "12345", "x" * 300])
def test_bad_name_is_answered_at_its_field(name):
    made = make_list()

    response = sign_in(made.trainer).post(address(made), {"deed": "arrange", "name": name})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["name"]
    assert Substitution.objects.count() == 0


@pytest.mark.parametrize("number", ["", "x", "-1", "0", "9" * 40])
def test_withdrawing_what_is_not_there_is_not_found(number):
    made = make_list()

    response = sign_in(made.trainer).post(
        address(made), {"deed": "withdraw", "substitution": number}
    )

    assert response.status_code == 404


def test_link_of_another_session_is_not_withdrawn_here():
    made, other = make_list(), make_list()
    substitution = make_substitution(other)

    response = sign_in(made.trainer).post(
        address(made), {"deed": "withdraw", "substitution": substitution.pk}
    )

    assert response.status_code == 404
    assert Substitution.objects.get().withdrawn_at is None


def test_closed_list_takes_nobody_who_stands_in():
    made = make_list(closed_at=DURING)
    client = sign_in(made.trainer)

    response = client.post(address(made), {"deed": "arrange", "name": "Vera"})

    assert client.get(address(made)).context["form"] is None
    assert Substitution.objects.count() == 0
    assert response.status_code == 422
    assert "Die Anwesenheitsliste ist abgeschlossen." in text_of(response)


def test_session_past_midnight_names_the_night_in_which_the_link_ends():
    made = make_list(ends_at=BEGIN + timedelta(hours=7))

    page = text_of(sign_in(made.trainer).get(address(made)))

    assert "bis Mi, 4. März, 04:00 Uhr" in page
    assert Session.objects.get(pk=made.session.pk).ends_at == BEGIN + timedelta(hours=7)
