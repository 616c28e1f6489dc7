"""A draft in consultation: whoever is asked gets in, for everybody else there is none."""

import pytest
import time_machine
from django.test import Client

from cohorts.models import Membership, Remark
from tests.factories.cohorts import NOW, make_carrier, make_coordinator, make_user
from tests.factories.consulted import NEW, Consulted, make_consulted, make_draft
from tests.factories.staff import make_member
from tests.views.consulting import DAY, PAGE, page, send, signed_in


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def made(house: object) -> Consulted:
    return make_consulted()


@pytest.mark.parametrize("path", ["/anhoerung/", PAGE, "/anhoerung/1871/"])
def test_visitors_are_asked_to_sign_in(made: Consulted, path: str) -> None:
    for answer in (Client().get(path), Client().post(path, {"text": "x"})):
        if answer.status_code == 405:
            continue
        assert (answer.status_code, answer["Location"]) == (302, f"/konto/login/?next={path}")


@pytest.mark.parametrize("role", ["centre", "coordinator", "trainer", "named"])
def test_who_is_asked_reads_the_draft(made: Consulted, role: str) -> None:
    assert NEW.split()[-1] in page(getattr(made, role))


def test_who_was_not_asked_finds_nothing(made: Consulted) -> None:
    made.remark(text="Nur für uns.")
    others = {
        "trainer elsewhere": made.stranger,
        "coordinator elsewhere": make_coordinator(make_carrier()),
        "colleague of the named one": make_coordinator(
            Membership.objects.get(user=made.named).carrier
        ),
        "trainee": make_user(),
        "operator": make_user(is_superuser=True),
    }

    for name, user in others.items():
        answer, nowhere = signed_in(user).get(PAGE), signed_in(user).get("/anhoerung/1871/")
        sent = send(user, made.reworded)

        assert (answer.status_code, sent.status_code) == (404, 404), name
        assert answer.text.replace("2031", "1871") == nowhere.text, name
        assert "2031" not in signed_in(user).get("/anhoerung/").text, name
    assert Remark.objects.count() == 1


def test_who_works_there_no_more_finds_nothing_not_even_the_own_remark(made: Consulted) -> None:
    made.remark(by=made.trainer)
    Membership.objects.filter(user=made.trainer).update(until=NOW.date() - DAY)

    assert signed_in(made.trainer).get(PAGE).status_code == 404
    assert send(made.trainer, made.reworded, "Noch etwas.").status_code == 404
    assert "2031" not in page(made.trainer, "/anhoerung/")


def test_who_works_there_until_today_still_reads(made: Consulted) -> None:
    Membership.objects.filter(user=made.trainer).update(until=NOW.date())

    assert signed_in(made.trainer).get(PAGE).status_code == 200


def test_a_draft_that_nobody_was_asked_about_does_not_exist(house: object) -> None:
    made = make_draft()

    for user in (made.centre, made.coordinator, made.trainer):
        assert signed_in(user).get(PAGE).status_code == 404
        assert "2031" not in page(user, "/anhoerung/")


def test_no_cache_and_no_robot_keeps_it(made: Consulted) -> None:
    for path in (PAGE, "/anhoerung/"):
        answer = signed_in(made.trainer).get(path)

        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert '<meta name="robots" content="noindex, nofollow">' in answer.text
        assert 'rel="canonical"' not in answer.text


def test_remarks_of_other_carriers_are_never_shown(made: Consulted) -> None:
    made.remark(by=made.named, text="Vom Träger Hanau.")
    made.remark(by=made.trainer, text="Vom Träger Fulda.")

    mine, colleague, other, all_of_it = (
        page(user) for user in (made.trainer, made.coordinator, made.named, made.centre)
    )

    assert ("Vom Träger Fulda." in mine, "Vom Träger Hanau." in mine) == (True, False)
    assert ("Vom Träger Fulda." in colleague, "Vom Träger Hanau." in colleague) == (True, False)
    assert ("Vom Träger Fulda." in other, "Vom Träger Hanau." in other) == (False, True)
    assert "Vom Träger Fulda." in all_of_it
    assert "Vom Träger Hanau." in all_of_it


def test_who_begins_at_an_asked_carrier_reads_it_too(made: Consulted) -> None:
    newcomer = make_member(made.carrier).user

    assert signed_in(newcomer).get(PAGE).status_code == 200
