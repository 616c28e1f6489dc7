"""The page of a personal letter: own dates without e-mail, and nobody else's anything."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.test import Client

from cohorts.domain import absence, personal_links
from cohorts.models import AbsenceNotice, LogEntry, Participant, PersonalLink, Session
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_participant,
    make_segment,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def nuran() -> Participant:
    return make_participant(full_name="Nuran Öztürk", email="")


def address(person: Participant, language: str = "") -> str:
    code = personal_links.link_for(participant=person, by=make_user(), now=NOW).code
    return f"{language}/persoenlich/{code}/"


def course(person: Participant) -> Session:
    carrier = make_carrier(contact="info@example.org")
    session = make_session(make_cohort(organiser=carrier))
    make_segment(session, minutes=90)
    make_sign_up(session.cohort, person)
    return session


def test_personal_page_shows_own_dates_and_balance(client, nuran):
    session = course(nuran)

    page = client.get(address(nuran))

    assert [row.session for row in page.context["rows"]] == [session]
    assert [one.balance.planned for one in page.context["balances"]] == [90]
    assert "Nuran Öztürk" in page.text
    assert "info@example.org" in page.text


def test_personal_page_names_nobody_else_and_leads_to_no_other_deed(client, nuran):
    session = course(nuran)
    make_trainer(session, make_user(name="Trainerin Geheim", email="geheim@example.org"))
    other = make_participant(full_name="Josefa Geheim", email="josefa-geheim@example.org")
    own = make_sign_up(session.cohort, other)
    make_sign_up(make_cohort(title="Kurs Geheim"), other)

    text = client.get(address(nuran)).text.partition("<main")[2]

    assert "eheim" not in text
    assert "/anmeldung/" not in text
    assert own.participant.uuid.hex not in text


def test_personal_page_is_found_however_the_code_is_typed(client, nuran):
    code = address(nuran).split("/")[2]

    for typed in (code.lower(), personal_links.in_groups(code), f"{code[:10]} {code[10:]}"):
        assert client.get(f"/persoenlich/{typed}/").status_code == 200


@pytest.mark.parametrize("field", ["erased_at", "restricted_since", None])
def test_personal_page_of_a_wrong_or_dead_code_does_not_exist(client, nuran, field):
    made = address(nuran)
    if field:
        Participant.objects.filter(pk=nuran.pk).update(**{field: NOW})
    else:
        made = "/persoenlich/23456789ABCDEFGHJKLM/"

    assert client.get(made).status_code == 404
    assert client.post(made, {"deed": "tell"}).status_code == 404


def test_renewed_code_closes_the_old_page(client, nuran):
    old = address(nuran)
    personal_links.renew(participant=nuran, by=make_user(), now=NOW + timedelta(hours=1))

    assert client.get(old).status_code == 404
    assert client.get(address(nuran)).status_code == 200


def test_personal_page_is_kept_by_nobody_and_tells_nobody(client, nuran):
    page = client.get(address(nuran))

    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex, nofollow">' in page.text


def test_personal_page_switches_the_language(client, nuran):
    course(nuran)

    page = client.get(address(nuran, "/ar"))

    assert 'lang="ar" dir="rtl"' in page.text
    assert "لا أستطيع الحضور" in page.text
    assert "Ich kann nicht kommen" not in page.text
    assert address(nuran, "/en") in unquote(page.text)


def test_i_cannot_come_and_i_can_after_all(client, nuran):
    session = course(nuran)
    made = address(nuran)

    told = client.post(made, {"deed": f"tell {session.uuid}"}, follow=True)
    assert absence.told_for(session) == {nuran.pk}
    assert "Ich kann doch kommen" in told.text
    assert "Ihr Platz bleibt Ihrer" in told.text

    back = client.post(made, {"deed": f"take_back {session.uuid}"}, follow=True)
    assert absence.told_for(session) == set()
    assert "Ich kann nicht kommen" in back.text
    entries = LogEntry.objects.filter(action="cohorts.absence")
    assert {entry.user for entry in entries} == {None}


def test_opening_the_page_changes_nothing_but_the_time_of_use(client, nuran):
    session = course(nuran)
    made = address(nuran)

    client.get(made, {"deed": f"tell {session.uuid}"})

    assert AbsenceNotice.objects.count() == 0
    assert PersonalLink.objects.get().last_used_at == NOW


@pytest.mark.parametrize("deed", ["", "tell", "tell x", "erase {uuid}", "tell {foreign}"])
def test_forged_buttons_do_nothing(client, nuran, deed):
    session, foreign = course(nuran), make_session()
    other = make_participant()
    make_sign_up(session.cohort, other)
    text = deed.format(uuid=session.uuid, foreign=foreign.uuid)

    response = client.post(
        address(nuran), {"deed": text, "participant": other.pk, "code": "x"}, follow=True
    )

    assert response.status_code == 200
    assert AbsenceNotice.objects.count() == 0


def test_a_cancelled_session_has_no_button(client, nuran):
    course(nuran)
    Session.objects.update(status=Session.Status.CANCELLED)

    assert "Ich kann nicht kommen" not in client.get(address(nuran)).text


def test_a_form_from_elsewhere_is_refused(nuran):
    session = course(nuran)
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(address(nuran), {"deed": f"tell {session.uuid}"})

    assert response.status_code == 403
    assert AbsenceNotice.objects.count() == 0


@pytest.mark.parametrize("count", [1, 5])
def test_personal_page_needs_the_same_queries_for_any_number_of_courses(
    client, nuran, django_assert_num_queries, count
):
    for _number in range(count):
        course(nuran)
    made = address(nuran)
    client.get(made)

    with django_assert_num_queries(11):
        client.get(made)
