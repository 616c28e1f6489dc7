"""What the database refuses, whoever writes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import Affiliation, Message, SignUp
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
)

pytestmark = pytest.mark.django_db
ACTIVE = ("requested", "waiting", "offered", "confirmed")
LEFT = ("declined", "expired", "cancelled", "dropped_out")


def refused(constraint: str) -> "pytest.RaisesExc[IntegrityError]":
    # SQLite names the columns of a unique index, PostgreSQL the constraint.
    return pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE constraint failed")


@pytest.mark.parametrize("state", ACTIVE)
def test_one_active_sign_up_per_cohort(state: str) -> None:
    row = make_sign_up(make_cohort())

    with refused("cohorts_signup_active_once_per_cohort"), transaction.atomic():
        make_sign_up(row.cohort, row.participant, state=state)


@pytest.mark.parametrize("state", ACTIVE)
def test_one_active_guest_sign_up_per_session(state: str) -> None:
    session = make_session()
    row = make_sign_up(session.cohort, session=session)

    with refused("cohorts_signup_active_once_per_session"), transaction.atomic():
        make_sign_up(session.cohort, row.participant, state=state, session=session)


def test_any_number_of_sign_ups_that_are_history() -> None:
    cohort = make_cohort()
    person = make_participant()
    for state in (*LEFT, *LEFT, "confirmed"):
        make_sign_up(cohort, person, state=state)

    assert SignUp.objects.active().get().state == "confirmed"


def test_guest_of_two_sessions_and_member_elsewhere() -> None:
    cohort = make_cohort()
    person = make_participant()
    for session in (make_session(cohort), make_session(cohort), None):
        make_sign_up(cohort, person, session=session)

    assert SignUp.objects.active().count() == 3


def test_an_offer_has_a_deadline() -> None:
    row = make_sign_up(make_cohort())

    with refused("cohorts_signup_offer_has_deadline"), transaction.atomic():
        SignUp.objects.filter(pk=row.pk).update(state="offered")


@pytest.mark.parametrize("state", [s for s in (*ACTIVE, *LEFT) if s != "offered"])
def test_only_an_offer_has_a_deadline(state: str) -> None:
    row = make_sign_up(make_cohort(), state="offered")

    with refused("cohorts_signup_offer_has_deadline"), transaction.atomic():
        SignUp.objects.filter(pk=row.pk).update(state=state)


def test_no_unknown_state() -> None:
    row = make_sign_up(make_cohort())

    with refused("cohorts_signup_state_known"), transaction.atomic():
        SignUp.objects.filter(pk=row.pk).update(state="invited")


def make_message(**fields: Any) -> Message:
    fields = {"kind": "signed_off", "occasion": "signed_off:1"} | fields
    return Message.objects.create(created_at=NOW, not_before=NOW, **fields)


def test_one_message_per_person_and_occasion() -> None:
    person = make_participant()
    make_message(participant=person)
    make_message(participant=make_participant())

    with refused("cohorts_message_once_per_occasion"), transaction.atomic():
        make_message(participant=person, kind="seat_offered")


@pytest.mark.parametrize(
    "fields",
    [{"state": "sent"}, {"state": "queued", "sent_at": NOW}, {"state": "failed", "sent_at": NOW}],
)
def test_sent_messages_and_no_others_have_a_time(fields: dict[str, object]) -> None:
    message = make_message(participant=make_participant())

    with refused("cohorts_message_sent_has_time"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**fields)


def test_message_of_an_unknown_state_is_refused() -> None:
    message = make_message(participant=make_participant())

    with refused("cohorts_message_state_known"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state="lost")


def test_affiliation_does_not_end_before_it_begins() -> None:
    row = make_affiliation(make_participant(), make_carrier())

    with refused("cohorts_affiliation_until_after_since"), transaction.atomic():
        Affiliation.objects.filter(pk=row.pk).update(until=row.since - timedelta(days=1))


def test_affiliation_to_a_carrier_is_open_once() -> None:
    person, carrier = make_participant(), make_carrier()
    make_affiliation(person, carrier)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_affiliation(person, carrier)
