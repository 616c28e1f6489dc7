"""Being appointed, standing in, ending: a carrier is never left without a coordinator."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cohorts.domain import staff
from cohorts.models import Carrier, Invitation, LogEntry, Membership, Message
from home.models import User
from tests.factories.cohorts import NOW, make_carrier, make_coordinator, make_user
from tests.factories.staff import TODAY, make_deputy, make_invitation, make_member
from tests.unit.test_invitations import refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAST = date(2026, 3, 31)


@pytest.fixture
def carrier() -> Carrier:
    return make_carrier(name="Lotsen an der Lahn")


@pytest.fixture
def coordination(carrier: Carrier) -> Membership:
    return make_member(carrier, "coordinator")


def deputise(coordination: Membership, email: str, **fields: Any) -> Membership | Invitation:
    asked: dict[str, Any] = {
        "since": TODAY,
        "until": LAST,
        "by": coordination.user,
        "now": NOW,
    }
    return staff.deputise(membership=coordination, email=email, **asked | fields)


def end(membership: Membership, by: User | None = None, **fields: Any) -> Membership:
    asked: dict[str, Any] = {"on": LAST, "now": NOW}
    return staff.end(membership=membership, by=by or membership.user, **asked | fields)


def until(membership: Membership) -> date | None:
    return Membership.objects.get(pk=membership.pk).until


# --- Standing in -------------------------------------------------------------------------------


def test_colleague_stands_in_at_once(carrier: Carrier, coordination: Membership) -> None:
    trainer = make_member(carrier)

    deputy = deputise(coordination, trainer.user.email.upper())

    assert isinstance(deputy, Membership)
    assert (deputy.user, deputy.role, deputy.deputy_for) == (
        trainer.user,
        "coordinator",
        coordination,
    )
    assert (deputy.since, deputy.until) == (TODAY, LAST)
    message = Message.objects.get()
    assert (message.kind, message.user, message.membership) == ("appointed", trainer.user, deputy)
    entry = LogEntry.objects.get()
    assert (entry.action, entry.user) == ("cohorts.appoint", coordination.user)
    assert entry.data == {
        "user": trainer.user.pk,
        "role": "coordinator",
        "deputy_for": coordination.pk,
    }


def test_deputy_may_what_the_coordinator_may_on_the_days_only(
    carrier: Carrier, coordination: Membership
) -> None:
    deputy = make_deputy(coordination, since=TODAY, until=LAST)

    may = {
        day: carrier in Carrier.objects.coordinated_by(deputy.user, day)
        for day in (TODAY - DAY, TODAY, LAST, LAST + DAY)
    }

    assert may == {TODAY - DAY: False, TODAY: True, LAST: True, LAST + DAY: False}


def test_somebody_else_stands_in_after_accepting(
    carrier: Carrier, coordination: Membership
) -> None:
    elsewhere = make_member(make_carrier()).user
    elsewhere.language = "en"
    elsewhere.save()

    invitation = deputise(coordination, elsewhere.email)

    assert isinstance(invitation, Invitation)
    assert (invitation.deputy_for, invitation.until, invitation.language) == (
        coordination,
        LAST,
        "en",
    )
    assert not carrier.memberships.filter(user=elsewhere).exists()
    deputy = staff.accept(invitation=invitation, user=elsewhere, now=NOW)
    assert (deputy.deputy_for, deputy.since, deputy.until) == (coordination, TODAY, LAST)
    assert LogEntry.objects.for_instance(deputy).get().data == {
        "user": elsewhere.pk,
        "role": "coordinator",
        "invitation": invitation.pk,
        "deputy_for": coordination.pk,
    }


def test_who_left_the_carrier_is_asked_anew(carrier: Carrier, coordination: Membership) -> None:
    former = make_member(carrier, until=TODAY - DAY)

    assert isinstance(deputise(coordination, former.user.email), Invitation)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"until": TODAY - DAY, "since": TODAY - 2 * DAY}, "until"),
        ({"since": LAST + DAY}, "until"),
    ],
)
def test_days_of_a_deputy_are_checked(
    carrier: Carrier, coordination: Membership, fields: dict[str, Any], field: str
) -> None:
    for email in ("neu@example.org", make_member(carrier).user.email):
        with pytest.raises(ValidationError) as error:
            deputise(coordination, email, **fields)
        assert list(error.value.message_dict) == [field]


def test_nobody_stands_in_longer_than_the_coordinator_stays(carrier: Carrier) -> None:
    leaving = make_member(carrier, "coordinator", until=LAST)

    deputise(leaving, "neu@example.org", until=LAST)
    with pytest.raises(ValidationError) as error:
        deputise(leaving, "andere@example.org", until=LAST + DAY)

    assert list(error.value.message_dict) == ["until"]


def test_deputies_are_for_coordinators_and_not_passed_on(
    carrier: Carrier, coordination: Membership
) -> None:
    deputy = make_deputy(coordination)

    with pytest.raises(ValidationError) as passed_on:
        deputise(deputy, "neu@example.org", until=TODAY)
    with pytest.raises(ValidationError) as trainer:
        deputise(make_member(carrier), "neu@example.org", by=coordination.user)

    assert refused(passed_on) == {"": ["passed_on"]}
    assert refused(trainer) == {"": ["no_coordinator"]}


def test_who_coordinates_already_does_not_stand_in(
    carrier: Carrier, coordination: Membership
) -> None:
    other = make_member(carrier, "coordinator")

    for somebody in (other, coordination):
        with pytest.raises(ValidationError) as error:
            deputise(coordination, somebody.user.email)
        assert list(error.value.message_dict) == ["email"]

    assert Membership.objects.count() == 2


def test_deputies_are_arranged_by_the_carrier_or_the_centre(
    carrier: Carrier, coordination: Membership
) -> None:
    trainer = make_member(carrier)
    others = [trainer.user, make_coordinator(make_carrier()), make_user()]

    for by in others:
        for email in (trainer.user.email, "neu@example.org", coordination.user.email):
            with pytest.raises(PermissionDenied):
                deputise(coordination, email, by=by)
    deputise(coordination, trainer.user.email, by=make_coordinator(make_carrier(is_centre=True)))


# --- Being appointed without being asked -------------------------------------------------------


def test_appointed_are_only_those_who_work_there(
    carrier: Carrier, coordination: Membership
) -> None:
    trainer = make_member(carrier)
    strangers = [
        make_user(),
        make_member(make_carrier()).user,
        make_member(carrier, until=TODAY - DAY).user,
        make_member(carrier, user=make_user(is_active=False)).user,
    ]
    fields: dict[str, Any] = {
        "carrier": carrier,
        "role": "coordinator",
        "since": TODAY,
        "by": coordination.user,
        "now": NOW,
    }

    for stranger in strangers:
        with pytest.raises(ValidationError) as error:
            staff.appoint(user=stranger, **fields)
        assert refused(error) == {"": ["stranger"]}
    first = staff.appoint(user=trainer.user, **fields)
    again = staff.appoint(user=trainer.user, **fields)

    assert first == again
    assert Message.objects.count() == LogEntry.objects.count() == 1


# --- Ending ------------------------------------------------------------------------------------


def test_membership_ends_on_the_day_and_the_person_is_told(
    carrier: Carrier, coordination: Membership
) -> None:
    trainer = make_member(carrier)

    end(trainer, by=coordination.user, reason="Zieht nach Kiel")

    assert until(trainer) == LAST
    message = Message.objects.get()
    assert (message.kind, message.user, message.membership) == (
        "membership_ends",
        trainer.user,
        trainer,
    )
    entry = LogEntry.objects.get()
    assert (entry.action, entry.reason, entry.data) == (
        "cohorts.end_membership",
        "Zieht nach Kiel",
        {},
    )


def test_ending_twice_changes_nothing(carrier: Carrier, coordination: Membership) -> None:
    trainer = make_member(carrier)

    end(trainer, by=coordination.user)
    end(trainer, by=coordination.user)

    assert Message.objects.count() == LogEntry.objects.count() == 1


def test_who_ends_the_own_membership_is_not_told(carrier: Carrier) -> None:
    first, _second = make_member(carrier, "coordinator"), make_member(carrier, "coordinator")

    end(first)

    assert until(first) == LAST
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("held", "on"),
    [
        ({}, TODAY - DAY),
        ({"since": LAST + DAY}, LAST),
        ({"until": LAST}, LAST + DAY),
        ({"until": TODAY - DAY}, TODAY),
    ],
)
def test_days_that_cannot_be_the_last(
    carrier: Carrier, coordination: Membership, held: dict[str, Any], on: date
) -> None:
    trainer = make_member(carrier, **held)

    with pytest.raises(ValidationError) as error:
        end(trainer, by=coordination.user, on=on)

    assert list(error.value.message_dict) == ["on"]
    assert until(trainer) == held.get("until")


def test_last_day_can_be_moved_forward(carrier: Carrier, coordination: Membership) -> None:
    trainer = make_member(carrier, until=LAST)

    end(trainer, by=coordination.user, on=TODAY)

    assert until(trainer) == TODAY


@pytest.mark.parametrize(
    "beside",
    [
        [],
        [{"role": "trainer"}],
        [{"until": date(2027, 12, 31)}],
        [{"since": LAST + 2 * DAY}],
        [{"user": {"is_active": False}}],
        [{"carrier": "another"}],
        ["deputy"],
    ],
)
def test_last_coordinator_cannot_be_ended(
    carrier: Carrier, coordination: Membership, beside: list[Any]
) -> None:
    for other in beside:
        if other == "deputy":
            make_deputy(coordination, until=date(2027, 12, 31))
            continue
        fields = {"role": "coordinator", "carrier": carrier} | other
        fields["carrier"] = carrier if fields["carrier"] == carrier else make_carrier()
        fields["user"] = make_user(**fields.get("user", {}))
        make_member(**fields)

    with pytest.raises(ValidationError) as error:
        end(coordination)

    assert refused(error) == {"successor": ["last_coordinator"]}
    assert "Lotsen an der Lahn" in error.value.messages[0]
    assert until(coordination) is None
    assert Message.objects.count() == LogEntry.objects.count() == 0


def test_two_coordinators_end_one_after_the_other(carrier: Carrier) -> None:
    first = make_member(carrier, "coordinator")
    second = make_member(carrier, "coordinator", since=LAST + DAY)  # from the day after

    end(first)
    with pytest.raises(ValidationError) as error:
        end(second, by=first.user, on=date(2026, 12, 31))

    assert refused(error) == {"successor": ["last_coordinator"]}
    assert (until(first), until(second)) == (LAST, None)


def test_centre_cannot_end_the_last_coordinator_either(coordination: Membership) -> None:
    centre = make_coordinator(make_carrier(is_centre=True))

    with pytest.raises(ValidationError):
        end(coordination, by=centre)

    assert until(coordination) is None


def test_successor_takes_over_on_the_day_after(carrier: Carrier, coordination: Membership) -> None:
    trainer = make_member(carrier)

    end(coordination, successor=trainer.user)

    new = carrier.memberships.get(user=trainer.user, role="coordinator")
    assert (new.since, new.until, new.deputy_for) == (LAST + DAY, None, None)
    assert until(coordination) == LAST
    message = Message.objects.get()
    assert (message.kind, message.user, message.membership) == ("appointed", trainer.user, new)
    entry = LogEntry.objects.get()
    assert (entry.action, entry.data) == ("cohorts.end_membership", {"successor": new.pk})


def test_deputy_becomes_the_successor(carrier: Carrier, coordination: Membership) -> None:
    deputy = make_deputy(coordination, until=date(2026, 6, 30))

    end(coordination, successor=deputy.user)

    roles = carrier.memberships.filter(user=deputy.user).order_by("since")
    assert [(m.since, m.until) for m in roles] == [(TODAY, LAST), (LAST + DAY, None)]


def test_who_stays_makes_a_successor_needless(carrier: Carrier) -> None:
    first, _second = make_member(carrier, "coordinator"), make_member(carrier, "coordinator")

    end(first, successor=make_user())

    assert carrier.memberships.count() == 2


def test_successor_is_another_person_who_works_there(
    carrier: Carrier, coordination: Membership
) -> None:
    for somebody, codes in (
        (coordination.user, {"successor": ["last_coordinator"]}),
        (make_user(), {"": ["stranger"]}),
    ):
        with pytest.raises(ValidationError) as error:
            end(coordination, successor=somebody)
        assert refused(error) == codes

    assert until(coordination) is None


def test_successor_who_begins_later_leaves_a_gap(
    carrier: Carrier, coordination: Membership
) -> None:
    trainer = make_member(carrier)
    make_member(carrier, "coordinator", user=trainer.user, since=LAST + 9 * DAY)

    with pytest.raises(ValidationError) as error:
        end(coordination, successor=trainer.user)

    assert list(error.value.message_dict) == ["on"]
    end(coordination, on=LAST + 8 * DAY)


def test_deputies_stop_with_the_coordinator(carrier: Carrier, coordination: Membership) -> None:
    make_member(carrier, "coordinator")
    running = make_deputy(coordination, until=LAST + 30 * DAY)
    shorter = make_deputy(coordination, until=LAST - DAY)
    planned = make_deputy(coordination, since=LAST + DAY, until=LAST + 30 * DAY)
    asked = make_invitation(carrier, "coordinator", until=LAST + DAY, deputy_for=coordination)
    other = make_invitation(carrier, "coordinator")

    end(coordination)

    assert (until(running), until(shorter)) == (LAST, LAST - DAY)
    assert not Membership.objects.filter(pk=planned.pk).exists()
    assert [m.user for m in Message.objects.all()] == [running.user]
    states = Invitation.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "open"]
    assert (asked.pk, other.pk) == tuple(
        Invitation.objects.order_by("pk").values_list("pk", flat=True)
    )
    assert LogEntry.objects.get().data == {"deputies": [running.pk, planned.pk]}


def test_deputy_can_stop_at_any_time(coordination: Membership) -> None:
    deputy = make_deputy(coordination, until=LAST)

    end(deputy, on=TODAY)

    assert until(deputy) == TODAY


def test_ending_is_for_those_who_may_appoint(carrier: Carrier, coordination: Membership) -> None:
    trainer = make_member(carrier)

    for by in (trainer.user, make_coordinator(make_carrier()), make_user(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            end(trainer, by=by)

    assert until(trainer) is None
