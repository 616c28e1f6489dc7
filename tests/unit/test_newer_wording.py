"""A running cohort keeps its wording until somebody takes the newer one; drafts may go."""

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import cohort_life, pins, timetable
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Cohort, LogEntry, Session
from curriculum.models import ModulePage
from tests.factories.timetable import (
    FIRST_DAY,
    NOW,
    make_draft,
    make_edition,
    make_module,
    make_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def taught() -> ModulePage:
    return make_module()


@pytest.fixture
def cohort(taught: ModulePage) -> Cohort:
    make_edition()
    draft = make_draft()
    make_session(draft, FIRST_DAY, segments=[PlannedSegment("teaching", 90, taught)])
    return cohort_life.publish(cohort=draft, by=None, now=NOW)


def publish_anew(module: ModulePage) -> int:
    module.refresh_from_db()
    module.save_revision().publish()
    module.refresh_from_db()
    return module.live_revision_id or 0


def test_pinned_wording_stays_when_a_newer_one_is_published(cohort, taught):
    pinned = cohort.cohort_modules.get().revision_id

    publish_anew(taught)

    assert cohort.cohort_modules.get().revision_id == pinned
    assert [pin.module for pin in pins.with_newer_wording(cohort)] == [taught]


def test_newer_wording_is_taken_by_a_logged_deed(cohort, taught):
    old = cohort.cohort_modules.get().revision_id
    new = publish_anew(taught)

    cohort_life.take_newer_wording(cohort=cohort, modules=[taught], by=None, now=NOW)

    assert cohort.cohort_modules.get().revision_id == new
    assert not pins.with_newer_wording(cohort).exists()
    [entry] = LogEntry.objects.for_instance(cohort).filter(action="cohorts.newer")
    assert entry.data == {"revisions": [[old, new]]}


def test_newer_draft_or_another_module_changes_nothing(cohort, taught):
    taught.save_revision()
    other = make_module()
    publish_anew(other)

    cohort_life.take_newer_wording(cohort=cohort, modules=[taught, other], by=None, now=NOW)

    assert not LogEntry.objects.filter(action="cohorts.newer").exists()


def test_only_a_published_cohort_takes_newer_wording(taught):
    with pytest.raises(ValidationError):
        cohort_life.take_newer_wording(cohort=make_draft(), modules=[taught], by=None, now=NOW)


def test_draft_is_thrown_away_with_its_sessions():
    draft = make_draft()
    make_session(draft)

    cohort_life.discard(cohort=draft, by=None, now=NOW)

    assert not Cohort.objects.filter(pk=draft.pk).exists()
    assert not Session.objects.exists()
    assert LogEntry.objects.filter(action="cohorts.discard", object_id=draft.pk).count() == 1


def test_what_was_published_is_not_thrown_away(cohort):
    with pytest.raises(ValidationError):
        cohort_life.discard(cohort=cohort, by=None, now=NOW)
    with pytest.raises(ValidationError):
        timetable.discard_session(session=cohort.sessions.get(), by=None, now=NOW)

    assert cohort.sessions.count() == 1


def test_session_of_a_draft_is_thrown_away():
    session = make_session(make_draft())

    timetable.discard_session(session=session, by=None, now=NOW)

    assert not Session.objects.exists()
    assert LogEntry.objects.filter(action="cohorts.discard").count() == 1
