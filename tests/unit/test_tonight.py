"""The page of one evening: which revision, which rows, which people, and how many queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.domain import attendance, tonight
from cohorts.models import AbsenceNotice, Cohort, CohortModule, Consent, Session, SessionTrainer
from curriculum.models import MethodCard
from tests.factories.attendance import (
    AFTER,
    BEGIN,
    DURING,
    make_attendance,
    make_list,
    make_module,
    teach,
)
from tests.factories.cohorts import make_participant, make_segment, make_session, make_sign_up
from tests.factories.curriculum import make_criterion, make_edition
from tests.factories.teaching import (
    handout,
    make_card,
    make_document,
    make_taught_module,
    note,
    plan,
    rewrite,
    row,
)

pytestmark = pytest.mark.django_db


def rows_of(found):
    """Rows of all parts: minutes after the beginning, minutes, aim."""
    return [
        (int((r.begins - found.session.starts_at).total_seconds() // 60), r.minutes, r.step.aim)
        for part in found.parts
        for r in part.rows
    ]


def evening(*modules, **fields):
    made = make_list(**fields)
    teach(made.session, *modules)
    return made


# --- the clock ----------------------------------------------------------------------------------


def test_parts_stand_by_the_clock_with_the_present_one_marked():
    made = make_list()

    found = tonight.of(made.session, now=DURING)

    minutes = [
        (p.segment.kind, int((p.begins - BEGIN).seconds / 60), int((p.ends - BEGIN).seconds / 60))
        for p in found.parts
    ]
    assert minutes == [("teaching", 0, 90), ("break", 90, 105), ("teaching", 105, 195)]
    assert [p.state for p in found.parts] == ["now", "ahead", "ahead"]
    assert [p.anchor for p in found.parts] == ["teil-1", "teil-2", "teil-3"]


@pytest.mark.parametrize(
    ("minutes", "states"),
    [
        (-1, ["ahead", "ahead", "ahead"]),
        (0, ["now", "ahead", "ahead"]),
        (90, ["past", "now", "ahead"]),
        (194, ["past", "past", "now"]),
        (195, ["past", "past", "past"]),
    ],
)
def test_present_part_begins_and_ends_to_the_minute(minutes, states):
    made = make_list()

    found = tonight.of(made.session, now=BEGIN + timedelta(minutes=minutes))

    assert [part.state for part in found.parts] == states


def test_spare_minutes_are_what_no_part_fills():
    made = make_list(ends_at=BEGIN + timedelta(minutes=210))

    assert tonight.of(made.session, now=DURING).spare_minutes == 15


# --- the plan -----------------------------------------------------------------------------------


def test_plan_runs_over_the_parts_of_its_module_and_leaves_the_break_to_the_session():
    module = make_taught_module(
        plan(row(90, "Vor"), row(20, "Pause", is_break=True), row(90, "Nach"))
    )
    made = evening(module, module)

    found = tonight.of(made.session, now=DURING)

    assert rows_of(found) == [(0, 90, "Vor"), (105, 90, "Nach")]
    assert [part.is_continued for part in found.parts] == [False, False, True]
    assert [one.laid.fits for one in found.modules] == [True]


def test_plan_that_does_not_fit_is_told_in_minutes():
    made = evening(make_taught_module(plan(row(50, "Reden"), row(45, "Üben"))))

    (module,) = tonight.of(made.session, now=DURING).modules

    assert (module.laid.plan_minutes, module.laid.time_minutes) == (95, 90)
    assert not module.is_spread


def test_plan_goes_on_where_the_last_evening_ended():
    module = make_taught_module(plan(row(60, "Eins"), row(60, "Zwei"), row(60, "Drei")))
    made = evening(module)
    later = make_session(made.session.cohort, starts_at=BEGIN + timedelta(days=7))
    make_segment(later, minutes=90, module=module)
    cancelled = make_session(
        made.session.cohort, starts_at=BEGIN + timedelta(days=3), status="cancelled"
    )
    make_segment(cancelled, minutes=90, module=module)

    first, second = (tonight.of(one, now=DURING) for one in (made.session, later))

    assert rows_of(first) == [(0, 60, "Eins"), (60, 30, "Zwei")]
    assert rows_of(second) == [(0, 30, "Zwei"), (30, 60, "Drei")]
    (module_first,), (module_second,) = first.modules, second.modules
    assert [one.step.aim for one in module_first.later] == ["Zwei", "Drei"]
    assert [one.step.aim for one in module_second.earlier] == ["Eins", "Zwei"]
    assert (module_first.earlier, module_second.later) == ((), ())
    assert (module_first.is_spread, module_first.laid.fits) == (True, True)
    assert (first.following, second.before) == (later, made.session)
    assert (first.before, second.following) == (None, None)


def test_another_cohort_takes_no_time_from_the_plan():
    module = make_taught_module(plan(row(90, "Eins")))
    evening(module, starts_at=BEGIN - timedelta(days=7))
    made = evening(module)

    assert rows_of(tonight.of(made.session, now=DURING)) == [(0, 90, "Eins")]


# --- the revision that counts -------------------------------------------------------------------


def test_pinned_revision_counts_and_not_what_was_published_since():
    module = make_taught_module(plan(row(90, "Alt")), note("Alte Notiz"))
    made = evening(module)
    CohortModule.objects.create(
        cohort=made.session.cohort,
        module=module,
        revision=module.live_revision,
        planned_minutes=90,
    )
    rewrite(module, plan(row(90, "Neu")), note("Neue Notiz"))

    found = tonight.of(made.session, now=DURING)

    assert rows_of(found) == [(0, 90, "Alt")]
    assert found.modules[0].teaching.notes == ("<p>Alte Notiz</p>",)


def test_without_a_pin_the_live_revision_counts_and_a_draft_does_not():
    module = make_taught_module(plan(row(90, "Alt")))
    made = evening(module)
    rewrite(module, plan(row(90, "Neu")))
    module.body = [plan(row(90, "Entwurf"))]
    module.save_revision()

    assert rows_of(tonight.of(made.session, now=DURING)) == [(0, 90, "Neu")]


def test_taught_revision_counts_once_the_list_is_closed():
    module = make_taught_module(plan(row(90, "Gelehrt")))
    made = evening(module)
    attendance.close(session=made.session, by=made.trainer, now=AFTER)
    rewrite(module, plan(row(90, "Neu")))

    found = tonight.of(Session.objects.get(pk=made.session.pk), now=AFTER)

    assert rows_of(found) == [(0, 90, "Gelehrt")]


def test_module_without_any_revision_is_taken_as_it_stands():
    module = make_module(body=[plan(row(90, "Steht"))])
    module.revisions.all().delete()
    module.refresh_from_db()
    made = evening(module)

    assert rows_of(tonight.of(made.session, now=DURING)) == [(0, 90, "Steht")]


# --- what to bring ------------------------------------------------------------------------------


def test_material_of_rows_and_cards_stands_once_with_the_time_it_is_needed():
    card = make_card(material="Stifte\nAmpelkarten")
    module = make_taught_module(
        plan(
            row(30, "Eins", material="Flipchart"),
            row(30, "Zwei", material="stifte", card=card.pk),
            row(30, "Drei", material=" Flipchart "),
        )
    )
    made = evening(module)

    found = tonight.of(made.session, now=DURING)

    assert [(m.text, int((m.needed_at - BEGIN).seconds / 60)) for m in found.materials] == [
        ("Flipchart", 0),
        ("stifte", 30),
        ("Ampelkarten", 30),
    ]
    assert found.cards == (card,)
    assert card.step_list == ["Allein lesen", "Zu zweit reden"]


def test_goals_notes_and_handouts_come_from_the_revision():
    document, gone, card = make_document(), make_document("Weg"), make_card()
    module = make_taught_module(
        plan(row(90, "Eins", card=card.pk), title="Ein Abend"),
        note("Nur für Sie"),
        handout("Fallkarten 1", document),
        handout("Gibt es nicht mehr", gone),
        goals=("Ich kann Nein sagen.", "Ich kenne eine Stelle."),
    )
    gone.delete()
    MethodCard.objects.all().delete()
    made = evening(module)

    found = tonight.of(made.session, now=DURING)

    (one,) = found.modules
    assert [goal.text for goal in one.teaching.goals] == [
        "Ich kann Nein sagen.",
        "Ich kenne eine Stelle.",
    ]
    assert one.teaching.notes == ("<p>Nur für Sie</p>",)
    assert [(h.title, h.document) for h in found.handouts] == [("Fallkarten 1", document)]
    assert [(step.plan, step.card) for step in one.teaching.steps] == [("Ein Abend", None)]


# --- people -------------------------------------------------------------------------------------


def test_people_are_those_of_the_list_with_their_word_and_the_photo_rule():
    made = make_list(people=3)
    one, two, three = made.people
    guest = make_participant(full_name="Gast")
    make_sign_up(made.session.cohort, guest, session=made.session)
    other = make_list(people=1, starts_at=BEGIN)
    for session, person in ((made.session, two), (other.session, three)):
        AbsenceNotice.objects.create(session=session, participant=person, at=BEGIN)
    for person in (one, other.people[0]):
        Consent.objects.create(participant=person, kind="photos", given_on=date(2026, 1, 1))

    found = tonight.of(made.session, now=DURING)

    assert [
        (p.name, p.cannot_come, p.may_be_photographed, p.entry.is_guest) for p in found.people
    ] == [
        ("Gast", False, False, True),
        ("Teilnehmerin 01", False, True, False),
        ("Teilnehmerin 02", True, False, False),
        ("Teilnehmerin 03", False, False, False),
    ]
    assert found.expected == 3


def test_trainers_and_guest_speakers_are_named_and_never_by_address():
    made = make_list()
    SessionTrainer.objects.create(session=made.session, name="Dr. Gast Rednerin")
    nameless = make_list().trainer
    nameless.name = ""
    nameless.save()
    SessionTrainer.objects.create(session=made.session, user=nameless)

    assert tonight.of(made.session, now=DURING).trainers == ("Amira Lotz", "Dr. Gast Rednerin")


# --- queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 5])
def test_page_needs_twelve_queries_at_any_size(size):
    made = make_list(people=size)
    criterion = make_criterion(make_edition())
    for number in range(size):
        module = make_taught_module(
            plan(row(20, "Eins", card=make_card().pk), row(30, "Zwei")),
            note("Notiz"),
            handout("Blatt", make_document()),
            goals=("Ich kann es.",),
            criterion=criterion,
        )
        CohortModule.objects.create(
            cohort=made.session.cohort,
            module=module,
            revision=module.live_revision,
            planned_minutes=90,
            position=number,
        )
        make_segment(made.session, minutes=50, module=module)
        make_session(made.session.cohort, starts_at=BEGIN + timedelta(days=number + 1))
        SessionTrainer.objects.create(session=made.session, name=f"Gast {number}")
    for person in made.people:
        make_attendance(made.session, person, by=made.trainer)
    session = Session.objects.select_related("cohort__organiser", "place").get(pk=made.session.pk)

    with CaptureQueriesContext(connection) as queries:
        found = tonight.of(session, now=DURING)
        said = [(part.title, len(part.rows)) for part in found.parts]

    assert len(said) == 3 + size
    assert len(found.cards) == len(found.handouts) == size
    assert {goal.criterion for one in found.modules for goal in one.teaching.goals} == {"GR-1"}
    assert len(queries) == 12


def test_draft_cohort_is_built_like_any_other():
    made = make_list()
    Cohort.objects.update(state=Cohort.State.DRAFT)

    assert len(tonight.of(made.session, now=DURING).parts) == 3
