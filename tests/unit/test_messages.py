from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from cohorts.domain import messages
from cohorts.models import Message
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_participant,
    make_session,
    make_user,
)
from tests.factories.staff import make_invitation, make_member

pytestmark = pytest.mark.django_db


def test_queue_writes_one_row() -> None:
    person, session = make_participant(), make_session()
    later = NOW + timedelta(hours=1)

    message = messages.queue(
        kind="session_changed",
        occasion="session_changed:1:2",
        participant=person,
        session=session,
        now=NOW,
        not_before=later,
    )

    assert message == Message.objects.get()
    assert (message.participant, message.session, message.sign_up) == (person, session, None)
    assert (message.created_at, message.not_before, message.sent_at) == (NOW, later, None)
    assert (message.state, message.attempts, message.claimed_at) == ("queued", 0, None)


def test_queue_tells_a_person_once_of_an_occasion() -> None:
    person = make_participant()

    first = messages.queue(kind="signed_off", occasion="a", participant=person, now=NOW)
    again = messages.queue(kind="signed_off", occasion="a", participant=person, now=NOW)
    other = messages.queue(kind="signed_off", occasion="a", participant=make_participant(), now=NOW)

    assert first == again != other
    assert Message.objects.count() == 2


def test_queue_writes_nothing_to_people_without_an_address() -> None:
    person = make_participant(email="")

    assert messages.queue(kind="signed_off", occasion="a", participant=person, now=NOW) is None
    assert Message.objects.count() == 0


def test_queue_knows_its_kinds() -> None:
    person = make_participant()

    with pytest.raises(LookupError):
        messages.queue(kind="birthday", occasion="a", participant=person, now=NOW)
    with pytest.raises(LookupError):
        messages.queue_for_all(kind="birthday", occasion="a", participants=[person], now=NOW)


@pytest.mark.parametrize("number", [1, 5])
def test_queue_for_all_costs_one_query(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [make_participant() for _ in range(number)] + [make_participant(email="")]
    messages.queue(kind="session_changed", occasion="a", participant=people[0], now=NOW)

    with django_assert_num_queries(1):
        messages.queue_for_all(kind="session_changed", occasion="a", participants=people, now=NOW)

    told = Message.objects.order_by("participant").values_list("participant", flat=True)
    assert list(told) == [person.pk for person in people[:number]]


def test_queue_writes_to_a_user_or_an_invitation_as_well() -> None:
    carrier = make_carrier()
    membership, invitation = make_member(carrier), make_invitation(carrier, language="en")
    user = membership.user

    to_user = messages.queue(
        kind="appointed", occasion="a", user=user, membership=membership, now=NOW
    )
    to_address = messages.queue(kind="invitation", occasion="a", invitation=invitation, now=NOW)
    again = messages.queue(kind="invitation", occasion="a", invitation=invitation, now=NOW)

    assert to_user is not None
    assert to_address is not None
    assert again == to_address != to_user
    assert (to_user.user, to_user.membership) == (user, membership)
    assert (to_user.address, to_user.reader_name, to_user.reader_language) == (
        user.email,
        user.name,
        "de",
    )
    assert (to_address.address, to_address.reader_name, to_address.reader_language) == (
        invitation.email,
        "",
        "en",
    )
    assert (to_user.screen_title, to_address.screen_title) == (user.name, invitation.email)


def test_queue_writes_to_one_reader() -> None:
    with pytest.raises(TypeError):
        messages.queue(kind="signed_off", occasion="a", now=NOW)
    with pytest.raises(TypeError):
        messages.queue(
            kind="signed_off",
            occasion="a",
            participant=make_participant(),
            user=make_user(),
            now=NOW,
        )


def test_messages_go_with_the_person() -> None:
    person = make_participant()
    messages.queue(kind="signed_off", occasion="a", participant=person, now=NOW)

    person.delete()

    assert Message.objects.count() == 0
