"""Consents: who decides, for minors and adults, and what it means for photos and seats."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from cohorts.domain import consents
from cohorts.models import Consent, LogEntry, Participant
from home.models import User
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_coordinator,
    make_participant,
    make_user,
)

TODAY = NOW.date()
BIRTHDAY = TODAY + timedelta(days=100)
PHOTOS = Consent.Kind.PHOTOS
TAKING_PART = Consent.Kind.TAKING_PART

pytestmark = pytest.mark.django_db


def given(person: Participant, by: User, **fields: object) -> Consent:
    fields = {"kind": PHOTOS, "given_on": TODAY, "by_guardian": False, "now": NOW} | fields
    return consents.record(participant=person, by=by, **fields)


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (date(2009, 5, 1), date(2027, 5, 1)),
        (date(2008, 2, 29), date(2026, 3, 1)),
        (date(2010, 12, 31), date(2028, 12, 31)),
    ],
)
def test_of_age_on_is_the_18th_birthday(born_on: date, expected: date) -> None:
    assert consents.of_age_on(born_on) == expected


def test_photos_allowed_counts_the_word_of_whoever_decides_on_that_day(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    staff = make_user()
    silent, adult, unsure = make_participant(), make_participant(), make_participant()
    minor = make_participant(of_age_on=BIRTHDAY)
    minor_alone = make_participant(of_age_on=BIRTHDAY)
    given(adult, staff)
    given(unsure, staff)
    consents.withdraw(participant=unsure, kind=PHOTOS, by=staff, now=NOW)
    given(minor, staff, by_guardian=True)
    minor_alone.consents.create(kind=PHOTOS, given_on=TODAY)
    everybody = [silent, adult, unsure, minor, minor_alone]

    with django_assert_num_queries(1):
        today = consents.photos_allowed(everybody, TODAY)

    assert today == {adult.pk, minor.pk}
    assert consents.photos_allowed(everybody, TODAY - timedelta(days=1)) == set()
    assert consents.photos_allowed(everybody, BIRTHDAY) == {adult.pk}
    assert consents.photos_allowed([silent], TODAY) == set()


def test_record_names_who_has_seen_the_paper_and_nobody_for_the_own_word() -> None:
    carrier = make_carrier()
    staff, user = make_coordinator(carrier), make_user()
    person = make_participant(user=user)
    minor = make_participant(of_age_on=BIRTHDAY)
    make_affiliation(minor, carrier)

    own = given(person, user)
    guardian = given(minor, staff, by_guardian=True, kind=TAKING_PART)

    assert (own.seen_by, own.by_guardian) == (None, False)
    assert (guardian.seen_by, guardian.by_guardian) == (staff, True)
    entry = LogEntry.objects.get(object_id=str(minor.pk), action="cohorts.consent")
    assert (entry.user, entry.carrier, entry.data) == (staff, carrier, {"kind": "taking_part"})


def test_record_twice_is_one_consent_and_one_entry() -> None:
    staff, person = make_user(), make_participant()

    first, second = given(person, staff), given(person, staff)

    assert first == second
    assert LogEntry.objects.filter(action="cohorts.consent").count() == 1


@pytest.mark.parametrize(
    ("of_age_on", "fields", "code"),
    [
        (BIRTHDAY, {"by_guardian": False}, "who"),
        (None, {"by_guardian": True}, "who"),
        (TODAY, {"by_guardian": True}, "who"),
        (None, {"given_on": TODAY + timedelta(days=1)}, "ahead"),
    ],
)
def test_record_refuses_the_wrong_person_and_days_ahead(
    of_age_on: date | None, fields: dict[str, object], code: str
) -> None:
    person = make_participant(of_age_on=of_age_on)

    with pytest.raises(ValidationError) as refusal:
        given(person, make_user(), **fields)

    errors = refusal.value.error_dict["given_on"] if code == "ahead" else refusal.value.error_list
    assert [error.code or code for error in errors] == [code]
    assert Consent.objects.count() == 0


def test_record_of_a_grown_up_ends_what_the_guardian_said() -> None:
    user = make_user()
    person = make_participant(user=user, of_age_on=BIRTHDAY)
    guardian = given(person, make_user(), by_guardian=True)
    later = datetime(BIRTHDAY.year, BIRTHDAY.month, BIRTHDAY.day, 12, tzinfo=UTC)

    own = given(person, user, given_on=BIRTHDAY, now=later)

    guardian.refresh_from_db()
    assert guardian.withdrawn_at == later
    assert consents.photos_allowed([person], BIRTHDAY) == {person.pk}
    assert own.seen_by is None


def test_withdraw_without_a_consent_changes_nothing() -> None:
    consents.withdraw(participant=make_participant(), kind=PHOTOS, by=make_user(), now=NOW)

    assert LogEntry.objects.count() == 0


def test_lacks_guardian_until_the_consent_and_never_from_the_birthday_on() -> None:
    adult, minor = make_participant(), make_participant(of_age_on=BIRTHDAY)

    assert not consents.lacks_guardian(adult, TODAY)
    assert consents.lacks_guardian(minor, TODAY)
    assert not consents.lacks_guardian(minor, BIRTHDAY)

    given(minor, make_user(), by_guardian=True, kind=TAKING_PART)
    assert not consents.lacks_guardian(minor, TODAY)


def test_lacks_guardian_is_not_mended_by_a_consent_to_photos() -> None:
    minor = make_participant(of_age_on=BIRTHDAY)

    given(minor, make_user(), by_guardian=True, kind=PHOTOS)

    assert consents.lacks_guardian(minor, TODAY)
