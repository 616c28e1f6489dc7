"""The first person of a house comes by the command line."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from cohorts.domain import staff
from cohorts.models import Carrier, Invitation, LogEntry, Message
from home import roles
from tests.factories.cohorts import NOW, make_carrier, make_user
from tests.factories.staff import make_invitation, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def run(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("invite", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_first_person_opens_the_competence_centre() -> None:
    lines = run(
        *("ada@example.org", "--role", "coordinator", "--centre", "Kompetenzzentrum Nord"),
        *("--name", "Ada Özgür", "--since", "2026-03-01"),
    )

    invitation = Invitation.objects.get()
    assert (invitation.carrier.name, invitation.carrier.is_centre) == (
        "Kompetenzzentrum Nord",
        True,
    )
    assert (invitation.name, invitation.since) == ("Ada Özgür", date(2026, 3, 1))
    assert lines[-1] == staff.address(invitation)
    assert Message.objects.get().invitation == invitation
    assert [(e.action, e.user) for e in LogEntry.objects.order_by("pk")] == [
        ("cohorts.plan", None),
        ("cohorts.invite", None),
    ]
    user = make_user(email="ada@example.org")
    membership = staff.accept(invitation=invitation, user=user, now=invitation.invited_at)
    assert roles.of(user, membership.since) == {roles.CENTRE, roles.COORDINATOR}


def test_centre_that_is_there_is_not_made_again() -> None:
    centre = make_carrier(name="Kompetenzzentrum", is_centre=True)

    run("ada@example.org", "--role", "trainer", "--centre", "Anderer Name")

    assert Invitation.objects.get().carrier == centre
    assert Carrier.objects.count() == 1


@pytest.mark.parametrize("word", ["name", "number"])
def test_carrier_is_found_by_name_and_by_number(word: str) -> None:
    make_carrier(name="Anderer Träger")
    carrier = make_carrier(name="Lotsen Fulda")

    run(
        *("ada@example.org", "--role", "trainer"),
        *("--carrier", "lotsen fulda" if word == "name" else str(carrier.pk)),
    )

    assert Invitation.objects.get().carrier == carrier


def test_asking_twice_prints_the_link_again_and_mails_once() -> None:
    carrier = make_carrier()
    invitation = make_invitation(carrier, email="ada@example.org")

    lines = run("Ada@example.org", "--role", "trainer", "--carrier", carrier.name)

    assert lines[-1] == staff.address(invitation)
    assert Invitation.objects.count() == 1
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["ada@example.org", "--role", "trainer", "--carrier", "Gibt es nicht"],
        ["ada@example.org", "--role", "trainer", "--carrier", "999999"],
        ["kein-zeichen", "--role", "trainer", "--carrier", "Lotsen Fulda"],
        ["ada@example.org", "--role", "trainer", "--centre", "Lotsen Fulda"],
        ["ada@example.org", "--role", "trainer"],
        ["ada@example.org", "--role", "trainer", "--carrier", "Lotsen Fulda", "--centre", "X"],
        ["ada@example.org", "--role", "chef", "--carrier", "Lotsen Fulda"],
        ["dabei@example.org", "--role", "trainer", "--carrier", "Lotsen Fulda"],
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(arguments: list[str]) -> None:
    make_member(make_carrier(name="Lotsen Fulda"), user=make_user(email="dabei@example.org"))

    with pytest.raises(CommandError):
        run(*arguments)

    assert Carrier.objects.count() == 1
    assert Invitation.objects.count() == Message.objects.count() == 0


def test_invitation_that_is_too_old_works_again() -> None:
    carrier = make_carrier()
    make_invitation(carrier, email="ada@example.org", invited_at=NOW.replace(year=2020))

    run("ada@example.org", "--role", "trainer", "--carrier", carrier.name)

    invitation = Invitation.objects.get()
    assert staff.standing(invitation, now=invitation.invited_at) == staff.Standing.OPEN
    assert invitation.invited_at.year != 2020
    assert Message.objects.count() == 1
