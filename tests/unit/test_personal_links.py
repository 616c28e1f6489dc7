"""The code of a personal letter: random, typed as people type, renewable, never in the log."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import personal_links
from cohorts.models import LogEntry, PersonalLink
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_coordinator,
    make_participant,
    make_user,
)

CODE = "23456789ABCDEFGHJKLM"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (CODE, CODE),
        ("2345-6789-abcd-efgh-jklm", CODE),
        (" 2345 6789 ABCD EFGH JKLM\n", CODE),
        ("2345–6789–ABCD–EFGH–JKLM", CODE),
        (CODE[:-1], ""),
        (CODE + "2", ""),
        ("O" + CODE[1:], ""),
        ("", ""),
        ("ß" * 20, ""),
        ("-" * 500, ""),
    ],
)
def test_clean_code_takes_what_people_type(typed: str, expected: str) -> None:
    assert personal_links.clean_code(typed) == expected


def test_in_groups_of_four() -> None:
    assert personal_links.in_groups(CODE) == "2345-6789-ABCD-EFGH-JKLM"


@pytest.mark.django_db
def test_link_for_is_made_once_and_the_log_never_holds_the_code() -> None:
    carrier = make_carrier()
    staff, person = make_coordinator(carrier), make_participant(email="")
    make_affiliation(person, carrier)

    link = personal_links.link_for(participant=person, by=staff, now=NOW)

    assert personal_links.link_for(participant=person, by=staff, now=NOW) == link
    entry = LogEntry.objects.get()
    assert (entry.action, entry.user, entry.carrier) == ("cohorts.personal_link", staff, carrier)
    assert entry.data == {}


@pytest.mark.django_db
def test_renew_makes_the_old_code_worthless() -> None:
    person = make_participant(email="")
    old = personal_links.link_for(participant=person, by=make_user(), now=NOW).code

    new = personal_links.renew(participant=person, by=make_user(), now=NOW + timedelta(days=1)).code

    assert new != old
    assert personal_links.behind(old) is None
    assert personal_links.behind(personal_links.in_groups(new)) == person
    assert LogEntry.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["erased_at", "restricted_since"])
def test_no_link_for_an_entry_that_is_being_erased(field: str) -> None:
    person = make_participant(**{field: NOW})

    with pytest.raises(ValidationError):
        personal_links.link_for(participant=person, by=make_user(), now=NOW)

    assert PersonalLink.objects.count() == 0


@pytest.mark.django_db
def test_behind_finds_nobody_who_is_erased() -> None:
    person = make_participant()
    code = personal_links.link_for(participant=person, by=make_user(), now=NOW).code
    person.erased_at = NOW
    person.save()

    assert personal_links.behind(code) is None


@pytest.mark.django_db
def test_use_is_noted_to_the_hour() -> None:
    person = make_participant()
    personal_links.link_for(participant=person, by=make_user(), now=NOW)

    personal_links.use(participant=person, now=NOW)
    personal_links.use(participant=person, now=NOW + timedelta(minutes=59))
    assert PersonalLink.objects.get().last_used_at == NOW

    personal_links.use(participant=person, now=NOW + timedelta(minutes=61))
    assert PersonalLink.objects.get().last_used_at == NOW + timedelta(minutes=61)
