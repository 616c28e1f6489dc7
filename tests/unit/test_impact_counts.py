"""Every figure of the impact, counted a second time by hand: row by row, at two sizes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from cohorts.domain import attendance, cohort_life, impact
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Attendance, Carrier, Cohort, CohortModule, Participant, Segment, SignUp
from curriculum.models import (
    Criterion,
    Edition,
    LearningGoal,
    ModulePage,
    ProgrammeModule,
    ProgrammePage,
)
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_programme,
    make_step,
    make_user,
)
from tests.factories.timetable import (
    NOW,
    make_carrier,
    make_draft,
    make_participant,
    make_session,
    make_sign_up,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=60)


@dataclass(frozen=True)
class House:
    draft: Edition
    reworded: set[int]  # criteria of the edition in force that change with effect
    carriers: tuple[Carrier, Carrier]


@pytest.fixture(params=[1, 4])
def house(home_page: object, request: pytest.FixtureRequest) -> House:
    """Per number one reworded and one unchanged criterion, each with modules, courses, people."""
    first, size = make_edition("2025"), request.param
    old = [make_criterion(first, f"GR-{n}", f"Satz {n}.") for n in range(size)]
    same = [make_criterion(first, f"RO-{n}", f"Gleich {n}.") for n in range(size)]
    first = make_adopted(first, date(2025, 1, 1))
    draft = make_edition("2027", predecessor=first)
    carriers = (make_carrier(), make_carrier())
    twice = make_participant()  # in every course, and counted once
    for n in range(size):
        make_step(old[n], make_criterion(draft, f"GR-{n}", f"Neu {n}."), Kind.REWORDED)
        make_step(same[n], make_criterion(draft, f"RO-{n}", f"Gleich {n}."), Kind.UNCHANGED)
        make_step(None, make_criterion(draft, f"NN-{n}", f"Ganz neu {n}."), Kind.NEW)
        touched, untouched = make_module(f"Grenzen {n}", old[n]), make_module(f"Rolle {n}", same[n])
        make_module(f"Entwurf {n}", old[n], live=False)
        planned = make_module(f"Geplant {n}", same[n])
        planned.learning_goals = [LearningGoal(text="Ich kann es.", criterion=old[n])]
        planned.go_live_at = timezone.now() + timedelta(days=30)
        planned.save_revision(approved_go_live_at=planned.go_live_at)
        for module in (touched, untouched):
            programme = make_programme(f"Programm {module.title}")
            ProgrammeModule.objects.create(programme=programme, module=module)
            for carrier in carriers:
                running = course(module, carrier, twice, make_participant())
                make_sign_up(running, SignUp.State.WAITING)
                taught = course(module, carrier, twice, make_participant())
                close(taught, LATER)
                over = course(module, carrier, make_participant())
                close(over, LATER)
                cohort_life.close(cohort=over, by=None, now=LATER)
        unpublished = make_draft(organiser=carriers[0])
        make_session(unpublished, segments=[PlannedSegment("teaching", 90, touched)])
    return House(draft, {criterion.pk for criterion in old}, carriers)


def course(module: ModulePage, carrier: Carrier, *people: Participant) -> Cohort:
    cohort = make_draft(organiser=carrier)
    make_session(cohort, segments=[PlannedSegment("teaching", 90, module)])
    cohort = cohort_life.publish(cohort=cohort, by=None, now=NOW)
    for participant in people:
        make_sign_up(cohort, participant=participant)
    return cohort


def close(cohort: Cohort, now: datetime) -> None:
    session = cohort.sessions.get()
    attendance.mark_rest_present(session=session, by=make_user(), now=now)
    attendance.close(session=session, by=make_user(), now=now)


# --- The same by hand -------------------------------------------------------------------------


def modules_that_name(criterion: int) -> set[tuple[str, str]]:
    """Title and place: public goals, then whatever a revision that is not public yet says."""
    found = set()
    for module in ModulePage.objects.all():
        if module.live and module.learning_goals.filter(criterion=criterion).exists():
            found.add((module.title, "live"))
            continue
        for revision in module.revisions.all():
            names = {goal["criterion"] for goal in revision.content["learning_goals"]}
            if criterion in names and revision.approved_go_live_at:
                found.add((module.title, "scheduled"))
            elif criterion in names and not module.live:
                found.add((module.title, "draft"))
    return found


def programmes_with(criterion: int) -> set[str]:
    return {
        programme.title
        for programme in ProgrammePage.objects.all()
        for row in programme.programme_modules.all()
        if row.module.live and row.module.learning_goals.filter(criterion=criterion).exists()
    }


def running_with(criteria: set[int], carrier: Carrier | None) -> set[int]:
    return {
        pin.cohort_id
        for pin in CohortModule.objects.all()
        if pin.cohort.state == "published"
        and (carrier is None or pin.cohort.organiser == carrier)
        and criteria & {goal["criterion"] for goal in pin.revision.content["learning_goals"]}
    }


def with_a_seat(cohorts: set[int]) -> set[int]:
    return {
        sign_up.participant_id
        for sign_up in SignUp.objects.all()
        if sign_up.cohort_id in cohorts and sign_up.state in ("confirmed", "offered")
    }


def taught(criteria: set[int], carrier: Carrier | None) -> set[tuple[int, int]]:
    """Cohort and person, by what the segments of closed sessions keep."""
    names = {str(Criterion.objects.get(pk=pk).uuid) for pk in criteria}
    found = set()
    for segment in Segment.objects.exclude(taught=None):
        cohort = segment.session.cohort
        if not names & {kept["uuid"] for kept in segment.taught["criteria"]}:
            continue
        if carrier is None or cohort.organiser == carrier:
            for row in Attendance.objects.filter(session=segment.session):
                if row.counted_minutes:
                    found.add((cohort.pk, row.participant_id))
    return found


@pytest.mark.parametrize("whose", [None, 0])
def test_every_figure_is_what_counting_by_hand_gives(house: House, whose: int | None) -> None:
    carrier = None if whose is None else house.carriers[whose]

    found = impact.of(house.draft, carrier=carrier)

    size = len(house.reworded)
    assert found.kinds == (("unverändert", size), ("neu gefasst", size), ("neu", size))
    assert {touch.change.step.from_criterion_id for touch in found.touches} == house.reworded
    for touch in found.touches:
        one = touch.change.step.from_criterion_id
        places = {(t.module.title, t.place.value if t.place else "live") for t in touch.modules}
        assert places == modules_that_name(one)
        assert {place for _title, place in places} == {"live", "draft", "scheduled"}
        assert {programme.title for programme in touch.programmes} == programmes_with(one)
        assert {t.cohort.pk for t in touch.cohorts} == running_with({one}, carrier)
        assert touch.taught == len({person for _cohort, person in taught({one}, carrier)})
        for t in touch.cohorts:
            assert t.people == len(with_a_seat({t.cohort.pk}))
    running, told = running_with(house.reworded, carrier), taught(house.reworded, carrier)
    assert found.modules == len({t for pk in house.reworded for t in modules_that_name(pk)})
    assert (found.cohorts, found.people) == (len(running), len(with_a_seat(running)))
    assert found.taught == len({person for _cohort, person in told})
    assert {t.cohort.pk: t.taught for t in found.courses} == {
        pk: sum(cohort == pk for cohort, _person in told)
        for pk in running | {cohort for cohort, _person in told}
    }
    assert {c.key for c, _wording in found.gaps} == {f"NN-{n}" for n in range(size)}


def test_figures_are_not_all_the_same(house: House) -> None:
    """Else the counts above would prove little."""
    size = len(house.reworded)

    found = impact.of(house.draft)

    assert (found.modules, found.cohorts, found.people, found.taught) == (
        3 * size,
        4 * size,
        4 * size + 1,
        4 * size + 1,
    )
