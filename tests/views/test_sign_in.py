"""Signing in by a mailed code."""

import re
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from home.models import User
from tests.views.signing_in import ADDRESS, CODE, LOGIN, ask, code_in, signed_in_as, wrong


def without_what_differs(html: str) -> str:
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return html.replace(ADDRESS, "ADDRESS").replace("nobody@example.org", "ADDRESS")


def test_sign_in_known_address_signs_in_with_the_mailed_code(client, known):
    ask(client)

    response = client.post(CODE, {"code": code_in(mail.outbox[0])})

    assert response.status_code == 302
    assert response["Location"] == "/mein/"
    assert signed_in_as(client) == known
    assert mail.outbox[0].to == [ADDRESS]


def test_sign_in_unknown_address_gets_an_account_with_the_code_only(client):
    ask(client)
    assert list(User.objects.all()) == []

    client.post(CODE, {"code": code_in(mail.outbox[0])})

    user = User.objects.get()
    assert user.email == ADDRESS
    assert not user.has_usable_password()
    assert signed_in_as(client) == user


def test_sign_in_new_account_speaks_the_language_of_the_interface(client):
    client.post("/ar/konto/login/", {"email": ADDRESS})

    client.post("/ar/konto/code/", {"code": code_in(mail.outbox[0])})

    assert User.objects.get().language == "ar"


def test_sign_in_known_account_keeps_its_language(client, known):
    client.post("/en/konto/login/", {"email": ADDRESS})

    client.post("/en/konto/code/", {"code": code_in(mail.outbox[0])})

    known.refresh_from_db()
    assert known.language == "de"


@pytest.mark.parametrize("page", [LOGIN, CODE])
def test_sign_in_answers_known_and_unknown_addresses_alike(page, known):
    one, other = Client(), Client()
    with time_machine.travel("2026-11-22 09:00Z", tick=False):
        answers = [ask(one), ask(other, "nobody@example.org")]
        after = [one.get(page), other.get(page)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"] == CODE
    assert without_what_differs(after[0].text) == without_what_differs(after[1].text)
    mails = [re.sub(r"\d{6}", "CODE", m.subject + m.body) for m in mail.outbox]
    assert mails[0] == mails[1]


def test_sign_in_does_the_same_work_for_known_and_unknown_addresses(
    known, django_assert_num_queries
):
    work = []
    for email in (ADDRESS, "nobody@example.org"):
        with django_assert_num_queries(4) as queries:  # the new session of the browser
            ask(Client(), email)
        work.append([query["sql"] for query in queries])

    assert [sql.split()[0] for sql in work[0]] == [sql.split()[0] for sql in work[1]]
    assert [sql for sql in work[0] + work[1] if "home_user" in sql] == []


def test_sign_in_wrong_code_of_a_known_and_an_unknown_address_answer_alike(known):
    pages = []
    for email in (ADDRESS, "nobody@example.org"):
        client = Client()
        with time_machine.travel("2026-11-22 09:00Z", tick=False):
            ask(client, email)
            page = client.post(CODE, {"code": wrong(code_in(mail.outbox[-1]))})
        pages.append(without_what_differs(page.text).replace(page.wsgi_request.POST["code"], ""))

    assert pages[0] == pages[1]


def test_form_sent_twice_mails_the_same_code_twice(client, known):
    ask(client)
    ask(client)

    assert code_in(mail.outbox[1]) == code_in(mail.outbox[0])


def test_code_entered_twice_leads_to_the_same_place(client, known):
    ask(client, next="/termine/")
    code = code_in(mail.outbox[0])

    first = client.post(CODE, {"code": code, "next": "/termine/"})
    second = client.post(CODE, {"code": code, "next": "/termine/"})

    assert first["Location"] == second["Location"] == "/termine/"
    assert signed_in_as(client) == known


def test_too_many_codes_for_one_address_are_refused_at_the_field(client):
    for _time in range(5):
        ask(Client())

    page = ask(client)

    assert page.status_code == 200
    assert page.context["form"].errors == {
        "email": [
            "Es wurden zu viele Codes angefordert. Bitte warten Sie einige Minuten und versuchen "
            "Sie es dann noch einmal."
        ]
    }
    assert len(mail.outbox) == 5


def test_mail_that_cannot_be_sent_is_told_at_the_field(client, monkeypatch):
    def refuse(self, messages):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)

    page = ask(client)

    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["email"]
    assert ADDRESS in page.text


@pytest.mark.parametrize("email", ["", "no address", "a@b", "x" * 300 + "@example.org", "a\n@b.de"])
def test_address_that_is_none_is_refused(client, email):
    page = ask(client, email)

    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["email"]
    assert mail.outbox == []


def test_address_is_kept_when_one_comes_back(client):
    ask(client)

    assert f'value="{ADDRESS}"' in client.get(LOGIN).text
    assert ADDRESS in client.get(CODE).text


def test_next_survives_without_being_posted_with_the_code(client, known):
    ask(client, next="/termine/?ort=Fulda")

    response = client.post(CODE, {"code": code_in(mail.outbox[0])})

    assert response["Location"] == "/termine/?ort=Fulda"


def test_next_is_handed_on_from_page_to_page(client, known):
    page = client.get(LOGIN + "?next=/termine/")
    assert '<input type="hidden" name="next" value="/termine/">' in page.text

    response = ask(client, next="/termine/")
    assert response["Location"] == CODE + "?next=%2Ftermine%2F"
    assert 'value="/termine/"' in client.get(response["Location"]).text


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/",
        "//example.com",
        r"/\example.com",
        "javascript:alert(1)",
        "http://localhost/",
        "csv",
        "[]",
    ],
)
def test_next_leads_to_no_other_site(client, known, address):
    ask(client, next=address)

    response = client.post(CODE, {"code": code_in(mail.outbox[0]), "next": address})

    assert response["Location"] == "/mein/"


@pytest.mark.parametrize("address", ["csv", "http://localhost/", "//example.com"])
def test_next_leads_nowhere_else_when_one_comes_back(client, known, address):
    client.force_login(known, backend="django.contrib.auth.backends.ModelBackend")

    places = [client.get(page, {"next": address}) for page in (CODE, "/konto/logout/")]
    left = client.post("/konto/logout/", {"next": address})

    assert places[0]["Location"] == "/mein/"
    assert f'value="{address}"' not in places[1].text
    assert left["Location"] == LOGIN


def test_next_survives_an_ended_code(client, known):
    response = client.post(CODE, {"code": "123456", "next": "/termine/"})

    assert response["Location"] == LOGIN + "?next=%2Ftermine%2F"


def test_closed_account_is_not_signed_in(client, known):
    User.objects.update(is_active=False)
    ask(client)

    response = client.post(CODE, {"code": code_in(mail.outbox[0])})

    assert response["Location"] == LOGIN
    assert signed_in_as(client) is None


def test_somebody_without_the_right_is_not_sent_in_circles(client, known):
    client.force_login(known)

    page = client.get("/admin/", follow=True)
    sign_in = client.get(LOGIN + "?next=/admin/")

    assert (page.status_code, page.redirect_chain) == (403, [])
    assert sign_in.status_code == 200


def test_admin_sends_to_the_code(client):
    page = client.get("/admin/", follow=True)

    assert page.redirect_chain[-1][0] == LOGIN + "?next=/admin/"


def test_signing_out_needs_a_button(client, known):
    client.force_login(known)

    client.get("/konto/logout/")
    assert signed_in_as(client) == known

    client.post("/konto/logout/")
    assert signed_in_as(client) is None


def test_mail_is_plain_and_names_the_code_in_the_subject(client):
    with time_machine.travel("2026-11-22 09:00Z", tick=False):
        ask(client)

    message = mail.outbox[0]
    code = code_in(message)
    assert message.subject == f"{code} ist Ihr Code für Kursbuch"
    assert message.alternatives == []
    assert "Er gilt bis 10:20 Uhr." in message.body
    assert "http" not in message.body


def test_pages_are_never_kept_by_caches(client):
    ask(client)

    assert "no-store" in client.get(LOGIN)["Cache-Control"]
    assert "no-store" in client.get(CODE)["Cache-Control"]


def test_names_of_addresses_are_in_the_readers_language(client):
    response = client.post("/en/konto/login/", {"email": ADDRESS})

    assert response["Location"] == "/en/konto/code/"
