"""Standing in for one evening: from when to when, for whom, and what is written about it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cohorts.domain import attendance, rosters, substitutions, wall_time
from cohorts.models import Attendance, LogEntry, Session, Substitution
from tests.factories.attendance import AFTER, BEGIN, DURING, make_attendance, make_list
from tests.factories.cohorts import make_carrier, make_coordinator, make_trainer
from tests.factories.teaching import make_substitution

pytestmark = pytest.mark.django_db

MIDNIGHT = datetime(2026, 3, 2, 23, tzinfo=UTC)  # the beginning of 3 March in Berlin
END = datetime(2026, 3, 3, 23, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def code_of(error):
    return error.value.code


# --- when the link works -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (MIDNIGHT - SECOND, "too_early"),
        (MIDNIGHT, None),
        (DURING, None),
        (END - SECOND, None),
        (END, "over"),
        (END + SECOND, "over"),
    ],
)
def test_link_works_from_midnight_to_midnight_of_its_day(now, code):
    made = make_substitution(make_list())

    if code is None:
        assert substitutions.find(made.token, now=now) == made
    else:
        with pytest.raises(substitutions.NotNow) as error:
            substitutions.find(made.token, now=now)
        assert code_of(error) == code


@pytest.mark.parametrize(
    ("minutes", "ends"),
    [
        (359, END),
        (360, END + timedelta(hours=3)),  # until midnight
        (420, END + timedelta(hours=4)),  # until 01:00
    ],
)
def test_session_that_lasts_until_midnight_leaves_three_hours_more(minutes, ends):
    session = make_list(ends_at=BEGIN + timedelta(minutes=minutes)).session

    assert substitutions.evening(session) == substitutions.Evening(MIDNIGHT, ends)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_day_of_a_clock_change_is_the_whole_berlin_day(day, hours):
    begin = wall_time.berlin(day, time(9)).at
    session = make_list(starts_at=begin).session

    when = substitutions.evening(session)

    assert timezone.localtime(when.opens).strftime("%d %H:%M") == f"{day.day} 00:00"
    assert when.ends - when.opens == timedelta(hours=hours)


def test_link_follows_the_session_to_another_day():
    made = make_list()
    substitution = make_substitution(made)
    Session.objects.filter(pk=made.session.pk).update(
        starts_at=BEGIN + timedelta(days=1), ends_at=AFTER + timedelta(days=1)
    )

    with pytest.raises(substitutions.NotNow) as error:
        substitutions.find(substitution.token, now=DURING)

    assert code_of(error) == "too_early"
    assert substitutions.find(substitution.token, now=DURING + timedelta(days=1)) == substitution


def test_withdrawn_link_cancelled_session_and_no_link_at_all_open_nothing():
    made = make_list()
    withdrawn = make_substitution(made, withdrawn_at=BEGIN)
    cancelled = make_substitution(make_list(status="cancelled"))

    for substitution, code in ((withdrawn, "withdrawn"), (cancelled, "cancelled")):
        with pytest.raises(substitutions.NotNow) as error:
            substitutions.find(substitution.token, now=DURING)
        assert code_of(error) == code
    for token in ("", "x", withdrawn.token[:-1], str(withdrawn.pk)):
        with pytest.raises(Substitution.DoesNotExist):
            substitutions.find(token, now=DURING)


# --- arranging and withdrawing -------------------------------------------------------------------


@pytest.mark.parametrize("who", ["trainer", "coordinator"])
def test_trainer_and_coordinator_arrange_somebody_and_the_log_keeps_no_token_and_no_name(who):
    made = make_list()
    by = getattr(made, who)

    found = substitutions.arrange(session=made.session, name="  Vera \n Aushilf ", by=by, now=BEGIN)

    assert (found.name, found.made_by, found.made_at) == ("Vera Aushilf", by, BEGIN)
    entry = LogEntry.objects.get()
    assert (entry.action, entry.user, entry.carrier, entry.data) == (
        "cohorts.substitute",
        by,
        made.session.cohort.organiser,
        {"substitution": found.pk},
    )
    assert found.token not in f"{entry} {entry.label} {entry.data}"
    assert len(found.token) >= 43


def test_arranging_twice_is_one_link_and_after_withdrawing_a_new_one():
    made = make_list()
    arrange = {"session": made.session, "name": "Vera Aushilf", "by": made.trainer, "now": BEGIN}

    first, second = (substitutions.arrange(**arrange) for _ in range(2))
    substitutions.withdraw(substitution=first, by=made.trainer, now=BEGIN)
    third = substitutions.arrange(**arrange)

    assert first == second != third
    assert first.token != third.token
    assert Substitution.objects.count() == 2


def test_nobody_else_arranges_or_withdraws():
    made, other = make_list(), make_list()
    substitution = make_substitution(made)
    strangers = [
        other.trainer,
        other.coordinator,
        make_coordinator(make_carrier(is_centre=True)),
    ]

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            substitutions.arrange(session=made.session, name="Vera", by=stranger, now=BEGIN)
        with pytest.raises(PermissionDenied):
            substitutions.withdraw(substitution=substitution, by=stranger, now=BEGIN)

    assert Substitution.objects.get().withdrawn_at is None
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "now", "code"),
    [
        ({"status": "cancelled"}, DURING, "cancelled"),
        ({"closed_at": AFTER}, DURING, "closed"),
        ({}, END, "over"),
    ],
)
def test_nobody_is_arranged_where_there_is_nothing_left_to_do(fields, now, code):
    made = make_list(**fields)

    with pytest.raises(ValidationError) as error:
        substitutions.arrange(session=made.session, name="Vera", by=made.trainer, now=now)

    assert code_of(error) == code


@pytest.mark.parametrize("name", ["", "   ", "12345", "x" * 201, "\u200b"])
def test_name_has_to_be_one(name):
    made = make_list()

    with pytest.raises(ValidationError) as error:
        substitutions.arrange(session=made.session, name=name, by=made.trainer, now=BEGIN)

    assert list(error.value.message_dict) == ["name"]


def test_withdrawing_twice_is_one_deed():
    made = make_list()
    substitution = make_substitution(made)

    for now in (BEGIN, DURING):
        substitutions.withdraw(substitution=substitution, by=made.coordinator, now=now)

    assert Substitution.objects.get().withdrawn_at == BEGIN
    assert [entry.data for entry in LogEntry.objects.all()] == [{"substitution": substitution.pk}]


# --- what the substitute enters ------------------------------------------------------------------


def mark(made, substitution, **fields):
    return attendance.mark(
        **{
            "session": made.session,
            "participant": made.people[0],
            "state": "present",
            "seen": None,
            "by": None,
            "substitution": substitution,
            "now": DURING,
        }
        | fields
    )


def test_entry_of_a_substitute_names_the_substitution_and_no_user():
    made = make_list(people=3)
    substitution = make_substitution(made)

    row = mark(made, substitution)
    attendance.mark_rest_present(
        session=made.session, by=None, substitution=substitution, now=DURING
    )
    attendance.unmark(
        session=made.session,
        participant=made.people[0],
        seen=row.at,
        by=None,
        substitution=substitution,
        now=DURING,
    )

    assert [(r.by, r.substitution) for r in Attendance.objects.all()] == [(None, substitution)] * 2
    numbers = [person.pk for person in made.people]
    assert [(e.user, e.data) for e in LogEntry.objects.order_by("pk")] == [
        (None, {"deed": "mark", "participants": numbers[:1], "substitution": substitution.pk}),
        (
            None,
            {
                "deed": "mark_rest_present",
                "participants": numbers[1:],
                "substitution": substitution.pk,
            },
        ),
        (None, {"deed": "unmark", "participants": numbers[:1], "substitution": substitution.pk}),
    ]


def test_later_entry_of_a_trainer_takes_the_name_of_the_substitute_away():
    made = make_list()
    first = mark(made, make_substitution(made))

    mark(made, None, by=made.trainer, state="absent", seen=first.at, now=AFTER)

    row = Attendance.objects.get()
    assert (row.by, row.substitution) == (made.trainer, None)


def test_correction_of_the_coordinator_takes_the_name_of_the_substitute_away():
    made = make_list()
    row = mark(made, make_substitution(made))
    attendance.close(session=made.session, by=made.trainer, now=AFTER)

    attendance.correct(
        session=made.session,
        participant=made.people[0],
        state="absent",
        reason="War nicht da.",
        seen=row.at,
        by=made.coordinator,
        now=AFTER,
    )

    row = Attendance.objects.get()
    assert (row.by, row.substitution) == (made.coordinator, None)


@pytest.mark.parametrize(
    ("withdrawn", "closed", "now", "code"),
    [
        (True, False, DURING, "withdrawn"),
        (False, True, DURING, "closed"),
        (False, False, END + SECOND, "over"),
    ],
)
def test_deed_looks_again_at_link_and_list(withdrawn, closed, now, code):
    """The page was opened while all was well; the deed comes a moment too late."""
    made = make_list()
    substitution = make_substitution(made)
    if withdrawn:
        Substitution.objects.update(withdrawn_at=DURING)
    if closed:
        Session.objects.update(closed_at=DURING)

    with pytest.raises(ValidationError) as error:
        mark(made, substitution, now=now)
    with pytest.raises(ValidationError):
        attendance.mark_rest_present(
            session=made.session, by=None, substitution=substitution, now=now
        )

    assert code_of(error) == code
    assert Attendance.objects.count() == 0


def test_link_of_another_session_writes_nothing():
    made, other = make_list(), make_list()

    with pytest.raises(ValidationError) as error:
        mark(made, make_substitution(other))

    assert code_of(error) == "other_session"
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize("both", [True, False])
def test_entry_is_made_by_exactly_one(both):
    made = make_list()

    with pytest.raises(TypeError):
        mark(made, make_substitution(made) if both else None, by=made.trainer if both else None)


def test_substitute_and_trainer_never_overwrite_each_other():
    made = make_list()
    make_trainer(made.session)
    make_attendance(made.session, made.people[0], "absent", by=made.trainer, at=DURING)

    with pytest.raises(attendance.ChangedMeanwhile) as error:
        mark(made, make_substitution(made))

    assert error.value.row.by == made.trainer
    assert rosters.roster(made.session)[0].row.state == "absent"
