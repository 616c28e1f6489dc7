"""Every entrance that could make something public, tried by those who may not."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, TaskState

from curriculum.models import ModulePage
from tests.factories.cohorts import NOW, make_cohort
from tests.factories.curriculum import make_programme
from tests.views.admin.conftest import sign_in
from tests.views.admin.editing import Cast, fresh, make_cast, module_form, save

pytestmark = pytest.mark.thorough

PAGES = "wagtailadmin_pages:"
# Who tries it, and on which module: one that is not theirs to publish.
TRIES = [
    ("trainer", "shared"),
    ("trainer", "own"),
    ("coordinator", "shared"),
    ("coordinator", "foreign"),
    ("foreign coordinator", "own"),
    ("foreign trainer", "own"),
]


@pytest.fixture
def cast(tree: None) -> Cast:
    Locale.objects.get_or_create(language_code="en")
    cast = make_cast()
    for module in (cast.shared, cast.own):  # something is there that is not approved
        module.title = "Nicht freigegeben"
        module.save_revision()
    return cast


def public() -> list[tuple[object, ...]]:
    """Everything that a visitor can see, and where; and what is about to be seen."""
    pages = Page.objects.filter(live=True).order_by("pk")
    shown = pages.values_list("pk", "title", "path", "live_revision")
    ahead = ModulePage.objects.filter(_revisions__approved_go_live_at__isnull=False)
    return [*shown, *ahead.values_list("pk")]


def post(client: Client, name: str, *args: object, data: dict[str, Any] | None = None) -> None:
    client.post(reverse(PAGES + name, args=args), data or {})


def api(client: Client, module: ModulePage, action: str, **data: Any) -> int:
    url = reverse("wagtailadmin_api:pages:action", args=[module.pk, action])
    response = client.post(url, json.dumps(data), content_type="application/json")
    return response.status_code


def publish(client: Client, module: ModulePage, cast: Cast) -> None:
    save(client, module, title="Schnell live", publish=True)


def publish_on_creation(client: Client, module: ModulePage, cast: Cast) -> None:
    new = ModulePage(title="Neu", slug="neu")
    for parent in (module.get_parent(), cast.shared.get_parent()):
        url = reverse(PAGES + "add", args=["curriculum", "modulepage", parent.pk])
        client.post(url, module_form(new, publish=True))


def schedule(client: Client, module: ModulePage, cast: Cast) -> None:
    ahead = (timezone.now() + timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    save(client, module, title="Auf Zeit", go_live_at=ahead, publish=True)
    save(client, module, title="Auf Zeit", go_live_at=ahead)


def publish_in_bulk(client: Client, module: ModulePage, cast: Cast) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={module.pk}", {"include_descendants": "on"})
    parent = module.get_parent().pk
    client.post(f"{url}?id=all&childOf={parent}", {"include_descendants": "on"})


def revert(client: Client, module: ModulePage, cast: Cast) -> None:
    revision = module.save_revision()
    post(client, "revisions_revert", module.pk, revision.pk, data=module_form(module, publish=True))


def approve(client: Client, module: ModulePage, cast: Cast) -> None:
    if not module.workflow_in_progress:
        module.get_workflow().start(fresh(module), cast.ours.trainer)
    task = TaskState.objects.latest("pk")
    post(client, "workflow_action", module.pk, "approve", task.pk, data={"comment": ""})
    pressed = {"workflow-action-name": "approve", "workflow_action": True}
    save(client, module, title="Selbst freigegeben", **pressed)


def copy(client: Client, module: ModulePage, cast: Cast) -> None:
    for parent in {module.get_parent(), cast.shared.get_parent()}:
        for option in ("publish_copies", "alias"):
            data = {"new_title": "Kopie", "new_slug": f"kopie-{option}", option: "on"}
            post(client, "copy", module.pk, data=data | {"new_parent_page": parent.pk})


def move(client: Client, module: ModulePage, cast: Cast) -> None:
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    for parent in (cast.shared.get_parent(), cast.ours.section, cast.theirs.section):
        post(client, "move_confirm", module.pk, parent.pk)
        client.post(f"{bulk}?id={module.pk}", {"chooser": parent.pk})


def reorder(client: Client, module: ModulePage, cast: Cast) -> None:
    client.post(reverse(PAGES + "set_page_position", args=[module.pk]) + "?position=0")


def translate(client: Client, module: ModulePage, cast: Cast) -> None:
    english = Locale.objects.get(language_code="en").pk
    url = reverse("simple_translation:submit_page_translation", args=[module.pk])
    client.post(url, {"locales": [english], "include_subtree": "on"})


def unpublish(client: Client, module: ModulePage, cast: Cast) -> None:
    post(client, "unpublish", module.pk)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{url}?id={module.pk}")


def delete(client: Client, module: ModulePage, cast: Cast) -> None:
    post(client, "delete", module.pk)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{url}?id={module.pk}")


def restrict(client: Client, module: ModulePage, cast: Cast) -> None:
    url = reverse(PAGES + "set_privacy", args=[module.pk])
    client.post(url, {"restriction_type": "login"})
    assert not module.get_view_restrictions().exists()


def use_the_api(client: Client, module: ModulePage, cast: Cast) -> None:
    revision = module.save_revision()
    for parent in (cast.shared.get_parent(), cast.ours.section, cast.theirs.section):
        for action in ("copy", "create_alias", "move"):
            api(client, module, action, destination_page_id=parent.pk, keep_live=True, slug="x")
    api(client, module, "create_alias", destination_page_id=None, update_slug="y")
    api(client, module, "revert_to_page_revision", revision_id=revision.pk)
    api(client, module, "copy_for_translation", locale="en")
    for action in ("convert_alias", "publish", "unpublish", "delete"):
        api(client, module, action)


ENTRANCES = [
    publish,
    publish_on_creation,
    schedule,
    publish_in_bulk,
    revert,
    approve,
    copy,
    move,
    reorder,
    translate,
    unpublish,
    delete,
    restrict,
    use_the_api,
]


@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda entrance: entrance.__name__)
def test_nothing_becomes_public_by_those_who_may_not(
    client: Client, cast: Cast, entrance: Callable[[Client, ModulePage, Cast], None]
) -> None:
    for name, kind in TRIES:
        sign_in(client, cast.person(name))
        before = public()

        entrance(client, getattr(cast, kind), cast)
        call_command("publish_scheduled", verbosity=0)

        assert public() == before, (name, kind)


@pytest.mark.parametrize(
    "entrance",
    [
        publish,
        publish_on_creation,
        schedule,
        publish_in_bulk,
        revert,
        approve,
        copy,
        unpublish,
    ],
    ids=lambda entrance: entrance.__name__,
)
def test_the_same_entrance_is_open_to_who_publishes_there(
    client: Client, cast: Cast, entrance: Callable[[Client, ModulePage, Cast], None]
) -> None:
    """Else the test above would prove nothing."""
    sign_in(client, cast.centre)
    before = public()

    entrance(client, cast.shared, cast)

    assert public() != before


def test_approved_schedule_goes_live_in_time(client: Client, cast: Cast, time_machine: Any) -> None:
    ahead = (NOW + timedelta(hours=5)).strftime("%Y-%m-%d %H:%M")
    sign_in(client, cast.ours.coordinator)
    save(client, cast.own, title="Auf Zeit", go_live_at=ahead, publish=True)
    before = fresh(cast.own).title

    time_machine.move_to(NOW + timedelta(hours=8))
    call_command("publish_scheduled", verbosity=0)

    assert (before, fresh(cast.own).title) == ("Eigenes Modul", "Auf Zeit")


@pytest.mark.parametrize("name", ["coordinator", "centre"])
def test_module_stays_whose_it_is_whoever_moves_it(client: Client, cast: Cast, name: str) -> None:
    sign_in(client, cast.person(name))

    for module in (cast.own, cast.shared):
        before = module.path
        move(client, module, cast)
        api(client, module, "move", destination_page_id=cast.shared.get_parent().pk)
        api(client, module, "move", destination_page_id=cast.ours.section.pk)

        assert fresh(module).path == before


@pytest.mark.parametrize("name", ["coordinator", "centre"])
def test_published_module_is_never_deleted(client: Client, cast: Cast, name: str) -> None:
    sign_in(client, cast.person(name))

    for module in (cast.own, cast.shared):
        editor = client.get(reverse(PAGES + "edit", args=[module.pk]))
        delete(client, module, cast)
        api(client, module, "delete")

        assert ModulePage.objects.filter(pk=module.pk).exists()
        assert f"/pages/{module.pk}/delete/" not in editor.text


def test_section_and_shelf_are_never_deleted(client: Client, cast: Cast) -> None:
    sign_in(client, cast.centre)

    for page in (cast.ours.section, cast.shared.get_parent(), cast.ours.section.get_parent()):
        delete(client, page.specific, cast)
        api(client, page, "delete")

        assert Page.objects.filter(pk=page.pk).exists()


def test_what_everything_stands_on_and_what_courses_follow_is_never_deleted(
    client: Client, cast: Cast
) -> None:
    followed, unused = make_programme("Mit Kurs"), make_programme("Ohne Kurs")
    make_cohort(programme=followed)
    shelf = followed.get_parent().specific
    sign_in(client, cast.centre)

    for page in (shelf.get_parent().specific, shelf, followed, unused):
        delete(client, page, cast)

    pages = Page.objects.filter(pk__in=[shelf.get_parent().pk, shelf.pk, followed.pk, unused.pk])
    assert set(pages) == {shelf.get_parent(), shelf.page_ptr, followed.page_ptr}
    assert ModulePage.objects.filter(pk=cast.shared.pk).exists()


def test_own_draft_can_be_deleted_until_something_needs_it(client: Client, cast: Cast) -> None:
    def drafted() -> ModulePage:
        return cast.ours.section.add_child(
            instance=ModulePage(title="Entwurf", live=False, has_unpublished_changes=True)
        )

    free, needed = drafted(), drafted()
    ModulePage.objects.filter(pk=cast.own.pk).update(
        based_on=needed, based_on_revision=needed.save_revision()
    )
    sign_in(client, cast.ours.trainer)

    for module in (free, needed):
        post(client, "delete", module.pk)

    assert list(ModulePage.objects.filter(title="Entwurf")) == [needed]


def test_copy_without_the_right_to_publish_stays_a_draft(client: Client, cast: Cast) -> None:
    sign_in(client, cast.ours.trainer)
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": cast.ours.section.pk}

    post(client, "copy", cast.shared.pk, data=data)

    assert ModulePage.objects.get(slug="kopie").live is False


def test_nobody_writes_pages_past_the_editor(client: Client, cast: Cast) -> None:
    """Wagtail has an interface beside it, which knows nothing of what the editor holds back."""
    sign_in(client, cast.centre)
    before = public()

    statuses = {
        api(client, cast.shared, action)
        for action in (
            "convert_alias",
            "copy",
            "copy_for_translation",
            "create_alias",
            "delete",
            "move",
            "publish",
            "revert_to_page_revision",
            "unpublish",
        )
    }
    listing = client.get(reverse("wagtailadmin_api:pages:listing"))

    assert statuses == {404}
    assert (public(), listing.status_code) == (before, 200)
