"""What coordinators can do for a person's privacy, and what the histories show to whom."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.domain import log, privacy, register
from cohorts.models import Carrier, LogEntry, Participant, Retention
from tests.factories.cohorts import NOW, make_participant, make_sign_up, make_user
from tests.views.admin.conftest import SECRET, Estate, sign_in

pytestmark = pytest.mark.usefixtures("tree")


def page(client: Client, name: str, person: Participant) -> str:
    return client.get(reverse(f"participant:{name}", args=[person.pk])).text


def test_a_coordinator_deletes_the_data_of_a_person(as_coordinator: Client, ours: Estate) -> None:
    asked = page(as_coordinator, "erase", ours.person)

    done = as_coordinator.post(
        reverse("participant:erase", args=[ours.person.pk]), {"reason": "Brief"}, follow=True
    )

    assert "Das lässt sich nicht rückgängig machen." in asked
    assert "Personendaten löschen: Person Lahn" in asked
    assert "Die Daten der Person sind gelöscht." in done.text
    ours.person.refresh_from_db()
    assert (ours.person.full_name, ours.person.erased_at) == ("–", NOW)
    entry = LogEntry.objects.get(action="cohorts.erase")
    assert (entry.user, entry.carrier, entry.why) == (ours.coordinator, ours.carrier, "Brief")


def test_deleting_needs_a_reason(as_coordinator: Client, ours: Estate) -> None:
    as_coordinator.post(reverse("participant:erase", args=[ours.person.pk]), {"reason": " "})

    ours.person.refresh_from_db()
    assert ours.person.erased_at is None


def test_a_coordinator_keeps_the_data_until_a_day(as_coordinator: Client, ours: Estate) -> None:
    answers = {"until": "2027-03-31", "reason": "Verwendungsnachweis"}

    as_coordinator.post(reverse("participant:retain", args=[ours.person.pk]), answers)
    done = as_coordinator.post(
        reverse("participant:erase", args=[ours.person.pk]), {"reason": "Brief"}, follow=True
    )

    kept = Retention.objects.get()
    assert (kept.until, kept.reason, kept.set_by) == (
        date(2027, 3, 31),
        "Verwendungsnachweis",
        ours.coordinator,
    )
    assert "bis zum 31. März 2027 eingeschränkt" in done.text
    ours.person.refresh_from_db()
    assert ours.person.restricted_since == NOW


def test_a_day_that_has_passed_is_refused_at_its_field(
    as_coordinator: Client, ours: Estate
) -> None:
    answers = {"until": "2026-03-01", "reason": "Verwendungsnachweis"}

    response = as_coordinator.post(reverse("participant:retain", args=[ours.person.pk]), answers)

    assert "Bitte wählen Sie einen Tag, der noch kommt." in response.text
    assert not Retention.objects.exists()


@pytest.mark.parametrize("deed", ["erase", "retain"])
def test_people_of_other_carriers_are_out_of_reach(
    as_coordinator: Client, ours: Estate, theirs: Estate, deed: str
) -> None:
    guest = make_participant(full_name=f"{SECRET} Gast")
    make_sign_up(ours.cohort, theirs.person)  # visible to the organiser, kept by the carrier

    for person in (theirs.person, guest):
        address = reverse(f"participant:{deed}", args=[person.pk])
        answers = {"reason": "x", "until": "2027-01-01"}
        assert as_coordinator.get(address).status_code == 404
        assert as_coordinator.post(address, answers).status_code == 404

    assert not Participant.objects.filter(erased_at__isnull=False).exists()
    assert not Retention.objects.exists()


# --- histories ------------------------------------------------------------------------------------


def correct(person: Participant, name: str, by: Estate) -> None:
    register.correct(participant=person, by=by.coordinator, now=NOW, full_name=name)


def test_the_history_of_a_person_shows_who_when_what_and_the_values(
    as_coordinator: Client, ours: Estate
) -> None:
    correct(ours.person, "Person Lahn-Berg", ours)
    privacy.retain(
        participant=ours.person, until=date(2027, 3, 31), reason="Prüfung", by=None, now=NOW
    )

    text = page(as_coordinator, "history", ours.person)

    assert "<bdi>Person Lahn</bdi> → <bdi>Person Lahn-Berg</bdi>" in text
    assert "Aufbewahrungsfrist: <bdi>–</bdi> → <bdi>2027-03-31</bdi>" in text
    assert "Begründung: Prüfung" in text
    assert "Geändert" in text
    assert "Koordination Lahn" in text


@pytest.mark.parametrize("learns_here", [False, True])
def test_values_of_other_carriers_people_are_not_shown(
    as_coordinator: Client, ours: Estate, theirs: Estate, learns_here: bool
) -> None:
    """A record of ours, whose entry carries values of somebody who belongs to another carrier.

    Organisers see the name of whoever learns with them, not what the log keeps of the person.
    """
    if learns_here:
        make_sign_up(ours.sign_up.cohort, theirs.person)
    for person, name in ((theirs.person, SECRET), (ours.person, "Lahn")):
        log.record(
            ours.sign_up,
            "cohorts.change",
            by=theirs.coordinator,
            carrier=ours.carrier,
            participant=person,
            values={"source": (f"Alt {name}", f"Neu {name}")},
        )

    response = as_coordinator.get(reverse("signup:history", args=[ours.sign_up.pk]))

    assert "<bdi>Alt Lahn</bdi> → <bdi>Neu Lahn</bdi>" in response.text
    assert f"Alt {SECRET}" not in response.text


def test_the_site_history_shows_reasons_of_the_own_carrier_only(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    for estate, reason in ((ours, "Hochwasser"), (theirs, SECRET)):
        log.record(
            estate.sign_up,
            "cohorts.drop_out",
            by=estate.coordinator,
            carrier=estate.carrier,
            reason=reason,
            participant=estate.person,
        )

    text = as_coordinator.get(reverse("wagtailadmin_reports:site_history")).text

    assert "Begründung: Hochwasser" in text
    assert SECRET not in text


def test_trainers_see_their_own_deeds_only(client: Client, ours: Estate, theirs: Estate) -> None:
    mine = log.record(ours.session, "cohorts.close", by=ours.trainer, carrier=ours.carrier)
    log.record(ours.session, "cohorts.close", by=make_user(), carrier=ours.carrier)
    log.record(theirs.session, "cohorts.close", by=theirs.trainer, carrier=theirs.carrier)
    sign_in(client, ours.trainer)

    assert list(LogEntry.objects.viewable_by_user(ours.trainer)) == [mine]
    assert Carrier.objects.visible_to(ours.trainer).count() == 0


def test_the_log_names_accounts_by_number(ours: Estate) -> None:
    entry = log.record(ours.trainer, "cohorts.change", by=None, carrier=None)

    assert entry.label == f"U-{ours.trainer.pk}"
