"""Planning and changing sessions."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import timetable, wall_time
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Cohort, LogEntry, Message, Session
from tests.factories.timetable import (
    NOW,
    make_cohort,
    make_draft,
    make_module,
    make_participant,
    make_place,
    make_session,
    make_sign_up,
    make_user,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
AFTER_IT_ALL = datetime(2027, 9, 1, tzinfo=UTC)


def change(session: Session, now: datetime = LATER, **changes: Any) -> Session:
    return timetable.change_session(session=session, by=None, now=now, **changes)


def test_planned_session_has_segments_trainers_and_one_log_entry() -> None:
    trainer = make_user(name="Tomke Trainerin")
    module = make_module()
    session = make_session(
        segments=[PlannedSegment("teaching", 90, module), PlannedSegment("break", 15)],
        trainers=[trainer, "Gast Rednerin"],
        guest_capacity=3,
    )

    assert list(session.segments.values_list("position", "kind", "minutes", "module")) == [
        (1, "teaching", 90, module.pk),
        (2, "break", 15, None),
    ]
    assert list(session.trainers.values_list("user", "name")) == [
        (trainer.pk, ""),
        (None, "Gast Rednerin"),
    ]
    assert (session.sequence, session.modified_at, session.guest_capacity) == (0, NOW, 3)
    assert list(LogEntry.objects.for_instance(session).values_list("action", "carrier")) == [
        ("cohorts.plan", session.cohort.organiser_id)
    ]


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("ends_at", {"minutes": -60}),
        ("ends_at", {"minutes": 0}),
        ("ends_at", {"segments": [PlannedSegment("teaching", 181)]}),
        ("guest_capacity", {"guest_capacity": -1}),
        ("title", {"title": ""}),
        ("title", {"title": "ü" * 201}),
        ("status", {"status": "perhaps"}),
        ("online_address", {"online_address": "javascript:alert(1)"}),
        ("minutes", {"segments": [PlannedSegment("teaching", -5)]}),
        ("kind", {"segments": [PlannedSegment("nap", 5)]}),
        ("__all__", {"segments": [PlannedSegment("teaching", 0)]}),
    ],
)
def test_bad_plan_is_refused_at_the_field(field: str, bad: dict[str, Any]) -> None:
    cohort = make_draft()

    with pytest.raises(ValidationError) as refused:
        make_session(cohort, **bad)

    assert list(refused.value.message_dict) == [field]
    assert not cohort.sessions.exists()


def test_nothing_is_planned_in_a_closed_cohort() -> None:
    cohort = make_cohort()
    Cohort.objects.update(state=Cohort.State.CLOSED)

    with pytest.raises(ValidationError) as refused:
        make_session(cohort)

    assert refused.value.code == "cohort_over"


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": datetime(2026, 9, 15, 15, tzinfo=UTC)},
        {"ends_at": datetime(2026, 9, 15, 20, tzinfo=UTC)},
        {"is_online": True},
        {"online_address": "https://treffen.example.org/raum"},
        {"status": "tentative"},
    ],
)
def test_sequence_rises_with_time_place_and_status(changes: dict[str, Any]) -> None:
    session = change(make_session(), **changes)

    assert (session.sequence, session.modified_at) == (1, LATER)


def test_sequence_rises_with_the_room() -> None:
    session = change(make_session(place=make_place()), place=make_place(name="Anderer Saal"))

    assert session.sequence == 1


@pytest.mark.parametrize(
    "changes", [{"title": "Anders"}, {"status_note": "Bitte Stift mitbringen"}]
)
def test_sequence_stays_with_other_changes_that_show(changes: dict[str, Any]) -> None:
    session = change(make_session(), **changes)

    assert (session.sequence, session.modified_at) == (0, LATER)


def test_change_to_the_same_is_no_change() -> None:
    planned = make_session()

    session = change(planned, title=planned.title, starts_at=planned.starts_at)

    assert (session.sequence, session.modified_at) == (0, NOW)
    assert LogEntry.objects.for_instance(session).count() == 1


def test_unknown_change_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        change(make_session(), sequence=7)


@pytest.mark.parametrize("minutes", [-1, 0, 89])
def test_end_before_the_start_or_the_segments_is_refused(minutes: int) -> None:
    session = make_session()

    with pytest.raises(ValidationError) as refused:
        change(session, ends_at=session.starts_at + timedelta(minutes=minutes))

    assert list(refused.value.message_dict) == ["ends_at"]


def test_shift_keeps_wall_time_and_elapsed_minutes() -> None:
    session = make_session(day=date(2026, 10, 20), minutes=200)

    shifted = timetable.shift_session(session=session, days=7, by=None, now=LATER)

    assert shifted.starts_at == wall_time.berlin(date(2026, 10, 27), time(18)).at
    assert (shifted.length, shifted.sequence) == (200, 1)


def test_shift_over_the_night_of_the_change_keeps_elapsed_minutes() -> None:
    session = make_session(day=date(2026, 10, 24), wall=time(23), minutes=300)

    shifted = timetable.shift_session(session=session, days=-7, by=None, now=LATER)

    assert shifted.length == 300
    assert shifted.ends_at == wall_time.berlin(date(2026, 10, 18), time(4)).at


def test_closed_session_keeps_time_status_and_segments() -> None:
    session = make_session()
    Session.objects.update(closed_at=NOW)

    with pytest.raises(ValidationError):
        change(session, ends_at=session.ends_at + timedelta(minutes=5))
    with pytest.raises(ValidationError):
        timetable.set_segments(session=session, segments=[], by=None, now=LATER)
    with pytest.raises(ValidationError):
        timetable.cancel_session(session=session, by=None, now=LATER, reason="krank")
    assert change(session, title="Neuer Titel").title == "Neuer Titel"


def test_cancelled_session_stays_and_comes_back() -> None:
    session = make_session()

    cancelled = timetable.cancel_session(session=session, by=None, now=LATER, reason=" Krankheit ")
    reinstated = timetable.reinstate_session(session=cancelled, by=None, now=LATER)

    assert (cancelled.status, cancelled.status_note, cancelled.sequence) == (
        "cancelled",
        "Krankheit",
        1,
    )
    assert (reinstated.status, reinstated.status_note, reinstated.sequence) == ("confirmed", "", 2)
    assert set(LogEntry.objects.for_instance(session).values_list("action", "reason")) == {
        ("cohorts.plan", ""),
        ("cohorts.cancel", " Krankheit "),
        ("cohorts.reinstate", ""),
    }


def test_cancelling_needs_a_reason_and_happens_once() -> None:
    session = make_session()

    with pytest.raises(ValidationError) as refused:
        timetable.cancel_session(session=session, by=None, now=LATER, reason="  ")
    for _again in range(2):
        timetable.cancel_session(session=session, by=None, now=LATER, reason="krank")

    assert list(refused.value.message_dict) == ["reason"]
    assert Session.objects.get().sequence == 1


def test_status_is_not_cancelled_by_an_ordinary_change() -> None:
    with pytest.raises(ValidationError):
        change(make_session(), status="cancelled")


def test_trainers_are_replaced_and_a_name_or_a_user_but_once() -> None:
    session = make_session(trainers=["Erste Rednerin"])
    trainer = make_user()

    timetable.set_trainers(session=session, trainers=[trainer], by=None, now=LATER)

    assert [t.user for t in session.trainers.all()] == [trainer]
    with pytest.raises(ValidationError):
        timetable.set_trainers(session=session, trainers=["  "], by=None, now=LATER)
    assert session.trainers.count() == 1


def test_trainer_named_twice_teaches_once() -> None:
    trainer = make_user()

    assert make_session(trainers=[trainer, trainer, "Gast", "Gast"]).trainers.count() == 2


def test_break_has_no_module() -> None:
    with pytest.raises(ValidationError):
        make_session(segments=[PlannedSegment("break", 15, make_module())])


def test_change_tells_confirmed_people_once_each() -> None:
    cohort = make_cohort(sessions=2)
    session, other = cohort.sessions.all()
    both = make_participant()
    make_sign_up(cohort, participant=both)
    make_sign_up(cohort, participant=both, session=session)
    guest = make_sign_up(cohort, session=session).participant
    make_sign_up(cohort, session=other)
    make_sign_up(cohort, participant=make_participant(email=""))
    make_sign_up(make_cohort())
    for state in ("requested", "waiting", "offered", "declined", "cancelled", "dropped_out"):
        make_sign_up(cohort, state)

    change(session, is_online=True)

    told = Message.objects.values_list("participant", "kind", "occasion", "session")
    occasion = f"session_changed:{session.uuid}:1"
    assert sorted(told) == [
        (both.pk, "session_changed", occasion, session.pk),
        (guest.pk, "session_changed", occasion, session.pk),
    ]


def test_each_change_is_told_and_cancelling_has_its_own_kind() -> None:
    cohort = make_cohort()
    make_sign_up(cohort)
    session = change(cohort.sessions.get(), is_online=True)
    session = change(session, title="Nur der Titel")

    timetable.cancel_session(session=session, by=None, now=LATER, reason="krank")

    assert list(Message.objects.order_by("pk").values_list("kind", flat=True)) == [
        "session_changed",
        "session_cancelled",
    ]


def test_change_of_a_past_session_tells_nobody() -> None:
    cohort = make_cohort()
    make_sign_up(cohort)

    change(cohort.sessions.get(), now=AFTER_IT_ALL, is_online=True)

    assert not Message.objects.exists()


def test_past_session_moved_into_the_future_is_told() -> None:
    cohort = make_cohort()
    make_sign_up(cohort)

    change(
        cohort.sessions.get(),
        now=datetime(2026, 9, 16, tzinfo=UTC),
        ends_at=datetime(2026, 9, 17, tzinfo=UTC),
    )

    assert Message.objects.count() == 1
