"""The doctor finds each kind of broken row, names it, and changes nothing."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from cohorts.domain import doctor
from cohorts.models import Attendance, CohortModule, Message, Participant, Session
from curriculum.models import (
    Corrigendum,
    Criterion,
    CriterionText,
    Edition,
    Standard,
    StandardText,
    triggers,
)
from tests.factories.cohorts import (
    NOW,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
)
from tests.factories.curriculum import (
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def faults():
    return {fault.key: fault.rows for fault in doctor.examine(now=NOW)}


def make_message(**fields):
    return Message.objects.create(
        **{
            "kind": "signed_off",
            "occasion": "x",
            "participant": make_participant(),
            "created_at": NOW,
            "not_before": NOW,
        }
        | fields
    )


def test_house_in_order_has_no_faults():
    full = make_cohort(capacity=1)
    make_session(full)
    make_sign_up(full)
    make_sign_up(full, state="waiting")
    make_sign_up(full, beyond_capacity="Dolmetscherin")
    make_message()

    assert faults() == {}


def test_missing_trigger_is_named():
    name = triggers.triggers(connection)[0].name
    triggers.remove(connection)

    found = faults()["triggers"]

    triggers.install(connection)
    assert name in found


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Edition, {"digest": "0" * 64}),
        (Edition, {"key": "2026"}),
        (Standard, {"key": "GX"}),
        (StandardText, {"title": "Anders"}),
        (StandardText, {"introduction": "Anders."}),
        (Criterion, {"level": "may"}),
        (Criterion, {"key": "GR-9"}),
        (CriterionText, {"statement": "Anders."}),
        (CriterionText, {"explanation": "Anders."}),
    ],
)
def test_edition_that_was_changed_in_spite_of_its_triggers_is_named(model, change):
    before = make_edition("2023")
    old = make_criterion(before)
    make_adopted(before, date(2023, 1, 1))
    edition = make_edition("2025", predecessor=before)
    make_step(old, make_criterion(edition))
    make_adopted(edition, date(2025, 1, 1))
    sound = faults()
    triggers.remove(connection)
    model.objects.filter(pk=model.objects.order_by("pk").last().pk).update(**change)
    triggers.install(connection)

    assert sound == {}
    named = "2026" if change == {"key": "2026"} else "2025"
    assert faults() == {"digests": (named,)}


def test_order_and_corrigenda_of_an_adopted_edition_in_its_digest():
    """Criteria that changed places are named; a corrigendum and a translation are no change."""
    edition = make_edition("2025")
    first = make_criterion(edition, "GR-1")
    make_criterion(edition, "GR-2")
    make_adopted(edition, date(2025, 1, 1))
    Corrigendum.objects.create(criterion=first, dated_on=date(2025, 2, 1), text="Lies: so.")
    CriterionText.objects.create(criterion=first, language="en", statement="Limits.")
    sound = faults()
    triggers.remove(connection)
    Criterion.objects.filter(pk=first.pk).update(position=7)
    triggers.install(connection)

    assert sound == {}
    assert faults() == {"digests": ("2025",)}


def test_too_many_seats_are_named_for_course_and_guests():
    course = make_cohort(capacity=1)
    make_session(course)
    evening = make_session(make_cohort(), guest_capacity=1)
    for _number in range(2):
        make_sign_up(course)
        make_sign_up(evening.cohort, session=evening, state="offered")

    assert faults() == {
        "overbooked": (f"cohort {course.pk}", f"session {evening.pk}"),
    }


def test_people_who_wait_beside_a_free_seat_are_named():
    course = make_cohort(capacity=2)
    make_session(course)
    make_sign_up(course)
    make_sign_up(course, state="waiting")
    over = make_cohort(capacity=2)
    make_session(over, starts_at=NOW - timedelta(days=1))
    make_sign_up(over, state="waiting")

    assert faults() == {"forgotten": (f"cohort {course.pk}",)}


def test_overdue_offers_and_mails_ask_for_the_worker():
    course = make_cohort(capacity=1)
    make_session(course)
    offered = make_sign_up(course, state="offered", offered_until=NOW - timedelta(hours=2))
    message = make_message(not_before=NOW - timedelta(hours=2))

    assert faults() == {
        "overdue_offers": (str(offered.pk),),
        "late_messages": (str(message.uuid),),
    }


def test_attendance_without_count_or_sign_up_is_named():
    session = make_session(starts_at=NOW - timedelta(days=1))
    Session.objects.filter(pk=session.pk).update(closed_at=NOW)
    row = Attendance.objects.create(
        session=session, participant=make_participant(), state="present", at=NOW
    )

    assert faults() == {"uncounted": (str(row.pk),), "without_sign_up": (str(row.pk),)}


def test_published_course_without_pins_is_named():
    course, draft = make_cohort(), make_cohort(state="draft")
    for cohort in (course, draft):
        CohortModule.objects.create(cohort=cohort, module=make_module(), planned_minutes=45)

    assert faults() == {"unpinned": (str(course.pk),)}


def test_stale_calendar_text_is_named():
    session = make_session()
    Session.objects.filter(pk=session.pk).update(vevent="BEGIN:VEVENT\r\nEND:VEVENT\r\n")

    assert faults() == {"stale_calendars": (str(session.pk),)}


def test_person_who_would_not_be_found_is_named_by_number_only():
    person = make_participant(full_name="Kanarienvogel")
    Participant.objects.filter(pk=person.pk).update(search_text="")

    assert faults() == {"unfindable": (str(person.pk),)}


def test_command_tells_programs_and_people(capsys):
    call_command("doctor")
    call_command("doctor", "--json")
    said, _, told = capsys.readouterr().out.partition("\n")

    assert said == "All is well."
    assert json.loads(told) == {"clean": True, "faults": []}


def test_command_ends_with_two_when_something_is_broken(capsys):
    person = make_participant()
    Participant.objects.update(search_text="")

    with pytest.raises(SystemExit) as ended:
        call_command("doctor", "--json")

    assert ended.value.code == 2
    assert json.loads(capsys.readouterr().out) == {
        "clean": False,
        "faults": [{"key": "unfindable", "count": 1, "rows": [str(person.pk)]}],
    }


@pytest.mark.parametrize("count", [1, 5])
def test_doctor_needs_the_same_queries_for_any_number(django_assert_num_queries, count):
    for _number in range(count):
        session = make_session()
        make_sign_up(session.cohort)
        Session.objects.filter(pk=session.pk).update(vevent="x")

    with django_assert_num_queries(12):
        doctor.examine(now=NOW)
