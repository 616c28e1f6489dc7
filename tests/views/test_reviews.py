"""In the editor: where the links of a module stand, and confirming that it still serves."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from curriculum.models import Criterion, LinkReview, ModulePage
from home.models import User
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
    make_user,
)


@pytest.fixture
def trainer(db: None) -> User:
    """May enter the admin and edit pages."""
    return make_user("trainerin@example.org", is_superuser=True)


@pytest.fixture
def new(db: None) -> Criterion:
    """GR-1 of 2025, after it was reworded."""
    first = make_edition("2023")
    old = make_criterion(first, "GR-1", "Grenzen kennen.")
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    criterion = make_criterion(second, "GR-1", "Grenzen nennen.")
    make_step(old, criterion, Kind.REWORDED, "Vorgeschlagen in Gießen.")
    make_adopted(second, date(2025, 1, 1))
    return criterion


@pytest.fixture
def module(new: Criterion, trainer: User) -> ModulePage:
    """Written for the wording of 2023."""
    return make_module("Grenzen", *_old(new, 1), responsible=trainer)


def _old(new: Criterion, times: int) -> list[Criterion]:
    return [new.earlier_steps.get().from_criterion] * times


def editor(client: Client, module: ModulePage) -> str:
    response = client.get(f"/admin/pages/{module.pk}/edit/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def address(module: ModulePage, criterion: Criterion) -> str:
    return f"/admin/modules/{module.pk}/review/{criterion.pk}/"


def overview(client: Client, module: ModulePage) -> str:
    response = client.get(f"/admin/modules/{module.pk}/review/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_editor_shows_what_is_to_review_with_both_wordings(
    client: Client, module: ModulePage, trainer: User, new: Criterion
) -> None:
    client.force_login(trainer)

    text = editor(client, module)

    assert "Verglichen mit der Ausgabe 2025." in text
    assert "1 Lernziel ist zu prüfen." in text
    assert "Grenzen <del>kennen.</del> <ins>nennen.</ins>" in text
    assert "Vorgeschlagen in Gießen." in text
    assert f'href="/admin/modules/{module.pk}/review/"' in text


def test_the_editor_says_when_a_draft_is_linked_to_the_new_wording(
    client: Client, module: ModulePage, trainer: User, new: Criterion
) -> None:
    (goal,) = module.learning_goals.all()
    goal.criterion = new
    module.learning_goals = [goal]
    module.save_revision()
    client.force_login(trainer)

    assert "in Prüfung: ein Entwurf bezieht sich auf die neue Fassung" in editor(client, module)


def test_the_editor_says_when_all_is_current(client: Client, new: Criterion, trainer: User) -> None:
    client.force_login(trainer)

    text = editor(client, make_module("Aktuell", new))

    assert "Alle Bezüge sind aktuell." in text
    assert "/review/" not in text


def test_a_new_module_can_be_written_before_it_has_links(
    client: Client, module: ModulePage, trainer: User
) -> None:
    client.force_login(trainer)

    path = f"/admin/pages/add/curriculum/modulepage/{module.get_parent().pk}/"

    assert client.get(path).status_code == 200


def test_confirming_clears_the_link(
    client: Client, module: ModulePage, trainer: User, new: Criterion
) -> None:
    client.force_login(trainer)

    shown = client.get(address(module, new)).content.decode()
    response = client.post(address(module, new), {"reason": "Die Übung deckt das schon."})

    assert "<ins>nennen.</ins>" in shown
    assert response.headers["Location"] == f"/admin/pages/{module.pk}/edit/"
    review = LinkReview.objects.get()
    assert (review.criterion, review.by, review.reason) == (
        new,
        trainer,
        "Die Übung deckt das schon.",
    )
    assert "Alle Bezüge sind aktuell." in editor(client, module)


def test_looking_confirms_nothing(
    client: Client, module: ModulePage, trainer: User, new: Criterion
) -> None:
    client.force_login(trainer)

    client.get(address(module, new))

    assert not LinkReview.objects.exists()


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_a_reason_is_asked_for(
    client: Client, module: ModulePage, trainer: User, new: Criterion, reason: str
) -> None:
    client.force_login(trainer)

    response = client.post(address(module, new), {"reason": reason})

    assert response.status_code == 200
    assert response.context["cases"][0]["forms"][0]["form"].errors == {
        "reason": ["Dieses Feld muss ausgefüllt werden."]
    }
    assert not LinkReview.objects.exists()


def test_a_refused_reason_stays_in_its_field_and_only_there(
    client: Client, trainer: User, split: ModulePage
) -> None:
    first, second = Criterion.objects.filter(standard__edition__key="2027").order_by("key")
    client.force_login(trainer)

    response = client.post(address(split, second), {"reason": "x" * 2001})

    forms = {
        one["criterion"]: one["form"]
        for shown in response.context["cases"]
        for one in shown["forms"]
    }
    assert list(forms) == [first, second]
    assert (list(forms[first].errors), list(forms[second].errors)) == ([], ["reason"])
    assert forms[second]["reason"].value() == "x" * 2001
    assert f'id="c{second.pk}-reason"' in response.text
    assert response.text.count("x" * 2001) == 1


@pytest.fixture
def split(trainer: User, new: Criterion) -> ModulePage:
    """Two goals for GR-1, which 2027 splits."""
    module = make_module("Rolle", new, new, responsible=trainer)
    third = make_edition("2027", predecessor=new.standard.edition)
    for key in ("GR-1a", "GR-1b"):
        make_step(new, make_criterion(third, key, f"Grenzen nennen: {key}."), Kind.SPLIT)
    make_adopted(third, date(2025, 12, 1))
    return module


def test_the_review_shows_each_change_once_with_all_goals_and_all_parts(
    client: Client, trainer: User, split: ModulePage
) -> None:
    client.force_login(trainer)

    text = overview(client, split)

    assert text.count("Grenzen nennen. </p>") + text.count(">Grenzen nennen.</p>") == 2
    assert text.count("Ich kann 1.") == text.count("Ich kann 2.") == 1
    assert "<ins>nennen: GR-1a.</ins>" in text
    assert "<ins>nennen: GR-1b.</ins>" in text
    assert "beschlossen am 1. Dezember 2025" in text


def test_after_one_part_the_other_can_be_confirmed_but_need_not(
    client: Client, trainer: User, split: ModulePage
) -> None:
    first, second = Criterion.objects.filter(standard__edition__key="2027").order_by("key")
    client.force_login(trainer)

    response = client.post(address(split, second), {"reason": "Passt."})
    left = client.get(f"/admin/modules/{split.pk}/review/")

    assert response.headers["Location"] == f"/admin/pages/{split.pk}/edit/"
    (shown,) = left.context["cases"]
    assert [one["criterion"] for one in shown["forms"]] == [first]
    assert not shown["case"].state.waits
    client.post(address(split, first), {"reason": "Auch."})
    assert client.get(f"/admin/modules/{split.pk}/review/").context["cases"] == []


def test_what_changed_twice_is_compared_with_what_holds_now(
    client: Client, trainer: User, module: ModulePage, new: Criterion
) -> None:
    third = make_edition("2027", predecessor=new.standard.edition)
    make_step(new, make_criterion(third, "GR-1", "Grenzen kennen und nennen."), Kind.REWORDED)
    make_adopted(third, date(2025, 12, 1))
    client.force_login(trainer)

    text = overview(client, module)

    assert "Grenzen <del>kennen.</del> <ins>kennen und nennen.</ins>" in text
    assert "GR-1 (2023)" in text
    assert "GR-1 (2027)" in text
    assert "GR-1 (2025)" not in text


def test_after_one_of_two_reviews_the_other_one_follows(client: Client, trainer: User) -> None:
    first = make_edition("2023")
    old = [make_criterion(first, key) for key in ("GR-1", "GR-2")]
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    new = [make_criterion(second, row.key, f"{row.key} ist neu.") for row in old]
    for before, after in zip(old, new, strict=True):
        make_step(before, after, Kind.REWORDED)
    make_adopted(second, date(2025, 1, 1))
    module = make_module("Beides", *old, responsible=trainer)
    client.force_login(trainer)

    answers = [client.post(address(module, row), {"reason": "Passt."}) for row in new]

    assert [answer.headers["Location"] for answer in answers] == [
        f"/admin/modules/{module.pk}/review/",
        f"/admin/pages/{module.pk}/edit/",
    ]


def test_nothing_to_review_says_so(client: Client, trainer: User, new: Criterion) -> None:
    client.force_login(trainer)

    assert "Alle Bezüge sind aktuell." in overview(client, make_module("Aktuell", new))


def test_sending_twice_says_that_nothing_waits_any_more(
    client: Client, module: ModulePage, trainer: User, new: Criterion
) -> None:
    client.force_login(trainer)
    client.post(address(module, new), {"reason": "Passt."})

    again = client.post(address(module, new), {"reason": "Passt noch immer."})

    assert "nichts zu prüfen" in again.content.decode()
    assert LinkReview.objects.get().reason == "Passt."
    assert client.get(address(module, new)).status_code == 404


def test_who_is_not_responsible_cannot_confirm(
    client: Client, module: ModulePage, new: Criterion
) -> None:
    other = make_user("andere@example.org")
    other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(other)

    response = client.post(address(module, new), {"reason": "Passt."})

    assert response.status_code == 302  # to the admin's first page, with a refusal
    assert client.get(f"/admin/modules/{module.pk}/review/").status_code == 302
    assert not LinkReview.objects.exists()


def test_nobody_confirms_without_signing_in(
    client: Client, module: ModulePage, new: Criterion
) -> None:
    response = client.post(address(module, new), {"reason": "Passt."})

    assert response.status_code == 302
    assert not LinkReview.objects.exists()


def test_a_criterion_of_a_draft_cannot_be_confirmed(
    client: Client, module: ModulePage, trainer: User
) -> None:
    draft = make_criterion(make_edition("2031"), "ZZ-1")
    client.force_login(trainer)

    assert client.post(address(module, draft), {"reason": "Passt."}).status_code == 404


@pytest.mark.parametrize("goals", [1, 5])
def test_the_review_takes_constant_queries(
    new: Criterion,
    trainer: User,
    goals: int,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    module = make_module("Grenzen", *_old(new, goals), responsible=trainer)
    client.force_login(trainer)
    client.get(f"/admin/modules/{module.pk}/review/")

    with django_assert_num_queries(20):
        client.get(f"/admin/modules/{module.pk}/review/")


@pytest.mark.parametrize("goals", [1, 5])
def test_the_panel_takes_constant_queries(
    new: Criterion,
    trainer: User,
    goals: int,
    rf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    module = make_module("Grenzen", *_old(new, goals))
    request = rf.get("/")
    request.user = trainer
    handler = ModulePage.get_edit_handler()
    bound = handler.get_bound_panel(
        instance=module, request=request, form=handler.get_form_class()()
    )
    (panel,) = [
        child
        for tab in bound.children
        for child in tab.children
        if type(child.panel).__name__ == "LinksPanel"
    ]

    with django_assert_num_queries(8):
        panel.get_context_data()
