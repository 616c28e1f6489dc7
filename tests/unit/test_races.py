"""Many people at the same moment. SQLite lets writers in one by one and cannot show the faults."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models.signals import pre_save
from django.utils import timezone

from cohorts.domain import messages, people, seats, sign_up
from cohorts.models import Cohort, LogEntry, Message, Participant, Session, SignUp
from home.models import User
from tests.factories.cohorts import (
    NOW,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)
from tests.racing import Race

Deed = tuple[str | int, ...]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


# --- What the racers do ------------------------------------------------------------------------


def ask(person: int, cohort: int, session: int | None = None) -> int:
    return sign_up.request_seat(
        participant=Participant.objects.get(pk=person),
        cohort=Cohort.objects.get(pk=cohort),
        session=Cohort.objects.get(pk=cohort).sessions.get(pk=session) if session else None,
        source="web",
        by=None,
        now=timezone.now(),
    ).pk


def leave(row: int) -> None:
    sign_up.sign_off(sign_up=SignUp.objects.get(pk=row), by=None, now=timezone.now())


def answer(deed: str, row: int) -> str:
    try:
        done = getattr(sign_up, deed)(sign_up=SignUp.objects.get(pk=row), by=None, now=NOW)
    except ValidationError as error:
        return f"refused: {error.code}"
    return str(done.state)


def ask_or_leave(deed: str, *numbers: int) -> str | None:
    try:
        ask(*numbers) if deed == "ask" else leave(*numbers)
    except ValidationError as error:
        return error.code
    return ""


def expire() -> int:
    return sign_up.expire_offers(now=NOW)


def be_somebody(user: int) -> int:
    found = User.objects.get(pk=user)
    return people.participant_for(user=found, full_name="Amina Şahin", now=timezone.now()).pk


def deliver() -> int:
    return messages.send_due(now=NOW).sent


# --- The races ---------------------------------------------------------------------------------


def check_whole(cohort: Cohort, session: Session | None = None) -> None:
    """Never more seats than there are, nobody waits beside a free one, nobody was overtaken."""
    pool = SignUp.objects.for_pool(cohort, session)
    line = list(pool.waiting())
    counted = seats.seats(cohort, session)
    assert counted.held <= counted.capacity
    assert counted.unheld == 0 or not line
    assert [row.pk for row in line] == sorted(row.pk for row in line)  # as they came in
    assert [seats.rank(row) for row in line] == list(range(1, len(line) + 1))
    if line:
        assert not pool.holding_a_seat().filter(pk__gt=line[0].pk).exists()


def test_forty_people_for_five_seats(race: Race) -> None:
    crowd = [make_participant() for _ in range(40)]
    for _round in range(20):
        cohort = make_cohort(capacity=5)

        outcomes = race.run(ask, [(person.pk, cohort.pk) for person in crowd])

        assert [outcome.error for outcome in outcomes] == [""] * 40
        assert seats.seats(cohort) == seats.Seats(capacity=5, held=5, waiting=35)
        check_whole(cohort)
        assert Message.objects.filter(sign_up__cohort=cohort).count() == 40
    assert LogEntry.objects.filter(action="cohorts.sign_up").count() == 20 * 40


def test_the_same_person_five_times_at_once(race: Race) -> None:
    for _round in range(10):
        cohort, person = make_cohort(capacity=5), make_participant()

        outcomes = race.run(ask, [(person.pk, cohort.pk)] * 5)

        row = SignUp.objects.get(cohort=cohort)
        assert [(outcome.value, outcome.error) for outcome in outcomes] == [(row.pk, "")] * 5
        assert Message.objects.filter(sign_up=row).count() == 1
        assert LogEntry.objects.filter(object_id=str(row.pk)).count() == 1


def test_the_same_account_five_times_at_once(race: Race) -> None:
    for _round in range(5):
        user = make_user()

        outcomes = race.run(be_somebody, [(user.pk,)] * 5)

        person = Participant.objects.get(user=user)
        assert [(outcome.value, outcome.error) for outcome in outcomes] == [(person.pk, "")] * 5


def test_two_leave_while_three_come(race: Race) -> None:
    for _round in range(20):
        cohort = make_cohort(capacity=5)
        leaving = [make_sign_up(cohort) for _ in range(5)][:2]
        coming = [make_participant() for _ in range(3)]
        deeds: list[Deed] = [("leave", row.pk) for row in leaving]
        deeds += [("ask", person.pk, cohort.pk) for person in coming]

        outcomes = race.run(ask_or_leave, deeds)

        assert [outcome.error for outcome in outcomes] == [""] * 5
        assert seats.seats(cohort) == seats.Seats(capacity=5, held=5, waiting=1)
        check_whole(cohort)


def test_guests_and_members_come_and_go_without_deadlock(race: Race) -> None:
    """A seat in the cohort frees guest seats, so both kinds of rows are locked at once."""
    for _round in range(10):
        cohort = make_cohort(capacity=4)
        sessions = [
            make_session(cohort, starts_at=timezone.now() + timedelta(days=9 + n), guest_capacity=2)
            for n in range(2)
        ]
        crowd = [make_participant() for _ in range(6)]
        guests = [make_sign_up(cohort, p, session=s) for p in crowd[:2] for s in sessions]
        deeds: list[Deed] = [("ask", person.pk, cohort.pk) for person in crowd]
        deeds += [("ask", person.pk, cohort.pk, s.pk) for person in crowd[3:] for s in sessions]
        deeds += [("leave", row.pk) for row in guests]

        outcomes = race.run(ask_or_leave, deeds)

        assert {outcome.error for outcome in outcomes} == {""}
        assert {outcome.value for outcome in outcomes} <= {"", "already_in_cohort"}
        check_whole(cohort)
        for session in sessions:
            check_whole(cohort, session)


def test_accepting_and_declining_at_once_does_one_of_them(race: Race) -> None:
    for _round in range(10):
        cohort = make_cohort(capacity=1)
        row = make_sign_up(cohort, state="offered")
        waiting = make_sign_up(cohort, state="waiting")

        outcomes = race.run(answer, [("accept", row.pk), ("decline", row.pk)] * 4)

        row.refresh_from_db()
        waiting.refresh_from_db()
        values = {outcome.value for outcome in outcomes}
        assert {outcome.error for outcome in outcomes} == {""}
        if row.state == "confirmed":
            assert values == {"confirmed", "refused: confirmed"}
            assert waiting.state == "waiting"
        else:
            assert values == {"declined", "refused: gone"}
            assert waiting.state == "offered"


def test_two_workers_end_an_offer_once(race: Race) -> None:
    for _round in range(5):
        cohort = make_cohort(capacity=1)
        make_sign_up(cohort, state="offered", offered_until=NOW)
        waiting = make_sign_up(cohort, state="waiting")

        outcomes = race.run(expire, [()] * 8)

        assert sorted(outcome.value for outcome in outcomes) == [0] * 7 + [1]
        assert Message.objects.filter(kind="seat_offered", sign_up=waiting).count() == 1


def test_eight_workers_send_every_message_once(race: Race) -> None:
    cohort = make_cohort(capacity=24)
    make_session(cohort)
    for _ in range(24):
        row = make_sign_up(cohort)
        messages.queue(
            kind="sign_up_confirmed",
            occasion=f"sign_up_confirmed:{row.pk}",
            participant=row.participant,
            sign_up=row,
            now=NOW,
        )

    outcomes = race.run(deliver, [()] * 8)

    assert {outcome.error for outcome in outcomes} == {""}
    assert sum(outcome.value for outcome in outcomes) == 24
    assert Message.objects.filter(state="sent", attempts=1).count() == 24


def test_the_door_finds_a_row_that_came_past_it() -> None:
    """Somebody writes the same person without the lock, between our look and our insert."""
    cohort, person = make_cohort(), make_participant()
    passed: list[bool] = []

    def write_past_the_door(**_kwargs: object) -> None:
        if not passed:
            passed.append(True)
            thread = Thread(target=write)
            thread.start()
            thread.join(timeout=10)

    def write() -> None:
        make_sign_up(cohort, person, state="waiting")
        connection.close()

    pre_save.connect(write_past_the_door, sender=SignUp)
    try:
        row = ask(person.pk, cohort.pk)
    finally:
        pre_save.disconnect(write_past_the_door, sender=SignUp)

    assert row == SignUp.objects.get().pk
