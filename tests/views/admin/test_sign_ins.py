"""Staff end the sign-ins of their colleagues and reset a lost second factor."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from cohorts.models import LogEntry, Membership
from home.models import User, WebSession
from tests.second_factors import give_second_factor
from tests.views.admin.conftest import sign_in

DEEDS = ("end_sign_ins", "reset_second_factor")


def membership_of(user: User) -> Membership:
    return Membership.objects.get(user=user)


def do(client: Client, deed: str, membership: Membership):
    return client.post(reverse(f"membership:{deed}", args=[membership.pk]))


def entries(action: str) -> list[LogEntry]:
    return list(LogEntry.objects.filter(action=f"cohorts.{action}"))


@pytest.mark.parametrize("who", ["ours", "centre"])
def test_colleague_is_signed_out_everywhere(client, ours, centre, who):
    phones = [Client(), Client()]
    for phone in phones:
        sign_in(phone, ours.trainer)
    stranger = sign_in(Client(), centre.trainer)
    by = ours.coordinator if who == "ours" else centre.coordinator

    answer = do(sign_in(client, by), "end_sign_ins", membership_of(ours.trainer))

    assert answer.status_code == 302
    assert [phone.get("/anwesenheit/").status_code for phone in phones] == [302, 302]
    assert stranger.get("/anwesenheit/").status_code == 200
    (entry,) = entries("end_sign_ins")
    assert (entry.user, entry.carrier) == (by, ours.carrier)
    assert entry.data == {"user": ours.trainer.pk, "devices": 2}


def test_lost_second_factor_is_reset(client, ours):
    give_second_factor(ours.trainer)
    give_second_factor(ours.coordinator)
    phone = sign_in(Client(), ours.trainer)

    do(sign_in(client, ours.coordinator), "reset_second_factor", membership_of(ours.trainer))

    assert {row.user for row in Authenticator.objects.all()} == {ours.coordinator}
    assert phone.get("/anwesenheit/").status_code == 302
    (entry,) = entries("reset_second_factor")
    assert entry.data == {"user": ours.trainer.pk}


def test_reset_without_a_factor_is_refused(client, ours):
    page = do(sign_in(client, ours.coordinator), "reset_second_factor", membership_of(ours.trainer))

    assert page.context["form"].non_field_errors() == ["Diese Person hat keinen zweiten Faktor."]
    assert entries("reset_second_factor") == []


@pytest.mark.parametrize("elsewhere", ["theirs", "centre", "operator"])
def test_carrier_does_not_weaken_the_sign_in_of_somebody_with_other_tasks(
    client, ours, theirs, centre, elsewhere
):
    give_second_factor(ours.trainer)
    membership = membership_of(ours.trainer)
    if elsewhere == "operator":
        User.objects.filter(pk=ours.trainer.pk).update(is_superuser=True)
    else:
        Membership.objects.create(
            user=ours.trainer,
            carrier={"theirs": theirs, "centre": centre}[elsewhere].carrier,
            role=Membership.Role.COORDINATOR,
            since=date(2020, 1, 1),
        )

    page = do(sign_in(client, ours.coordinator), "reset_second_factor", membership)
    assert page.context["form"].non_field_errors() == [
        "Diese Person hat noch andere Aufgaben. Das Kompetenzzentrum kann den Faktor zurücksetzen."
    ]
    assert Authenticator.objects.filter(user=ours.trainer).count() == 2

    do(sign_in(Client(), centre.coordinator), "reset_second_factor", membership)
    assert list(Authenticator.objects.all()) == []


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", ["theirs", "trainer", "trainee", "nobody"])
def test_others_may_not(client, ours, theirs, trainee, deed, who):
    give_second_factor(ours.trainer)
    sign_in(Client(), ours.trainer)
    by = {"theirs": theirs.coordinator, "trainer": ours.trainer, "trainee": trainee, "nobody": None}
    if by[who]:
        sign_in(client, by[who])

    answer = do(client, deed, membership_of(ours.trainer))

    assert answer.status_code in (302, 403, 404)
    assert Authenticator.objects.filter(user=ours.trainer).count() == 2
    assert WebSession.objects.filter(user=ours.trainer).exists()
    assert entries(deed) == []


@pytest.mark.parametrize("deed", DEEDS)
def test_own_devices_are_ended_on_the_own_page(client, centre, deed):
    give_second_factor(centre.coordinator)
    sign_in(client, centre.coordinator)

    page = do(client, deed, membership_of(centre.coordinator))

    assert page.context["form"].non_field_errors() == [
        "Ihre eigenen Geräte stehen unter „Wo ich eingeloggt bin“."
    ]
    assert Authenticator.objects.count() == 2
