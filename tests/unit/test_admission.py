from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import sign_up
from cohorts.domain.seats import Seats
from cohorts.models import LogEntry, Message, SignUp
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def states(*rows: SignUp) -> list[str]:
    return [SignUp.objects.get(pk=row.pk).state for row in rows]


def kinds() -> list[tuple[str, int]]:
    return list(Message.objects.order_by("pk").values_list("kind", "sign_up_id"))


def actions() -> list[str]:
    return list(LogEntry.objects.order_by("pk").values_list("action", flat=True))


def test_approve_gives_a_free_seat_once() -> None:
    row = make_sign_up(make_cohort(capacity=1, needs_approval=True), state="requested")
    by = make_user()

    once = sign_up.approve(sign_up=row, by=by, now=NOW)
    again = sign_up.approve(sign_up=row, by=by, now=NOW)

    assert (once.state, again.state) == ("confirmed", "confirmed")
    assert (kinds(), actions()) == ([("sign_up_confirmed", row.pk)], ["cohorts.approve"])


def test_approve_keeps_the_place_by_the_time_of_asking() -> None:
    cohort = make_cohort(capacity=1, needs_approval=True)
    make_sign_up(cohort)
    asked_first = make_sign_up(cohort, state="requested", queued_at=NOW - 2 * HOUR)
    approved_first = make_sign_up(cohort, state="waiting", queued_at=NOW - HOUR)

    row = sign_up.approve(sign_up=asked_first, by=make_user(), now=NOW)

    assert (row.state, row.queued_at) == ("waiting", NOW - 2 * HOUR)
    assert [sign_up.rank(row), sign_up.rank(approved_first)] == [1, 2]
    assert kinds() == [("sign_up_waiting", row.pk)]


@pytest.mark.parametrize("state", ["declined", "expired", "cancelled", "dropped_out"])
def test_approve_refuses_whoever_left(state: str) -> None:
    row = make_sign_up(make_cohort(), state=state)

    with pytest.raises(ValidationError) as refused:
        sign_up.approve(sign_up=row, by=make_user(), now=NOW)

    assert (refused.value.code, states(row)) == ("gone", [state])


def test_approve_refuses_what_is_cancelled() -> None:
    row = make_sign_up(make_cohort(state="cancelled"), state="requested")

    with pytest.raises(ValidationError) as refused:
        sign_up.approve(sign_up=row, by=make_user(), now=NOW)

    assert (refused.value.code, states(row)) == ("cancelled", ["requested"])


def test_decline_request_keeps_the_reason_in_the_log() -> None:
    row = make_sign_up(make_cohort(), state="requested")
    by = make_user()

    sign_up.decline_request(sign_up=row, by=by, now=NOW, reason="lives elsewhere")
    sign_up.decline_request(sign_up=row, by=by, now=NOW, reason="lives elsewhere")

    entry = LogEntry.objects.get()
    assert states(row) == ["declined"]
    assert (entry.action, entry.why, entry.user) == ("cohorts.decline", "lives elsewhere", by)
    assert kinds() == [("request_declined", row.pk)]


@pytest.mark.parametrize("state", ["waiting", "offered", "confirmed", "cancelled"])
def test_decline_request_takes_nothing_but_requests(state: str) -> None:
    row = make_sign_up(make_cohort(capacity=0), state=state)

    with pytest.raises(ValidationError) as refused:
        sign_up.decline_request(sign_up=row, by=make_user(), now=NOW)

    assert (refused.value.code, states(row)) == ("not_requested", [state])


def test_admit_goes_beyond_the_capacity_with_a_reason() -> None:
    cohort = make_cohort(capacity=1)
    make_sign_up(cohort)
    waiting = make_sign_up(cohort, state="waiting")
    carrier, by = make_carrier(), make_user()

    row = sign_up.admit(
        participant=make_participant(),
        cohort=cohort,
        carrier=carrier,
        by=by,
        now=NOW,
        reason=" interprets for another person ",
    )

    row.refresh_from_db()
    entry = LogEntry.objects.get()
    assert (row.state, row.source, row.carrier) == ("confirmed", "staff", carrier)
    assert row.beyond_capacity == "interprets for another person"
    assert (entry.action, entry.why, entry.user) == ("cohorts.admit", row.beyond_capacity, by)
    assert kinds() == [("sign_up_confirmed", row.pk)]
    assert (states(waiting), sign_up.seats(cohort)) == (["waiting"], Seats(1, 2, 1))


@pytest.mark.parametrize("state", ["requested", "waiting", "offered"])
def test_admit_lifts_somebody_who_already_asked(state: str) -> None:
    cohort = make_cohort(capacity=1)
    row = make_sign_up(cohort, state=state)

    admitted = sign_up.admit(
        participant=row.participant, cohort=cohort, by=make_user(), now=NOW, reason="urgent"
    )

    assert admitted == row
    assert (admitted.state, admitted.offered_until) == ("confirmed", None)
    assert SignUp.objects.count() == 1


def test_admit_changes_nothing_for_whoever_has_the_seat() -> None:
    row = make_sign_up(make_cohort())

    again = sign_up.admit(
        participant=row.participant, cohort=row.cohort, by=make_user(), now=NOW, reason="urgent"
    )

    assert (again, again.beyond_capacity) == (row, "")
    assert (kinds(), actions()) == ([], [])


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 301])
def test_admit_needs_a_reason_that_fits(reason: str) -> None:
    with pytest.raises(ValidationError) as refused:
        sign_up.admit(
            participant=make_participant(),
            cohort=make_cohort(),
            by=make_user(),
            now=NOW,
            reason=reason,
        )

    assert (refused.value.code, SignUp.objects.count()) == ("reason", 0)


def test_admit_enters_walk_ins_after_the_session() -> None:
    session = make_session(starts_at=NOW - 3 * HOUR, guest_capacity=0)

    row = sign_up.admit(
        participant=make_participant(email=""),
        cohort=session.cohort,
        session=session,
        by=make_user(),
        now=NOW,
        reason="came along",
    )

    assert (row.state, row.session) == ("confirmed", session)


@pytest.mark.parametrize(("state", "code"), [("draft", "not_open"), ("cancelled", "cancelled")])
def test_admit_lets_nobody_into_what_does_not_take_place(state: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        sign_up.admit(
            participant=make_participant(),
            cohort=make_cohort(state=state),
            by=make_user(),
            now=NOW,
            reason="urgent",
        )

    assert (refused.value.code, SignUp.objects.count()) == (code, 0)


def test_a_seat_beyond_the_capacity_is_not_passed_on() -> None:
    cohort = make_cohort(capacity=1)
    seated = make_sign_up(cohort)
    beyond = make_sign_up(cohort, beyond_capacity="urgent")
    waiting = make_sign_up(cohort, state="waiting")

    sign_up.sign_off(sign_up=beyond, by=None, now=NOW)
    assert states(waiting) == ["waiting"]
    sign_up.sign_off(sign_up=seated, by=None, now=NOW)
    assert states(waiting) == ["offered"]


def test_drop_out_frees_the_seat_and_keeps_the_row() -> None:
    cohort = make_cohort(capacity=1)
    make_session(cohort, starts_at=NOW - timedelta(days=7))
    make_session(cohort)
    row = make_sign_up(cohort)
    waiting = make_sign_up(cohort, state="waiting")
    by = make_user()

    sign_up.drop_out(sign_up=row, by=by, now=NOW, reason="moved away")
    sign_up.drop_out(sign_up=row, by=by, now=NOW, reason="moved away")

    assert states(row, waiting) == ["dropped_out", "offered"]
    assert actions() == ["cohorts.drop_out", "cohorts.offer"]
    assert kinds() == [("seat_offered", waiting.pk)]


@pytest.mark.parametrize("state", ["requested", "waiting", "offered", "cancelled"])
def test_drop_out_needs_a_confirmed_seat(state: str) -> None:
    row = make_sign_up(make_cohort(capacity=0), state=state)

    with pytest.raises(ValidationError) as refused:
        sign_up.drop_out(sign_up=row, by=make_user(), now=NOW)

    assert (refused.value.code, states(row)) == ("not_confirmed", [state])
