"""The page behind the link in every mail."""

from datetime import timedelta

import pytest
import time_machine
from django.core.signing import Signer
from django.test import Client

from cohorts.domain import sign_up
from cohorts.models import Cohort, SignUp
from tests.factories.cohorts import NOW, make_cohort, make_participant, make_session, make_sign_up

State = SignUp.State


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def course() -> Cohort:
    course = make_cohort(title="Basiskurs", capacity=1)
    make_session(course)
    return course


def link(row: SignUp) -> str:
    return f"/anmeldung/{sign_up.token(row)}/"


def state_of(row: SignUp) -> str:
    row.refresh_from_db()
    return row.state


@pytest.mark.parametrize(
    ("state", "words", "deeds"),
    [
        ("confirmed", "Ihr Platz ist fest.", ["sign_off"]),
        ("offered", "Bis Dienstag, 3. März, 10:00 Uhr halten wir", ["accept", "decline"]),
        ("waiting", "Sie sind Nummer 1 auf der Warteliste.", ["sign_off"]),
        ("requested", "Sie haben um einen Platz gebeten.", ["sign_off"]),
        ("declined", "Der Platz wurde abgelehnt.", []),
        ("expired", "Die Zeit zum Zusagen ist vorbei.", []),
        ("cancelled", "Sie haben sich abgemeldet.", []),
        ("dropped_out", "Diese Anmeldung ist beendet.", []),
    ],
)
def test_link_shows_the_state_and_what_can_be_done(client, course, state, words, deeds):
    row = make_sign_up(course, state=state)

    text = client.get(link(row)).text

    assert words in text.replace('<bdi dir="ltr">', "").replace("</bdi>", "")
    shown = [deed for deed in ("accept", "decline", "sign_off") if f'value="{deed}"' in text]
    assert shown == deeds


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("state", ["confirmed", "offered", "waiting", "requested"])
def test_link_that_is_only_opened_changes_nothing(client, course, method, state):
    row = make_sign_up(course, state=state)

    getattr(client, method)(link(row), {"deed": "sign_off"})
    getattr(client, method)(link(row) + "?deed=sign_off")

    assert state_of(row) == state


@pytest.mark.parametrize(
    ("state", "deed", "after"),
    [
        ("offered", "accept", "confirmed"),
        ("offered", "decline", "declined"),
        ("confirmed", "sign_off", "cancelled"),
        ("waiting", "sign_off", "cancelled"),
        ("requested", "sign_off", "cancelled"),
    ],
)
def test_link_does_the_deed_without_signing_in(client, course, state, deed, after):
    row = make_sign_up(course, state=state)

    response = client.post(link(row), {"deed": deed})

    assert (response.status_code, response["Location"]) == (302, link(row))
    assert state_of(row) == after


def test_link_used_twice_does_the_deed_once(client, course):
    row = make_sign_up(course)
    first = make_sign_up(course, state="waiting")
    second = make_sign_up(course, state="waiting")

    for _time in range(2):
        client.post(link(row), {"deed": "sign_off"})

    assert [state_of(one) for one in (row, first, second)] == ["cancelled", "offered", "waiting"]


def test_link_of_an_offer_that_has_ended_says_so(client, course, now):
    row = make_sign_up(course, state="offered")
    now.shift(timedelta(hours=25))

    page = client.post(link(row), {"deed": "accept"}, follow=True)

    assert state_of(row) == "expired"
    assert [str(message) for message in page.context["messages"]] == [
        "Die Zeit zum Zusagen ist vorbei. Der Platz ging an die nächste Person."
    ]


@pytest.mark.parametrize("deed", ["", "admit", "approve", "state", "drop_out", "__class__"])
def test_link_knows_no_other_deeds(client, course, deed):
    row = make_sign_up(course, state="requested")

    page = client.post(link(row), {"deed": deed, "state": "confirmed"}, follow=True)

    assert state_of(row) == "requested"
    assert "Bitte wählen Sie einen der Knöpfe." in page.text


def test_link_of_a_course_that_is_over_offers_nothing(client, course, now):
    row = make_sign_up(course)
    now.shift(timedelta(days=60))

    assert 'value="sign_off"' not in client.get(link(row)).text
    client.post(link(row), {"deed": "sign_off"})
    assert state_of(row) == "confirmed"


def test_link_that_is_forged_torn_or_of_somebody_erased_is_not_found(client, course):
    row = make_sign_up(course, make_participant(full_name="Josefa Geheim"))
    other = make_sign_up(course)
    good = sign_up.token(row)
    forged = [
        good[:-1],
        good.replace(f"{row.pk}-", f"{other.pk}-"),
        f"{row.pk}-{row.participant.uuid.hex}",
        Signer(salt="other", sep=".").sign(f"{row.pk}-{row.participant.uuid.hex}"),
        "x" * 3000,
        "%00",
    ]

    for token in forged:
        for method in (client.get, client.post):
            page = method(f"/anmeldung/{token}/", {"deed": "sign_off"})
            assert page.status_code == 404
            assert "Josefa" not in page.text
    assert state_of(row) == "confirmed"

    row.participant.delete()
    assert client.get(f"/anmeldung/{good}/").status_code == 404


def test_link_is_kept_by_no_cache_and_no_search_engine_and_told_to_nobody(client, course):
    row = make_sign_up(course)

    for response in (client.get(link(row)), client.post(link(row), {"deed": "sign_off"})):
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"


def test_link_shows_one_person_only(client, course):
    make_sign_up(course, make_participant(full_name="Josefa Geheim"))
    row = make_sign_up(course, make_participant(full_name="Mariam Tesfaye"), state="waiting")

    text = client.get(link(row)).text

    assert "Mariam Tesfaye" in text
    assert "Josefa" not in text


def test_link_of_an_internal_course_works_but_leads_to_no_public_page(client, course):
    row = make_sign_up(course)
    Cohort.objects.update(visibility="internal")

    text = client.get(link(row)).text

    assert "Ihr Platz ist fest." in text
    assert course.get_absolute_url() not in text


def test_link_needs_a_token_against_forged_requests(course):
    row = make_sign_up(course)

    response = Client(enforce_csrf_checks=True).post(link(row), {"deed": "sign_off"})

    assert response.status_code == 403
    assert state_of(row) == "confirmed"


@pytest.mark.parametrize("count", [1, 5])
def test_link_needs_the_same_queries_for_any_number_of_others(
    client, course, django_assert_num_queries, count
):
    rows = [make_sign_up(course, state="waiting") for _number in range(count)]
    client.get(link(rows[-1]))

    with django_assert_num_queries(4):
        client.get(link(rows[-1]))
