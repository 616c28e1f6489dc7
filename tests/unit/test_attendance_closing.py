"""Closing a list fixes minutes and what was taught; correcting it needs a reason."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.domain import attendance, balance
from cohorts.models import Attendance, CohortModule, LogEntry, SignUp
from curriculum.models import Criterion, CriterionText, Edition, LearningGoal, Standard
from tests.factories.attendance import (
    AFTER,
    BEGIN,
    make_attendance,
    make_list,
    make_module,
    teach,
)

pytestmark = pytest.mark.django_db


def close(made, now=AFTER):
    return attendance.close(session=made.session, by=made.trainer, now=now)


def make_criterion(statement="Grenzen werden geachtet."):
    edition, _ = Edition.objects.get_or_create(key="2025")
    standard, _ = Standard.objects.get_or_create(edition=edition, key="GR", position=1)
    number = standard.criteria.count() + 1
    criterion = Criterion.objects.create(standard=standard, key=f"GR-{number}", position=number)
    CriterionText.objects.create(criterion=criterion, language="de", statement=statement)
    CriterionText.objects.create(criterion=criterion, language="ar", statement="حدود")
    return criterion


def test_close_fixes_counted_minutes_and_leaves_unmarked_people_unmarked():
    made = make_list(people=4)
    make_attendance(made.session, made.people[0])
    make_attendance(made.session, made.people[1], "partly", late_minutes=100, early_minutes=15)
    make_attendance(made.session, made.people[2], "excused")

    closed = close(made)

    assert closed.closed_at == AFTER
    assert dict(Attendance.objects.values_list("participant", "counted_minutes")) == {
        made.people[0].pk: 180,
        made.people[1].pk: 75,
        made.people[2].pk: 0,
    }
    entry = LogEntry.objects.get()
    assert (entry.action, entry.object_id, entry.user, entry.carrier, entry.data) == (
        "cohorts.close",
        str(made.session.pk),
        made.trainer,
        made.session.cohort.organiser,
        {"marked": 3},
    )


def test_close_leaves_what_calendars_read_as_it_is():
    made = make_list()
    before = (made.session.sequence, made.session.modified_at)

    close(made)
    made.session.refresh_from_db()

    assert (made.session.sequence, made.session.modified_at) == before


def test_close_twice_changes_nothing():
    made = make_list()
    close(made)

    again = close(made, now=AFTER + timedelta(hours=1))

    assert again.closed_at == AFTER
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("now", "code"),
    [(BEGIN - timedelta(days=1), "too_early"), (BEGIN - timedelta(minutes=1), "not_begun")],
)
def test_close_waits_for_the_session_to_begin(now, code):
    made = make_list()

    with pytest.raises(ValidationError) as refused:
        close(made, now=now)

    assert refused.value.code == code


def test_close_refuses_a_cancelled_session():
    made = make_list(status="cancelled")

    with pytest.raises(ValidationError):
        close(made)


def test_close_keeps_what_was_taught_from_the_pinned_revision():
    made = make_list()
    criterion = make_criterion()
    module = make_module(
        "Grenzen",
        learning_goals=[
            LearningGoal(text="Ich erkenne eine Grenze.", criterion=criterion, depth="practised"),
            LearningGoal(text="Ich sage Nein."),
        ],
    )
    pin = module.latest_revision
    CohortModule.objects.create(
        cohort=made.session.cohort, module=module, revision=pin, planned_minutes=180
    )
    teach(made.session, module)
    module.title = "Grenzen, neu"
    module.save_revision().publish()

    close(made)
    CriterionText.objects.update(statement="Ganz anders.")

    first, pause, unnamed = made.session.segments.order_by("position")
    assert first.taught_revision == pin
    assert first.taught == {
        "revision": pin.pk,
        "title": "Grenzen",
        "goals": [
            {
                "text": "Ich erkenne eine Grenze.",
                "depth": "practised",
                "criterion": str(criterion.uuid),
            },
            {"text": "Ich sage Nein.", "depth": "introduced", "criterion": None},
        ],
        "criteria": [
            {
                "uuid": str(criterion.uuid),
                "key": "GR-1",
                "level": "must",
                "standard": "GR",
                "edition": "2025",
                "statement": "Grenzen werden geachtet.",
            }
        ],
    }
    assert (pause.taught, pause.taught_revision) == (None, None)
    assert (unnamed.taught, unnamed.taught_revision) == (None, None)


def test_close_takes_the_live_revision_where_nothing_is_pinned():
    made = make_list()
    module = make_module("Grenzen")
    live = module.live_revision
    teach(made.session, module)
    module.title = "Entwurf"
    module.save_revision()

    close(made)

    segment = made.session.segments.order_by("position").first()
    assert (segment.taught_revision, segment.taught["title"]) == (live, "Grenzen")


@pytest.mark.parametrize("size", [1, 5])
def test_close_needs_the_same_queries_for_any_list(size):
    made = make_list(people=3 * size)
    modules = [
        make_module(
            f"Modul {number}",
            learning_goals=[LearningGoal(text="Ich kann es.", criterion=make_criterion())],
        )
        for number in range(min(size, 2))
    ]
    teach(made.session, *modules)
    for participant in made.people:
        make_attendance(made.session, participant)
    ContentType.objects.get_for_model(made.session)  # is remembered by the process

    with CaptureQueriesContext(connection) as queries:
        close(made)

    assert set(Attendance.objects.values_list("counted_minutes", flat=True)) == {180}
    assert len(queries) == 12  # the transaction is two, the log one


def correct(made, person=0, **fields):
    return attendance.correct(
        **{
            "session": made.session,
            "participant": made.people[person],
            "state": "present",
            "reason": "Stand auf der Papierliste.",
            "seen": None,
            "by": made.coordinator,
            "now": AFTER + timedelta(days=1),
        }
        | fields
    )


def test_correct_keeps_the_old_value_in_the_log():
    made = make_list()
    row = make_attendance(made.session, made.people[0], "absent")
    close(made)

    corrected = correct(made, state="partly", late_minutes=30, seen=row.at)

    assert (corrected.pk, corrected.counted_minutes, corrected.by) == (
        row.pk,
        150,
        made.coordinator,
    )
    entry = LogEntry.objects.get(action="cohorts.correct")
    assert (entry.object_id, entry.reason) == (str(row.pk), "")
    assert entry.why == "Stand auf der Papierliste."
    assert entry.data["session"] == made.session.pk
    assert entry.data["participant"] == made.people[0].pk
    assert {value.field: (value.old, value.new) for value in entry.values.all()} == {
        "state": ("absent", "partly"),
        "late_minutes": ("0", "30"),
        "early_minutes": ("0", "0"),
        "counted_minutes": ("0", "150"),
        "reason": ("", "Stand auf der Papierliste."),
    }


def test_correct_enters_somebody_who_was_forgotten():
    made = make_list()
    close(made)

    row = correct(made)

    assert (row.state, row.counted_minutes) == ("present", 180)
    values = LogEntry.objects.get(action="cohorts.correct").values
    assert values.get(field="state").old == ""
    sign_up = SignUp.objects.get(participant=made.people[0])
    assert balance.of(sign_up, now=AFTER).attended == 180


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_correct_needs_a_reason(reason):
    made = make_list()
    close(made)

    with pytest.raises(ValidationError) as refused:
        correct(made, reason=reason)

    assert list(refused.value.message_dict) == ["reason"]
    assert not Attendance.objects.exists()


def test_correct_refuses_an_open_list_a_stranger_and_a_stale_look():
    made, other = make_list(), make_list()
    row = make_attendance(made.session, made.people[0])

    with pytest.raises(ValidationError) as still_open:
        correct(made, state="absent", seen=row.at)
    close(made)
    with pytest.raises(ValidationError) as stranger:
        correct(made, participant=other.people[0])
    with pytest.raises(attendance.ChangedMeanwhile):
        correct(made, state="absent", seen=row.at - timedelta(seconds=1))

    assert (still_open.value.code, stranger.value.code) == ("open", "not_on_list")
    assert list(Attendance.objects.values_list("participant", "state")) == [
        (made.people[0].pk, "present")
    ]
