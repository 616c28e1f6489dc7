"""Planning in Berlin wall time."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain.wall_time import Moment, berlin, day_of, is_ambiguous, shifted


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 17, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 16, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 16, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 17, tzinfo=UTC)),
    ],
)
def test_six_in_the_evening_is_summer_or_winter_time(day: date, utc: datetime) -> None:
    assert berlin(day, time(18)) == Moment(utc, is_ambiguous=False)


@pytest.mark.parametrize("wall", [time(2), time(2, 30), time(2, 59)])
def test_time_that_does_not_exist_is_refused(wall: time) -> None:
    with pytest.raises(ValidationError) as refused:
        berlin(date(2027, 3, 28), wall)

    assert refused.value.code == "no_such_time"


@pytest.mark.parametrize("wall", [time(1, 59), time(3)])
def test_times_around_the_gap_exist(wall: time) -> None:
    assert not berlin(date(2027, 3, 28), wall).is_ambiguous


@pytest.mark.parametrize("fold", [0, 1])
def test_ambiguous_time_takes_the_first_reading_and_says_so(fold: int) -> None:
    moment = berlin(date(2026, 10, 25), time(2, 30, fold=fold))

    assert moment == Moment(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), is_ambiguous=True)


@pytest.mark.parametrize(
    ("hour", "minute", "expected"), [(23, 59, False), (0, 0, True), (1, 59, True), (2, 0, False)]
)
def test_ambiguous_are_both_readings_of_the_repeated_hour(
    hour: int, minute: int, *, expected: bool
) -> None:
    day = 24 if hour == 23 else 25

    assert is_ambiguous(datetime(2026, 10, day, hour, minute, tzinfo=UTC)) is expected


def test_shift_across_the_clock_change_keeps_wall_time() -> None:
    summer = berlin(date(2026, 10, 20), time(18)).at

    assert shifted(summer, 7) == berlin(date(2026, 10, 27), time(18))


def test_shift_into_the_gap_is_refused() -> None:
    start = berlin(date(2027, 3, 21), time(2, 30)).at

    with pytest.raises(ValidationError) as refused:
        shifted(start, 7)

    assert refused.value.code == "no_such_time"


def test_day_of_a_late_evening_is_the_berlin_day() -> None:
    assert day_of(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == date(2026, 7, 2)
