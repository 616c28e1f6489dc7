"""Which role opens which screen: the matrix, and what is left to whom among the pages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState

from cohorts.models import Membership
from curriculum.models import ModulePage
from home.models import User
from tests.factories.timetable import make_module
from tests.views.admin.conftest import Estate, sign_in

pytestmark = pytest.mark.thorough

YES, NO, MISSING = 200, 302, 404


@pytest.fixture
def person(
    ours: Estate, theirs: Estate, centre: Estate, trainee: User
) -> Callable[[str], User | None]:
    people = {
        "coordinator": ours.coordinator,
        "other coordinator": theirs.coordinator,
        "centre": centre.coordinator,
        "trainer": ours.trainer,
        "trainee": trainee,
        "anonymous": None,
    }
    return people.__getitem__


# Screen → answer for: coordinator, other carrier's coordinator, centre, trainer of the session.
MATRIX = {
    "cohort:index": (YES, YES, YES, YES),
    "cohort:add": (YES, YES, YES, NO),
    "cohort:inspect": (YES, MISSING, YES, YES),
    "cohort:edit": (YES, MISSING, MISSING, MISSING),
    "cohort:history": (YES, MISSING, MISSING, MISSING),
    "cohort:cancel": (YES, MISSING, MISSING, MISSING),
    "session:index": (YES, YES, YES, YES),
    "session:add": (YES, YES, YES, NO),
    "session:inspect": (YES, MISSING, YES, YES),
    "session:edit": (YES, MISSING, MISSING, MISSING),
    "session:shift": (YES, MISSING, MISSING, MISSING),
    "participant:index": (YES, YES, YES, NO),
    "participant:inspect": (YES, MISSING, MISSING, MISSING),
    "participant:edit": (YES, MISSING, MISSING, MISSING),
    "signup:index": (YES, YES, YES, NO),
    "signup:inspect": (YES, MISSING, MISSING, MISSING),
    "signup:sign_off": (YES, MISSING, MISSING, MISSING),
    "message:index": (YES, YES, YES, NO),
    "place:index": (YES, YES, YES, NO),
    "place:edit": (YES, MISSING, MISSING, MISSING),
    "membership:index": (YES, YES, YES, NO),
    "membership:inspect": (YES, MISSING, YES, MISSING),
    "membership:end": (YES, MISSING, YES, MISSING),
    "invitation:index": (YES, YES, YES, NO),
    "invitation:add": (YES, YES, YES, NO),
    "invitation:inspect": (YES, MISSING, YES, MISSING),
    "invitation:withdraw": (YES, MISSING, YES, MISSING),
    "carrier:index": (YES, YES, YES, NO),
    "carrier:add": (NO, NO, YES, NO),
    "carrier:edit": (YES, MISSING, YES, MISSING),
    "edition:index": (YES, YES, YES, YES),
    "wagtailusers_users:index": (NO, NO, NO, NO),
    "wagtailusers_groups:index": (NO, NO, NO, NO),
    "wagtailimages:index": (NO, NO, NO, NO),
    "wagtaildocs:index": (NO, NO, YES, YES),
    "wagtailadmin_explore_root": (NO, NO, YES, NO),  # trainers are led to their shelf
    "wagtailsnippets:index": (NO, NO, NO, NO),
    "wagtailadmin_home": (YES, YES, YES, YES),
    "wagtailadmin_account": (YES, YES, YES, YES),
}
SOMEBODY = ("coordinator", "other coordinator", "centre", "trainer")


def address(screen: str, ours: Estate) -> str:
    rows = {
        "cohort": ours.cohort,
        "session": ours.session,
        "participant": ours.person,
        "signup": ours.sign_up,
        "place": ours.place,
        "carrier": ours.carrier,
        "membership": ours.carrier.memberships.get(user=ours.trainer),
        "invitation": ours.invitation,
    }
    name, _, view = screen.partition(":")
    takes_row = name in rows and view not in ("index", "add")
    return reverse(screen, args=[rows[name].pk] if takes_row else [])


@pytest.mark.parametrize("role", SOMEBODY)
def test_matrix_of_roles_and_screens(
    tree: None, client: Client, ours: Estate, person: Callable[[str], User], role: str
) -> None:
    make_module()  # so that there is a shelf of modules to explore
    sign_in(client, person(role))

    answers = {screen: client.get(address(screen, ours)).status_code for screen in MATRIX}

    column = SOMEBODY.index(role)
    assert answers == {screen: row[column] for screen, row in MATRIX.items()}


def test_trainee_is_refused_at_the_door(client: Client, ours: Estate, trainee: User) -> None:
    sign_in(client, trainee)

    for screen in MATRIX:
        response = client.get(address(screen, ours))

        assert response.status_code == 403, screen
        assert "Lahn" not in response.text, screen


def test_anonymous_is_sent_to_sign_in_and_back(client: Client, ours: Estate) -> None:
    for screen in MATRIX:
        url = address(screen, ours)

        response = client.get(url)

        assert response.url == f"{reverse(settings.WAGTAILADMIN_LOGIN_URL)}?next={url}", screen


def test_role_ends_with_the_membership_although_the_person_stays_signed_in(
    as_coordinator: Client, ours: Estate
) -> None:
    assert as_coordinator.get(reverse("cohort:index")).status_code == 200

    Membership.objects.filter(user=ours.coordinator).update(until=date(2026, 3, 1))

    assert as_coordinator.get(reverse("cohort:index")).status_code == 403


def test_trainer_edits_a_module_and_submits_but_cannot_publish(
    tree: None, client: Client, ours: Estate, centre: Estate
) -> None:
    module = make_module(title="Grenzen achten")
    sign_in(client, ours.trainer)
    url = reverse("wagtailadmin_pages:edit", args=[module.pk])
    client.get(url)

    published = client.post(url, module_form(module, title="Schnell live", publish=True))
    submitted = client.post(url, module_form(module, title="Neuer Titel", submit=True))

    module.refresh_from_db()
    assert (published.status_code, submitted.status_code) == (302, 302)
    assert module.title == "Grenzen achten"
    assert module.get_latest_revision_as_object().title == "Neuer Titel"
    task = TaskState.objects.get()
    assert list(TaskState.objects.reviewable_by(ours.trainer)) == []
    assert list(TaskState.objects.reviewable_by(ours.coordinator)) == []

    sign_in(client, centre.coordinator)
    approve = reverse("wagtailadmin_pages:workflow_action", args=[module.pk, "approve", task.pk])
    client.post(approve, {"comment": ""})

    module.refresh_from_db()
    assert module.title == "Neuer Titel"
    assert module.live


def test_trainer_does_not_edit_other_pages(tree: None, client: Client, ours: Estate) -> None:
    module = make_module()
    home = Page.objects.get(depth=2)
    sign_in(client, ours.trainer)

    shelf = reverse("wagtailadmin_explore", args=[module.get_parent().pk])
    assert client.get(reverse("wagtailadmin_explore_root")).url == shelf
    assert client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 302
    assert not home.permissions_for_user(ours.trainer).can_edit()
    assert not module.permissions_for_user(ours.trainer).can_publish()


def test_use_of_a_module_names_no_course_of_another_carrier(
    tree: None, client: Client, ours: Estate, theirs: Estate
) -> None:
    module = make_module()
    theirs.session.segments.create(position=1, minutes=45, module=module)
    sign_in(client, ours.trainer)

    response = client.get(reverse("wagtailadmin_pages:usage", args=[module.pk]))

    assert response.status_code == 200
    assert "Geheim" not in response.text


def module_form(
    module: ModulePage, *, title: str, publish: bool = False, submit: bool = False
) -> dict[str, str]:
    form = {
        "title": title,
        "slug": module.slug,
        "number": "",
        "lead": "",
        "min_minutes": "90",
        "max_minutes": "180",
        "responsible": "",
        "body-count": "0",
        "learning_goals-TOTAL_FORMS": "1",
        "learning_goals-0-text": "Ich sage Nein.",
        "learning_goals-0-depth": "introduced",
        "learning_goals-INITIAL_FORMS": "0",
        "learning_goals-MIN_NUM_FORMS": "0",
        "learning_goals-MAX_NUM_FORMS": "1000",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    if publish:
        form["action-publish"] = "1"
    if submit:
        form["action-submit"] = "1"
    return form
