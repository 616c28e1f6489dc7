"""A module handed in within a section: whoever approves there is told once, and in time."""

from datetime import date

import pytest
from django.template import Engine
from wagtail.models import Collection, Page, TaskState
from wagtail.users.models import UserProfile

from cohorts.domain import letters
from cohorts.models import Membership, Message
from home import roles
from home.models import HomePage, User
from tests.factories.cohorts import NOW, make_carrier
from tests.factories.curriculum import make_module
from tests.factories.sections import Local, Role, make_local_module, make_member, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def undefined_variables_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine.get_default(), "string_if_invalid", "UNDEFINED %s")


@pytest.fixture
def tree(home_page: HomePage) -> None:
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    roles.apply()


@pytest.fixture
def ours(tree: None) -> Local:
    make_section(name="Eder")  # its coordinator has nothing to do with it
    return make_section(name="Lahn", contact="lahn@example.org")


@pytest.fixture
def centre(tree: None) -> User:
    return make_member(make_carrier(name="Zentrum", is_centre=True), Role.COORDINATOR)


def hand_in(page: Page, by: User) -> TaskState:
    page.save_revision(user=by)
    return page.get_workflow().start(page, by).current_task_state


def told() -> list[tuple[User | None, str]]:
    return [(message.user, message.occasion) for message in Message.objects.order_by("pk")]


def leave(user: User) -> None:
    Membership.objects.filter(user=user).update(until=date(2026, 3, 1))


def test_coordinators_of_the_carrier_are_told_once(ours: Local, centre: User) -> None:
    deputy = make_member(ours.carrier, Role.COORDINATOR)
    leave(make_member(ours.carrier, Role.COORDINATOR))
    make_member(ours.carrier, Role.COORDINATOR, is_active=False)

    waiting = hand_in(make_local_module(ours), ours.trainer)

    occasion = f"module_handed_in:{waiting.pk}"
    assert told() == [(ours.coordinator, occasion), (deputy, occasion)]


def test_who_has_switched_such_mails_off_gets_none(ours: Local, centre: User) -> None:
    UserProfile.objects.create(user=ours.coordinator, submitted_notifications=False)

    hand_in(make_local_module(ours), ours.trainer)

    assert told() == []


def test_coordinator_who_hands_in_is_not_told(ours: Local, centre: User) -> None:
    hand_in(make_local_module(ours), ours.coordinator)

    assert told() == []


def test_centre_is_told_where_the_carrier_has_no_coordinator(ours: Local, centre: User) -> None:
    leave(ours.coordinator)

    waiting = hand_in(make_local_module(ours), ours.trainer)

    assert told() == [(centre, f"module_handed_in:{waiting.pk}")]


def test_shared_module_tells_nobody_of_a_carrier(ours: Local, centre: User) -> None:
    hand_in(make_module("Geteilt", slug="geteilt"), ours.trainer)

    assert told() == []


def test_handed_in_again_after_changes_were_asked_for_is_told_again(ours: Local) -> None:
    module = make_local_module(ours)
    first = hand_in(module, ours.trainer)
    first.reject(user=ours.coordinator)

    module.current_workflow_state.resume(user=ours.trainer)

    again = TaskState.objects.latest("pk")
    assert told() == [
        (ours.coordinator, f"module_handed_in:{first.pk}"),
        (ours.coordinator, f"module_handed_in:{again.pk}"),
    ]
    due = [letters.is_pointless(message, now=NOW) for message in Message.objects.order_by("pk")]
    assert due == [True, False]


@pytest.mark.parametrize("deed", ["approve", "reject", "cancel"])
def test_mail_is_pointless_once_it_waits_no_more(ours: Local, deed: str) -> None:
    waiting = hand_in(make_local_module(ours), ours.trainer)
    message = Message.objects.get()
    before = letters.is_pointless(message, now=NOW)

    getattr(waiting, deed)(user=ours.coordinator)

    assert (before, letters.is_pointless(message, now=NOW)) == (False, True)
    with pytest.raises(LookupError):
        letters.compose(message, now=NOW)


def test_mail_is_pointless_for_somebody_who_left(ours: Local) -> None:
    hand_in(make_local_module(ours), ours.trainer)
    leave(ours.coordinator)

    assert letters.is_pointless(Message.objects.get(), now=NOW)


@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        (
            "de",
            "„Ärger & Grenzen“ wartet auf Ihre Freigabe",
            "Trainerin Lahn hat „Ärger & Grenzen“ zur Freigabe eingereicht.",
        ),
        (
            "en",
            "“Ärger & Grenzen” waits for your approval",
            "Trainerin Lahn has handed in “Ärger & Grenzen”. It waits for your approval.",
        ),
        (
            "ar",
            "«\u2068Ärger & Grenzen\u2069» بانتظار موافقتك",
            "قدّم(ت) \u2068Trainerin Lahn\u2069 «\u2068Ärger & Grenzen\u2069» للموافقة.",
        ),
    ],
)
def test_letter_says_who_handed_in_what_and_where_it_is(
    ours: Local, language: str, subject: str, sentence: str
) -> None:
    User.objects.filter(pk=ours.coordinator.pk).update(language=language)
    module = make_local_module(ours, "Öffentlich")
    module.title = "Ärger & Grenzen"
    hand_in(module, ours.trainer)

    letter = letters.compose(Message.objects.get(), now=NOW)

    assert (letter.language, letter.subject, letter.reply_to) == (
        language,
        subject,
        "lahn@example.org",
    )
    assert sentence in letter.body
    assert f"/admin/pages/{module.pk}/edit/" in letter.body
    assert letter.body.endswith("\nLahn\n")
    assert "UNDEFINED" not in letter.subject + letter.body
    assert "Öffentlich" not in letter.subject + letter.body


def test_letter_without_a_writer_names_the_module(ours: Local) -> None:
    module = make_local_module(ours, "Ankommen")
    waiting = hand_in(module, ours.trainer)
    waiting.workflow_state.requested_by = None
    waiting.workflow_state.save()

    letter = letters.compose(Message.objects.get(), now=NOW)

    assert "„Ankommen“ wurde zur Freigabe eingereicht." in letter.body
    assert "UNDEFINED" not in letter.body
