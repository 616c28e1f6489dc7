"""Nobody under 18 gets a seat before a guardian has agreed. On the birthday that rule ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import consents, people, register, sign_up
from cohorts.models import Consent, Participant, SignUp
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)

pytestmark = pytest.mark.django_db
State = SignUp.State
BIRTHDAY = NOW.date() + timedelta(days=100)


@pytest.fixture
def minor(db: None) -> Participant:
    return make_participant(of_age_on=BIRTHDAY)


def agree(minor: Participant, kind: str = Consent.Kind.TAKING_PART) -> None:
    consents.record(
        participant=minor,
        kind=kind,
        given_on=NOW.date(),
        by_guardian=True,
        by=make_user(),
        now=NOW,
    )


def test_a_minor_asks_first_also_when_staff_sign_them_up(minor: Participant) -> None:
    carrier = make_carrier()
    cohort = make_cohort(organiser=carrier)
    make_session(cohort)

    row = sign_up.request_seat(
        participant=minor, cohort=cohort, by=make_coordinator(carrier), now=NOW
    )

    assert row.state == State.REQUESTED
    assert sign_up.seats(cohort).held == 0


def test_with_the_consent_a_minor_gets_the_seat_like_everybody(minor: Participant) -> None:
    cohort = make_cohort()
    agree(minor)

    assert (
        sign_up.request_seat(participant=minor, cohort=cohort, by=None, now=NOW).state
        == State.CONFIRMED
    )


def test_from_the_birthday_on_nobody_asks_any_more(minor: Participant) -> None:
    cohort = make_cohort()
    later = NOW + timedelta(days=100)

    row = sign_up.request_seat(participant=minor, cohort=cohort, by=None, now=later)

    assert row.state == State.CONFIRMED


@pytest.mark.parametrize("deed", ["approve", "admit", "accept"])
def test_no_way_to_a_seat_before_the_consent(deed: str, minor: Participant) -> None:
    cohort, staff = make_cohort(), make_user()
    make_session(cohort)
    state = State.OFFERED if deed == "accept" else State.REQUESTED
    row = make_sign_up(cohort, minor, state)

    def act() -> SignUp:
        if deed == "admit":
            return sign_up.admit(
                participant=minor, cohort=cohort, by=staff, now=NOW, reason="Ausnahme"
            )
        return getattr(sign_up, deed)(sign_up=row, by=staff, now=NOW)

    agree(minor, Consent.Kind.PHOTOS)
    with pytest.raises(ValidationError) as refusal:
        act()
    row.refresh_from_db()
    assert (refusal.value.code, row.state, row.beyond_capacity) == ("guardian", state, "")

    agree(minor)
    assert act().state == State.CONFIRMED


def test_the_withdrawn_consent_does_not_open_the_door(minor: Participant) -> None:
    row = make_sign_up(make_cohort(), minor, State.REQUESTED)
    agree(minor)
    consents.withdraw(participant=minor, kind="taking_part", by=make_user(), now=NOW)

    with pytest.raises(ValidationError):
        sign_up.approve(sign_up=row, by=make_user(), now=NOW)


def test_the_agreement_at_sign_up_is_stored_with_its_time() -> None:
    person = make_participant()

    own = sign_up.request_seat(
        participant=person, cohort=make_cohort(), agreed_at=NOW, by=None, now=NOW
    )
    by_staff = sign_up.request_seat(
        participant=person, cohort=make_cohort(), source="staff", by=None, now=NOW
    )

    assert (own.agreed_at, by_staff.agreed_at) == (NOW, None)


def test_a_name_is_confirmed_once_by_the_person_and_asked_again_when_it_changes() -> None:
    user = make_user()
    person = make_participant(user=user, full_name="Anna Weiß")

    people.confirm_name(participant=person, full_name="Anna Weiß", by=user, now=NOW)
    later = people.confirm_name(
        participant=person, full_name="Anna Weiß", by=user, now=NOW + timedelta(days=1)
    )
    assert later.name_confirmed_at == NOW

    register.correct(participant=person, by=make_user(), now=NOW, sort_name="Weiß, Anna")
    person.refresh_from_db()
    assert person.name_confirmed_at == NOW

    register.correct(participant=person, by=make_user(), now=NOW, full_name="Anna Weiss")
    person.refresh_from_db()
    assert person.name_confirmed_at is None


def test_the_own_correction_asks_again_too() -> None:
    user = make_user()
    person = make_participant(user=user, full_name="Anna Weiß", name_confirmed_at=NOW)

    people.change_own_data(
        user=user, participant=person, now=NOW, language="de", full_name="Anna Weiß"
    )
    person.refresh_from_db()
    assert person.name_confirmed_at == NOW

    people.change_own_data(
        user=user, participant=person, now=NOW, language="de", full_name="Anna Weiss"
    )
    person.refresh_from_db()
    assert person.name_confirmed_at is None


def test_confirm_name_refuses_others_and_a_name_that_was_not_shown() -> None:
    user = make_user()
    person = make_participant(user=user, full_name="Anna Weiß")

    with pytest.raises(ValidationError) as foreign:
        people.confirm_name(participant=person, full_name="Anna Weiß", by=make_user(), now=NOW)
    with pytest.raises(ValidationError) as changed:
        people.confirm_name(participant=person, full_name="Anna Weis", by=user, now=NOW)

    person.refresh_from_db()
    assert [foreign.value.code, changed.value.code] == ["who", "changed"]
    assert person.name_confirmed_at is None


def test_participant_for_keeps_the_day_of_coming_of_age() -> None:
    person = people.participant_for(
        user=make_user(), full_name="Jona Klein", of_age_on=BIRTHDAY, now=NOW
    )

    assert person.of_age_on == BIRTHDAY
