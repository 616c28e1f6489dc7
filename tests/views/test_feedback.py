"""The three questions after a course: for whoever has a seat, signed in or by letter; once."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from cohorts.domain import personal_links
from cohorts.models import FeedbackAnswer, Participant, SignUp
from tests.factories.cohorts import NOW, make_participant, make_sign_up, make_user
from tests.factories.feedback import make_asked, make_past_course
from tests.spoken import sentences

pytestmark = pytest.mark.django_db
ANSWERS = {"useful": "4", "understood": "2", "next_time": "Mehr Pausen."}
GIVEN = [("next_time", None), ("understood", 2), ("useful", 4)]


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def mine(client: Client) -> SignUp:
    """The seat of whoever is signed in."""
    sign_up = make_asked()
    client.force_login(sign_up.participant.user)
    return sign_up


def letter(person: Participant) -> str:
    code = personal_links.link_for(participant=person, by=make_user(), now=NOW).code
    return f"/persoenlich/{code}/"


def own(sign_up: SignUp) -> str:
    return f"/mein/rueckmeldung/{sign_up.pk}/"


def given() -> list[tuple[str, int | None]]:
    return list(FeedbackAnswer.objects.order_by("question").values_list("question", "value"))


def links(page: Any) -> list[str]:
    return [one.link for one in page.context["asked"]]


def test_my_area_asks_about_my_course(client: Client, mine: SignUp) -> None:
    make_asked()
    make_sign_up(make_past_course(kind="event"), mine.participant)

    page = client.get("/mein/")

    assert links(page) == [own(mine)]
    assert f'href="{own(mine)}">Kurs Gießen' in page.text


def test_my_area_asks_nobody_without_a_seat(client: Client) -> None:
    make_asked()
    client.force_login(make_user())

    page = client.get("/mein/")

    assert links(page) == []
    assert "Wie war der Kurs?" not in page.text


def test_answer_is_taken_and_thanked_for(client: Client, mine: SignUp) -> None:
    opened = client.get(own(mine))

    sent = client.post(own(mine), ANSWERS)
    page = client.get(sent["Location"])

    assert opened.text.count('type="radio"') == 8
    assert (sent.status_code, sent["Location"]) == (302, own(mine))
    assert "<h1>Danke für Ihre Antwort</h1>" in page.text
    assert given() == GIVEN
    assert links(client.get("/mein/")) == []


def test_double_click_and_back_button_harm_nothing(client: Client, mine: SignUp) -> None:
    client.post(own(mine), ANSWERS)

    again = client.post(own(mine), ANSWERS | {"useful": "1"})
    empty = client.post(own(mine), {})

    assert [page["Location"] for page in (again, empty)] == [own(mine)] * 2
    assert given() == GIVEN


def test_what_is_missing_stands_at_its_question(client: Client, mine: SignUp) -> None:
    page = client.post(own(mine), {"understood": "9", "next_time": "x" * 1001})

    assert page.status_code == 200
    assert page.context["form"].errors == {
        "useful": ["Bitte wählen Sie eine Antwort."],
        "understood": ["Bitte wählen Sie eine Antwort."],
        "next_time": ["Bitte schreiben Sie weniger: höchstens 1000 Zeichen."],
    }
    assert 'href="#id_useful_0"' in page.text
    assert 'id="id_useful_0"' in page.text
    assert "x" * 1001 in page.text
    assert given() == []


def test_text_may_be_left_out(client: Client, mine: SignUp) -> None:
    client.post(own(mine), ANSWERS | {"next_time": " \n"})

    assert given() == GIVEN[1:]


def test_who_comes_too_late_is_told(client: Client, mine: SignUp, now: Any) -> None:
    now.shift(timedelta(weeks=8))
    client.force_login(mine.participant.user)

    opened = client.get(own(mine))
    sent = client.post(own(mine), ANSWERS)

    assert opened.status_code == 404
    assert sent.context["form"].non_field_errors() == ["Zu diesem Kurs fragen wir nicht mehr."]
    assert given() == []


def test_foreign_seats_answer_like_none(client: Client, mine: SignUp) -> None:
    foreign = make_asked()
    answered = make_asked()
    SignUp.objects.filter(pk=answered.pk).update(feedback_given=True)
    numbers = [foreign.pk, answered.pk, 10**6]

    found = [
        ask(f"{start}{number}/", data).status_code
        for start in ("/mein/rueckmeldung/", f"{letter(mine.participant)}rueckmeldung/")
        for number in numbers
        for ask, data in ((client.get, {}), (client.post, ANSWERS))
    ]

    assert found == [404] * 12
    assert given() == []


def test_signing_in_comes_first(mine: SignUp) -> None:
    found = [Client().get(own(mine)), Client().post(own(mine), ANSWERS)]

    assert [page["Location"] for page in found] == [f"/konto/login/?next={own(mine)}"] * 2
    assert given() == []


def test_a_form_from_elsewhere_is_refused(mine: SignUp) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mine.participant.user)

    assert strict.post(own(mine), ANSWERS).status_code == 403
    assert given() == []


def test_staff_without_a_seat_get_no_questions(client: Client, mine: SignUp) -> None:
    client.force_login(make_user(is_superuser=True))

    assert client.get(own(mine)).status_code == 404


def test_letter_asks_without_signing_in(client: Client) -> None:
    sign_up = make_asked(user=None, email="")
    start = letter(sign_up.participant)
    address = f"{start}rueckmeldung/{sign_up.pk}/"

    asked = links(client.get(start))
    opened = client.get(address)
    sent = client.post(address, ANSWERS)
    thanks = client.get(sent["Location"])

    assert asked == [address]
    assert opened["Referrer-Policy"] == "same-origin"
    assert opened["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in opened["Cache-Control"]
    assert f'href="{start}"' in opened.text
    assert f'href="{start}"' in thanks.text
    assert given() == GIVEN
    assert links(client.get(start)) == []


def test_letter_that_does_not_work_asks_nobody(client: Client) -> None:
    sign_up = make_asked()

    page = client.get(f"/persoenlich/23456789ABCDEFGHJKLM/rueckmeldung/{sign_up.pk}/")

    assert page.status_code == 404


def test_page_names_nobody_else(client: Client, mine: SignUp) -> None:
    make_sign_up(mine.cohort, make_participant(full_name="Josefa Geheim"))
    FeedbackAnswer.objects.create(cohort=mine.cohort, question="next_time", text="Geheim.")

    text = client.get(own(mine)).text + client.get("/mein/").text

    assert "Geheim" not in text


def test_plain_german_asks_in_short_sentences(client: Client, mine: SignUp) -> None:
    address = f"/de-simple{own(mine)}"

    pages = [
        client.get("/de-simple/mein/"),
        client.get(address),
        client.post(address, {"next_time": "x" * 1001}),
        client.post(address, ANSWERS, follow=True),
    ]

    said = {sentence for page in pages for sentence in sentences(page.text, "de-simple")}
    assert [sentence for sentence in said if len(sentence.split()) > 10] == []
    assert "Niemand weiß, wer was gesagt hat." in said


@pytest.mark.parametrize("count", [1, 5])
def test_questions_take_the_same_queries(
    client: Client, mine: SignUp, django_assert_num_queries: Any, count: int
) -> None:
    for _number in range(count):
        make_sign_up(make_past_course(), mine.participant)
        make_asked(mine.cohort)
    client.get(own(mine))

    with django_assert_num_queries(8):
        client.get(own(mine))
