"""Two people join the same rows at the same moment, or sign up while they are being joined."""

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import attendance, joining, seats, sign_up
from cohorts.models import Attendance, Cohort, LogEntry, Participant, Session, SignUp
from home.models import User
from tests.factories.attendance import DURING, make_list
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def join(keep: int, other: int, by: int) -> str:
    rows = {row.pk: row for row in Participant.objects.filter(pk__in=[keep, other])}
    if len(rows) < 2:
        return "gone"
    try:
        joining.join(
            keep=rows[keep],
            other=rows[other],
            by=User.objects.get(pk=by),
            now=NOW,
            reason="Dieselbe",
        )
    except ValidationError as error:
        return str(error.code)
    return "joined"


def ask(person: int, cohort: int) -> str:
    found = Participant.objects.filter(pk=person).first()
    if found is None:
        return "gone"
    try:
        sign_up.request_seat(
            participant=found, cohort=Cohort.objects.get(pk=cohort), by=None, now=NOW
        )
    except ValidationError as error:
        return str(error.code)
    return "signed up"


def mark(session: int, person: int, by: int) -> str:
    found = Participant.objects.filter(pk=person).first()
    if found is None:
        return "gone"
    try:
        attendance.mark(
            session=Session.objects.get(pk=session),
            participant=found,
            state="present",
            seen=None,
            by=User.objects.get(pk=by),
            now=DURING,
        )
    except ValidationError as error:
        return str(error.code)
    return "marked"


def rest(session: int, by: int) -> str:
    """Everybody on the list, in one stroke."""
    try:
        rows = attendance.mark_rest_present(
            session=Session.objects.get(pk=session), by=User.objects.get(pk=by), now=DURING
        )
    except ValidationError as error:
        return str(error.code)
    return f"{len(rows)} marked"


def claim(user: int, *rows: int) -> str:
    try:
        joining.claim(
            user=User.objects.get(pk=user),
            participants=Participant.objects.filter(pk__in=rows),
            now=NOW,
        )
    except ValidationError as error:
        return str(error.code)
    return "claimed"


def either(deed: str, *numbers: int) -> str:
    return {"join": join, "ask": ask, "mark": mark, "rest": rest}[deed](*numbers)


def test_two_coordinators_join_the_same_rows_in_both_directions(race: Race) -> None:
    staff = [make_user().pk, make_user().pk]
    for _round in range(15):
        cohort, carrier = make_cohort(capacity=1), make_carrier()
        make_session(cohort)
        one, two = make_participant(), make_participant()
        make_affiliation(one, carrier)
        make_affiliation(two, carrier)
        make_sign_up(cohort, one)
        make_sign_up(cohort, two, SignUp.State.WAITING)

        outcomes = race.run(join, [(one.pk, two.pk, staff[0]), (two.pk, one.pk, staff[1])] * 2)

        assert [outcome.error for outcome in outcomes] == [""] * 4
        assert sorted(outcome.value for outcome in outcomes) == ["gone"] * 3 + ["joined"]
        left = Participant.objects.get(pk__in=[one.pk, two.pk])
        active = SignUp.objects.active().get(cohort=cohort)
        assert (active.participant, active.state) == (left, SignUp.State.CONFIRMED)
        assert left.affiliations.count() == 1
    assert LogEntry.objects.filter(action="cohorts.join").count() == 15


def test_a_user_claims_the_same_rows_in_several_tabs(race: Race) -> None:
    for _round in range(10):
        user = make_user()
        rows = [make_participant(email=user.email).pk for _ in range(3)]

        outcomes = race.run(claim, [(user.pk, *rows)] * 4)

        assert [outcome.error for outcome in outcomes] == [""] * 4
        assert sorted(outcome.value for outcome in outcomes) == ["claimed"] + ["gone"] * 3
        assert Participant.objects.get(email=user.email).user == user


def test_nobody_loses_a_seat_or_a_mark_while_rows_are_joined(race: Race) -> None:
    staff = make_user()
    for _round in range(15):
        there = make_list(people=2)
        one, two = there.people
        cohort = make_cohort(capacity=1)
        deeds = [
            ("join", one.pk, two.pk, staff.pk),
            ("ask", two.pk, cohort.pk),
            ("ask", one.pk, cohort.pk),
            ("mark", there.session.pk, two.pk, there.trainer.pk),
        ]

        outcomes = race.run(either, deeds)

        assert [outcome.error for outcome in outcomes] == [""] * 4
        joined, second, first, marked = (outcome.value for outcome in outcomes)
        assert (joined, first) == ("joined", "signed up")
        assert second in ("signed up", "gone", "conflict")
        assert list(Participant.objects.filter(pk__in=[one.pk, two.pk])) == [one]
        assert SignUp.objects.active().get(cohort=cohort).participant == one
        assert seats.seats(cohort).held == 1
        rows = Attendance.objects.filter(session=there.session)
        assert [row.participant_id for row in rows] == ([one.pk] if marked == "marked" else [])


def test_marking_a_whole_list_beside_joining_is_told_in_words(race: Race) -> None:
    """All or nothing of the list, and never an error of the database."""
    staff = make_user()
    for _round in range(15):
        there = make_list(people=12)
        one, two = there.people[:2]

        outcomes = race.run(
            either,
            [("join", one.pk, two.pk, staff.pk), ("rest", there.session.pk, there.trainer.pk)],
        )

        assert [outcome.error for outcome in outcomes] == ["", ""]
        joined, marked = (outcome.value for outcome in outcomes)
        left = [person.pk for person in there.people if person != two]
        written = set(
            Attendance.objects.filter(session=there.session).values_list("participant", flat=True)
        )
        assert joined == "joined"
        assert (marked, written) in [
            ("12 marked", set(left)),
            ("11 marked", set(left)),
            ("conflict", set()),
        ]
