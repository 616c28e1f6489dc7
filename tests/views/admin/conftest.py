"""People with their roles, and two carriers whose records must never meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from django.test import Client
from wagtail.models import Collection

from cohorts.models import (
    Carrier,
    Cohort,
    Finding,
    Invitation,
    Membership,
    Participant,
    Place,
    Session,
    SignUp,
)
from home import roles
from home.models import HomePage, User
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_place,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)
from tests.factories.findings import make_finding
from tests.factories.staff import make_invitation

SECRET = "Geheim"  # stands in every text of the other carrier


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def tree(house: HomePage) -> None:
    """Rights on pages; a test without migrations makes its tree after the table was applied."""
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    roles.apply()


@dataclass
class Estate:
    """What one carrier has: a course with a session, a room, a person with a seat, staff."""

    carrier: Carrier
    coordinator: User
    trainer: User
    cohort: Cohort
    session: Session
    place: Place
    person: Participant
    sign_up: SignUp
    invitation: Invitation
    finding: Finding


def make_estate(mark: str, **fields: object) -> Estate:
    carrier = make_carrier(name=f"Träger {mark}", **fields)
    place = make_place(carrier=carrier, name=f"Haus {mark}")
    cohort = make_cohort(
        title=f"Kurs {mark}", slug=f"kurs-{mark.lower()}", organiser=carrier, capacity=5
    )
    session = make_session(cohort, title=f"Termin {mark}", place=place)
    person = make_participant(full_name=f"Person {mark}", email=f"{mark.lower()}@example.org")
    make_affiliation(person, carrier)
    trainer = make_user(name=f"Trainerin {mark}", email=f"trainer-{mark.lower()}@example.org")
    Membership.objects.create(
        user=trainer, carrier=carrier, role=Membership.Role.TRAINER, since=date(2020, 1, 1)
    )
    make_trainer(session, trainer)
    return Estate(
        carrier=carrier,
        coordinator=make_coordinator(
            carrier, name=f"Koordination {mark}", email=f"koord-{mark.lower()}@example.org"
        ),
        trainer=trainer,
        cohort=cohort,
        session=session,
        place=place,
        person=person,
        sign_up=make_sign_up(cohort, person, carrier=carrier),
        invitation=make_invitation(
            carrier, name=f"Eingeladene {mark}", email=f"neu-{mark.lower()}@example.org"
        ),
        finding=make_finding(cohort, text=f"Einfall {mark}", kind=Finding.Kind.IDEA),
    )


@pytest.fixture
def ours(db: None) -> Estate:
    return make_estate("Lahn")


@pytest.fixture
def theirs(db: None) -> Estate:
    return make_estate(SECRET)


@pytest.fixture
def centre(db: None) -> Estate:
    return make_estate("Zentrum", is_centre=True)


@pytest.fixture
def trainee(db: None) -> User:
    return make_user(email="lernt@example.org", name="Lernende")


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def as_coordinator(client: Client, ours: Estate) -> Client:
    return sign_in(client, ours.coordinator)


@pytest.fixture
def as_centre(client: Client, centre: Estate) -> Client:
    return sign_in(client, centre.coordinator)
