"""Keeping data until a date, restricting meanwhile, and what goes by itself afterwards."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from cohorts.domain import messages, privacy, sign_up, traces
from cohorts.domain.retention import Expired, erase_expired
from cohorts.models import (
    AbsenceNotice,
    CalendarLink,
    Invitation,
    LogEntry,
    Message,
    Participant,
    PersonalLink,
    Retention,
)
from home.models import BarrierReport
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

TODAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def person() -> Participant:
    """With an account, a seat in a coming course, and a day until which the data are kept."""
    person = make_participant(full_name="Mariam Tesfaye", user=make_user())
    keep(person)
    return person


def keep(person: Participant, **fields: Any) -> Retention:
    fields = {"until": TODAY + timedelta(days=365), "reason": "Verwendungsnachweis"} | fields
    return privacy.retain(participant=person, by=None, now=NOW, **fields)


def erase(person: Participant, **fields: Any) -> privacy.Erased | privacy.Restricted:
    return privacy.erase(**{"participant": person, "by": None, "now": NOW} | fields)


def test_a_running_retention_restricts(person):
    keep(person, until=TODAY + timedelta(days=10), reason="Kürzer")

    outcome = erase(person, reason="Brief vom 1. März")

    assert outcome == privacy.Restricted(
        TODAY + timedelta(days=365), ("Verwendungsnachweis", "Kürzer"), sign_ups_ended=0
    )
    person.refresh_from_db()
    assert (person.full_name, person.restricted_since) == ("Mariam Tesfaye", NOW)
    entry = LogEntry.objects.get(action="cohorts.restrict")
    assert (entry.label, entry.reason, entry.why) == (
        f"P-{person.pk}",
        "",
        "Brief vom 1. März",
    )


def test_restriction_gives_the_seat_back(person):
    cohort = make_cohort(capacity=1)
    make_session(cohort)
    row = make_sign_up(cohort, person)
    next_in_line = make_sign_up(cohort, state="waiting")

    outcome = erase(person)

    assert outcome.sign_ups_ended == 1
    row.refresh_from_db()
    next_in_line.refresh_from_db()
    assert (row.state, next_in_line.state) == ("cancelled", "offered")


def test_restriction_ends_account_links_calendar_and_mails(person):
    row = make_sign_up(make_cohort(), person)
    client, link = Client(), sign_up.token(row)
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    PersonalLink.objects.create(participant=person, made_at=NOW)
    CalendarLink.objects.create(user=person.user)
    messages.queue(kind="sign_up_confirmed", occasion="a", participant=person, now=NOW)
    counted = traces.sign_ins().count()

    erase(person)

    person.refresh_from_db()
    assert counted - traces.sign_ins().count() == 1
    assert (person.user.is_active, person.gets_mail) == (False, False)
    assert not PersonalLink.objects.exists()
    assert not CalendarLink.objects.exists()
    assert list(Message.objects.values_list("state", flat=True)) == ["dropped"]
    assert messages.queue(kind="signed_off", occasion="b", participant=person, now=NOW) is None
    with pytest.raises(type(row).DoesNotExist):
        sign_up.from_token(link)
    with pytest.raises(ValidationError):
        sign_up.request_seat(participant=person, cohort=make_cohort(), by=None, now=NOW)


def test_restricting_somebody_who_works_here_leaves_the_account(person):
    user = make_coordinator(make_carrier())
    Participant.objects.filter(pk=person.pk).update(user=user)
    person.refresh_from_db()

    erase(person)

    person.refresh_from_db()
    user.refresh_from_db()
    assert (person.user, user.is_active) == (None, True)


def test_restricting_again_changes_nothing(person):
    first = erase(person)
    before = LogEntry.objects.count()

    again = erase(person, now=NOW + timedelta(days=1))

    assert again == first
    assert LogEntry.objects.count() == before
    person.refresh_from_db()
    assert person.restricted_since == NOW


def test_a_person_is_erased_when_the_last_retention_is_over(person):
    erase(person)

    outcome = erase(person, now=NOW + timedelta(days=366))

    assert isinstance(outcome, privacy.Erased)
    assert outcome.account_deleted
    person.refresh_from_db()
    assert (person.full_name, person.restricted_since) == ("–", None)
    assert not Retention.objects.exists()


def test_the_last_day_of_a_retention_still_counts(person):
    on_the_day = erase(person, now=NOW + timedelta(days=365))

    assert isinstance(on_the_day, privacy.Restricted)


# --- keeping until ------------------------------------------------------------------------------


def test_retain_writes_who_why_and_until_when():
    person, by = make_participant(), make_user()

    kept = privacy.retain(participant=person, until=TODAY, reason=" Prüfung ", by=by, now=NOW)

    assert (kept.until, kept.reason, kept.set_by, kept.set_at) == (TODAY, "Prüfung", by, NOW)
    entry = LogEntry.objects.get()
    assert (entry.action, entry.why) == ("cohorts.retain", "Prüfung")
    assert entry.values.get(field="retentions").new == "2026-03-02"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"reason": "  "}, "reason"),
        ({"reason": "a" * 301}, "reason"),
    ],
)
def test_retain_refuses_what_makes_no_sense(fields, field):
    with pytest.raises(ValidationError) as refused:
        keep(make_participant(), **fields)

    assert list(refused.value.message_dict) == [field]
    assert not LogEntry.objects.exists()


def test_retain_refuses_somebody_erased():
    person = make_participant()
    erase(person)

    with pytest.raises(ValidationError) as refused:
        keep(person)

    assert refused.value.code == "erased"


# --- what goes by itself --------------------------------------------------------------------------


def make_old_and_new() -> None:
    """Of each kind one that is due and one that is not."""
    long_ago, lately = NOW - timedelta(days=91), NOW - timedelta(days=89)
    for number, at in enumerate((long_ago, lately)):
        person = make_participant()
        queued = messages.queue(
            kind="signed_off", occasion=f"x{number}", participant=person, now=at
        )
        Message.objects.filter(pk=queued.pk).update(state="sent", sent_at=at)
        Invitation.objects.create(
            carrier=make_carrier(),
            role="trainer",
            email=f"a{number}@example.org",
            since=TODAY,
            invited_at=long_ago,
            answered_at=at,
            state="declined",
        )
        traces.sign_ins().create(
            session_key=str(number),
            session_data="",
            expire_date=NOW + timedelta(days=number) - timedelta(hours=1),
        )
        session = make_session(starts_at=NOW - timedelta(days=31 - 2 * number))
        AbsenceNotice.objects.create(session=session, participant=person, at=at)
    messages.queue(kind="signed_off", occasion="y", participant=make_participant(), now=long_ago)
    Invitation.objects.create(
        carrier=make_carrier(), role="trainer", email="b@example.org", since=TODAY,
        invited_at=long_ago,
    )  # fmt: skip
    for number, days in enumerate([366, 364, None]):
        BarrierReport.objects.create(
            text=str(number),
            reported_at=long_ago,
            settled_at=days and NOW - timedelta(days=days),
            outcome="Behoben.",
        )
    for days in (-1, 0):
        restricted = make_participant(restricted_since=long_ago)
        Retention.objects.create(
            participant=restricted, until=TODAY + timedelta(days=days), reason="a", set_at=long_ago
        )


def test_erase_expired_takes_what_is_due_and_nothing_else():
    make_old_and_new()

    first, second = erase_expired(now=NOW), erase_expired(now=NOW)

    assert first == Expired(1, 1, 1, 1, 1, 1)
    assert second == Expired(0, 0, 0, 0, 0, 0)
    assert list(Message.objects.order_by("pk").values_list("state", flat=True)) == [
        "sent",
        "queued",
    ]
    assert Participant.objects.filter(erased_at__isnull=False).count() == 1
    assert set(BarrierReport.objects.values_list("text", flat=True)) == {"1", "2"}
    assert list(traces.sign_ins().values_list("pk", flat=True)) == ["1"]
    assert list(Invitation.objects.order_by("email").values_list("email", flat=True)) == [
        "a1@example.org",
        "b@example.org",
    ]


def test_the_command_counts_first_and_erases_then():
    make_old_and_new()
    said = StringIO()

    call_command("erase_expired", dry_run=True, stdout=said)
    call_command("erase_expired", stdout=said)

    counts = "people: 1, messages: 1, invitations: 1, absence notices: 1, barriers: 1, sign ins: 1"
    assert said.getvalue().splitlines() == [f"due: {counts}", f"erased: {counts}"]
