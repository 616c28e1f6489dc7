"""Erasing while somebody signs up, or erases too. SQLite lets writers in one by one."""

from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from cohorts.domain import privacy, sign_up
from cohorts.models import Cohort, LogEntry, Participant, SignUp
from tests.factories.cohorts import make_cohort, make_participant, make_sign_up
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def act(deed: str, person: int, cohort: int) -> str:
    found = Participant.objects.get(pk=person)
    try:
        if deed == "erase":
            privacy.erase(participant=found, by=None, now=timezone.now())
        else:
            sign_up.request_seat(
                participant=found,
                cohort=Cohort.objects.get(pk=cohort),
                by=None,
                now=timezone.now(),
            )
    except ValidationError as error:
        return str(error.code)
    return "done"


def test_erasing_while_the_person_signs_up_in_many_courses(race: Race) -> None:
    for _round in range(10):
        person = make_participant()
        cohorts = [make_cohort() for _ in range(8)]
        make_sign_up(cohorts[-1], person)

        starters = [("ask", person.pk, cohort.pk) for cohort in cohorts]
        outcomes = race.run(act, [*starters[:4], ("erase", person.pk, 0), *starters[4:]])

        assert [outcome.error for outcome in outcomes] == [""] * 9
        assert {outcome.value for outcome in outcomes} <= {"done", "erased"}
        assert not SignUp.objects.active().filter(participant=person).exists()
        assert Participant.objects.get(pk=person.pk).erased_at is not None


def test_two_who_erase_at_once_erase_once(race: Race) -> None:
    for _round in range(10):
        cohort, person = make_cohort(capacity=1), make_participant()
        make_sign_up(cohort, person)
        waiting = make_sign_up(cohort, state="waiting")
        before = LogEntry.objects.filter(action="cohorts.erase").count()

        outcomes = race.run(act, [("erase", person.pk, 0)] * 4)

        assert [(outcome.value, outcome.error) for outcome in outcomes] == [("done", "")] * 4
        assert LogEntry.objects.filter(action="cohorts.erase").count() - before == 1
        waiting.refresh_from_db()
        assert waiting.state == "offered"


def test_two_people_in_the_same_courses_are_erased_at_once(race: Race) -> None:
    """Locks in one order: nobody waits for ever."""
    for _round in range(10):
        cohorts = [make_cohort(capacity=5) for _ in range(4)]
        people = [make_participant() for _ in range(4)]
        for person in people:
            for cohort in cohorts:
                make_sign_up(cohort, person)

        outcomes = race.run(act, [("erase", person.pk, 0) for person in people])

        assert [(outcome.value, outcome.error) for outcome in outcomes] == [("done", "")] * 4
        assert not SignUp.objects.active().filter(participant__in=people).exists()


def test_a_sign_up_that_slips_in_makes_erasure_begin_again(race: Race) -> None:
    """Its cohort was not locked, and a cohort is never locked after a person."""
    person, cohort = make_participant(), make_cohort()
    locked: list[str] = []

    def slip_in(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "cohorts_participant" in sql and "FOR UPDATE" in sql:
            locked.append(sql)
            if len(locked) == 1:
                thread = Thread(target=ask)
                thread.start()
                thread.join(timeout=10)
        return execute(sql, params, many, context)

    def ask() -> None:
        act("ask", person.pk, cohort.pk)
        connection.close()

    with connection.execute_wrapper(slip_in):
        outcome = privacy.erase(participant=person, by=None, now=timezone.now())

    assert isinstance(outcome, privacy.Erased)
    assert (outcome.sign_ups_ended, len(locked)) == (1, 2)
    assert SignUp.objects.get().state == "cancelled"
