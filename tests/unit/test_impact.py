"""Impact: what a draft of the standards would touch, before it is adopted."""

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Revision

from cohorts.domain import attendance, cohort_life, impact
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Carrier, Cohort, SignUp
from curriculum.models import Criterion, Edition, LearningGoal, ModulePage, ProgrammeModule
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


def course(module: ModulePage, *people: object, carrier: Carrier | None = None) -> Cohort:
    """A published course that teaches the module, with people in it."""
    cohort = make_draft(organiser=carrier or make_carrier())
    make_session(cohort, segments=[PlannedSegment("teaching", 90, module)])
    cohort = cohort_life.publish(cohort=cohort, by=None, now=NOW)
    for participant in people:
        make_sign_up(cohort, participant=participant)
    return cohort


def close(cohort: Cohort, now: datetime = LATER) -> None:
    session = cohort.sessions.get()
    attendance.mark_rest_present(session=session, by=make_user(), now=now)
    attendance.close(session=session, by=make_user(), now=now)


@pytest.fixture
def house(home_page: object) -> dict[str, object]:
    """GR-1 is reworded, GR-2 moved, GR-3 dropped, GR-4 new; three modules teach the old ones."""
    first = make_edition("2025")
    one, two, three = (make_criterion(first, f"GR-{n}", f"Satz {n}.") for n in (1, 2, 3))
    grenzen = make_module("Grenzen", one, number=1)
    rolle = make_module("Rolle", two, number=2)
    make_module("Entwurf", one, number=3, live=False)
    first = make_adopted(first, date(2025, 1, 1))
    draft = make_edition("2027", predecessor=first)
    make_step(one, make_criterion(draft, "GR-1", "Neuer Satz."), Kind.REWORDED, "Aus Gießen.")
    make_step(two, make_criterion(draft, "GR-2", "Satz 2."), Kind.MOVED)
    make_step(three, None, Kind.DROPPED)
    make_step(None, make_criterion(draft, "GR-4", "Ganz neu."), Kind.NEW)
    return {"draft": draft, "grenzen": grenzen, "rolle": rolle}


def test_kinds_of_change_are_counted(house: dict[str, Edition]) -> None:
    found = impact.of(house["draft"])

    assert found.kinds == (
        ("verschoben", 1),
        ("neu gefasst", 1),
        ("gestrichen", 1),
        ("neu", 1),
    )
    assert [(touch.key, touch.change.old, touch.change.new) for touch in found.touches] == [
        ("GR-1", "Satz 1.", "Neuer Satz."),
        ("GR-3", "Satz 3.", ""),
    ]


def test_modules_are_named_with_the_place_of_the_link(house: dict[str, Edition]) -> None:
    found = impact.of(house["draft"])

    touched = found.touches[0].modules
    assert [(t.module.title, t.place.value if t.place else "live") for t in touched] == [
        ("Grenzen", "live"),
        ("Entwurf", "draft"),
    ]
    assert found.modules == 2


def test_new_criterion_without_module_is_a_gap(house: dict[str, Edition]) -> None:
    assert [(c.key, text) for c, text in impact.of(house["draft"]).gaps] == [("GR-4", "Ganz neu.")]


def test_programmes_lose_what_their_modules_served(house: dict[str, object]) -> None:
    basic, other = make_programme("Basis"), make_programme("Anderes")
    ProgrammeModule.objects.create(programme=basic, module=house["grenzen"])
    ProgrammeModule.objects.create(programme=other, module=house["rolle"])

    found = impact.of(house["draft"])

    assert [p.title for p in found.touches[0].programmes] == ["Basis"]
    assert found.touches[1].programmes == ()


def test_running_courses_and_their_people_are_counted_once(house: dict[str, object]) -> None:
    anna, bella = make_participant(), make_participant()
    course(house["grenzen"], anna, bella)
    course(house["grenzen"], anna)
    course(house["rolle"], bella)
    queued = course(house["grenzen"])
    make_sign_up(queued, SignUp.State.WAITING)

    found = impact.of(house["draft"])

    assert sorted(touched.people for touched in found.touches[0].cohorts) == [0, 1, 2]
    assert (found.cohorts, found.people) == (3, 2)


def test_people_who_were_taught_the_old_wording_are_counted(house: dict[str, object]) -> None:
    anna = make_participant()
    taught, other = course(house["grenzen"], anna), course(house["rolle"], make_participant())
    course(house["grenzen"], make_participant())  # not closed: nothing was taught yet
    close(taught)
    close(other)

    found = impact.of(house["draft"])

    assert [touch.taught for touch in found.touches] == [1, 0]
    assert found.taught == 1


def test_courses_are_told_with_who_was_taught_in_them(house: dict[str, object]) -> None:
    """Also one that is over; nobody twice, and nobody from a course that has no part in it."""
    anna, bella = make_participant(), make_participant()
    running, over = course(house["grenzen"], anna), course(house["grenzen"], anna, bella)
    ahead = course(house["grenzen"], bella)
    for cohort in (running, over, untouched := course(house["rolle"], anna)):
        close(cohort)
    for cohort in (over, untouched):
        cohort_life.close(cohort=cohort, by=None, now=LATER)

    found = impact.of(house["draft"])

    assert sorted((t.cohort.pk, t.people, t.taught) for t in found.courses) == [
        (running.pk, 1, 1),
        (over.pk, 0, 2),
        (ahead.pk, 1, 0),
    ]
    assert (found.cohorts, found.people, found.taught) == (2, 2, 2)
    assert {t.cohort for t in found.touches[0].cohorts} == {running, ahead}


def test_carrier_sees_its_own_courses(house: dict[str, object]) -> None:
    carrier = make_carrier()
    mine = course(house["grenzen"], make_participant(), carrier=carrier)
    foreign = course(house["grenzen"], make_participant())
    close(mine)
    close(foreign)

    found = impact.of(house["draft"], carrier=carrier)

    assert [t.cohort for t in found.touches[0].cohorts] == [mine]
    assert [(t.cohort, t.people, t.taught) for t in found.courses] == [(mine, 1, 1)]
    assert (found.cohorts, found.people, found.taught) == (1, 1, 1)


def test_course_is_judged_by_the_revision_that_it_has_pinned(house: dict[str, object]) -> None:
    """What a module says since, or only in a draft, is not what the course teaches."""
    grenzen, rolle = house["grenzen"], house["rolle"]
    old, moved = (m.learning_goals.get().criterion for m in (grenzen, rolle))
    pinned_old = course(grenzen, make_participant())
    name_instead(grenzen, moved).publish()
    course(grenzen, make_participant())
    name_instead(rolle, old)  # a draft
    course(rolle, make_participant())

    found = impact.of(house["draft"])

    touched = found.touches[0]
    assert [(t.module.title, t.place.value if t.place else "live") for t in touched.modules] == [
        ("Rolle", "draft"),
        ("Entwurf", "draft"),
    ]
    assert [t.cohort for t in touched.cohorts] == [pinned_old]
    assert [t.cohort for t in found.courses] == [pinned_old]
    assert (found.cohorts, found.people) == (1, 1)


def name_instead(module: ModulePage, criterion: Criterion) -> Revision:
    """A new revision with one goal, for another criterion."""
    module.learning_goals = [LearningGoal(text="Ich kann es.", criterion=criterion)]
    return module.save_revision()


@pytest.mark.parametrize("size", [1, 5])
def test_queries_do_not_grow(
    home_page: object, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    first = make_edition("2025")
    criteria = [make_criterion(first, f"GR-{n}", f"Satz {n}.") for n in range(size)]
    modules = [make_module(f"Modul {n}", c, number=n) for n, c in enumerate(criteria)]
    draft = make_edition("2027", predecessor=make_adopted(first, date(2025, 1, 1)))
    for n, old in enumerate(criteria):
        make_step(old, make_criterion(draft, f"GR-{n}", f"Neu {n}."), Kind.REWORDED)
    for module in modules:
        close(course(module, make_participant()), now=LATER)

    with django_assert_num_queries(15):
        assert impact.of(draft).people == size
