import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from cohorts.domain import people
from cohorts.models import LogEntry, Participant
from cohorts.models.participant import clean_name
from tests.factories.cohorts import NOW, make_cohort, make_participant, make_sign_up, make_user

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Amina \t Şahin\n", "Amina Şahin"),
        ("O’Brien-Núñez", "O’Brien-Núñez"),
        ("Müller", "Müller"),  # u and a separate diaeresis become one letter
        ("مریم حسینی", "مریم حسینی"),
        (f"می{ZWNJ}نا رضایی", f"می{ZWNJ}نا رضایی"),  # the joiner belongs to the name
        (f"{ZWNJ}Ali{ZWNJ}", "Ali"),  # at the edges it joins nothing
        ("\u202eAli\u202c \u200fReza\u200e", "Ali Reza"),  # direction marks
        ("\ufeffJan\u00adna", "Janna"),  # byte order mark, soft hyphen
        ("Ana\x00 \x1bMaria", "Ana Maria"),  # control characters
        ("A \u200b B", "A B"),  # what is taken out leaves no double space
        ("李小龙", "李小龙"),
        ("ሰላም ተስፋዬ", "ሰላም ተስፋዬ"),
    ],
)
def test_clean_name_keeps_the_name_and_nothing_else(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("   ", "required"),
        ("123", "required"),
        (f"{ZWNJ}{ZWNJ}", "required"),
        ("\u202e\u202c", "required"),
        ("\u3164", "required"),  # a letter for the machine, blank for people
        ("Sara 🌸", "pictures"),
        ("Sara 👩🏽‍🎓", "pictures"),
        ("Sara ❤️", "pictures"),
        ("Sara 🇩🇪", "pictures"),
        ("Sara 1️⃣", "pictures"),
        ("a" * 201, "length"),
        ("a" * 5_000_000, "length"),
        (" " * 5_000_000, "length"),
    ],
)
def test_clean_name_refuses_what_is_no_name(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_name(typed)

    assert refused.value.code == code


def test_clean_name_takes_the_longest_name() -> None:
    assert clean_name("a" * 200) == "a" * 200


@pytest.mark.django_db
def test_participant_for_makes_the_person_from_the_account() -> None:
    user = make_user(email="amina@example.org", language="ar")

    person = people.participant_for(user=user, full_name=" Amina  Şahin ", now=NOW)

    assert (person.full_name, person.sort_name) == ("Amina Şahin", "Amina Şahin")
    assert (person.email, person.language, person.user) == ("amina@example.org", "ar", user)
    assert [entry.action for entry in LogEntry.objects.all()] == ["cohorts.person"]


@pytest.mark.django_db
def test_participant_for_keeps_the_first_name() -> None:
    user = make_user()
    make_participant(email=user.email)  # a relative with the same address stays somebody else
    first = people.participant_for(user=user, full_name="Amina Şahin", now=NOW)

    again = people.participant_for(user=user, full_name="Somebody Else", now=NOW)

    assert again == first
    assert again.full_name == "Amina Şahin"
    assert Participant.objects.filter(user=user).count() == 1
    assert LogEntry.objects.count() == 1


@pytest.mark.django_db
def test_participant_for_refuses_pictures_and_makes_nobody() -> None:
    user = make_user()

    with pytest.raises(ValidationError):
        people.participant_for(user=user, full_name="🌸", now=NOW)

    assert Participant.objects.count() == 0


@pytest.mark.django_db
def test_participant_shows_no_name_in_the_log() -> None:
    person = people.participant_for(user=make_user(), full_name="Amina Şahin", now=NOW)

    entry = LogEntry.objects.get()
    assert str(person) == f"P-{person.pk}"
    assert (entry.label, entry.data) == (f"P-{person.pk}", {})


@pytest.mark.django_db
def test_participant_needs_a_name() -> None:
    with pytest.raises(IntegrityError, match="cohorts_participant_has_name"), transaction.atomic():
        make_participant(full_name="")


@pytest.mark.django_db
def test_participant_is_one_per_user() -> None:
    user = make_user()
    make_participant(user=user)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_participant(user=user)


@pytest.mark.django_db
def test_participants_may_share_an_address() -> None:
    make_participant(email="familie@example.org")
    make_participant(email="familie@example.org")

    assert Participant.objects.filter(email="familie@example.org").count() == 2


@pytest.mark.django_db
def test_participant_stays_when_the_account_goes() -> None:
    user = make_user()
    person = make_participant(user=user)

    user.delete()

    person.refresh_from_db()
    assert person.user is None


@pytest.mark.django_db
def test_cohort_with_sign_ups_cannot_be_deleted() -> None:
    cohort = make_cohort()
    make_sign_up(cohort)

    with pytest.raises(ProtectedError):
        cohort.delete()
