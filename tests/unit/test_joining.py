"""Two rows of one human become one, and nothing is lost, doubled or told to others."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import joined_rows, joining, log, personal_links
from cohorts.models import (
    AbsenceNotice,
    AuditValue,
    Consent,
    LogEntry,
    Message,
    Participant,
    PersonalLink,
    Retention,
    SignUp,
)
from tests.factories.attendance import make_attendance
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)

pytestmark = pytest.mark.django_db
State = SignUp.State


@pytest.fixture
def keep(db: None) -> Participant:
    return make_participant(full_name="Sefa Yıldız", email="sefa@example.org")


@pytest.fixture
def other(db: None) -> Participant:
    return make_participant(full_name="Sefa Yildiz", email="")


def join(keep: Participant, other: Participant, **fields: object) -> Participant:
    fields = {"by": make_user(), "now": NOW, "reason": "Gespräch am Telefon"} | fields
    return joining.join(keep=keep, other=other, **fields)


def entry() -> LogEntry:
    return LogEntry.objects.get(action="cohorts.join")


# --- What is found, and what a person says is theirs ---------------------------------------------


def test_found_for_names_rows_without_account_under_the_own_address_only() -> None:
    user = make_user(email="familie@example.org")
    mother = make_participant(email="familie@example.org")
    child = make_participant(email="Familie@example.org")
    make_participant(email="familie@example.org", user=make_user())
    make_participant(email="familie2@example.org")
    make_participant(email="")
    make_participant(email="familie@example.org", erased_at=NOW)
    make_participant(email="familie@example.org", restricted_since=NOW)

    assert set(joining.found_for(user=user)) == {mother, child}


def test_claim_gives_the_first_row_the_account_and_joins_the_others_into_it() -> None:
    user = make_user(email="familie@example.org", language="ar")
    first = make_participant(email="familie@example.org")
    second = make_participant(email="familie@example.org")
    child = make_participant(email="familie@example.org", full_name="Kind")
    row = make_sign_up(make_cohort(), second)

    own = joining.claim(user=user, participants=[second, first], now=NOW)

    assert own == first
    assert (own.user, own.email, own.language) == (user, "familie@example.org", "ar")
    row.refresh_from_db()
    child.refresh_from_db()
    assert row.participant == own
    assert child.user is None
    assert set(Participant.objects.all()) == {own, child}
    assert set(LogEntry.objects.values_list("action", "object_id")) == {
        ("cohorts.claim", str(own.pk)),
        ("cohorts.join", str(own.pk)),
    }


def test_claim_joins_into_the_row_that_the_user_has_already() -> None:
    user = make_user(email="sefa@example.org")
    found = make_participant(email="sefa@example.org")
    own = make_participant(user=user, email="sefa@example.org")

    assert joining.claim(user=user, participants=[found], now=NOW) == own
    assert list(Participant.objects.all()) == [own]


def test_claim_refuses_what_is_not_found_under_the_address_and_changes_nothing() -> None:
    user = make_user(email="sefa@example.org")
    mine = make_participant(email="sefa@example.org")
    foreign = make_participant(email="leyla@example.org")

    for chosen in ([foreign], [mine, foreign], []):
        with pytest.raises(ValidationError) as refusal:
            joining.claim(user=user, participants=chosen, now=NOW)
        assert refusal.value.code == "gone"

    mine.refresh_from_db()
    assert mine.user is None
    assert LogEntry.objects.count() == 0


def test_claim_twice_finds_nothing_more_and_keeps_the_first() -> None:
    user = make_user(email="sefa@example.org")
    row = make_participant(email="sefa@example.org")
    joining.claim(user=user, participants=[row], now=NOW)

    with pytest.raises(ValidationError):
        joining.claim(user=user, participants=[row], now=NOW)

    assert Participant.objects.get().user == user


# --- By the code of a letter ---------------------------------------------------------------------


def code_of(person: Participant) -> str:
    return personal_links.link_for(participant=person, by=make_user(), now=NOW).code


def test_by_code_makes_the_row_the_own_one(other: Participant) -> None:
    user = make_user(email="sefa@example.org")
    code = code_of(other)

    own = joining.by_code(user=user, code=personal_links.in_groups(code).lower(), now=NOW)

    assert (own.pk, own.user, own.email) == (other.pk, user, "sefa@example.org")
    assert joining.by_code(user=user, code=code, now=NOW) == own  # again: nothing happens
    assert LogEntry.objects.filter(action="cohorts.claim").count() == 1


def test_by_code_joins_into_the_row_that_the_user_has_already(other: Participant) -> None:
    user = make_user()
    own = make_participant(user=user)
    code = code_of(other)

    assert joining.by_code(user=user, code=code, now=NOW) == own
    assert list(Participant.objects.all()) == [own]
    assert PersonalLink.objects.get(participant=own).code == code


@pytest.mark.parametrize("case", ["nonsense", "unknown", "taken", "erased", "restricted", "empty"])
def test_by_code_answers_every_code_that_does_not_work_in_the_same_words(
    case: str, other: Participant
) -> None:
    user = make_user()
    code = code_of(other)
    if case == "taken":
        Participant.objects.filter(pk=other.pk).update(user=make_user())
    elif case in ("erased", "restricted"):
        field = {"erased": "erased_at", "restricted": "restricted_since"}[case]
        Participant.objects.filter(pk=other.pk).update(**{field: NOW})
    else:
        code = {"nonsense": "Bitte!", "unknown": "2" * 20, "empty": ""}[case]

    with pytest.raises(ValidationError) as refusal:
        joining.by_code(user=user, code=code, now=NOW)

    assert refusal.value.messages == joining.wrong_code().messages
    assert not Participant.objects.filter(user=user).exists()


# --- What is refused -----------------------------------------------------------------------------


def test_join_refuses_two_accounts(keep: Participant, other: Participant) -> None:
    Participant.objects.filter(pk=keep.pk).update(user=make_user())
    Participant.objects.filter(pk=other.pk).update(user=make_user())

    with pytest.raises(ValidationError) as refusal:
        join(keep, other)

    assert refusal.value.code == "both_accounts"
    assert Participant.objects.count() == 2


@pytest.mark.parametrize("field", ["erased_at", "restricted_since"])
@pytest.mark.parametrize("side", ["keep", "other"])
def test_join_refuses_what_is_being_erased(
    field: str, side: str, keep: Participant, other: Participant
) -> None:
    row = {"keep": keep, "other": other}[side]
    Participant.objects.filter(pk=row.pk).update(**{field: NOW})

    with pytest.raises(ValidationError) as refusal:
        join(keep, other)

    assert refusal.value.code == "erased"


def test_join_refuses_a_row_with_itself_a_gone_one_and_no_reason(
    keep: Participant, other: Participant
) -> None:
    with pytest.raises(ValidationError) as itself:
        join(keep, keep)
    with pytest.raises(ValidationError) as silent:
        join(keep, other, reason="  ")
    join(keep, other)
    with pytest.raises(ValidationError) as again:
        join(keep, other)

    assert [itself.value.code, again.value.code] == ["gone", "gone"]
    assert list(silent.value.error_dict) == ["reason"]


# --- What moves ----------------------------------------------------------------------------------


def test_everything_that_points_at_a_person_is_known_to_be_moved() -> None:
    pointing = {relation.related_model for relation in Participant._meta.related_objects}

    assert pointing == set(joined_rows.MOVED)


def test_join_moves_all_and_writes_one_entry_with_both_numbers(
    keep: Participant, other: Participant
) -> None:
    carrier, staff = make_carrier(), make_user()
    make_affiliation(keep, carrier)
    session = make_session()
    row = make_sign_up(session.cohort, other)
    make_attendance(session, other)
    make_affiliation(other, make_carrier())
    Message.objects.create(
        kind="sign_up_confirmed",
        occasion=f"sign_up_confirmed:{row.pk}",
        participant=other,
        created_at=NOW,
        not_before=NOW,
    )
    Consent.objects.create(participant=other, kind="photos", given_on=date(2026, 1, 1))
    AbsenceNotice.objects.create(participant=other, session=session, at=NOW)
    PersonalLink.objects.create(participant=other, made_at=NOW)
    Retention.objects.create(
        participant=other, until=date(2030, 1, 1), reason="Nachweis", set_at=NOW
    )
    old_entry = log.record(other, "cohorts.change", by=staff, carrier=carrier)
    AuditValue.objects.create(entry=old_entry, participant=other, field="email", salt="x")

    joined = join(keep, other, by=staff)

    for model in joined_rows.MOVED:
        owners = set(model.objects.values_list("participant", flat=True))
        assert (model, owners) == (model, {keep.pk})
    assert list(Participant.objects.all()) == [joined]
    assert (entry().user, entry().carrier, entry().reason) == (
        staff,
        carrier,
        "Gespräch am Telefon",
    )
    assert entry().object_id == str(keep.pk)
    assert entry().data == {
        "participant": keep.pk,
        "joined": other.pk,
        "uuid": other.uuid.hex,
        "sign_ups_ended": [],
        "attendances_dropped": [],
    }


def test_join_takes_account_address_language_and_confirmed_name(keep: Participant) -> None:
    user = make_user(email="neu@example.org")
    other = make_participant(
        full_name="Sefa Yıldız-Arndt",
        email="neu@example.org",
        user=user,
        language="ar",
        name_confirmed_at=NOW,
        of_age_on=date(2027, 1, 1),
    )

    joined = join(keep, other)

    joined.refresh_from_db()
    assert (joined.pk, joined.user, joined.email) == (keep.pk, user, "neu@example.org")
    assert (joined.full_name, joined.name_confirmed_at) == ("Sefa Yıldız-Arndt", NOW)
    assert (joined.language, joined.of_age_on) == ("ar", date(2027, 1, 1))
    assert list(Participant.objects.found_by("yildiz arndt neu")) == [joined]


def test_join_fills_in_an_address_and_never_overwrites_one() -> None:
    silent, known = make_participant(email=""), make_participant(email="a@example.org")
    third = make_participant(email="b@example.org")

    assert join(silent, known).email == "a@example.org"
    assert join(silent, third).email == "a@example.org"
