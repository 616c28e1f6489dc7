"""The page of a course and of a single session."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cohorts.models import Cohort, Segment, Session
from tests.factories.cohorts import (
    NOW,
    make_cohort,
    make_participant,
    make_place,
    make_segment,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)
from tests.factories.curriculum import make_module, make_programme

SECRET = "https://secret.example.org/room"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def course() -> Cohort:
    return make_cohort(
        title="Basiskurs", slug="basis", rule_min_minutes=20 * 45, rule_max_minutes=36 * 45
    )


def page_of(client: Client, thing: Cohort | Session):
    return client.get(thing.get_absolute_url())


def test_course_shows_its_sessions_as_a_line(client, course):
    make_session(course, title="Vorbei", starts_at=NOW - timedelta(days=2))
    make_session(course, title="Läuft", starts_at=NOW - timedelta(hours=1))
    make_session(
        course,
        title="Fällt aus",
        starts_at=NOW + timedelta(days=1),
        status="cancelled",
        status_note="Krankheit",
    )
    make_session(course, title="Kommt", starts_at=NOW + timedelta(days=2))

    stations = page_of(client, course).context["stations"]

    assert [(station.title, station.state, station.note) for station in stations] == [
        ("Vorbei", "past", ""),
        ("Läuft", "next", ""),
        ("Fällt aus", "cancelled", "Krankheit"),
        ("Kommt", "ahead", ""),
    ]


def test_course_counts_units_without_breaks_and_without_cancelled_sessions(client, course):
    first = make_session(course, starts_at=NOW + timedelta(days=1))
    make_segment(first, minutes=90)
    make_segment(first, minutes=15, kind=Segment.Kind.BREAK)
    make_segment(first, minutes=45, kind=Segment.Kind.EXCURSION)
    gone = make_session(course, starts_at=NOW + timedelta(days=2), status="cancelled")
    make_segment(gone, minutes=90)

    assert page_of(client, course).context["segments"] == [135]


def test_course_names_trainers_but_never_their_address(client, course):
    session = make_session(course)
    make_trainer(session, make_user(name="Tomasz Wieczorek", email="t@example.org"))
    make_trainer(session, make_user(name="", email="no.name@example.org"))
    session.trainers.create(name="Dr. Adaeze Brunner")

    page = page_of(client, course)

    assert ("Leitung", "Tomasz Wieczorek, Dr. Adaeze Brunner") in page.context["facts"]
    assert "@example.org" not in page.text


def test_course_shows_no_name_of_anybody_who_signed_up(client, course):
    make_session(course)
    for state in ["confirmed", "waiting", "offered", "requested"]:
        make_sign_up(course, make_participant(full_name="Josefa Geheim"), state=state)

    assert "Josefa" not in page_of(client, course).text


def test_course_that_was_cancelled_says_so(client, course):
    make_session(course)
    Cohort.objects.update(state="cancelled")

    page = page_of(client, course)

    assert ("entfällt", "red") in page.context["tags"]
    assert page.context["box"].closed != ""
    assert "<form" not in page.text.partition('id="anmelden"')[2].partition("</section>")[0]


def test_course_without_seats_of_its_own_has_no_box(client, course):
    make_session(course)
    Cohort.objects.update(capacity=0)

    assert page_of(client, course).context["box"] is None


def test_course_without_sessions_says_that_it_is_being_planned(client, course):
    assert "Der Träger plant noch." in page_of(client, course).text


@pytest.mark.parametrize("hidden", [{"visibility": "internal"}, {"state": "draft"}])
def test_course_and_session_are_not_found_unless_public_or_by_link(client, course, hidden):
    session = make_session(course, guest_capacity=3, online_address=SECRET, is_online=True)
    row = make_sign_up(course, make_participant(user=make_user()))
    Cohort.objects.update(**hidden)
    client.force_login(row.participant.user)

    for thing in (course, session):
        page = page_of(client, thing)
        assert page.status_code == 404
        assert course.title not in page.text


def test_course_by_link_can_be_opened(client, course):
    session = make_session(course)
    Cohort.objects.update(visibility="by_link")

    assert [page_of(client, thing).status_code for thing in (course, session)] == [200, 200]


def test_session_shows_its_parts_with_the_time_they_begin(client, course):
    session = make_session(course)
    make_segment(session, minutes=90)
    make_segment(session, minutes=15, kind=Segment.Kind.BREAK)
    make_segment(session, minutes=45)

    parts = page_of(client, session).context["parts"]

    assert [(f"{part.begins:%H:%M}", part.segment.minutes) for part in parts] == [
        ("09:00", 90),
        ("10:30", 15),
        ("10:45", 45),
    ]


def test_session_of_a_course_leads_to_the_course(client, course):
    page = page_of(client, make_session(course))

    assert "Dieser Termin gehört zu einem Kurs" in page.text
    assert 'href="/kurse/basis/"' in page.text


def test_session_names_place_and_access(client, course):
    place = make_place(
        name="Ankerhaus", address="Am Kai 4", town="Wetzlar", access="stufenlos, Bus 12"
    )

    facts = page_of(client, make_session(course, place=place)).context["facts"]

    assert ("Ort", "Ankerhaus\nAm Kai 4, Wetzlar\nstufenlos, Bus 12") in facts


@pytest.mark.parametrize("state", ["requested", "waiting", "offered", "cancelled", "declined"])
def test_online_address_is_hidden_from_whoever_has_no_confirmed_seat(client, course, state):
    session = make_session(course, is_online=True, online_address=SECRET, guest_capacity=2)
    row = make_sign_up(course, make_participant(user=make_user()), state=state)
    assert SECRET not in page_of(client, session).text

    client.force_login(row.participant.user)

    assert SECRET not in page_of(client, session).text


def test_online_address_is_hidden_from_people_of_other_sessions_and_courses(client, course):
    session = make_session(course, is_online=True, online_address=SECRET)
    sibling = make_session(course, guest_capacity=1)
    guest = make_sign_up(course, make_participant(user=make_user()), session=sibling)
    other = make_sign_up(make_cohort(), make_participant(user=make_user()))
    trainer = make_trainer(sibling)

    for user in (guest.participant.user, other.participant.user, trainer):
        client.force_login(user)
        assert SECRET not in page_of(client, session).text


def test_online_address_is_shown_to_confirmed_people_guests_and_trainers(client, course):
    session = make_session(course, is_online=True, online_address=SECRET, guest_capacity=1)
    member = make_sign_up(course, make_participant(user=make_user()))
    guest = make_sign_up(course, make_participant(user=make_user()), session=session)
    trainer = make_trainer(session)

    for user in (member.participant.user, guest.participant.user, trainer):
        client.force_login(user)
        assert SECRET in page_of(client, session).text


@pytest.fixture
def taught(course) -> Session:
    """A session of a course that follows a programme and teaches one module."""
    course.programme = make_programme()
    course.save()
    session = make_session(course, title="Erster Abend", starts_at=NOW + timedelta(days=2))
    make_segment(session, module=make_module("Grenzen"))
    return session


def test_course_stands_in_the_chain_with_its_figures(client, course, taught):
    text = page_of(client, course).text

    wide = " ".join(text.partition('class="chain__wide"')[2].partition("</div>")[0].split())
    assert (
        'aria-current="page"><span class="chain__ring"></span><span class="chain__title">' in wide
    )
    assert "Dieser Kurs</span>" in wide
    assert '<a href="/programme/basisqualifizierung/">Module</a>' in wide
    assert "<bdi>1 Modul</bdi>" in wide
    assert '<a href="#termine-titel">Termine</a>' in wide
    assert "<bdi>nächster am 4. März</bdi>" in wide
    assert wide.count("is-ahead") == 2


def test_session_stands_one_station_further(client, course, taught):
    text = page_of(client, taught).text

    wide = " ".join(text.partition('class="chain__wide"')[2].partition("</div>")[0].split())
    assert '<a href="/kurse/basis/">Kurs</a>' in wide
    assert "Dieser Termin</span>" in wide
    assert wide.count("is-ahead") == 1


def test_event_has_no_chain(client):
    event = make_cohort(kind=Cohort.Kind.EVENT, slug="abend")
    make_session(event)

    assert 'class="chain"' not in page_of(client, event).text


def test_minutes_of_the_meter_stand_in_a_table(client, course, taught):
    text = " ".join(page_of(client, course).text.split())

    table = text.partition('class="unit-meter"')[2].partition("</table>")[0]
    assert '<th scope="row"><bdi>Mi, 4. März Erster Abend</bdi></th>' in table


@pytest.mark.parametrize("count", [1, 5])
def test_course_needs_the_same_queries_for_any_number_of_sessions(
    client, course, django_assert_num_queries, count
):
    for number in range(count):
        session = make_session(
            course, starts_at=NOW + timedelta(days=number), place=make_place(), status_note="neu"
        )
        make_segment(session)
        make_trainer(session)
        make_sign_up(course)
    page_of(client, course)

    with django_assert_num_queries(6):
        page_of(client, course)


@pytest.mark.parametrize("count", [1, 5])
def test_session_needs_the_same_queries_for_any_number_of_parts_and_people(
    client, course, django_assert_num_queries, count
):
    session = make_session(course, guest_capacity=9, place=make_place())
    for _number in range(count):
        make_segment(session)
        make_trainer(session)
        make_sign_up(course, session=session)
    page_of(client, session)

    with django_assert_num_queries(5):
        page_of(client, session)
