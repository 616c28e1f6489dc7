"""What stands in another carrier's section does not exist, whichever screen is asked."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from wagtail.documents.models import Document
from wagtail.models import Collection, Page

from curriculum.models import MethodCard
from home import roles
from home.wagtail_hooks import construct_page_chooser_queryset
from tests.factories.sections import make_adapted
from tests.views.admin.conftest import sign_in
from tests.views.admin.editing import SECRET, Cast, make_cast

pytestmark = pytest.mark.thorough

OURS = ("trainer", "coordinator")


@pytest.fixture
def cast(tree: None) -> Cast:
    cast = make_cast()
    cast.foreign_draft.get_workflow().start(cast.foreign_draft, cast.theirs.trainer)
    return cast


def page_addresses() -> list[tuple[str, tuple[str, ...]]]:
    """Every address of the admin that takes the number of a page, with its arguments."""
    found = []

    def walk(patterns: list[URLPattern | URLResolver], namespace: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                walk(pattern.url_patterns, inner)
            elif pattern.name:
                names = tuple(pattern.pattern.converters)
                if PAGE & set(names) or (namespace.endswith("pages:") and "pk" in names):
                    found.append((namespace + pattern.name, names))

    admin = next(p for p in get_resolver().url_patterns if str(p.pattern) == "admin/")
    admins = [p for p in get_resolver().url_patterns if str(p.pattern) == "admin/"]
    assert admin in admins
    for resolver in admins:
        if isinstance(resolver, URLResolver):
            walk(resolver.url_patterns, "")
    return found


PAGE = {"page", "page_id", "page_pk", "parent_page_id", "page_to_move_id", "destination_id"}


def test_every_address_of_a_foreign_page_is_missing(client: Client, cast: Cast) -> None:
    revision = cast.foreign.latest_revision_id
    task = cast.foreign_draft.current_workflow_task_state.pk
    values = {
        "content_type_app_name": "curriculum",
        "content_type_model_name": "modulepage",
        "app_label": "wagtailcore",
        "model_name": "page",
        "revision_id": revision,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "criterion": 1,
        "action_name": "approve",
        "task_state_id": task,
        "task_id": task,
        "workflow_pk": cast.foreign_draft.get_workflow().pk,
        "workflow_state_id": cast.foreign_draft.current_workflow_state.pk,
    }
    addresses = page_addresses()
    assert len(addresses) > 30
    answers = {}

    for name in OURS:
        sign_in(client, cast.person(name))
        for page in (cast.foreign, cast.foreign_draft, cast.theirs.section):
            for address, names in addresses:
                given = {n: page.pk if n in PAGE | {"pk"} else values[n] for n in names}
                response = client.get(reverse(address, kwargs=given))
                answers[name, address, page.pk] = response.status_code
                assert SECRET not in response.text, address

    assert {key: status for key, status in answers.items() if status not in (404, 405)} == {}


LISTS = [
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_choose_page",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:page_types_usage",
    "local_modules",
]


@pytest.mark.parametrize("name", OURS)
def test_no_list_report_search_or_export_names_a_foreign_page(
    client: Client, cast: Cast, name: str
) -> None:
    sign_in(client, cast.person(name))
    urls = [reverse(screen) for screen in LISTS]
    urls += [
        f"{reverse(screen)}?export=csv" for screen in LISTS if screen.startswith("wagtailadmin_rep")
    ]
    urls += [
        reverse("wagtailadmin_explore", args=[page.pk])
        for page in (cast.ours.section, cast.ours.section.get_parent(), cast.shared.get_parent())
    ]
    urls += [
        reverse("wagtailadmin_pages:type_use", args=["curriculum", "modulepage"]),
        f"{reverse('wagtailadmin_choose_page')}?page_type=curriculum.ModulePage",
        reverse("wagtailadmin_choose_page_child", args=[cast.ours.section.get_parent().pk]),
        reverse("wagtailadmin_api:pages:listing"),
    ]

    for url in urls:
        response = client.get(url)
        text = (
            b"".join(response.streaming_content).decode() if response.streaming else response.text
        )
        assert SECRET not in text, url
        assert str(cast.theirs.trainer) not in text, url


@pytest.mark.parametrize("name", OURS)
def test_what_a_screen_is_asked_for_by_number_is_missing_too(
    client: Client, cast: Cast, name: str
) -> None:
    sign_in(client, cast.person(name))
    foreign = [cast.foreign.pk, cast.foreign_draft.pk]
    urls = [
        f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={foreign[0]}&id={foreign[1]}",
        f"{reverse('wagtailadmin_choose_page')}?target_pages[]={foreign[0]}&user_perms=move_to",
    ]
    for action in ("publish", "unpublish", "move", "delete"):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        urls += [
            f"{bulk}?id={foreign[0]}",
            f"{bulk}?id={cast.own.pk}&id={foreign[1]}",
            f"{bulk}?id=all&childOf={cast.theirs.section.pk}",
        ]

    for url in urls:
        response = client.get(url)

        assert (response.status_code, SECRET in response.text) == (404, False), url


@pytest.mark.parametrize("disguise", ["%2B{}", "%20{}%0A", "0_{}", "{:0>25}"])
def test_a_number_is_known_however_it_is_written(client: Client, cast: Cast, disguise: str) -> None:
    """Django reads all of these as the number of the page."""
    sign_in(client, cast.ours.coordinator)
    foreign = [disguise.format(page.pk) for page in (cast.foreign, cast.foreign_draft)]
    section = disguise.format(cast.theirs.section.pk)
    copying = reverse("wagtailadmin_pages:copy", args=[cast.own.pk])
    shelf = cast.own.get_parent().pk
    adding = reverse("wagtailadmin_pages:add", args=["curriculum", "modulepage", shelf])
    urls = [
        f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={foreign[0]}&id={foreign[1]}",
        f"{reverse('wagtailadmin_choose_page')}?target_pages[]={foreign[0]}&user_perms=move_to",
        f"{reverse('wagtailadmin_api:pages:listing')}?child_of={section}",
        f"{adding}?translation_of={foreign[0]}",
    ]
    for action in ("publish", "unpublish", "move", "delete"):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        urls += [f"{bulk}?id={foreign[0]}", f"{bulk}?id=all&childOf={section}"]

    answers = {url: client.get(url) for url in urls}
    copied = client.post(
        copying,
        f"new_title=K&new_slug=k&new_parent_page={section}",
        content_type="application/x-www-form-urlencoded",
    )

    for url, response in answers.items():
        assert (response.status_code, SECRET in response.text) == (404, False), url
    assert copied.status_code == 404


@pytest.mark.parametrize("name", OURS)
def test_copying_to_a_foreign_section_names_nothing(client: Client, cast: Cast, name: str) -> None:
    sign_in(client, cast.person(name))
    url = reverse("wagtailadmin_pages:copy", args=[cast.own.pk])
    data = {"new_title": "K", "new_slug": "k", "new_parent_page": cast.foreign_draft.pk}

    assert client.post(url, data).status_code == 404


@pytest.mark.parametrize("name", ["trainer", "coordinator"])
def test_own_section_and_shared_modules_are_there(client: Client, cast: Cast, name: str) -> None:
    sign_in(client, cast.person(name))

    own = client.get(reverse("wagtailadmin_explore", args=[cast.ours.section.pk]))
    screen = client.get(reverse("local_modules"))
    chooser = [
        client.get(reverse("wagtailadmin_choose_page_child", args=[parent.pk])).json()["html"]
        for parent in (cast.ours.section, cast.shared.get_parent())
    ]

    assert "Eigenes Modul" in own.text
    assert ("Eigenes Modul" in screen.text, "Geteiltes Modul" in screen.text) == (True, True)
    assert ("Eigenes Modul" in chooser[0], "Geteiltes Modul" in chooser[1]) == (True, True)


def test_centre_reads_every_section(client: Client, cast: Cast) -> None:
    sign_in(client, cast.centre)

    listed = client.get(reverse("wagtailadmin_explore", args=[cast.theirs.section.pk]))
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[cast.foreign_draft.pk]))

    assert SECRET in listed.text
    assert editor.status_code == 200


def test_use_of_a_card_names_no_draft_of_another_carrier(client: Client, cast: Cast) -> None:
    card = MethodCard.objects.create(name="Rollenkarte", minutes=20, steps="Anfangen")
    step = {"minutes": 20, "aim": f"{SECRET}es Ziel", "card": card.pk}
    cast.foreign_draft.body = [
        {"type": "seminar_plan", "value": {"title": SECRET, "steps": [step]}}
    ]
    cast.foreign_draft.save_revision()
    cast.foreign_draft.save()
    names = ("list", "edit", "usage", "history", "inspect", "delete", "copy")

    for name in OURS:
        sign_in(client, cast.person(name))
        for view in names:
            args = [] if view == "list" else [card.pk]
            try:
                url = reverse(MethodCard.snippet_viewset.get_url_name(view), args=args)
            except NoReverseMatch:
                continue
            assert SECRET not in client.get(url).text, view


def test_what_is_searched_to_link_to_holds_no_foreign_page(cast: Cast) -> None:
    """The chooser's search; the table of its index is made by migrations and is not here."""
    request = RequestFactory().get("/")
    found = {}

    for name in OURS:
        request.user = cast.person(name)
        pages = construct_page_chooser_queryset(Page.objects.all(), request)
        found[name] = {page.pk for page in pages} & {
            cast.own.pk,
            cast.shared.pk,
            cast.foreign.pk,
            cast.foreign_draft.pk,
            cast.theirs.section.pk,
        }

    assert found == {name: {cast.own.pk, cast.shared.pk} for name in OURS}


@pytest.mark.parametrize("name", OURS)
def test_documents_of_another_carrier_are_not_offered(
    client: Client, cast: Cast, name: str
) -> None:
    for mark, collection in (
        ("Eigenes Blatt", "Lahn"),
        (f"{SECRET}es Blatt", "Eder"),
        (f"{SECRET}es Blatt des Zentrums", roles.CENTRE),
    ):
        document = Document(title=mark, collection=Collection.objects.get(name=collection))
        document.file.save("blatt.txt", ContentFile(b"x"))
    foreign = Document.objects.get(title=f"{SECRET}es Blatt")
    sign_in(client, cast.person(name))

    listed = client.get(reverse("wagtaildocs:index")).text
    chooser = client.get(reverse("wagtaildocs_chooser:choose")).json()["html"]
    answers = [
        client.get(reverse(f"wagtaildocs:{view}", args=[foreign.pk])).status_code
        for view in ("edit", "delete", "document_usage")
    ]

    assert ("Eigenes Blatt" in listed, SECRET in listed) == (True, False)
    assert ("Eigenes Blatt" in chooser, SECRET in chooser) == (True, False)
    assert answers == [302, 302, 302]


@pytest.mark.indexed
@pytest.mark.parametrize("name", ["trainer", "centre"])
def test_use_of_a_shared_module_names_foreign_adaptations_to_the_centre_only(
    client: Client, cast: Cast, name: str
) -> None:
    draft = make_adapted(cast.theirs, cast.shared, live=False)
    draft.title = f"{SECRET}e Fassung"
    draft.save_revision()
    draft.save()
    sign_in(client, cast.person(name))

    used = client.get(reverse("wagtailadmin_pages:usage", args=[cast.shared.pk]))

    assert used.status_code == 200
    assert (SECRET in used.text) is (name == "centre")
