"""Substitutes and trainers at the same moment. Only PostgreSQL lets them in at once."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import attendance, substitutions
from cohorts.models import Attendance, LogEntry, Participant, Session, Substitution
from home.models import User
from tests.factories.attendance import DURING, make_list
from tests.factories.teaching import make_substitution
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def mark(session: int, person: int, author: int, state: str, *, stands_in: bool) -> str:
    """The state that was written, or why nothing was."""
    try:
        row = attendance.mark(
            session=Session.objects.get(pk=session),
            participant=Participant.objects.get(pk=person),
            state=state,
            seen=None,
            by=None if stands_in else User.objects.get(pk=author),
            substitution=Substitution.objects.get(pk=author) if stands_in else None,
            now=DURING,
        )
    except ValidationError as error:
        return str(error.code)
    return f"wrote {row.state}"


def do(deed: str, *arguments: int) -> str:
    if deed == "stand in":
        session, person, author = arguments
        return mark(session, person, author, "absent", stands_in=True)
    if deed == "mark":
        session, person, author = arguments
        return mark(session, person, author, "present", stands_in=False)
    number, trainer = arguments
    by = User.objects.get(pk=trainer)
    if deed == "withdraw":
        substitution = Substitution.objects.select_related("session").get(pk=number)
        substitutions.withdraw(substitution=substitution, by=by, now=DURING)
        return "withdrawn"
    session = Session.objects.get(pk=number)
    return substitutions.arrange(session=session, name="Vera Aushilf", by=by, now=DURING).token


def test_nothing_is_written_by_a_link_after_it_was_withdrawn(race: Race) -> None:
    for _round in range(5):
        made = make_list(people=20)
        link = make_substitution(made)
        marks = [("stand in", made.session.pk, person.pk, link.pk) for person in made.people]

        outcomes = race.run(do, [*marks[:10], ("withdraw", link.pk, made.trainer.pk), *marks[10:]])

        assert [one.error for one in outcomes] == [""] * 21
        told = Counter(one.value for one in outcomes)
        written = Attendance.objects.filter(session=made.session).count()
        assert (told["wrote absent"], told["withdrawn"]) == (written, 21 - written)
        entries = LogEntry.objects.filter(object_id=str(made.session.pk)).order_by("pk")
        assert [entry.action for entry in entries] == [
            *["cohorts.attendance"] * written,
            "cohorts.withdraw_substitute",
        ]


def test_substitute_and_trainer_mark_the_same_person_and_one_is_told(race: Race) -> None:
    for _round in range(10):
        made = make_list(people=1)
        person, link = made.people[0].pk, make_substitution(made)

        outcomes = race.run(
            do,
            [
                ("stand in", made.session.pk, person, link.pk),
                ("mark", made.session.pk, person, made.trainer.pk),
            ],
        )

        row = Attendance.objects.get(session=made.session)
        assert [one.error for one in outcomes] == ["", ""]
        assert Counter(one.value for one in outcomes) == {f"wrote {row.state}": 1, "changed": 1}
        assert (row.substitution == link) == (row.state == "absent")
        assert (row.by == made.trainer) == (row.state == "present")


def test_two_taps_at_once_make_one_link(race: Race) -> None:
    for _round in range(10):
        made = make_list(people=0)

        outcomes = race.run(do, [("arrange", made.session.pk, made.trainer.pk)] * 4)

        assert [one.error for one in outcomes] == [""] * 4
        tokens = set(made.session.substitutions.values_list("token", flat=True))
        assert {one.value for one in outcomes} == tokens
        assert len(tokens) == 1
