from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import sign_up, timetable
from cohorts.domain.seats import Seats
from cohorts.models import Cohort, LogEntry, Message, SignUp
from tests.factories.cohorts import NOW, make_cohort, make_session, make_sign_up

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=25)  # after the deadline that make_sign_up gives


def states(*rows: SignUp) -> list[str]:
    return [SignUp.objects.get(pk=row.pk).state for row in rows]


def kinds() -> list[tuple[str, int]]:
    return list(Message.objects.order_by("pk").values_list("kind", "sign_up_id"))


def actions() -> list[tuple[str, str]]:
    return list(LogEntry.objects.order_by("pk").values_list("action", "object_id"))


def test_accept_confirms_once() -> None:
    row = make_sign_up(make_cohort(), state="offered")

    once = sign_up.accept(sign_up=row, by=None, now=NOW)
    again = sign_up.accept(sign_up=row, by=None, now=LATER)  # an old form, days later

    assert (once.state, again.state, again.state_since) == ("confirmed", "confirmed", NOW)
    assert again.offered_until is None
    assert kinds() == [("sign_up_confirmed", row.pk)]
    assert actions() == [("cohorts.accept", str(row.pk))]


def test_accept_at_the_deadline_is_too_late_and_passes_the_seat_on() -> None:
    cohort = make_cohort(capacity=1)
    late = make_sign_up(cohort, state="offered", offered_until=NOW)
    waiting = make_sign_up(cohort, state="waiting")

    with pytest.raises(ValidationError) as refused:
        sign_up.accept(sign_up=late, by=None, now=NOW)

    assert refused.value.code == "expired"
    assert states(late, waiting) == ["expired", "offered"]
    assert kinds() == [("offer_expired", late.pk), ("seat_offered", waiting.pk)]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("requested", "no_offer"),
        ("waiting", "no_offer"),
        ("declined", "gone"),
        ("cancelled", "gone"),
        ("dropped_out", "gone"),
        ("expired", "expired"),
    ],
)
def test_accept_needs_an_offer(state: str, code: str) -> None:
    row = make_sign_up(make_cohort(capacity=0), state=state)

    with pytest.raises(ValidationError) as refused:
        sign_up.accept(sign_up=row, by=None, now=NOW)

    assert (refused.value.code, states(row), kinds()) == (code, [state], [])


def test_decline_offers_the_seat_to_the_next() -> None:
    cohort = make_cohort(capacity=1)
    row = make_sign_up(cohort, state="offered")
    waiting = make_sign_up(cohort, state="waiting")

    sign_up.decline(sign_up=row, by=None, now=NOW)
    sign_up.decline(sign_up=row, by=None, now=NOW)  # a double click

    assert states(row, waiting) == ["declined", "offered"]
    assert kinds() == [("seat_offered", waiting.pk)]
    assert [action for action, _pk in actions()] == ["cohorts.decline", "cohorts.offer"]


@pytest.mark.parametrize(
    ("state", "code"),
    [("confirmed", "confirmed"), ("waiting", "no_offer"), ("requested", "no_offer")],
)
def test_decline_never_takes_more_than_an_offer(state: str, code: str) -> None:
    row = make_sign_up(make_cohort(capacity=0), state=state)

    with pytest.raises(ValidationError) as refused:
        sign_up.decline(sign_up=row, by=None, now=NOW)

    assert (refused.value.code, states(row)) == (code, [state])


def test_expire_offers_ends_overdue_ones_and_moves_the_line_up() -> None:
    cohort = make_cohort(capacity=2)
    session = make_session(cohort, guest_capacity=1)
    overdue = make_sign_up(cohort, state="offered", offered_until=NOW)
    open_still = make_sign_up(cohort, state="offered", offered_until=NOW + timedelta(seconds=1))
    first = make_sign_up(cohort, state="waiting")
    second = make_sign_up(cohort, state="waiting")
    guest = make_sign_up(cohort, state="offered", session=session, offered_until=NOW)
    next_guest = make_sign_up(cohort, state="waiting", session=session)

    ended = sign_up.expire_offers(now=NOW)

    assert ended == 2
    assert states(overdue, open_still, first, second) == [
        "expired",
        "offered",
        "offered",
        "waiting",
    ]
    assert states(guest, next_guest) == ["expired", "offered"]
    assert sorted(kinds()) == sorted(
        [
            ("offer_expired", overdue.pk),
            ("seat_offered", first.pk),
            ("offer_expired", guest.pk),
            ("seat_offered", next_guest.pk),
        ]
    )


def test_expire_offers_twice_changes_nothing_more() -> None:
    cohort = make_cohort(capacity=1)
    make_sign_up(cohort, state="offered", offered_until=NOW)
    make_sign_up(cohort, state="waiting")
    sign_up.expire_offers(now=NOW)
    written = (kinds(), actions())

    assert sign_up.expire_offers(now=NOW) == 0
    assert (kinds(), actions()) == written


def test_expire_offers_without_anybody_in_line_frees_the_seat() -> None:
    cohort = make_cohort(capacity=1)
    make_sign_up(cohort, state="offered", offered_until=NOW)

    sign_up.expire_offers(now=NOW)

    assert sign_up.seats(cohort) == Seats(1, 0, 0)


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_expire_offers_of_a_cohort_that_is_not_open_offers_nothing(state: str) -> None:
    cohort = make_cohort(capacity=1, state=state)
    overdue = make_sign_up(cohort, state="offered", offered_until=NOW)
    waiting = make_sign_up(cohort, state="waiting")

    sign_up.expire_offers(now=NOW)

    assert states(overdue, waiting) == ["expired", "waiting"]


def test_nobody_is_offered_a_guest_seat_in_a_cancelled_session() -> None:
    session = make_session(status="cancelled", guest_capacity=1)
    guest = make_sign_up(session.cohort, session=session)
    waiting = make_sign_up(session.cohort, session=session, state="waiting")

    sign_up.sign_off(sign_up=guest, by=None, now=NOW)

    assert states(guest, waiting) == ["cancelled", "waiting"]


def test_offer_free_seats_when_it_takes_place_after_all() -> None:
    session = make_session(guest_capacity=1)
    waiting = make_sign_up(session.cohort, session=session, state="waiting")

    sign_up.offer_free_seats(cohort=session.cohort, session=session, now=NOW)
    sign_up.offer_free_seats(cohort=session.cohort, session=session, now=NOW)

    assert states(waiting) == ["offered"]
    assert kinds() == [("seat_offered", waiting.pk)]


def test_reinstating_a_session_moves_both_lines_up() -> None:
    cohort = make_cohort(capacity=1)
    make_session(cohort, starts_at=NOW - timedelta(days=7))
    session = make_session(cohort, status="cancelled", guest_capacity=1)
    member = make_sign_up(cohort, state="waiting")
    guest = make_sign_up(cohort, session=session, state="waiting")

    timetable.reinstate_session(session=session, by=None, now=NOW)

    assert states(member, guest) == ["offered", "offered"]


def test_an_offer_never_outlasts_the_beginning() -> None:
    cohort = make_cohort(capacity=1)
    starts_at = NOW + timedelta(minutes=30)
    make_session(cohort, starts_at=starts_at)
    make_session(cohort, starts_at=NOW + timedelta(hours=1), status="cancelled")
    seated = make_sign_up(cohort)
    waiting = make_sign_up(cohort, state="waiting")

    sign_up.sign_off(sign_up=seated, by=None, now=NOW)

    assert SignUp.objects.get(pk=waiting.pk).offered_until == starts_at


def test_the_line_stays_whole_through_a_long_story() -> None:
    """Seats run out, are given back, declined and lost: everybody gets their turn in order."""
    cohort = make_cohort(capacity=1)
    seated = make_sign_up(cohort)
    line = [make_sign_up(cohort, state="waiting") for _ in range(3)]

    sign_up.sign_off(sign_up=seated, by=None, now=NOW)
    assert states(*line) == ["offered", "waiting", "waiting"]
    sign_up.decline(sign_up=line[0], by=None, now=NOW)
    assert states(*line) == ["declined", "offered", "waiting"]
    sign_up.expire_offers(now=NOW + timedelta(hours=48))
    assert states(*line) == ["declined", "expired", "offered"]
    sign_up.accept(sign_up=line[2], by=None, now=NOW + timedelta(hours=49))
    assert states(*line) == ["declined", "expired", "confirmed"]
    assert sign_up.seats(Cohort.objects.get()) == Seats(1, 1, 0)
