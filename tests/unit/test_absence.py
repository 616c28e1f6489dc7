"""“I cannot come”: who may say so, when, and that it only tells."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from cohorts.domain import absence, attendance, rosters
from cohorts.models import AbsenceNotice, Attendance, LogEntry, Session, SignUp
from tests.factories.attendance import BEGIN, DURING, make_list
from tests.factories.cohorts import (
    NOW,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)

pytestmark = pytest.mark.django_db
State = SignUp.State


def test_tell_is_one_notice_and_one_entry_and_can_be_taken_back() -> None:
    user = make_user()
    person = make_participant(user=user)
    session = make_session()
    make_sign_up(session.cohort, person)

    absence.tell(participant=person, session=session, now=NOW, by=user)
    absence.tell(participant=person, session=session, now=NOW, by=user)

    assert AbsenceNotice.objects.get().participant == person
    assert absence.told_by(person, [session]) == {session.pk}
    assert absence.told_for(session) == {person.pk}
    absence.take_back(participant=person, session=session, now=NOW)
    absence.take_back(participant=person, session=session, now=NOW)
    assert absence.told_for(session) == set()
    entries = LogEntry.objects.filter(action="cohorts.absence").order_by("pk")
    assert [(entry.user, entry.carrier, entry.data) for entry in entries] == [
        (user, session.cohort.organiser, {"deed": "tell", "participant": person.pk}),
        (None, session.cohort.organiser, {"deed": "take_back", "participant": person.pk}),
    ]


def test_tell_works_for_guests_of_the_session_and_until_its_end() -> None:
    session = make_session(guest_capacity=1)
    guest = make_sign_up(session.cohort, session=session).participant

    absence.tell(participant=guest, session=session, now=session.ends_at - timedelta(minutes=1))

    assert absence.told_for(session) == {guest.pk}


@pytest.mark.parametrize(
    ("state", "fields", "later", "code"),
    [
        (State.WAITING, {}, 0, "no_seat"),
        (State.OFFERED, {}, 0, "no_seat"),
        (State.CANCELLED, {}, 0, "no_seat"),
        (State.CONFIRMED, {"status": Session.Status.CANCELLED}, 0, "cancelled"),
        (State.CONFIRMED, {}, 22, "over"),
    ],
)
def test_tell_refuses_without_seat_and_for_what_is_cancelled_or_over(
    state: str, fields: dict[str, object], later: int, code: str
) -> None:
    session = make_session(**fields)
    person = make_sign_up(session.cohort, state=state).participant

    with pytest.raises(ValidationError) as refusal:
        absence.tell(participant=person, session=session, now=NOW + timedelta(days=later))

    assert refusal.value.code == code
    assert AbsenceNotice.objects.count() == 0


def test_tell_refuses_a_seat_elsewhere() -> None:
    cohort = make_cohort()
    session, guests = make_session(cohort), make_session(cohort, guest_capacity=1)
    person = make_sign_up(cohort, session=guests).participant
    make_sign_up(make_cohort(), person)

    with pytest.raises(ValidationError) as refusal:
        absence.tell(participant=person, session=session, now=NOW)

    assert refusal.value.code == "no_seat"


def test_take_back_is_refused_when_it_is_over() -> None:
    session = make_session()
    person = make_sign_up(session.cohort).participant
    absence.tell(participant=person, session=session, now=NOW)

    with pytest.raises(ValidationError) as refusal:
        absence.take_back(participant=person, session=session, now=session.ends_at)

    assert refusal.value.code == "over"
    assert absence.told_for(session) == {person.pk}


def test_the_rest_is_there_except_those_who_told_that_they_cannot_come() -> None:
    there = make_list(people=3)
    away = there.people[1]
    absence.tell(participant=away, session=there.session, now=BEGIN)

    rows = attendance.mark_rest_present(session=there.session, by=there.trainer, now=DURING)

    assert {row.participant for row in rows} == {there.people[0], there.people[2]}
    assert not Attendance.objects.filter(participant=away).exists()


def test_the_trainer_still_marks_somebody_who_came_after_all() -> None:
    there = make_list(people=1)
    absence.tell(participant=there.people[0], session=there.session, now=BEGIN)

    attendance.mark(
        session=there.session,
        participant=there.people[0],
        state="present",
        seen=None,
        by=there.trainer,
        now=DURING,
    )

    assert Attendance.objects.get().state == "present"


@pytest.mark.parametrize("people", [1, 5])
def test_the_roster_knows_the_notices_in_one_query_more(
    people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    there = make_list(people=people)
    absence.tell(participant=there.people[0], session=there.session, now=BEGIN)

    with django_assert_num_queries(3):
        entries = rosters.roster(there.session)

    assert [entry.has_cancelled for entry in entries] == [True] + [False] * (people - 1)
