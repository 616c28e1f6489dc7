"""Erasing somebody who has left a trace everywhere: nothing is left, and the totals stay."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.test import Client

from cohorts.domain import doctor, joining, messages, personal_data, privacy, sign_up
from cohorts.domain.personal_data.reading import Erasure, Personal, Subject
from cohorts.models import Attendance, Cohort, LogEntry, Membership, Participant, SignUp
from home.models import User
from tests.factories.cohorts import (
    NOW,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)
from tests.factories.traces import EMAIL, NAME, WORDS, YESTERDAY, Trail, leave_traces, places_with

# What changes for another reason than the table's: an active sign-up is ended first.
ENDED = {"cohorts.SignUp.state", "cohorts.SignUp.state_since", "cohorts.SignUp.offered_until"}
STAFF_ONLY = {"cohorts.Membership"}  # whoever has one keeps the account


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def trail(client: Client) -> Trail:
    """Signed up on the website with a code by mail, and all that can follow."""
    for folder in default_storage.listdir("")[0]:  # of the tests before
        default_storage.delete(folder)
    future = make_cohort(title="Basiskurs", slug="basis", capacity=1)
    make_session(future)
    client.post("/kurse/basis/", {"full_name": NAME, "email": EMAIL, "consent": "on"})
    (code,) = re.findall(r"\b\d{6}\b", mail.outbox[-1].body)
    client.post("/konto/code/", {"code": code})
    messages.send_due(now=NOW)
    trail = leave_traces(Participant.objects.get(full_name=NAME), future)
    # Somebody who began to sign up with the same address on another device, without finishing.
    Client().post("/kurse/basis/", {"full_name": NAME, "email": EMAIL, "consent": "on"})
    return trail


def erase(trail: Trail, **fields: Any) -> privacy.Erased | privacy.Restricted:
    return privacy.erase(
        **{"participant": trail.person, "by": trail.coordinator, "now": NOW} | fields
    )


def rows(trail: Trail) -> dict[str, list[dict[str, Any]]]:
    """All rows of the person before erasure, by model."""
    return {
        records.label: list(records.rows_of(trail.person, trail.person.user, {EMAIL}).values())
        for records in personal_data.TABLE
        if records.is_about_somebody and records.label not in STAFF_ONLY
    }


def test_the_person_has_left_traces_everywhere(trail):
    places = places_with(*WORDS)

    assert len(places) >= 20
    assert {"sign-in", "cohorts_auditvalue.new", "cohorts_session.vevent"} <= set(places)
    assert [label for label, found in rows(trail).items() if not found] == []


def test_nothing_is_left_anywhere(trail, caplog, django_capture_on_commit_callbacks):
    caplog.set_level(logging.DEBUG)

    with django_capture_on_commit_callbacks(execute=True):
        outcome = erase(trail, reason=f"Schreiben von {NAME}")

    assert isinstance(outcome, privacy.Erased)
    assert (outcome.account_deleted, outcome.sign_ups_ended) == (True, 1)
    assert places_with(*WORDS) == []
    assert [record.getMessage() for record in caplog.records if "itronella" in str(record)] == []


def test_every_field_is_treated_as_the_table_says(trail):
    Participant.objects.filter(pk=trail.person.pk).update(restricted_since=YESTERDAY)
    before = rows(trail)

    erase(trail)

    for records in personal_data.TABLE:
        for name, line in records.personal.items():
            if records.label in before and line.subject is Subject.PERSON:
                check(records, name, line, before[records.label])


def check(records: Any, name: str, line: Personal, before: list[dict[str, Any]]) -> None:
    label = f"{records.label}.{name}"
    column = records.model._meta.get_field(name).attname
    kept = {row["pk"]: row[column] for row in records.model._base_manager.values("pk", column)}
    for row in before:
        pk, was = row[records.model._meta.pk.attname], row[column]
        match line.erasure:
            case Erasure.DELETE | Erasure.ACCOUNT:
                assert pk not in kept, label
            case Erasure.EMPTY:
                assert kept[pk] in (None, ""), label
            case Erasure.REPLACE:
                assert kept[pk] != was if was else kept[pk] == was, label
            case Erasure.KEEP if label not in ENDED:
                assert kept[pk] == was, label
    if line.erasure is Erasure.EMPTY:
        assert [row[column] for row in before if row[column]], f"{label} was empty before"


def test_the_totals_stay(trail):
    past = SignUp.objects.filter(cohort=trail.past.cohort)

    erase(trail)

    assert list(past.values_list("state", "beyond_capacity")) == [("confirmed", "–")]
    assert list(trail.future.sign_ups.values_list("beyond_capacity", flat=True)) == ["", ""]
    assert doctor.examine(now=NOW) == []
    assert list(Attendance.objects.values_list("state", "counted_minutes")) == [("partly", 60)]
    person = Participant.objects.get(pk=trail.person.pk)
    assert (person.full_name, person.sort_name, person.email, person.user) == ("–", "", "", None)
    assert person.erased_at == NOW


def test_the_freed_seat_goes_to_the_next_in_line(trail):
    erase(trail)

    assert dict(trail.future.sign_ups.values_list("participant", "state")) == {
        trail.person.pk: "cancelled",
        trail.waiting.pk: "offered",
    }


def test_nothing_leads_to_the_person_any_more(client, trail):
    link = sign_up.token(SignUp.objects.get(cohort=trail.future, participant=trail.person))
    sent = len(mail.outbox)

    erase(trail)

    assert client.get("/mein/").status_code == 302  # signed out
    assert client.get(f"/anmeldung/{link}/").status_code == 404
    assert not User.objects.filter(email=EMAIL).exists()
    messages.send_due(now=NOW)
    assert [mail.to for mail in mail.outbox[sent:]] == [[trail.waiting.email]]


def test_one_entry_of_the_log_without_personal_values(trail):
    before = LogEntry.objects.count()

    erase(trail, reason=f"Brief von {NAME.upper()}, {EMAIL}")

    entry = LogEntry.objects.get(action="cohorts.erase")
    assert (entry.label, entry.user, entry.why) == (
        f"P-{trail.person.pk}",
        trail.coordinator,
        "Brief von –, –",
    )
    # besides: the seat that was given back, and the offer to the next in line
    assert LogEntry.objects.count() - before == 3


def test_erasing_again_changes_nothing(trail):
    first = erase(trail)
    before = LogEntry.objects.count()

    again = erase(trail, now=NOW + timedelta(days=1))

    assert again == privacy.Erased(first.at, account_deleted=False, sign_ups_ended=0)
    assert LogEntry.objects.count() == before
    assert Participant.objects.get(pk=trail.person.pk).erased_at == NOW


def test_a_started_course_is_left_not_cancelled(trail, now):
    trail.future.sessions.update(starts_at=YESTERDAY, ends_at=YESTERDAY + timedelta(hours=2))
    make_session(trail.future)

    erase(trail)

    assert trail.future.sign_ups.get(participant=trail.person).state == "dropped_out"


def test_relatives_with_the_same_address_keep_theirs(trail):
    sister = make_participant(full_name="Amina Berg", email=EMAIL)
    kept = make_sign_up(trail.past.cohort, sister)

    erase(trail)

    sister.refresh_from_db()
    assert (sister.full_name, sister.email, kept.participant) == ("Amina Berg", EMAIL, sister)
    assert places_with("berg") == [
        "cohorts_participant.full_name",
        "cohorts_participant.search_text",
        "cohorts_participant.sort_name",
    ]


def test_a_participant_who_works_here_keeps_the_account(trail, client):
    user = trail.person.user
    Membership.objects.create(
        user=user, carrier=trail.future.organiser, role="trainer", since=NOW.date()
    )

    outcome = erase(trail)

    user.refresh_from_db()
    assert (outcome.account_deleted, user.email, user.is_active) == (False, EMAIL, True)
    assert Participant.objects.get(pk=trail.person.pk).user is None
    assert client.get("/mein/").status_code == 200


def test_a_seat_cannot_be_taken_by_somebody_erased(trail):
    erase(trail)

    with pytest.raises(ValidationError) as refused:
        sign_up.request_seat(
            participant=trail.person, cohort=make_cohort(), by=None, now=NOW, source="web"
        )

    assert refused.value.code == "erased"
    assert Cohort.objects.filter(sign_ups__state="confirmed").count() == 1


def test_a_link_from_before_a_join_dies_with_the_person(client):
    """Links of entries that were joined find their way by the log, which erasure leaves."""
    kept, other = make_participant(), make_participant()
    row = make_sign_up(make_cohort(), other)
    link = sign_up.token(row)
    joining.join(keep=kept, other=other, by=make_user(), now=NOW, reason="Gespräch")
    before = client.get(f"/anmeldung/{link}/").status_code

    privacy.erase(participant=kept, by=None, now=NOW)

    assert (before, client.get(f"/anmeldung/{link}/").status_code) == (200, 404)
