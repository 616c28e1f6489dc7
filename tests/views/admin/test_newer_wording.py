"""A running course takes a newer wording in the admin; drafts are thrown away there."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.domain import cohort_life
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Cohort, Session
from tests.factories.timetable import NOW, make_draft, make_edition, make_module, make_session
from tests.views.admin.conftest import Estate

FIRST_DAY = date(2026, 9, 15)


@pytest.fixture
def course(ours: Estate) -> Cohort:
    """A published course with two modules, both published anew since."""
    make_edition()
    draft = make_draft(organiser=ours.carrier)
    for number in range(2):
        module = make_module(title=f"Modul {number}")
        parts = [PlannedSegment("teaching", 90, module)]
        make_session(draft, FIRST_DAY + timedelta(days=number), segments=parts)
    course = cohort_life.publish(cohort=draft, by=None, now=NOW)
    for pin in course.cohort_modules.select_related("module"):
        pin.module.save_revision().publish()
    return course


def revisions(course: Cohort) -> list[bool]:
    """For each module whether the course teaches the newest wording."""
    pins = course.cohort_modules.select_related("module").order_by("module__title")
    return [pin.revision_id == pin.module.live_revision_id for pin in pins]


def test_course_takes_the_newer_wording_of_the_chosen_modules(
    as_coordinator: Client, course: Cohort
) -> None:
    page = as_coordinator.get(reverse("cohort:edit", args=[course.pk]))
    asked = as_coordinator.get(reverse("cohort:newer", args=[course.pk]))
    choices = [str(label) for _pk, label in asked.context["form"]["modules"].field.choices]
    first = course.cohort_modules.get(module__title="Modul 0").module_id

    answer = as_coordinator.post(reverse("cohort:newer", args=[course.pk]), {"modules": [first]})

    assert "Neuere Fassung übernehmen" in page.text
    assert choices == ["Modul 0", "Modul 1"]
    assert answer.url == reverse("cohort:inspect", args=[course.pk])
    assert revisions(course) == [True, False]


def test_nothing_is_offered_when_nothing_is_newer(as_coordinator: Client, course: Cohort) -> None:
    modules = [pin.module for pin in course.cohort_modules.all()]
    cohort_life.take_newer_wording(cohort=course, modules=modules, by=None, now=NOW)

    page = as_coordinator.get(reverse("cohort:edit", args=[course.pk]))
    asked = as_coordinator.get(reverse("cohort:newer", args=[course.pk]))

    assert "Neuere Fassung übernehmen" not in page.text
    assert asked.url == reverse("cohort:inspect", args=[course.pk])


@pytest.mark.parametrize("chosen", [[], [999999]])
def test_choice_that_cannot_be_is_told_at_the_field(
    as_coordinator: Client, course: Cohort, chosen: list[int]
) -> None:
    answer = as_coordinator.post(reverse("cohort:newer", args=[course.pk]), {"modules": chosen})

    assert list(answer.context["form"].errors) == ["modules"]
    assert revisions(course) == [False, False]


def test_drafts_are_thrown_away_and_published_courses_are_not(
    as_coordinator: Client, ours: Estate, course: Cohort
) -> None:
    draft = make_draft(organiser=ours.carrier)
    session = make_session(draft)
    other = make_session(draft, FIRST_DAY + timedelta(days=9))

    one = as_coordinator.post(reverse("session:discard", args=[session.pk]))
    all_of_it = as_coordinator.post(reverse("cohort:discard", args=[draft.pk]))
    refused = as_coordinator.post(reverse("cohort:discard", args=[course.pk]))

    assert one.url == reverse("session:index")
    assert all_of_it.url == reverse("cohort:index")
    assert not Session.objects.filter(pk__in=[session.pk, other.pk]).exists()
    assert not Cohort.objects.filter(pk=draft.pk).exists()
    assert refused.context["form"].non_field_errors() == [
        "Nur ein Entwurf kann verworfen werden. Bitte sagen Sie den Kurs ab."
    ]
    assert Cohort.objects.filter(pk=course.pk).exists()


def test_foreign_drafts_do_not_exist(as_coordinator: Client, theirs: Estate) -> None:
    draft = make_draft(organiser=theirs.carrier)

    assert as_coordinator.post(reverse("cohort:discard", args=[draft.pk])).status_code == 404
    assert Cohort.objects.filter(pk=draft.pk).exists()
