"""On the record of a person: personal link with its letter, consents with their sheet."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.domain import personal_links
from cohorts.models import Consent, LogEntry, Participant, PersonalLink
from tests.factories.cohorts import NOW, make_sign_up, make_user
from tests.views.admin.conftest import Estate

BIRTHDAY = NOW.date() + timedelta(days=100)


def screen(name: str, person: Participant) -> str:
    return reverse(f"participant:{name}", args=[person.pk])


def minor(ours: Estate) -> Participant:
    Participant.objects.filter(pk=ours.person.pk).update(of_age_on=BIRTHDAY)
    ours.person.refresh_from_db()
    return ours.person


def test_link_is_made_and_renewed_and_the_record_never_shows_the_code(
    as_coordinator: Client, ours: Estate
) -> None:
    as_coordinator.get(screen("personal_link", ours.person))
    assert PersonalLink.objects.count() == 0

    as_coordinator.post(screen("personal_link", ours.person))
    first = PersonalLink.objects.get()
    record = as_coordinator.get(screen("inspect", ours.person)).text
    as_coordinator.post(screen("renew_personal_link", ours.person))
    second = PersonalLink.objects.get()

    assert first.made_by == ours.coordinator
    assert second.code != first.code
    assert first.code not in record
    assert screen("letter", ours.person) in record
    assert "noch nicht benutzt" in record


def test_letter_holds_code_address_and_square_and_stays_with_nobody(
    as_coordinator: Client, ours: Estate
) -> None:
    link = personal_links.link_for(participant=ours.person, by=make_user(), now=NOW)
    code = personal_links.in_groups(link.code)

    letter = as_coordinator.get(screen("letter", ours.person))

    assert re.sub(r"\s+", "", letter.text).count(code) == 2
    assert f"/persoenlich/{code}/" in letter.text
    assert letter.text.count("<svg") == 1
    assert "Person Lahn" in letter.text
    assert "Träger Lahn" in letter.text
    assert " style=" not in letter.text
    assert "no-store" in letter["Cache-Control"]


def test_letter_is_in_the_language_of_the_person(as_coordinator: Client, ours: Estate) -> None:
    Participant.objects.filter(pk=ours.person.pk).update(language="ar")
    personal_links.link_for(participant=ours.person, by=make_user(), now=NOW)

    letter = as_coordinator.get(screen("letter", ours.person)).text

    assert 'lang="ar" dir="rtl"' in letter
    assert "/ar/persoenlich/" in letter
    assert "مواعيدك" in letter


def test_letter_without_a_link_leads_back(as_coordinator: Client, ours: Estate) -> None:
    response = as_coordinator.get(screen("letter", ours.person))

    assert response["Location"] == screen("inspect", ours.person)
    assert PersonalLink.objects.count() == 0


def test_guardian_agrees_on_paper_and_takes_it_back(as_coordinator: Client, ours: Estate) -> None:
    person = minor(ours)

    as_coordinator.post(screen("guardian_agrees", person), {"given_on": "2026-03-01"})

    consent = Consent.objects.get()
    assert (consent.kind, consent.given_on) == ("taking_part", date(2026, 3, 1))
    assert (consent.by_guardian, consent.seen_by) == (True, ours.coordinator)
    assert "(So, 1. März 2026)" in as_coordinator.get(screen("inspect", person)).text
    as_coordinator.post(screen("guardian_withdraws", person))
    consent.refresh_from_db()
    assert consent.withdrawn_at == NOW
    assert [entry.action for entry in LogEntry.objects.for_instance(person)] == [
        "cohorts.withdraw_consent",
        "cohorts.consent",
    ]


def test_request_of_a_minor_is_approved_after_the_consent_only(
    as_coordinator: Client, ours: Estate
) -> None:
    ours.sign_up.delete()
    row = make_sign_up(ours.cohort, minor(ours), "requested")
    approve = reverse("signup:approve", args=[row.pk])

    refused = as_coordinator.post(approve)
    as_coordinator.post(screen("guardian_agrees", ours.person), {"given_on": "2026-03-01"})
    as_coordinator.post(approve)

    row.refresh_from_db()
    assert "Eltern oder Vormund" in refused.text
    assert row.state == "confirmed"


def test_a_day_ahead_is_refused_at_its_field(as_coordinator: Client, ours: Estate) -> None:
    page = as_coordinator.post(screen("guardian_agrees", minor(ours)), {"given_on": "2026-03-03"})

    assert list(page.context["form"].errors) == ["given_on"]
    assert Consent.objects.count() == 0


@pytest.mark.parametrize("is_minor", [True, False])
def test_photos_are_recorded_from_paper_by_whoever_decides(
    as_coordinator: Client, ours: Estate, is_minor: bool
) -> None:
    person = minor(ours) if is_minor else ours.person

    as_coordinator.post(screen("photos_allowed", person), {"given_on": "2026-03-02"})
    assert Consent.objects.get().by_guardian is is_minor
    as_coordinator.post(screen("no_photos", person))

    assert Consent.objects.get().withdrawn_at == NOW


def test_consent_form_is_printed_for_minors(as_coordinator: Client, ours: Estate) -> None:
    sheet = as_coordinator.get(screen("consent_form", minor(ours)))

    assert "Person Lahn" in sheet.text
    assert "Träger Lahn" in sheet.text
    assert (
        screen("consent_form", ours.person)
        in as_coordinator.get(screen("inspect", ours.person)).text
    )


def test_18th_birthday_is_entered_and_the_changed_name_has_to_be_confirmed_anew(
    as_coordinator: Client, ours: Estate
) -> None:
    Participant.objects.filter(pk=ours.person.pk).update(name_confirmed_at=NOW)
    url = screen("edit", ours.person)
    form = as_coordinator.get(url).context["form"]
    shown = {n: form[n].value() for n in form.fields if form[n].value() is not None}

    as_coordinator.post(url, shown | {"full_name": "Person Lahn-Au", "of_age_on": "2026-06-01"})

    ours.person.refresh_from_db()
    assert ours.person.of_age_on == date(2026, 6, 1)
    assert ours.person.name_confirmed_at is None
    assert LogEntry.objects.get().data["fields"] == ["full_name", "of_age_on"]
