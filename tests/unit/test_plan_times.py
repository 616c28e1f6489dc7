"""A seminar plan laid over the time that there is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cohorts.domain.plan_times import Slot, after, lay
from curriculum.domain.teaching import TeachingStep

BEGIN = datetime(2026, 3, 3, 17, tzinfo=UTC)  # 18:00 in Berlin
BERLIN = ZoneInfo("Europe/Berlin")


def step(minutes: int, aim: str = "", *, is_break: bool = False) -> TeachingStep:
    return TeachingStep(minutes, aim or f"{minutes}", is_break=is_break)


def slot(key: int, minutes: int, hour: int = 0, *, has_breaks: bool = False) -> Slot:
    return Slot(key, BEGIN + timedelta(hours=hour), minutes, has_breaks)


def times(rows) -> list[tuple[str, str, int]]:
    return [
        (row.step.aim, row.begins.astimezone(BERLIN).strftime("%H:%M"), row.minutes) for row in rows
    ]


def test_rows_follow_each_other_from_the_beginning_of_the_slot():
    laid = lay([step(20, "Ankommen"), step(70, "Reden")], [slot(1, 90)])

    assert times(laid.rows[1]) == [("Ankommen", "18:00", 20), ("Reden", "18:20", 70)]
    assert [row.ends for row in laid.rows[1]] == [
        BEGIN + timedelta(minutes=20),
        BEGIN + timedelta(minutes=90),
    ]
    assert (laid.plan_minutes, laid.time_minutes, laid.fits, laid.left) == (90, 90, True, ())


def test_row_goes_on_in_the_next_slot():
    laid = lay([step(60, "Reden"), step(40, "Üben")], [slot(1, 75), slot(2, 45, hour=2)])

    assert [(r.step.aim, r.minutes, r.is_continued, r.is_whole) for r in laid.rows[1]] == [
        ("Reden", 60, False, True),
        ("Üben", 15, False, False),
    ]
    assert [(r.step.aim, r.minutes, r.is_continued, r.is_whole) for r in laid.rows[2]] == [
        ("Üben", 25, True, False)
    ]
    assert times(laid.rows[2]) == [("Üben", "20:00", 25)]
    assert (laid.plan_minutes, laid.time_minutes) == (100, 120)


def test_plan_that_is_too_long_says_what_has_no_time():
    laid = lay([step(60, "Reden"), step(40, "Üben"), step(15, "Schluss")], [slot(1, 90)])

    assert times(laid.rows[1]) == [("Reden", "18:00", 60), ("Üben", "19:00", 30)]
    assert [one.aim for one in laid.left] == ["Schluss"]
    assert (laid.plan_minutes, laid.time_minutes, laid.fits) == (115, 90, False)


def test_break_of_the_plan_is_held_where_the_session_has_none():
    steps = [step(30), step(15, "Pause", is_break=True), step(30)]

    laid = lay(steps, [slot(1, 75)])

    assert times(laid.rows[1]) == [("30", "18:00", 30), ("Pause", "18:30", 15), ("30", "18:45", 30)]
    assert laid.fits


@pytest.mark.parametrize(
    "slots",
    [
        [slot(1, 30, has_breaks=True), slot(2, 30, hour=1, has_breaks=True)],
        [slot(1, 60, has_breaks=True)],
        [slot(1, 30), slot(2, 30, hour=1)],  # it would fall between two evenings
    ],
)
def test_break_of_the_plan_gives_way_to_the_breaks_of_the_session(slots):
    steps = [step(30, "Vor"), step(15, "Pause", is_break=True), step(30, "Nach")]

    laid = lay(steps, slots)

    assert [row.step.aim for one in slots for row in laid.rows[one.key]] == ["Vor", "Nach"]
    assert (laid.plan_minutes, laid.fits, laid.left) == (60, True, ())


def test_plan_without_time_and_time_without_plan():
    assert lay([step(30)], []).left == (step(30),)
    assert lay([], [slot(1, 45)]).rows == {1: ()}
    assert lay([step(0, "Lücke"), step(45)], [slot(1, 45)]).fits


def test_minutes_are_elapsed_minutes_in_the_night_of_the_clock_change():
    """On 25 October 2026 at 03:00 the clocks go back to 02:00."""
    begin = datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN)

    laid = lay([step(60), step(60), step(60)], [Slot(1, begin, 180)])

    assert [row.begins for row in laid.rows[1]] == [
        datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ]
    assert [time for _aim, time, _minutes in times(laid.rows[1])] == ["01:30", "02:30", "02:30"]
    assert after(begin, 180) == datetime(2026, 10, 25, 2, 30, tzinfo=UTC)
