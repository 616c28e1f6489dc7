from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from cohorts.domain import seats
from cohorts.domain.seats import Dates, Seats
from tests.factories.cohorts import NOW, make_cohort, make_session, make_sign_up

HOUR = timedelta(hours=1)
Span = tuple[datetime, datetime]


@pytest.mark.parametrize(
    ("counted", "free", "is_full", "is_few"),
    [
        (Seats(5, 0, 0), 5, False, False),
        (Seats(5, 2, 0), 3, False, True),
        (Seats(5, 4, 0), 1, False, True),
        (Seats(5, 5, 0), 0, True, False),
        (Seats(5, 5, 2), 0, True, False),
        (Seats(5, 4, 1), 0, True, False),  # the free one belongs to the line
        (Seats(5, 6, 0), 0, True, False),  # staff let one in beyond
        (Seats(0, 0, 0), 0, True, False),
    ],
)
def test_seats_tell_what_is_free(counted: Seats, free: int, is_full: bool, is_few: bool) -> None:
    assert (counted.free, counted.is_full, counted.is_few) == (free, is_full, is_few)


def at(hours: float, length: float = 2) -> Span:
    """A session that begins so many hours from now."""
    return NOW + hours * HOUR, NOW + (hours + length) * HOUR


@pytest.mark.parametrize(
    ("sessions", "hours"),
    [
        ([], 48),  # nothing planned yet
        ([at(200)], 48),
        ([at(50)], 48),
        ([at(49)], 47),  # two hours before it begins
        ([at(10)], 8),
        ([at(4)], 2),
        ([at(3.5)], 2),  # always two hours to read the mail
        ([at(2)], 2),
        ([at(0.5)], 0.5),  # but never beyond the beginning
        ([at(10), at(300)], 8),
        ([at(-200), at(10)], 8),  # a course that has begun: the next session counts
        ([at(-1), at(300)], 48),
    ],
)
def test_offer_deadline_leaves_time_to_answer(sessions: list[Span], hours: float) -> None:
    assert seats.offer_deadline(Dates(tuple(sessions)), NOW) == NOW + hours * HOUR


@pytest.mark.parametrize(
    ("sessions", "is_over", "can_be_offered"),
    [
        ([], False, True),
        ([at(1)], False, True),
        ([at(0)], False, False),  # begins this very moment
        ([at(-1)], False, False),  # running: nobody could answer in time
        ([at(-2)], True, False),  # ends this very moment
        ([at(-200), at(-100)], True, False),
        ([at(-200), at(1)], False, True),
    ],
)
def test_dates_tell_whether_a_seat_is_of_use(
    sessions: list[Span], is_over: bool, can_be_offered: bool
) -> None:
    dates = Dates(tuple(sessions))

    assert (dates.is_over(NOW), dates.can_be_offered(NOW)) == (is_over, can_be_offered)


@pytest.mark.django_db
def test_dates_leave_out_cancelled_sessions_and_other_cohorts() -> None:
    cohort = make_cohort()
    held = make_session(cohort)
    make_session(cohort, status="cancelled")
    make_session()

    assert seats.dates_of(cohort).spans == ((held.starts_at, held.ends_at),)


@pytest.mark.django_db
def test_two_pools_never_mix() -> None:
    cohort = make_cohort(capacity=3)
    session = make_session(cohort, guest_capacity=2)
    for state in ("requested", "waiting", "offered", "confirmed", "declined", "expired"):
        make_sign_up(cohort, state=state)
    for state in ("offered", "cancelled", "dropped_out"):
        make_sign_up(cohort, state=state, session=session)

    assert seats.seats(cohort) == Seats(capacity=3, held=2, waiting=1)
    assert seats.seats(cohort, session) == Seats(capacity=2, held=1, waiting=0)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 5])
def test_seats_of_many_cost_one_query(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cohorts = [make_cohort(capacity=4) for _ in range(number)]
    sessions = [make_session(cohort, guest_capacity=3) for cohort in cohorts]
    for cohort, session in zip(cohorts, sessions, strict=True):
        make_sign_up(cohort)
        make_sign_up(cohort, session=session)
        make_sign_up(cohort, session=session, state="waiting")

    with django_assert_num_queries(1):
        of_cohorts, of_sessions = seats.seats_of(cohorts, sessions)

    assert of_cohorts == {cohort.pk: Seats(4, 1, 0) for cohort in cohorts}
    assert of_sessions == {session.pk: Seats(3, 1, 1) for session in sessions}


@pytest.mark.django_db
def test_seats_of_none_cost_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert seats.seats_of_cohorts([]) == {}
        assert seats.seats_of([], []) == ({}, {})


@pytest.mark.django_db
def test_rank_counts_who_came_earlier_in_the_same_pool() -> None:
    cohort = make_cohort()
    session = make_session(cohort)
    third = make_sign_up(cohort, state="waiting", queued_at=NOW)
    fourth = make_sign_up(cohort, state="waiting", queued_at=NOW)  # same moment, entered later
    second = make_sign_up(cohort, state="waiting", queued_at=NOW - HOUR)
    first = make_sign_up(cohort, state="waiting", queued_at=NOW - 2 * HOUR)
    guest = make_sign_up(cohort, state="waiting", session=session, queued_at=NOW + HOUR)
    seated = make_sign_up(cohort, state="confirmed", queued_at=NOW - 3 * HOUR)
    make_sign_up(make_cohort(), state="waiting", queued_at=NOW - 3 * HOUR)

    line = [first, second, third, fourth]
    assert [seats.rank(sign_up) for sign_up in line] == [1, 2, 3, 4]
    assert (seats.rank(guest), seats.rank(seated)) == (1, 0)
    assert seats.ranks([*line, guest, seated]) == {
        first.pk: 1,
        second.pk: 2,
        third.pk: 3,
        fourth.pk: 4,
        guest.pk: 1,
    }


@pytest.mark.django_db
def test_active_sign_up_looks_into_one_pool() -> None:
    cohort = make_cohort()
    session = make_session(cohort)
    as_guest = make_sign_up(cohort, session=session)
    person = as_guest.participant
    make_sign_up(cohort, person, state="cancelled")

    assert seats.active_sign_up(person, cohort) is None
    assert seats.active_sign_up(person, cohort, session) == as_guest
