"""What the database refuses, whatever the code does."""

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import Attendance, Segment
from tests.factories.attendance import BEGIN, make_attendance, make_list, make_module

pytestmark = pytest.mark.django_db


def test_attendance_is_one_row_per_session_and_person():
    made = make_list()
    make_attendance(made.session, made.people[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        make_attendance(made.session, made.people[0], "absent")
    make_attendance(made.session, made.people[1])

    assert Attendance.objects.count() == 2


@pytest.mark.parametrize(
    ("state", "late", "early"),
    [
        ("partly", 0, 0),
        ("present", 5, 0),
        ("absent", 0, 5),
        ("excused", 5, 0),
        ("asleep", 0, 0),
        ("", 0, 0),
        ("partly", -5, 0),
        ("partly", 5, -5),
    ],
)
def test_attendance_minutes_fit_the_state(state, late, early):
    made = make_list()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_attendance(made.session, made.people[0], state, late_minutes=late, early_minutes=early)


def test_attendance_counts_no_negative_minutes():
    made = make_list()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_attendance(made.session, made.people[0], counted_minutes=-1)


@pytest.mark.parametrize("name", ["session", "participant", "at", "state"])
def test_attendance_needs_session_person_time_and_state(name):
    made = make_list()
    fields = {
        "session": made.session,
        "participant": made.people[0],
        "at": BEGIN,
        "state": "present",
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(**fields | {name: None})


@pytest.mark.parametrize(
    "fields",
    [
        {"minutes": 0},
        {"minutes": -1},
        {"minutes": 1441},
        {"position": 1},
        {"kind": "nap"},
        {"kind": "break", "module": "Grenzen"},
    ],
)
def test_segment_refuses_what_cannot_be(fields):
    made = make_list()
    if "module" in fields:
        fields = fields | {"module": make_module(fields["module"])}

    with pytest.raises(IntegrityError), transaction.atomic():
        Segment.objects.create(
            session=made.session, **{"position": 9, "minutes": 45, "kind": "teaching"} | fields
        )


@pytest.mark.parametrize("minutes", [1, 1440])
def test_segment_allows_one_minute_to_one_day(minutes):
    made = make_list()

    Segment.objects.create(session=made.session, position=9, minutes=minutes)

    assert made.session.segments.count() == 4
