"""Trainers hand in, the centre approves what is shared, a coordinator what is the carrier's."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from curriculum.models import ModulePage
from tests.factories.sections import Role, make_member
from tests.views.admin.conftest import sign_in
from tests.views.admin.editing import Cast, fresh, make_cast, newest, save

pytestmark = pytest.mark.thorough


@pytest.fixture
def cast(tree: None) -> Cast:
    return make_cast()


def act(client: Client, module: ModulePage, action: str, comment: str = "") -> int:
    task = TaskState.objects.latest("pk")
    url = reverse("wagtailadmin_pages:workflow_action", args=[module.pk, action, task.pk])
    return client.post(url, {"comment": comment}).status_code


WAYS = [("shared", "centre"), ("own", "coordinator")]


@pytest.mark.parametrize(("kind", "approver"), WAYS)
def test_trainer_hands_in_and_after_approval_it_is_live(
    client: Client, cast: Cast, kind: str, approver: str
) -> None:
    module = getattr(cast, kind)
    sign_in(client, cast.ours.trainer)
    save(client, module, title="Neuer Titel", submit=True)
    waiting = fresh(module)
    status = waiting.current_workflow_state.status

    sign_in(client, cast.person(approver))
    home = client.get(reverse("wagtailadmin_home")).text
    act(client, module, "approve")

    assert (waiting.title, status) == (module.title, WorkflowState.STATUS_IN_PROGRESS)
    assert "Neuer Titel" in home
    assert (fresh(module).title, fresh(module).live) == ("Neuer Titel", True)


@pytest.mark.parametrize(("kind", "approver"), WAYS)
def test_rejection_keeps_the_old_text_and_the_trainer_reads_why(
    client: Client, cast: Cast, kind: str, approver: str
) -> None:
    module = getattr(cast, kind)
    sign_in(client, cast.ours.trainer)
    save(client, module, title="Neuer Titel", submit=True)
    sign_in(client, cast.person(approver))
    act(client, module, "reject", "Bitte die Pause einplanen.")

    sign_in(client, cast.ours.trainer)
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).text
    history = client.get(reverse("wagtailadmin_pages:workflow_history", args=[module.pk])).text

    assert fresh(module).title == module.title
    assert "Bitte die Pause einplanen." in editor + history
    save(client, module, title="Neuer Titel", lead="Mit Pause", submit=True)
    sign_in(client, cast.person(approver))
    act(client, module, "approve")
    assert fresh(module).lead == "Mit Pause"


def test_only_who_approves_there_is_asked(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.trainer)
    save(client, cast.own, title="Neuer Titel", submit=True)

    asked = [
        name
        for name in ("trainer", "coordinator", "foreign coordinator", "foreign trainer", "centre")
        if TaskState.objects.reviewable_by(cast.person(name)).exists()
    ]

    assert asked == ["coordinator"]


def test_deputy_approves_like_the_coordinator(cast: Cast, client: Client) -> None:
    deputy = make_member(cast.ours.carrier, Role.COORDINATOR)
    sign_in(client, cast.ours.trainer)
    save(client, cast.own, title="Neuer Titel", submit=True)

    sign_in(client, deputy)
    act(client, cast.own, "approve")

    assert fresh(cast.own).title == "Neuer Titel"


def test_coordinator_publishes_in_the_own_section_at_once(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.coordinator)

    save(client, cast.own, title="Neuer Titel", publish=True)

    assert fresh(cast.own).title == "Neuer Titel"


@pytest.mark.parametrize("kind", ["shared", "own"])
def test_what_waits_for_approval_cannot_be_changed_by_the_trainer(
    cast: Cast, client: Client, kind: str
) -> None:
    """Else something would be approved that nobody has read."""
    module = getattr(cast, kind)
    sign_in(client, cast.ours.trainer)
    save(client, module, title="Gelesen", submit=True)

    save(client, module, title="Nachgeschoben")

    assert newest(module).title == "Gelesen"


@pytest.mark.parametrize("kind", ["shared", "own"])
def test_approval_publishes_what_was_handed_in_and_nothing_added_since(
    cast: Cast, client: Client, kind: str
) -> None:
    """Two may approve. What one of them has changed since, the other has not read."""
    module = getattr(cast, kind)
    first = cast.centre if kind == "shared" else cast.ours.coordinator
    second = make_member(first.memberships.get().carrier, Role.COORDINATOR)
    sign_in(client, cast.ours.trainer)
    save(client, module, title="Gelesen", submit=True)
    sign_in(client, first)
    save(client, module, title="Nachgeschoben")

    sign_in(client, second)
    act(client, module, "approve")

    assert fresh(module).title == "Gelesen"
    assert newest(module).title == "Nachgeschoben"
    assert fresh(module).has_unpublished_changes


@pytest.mark.parametrize("kind", ["shared", "own"])
def test_approver_publishes_the_own_corrections_with_the_approval(
    cast: Cast, client: Client, kind: str
) -> None:
    module = getattr(cast, kind)
    sign_in(client, cast.ours.trainer)
    save(client, module, title="Mit Feler", submit=True)

    sign_in(client, cast.centre if kind == "shared" else cast.ours.coordinator)
    pressed = {"workflow-action-name": "approve", "workflow_action": True}
    save(client, module, title="Ohne Fehler", **pressed)

    assert fresh(module).title == "Ohne Fehler"


def test_responsible_trainer_is_named_in_list_and_editor(cast: Cast, client: Client) -> None:
    for module in (cast.shared, cast.own):
        module.responsible = cast.ours.trainer
        module.save_revision().publish()
    sign_in(client, cast.ours.trainer)

    for module in (cast.shared, cast.own):
        shelf = client.get(reverse("wagtailadmin_explore", args=[module.get_parent().pk])).text
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).text

        assert "Trainerin Lahn" in shelf
        assert "Trainerin Lahn</option>" in editor
    assert "Trainerin Eder" not in editor


def test_responsible_is_named_by_who_publishes_there(cast: Cast, client: Client) -> None:
    ours, theirs = cast.ours.trainer, cast.theirs.trainer
    sign_in(client, ours)
    save(client, cast.shared, responsible=ours.pk)
    save(client, cast.own, responsible=ours.pk)
    by_trainer = [newest(cast.shared).responsible, newest(cast.own).responsible]

    sign_in(client, cast.ours.coordinator)
    save(client, cast.own, responsible=ours.pk)
    own = newest(cast.own).responsible
    refused = save(client, cast.own, responsible=theirs.pk)
    sign_in(client, cast.centre)
    save(client, cast.shared, responsible=theirs.pk)

    assert by_trainer == [None, None]
    assert own == ours
    assert list(refused.context["form"].errors) == ["responsible"]
    assert newest(cast.own).responsible == ours
    assert newest(cast.shared).responsible == theirs


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_coordinator_decides_nothing_elsewhere_by_way_of_an_own_module(
    client: Client, cast: Cast, action: str
) -> None:
    """The address names a page and a task; all sections share one task."""
    for module, trainer in ((cast.own, cast.ours.trainer), (cast.foreign, cast.theirs.trainer)):
        sign_in(client, trainer)
        save(client, module, title="Wartet", submit=True)
    foreign = fresh(cast.foreign).current_workflow_task_state
    sign_in(client, cast.ours.coordinator)

    url = reverse("wagtailadmin_pages:workflow_action", args=[cast.own.pk, action, foreign.pk])
    client.post(url, {"comment": "Fremd"})

    foreign.refresh_from_db()
    assert (foreign.status, foreign.comment) == (TaskState.STATUS_IN_PROGRESS, "")
    assert fresh(cast.foreign).title != "Wartet"
    assert fresh(cast.own).workflow_in_progress
