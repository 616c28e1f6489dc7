"""From the form on a page to the seat: typing, the code, the door, and every way to err."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from cohorts.domain import sign_up
from cohorts.models import Cohort, Message, Participant, Session, SignUp
from home.models import User
from tests.factories.cohorts import (
    NOW,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)

CODE = "/konto/code/"
TYPED = {"full_name": "Mariam Tesfaye", "email": "mariam@example.org", "consent": "on"}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def cohort() -> Cohort:
    cohort = make_cohort(title="Basiskurs Fulda", slug="basis-fulda", capacity=2)
    make_session(cohort)
    return cohort


@pytest.fixture
def event() -> Session:
    """A session with seats for guests."""
    return make_session(title="Vernetzungstreffen", guest_capacity=1)


def enter_code(client: Client, **more: str):
    (code,) = re.findall(r"\b\d{6}\b", mail.outbox[-1].body)
    return client.post(CODE, {"code": code, **more})


def people() -> list[tuple[str, str, str | None]]:
    return [
        (p.full_name, p.email, p.user.email if p.user else None)
        for p in Participant.objects.order_by("pk")
    ]


def states(cohort: Cohort, session: Session | None = None) -> list[str]:
    pool = SignUp.objects.for_pool(cohort, session)
    return list(pool.order_by("pk").values_list("state", flat=True))


def test_sign_up_for_a_course_takes_the_seat_with_the_code(client, cohort):
    asked = client.post("/kurse/basis-fulda/", TYPED)
    assert asked["Location"] == CODE + "?next=%2Fkurse%2Fbasis-fulda%2F"
    assert (states(cohort), people()) == ([], [])

    taken = enter_code(client)

    assert states(cohort) == ["confirmed"]
    assert people() == [("Mariam Tesfaye", "mariam@example.org", "mariam@example.org")]
    assert taken["Location"] == f"/anmeldung/{sign_up.token(SignUp.objects.get())}/"
    assert [message.kind for message in Message.objects.all()] == ["sign_up_confirmed"]


def test_sign_up_for_a_session_takes_a_guest_seat(client, event):
    client.post(event.get_absolute_url(), TYPED)

    enter_code(client)

    assert states(event.cohort, event) == ["confirmed"]
    assert states(event.cohort) == []


def test_sign_up_code_page_says_when_the_seat_is_taken(client, cohort):
    page = client.post("/kurse/basis-fulda/", TYPED, follow=True)

    assert "Ihr Platz wird belegt, wenn Sie den Code eingeben" in page.text
    assert "Basiskurs Fulda" in page.text


def test_sign_up_when_all_seats_are_taken_leads_to_the_waiting_list(client, cohort):
    for _seat in range(2):
        make_sign_up(cohort)
    make_sign_up(cohort, state="waiting")
    client.post("/kurse/basis-fulda/", TYPED)

    page = client.get(enter_code(client)["Location"])

    assert states(cohort) == ["confirmed", "confirmed", "waiting", "waiting"]
    assert page.context["rank"] == 2


def test_sign_up_with_approval_is_requested_first(client, cohort):
    Cohort.objects.update(needs_approval=True)
    client.post("/kurse/basis-fulda/", TYPED)

    enter_code(client)

    assert states(cohort) == ["requested"]


def test_sign_up_signed_in_takes_one_button(client, cohort):
    participant = make_participant(user=make_user())
    client.force_login(participant.user)

    page = client.get("/kurse/basis-fulda/")
    response = client.post("/kurse/basis-fulda/")

    assert page.context["box"].form is None
    assert SignUp.objects.get().participant == participant
    assert response["Location"] == f"/anmeldung/{sign_up.token(SignUp.objects.get())}/"
    assert mail.outbox == []


def test_sign_up_signed_in_for_the_first_time_asks_for_the_name_only(client, cohort):
    client.force_login(make_user(email="rana@example.org", name="Rana"))

    form = client.get("/kurse/basis-fulda/").context["box"].form
    client.post("/kurse/basis-fulda/", {"full_name": "رنا الخطيب"})

    assert list(form.fields) == ["full_name", "is_minor", "born_on"]
    assert form.initial == {"full_name": "Rana"}
    assert people() == [("رنا الخطيب", "rana@example.org", "rana@example.org")]
    assert states(cohort) == ["confirmed"]


def test_sign_up_by_somebody_known_keeps_the_name_of_the_first_time(client, cohort):
    make_participant(
        full_name="Mariam Tesfaye-Lang", user=make_user(email="mariam@example.org", name="")
    )
    client.post("/kurse/basis-fulda/", TYPED)

    enter_code(client)

    assert [person.full_name for person in Participant.objects.all()] == ["Mariam Tesfaye-Lang"]


# --- Nothing that was typed is lost -------------------------------------------------------------


def test_typed_data_survives_reloading_the_page(client, cohort):
    client.post("/kurse/basis-fulda/", TYPED)

    form = client.get("/kurse/basis-fulda/").context["box"].form

    typed = {"full_name": "Mariam Tesfaye", "email": "mariam@example.org", "consent": True}
    assert form.initial == typed | {"is_minor": False}


def test_typed_data_survives_a_mistake(client, cohort):
    client.post("/kurse/basis-fulda/", TYPED | {"email": "mariam@", "consent": ""})

    form = client.get("/kurse/basis-fulda/").context["box"].form

    typed = {"full_name": "Mariam Tesfaye", "email": "mariam@", "consent": False}
    assert form.initial == typed | {"is_minor": False}
    assert mail.outbox == []


def test_typed_data_fills_the_next_form_but_consent_is_asked_anew(client, cohort, event):
    client.post("/kurse/basis-fulda/", TYPED)

    form = client.get(event.get_absolute_url()).context["box"].form

    assert form.initial["full_name"] == "Mariam Tesfaye"
    assert form.initial["consent"] is False


def test_typed_data_survives_an_ended_code(client, cohort, now):
    client.post("/kurse/basis-fulda/", TYPED)
    now.shift(timedelta(minutes=21))
    client.post(CODE, {"code": "123456", "next": "/kurse/basis-fulda/"})

    client.post("/konto/login/", {"email": "mariam@example.org"})
    enter_code(client)

    assert states(cohort) == ["confirmed"]


def test_typed_data_is_forgotten_after_an_hour(client, cohort, now):
    client.post("/kurse/basis-fulda/", TYPED)
    now.shift(timedelta(hours=1, seconds=1))

    form = client.get("/kurse/basis-fulda/").context["box"].form

    assert form.initial == {}


def test_typed_data_is_forgotten_once_the_seat_is_taken(client, cohort):
    client.post("/kurse/basis-fulda/", TYPED)

    enter_code(client)

    assert "sign_up_draft" not in client.session
    assert "sign_in_address" not in client.session


def test_typed_data_of_five_megabytes_does_not_fill_the_session(client, cohort):
    page = client.post("/kurse/basis-fulda/", TYPED | {"full_name": "n" * 5_000_000})

    assert page.context["box"].form.errors == {
        "full_name": ["Dieser Name ist zu lang. Es passen bis zu 200 Zeichen."]
    }
    assert len(client.session["sign_up_draft"]["full_name"]) == 1000
    assert Participant.objects.count() == 0


# --- Bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"full_name": "   "}, "full_name"),
        ({"full_name": "\u202e\u200f"}, "full_name"),
        ({"full_name": "Mariam 🌻"}, "full_name"),
        ({"full_name": "12345"}, "full_name"),
        ({"full_name": "n" * 201}, "full_name"),
        ({"email": ""}, "email"),
        ({"email": "mariam@example"}, "email"),
        ({"email": "m" * 250 + "@example.org"}, "email"),
        ({"consent": ""}, "consent"),
    ],
)
def test_form_with_a_mistake_says_so_at_the_field(client, cohort, typed, field):
    page = client.post("/kurse/basis-fulda/", TYPED | typed)

    assert page.status_code == 200
    assert list(page.context["box"].form.errors) == [field]
    assert (states(cohort), mail.outbox) == ([], [])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Nguyễn   Thị Hồng\tVân ", "Nguyễn Thị Hồng Vân"),
        ("\u202bرنا الخطيب\u202c", "رنا الخطيب"),
        ("Farzad کریمی\u200cنژاد", "Farzad کریمی\u200cنژاد"),
        ("Robert'); DROP TABLE--", "Robert'); DROP TABLE--"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_name_is_taken_as_it_is_written_without_invisible_marks(client, cohort, typed, name):
    client.post("/kurse/basis-fulda/", TYPED | {"full_name": typed})

    enter_code(client)

    assert [person.full_name for person in Participant.objects.all()] == [name]


def test_forged_fields_have_no_effect(client, cohort):
    other = make_user()
    for _seat in range(2):
        make_sign_up(cohort)
    forged = {
        "state": "confirmed",
        "user": other.pk,
        "participant": make_participant().pk,
        "queued_at": "2000-01-01",
        "source": "staff",
        "session": 1,
        "beyond_capacity": "let me in",
    }

    client.post("/kurse/basis-fulda/", TYPED | forged)
    enter_code(client, user=str(other.pk), state="confirmed")

    row = SignUp.objects.order_by("-pk")[0]
    assert (row.state, row.source, row.beyond_capacity) == ("waiting", "web", "")
    assert row.participant.user.email == "mariam@example.org"
    assert row.queued_at == NOW


def test_forged_uuid_is_not_found(client, event):
    address = reverse("cohorts:session", args=[uuid.uuid4()])

    assert client.post(address, TYPED).status_code == 404


@pytest.mark.parametrize("hidden", [{"visibility": "internal"}, {"state": "draft"}])
@pytest.mark.parametrize("method", ["get", "post"])
def test_course_that_is_not_public_is_not_found(client, cohort, event, hidden, method):
    Cohort.objects.update(**hidden)

    for address in ("/kurse/basis-fulda/", event.get_absolute_url()):
        response = getattr(client, method)(address, TYPED)

        assert response.status_code == 404
        assert "Basiskurs" not in response.text
    assert mail.outbox == []


def test_course_that_went_internal_meanwhile_takes_nobody(client, cohort):
    client.post("/kurse/basis-fulda/", TYPED)
    Cohort.objects.update(visibility="internal")

    response = enter_code(client)

    assert response["Location"] == "/kurse/basis-fulda/"
    assert states(cohort) == []


def test_course_for_whoever_has_the_link_takes_sign_ups(client, cohort):
    Cohort.objects.update(visibility="by_link")
    client.post("/kurse/basis-fulda/", TYPED)

    enter_code(client)

    assert states(cohort) == ["confirmed"]


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_course_that_takes_nobody_says_so_and_mails_nothing(client, cohort, state):
    Cohort.objects.update(state=state)

    page = client.post("/kurse/basis-fulda/", TYPED)

    assert page.status_code == 200
    assert not page.context["box"].is_open
    assert mail.outbox == []


def test_course_that_closed_meanwhile_says_so_after_the_code(client, cohort):
    client.post("/kurse/basis-fulda/", TYPED)
    Cohort.objects.update(state="closed")

    page = client.get(enter_code(client)["Location"])

    assert page.request["PATH_INFO"] == "/kurse/basis-fulda/"
    assert [str(message) for message in page.context["messages"]] == [
        "Hier ist keine Anmeldung möglich."
    ]
    assert states(cohort) == []


def test_session_without_guest_seats_takes_nobody(client, cohort):
    address = cohort.sessions.get().get_absolute_url()

    page = client.post(address, TYPED)

    assert page.status_code == 200
    assert page.context["box"] is None
    assert mail.outbox == []


def test_form_sent_twice_takes_one_seat(client, cohort):
    client.post("/kurse/basis-fulda/", TYPED)
    client.post("/kurse/basis-fulda/", TYPED)

    enter_code(client)

    assert states(cohort) == ["confirmed"]


def test_code_sent_twice_leads_to_the_same_seat(client, cohort):
    client.post("/kurse/basis-fulda/", TYPED)

    first = enter_code(client)
    second = enter_code(client, next="/kurse/basis-fulda/")

    assert first["Location"] == second["Location"]
    assert states(cohort) == ["confirmed"]


def test_button_pressed_twice_takes_one_seat(client, cohort):
    client.force_login(make_participant(user=make_user()).user)

    answers = [client.post("/kurse/basis-fulda/")["Location"] for _time in range(2)]

    assert answers[0] == answers[1]
    assert states(cohort) == ["confirmed"]


def test_form_filled_before_signing_in_elsewhere_still_does_the_right_thing(client, cohort):
    """The page was open in one tab while the person signed in in another."""
    client.force_login(make_participant(user=make_user(email="mariam@example.org")).user)

    client.post("/kurse/basis-fulda/", TYPED)

    assert states(cohort) == ["confirmed"]
    assert mail.outbox == []


def test_whoever_is_in_finds_the_own_sign_up_instead_of_a_form(client, cohort):
    row = make_sign_up(cohort, make_participant(user=make_user()))
    client.force_login(row.participant.user)

    box = client.get("/kurse/basis-fulda/").context["box"]

    assert box.sign_up == row
    assert box.link == f"/anmeldung/{sign_up.token(row)}/"


def test_signing_in_under_another_address_takes_no_seat_for_the_first(client, cohort):
    client.post("/kurse/basis-fulda/", TYPED)
    client.post("/konto/login/", {"email": "other@example.org", "next": "/kurse/basis-fulda/"})

    response = enter_code(client)

    assert response["Location"] == "/kurse/basis-fulda/"
    assert states(cohort) == []
    form = client.get("/kurse/basis-fulda/").context["box"].form
    assert form.initial == {"full_name": "Mariam Tesfaye"}


def test_forged_draft_in_an_old_session_is_left_out(client, cohort):
    session = client.session
    session["sign_up_draft"] = {"address": "/kurse/basis-fulda/", "strange": True}
    session.save()

    assert client.get("/kurse/basis-fulda/").context["box"].form.initial == {}


def test_account_is_made_once_for_one_address_in_two_browsers(cohort):
    one, other = Client(), Client()
    one.post("/kurse/basis-fulda/", TYPED)
    other.post("/kurse/basis-fulda/", TYPED | {"email": "MARIAM@example.org"})

    enter_code(one)
    enter_code(other)

    assert [user.email for user in User.objects.all()] == ["mariam@example.org"]
    assert states(cohort) == ["confirmed"]


def test_stale_form_without_its_token_is_answered_kindly(cohort):
    strict = Client(enforce_csrf_checks=True)

    page = strict.post("/kurse/basis-fulda/", TYPED)

    assert page.status_code == 403
    assert "Das Formular war zu lange offen" in page.text
    assert states(cohort) == []
