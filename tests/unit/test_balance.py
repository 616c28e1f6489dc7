"""The balance: attended by planned, in minutes."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.domain import balance
from cohorts.domain.balance import Forecast, Status
from cohorts.domain.lessons import Lesson, Mark
from cohorts.domain.presence import Piece
from cohorts.models import CohortModule, SignUp
from tests.factories.attendance import BEGIN, make_attendance, make_list, make_module, teach
from tests.factories.cohorts import (
    make_cohort,
    make_participant,
    make_segment,
    make_session,
    make_sign_up,
)
from tests.factories.curriculum import make_programme

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def lesson(minutes, mark=None, *, days=-1, **fields):
    """A session of so many counted minutes, some days from NOW."""
    begin = NOW + timedelta(days=days)
    fields = {"is_closed": days < 0} | fields
    return Lesson(
        title="Termin",
        starts_at=begin,
        ends_at=begin + timedelta(minutes=minutes),
        pieces=fields.pop("pieces", (Piece(minutes),)),
        mark=Mark(*mark) if mark else None,
        **fields,
    )


def assess(*lessons, **rules):
    return balance.assess(lessons, **{"percent": 80, "now": NOW} | rules)


def test_assess_reads_like_the_sentence_of_the_example():
    found = assess(lesson(15 * 45, ("present",)), lesson(9 * 45, days=3))

    assert found.forecast is Forecast.REACHABLE
    assert (found.attended_units, found.planned_units) == (Decimal(15), Decimal(24))
    assert found.needed_units == Decimal("19.2")
    assert found.to_come_units == Decimal(9)
    assert (found.may_miss, found.may_miss_units) == (216, 4)
    assert found.missing == 189


@pytest.mark.parametrize(
    ("attended", "forecast"),
    [
        (799, Forecast.OUT_OF_REACH),
        (800, Forecast.REACHED),  # exactly at the percentage
        (801, Forecast.REACHED),
    ],
)
def test_assess_compares_exactly_at_the_percentage(attended, forecast):
    found = assess(lesson(attended, ("present",)), lesson(1000 - attended, ("absent",)))

    assert found.needed == 800
    assert found.forecast is forecast


@pytest.mark.parametrize(("to_come", "forecast"), [(99, "out_of_reach"), (100, "reachable")])
def test_assess_is_reachable_as_long_as_the_rest_suffices(to_come, forecast):
    found = assess(
        lesson(700, ("present",)), lesson(300 - to_come, ("absent",)), lesson(to_come, days=1)
    )

    assert found.forecast == forecast


def test_needed_rounds_up_and_may_miss_rounds_down():
    found = assess(lesson(500, ("present",)), lesson(101, days=1), percent=75)

    assert found.needed == 451  # 450.75 minutes
    assert found.may_miss == 101
    assert found.needed_units == Decimal("10.1")  # 10.02
    assert found.may_miss_units == 2  # 2.24


def test_needed_minute_is_the_first_that_reaches():
    """For any plan and percentage, `needed` reaches and one minute less does not."""
    for planned in range(1, 400, 7):
        for percent in (1, 33, 75, 80, 99, 100):
            needed = assess(lesson(planned), percent=percent).needed

            assert needed * 100 >= percent * planned
            assert (needed - 1) * 100 < percent * planned


def test_units_are_never_added_up():
    """Three times 53 minutes is 3.5 units, not three times 1.1; and 1.17 is not yet 1.2."""
    found = assess(*(lesson(53, ("present",)) for _ in range(3)))

    assert [row.attended_units for row in found.rows] == [Decimal("1.1")] * 3
    assert found.attended_units == Decimal("3.5")
    assert found.attended == 159


@pytest.mark.parametrize(
    ("given", "status", "attended"),
    [
        (lesson(90, ("present",)), Status.PRESENT, 90),
        (lesson(90, ("partly", 30, 0)), Status.PARTLY, 60),
        (lesson(90, ("partly", 30, 0, 55)), Status.PARTLY, 55),  # fixed when the list was closed
        (lesson(90, ("absent",)), Status.ABSENT, 0),
        (lesson(90, ("excused",)), Status.EXCUSED, 0),
        (lesson(90), Status.UNMARKED, 0),
        (lesson(90, is_closed=False), Status.PENDING, 0),
        (lesson(90, days=1), Status.TO_COME, 0),
    ],
)
def test_assess_counts_each_session_by_its_mark(given, status, attended):
    found = assess(given)

    (row,) = found.rows
    assert (row.status, row.attended, row.planned) == (status, attended, 90)
    assert found.planned == 90
    assert found.to_come == (90 if status is Status.TO_COME else 0)
    assert found.pending == (90 if status is Status.PENDING else 0)


def test_cancelled_sessions_count_nowhere_but_are_shown():
    found = assess(lesson(90, ("present",)), lesson(90, ("present",), is_cancelled=True))

    assert found.planned == found.attended == 90
    assert [row.status for row in found.rows] == [Status.PRESENT, Status.CANCELLED]


def test_planned_is_the_same_for_everybody():
    lengths = (90, 135, 180)

    everything = assess(*(lesson(m, ("present",)) for m in lengths))
    nothing = assess(*(lesson(m, ("excused",)) for m in lengths))
    late_comer = assess(*(lesson(m) for m in lengths), joined_at=NOW)

    assert everything.planned == nothing.planned == late_comer.planned == 405
    assert [row.status for row in late_comer.rows] == [Status.BEFORE_JOINING] * 3
    assert late_comer.forecast is Forecast.OUT_OF_REACH


def test_sessions_before_joining_are_left_out_if_the_cohort_counts_from_joining():
    found = assess(
        lesson(90, days=-9),
        lesson(90, ("present",), days=-2),
        from_joining=True,
        joined_at=NOW - timedelta(days=5),
    )

    assert (found.planned, found.attended, found.forecast) == (90, 90, Forecast.REACHED)
    assert [(row.status, row.counts) for row in found.rows] == [
        (Status.BEFORE_JOINING, False),
        (Status.PRESENT, True),
    ]


def test_presence_before_joining_counts_all_the_same():
    """Somebody entered afterwards from the paper list was there."""
    found = assess(lesson(90, ("present",)), from_joining=True, joined_at=NOW)

    assert (found.planned, found.attended) == (90, 90)


@pytest.mark.parametrize(("counts", "planned", "needed"), [(False, 90, 72), (True, 135, 108)])
def test_electives_add_to_attended_and_only_by_rule_to_planned(counts, planned, needed):
    pieces = (Piece(90, module=1), Piece(45, module=2))

    found = assess(
        lesson(135, ("present",), pieces=pieces),
        electives=frozenset({2}),
        counts_electives=counts,
    )

    assert (found.attended, found.planned, found.needed) == (135, planned, needed)


def test_without_a_plan_nothing_is_reached():
    found = assess()

    assert not found.has_plan
    assert found.forecast is Forecast.REACHABLE
    assert (found.needed, found.may_miss) == (0, 0)


def test_may_miss_is_never_more_than_what_comes():
    found = assess(lesson(450, ("present",)), lesson(45, days=1))

    assert found.forecast is Forecast.REACHED
    assert found.may_miss == 45


@pytest.mark.parametrize(
    ("ahead", "sessions"),
    [
        ((360, 360), 0),  # 216 minutes may be missed, and no session is as short as that
        ((135, 90, 495), 0),  # which one is missed is open: the longest counts
        ((108, 108, 108, 108, 108, 108, 72), 2),
    ],
)
def test_whole_sessions_that_may_be_missed_are_counted_from_the_longest(ahead, sessions):
    done = lesson(1080 - sum(ahead), ("present",))

    found = assess(done, *(lesson(minutes, days=3) for minutes in ahead))

    assert (found.may_miss, found.may_miss_sessions) == (216, sessions)


def test_missed_is_what_is_over_and_was_not_attended_at_all():
    found = assess(
        lesson(90, ("present",)),
        lesson(135, ("absent",)),
        lesson(45, ("excused",)),
        lesson(60),  # closed without a mark
        lesson(70, is_closed=False),  # over, not entered yet
        lesson(80, ("absent",), is_cancelled=True),
        lesson(100, days=3),
    )

    assert (found.missed, found.missed_units) == (240, Decimal("5.3"))


def test_rows_explain_the_numbers():
    found = assess(
        lesson(90, ("present",), days=-4),
        lesson(90, ("partly", 20, 10), days=-3),
        lesson(90, ("excused",), days=-2),
        lesson(90, days=2),
    )

    assert sum(row.planned for row in found.rows) == found.planned
    assert sum(row.attended for row in found.rows) == found.attended
    assert [row.starts_at for row in found.rows] == sorted(row.starts_at for row in found.rows)


@pytest.mark.django_db
def test_of_reads_sessions_segments_and_marks_of_this_person_only():
    made = make_list(people=2)
    other = make_session(made.session.cohort, starts_at=BEGIN + timedelta(days=20))
    make_segment(other, minutes=90)
    make_attendance(made.session, made.people[0], "partly", late_minutes=95)
    make_attendance(made.session, made.people[1])
    sign_up = SignUp.objects.get(participant=made.people[0])

    found = balance.of(sign_up, now=NOW)

    assert (found.planned, found.attended, found.to_come) == (270, 90, 90)
    assert found.forecast is Forecast.OUT_OF_REACH


@pytest.mark.django_db
def test_of_leaves_electives_of_this_cohort_out_of_planned():
    made = make_list(people=1)
    must, may = make_module("Grenzen"), make_module("Stadtgang")
    teach(made.session, must, may)
    for module, obligatory in ((must, True), (may, False)):
        CohortModule.objects.create(
            cohort=made.session.cohort, module=module, planned_minutes=90, obligatory=obligatory
        )
    make_attendance(made.session, made.people[0])

    found = balance.of(SignUp.objects.get(), now=NOW)

    assert (found.planned, found.attended) == (90, 180)


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 5])
def test_of_sign_ups_needs_four_queries(people):
    made = make_list(people=people)
    for participant in made.people:
        make_attendance(made.session, participant)
    sign_ups = list(SignUp.objects.select_related("cohort"))

    with CaptureQueriesContext(connection) as queries:
        found = balance.of_sign_ups(sign_ups, now=NOW)

    assert {one.attended for one in found.values()} == {180}
    assert len(found) == people
    assert len(queries) == 4


@pytest.mark.django_db
def test_of_sign_ups_knows_no_balance_for_guests():
    made = make_list(people=0)
    guest = make_sign_up(made.session.cohort, make_participant(), session=made.session)

    assert balance.of_sign_ups([guest], now=NOW) == {}


@pytest.mark.django_db
def test_of_sees_a_certificate_only_for_a_course_of_a_programme():
    programme = make_programme()
    run, single = make_sign_up(make_cohort(programme=programme)), make_sign_up(make_cohort())

    found = balance.of_sign_ups([run, single], now=NOW)

    assert (found[run.pk].certificate, found[single.pk].certificate) == (True, False)
