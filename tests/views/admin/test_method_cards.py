"""Method cards in the admin: written by trainers, fixed once the public reads them, never gone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import DjangoAssertNumQueries

from curriculum.domain import method_cards
from curriculum.models import MethodCard
from home.models import User
from tests.factories.curriculum import make_module
from tests.views.admin.conftest import Estate, sign_in

FORM = {
    "name": "Rollenkarte",
    "minutes": "30",
    "min_people": "4",
    "max_people": "",
    "material": "Karten",
    "steps": "Ziehen.\nVorstellen.",
}


def url(view: str, *args: object) -> str:
    return reverse(MethodCard.snippet_viewset.get_url_name(view), args=args)


def make_card(name: str = "Wetterkarte", **fields: Any) -> MethodCard:
    return MethodCard.objects.create(**{"name": name, "minutes": 15, "steps": "Anfangen."} | fields)


def use(card: MethodCard, **fields: Any) -> Any:
    steps = [{"minutes": 15, "aim": "Ankommen", "card": card.pk}]
    body = [{"type": "seminar_plan", "value": {"title": "", "steps": steps}}]
    return make_module(fields.pop("title", "Grenzen"), body=body, **fields)


@pytest.fixture
def people(
    tree: None, ours: Estate, theirs: Estate, centre: Estate, trainee: User
) -> dict[str, User]:
    return {
        "trainer": ours.trainer,
        "coordinator": ours.coordinator,
        "centre": centre.coordinator,
        "trainee": trainee,
    }


YES, NO, MISSING, SHUT = 200, 302, 404, 403
# View → trainer, coordinator, centre, trainee; a card that no published module uses.
MATRIX = {
    "list": (YES, YES, YES, SHUT),
    "add": (YES, NO, YES, SHUT),
    "edit": (YES, NO, YES, SHUT),
    "copy": (YES, NO, YES, SHUT),
    "inspect": (YES, YES, YES, SHUT),
    "history": (YES, NO, YES, SHUT),
}


def test_every_screen_of_a_card_for_every_role(client: Client, people: dict[str, User]) -> None:
    card = make_card()
    answers = {}

    for view in MATRIX:
        address = url(view) if view in ("list", "add") else url(view, card.pk)
        row = []
        for user in people.values():
            sign_in(client, user)
            row.append(client.get(address).status_code)
        answers[view] = tuple(row)

    assert answers == MATRIX


def test_trainer_writes_finds_and_mends_a_card(client: Client, people: dict[str, User]) -> None:
    sign_in(client, people["trainer"])
    client.post(url("add"), FORM)
    card = MethodCard.objects.get()

    client.post(url("edit", card.pk), FORM | {"steps": "Ziehen.\nSpielen."})

    card.refresh_from_db()
    assert (card.min_people, card.max_people) == (4, None)
    assert card.step_list == ["Ziehen.", "Spielen."]
    make_card("Ganz anders")
    found = client.get(url("list") + "?q=spielen").text
    assert ("Rollenkarte" in found, "Ganz anders" in found) == (True, False)


def test_sizes_in_the_wrong_order_are_refused_in_german(
    client: Client, people: dict[str, User]
) -> None:
    sign_in(client, people["trainer"])

    response = client.post(url("add"), FORM | {"min_people": "9", "max_people": "3"})

    assert response.context["form"].errors == {
        "__all__": ["Das Höchste darf nicht kleiner sein als das Mindeste."]
    }


def test_card_in_a_published_module_is_changed_by_the_centre_only(
    client: Client, people: dict[str, User]
) -> None:
    """Else a trainer could change what the public reads without anybody's approval."""
    card = make_card("Rollenkarte")
    use(card)
    form = FORM | {"steps": "Nicht freigegeben."}

    sign_in(client, people["trainer"])
    refused = client.post(url("edit", card.pk), form).status_code
    listed = client.get(url("list")).text
    by_trainer = MethodCard.objects.get().steps
    sign_in(client, people["centre"])
    client.post(url("edit", card.pk), form)

    assert (refused, by_trainer) == (302, "Anfangen.")
    assert (url("edit", card.pk) in listed, url("inspect", card.pk) in listed) == (False, True)
    assert MethodCard.objects.get().steps == "Nicht freigegeben."


def test_card_in_a_draft_can_still_be_mended(client: Client, people: dict[str, User]) -> None:
    card = make_card("Rollenkarte")
    use(card, live=False)
    sign_in(client, people["trainer"])

    client.post(url("edit", card.pk), FORM | {"steps": "Besser."})

    assert MethodCard.objects.get().steps == "Besser."


def test_trainer_copies_a_card_under_another_name(client: Client, people: dict[str, User]) -> None:
    card = make_card("Rollenkarte")
    use(card)
    sign_in(client, people["trainer"])

    form = client.get(url("copy", card.pk))
    over_it = client.post(url("copy", card.pk), FORM | {"steps": "Überschrieben."})
    same = client.post(url("add"), FORM)
    client.post(url("add"), FORM | {"name": "Rollenkarte zu dritt"})

    card.refresh_from_db()
    assert f'action="{url("add")}"' in form.text
    assert (over_it.status_code, card.steps) == (405, "Anfangen.")
    assert list(same.context["form"].errors) == ["name"]
    assert set(MethodCard.objects.values_list("name", flat=True)) == {
        "Rollenkarte",
        "Rollenkarte zu dritt",
    }


@pytest.mark.parametrize("name", ["trainer", "coordinator", "centre"])
def test_no_card_is_ever_deleted(client: Client, people: dict[str, User], name: str) -> None:
    card = make_card()
    sign_in(client, people[name])
    bulk = reverse("wagtail_bulk_action", args=["curriculum", "methodcard", "delete"])

    client.post(f"{bulk}?id={card.pk}")

    for view in ("delete", "usage"):
        with pytest.raises(NoReverseMatch):
            url(view, card.pk)
    assert MethodCard.objects.filter(pk=card.pk).exists()
    assert client.get(f"/admin/snippets/curriculum/methodcard/delete/{card.pk}/").status_code == 404


def test_editor_shows_published_modules_and_no_drafts(
    client: Client, people: dict[str, User]
) -> None:
    card = make_card()
    use(card, title="Öffentlich")
    use(card, title="Geheim", live=False)
    sign_in(client, people["centre"])

    editor = client.get(url("edit", card.pk)).text

    assert ("Öffentlich" in editor, "Geheim" in editor) == (True, False)


@pytest.mark.parametrize("name", ["trainer", "coordinator"])
def test_chooser_of_the_plan_row_offers_cards(
    client: Client, people: dict[str, User], name: str
) -> None:
    make_card("Rollenkarte")
    sign_in(client, people[name])
    chooser = MethodCard.snippet_viewset.chooser_viewset

    response = client.get(reverse(chooser.get_url_name("choose")))

    assert "Rollenkarte" in response.json()["html"]


@pytest.mark.parametrize("count", [1, 5])
def test_list_of_cards_takes_the_same_queries(
    client: Client,
    people: dict[str, User],
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        use(make_card(f"Karte {number}"), title=f"Modul {number}")
    sign_in(client, people["trainer"])
    client.get(url("list"))

    with django_assert_num_queries(16):
        client.get(url("list"))


def test_module_page_shows_card_with_size_material_and_steps(client: Client, tree: None) -> None:
    card = make_card("Rollenkarte", min_people=4, max_people=12, material="Zwölf Karten")
    use(card, slug="grenzen")

    text = " ".join(client.get("/module/grenzen/").text.split())

    details = text.partition('<details class="method-card"')[2].partition("</details>")[0]
    assert "Rollenkarte" in details
    assert "meist 15 Min., 4 bis 12 Personen" in details
    assert "Zwölf Karten" in details
    assert "<li>Anfangen.</li>" in details


def test_uses_read_plans_of_live_modules(db: None, home_page: object) -> None:
    used, unused = make_card("A"), make_card("B")
    module = use(used)
    use(unused, live=False)

    assert method_cards.uses() == {used.pk: [module]}
