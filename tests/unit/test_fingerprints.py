"""What tells whether a reader holds a calendar already."""

from datetime import timedelta

import pytest

from cohorts.domain import fingerprints
from cohorts.models import Cohort, Session
from tests.factories.timetable import NOW, make_cohort, make_session

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def test_fingerprint_counts_microseconds() -> None:
    cohort = make_cohort(sessions=2)
    first, second = cohort.sessions.all()
    Session.objects.filter(pk=first.pk).update(modified_at=NOW)
    Session.objects.filter(pk=second.pk).update(modified_at=NOW + timedelta(microseconds=7))

    found = fingerprints.fingerprint(Session.objects.all(), watched=None)

    assert found == fingerprints.Fingerprint(
        count=2,
        numbers=first.pk + second.pk,
        instants=(2 * int(NOW.timestamp()) * 1_000_000 + 7) % 2**40,
        changed=NOW + timedelta(microseconds=7),
    )


def test_fingerprint_notices_a_change_that_is_not_the_newest() -> None:
    first, _second = make_cohort(sessions=2).sessions.all()
    before = fingerprints.fingerprint(Session.objects.all(), watched=None)

    Session.objects.filter(pk=first.pk).update(
        modified_at=first.modified_at - timedelta(microseconds=1)
    )

    assert fingerprints.fingerprint(Session.objects.all(), watched=None) != before


def test_fingerprint_is_dated_by_what_is_watched() -> None:
    shown, hidden = make_session(), make_session()
    Session.objects.filter(pk=hidden.pk).update(modified_at=LATER)
    only = Session.objects.filter(pk=shown.pk)

    assert fingerprints.fingerprint(only, watched=Session.objects.all()).changed == LATER
    assert fingerprints.fingerprint(only, watched=None).changed == shown.modified_at


def test_the_question_about_the_public_calendar_is_kept_and_its_answer_is_not() -> None:
    make_cohort(sessions=2)
    make_cohort(visibility=Cohort.Visibility.INTERNAL)
    public = Session.objects.publicly_listed()

    before = fingerprints.of_public()
    make_cohort()

    assert before.count == 2
    assert fingerprints.of_public() == fingerprints.fingerprint(
        public, watched=Session.objects.all()
    )


def test_fingerprint_of_nothing() -> None:
    assert fingerprints.fingerprint(
        Session.objects.filter(pk__in=[]), watched=None
    ) == fingerprints.Fingerprint(0, 0, 0, None)
