from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from cohorts.domain import sign_up
from cohorts.domain.seats import Seats
from cohorts.models import Cohort, LogEntry, Message, Participant, Session, SignUp
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def ask(cohort: Cohort, person: Participant | None = None, **fields: Any) -> SignUp:
    fields = {"source": "web", "by": None, "now": NOW} | fields
    return sign_up.request_seat(participant=person or make_participant(), cohort=cohort, **fields)


def refusal(cohort: Cohort, **fields: Any) -> str | None:
    """The code with which somebody is turned away; checks that nothing was written."""
    before = SignUp.objects.count(), Message.objects.count(), LogEntry.objects.count()
    with pytest.raises(ValidationError) as refused:
        ask(cohort, **fields)
    assert before == (SignUp.objects.count(), Message.objects.count(), LogEntry.objects.count())
    return refused.value.code


def kinds() -> list[tuple[str, int]]:
    return list(Message.objects.order_by("pk").values_list("kind", "sign_up_id"))


def actions() -> list[str]:
    return list(LogEntry.objects.order_by("pk").values_list("action", flat=True))


def test_request_seat_confirms_while_seats_are_free() -> None:
    cohort = make_cohort(capacity=2)
    carrier = make_carrier()
    person = make_participant()
    user = make_user()

    row = ask(cohort, person, carrier=carrier, by=user)

    row.refresh_from_db()
    assert (row.state, row.participant, row.cohort, row.session) == (
        "confirmed",
        person,
        cohort,
        None,
    )
    assert (row.carrier, row.source) == (carrier, "web")
    assert (row.queued_at, row.state_since) == (NOW, NOW)
    assert (row.offered_until, row.beyond_capacity) == (None, "")
    assert kinds() == [("sign_up_confirmed", row.pk)]
    entry = LogEntry.objects.get()
    assert (entry.action, entry.object_id, entry.user) == ("cohorts.sign_up", str(row.pk), user)
    assert entry.carrier == cohort.organiser
    assert entry.data == {
        "participant": person.pk,
        "cohort": cohort.pk,
        "session": None,
        "state": "confirmed",
    }


def test_request_seat_puts_in_line_when_all_seats_are_held() -> None:
    cohort = make_cohort(capacity=2)
    make_sign_up(cohort)
    make_sign_up(cohort, state="offered")

    row = ask(cohort)

    assert (row.state, sign_up.rank(row)) == ("waiting", 1)
    assert kinds() == [("sign_up_waiting", row.pk)]


def test_request_seat_lets_nobody_overtake() -> None:
    cohort = make_cohort(capacity=2)
    running = make_session(cohort, starts_at=NOW - MINUTE)  # so nobody is offered a seat any more
    waiting = make_sign_up(cohort, state="waiting")

    row = ask(cohort)

    assert running.starts_at < NOW
    assert (row.state, sign_up.rank(row)) == ("waiting", 2)
    assert sign_up.rank(waiting) == 1


def test_request_seat_offers_the_free_seat_to_the_line_first() -> None:
    cohort = make_cohort(capacity=1)
    waiting = make_sign_up(cohort, state="waiting")

    row = ask(cohort)

    waiting.refresh_from_db()
    assert (waiting.state, row.state) == ("offered", "waiting")


def test_request_seat_passes_on_an_overdue_offer_nobody_ended() -> None:
    cohort = make_cohort(capacity=1)
    late = make_sign_up(cohort, state="offered", offered_until=NOW)

    row = ask(cohort)

    late.refresh_from_db()
    assert (late.state, row.state) == ("expired", "confirmed")


def test_request_seat_twice_returns_the_same_row() -> None:
    cohort = make_cohort(capacity=1)
    person = make_participant()
    first = ask(cohort, person)

    again = ask(cohort, person, now=NOW + MINUTE)

    assert again == first
    assert SignUp.objects.count() == 1
    assert (kinds(), actions()) == ([("sign_up_confirmed", first.pk)], ["cohorts.sign_up"])


@pytest.mark.parametrize("state", ["requested", "waiting", "offered"])
def test_request_seat_again_keeps_the_place(state: str) -> None:
    cohort = make_cohort(capacity=1)
    make_sign_up(cohort) if state != "offered" else None
    row = make_sign_up(cohort, state=state)

    assert ask(cohort, row.participant) == row

    row.refresh_from_db()
    assert row.state == state


@pytest.mark.parametrize("state", ["declined", "expired", "cancelled", "dropped_out"])
def test_request_seat_after_leaving_starts_at_the_end(state: str) -> None:
    cohort = make_cohort(capacity=1)
    make_sign_up(cohort)
    old = make_sign_up(cohort, state=state)
    waiting = make_sign_up(cohort, state="waiting")

    row = ask(cohort, old.participant)

    assert row != old
    assert [sign_up.rank(waiting), sign_up.rank(row)] == [1, 2]


def test_request_seat_orders_by_the_door_not_by_the_clock() -> None:
    cohort = make_cohort(capacity=1)
    make_sign_up(cohort)
    told_first = ask(cohort, now=NOW)

    slower = ask(cohort, now=NOW - MINUTE)  # clicked earlier, came through the door later

    assert slower.queued_at == told_first.queued_at
    assert [sign_up.rank(told_first), sign_up.rank(slower)] == [1, 2]


def test_request_seat_waits_for_approval_without_a_seat() -> None:
    cohort = make_cohort(capacity=1, needs_approval=True)

    row = ask(cohort, by=make_coordinator(make_carrier()))

    assert row.state == "requested"
    assert sign_up.seats(cohort) == Seats(1, 0, 0)
    assert kinds() == [("sign_up_requested", row.pk)]


def test_request_seat_by_the_organiser_is_approved() -> None:
    cohort = make_cohort(needs_approval=True)

    row = ask(cohort, by=make_coordinator(cohort.organiser), source="staff")

    assert row.state == "confirmed"


def test_request_seat_takes_guest_seats_of_the_session_only() -> None:
    cohort = make_cohort(capacity=1)
    session = make_session(cohort, guest_capacity=1)
    make_sign_up(cohort)

    guest = ask(cohort, session=session)
    second = ask(cohort, session=session)

    assert (guest.state, second.state) == ("confirmed", "waiting")
    assert sign_up.seats(cohort) == Seats(1, 1, 0)
    assert sign_up.seats(cohort, session) == Seats(1, 1, 1)
    assert Message.objects.get(sign_up=guest).session == session


@pytest.mark.parametrize("state", ["draft", "closed", "cancelled"])
def test_request_seat_refuses_cohorts_that_are_not_open(state: str) -> None:
    code = {"cancelled": "cancelled"}.get(state, "not_open")

    assert refusal(make_cohort(state=state)) == code


def test_request_seat_refuses_cancelled_sessions() -> None:
    session = make_session(status="cancelled", guest_capacity=5)

    assert refusal(session.cohort, session=session) == "cancelled"


def test_request_seat_refuses_what_is_over() -> None:
    cohort = make_cohort()
    first = make_session(cohort, starts_at=NOW - timedelta(days=7), guest_capacity=5)
    last = make_session(cohort, starts_at=NOW - timedelta(hours=2))

    assert last.ends_at == NOW
    assert refusal(cohort, session=first) == "over"
    assert refusal(cohort) == "over"
    assert ask(cohort, now=NOW - MINUTE).state == "confirmed"


def test_request_seat_refuses_guests_where_there_are_no_guest_seats() -> None:
    session = make_session(guest_capacity=0)

    assert refusal(session.cohort, session=session) == "no_guest_seats"


def test_request_seat_refuses_cohorts_without_seats() -> None:
    assert refusal(make_cohort(capacity=0)) == "no_seats"


def test_request_seat_refuses_a_session_of_another_cohort() -> None:
    session = make_session(guest_capacity=5)

    assert refusal(make_cohort(), session=session) == "not_open"


def test_request_seat_refuses_what_was_deleted() -> None:
    cohort = make_cohort()
    gone = Cohort.objects.get(pk=cohort.pk)
    cohort.delete()

    assert refusal(gone) == "not_open"
    assert refusal(make_cohort(), session=Session(pk=4711)) == "not_open"


@pytest.mark.parametrize("state", ["confirmed", "offered"])
def test_request_seat_tells_members_that_they_need_no_guest_seat(state: str) -> None:
    cohort = make_cohort(capacity=1)
    session = make_session(cohort, guest_capacity=1)
    member = make_sign_up(cohort, state=state)

    code = refusal(cohort, person=member.participant, session=session)

    assert code == "already_in_cohort"


def test_request_seat_as_a_guest_while_waiting_for_the_cohort() -> None:
    cohort = make_cohort(capacity=1)
    session = make_session(cohort, guest_capacity=1)
    make_sign_up(cohort)
    waiting = make_sign_up(cohort, state="waiting")

    assert ask(cohort, waiting.participant, session=session).state == "confirmed"


def test_a_seat_in_the_cohort_frees_the_guest_seats_in_it() -> None:
    cohort = make_cohort(capacity=1)
    person = make_participant()
    past = make_session(cohort, starts_at=NOW - timedelta(days=7), guest_capacity=1)
    coming = make_session(cohort, guest_capacity=1)
    other = make_session(guest_capacity=1)
    attended = make_sign_up(cohort, person, session=past)
    needless = make_sign_up(cohort, person, session=coming)
    elsewhere = make_sign_up(other.cohort, person, session=other)
    next_guest = make_sign_up(cohort, session=coming, state="waiting")

    ask(cohort, person)

    for row in (attended, needless, elsewhere, next_guest):
        row.refresh_from_db()
    assert [attended.state, needless.state, elsewhere.state, next_guest.state] == [
        "confirmed",
        "cancelled",
        "confirmed",
        "offered",
    ]


def test_sign_off_offers_the_seat_to_the_first_in_line() -> None:
    cohort = make_cohort(capacity=1)
    seated = make_sign_up(cohort)
    first = make_sign_up(cohort, state="waiting")
    second = make_sign_up(cohort, state="waiting")

    sign_up.sign_off(sign_up=seated, by=None, now=NOW)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.offered_until) == ("offered", NOW + timedelta(hours=48))
    assert second.state == "waiting"
    assert kinds() == [("signed_off", seated.pk), ("seat_offered", first.pk)]
    assert actions() == ["cohorts.sign_off", "cohorts.offer"]


@pytest.mark.parametrize("state", ["requested", "waiting", "offered", "confirmed"])
def test_sign_off_works_once_in_every_active_state(state: str) -> None:
    row = make_sign_up(make_cohort(capacity=0 if state == "waiting" else 1), state=state)

    once = sign_up.sign_off(sign_up=row, by=None, now=NOW)
    again = sign_up.sign_off(sign_up=row, by=None, now=NOW + MINUTE)

    assert (once.state, again.state, again.state_since) == ("cancelled", "cancelled", NOW)
    assert again.offered_until is None
    assert kinds() == [("signed_off", row.pk)]
    assert actions() == ["cohorts.sign_off"]


def test_sign_off_is_too_late_afterwards() -> None:
    cohort = make_cohort()
    make_session(cohort, starts_at=NOW - timedelta(hours=3))
    row = make_sign_up(cohort)

    with pytest.raises(ValidationError) as refused:
        sign_up.sign_off(sign_up=row, by=None, now=NOW)

    row.refresh_from_db()
    assert (refused.value.code, row.state) == ("over", "confirmed")


def test_sign_off_by_somebody_without_address_writes_no_message() -> None:
    row = make_sign_up(make_cohort(), make_participant(email=""))

    sign_up.sign_off(sign_up=row, by=None, now=NOW)

    assert kinds() == []


def test_sign_off_of_an_erased_sign_up_says_so() -> None:
    row = make_sign_up(make_cohort())
    stale = SignUp.objects.get(pk=row.pk)
    row.participant.delete()

    with pytest.raises(ValidationError) as refused:
        sign_up.sign_off(sign_up=stale, by=None, now=NOW)

    assert refused.value.code == "gone"


def test_nothing_is_written_when_the_deed_fails() -> None:
    cohort = make_cohort()

    def fails_after_the_door() -> None:
        with transaction.atomic():
            ask(cohort)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails_after_the_door()

    assert (SignUp.objects.count(), Message.objects.count(), LogEntry.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("number", [1, 5])
def test_request_seat_costs_the_same_for_any_number(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cohort = make_cohort(capacity=1)
    make_sign_up(cohort)
    for _ in range(number):
        make_sign_up(cohort, state="waiting")
    person = make_participant()

    with django_assert_num_queries(10):
        ask(cohort, person)
