"""Inviting and answering: who may, what is refused, what may be repeated."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cohorts.domain import staff
from cohorts.models import Carrier, Invitation, LogEntry, Membership, Message
from home.models import User
from tests.factories.cohorts import NOW, make_carrier, make_coordinator, make_user
from tests.factories.staff import TODAY, make_deputy, make_invitation, make_member, user_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def carrier() -> Carrier:
    return make_carrier(name="Lotsen an der Lahn")


@pytest.fixture
def coordinator(carrier: Carrier) -> User:
    return make_coordinator(carrier)


def invite(carrier: Carrier, by: User | None, **fields: Any) -> Invitation:
    asked: dict[str, Any] = {
        "email": "neu@example.org",
        "name": "Dilek Aydın-Groß",
        "role": "trainer",
        "since": TODAY,
        "now": NOW,
    }
    return staff.invite(carrier=carrier, by=by, **asked | fields)


def refused(error: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str | None]]:
    """Codes of the objections, by field."""
    if not hasattr(error.value, "error_dict"):
        return {"": [single.code for single in error.value.error_list]}
    return {name: [one.code for one in found] for name, found in error.value.error_dict.items()}


def test_invite_writes_a_row_a_mail_and_a_log_entry(carrier: Carrier, coordinator: User) -> None:
    invitation = invite(carrier, coordinator, email=" Neu@Example.org ", language="en")

    assert Invitation.objects.get() == invitation
    assert (invitation.email, invitation.name) == ("neu@example.org", "Dilek Aydın-Groß")
    assert (invitation.state, invitation.invited_by, invitation.invited_at) == (
        "open",
        coordinator,
        NOW,
    )
    message = Message.objects.get()
    assert (message.kind, message.invitation, message.address) == (
        "invitation",
        invitation,
        "neu@example.org",
    )
    assert message.reader_language == "en"
    entry = LogEntry.objects.for_instance(invitation).get()
    assert (entry.action, entry.user, entry.carrier) == ("cohorts.invite", coordinator, carrier)
    assert entry.data == {"role": "trainer"}
    assert not User.objects.filter(email="neu@example.org").exists()


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_coordinators_deputies_and_the_centre_may_invite(carrier: Carrier, role: str) -> None:
    centre = make_carrier(is_centre=True)
    deputy = make_deputy(make_member(carrier, "coordinator"))
    may = [make_coordinator(carrier), deputy.user, make_coordinator(centre), None]

    for number, by in enumerate(may):
        invite(carrier, by, role=role, email=f"neu{number}@example.org")

    assert Invitation.objects.count() == 4


def test_nobody_else_may_invite(carrier: Carrier) -> None:
    coordinator = make_member(carrier, "coordinator")
    others = [
        make_member(carrier, "trainer").user,
        make_coordinator(make_carrier()),
        make_member(carrier, "coordinator", until=TODAY - DAY).user,
        make_member(carrier, "coordinator", since=TODAY + DAY).user,
        make_deputy(coordinator, since=date(2026, 2, 1), until=TODAY - DAY).user,
        make_member(make_carrier(is_centre=True), "trainer").user,
        make_user(is_superuser=True),
    ]

    for by in others:
        with pytest.raises(PermissionDenied):
            invite(carrier, by)

    assert Invitation.objects.count() == Message.objects.count() == 0


def test_inviting_twice_is_refused_until_it_was_answered(
    carrier: Carrier, coordinator: User
) -> None:
    first = invite(carrier, coordinator)

    with pytest.raises(ValidationError) as error:
        invite(carrier, coordinator, email="NEU@example.org")

    assert refused(error) == {"email": ["invited"]}
    invite(carrier, coordinator, role="coordinator")
    invite(make_carrier(), None)
    staff.withdraw(invitation=first, by=coordinator, now=NOW)
    invite(carrier, coordinator)


@pytest.mark.parametrize(
    ("held", "asked", "is_refused"),
    [
        ({}, {}, True),
        ({}, {"until": date(2026, 4, 1)}, True),
        ({"since": date(2026, 6, 1)}, {}, True),
        ({"until": date(2026, 3, 15)}, {}, False),
        ({"until": date(2026, 3, 15)}, {"until": date(2026, 3, 15)}, True),
        ({"until": date(2026, 3, 15)}, {"until": date(2026, 3, 16)}, False),
        ({"until": date(2026, 3, 1)}, {}, False),
        ({"role": "coordinator"}, {}, False),
    ],
)
def test_who_is_all_that_already_is_not_invited(
    carrier: Carrier,
    coordinator: User,
    held: dict[str, Any],
    asked: dict[str, Any],
    is_refused: bool,
) -> None:
    make_member(carrier, user=make_user(email="neu@example.org"), **held)

    if is_refused:
        with pytest.raises(ValidationError) as error:
            invite(carrier, coordinator, **asked)
        assert refused(error) == {"email": ["member"]}
    else:
        invite(carrier, coordinator, **asked)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "kein-zeichen"}, "email"),
        ({"role": "chef"}, "role"),
        ({"until": TODAY - DAY, "since": TODAY - 9 * DAY}, "until"),
        ({"until": TODAY + DAY, "since": TODAY + 9 * DAY}, "until"),
        ({"language": "xx"}, "language"),
    ],
)
def test_invite_refuses_at_the_field(
    carrier: Carrier, coordinator: User, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        invite(carrier, coordinator, **fields)

    assert list(error.value.message_dict) == [field]
    assert Message.objects.count() == 0


def test_accept_makes_the_membership(carrier: Carrier, coordinator: User) -> None:
    invitation = invite(carrier, coordinator, since=TODAY - DAY, until=date(2026, 5, 1))
    user = user_of(invitation)

    membership = staff.accept(invitation=invitation, user=user, now=NOW)

    invitation.refresh_from_db()
    user.refresh_from_db()
    assert (membership.user, membership.carrier, membership.role) == (user, carrier, "trainer")
    assert (membership.since, membership.until) == (TODAY, date(2026, 5, 1))
    assert (invitation.state, invitation.membership, invitation.answered_at) == (
        "accepted",
        membership,
        NOW,
    )
    assert user.name == "Dilek Aydın-Groß"
    entry = LogEntry.objects.for_instance(membership).get()
    assert (entry.action, entry.user) == ("cohorts.accept_invitation", user)
    assert entry.data == {"user": user.pk, "role": "trainer", "invitation": invitation.pk}


def test_accepting_twice_changes_nothing(carrier: Carrier) -> None:
    invitation = make_invitation(carrier)
    user = user_of(invitation)

    first = staff.accept(invitation=invitation, user=user, now=NOW)
    again = staff.accept(invitation=invitation, user=user, now=NOW)

    assert first == again == Membership.objects.get()
    assert LogEntry.objects.count() == 1


def test_name_that_somebody_has_stays(carrier: Carrier) -> None:
    invitation = make_invitation(carrier, name="Wie man mich nennt")
    user = make_user(email=invitation.email, name="Wie ich heiße")

    staff.accept(invitation=invitation, user=user, now=NOW)

    assert User.objects.get(pk=user.pk).name == "Wie ich heiße"


def test_who_became_it_otherwise_accepts_without_a_second_membership(carrier: Carrier) -> None:
    invitation = make_invitation(carrier)
    user = user_of(invitation)
    held = make_member(carrier, user=user)

    assert staff.accept(invitation=invitation, user=user, now=NOW) == held
    assert Membership.objects.count() == 1


def test_only_the_invited_address_answers(carrier: Carrier) -> None:
    invitation = make_invitation(carrier)
    somebody = make_coordinator(carrier)

    for deed, who in ((staff.accept, {"user": somebody}), (staff.decline, {"by": somebody})):
        with pytest.raises(PermissionDenied):
            deed(invitation=invitation, now=NOW, **who)

    invitation.refresh_from_db()
    assert invitation.state == "open"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"state": "withdrawn"}, "withdrawn"),
        ({"state": "declined"}, "declined"),
        ({"state": "accepted"}, "accepted"),  # and its membership is gone
        ({"invited_at": NOW - 30 * DAY}, "expired"),
        ({"until": TODAY - DAY, "since": TODAY - 2 * DAY}, "over"),
    ],
)
def test_what_no_longer_works_cannot_be_accepted(
    carrier: Carrier, fields: dict[str, Any], code: str
) -> None:
    invitation = make_invitation(carrier, **fields)

    with pytest.raises(ValidationError) as error:
        staff.accept(invitation=invitation, user=user_of(invitation), now=NOW)

    assert refused(error) == {"": [code]}
    assert Membership.objects.count() == 0
    assert staff.refusal(invitation, now=NOW) == error.value.messages[0]


def test_invitation_works_until_the_last_moment(carrier: Carrier) -> None:
    invitation = make_invitation(carrier, invited_at=NOW - 30 * DAY + timedelta(seconds=1))

    staff.accept(invitation=invitation, user=user_of(invitation), now=NOW)

    assert Membership.objects.count() == 1


def test_decline_needs_no_account(carrier: Carrier) -> None:
    invitation = make_invitation(carrier)

    staff.decline(invitation=invitation, by=None, now=NOW)
    staff.decline(invitation=invitation, by=None, now=NOW)

    invitation.refresh_from_db()
    assert (invitation.state, invitation.answered_at) == ("declined", NOW)
    assert [e.action for e in LogEntry.objects.all()] == ["cohorts.decline_invitation"]
    assert User.objects.count() == 0


def test_withdraw_is_for_those_who_may_invite(carrier: Carrier, coordinator: User) -> None:
    invitation = make_invitation(carrier)

    with pytest.raises(PermissionDenied):
        staff.withdraw(invitation=invitation, by=make_coordinator(make_carrier()), now=NOW)
    staff.withdraw(invitation=invitation, by=coordinator, now=NOW)
    staff.withdraw(invitation=invitation, by=coordinator, now=NOW)

    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"
    assert [e.action for e in LogEntry.objects.all()] == ["cohorts.withdraw_invitation"]


def test_what_was_answered_is_not_withdrawn(carrier: Carrier, coordinator: User) -> None:
    invitation = make_invitation(carrier, state="accepted")

    with pytest.raises(ValidationError) as error:
        staff.withdraw(invitation=invitation, by=coordinator, now=NOW)

    assert refused(error) == {"": ["answered"]}


def test_invite_again_mails_once_more_and_starts_the_30_days_anew(
    carrier: Carrier, coordinator: User
) -> None:
    invitation = invite(carrier, coordinator)
    later = NOW + 31 * DAY
    assert staff.standing(invitation, now=later) == staff.Standing.EXPIRED

    again = staff.invite_again(invitation=invitation, by=coordinator, now=later)

    assert staff.standing(again, now=later) == staff.Standing.OPEN
    assert staff.token(again) == staff.token(invitation)
    assert Message.objects.filter(kind="invitation", invitation=invitation).count() == 2


@pytest.mark.parametrize("state", ["accepted", "declined", "withdrawn"])
def test_what_was_answered_is_not_sent_again(
    carrier: Carrier, coordinator: User, state: str
) -> None:
    invitation = make_invitation(carrier, state=state)

    with pytest.raises(ValidationError) as error:
        staff.invite_again(invitation=invitation, by=coordinator, now=NOW + DAY)

    assert refused(error) == {"": [state]}


def test_invite_again_waits_ten_minutes_and_is_not_for_everybody(
    carrier: Carrier, coordinator: User
) -> None:
    invitation = make_invitation(carrier)

    with pytest.raises(ValidationError) as error:
        staff.invite_again(invitation=invitation, by=coordinator, now=NOW + timedelta(minutes=9))
    with pytest.raises(PermissionDenied):
        staff.invite_again(invitation=invitation, by=make_user(), now=NOW + DAY)

    assert refused(error) == {"": ["too_soon"]}
    assert Message.objects.count() == 0


def test_link_leads_to_the_invitation_and_nothing_forged_does(carrier: Carrier) -> None:
    invitation = make_invitation(carrier)
    token = staff.token(invitation)

    assert staff.from_token(token) == invitation
    assert staff.address(invitation) == f"http://127.0.0.1:8000/einladung/{token}/"
    invitation.language = "en"
    assert staff.address(invitation) == f"http://127.0.0.1:8000/en/einladung/{token}/"
    for text in (token[:-1], "x" + token, invitation.uuid.hex, f"{invitation.uuid.hex}.x", ""):
        with pytest.raises(Invitation.DoesNotExist):
            staff.from_token(text)
