"""Roles follow memberships, and the groups say what the table says."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage

from cohorts.models import Membership
from home import roles
from home.models import HomePage, User
from tests.factories.cohorts import make_carrier, make_user

ON = date(2026, 3, 2)
Role = Membership.Role


def member(role: str, *, is_centre: bool = False, **dates: date) -> User:
    user = make_user()
    Membership.objects.create(
        user=user,
        carrier=make_carrier(is_centre=is_centre),
        role=role,
        **{"since": date(2025, 1, 1)} | dates,
    )
    return user


def groups(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "is_centre", "expected"),
    [
        (Role.COORDINATOR, False, {roles.COORDINATOR}),
        (Role.COORDINATOR, True, {roles.COORDINATOR, roles.CENTRE}),
        (Role.TRAINER, False, {roles.TRAINER}),
        (Role.TRAINER, True, {roles.TRAINER}),
    ],
)
def test_sync_gives_the_groups_of_a_membership(
    role: str, is_centre: bool, expected: set[str]
) -> None:
    user = member(role, is_centre=is_centre)

    assert roles.sync(user, ON) is True
    assert groups(user) == expected
    assert roles.sync(user, ON) is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dates", "held"),
    [
        ({"since": date(2026, 3, 2)}, True),
        ({"since": date(2026, 3, 3)}, False),
        ({"until": date(2026, 3, 2)}, True),
        ({"until": date(2026, 3, 1)}, False),
    ],
)
def test_sync_counts_first_and_last_day(dates: dict[str, date], held: bool) -> None:
    user = member(Role.TRAINER, **dates)

    roles.sync(user, ON)

    assert groups(user) == ({roles.TRAINER} if held else set())


@pytest.mark.django_db
def test_sync_takes_a_role_that_was_given_by_hand() -> None:
    user = make_user()
    user.groups.add(Group.objects.get(name=roles.CENTRE))

    assert roles.sync(user, ON) is True
    assert groups(user) == set()


@pytest.mark.django_db
def test_apply_leaves_exactly_what_the_table_says() -> None:
    group = Group.objects.get(name=roles.TRAINER)
    group.permissions.clear()
    group.permissions.add(*roles.permissions(Membership, ("delete",)))

    roles.apply()
    roles.apply()

    assert set(group.permissions.values_list("codename", flat=True)) == {
        "access_admin",
        "view_cohort",
        "view_session",
        "view_edition",
        "add_methodcard",
        "change_methodcard",
        "view_methodcard",
    }


@pytest.mark.django_db
def test_nobody_deletes_records() -> None:
    codes = Group.objects.filter(name__in=roles.RECORDS).values_list(
        "permissions__codename", flat=True
    )

    assert [code for code in codes if code and code.startswith("delete_")] == []


def test_apply_puts_the_workflow_on_the_whole_tree(home_page: HomePage) -> None:
    roles.apply()
    roles.apply()

    task = GroupApprovalTask.objects.get()
    assert [group.name for group in task.groups.all()] == [roles.CENTRE]
    assert Workflow.objects.get().name == roles.WORKFLOW
    assert WorkflowPage.objects.get().page_id == Page.get_first_root_node().pk
    assert home_page.get_workflow() == Workflow.objects.get()


@pytest.mark.django_db
def test_apply_removes_wagtails_own_groups_unless_somebody_is_in_them() -> None:
    Group.objects.get_or_create(name="Editors")
    moderators, _ = Group.objects.get_or_create(name="Moderators")
    moderators.user_set.add(make_user())

    roles.apply()

    assert set(Group.objects.values_list("name", flat=True)) == {*roles.RECORDS, "Moderators"}
