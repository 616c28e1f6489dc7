"""Coordinators who end each other, and buttons pressed twice, at the same moment."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cohorts.domain import staff
from cohorts.models import Carrier, Invitation, LogEntry, Membership, Message
from home.models import User
from tests.factories.cohorts import NOW, make_carrier
from tests.factories.staff import TODAY, make_invitation, make_member, user_of
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def end(membership: int, by: int) -> str:
    try:
        staff.end(
            membership=Membership.objects.get(pk=membership),
            on=TODAY + timedelta(days=9),
            by=User.objects.get(pk=by),
            now=NOW,
        )
    except ValidationError:
        return "refused"
    return "ended"


def accept_or_withdraw(deed: str, invitation: int, user: int) -> str:
    found, who = Invitation.objects.get(pk=invitation), User.objects.get(pk=user)
    try:
        if deed == "accept":
            staff.accept(invitation=found, user=who, now=NOW)
        else:
            staff.withdraw(invitation=found, by=who, now=NOW)
    except (ValidationError, PermissionDenied):
        return "refused"
    return deed


def invite(carrier: int) -> str:
    try:
        staff.invite(
            email="neu@example.org",
            name="",
            carrier=Carrier.objects.get(pk=carrier),
            role="trainer",
            since=TODAY,
            by=None,
            now=NOW,
        )
    except ValidationError:
        return "refused"
    return "invited"


def test_two_coordinators_who_end_each_other_leave_one(race: Race) -> None:
    for _round in range(20):
        carrier = make_carrier()
        one, two = make_member(carrier, "coordinator"), make_member(carrier, "coordinator")

        outcomes = race.run(end, [(one.pk, two.user_id), (two.pk, one.user_id)] * 2)

        assert {outcome.error for outcome in outcomes} == {""}
        assert carrier.memberships.filter(until=None).count() == 1
        assert "refused" in {outcome.value for outcome in outcomes}


def test_accepting_in_four_tabs_makes_one_membership(race: Race) -> None:
    for _round in range(10):
        invitation = make_invitation(make_carrier())
        user = user_of(invitation)

        outcomes = race.run(accept_or_withdraw, [("accept", invitation.pk, user.pk)] * 4)

        assert [(o.value, o.error) for o in outcomes] == [("accept", "")] * 4
        assert Membership.objects.filter(user=user).count() == 1
        assert LogEntry.objects.filter(user=user).count() == 1


def test_accepting_and_withdrawing_at_once_does_one_of_them(race: Race) -> None:
    for _round in range(10):
        carrier = make_carrier()
        coordinator = make_member(carrier, "coordinator").user
        invitation = make_invitation(carrier)
        user = user_of(invitation)

        outcomes = race.run(
            accept_or_withdraw,
            [("accept", invitation.pk, user.pk), ("withdraw", invitation.pk, coordinator.pk)] * 2,
        )

        assert {outcome.error for outcome in outcomes} == {""}
        done = {outcome.value for outcome in outcomes} - {"refused"}
        has_role = Membership.objects.filter(user=user).exists()
        assert done == ({"accept"} if has_role else {"withdraw"})


def test_inviting_four_times_at_once_sends_one_mail(race: Race) -> None:
    for _round in range(10):
        carrier = make_carrier()

        outcomes = race.run(invite, [(carrier.pk,)] * 4)

        assert sorted(o.value or o.error for o in outcomes) == ["invited"] + ["refused"] * 3
        assert Message.objects.filter(invitation__carrier=carrier).count() == 1
