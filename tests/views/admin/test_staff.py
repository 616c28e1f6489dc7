"""Staff in the admin: inviting, sending again, withdrawing, standing in, ending."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from cohorts.domain import messages
from cohorts.models import Carrier, Invitation, LogEntry, Membership, Message
from home.models import User
from tests.factories.cohorts import (
    NOW,
    make_user,
)
from tests.factories.staff import TODAY, make_deputy, make_invitation, make_member
from tests.views.admin.conftest import SECRET, Estate, sign_in
from tests.views.admin.forms import errors

ADD = "invitation:add"
LAST = date(2026, 3, 31)


def invite_form(carrier: Carrier, **fields: object) -> dict[str, object]:
    return {
        "email": "Neue@Example.org",
        "name": "Neue Trainerin",
        "carrier": carrier.pk,
        "role": "trainer",
        "since": "2026-03-02",
        "until": "",
        "language": "de",
    } | fields


def coordination(estate: Estate) -> Membership:
    return estate.carrier.memberships.get(user=estate.coordinator)


def teaching(estate: Estate) -> Membership:
    return estate.carrier.memberships.get(user=estate.trainer)


def until(membership: Membership) -> date | None:
    return Membership.objects.get(pk=membership.pk).until


# --- Inviting ----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_coordinator_invites_for_the_own_carrier(
    as_coordinator: Client, ours: Estate, role: str
) -> None:
    response = as_coordinator.post(reverse(ADD), invite_form(ours.carrier, role=role), follow=True)

    invitation = Invitation.objects.get(email="neue@example.org")
    assert (invitation.role, invitation.carrier) == (role, ours.carrier)
    assert invitation.invited_by == ours.coordinator
    assert response.redirect_chain[0][0] == reverse("invitation:index") + "?state=open"
    assert "Eingeladen: neue@example.org." in response.text
    assert not User.objects.filter(email="neue@example.org").exists()
    assert messages.send_due(now=NOW).sent == 1
    assert [sent.to for sent in mail.outbox] == [["neue@example.org"]]


def test_sending_the_form_twice_invites_once(as_coordinator: Client, ours: Estate) -> None:
    as_coordinator.post(reverse(ADD), invite_form(ours.carrier))
    again = as_coordinator.post(reverse(ADD), invite_form(ours.carrier))

    assert list(errors(again)) == ["email"]
    assert "wurde am 2. März 2026 eingeladen" in errors(again)["email"][0]
    assert Invitation.objects.filter(email="neue@example.org").count() == 1
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "kein-zeichen"}, "email"),
        ({"email": "trainer-lahn@example.org"}, "email"),
        ({"role": "chef"}, "role"),
        ({"since": "31.02.2026"}, "since"),
        ({"until": "2026-03-01"}, "until"),
        ({"language": "xx"}, "language"),
    ],
)
def test_objections_stand_at_their_field(
    as_coordinator: Client, ours: Estate, fields: dict[str, object], field: str
) -> None:
    response = as_coordinator.post(reverse(ADD), invite_form(ours.carrier, **fields))

    assert list(errors(response)) == [field]
    assert Message.objects.count() == 0


def test_coordinator_invites_for_nobody_else(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    response = as_coordinator.post(reverse(ADD), invite_form(theirs.carrier))

    assert list(errors(response)) == ["carrier"]
    assert Message.objects.count() == 0


def test_centre_invites_for_every_carrier(client: Client, centre: Estate, ours: Estate) -> None:
    sign_in(client, centre.coordinator)

    client.post(reverse(ADD), invite_form(ours.carrier, role="coordinator"))

    assert Invitation.objects.get(email="neue@example.org").carrier == ours.carrier


def test_deputy_invites_until_the_last_day(client: Client, ours: Estate) -> None:
    deputy = make_deputy(coordination(ours), until=TODAY)
    sign_in(client, deputy.user)
    client.post(reverse(ADD), invite_form(ours.carrier))

    Membership.objects.filter(pk=deputy.pk).update(
        since=TODAY - timedelta(days=9), until=TODAY - timedelta(days=1)
    )
    response = client.post(reverse(ADD), invite_form(ours.carrier, email="zwei@example.org"))

    assert response.status_code == 403
    assert Message.objects.count() == 1


def test_trainers_do_not_invite(client: Client, ours: Estate) -> None:
    sign_in(client, ours.trainer)

    for screen in (ADD, "invitation:index", "membership:index"):
        assert client.get(reverse(screen)).status_code == 302, screen
    client.post(reverse(ADD), invite_form(ours.carrier))

    assert Message.objects.count() == 0


# --- The list of invitations -------------------------------------------------------------------


def test_list_shows_how_invitations_stand(as_coordinator: Client, ours: Estate) -> None:
    make_invitation(ours.carrier, email="alt@example.org", invited_at=NOW - timedelta(days=30))
    make_invitation(ours.carrier, email="nein@example.org", state="declined")

    every = as_coordinator.get(reverse("invitation:index")).text
    waiting = as_coordinator.get(reverse("invitation:index") + "?state=open").text

    assert "älter als 30 Tage" in every
    assert "nein@example.org" in every
    assert "alt@example.org" in waiting
    assert "nein@example.org" not in waiting


def test_invitation_is_sent_again_and_withdrawn(as_coordinator: Client, ours: Estate) -> None:
    invitation = make_invitation(ours.carrier, invited_at=NOW - timedelta(days=40))
    again, withdraw = (
        reverse(f"invitation:{deed}", args=[invitation.pk]) for deed in ("again", "withdraw")
    )
    record = reverse("invitation:inspect", args=[invitation.pk])
    assert again in as_coordinator.get(record).text

    assert as_coordinator.get(again).status_code == 200
    as_coordinator.post(again)
    too_soon = as_coordinator.post(again)
    as_coordinator.post(withdraw)
    as_coordinator.post(withdraw)

    invitation.refresh_from_db()
    assert (invitation.state, invitation.invited_at) == ("withdrawn", NOW)
    assert "erst vor wenigen Minuten" in str(errors(too_soon))
    assert [entry.action for entry in LogEntry.objects.order_by("pk")] == [
        "cohorts.invite_again",
        "cohorts.withdraw_invitation",
    ]
    assert Message.objects.count() == 1
    assert again not in as_coordinator.get(record).text


def test_mails_to_staff_are_listed_for_the_own_carrier_only(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    for estate in (ours, theirs):
        membership = teaching(estate)
        messages.queue(kind="invitation", occasion="a", invitation=estate.invitation, now=NOW)
        messages.queue(
            kind="appointed", occasion="a", user=membership.user, membership=membership, now=NOW
        )
    nobodys = messages.queue(kind="appointed", occasion="b", user=ours.trainer, now=NOW)

    listed = as_coordinator.get(reverse("message:index"))
    found = as_coordinator.get(reverse("message:index"), {"q": "neu-"})

    shown = list(Message.objects.visible_to(ours.coordinator))
    assert {message.reader_name for message in shown} == {"Eingeladene Lahn", "Trainerin Lahn"}
    assert "Eingeladene Lahn" in listed.text
    assert "Trainerin Lahn" in listed.text
    assert "Eingeladene Lahn" in found.text
    assert "Trainerin Lahn" not in found.text
    assert SECRET not in listed.text + found.text
    for message in shown:
        record = as_coordinator.get(reverse("message:inspect", args=[message.pk]))
        assert message.address in record.text
    for message in Message.objects.exclude(pk__in=[one.pk for one in shown]):
        record = as_coordinator.get(reverse("message:inspect", args=[message.pk]))
        assert record.status_code == 404
    assert nobodys not in shown


# --- Standing in -------------------------------------------------------------------------------


def deputise(client: Client, membership: Membership, **fields: object) -> object:
    form = {"since": "2026-03-02", "until": "2026-03-15", "colleague": "", "email": "", "name": ""}
    return client.post(reverse("membership:deputise", args=[membership.pk]), form | fields)


def test_colleague_stands_in_at_once(as_coordinator: Client, ours: Estate, theirs: Estate) -> None:
    own = coordination(ours)
    form = as_coordinator.get(reverse("membership:deputise", args=[own.pk])).context["form"]

    deputise(as_coordinator, own, colleague=ours.trainer.pk)

    assert list(form.fields["colleague"].queryset) == [ours.trainer]
    deputy = own.deputies.get()
    assert (deputy.user, deputy.role, deputy.until) == (
        ours.trainer,
        "coordinator",
        date(2026, 3, 15),
    )
    assert Message.objects.get().kind == "appointed"
    record = as_coordinator.get(reverse("membership:inspect", args=[deputy.pk])).text
    assert "Koordination Lahn" in record
    assert "So, 15. März 2026" in record
    assert reverse("membership:deputise", args=[deputy.pk]) not in record


def test_somebody_else_is_invited_to_stand_in(as_coordinator: Client, ours: Estate) -> None:
    deputise(as_coordinator, coordination(ours), email="Neu@example.org", name="Jonas Kern")

    invitation = Invitation.objects.get(email="neu@example.org")
    assert (invitation.name, invitation.deputy_for) == ("Jonas Kern", coordination(ours))
    assert invitation.until == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "colleague"),
        ({"colleague": "own"}, "colleague"),
        ({"colleague": "foreign"}, "colleague"),
        ({"colleague": "trainer", "email": "neu@example.org"}, "email"),
        ({"colleague": "second"}, "colleague"),
        ({"email": "koord-lahn@example.org"}, "email"),
        ({"email": "neu@example.org", "until": "2026-03-01"}, "until"),
        ({"email": "neu@example.org", "until": ""}, "until"),
        ({"email": "x"}, "email"),
    ],
)
def test_objections_to_a_deputy_stand_at_their_field(
    as_coordinator: Client, ours: Estate, theirs: Estate, fields: dict[str, str], field: str
) -> None:
    second = make_member(ours.carrier, "coordinator")
    people = {
        "own": ours.coordinator,
        "foreign": theirs.trainer,
        "trainer": ours.trainer,
        "second": second.user,
    }
    form: dict[str, object] = dict(fields)
    if "colleague" in fields:
        form["colleague"] = people[fields["colleague"]].pk

    response = deputise(as_coordinator, coordination(ours), **form)

    assert list(errors(response)) == [field]
    assert not coordination(ours).deputies.exists()
    assert Message.objects.count() == 0


def test_trainers_have_no_deputies(as_coordinator: Client, ours: Estate) -> None:
    url = reverse("membership:deputise", args=[teaching(ours).pk])

    assert as_coordinator.get(url).status_code == 302
    response = as_coordinator.post(
        url, {"since": "2026-03-02", "until": "2026-03-15", "email": "neu@example.org"}
    )

    assert list(errors(response)) == ["__all__"]
    assert Message.objects.count() == 0


# --- Ending ------------------------------------------------------------------------------------


def end(client: Client, membership: Membership, **fields: object) -> object:
    form = {"on": "2026-03-31", "reason": ""}
    return client.post(reverse("membership:end", args=[membership.pk]), form | fields)


def test_membership_ends_on_a_date(as_coordinator: Client, ours: Estate) -> None:
    page = as_coordinator.get(reverse("membership:end", args=[teaching(ours).pk]))
    assert list(page.context["form"].fields) == ["on", "reason"]

    end(as_coordinator, teaching(ours), reason="Zieht um")
    end(as_coordinator, teaching(ours), reason="Zieht um")

    assert until(teaching(ours)) == LAST
    assert LogEntry.objects.get().reason == "Zieht um"
    assert Message.objects.get().kind == "membership_ends"


@pytest.mark.parametrize("day", ["2026-03-01", "2019-12-31", "", "bald"])
def test_days_that_cannot_be_the_last_are_refused_at_the_field(
    as_coordinator: Client, ours: Estate, day: str
) -> None:
    response = end(as_coordinator, teaching(ours), on=day)

    assert list(errors(response)) == ["on"]
    assert until(teaching(ours)) is None


def test_last_coordinator_is_asked_for_a_successor(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    own = coordination(ours)
    page = as_coordinator.get(reverse("membership:end", args=[own.pk]))

    without = end(as_coordinator, own)
    foreign = end(as_coordinator, own, successor=theirs.trainer.pk)

    form = page.context["form"]
    assert list(form.fields["successor"].queryset) == [ours.trainer]
    assert "Das ist die letzte Koordination des Trägers." in page.text
    for response in (without, foreign):
        assert list(errors(response)) == ["successor"]
    assert until(own) is None
    assert Message.objects.count() == LogEntry.objects.count() == 0

    end(as_coordinator, own, successor=ours.trainer.pk)

    new = ours.carrier.memberships.get(user=ours.trainer, role="coordinator")
    assert (until(own), new.since, new.until) == (LAST, date(2026, 4, 1), None)


def test_successor_is_asked_for_the_day_that_was_typed(
    as_coordinator: Client, ours: Estate
) -> None:
    """Somebody begins in April: who leaves in March needs a successor, who leaves then does not."""
    make_member(ours.carrier, "coordinator", since=date(2026, 4, 1))

    early = end(as_coordinator, coordination(ours), on="2026-03-30")
    end(as_coordinator, coordination(ours), on="2026-03-31")

    assert list(errors(early)) == ["successor"]
    assert until(coordination(ours)) == LAST


def test_coordinator_ends_the_own_membership_when_another_stays(
    as_coordinator: Client, ours: Estate
) -> None:
    make_member(ours.carrier, "coordinator")

    end(as_coordinator, coordination(ours), on="2026-03-02")

    assert until(coordination(ours)) == TODAY


def test_centre_ends_and_coordinators_elsewhere_do_not(
    client: Client, centre: Estate, ours: Estate, theirs: Estate
) -> None:
    sign_in(client, theirs.coordinator)
    assert end(client, teaching(ours)).status_code == 404
    assert deputise(client, coordination(ours), email="neu@example.org").status_code == 404

    sign_in(client, centre.coordinator)
    end(client, teaching(ours))

    assert until(teaching(ours)) == LAST


def test_what_has_ended_offers_no_deeds(as_coordinator: Client, ours: Estate) -> None:
    former = make_member(ours.carrier, "coordinator", until=TODAY - timedelta(days=1))

    record = as_coordinator.get(reverse("membership:inspect", args=[former.pk])).text

    for deed in ("end", "deputise"):
        url = reverse(f"membership:{deed}", args=[former.pk])
        assert url not in record
        assert as_coordinator.get(url).status_code == 302


def test_staff_list_leads_to_inviting(as_coordinator: Client, ours: Estate) -> None:
    make_deputy(coordination(ours), user=make_user(name="Jonas Kern"))

    text = as_coordinator.get(reverse("membership:index")).text

    assert reverse(ADD) in text
    assert reverse("invitation:index") + "?state=open" in text
    assert "Jonas Kern" in text
    assert reverse("membership:index") + "add/" not in text


def test_staff_can_be_filtered_by_role(as_coordinator: Client, ours: Estate) -> None:
    text = as_coordinator.get(reverse("membership:index_results"), {"role": "trainer"}).text

    assert "Trainerin Lahn" in text
    assert "Koordination Lahn" not in text
