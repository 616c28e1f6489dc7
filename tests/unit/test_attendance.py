"""Marking, closing and correcting an attendance list."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.domain import attendance, attendance_rules, rosters
from cohorts.models import Attendance, LogEntry, SignUp
from tests.factories.attendance import BEGIN, DURING, make_attendance, make_list
from tests.factories.cohorts import make_participant, make_session, make_sign_up, make_user

pytestmark = pytest.mark.django_db


def mark(made, person=0, state="present", seen=None, now=DURING, **fields):
    return attendance.mark(
        session=made.session,
        participant=made.people[person],
        state=state,
        seen=seen,
        by=fields.pop("by", made.trainer),
        now=now,
        **fields,
    )


def log():
    return [(entry.action, entry.reason, entry.data) for entry in LogEntry.objects.order_by("pk")]


# --- who stands on the list ---------------------------------------------------------------------


def test_roster_is_the_confirmed_people_and_the_guests_of_this_session():
    made = make_list(people=2)
    cohort = made.session.cohort
    guest, stranger = make_participant(full_name="Zita Gast"), make_participant()
    make_sign_up(cohort, guest, session=made.session)
    other = make_session(cohort, starts_at=BEGIN + timedelta(days=7))
    make_sign_up(cohort, stranger, session=other)
    for state in set(SignUp.State.values) - {"confirmed", "dropped_out"}:
        make_sign_up(cohort, state=state)
    make_sign_up(make_session().cohort)

    found = rosters.roster(made.session)

    assert [(e.participant, e.is_guest, e.has_left) for e in found] == [
        (made.people[0], False, False),
        (made.people[1], False, False),
        (guest, True, False),
    ]


def test_roster_keeps_people_who_left_after_the_session_or_were_marked():
    made = make_list(people=4)
    later, before, marked, cancelled = made.people
    SignUp.objects.filter(participant=later).update(
        state="dropped_out", state_since=BEGIN + timedelta(days=1)
    )
    SignUp.objects.filter(participant__in=[before, marked]).update(
        state="dropped_out", state_since=BEGIN - timedelta(days=1)
    )
    SignUp.objects.filter(participant=cancelled).update(state="cancelled")
    make_attendance(made.session, marked)

    found = rosters.roster(made.session)

    assert [(e.participant, e.has_left, e.row is not None) for e in found] == [
        (later, True, False),
        (marked, True, True),
    ]


def test_roster_names_a_person_once_who_came_back():
    made = make_list(people=1)
    SignUp.objects.update(state="dropped_out", state_since=BEGIN + timedelta(days=1))
    make_sign_up(made.session.cohort, made.people[0])

    (entry,) = rosters.roster(made.session)

    assert (entry.participant, entry.has_left) == (made.people[0], False)


@pytest.mark.parametrize(("from_joining", "applies"), [(False, True), (True, False)])
def test_roster_shows_who_joined_later(from_joining, applies):
    made = make_list(people=1)
    made.session.cohort.rule_from_joining = from_joining
    joined = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)  # already the next day in Berlin
    SignUp.objects.update(state_since=joined)

    (entry,) = rosters.roster(made.session)

    assert (entry.joined_on.isoformat(), entry.applies) == ("2026-03-10", applies)


def test_roster_sorts_as_a_german_list():
    made = make_list(people=0)
    for name in ("Zoë", "Öztürk", "Otto", "özil", "Amina"):
        make_sign_up(made.session.cohort, make_participant(full_name=name))

    names = [entry.participant.full_name for entry in rosters.roster(made.session)]

    assert names == ["Amina", "Otto", "özil", "Öztürk", "Zoë"]


@pytest.mark.parametrize("people", [3, 15])
def test_roster_needs_three_queries(people):
    made = make_list(people=people)
    for participant in made.people:
        make_attendance(made.session, participant, by=made.trainer)

    with CaptureQueriesContext(connection) as queries:
        found = rosters.roster(made.session)
        names = {(entry.participant.full_name, str(entry.row.by)) for entry in found}

    assert len(names) == people
    assert len(queries) == 3


@pytest.mark.parametrize("sessions", [1, 5])
def test_progress_counts_many_lists_in_three_queries(sessions):
    lists = [make_list(people=3) for _ in range(sessions)]
    for made in lists:
        make_attendance(made.session, made.people[0])
        make_sign_up(made.session.cohort, session=made.session)

    with CaptureQueriesContext(connection) as queries:
        found = rosters.progress([made.session for made in lists])

    assert {(one.marked, one.total, one.unmarked) for one in found.values()} == {(1, 4, 3)}
    assert len(queries) == 3


# --- marking ------------------------------------------------------------------------------------


def test_mark_writes_one_row_and_one_entry_of_the_log():
    made = make_list()

    row = mark(made, state="partly", late_minutes=20)

    assert list(
        Attendance.objects.values_list(
            "participant", "state", "late_minutes", "early_minutes", "by", "at", "source"
        )
    ) == [(made.people[0].pk, "partly", 20, 0, made.trainer.pk, DURING, "trainer")]
    assert row.counted_minutes is None
    assert log() == [
        ("cohorts.attendance", "", {"deed": "mark", "participants": [made.people[0].pk]})
    ]


def test_mark_again_the_same_changes_nothing():
    """A request that is sent twice, because its answer got lost."""
    made = make_list()
    first = mark(made)

    again = mark(made, seen=None, now=DURING + timedelta(minutes=1))

    assert (again.pk, again.at) == (first.pk, DURING)
    assert len(log()) == 1


def test_mark_changes_a_row_that_was_seen_as_it_is():
    made = make_list()
    first = mark(made)

    second = mark(made, state="absent", seen=first.at, now=DURING + timedelta(minutes=1))

    assert (second.pk, second.state) == (first.pk, "absent")
    assert Attendance.objects.get().state == "absent"


def test_mark_is_always_later_than_what_it_changes():
    """Two changes in one moment, or a server whose clock is behind, are still told apart."""
    made = make_list()
    first = mark(made)

    second = mark(made, state="absent", seen=first.at, now=DURING - timedelta(hours=1))

    assert second.at == DURING + timedelta(microseconds=1)


@pytest.mark.parametrize("seen", [None, DURING - timedelta(minutes=5)])
def test_mark_never_overwrites_what_was_not_seen(seen):
    made = make_list()
    mark(made, by=make_user())

    with pytest.raises(attendance.ChangedMeanwhile) as refused:
        mark(made, state="absent", seen=seen, now=DURING + timedelta(minutes=1))

    assert refused.value.row.state == "present"
    assert Attendance.objects.get().state == "present"


def test_mark_notices_that_somebody_took_the_row_back():
    made = make_list()
    first = mark(made)
    attendance.unmark(
        session=made.session, participant=made.people[0], seen=first.at, by=make_user(), now=DURING
    )

    with pytest.raises(attendance.ChangedMeanwhile) as refused:
        mark(made, state="absent", seen=first.at)

    assert refused.value.row is None
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("state", "late", "early"),
    [
        ("partly", 0, 0),
        ("partly", -5, 10),
        ("partly", 100, 95),
        ("partly", 195, 0),
        ("present", 5, 0),
        ("absent", 0, 5),
        ("excused", 5, 5),
        ("", 0, 0),
        ("asleep", 0, 0),
    ],
)
def test_mark_refuses_minutes_that_do_not_fit(state, late, early):
    made = make_list()

    with pytest.raises(ValidationError):
        mark(made, state=state, late_minutes=late, early_minutes=early)

    assert not Attendance.objects.exists()


def test_mark_refuses_people_who_are_not_on_the_list():
    made, other = make_list(), make_list()
    waiting = make_sign_up(made.session.cohort, state="waiting").participant

    for participant in (other.people[0], waiting):
        with pytest.raises(ValidationError) as refused:
            attendance.mark(
                session=made.session,
                participant=participant,
                state="present",
                seen=None,
                by=made.trainer,
                now=DURING,
            )
        assert refused.value.code == "not_on_list"

    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (datetime(2026, 3, 2, 22, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 2, 23, 0, tzinfo=UTC), True),  # midnight in Berlin
        (BEGIN + timedelta(days=30), True),
    ],
)
def test_list_opens_at_midnight_in_berlin_on_the_day(now, opens):
    made = make_list()

    refusal = attendance_rules.why_not_now(made.session, now=now)

    assert (refusal is None) is opens
    assert opens or refusal.code == "too_early"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"status": "cancelled"}, "cancelled"), ({"closed_at": BEGIN}, "closed")],
)
def test_no_deed_touches_a_list_that_is_not_open(change, code):
    made = make_list()
    row = make_attendance(made.session, made.people[1])
    type(made.session).objects.filter(pk=made.session.pk).update(**change)
    session = {"session": made.session, "by": made.trainer, "now": DURING}
    # made.session does not know yet: what counts is what stands in the database.

    for deed in (
        lambda: mark(made),
        lambda: attendance.unmark(participant=made.people[1], seen=row.at, **session),
        lambda: attendance.mark_rest_present(**session),
    ):
        with pytest.raises(ValidationError) as refused:
            deed()
        assert refused.value.code == code

    assert Attendance.objects.count() == 1


def test_unmark_takes_back_only_what_was_seen():
    made = make_list()
    row = mark(made)
    deed = {"session": made.session, "participant": made.people[0], "by": made.trainer}

    with pytest.raises(attendance.ChangedMeanwhile):
        attendance.unmark(seen=DURING - timedelta(minutes=1), now=DURING, **deed)
    attendance.unmark(seen=row.at, now=DURING, **deed)
    attendance.unmark(seen=row.at, now=DURING, **deed)  # sent twice

    assert not Attendance.objects.exists()
    assert [data["deed"] for _, _, data in log()] == ["mark", "unmark"]


def test_mark_rest_present_fills_only_unmarked_people():
    made = make_list(people=5)
    mark(made, 0, "absent")
    mark(made, 1, "partly", early_minutes=30)
    SignUp.objects.filter(participant=made.people[4]).update(
        state="dropped_out", state_since=BEGIN + timedelta(hours=1)
    )

    rows = attendance.mark_rest_present(session=made.session, by=made.coordinator, now=DURING)

    assert {row.participant for row in rows} == {made.people[2], made.people[3]}
    assert dict(Attendance.objects.values_list("participant", "state")) == {
        made.people[0].pk: "absent",
        made.people[1].pk: "partly",
        made.people[2].pk: "present",
        made.people[3].pk: "present",
    }
    assert log()[-1][2] == {
        "deed": "mark_rest_present",
        "participants": [made.people[2].pk, made.people[3].pk],
    }


def test_mark_rest_present_leaves_people_alone_who_were_not_on_the_screen():
    made = make_list(people=3)

    attendance.mark_rest_present(
        session=made.session, by=made.trainer, now=DURING, only={made.people[1].pk, 999_999}
    )

    assert [row.participant for row in Attendance.objects.all()] == [made.people[1]]


def test_mark_rest_present_twice_writes_one_entry_of_the_log():
    made = make_list(people=2)
    for _ in range(2):
        attendance.mark_rest_present(session=made.session, by=made.trainer, now=DURING)

    assert Attendance.objects.count() == 2
    assert len(log()) == 1
