"""Entries under my address, and the code of a letter: first look, then say what is mine."""

import pytest
import time_machine
from django.core import mail
from django.test import Client

from cohorts.domain import personal_links
from cohorts.models import LogEntry, Participant
from home.models import User
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_cohort,
    make_participant,
    make_sign_up,
    make_user,
)
from tests.views.signing_in import CODE, ask, code_in

pytestmark = pytest.mark.django_db
FOUND = "/mein/gefunden/"
BY_CODE = "/mein/code/"
ADDRESS = "mariam@example.org"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def user(client) -> User:
    user = make_user(email=ADDRESS, name="")
    client.force_login(user)
    return user


@pytest.fixture
def row() -> Participant:
    row = make_participant(full_name="Mariam Tesfai", email=ADDRESS)
    make_affiliation(row, make_carrier(name="Verein Fulda"))
    make_sign_up(make_cohort(title="Basiskurs"), row)
    return row


def test_signing_in_leads_to_what_was_found_and_else_to_my_area(client, row):
    ask(client, ADDRESS)
    found = client.post(CODE, {"code": code_in(mail.outbox[-1])})
    other = Client()
    ask(other, "leyla@example.org")
    nothing = other.post(CODE, {"code": code_in(mail.outbox[-1])})

    assert found["Location"] == FOUND
    assert nothing["Location"] == "/mein/"


def test_signing_in_on_the_way_elsewhere_leads_there(client, row):
    ask(client, ADDRESS, next="/termine/")

    response = client.post(CODE, {"code": code_in(mail.outbox[-1]), "next": "/termine/"})

    assert response["Location"] == "/termine/"
    assert "unter Ihrer Adresse gefunden" in client.get("/mein/").text


def test_found_shows_name_carrier_and_courses_and_nothing_of_other_addresses(client, user, row):
    foreign = make_participant(full_name="Josefa Geheim", email="josefa@example.org")
    make_sign_up(make_cohort(title="Kurs Geheim"), foreign)
    make_participant(full_name="Konto Geheim", email=ADDRESS, user=make_user())

    page = client.get(FOUND)

    (entry,) = page.context["entries"]
    assert (entry.participant, entry.carriers, entry.courses) == (row, "Verein Fulda", "Basiskurs")
    assert "Geheim" not in page.text
    assert Participant.objects.filter(user=user).count() == 0  # looking changes nothing


def test_that_is_me_takes_what_is_ticked_and_leaves_the_family(client, user, row):
    child = make_participant(full_name="Daniel Tesfai", email=ADDRESS)

    response = client.post(FOUND, {"deed": "mine", "participant": row.pk}, follow=True)

    assert response.redirect_chain == [("/mein/", 302)]
    assert Participant.objects.get(user=user) == row
    child.refresh_from_db()
    assert child.user is None
    assert [one.sign_up.cohort.title for one in response.context["sign_ups"]] == ["Basiskurs"]
    assert [e.participant for e in client.get(FOUND).context["entries"]] == [child]


def test_that_is_not_me_is_remembered_for_this_session_only(client, user, row):
    client.post(FOUND, {"deed": "not_mine"})

    assert client.get(FOUND).context["entries"] == []
    assert client.get("/mein/").context["found"] == 0
    row.refresh_from_db()
    assert row.user is None
    assert LogEntry.objects.count() == 0
    again = Client()
    again.force_login(user)
    assert again.get("/mein/").context["found"] == 1


def test_refused_and_then_ticked_from_an_old_page_changes_nothing(client, user, row):
    client.post(FOUND, {"deed": "not_mine"})

    response = client.post(FOUND, {"deed": "mine", "participant": row.pk})

    assert response["Location"] == FOUND
    row.refresh_from_db()
    assert row.user is None


@pytest.mark.parametrize("typed", [[], ["x"], ["987654"], ["foreign"]])
def test_foreign_and_unknown_numbers_answer_the_same(client, user, row, typed):
    foreign = make_participant(full_name="Josefa", email="josefa@example.org")
    numbers = [str(foreign.pk) if text == "foreign" else text for text in typed]

    response = client.post(FOUND, {"deed": "mine", "participant": numbers}, follow=True)

    assert response.redirect_chain == [(FOUND, 302)]
    assert "Josefa" not in response.text
    assert Participant.objects.filter(user=user).count() == 0


@pytest.mark.parametrize("count", [1, 5])
def test_found_needs_the_same_queries_for_any_number_of_entries(
    client, user, django_assert_num_queries, count
):
    for number in range(count):
        row = make_participant(email=ADDRESS)
        make_affiliation(row, make_carrier())
        make_sign_up(make_cohort(title=f"Kurs {number}"), row)
    client.get(FOUND)

    with django_assert_num_queries(8):
        client.get(FOUND)


@pytest.mark.parametrize("address", [FOUND, BY_CODE])
def test_found_and_code_ask_to_sign_in_first(address):
    assert Client().get(address)["Location"] == f"/konto/login/?next={address}"
    assert Client().post(address)["Location"] == f"/konto/login/?next={address}"


def test_code_of_a_letter_brings_its_entry_into_my_area(client, user):
    row = make_participant(full_name="Nuran Öztürk", email="")
    make_sign_up(make_cohort(title="Basiskurs"), row)
    code = personal_links.link_for(participant=row, by=make_user(), now=NOW).code

    response = client.post(
        BY_CODE, {"code": f" {personal_links.in_groups(code).lower()} "}, follow=True
    )

    assert response.redirect_chain == [("/mein/", 302)]
    assert Participant.objects.get(user=user) == row
    assert [one.sign_up.cohort.title for one in response.context["sign_ups"]] == ["Basiskurs"]


def test_wrong_codes_get_one_and_the_same_sentence(client, user):
    taken = make_participant(full_name="Josefa Geheim", user=make_user())
    code = personal_links.link_for(participant=taken, by=make_user(), now=NOW).code
    answers = []
    for typed in (code, "2345-6789-ABCD-EFGH-JKLM", "hallo"):
        page = client.post(BY_CODE, {"code": typed})
        answers.append(page.context["form"].errors["code"])
        assert "Geheim" not in page.text

    assert answers[0] == answers[1] == answers[2]
    assert answers[0] == ["Dieser Code gilt nicht. Bitte vergleichen Sie ihn mit Ihrem Brief."]
    assert Participant.objects.filter(user=user).count() == 0


def test_guessing_at_codes_ends_for_the_person(client, user):
    for number in range(20):
        client.post(BY_CODE, {"code": f"WRNG{number:04}"})
    letter = personal_links.link_for(participant=make_participant(), by=None, now=NOW)

    page = client.post(BY_CODE, {"code": letter.code})

    assert "zu viele Codes" in page.text
    assert not Participant.objects.filter(user=user).exists()
