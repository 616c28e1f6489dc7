"""Trainers who mark at the same moment. Only PostgreSQL lets them in at once."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import attendance
from cohorts.models import Attendance, LogEntry, Participant, Session
from home.models import User
from tests.factories.attendance import AFTER, DURING, make_attendance, make_list
from tests.factories.cohorts import make_trainer
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def mark(session: int, person: int, trainer: int, state: str, seen: str | None = None) -> str:
    """The state that was written, or why nothing was."""
    try:
        row = attendance.mark(
            session=Session.objects.get(pk=session),
            participant=Participant.objects.get(pk=person),
            state=state,
            seen=DURING if seen else None,
            by=User.objects.get(pk=trainer),
            now=AFTER,
        )
    except ValidationError as error:
        return str(error.code)
    return f"wrote {row.state}"


def fill(session: int, trainer: int) -> int:
    return len(
        attendance.mark_rest_present(
            session=Session.objects.get(pk=session),
            by=User.objects.get(pk=trainer),
            now=AFTER,
        )
    )


def close(session: int, trainer: int) -> str:
    attendance.close(
        session=Session.objects.get(pk=session), by=User.objects.get(pk=trainer), now=AFTER
    )
    return "closed"


def do(deed: str, *arguments: int) -> tuple[str | int, int | str]:
    """Who was marked, or which deed it was, and what came of it."""
    if deed == "mark":
        session, person, trainer = arguments
        return person, mark(session, person, trainer, "absent")
    return deed, {"fill": fill, "close": close}[deed](*arguments)


def test_two_trainers_mark_different_people_and_lose_nothing(race: Race) -> None:
    made = make_list(people=40)
    trainers = [made.trainer.pk, make_trainer(made.session).pk]

    outcomes = race.run(
        mark,
        [
            (made.session.pk, person.pk, trainers[number % 2], "present")
            for number, person in enumerate(made.people)
        ],
    )

    assert [(one.value, one.error) for one in outcomes] == [("wrote present", "")] * 40
    assert Attendance.objects.count() == LogEntry.objects.count() == 40


@pytest.mark.parametrize("seen", [None, "before"])
def test_two_trainers_mark_the_same_person_and_one_is_told(race: Race, seen: str | None) -> None:
    """The first row of a person, and a row that both have seen."""
    for _round in range(20):
        made = make_list(people=1)
        person = made.people[0]
        if seen:
            make_attendance(made.session, person, "excused", at=DURING)
        trainers = [made.trainer.pk, make_trainer(made.session).pk]

        outcomes = race.run(
            mark,
            [
                (made.session.pk, person.pk, trainers[0], "present", seen),
                (made.session.pk, person.pk, trainers[1], "absent", seen),
            ],
        )

        row = Attendance.objects.get(session=made.session)
        assert [one.error for one in outcomes] == ["", ""]
        assert Counter(one.value for one in outcomes) == {f"wrote {row.state}": 1, "changed": 1}


def test_the_rest_is_there_beside_single_marks(race: Race) -> None:
    for _round in range(10):
        made = make_list(people=20)
        missing = {person.pk for person in made.people[::4]}
        marks = [("mark", made.session.pk, person, made.coordinator.pk) for person in missing]

        outcomes = race.run(do, [*marks, *[("fill", made.session.pk, made.trainer.pk)] * 2])

        states = dict(
            Attendance.objects.filter(session=made.session).values_list("participant", "state")
        )
        assert [one.error for one in outcomes] == [""] * len(outcomes)
        told = dict(one.value for one in outcomes)
        absent = {person for person in missing if told[person] == "wrote absent"}
        assert states == {p.pk: "absent" if p.pk in absent else "present" for p in made.people}


def test_closing_beside_marks_leaves_no_row_without_its_minutes(race: Race) -> None:
    for _round in range(10):
        made = make_list(people=20)
        marks = [("mark", made.session.pk, p.pk, made.trainer.pk) for p in made.people]

        outcomes = race.run(do, [*marks, ("close", made.session.pk, made.coordinator.pk)])

        rows = Attendance.objects.filter(session=made.session)
        assert [one.error for one in outcomes] == [""] * 21
        values = Counter(result for _, result in (one.value for one in outcomes))
        assert values["wrote absent"] + values["closed"] == 21
        assert not rows.filter(counted_minutes__isnull=True).exists()
        assert LogEntry.objects.get(
            action="cohorts.close", object_id=str(made.session.pk)
        ).data == {"marked": rows.count()}
