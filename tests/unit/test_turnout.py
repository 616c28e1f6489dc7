"""Attendance over the sessions of a course: who counts where, and who may see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.domain import rosters, turnout
from cohorts.models import Cohort, Participant, Session
from tests.factories.attendance import AFTER, BEGIN, make_attendance, make_list
from tests.factories.cohorts import (
    make_carrier,
    make_coordinator,
    make_session,
    make_trainer,
    make_user,
)

pytestmark = pytest.mark.django_db


def figures(user, made, now=AFTER):
    return [
        (one.session, one.present, one.partly, one.missing, one.unmarked)
        for one in turnout.of_course(user, made.session.cohort, now=now)
    ]


def test_turnout_counts_by_what_was_entered():
    made = make_list(people=7)
    for person, state in zip(
        made.people, ("present", "present", "partly", "absent", "excused"), strict=False
    ):
        late = 30 if state == "partly" else 0
        make_attendance(made.session, person, state, late_minutes=late)

    (one,) = turnout.of_course(made.trainer, made.session.cohort, now=AFTER)

    assert (one.present, one.partly, one.missing, one.unmarked) == (2, 1, 2, 2)
    assert (one.came, one.total) == (3, 7)


def test_turnout_leaves_out_what_is_ahead_cancelled_or_foreign():
    made = make_list(people=2)
    other = make_list(people=2)
    make_session(made.session.cohort, starts_at=AFTER + timedelta(days=7))
    make_session(made.session.cohort, starts_at=BEGIN, status=Session.Status.CANCELLED)
    for person in other.people:
        make_attendance(other.session, person)

    found = turnout.sessions_kept(
        made.coordinator, cohorts=[made.session.cohort_id, other.session.cohort_id], now=AFTER
    )

    assert found == [made.session]


def test_courses_stand_by_title():
    last, first = make_list(people=1), make_list(people=1)
    Cohort.objects.filter(pk=first.session.cohort_id).update(title="Kurs Aarbergen")
    sessions = list(Session.objects.order_by("pk"))

    courses = turnout.by_course(sessions, rosters.progress(sessions))

    assert [(cohort.title, [one.session for one in turnouts]) for cohort, turnouts in courses] == [
        ("Kurs Aarbergen", [first.session]),
        ("Kurs Wetzlar", [last.session]),
    ]


def test_trainers_see_their_own_sessions_only():
    made = make_list(people=2)
    mine = make_session(made.session.cohort, starts_at=BEGIN + timedelta(hours=1))
    trainer = make_trainer(mine, make_user())

    assert [row[0] for row in figures(trainer, made)] == [mine]
    assert [row[0] for row in figures(made.coordinator, made)] == [made.session, mine]


def test_nobody_else_sees_any():
    made = make_list(people=2)
    stranger = make_coordinator(make_list().session.cohort.organiser)
    # May see the course and its totals, but keeps none of its lists.
    centre = make_coordinator(make_carrier(is_centre=True))

    assert figures(stranger, made) == []
    assert Session.objects.visible_to(centre).contains(made.session)
    assert figures(centre, made) == []


def test_people_who_asked_for_erasure_are_not_counted():
    made = make_list(people=3)
    for person in made.people:
        make_attendance(made.session, person)
    Participant.objects.filter(pk=made.people[0].pk).update(restricted_since=BEGIN)

    assert figures(made.coordinator, made) == [(made.session, 2, 0, 0, 0)]


@pytest.mark.parametrize("sessions", [1, 5])
def test_turnout_needs_the_same_queries_for_any_number_of_sessions(sessions):
    made = make_list(people=3)
    for hours in range(1, sessions):
        make_session(made.session.cohort, starts_at=BEGIN + timedelta(hours=hours))
    make_attendance(made.session, made.people[0])

    with CaptureQueriesContext(connection) as queries:
        rows = figures(made.coordinator, made)

    assert len(rows) == sessions
    assert len(queries) == 5
