"""A carrier's own modules: opening the section, adapting a shared module, seeing what changed."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cohorts.models import CarrierSection
from curriculum.domain import links
from curriculum.models import LearningGoal, ModulePage
from home.first_screen.standards import Reviews
from tests.factories.cohorts import NOW, make_carrier
from tests.factories.curriculum import (
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)
from tests.factories.sections import (
    Role,
    change_original,
    make_adapted,
    make_local_module,
    make_member,
    make_section,
)
from tests.views.admin.conftest import Estate, sign_in
from tests.views.admin.editing import Cast, fresh, make_cast


@pytest.fixture
def cast(tree: None) -> Cast:
    return make_cast()


def test_coordinator_opens_the_own_section_once(tree: None, client: Client, ours: Estate) -> None:
    sign_in(client, ours.coordinator)
    url = reverse("carrier:open_section", args=[ours.carrier.pk])
    offered = client.get(reverse("carrier:edit", args=[ours.carrier.pk])).text

    client.post(url)
    section = CarrierSection.objects.get()
    after = client.get(reverse("carrier:edit", args=[ours.carrier.pk])).text
    client.post(url)

    assert (url in offered, url in after) == (True, False)
    assert (section.carrier, section.owner) == (ours.carrier, ours.coordinator)
    assert CarrierSection.objects.count() == 1
    explored = client.get(reverse("wagtailadmin_explore", args=[section.pk]))
    assert explored.status_code == 200


def test_nobody_opens_the_section_of_another_carrier(
    tree: None, client: Client, ours: Estate, theirs: Estate
) -> None:
    url = reverse("carrier:open_section", args=[theirs.carrier.pk])

    for user in (ours.coordinator, ours.trainer, theirs.trainer):
        sign_in(client, user)
        client.post(url)

    assert not CarrierSection.objects.exists()


@pytest.mark.parametrize("name", ["trainer", "coordinator"])
def test_adapting_makes_a_draft_in_the_own_section(client: Client, cast: Cast, name: str) -> None:
    sign_in(client, cast.person(name))
    url = reverse("module_adapt", args=[cast.shared.pk])
    asked = client.get(url)

    response = client.post(url, {"section": cast.ours.section.pk})

    draft = ModulePage.objects.get(based_on=cast.shared)
    assert asked.status_code == 200
    assert draft.get_parent().specific == cast.ours.section
    assert (draft.live, draft.owner) == (False, cast.person(name))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[draft.pk])


def test_nothing_is_adapted_into_a_foreign_section(client: Client, cast: Cast) -> None:
    sign_in(client, cast.ours.trainer)

    response = client.post(
        reverse("module_adapt", args=[cast.shared.pk]), {"section": cast.theirs.section.pk}
    )

    assert list(response.context["form"].errors) == ["section"]
    assert not ModulePage.objects.filter(based_on=cast.shared).exists()


def test_only_public_shared_modules_can_be_adapted(client: Client, cast: Cast) -> None:
    draft = make_module("Geteilter Entwurf", live=False)
    sign_in(client, cast.ours.trainer)

    answers = [
        client.get(reverse("module_adapt", args=[module.pk])).status_code
        for module in (cast.own, draft, cast.foreign)
    ]

    assert answers == [404, 404, 404]


def test_person_of_two_carriers_is_asked_which(client: Client, cast: Cast) -> None:
    user = make_member(cast.ours.carrier, Role.TRAINER)
    user.memberships.create(carrier=cast.theirs.carrier, role=Role.TRAINER, since="2020-01-01")
    sign_in(client, user)
    url = reverse("module_adapt", args=[cast.shared.pk])

    asked = client.get(url).text
    client.post(url, {"section": cast.theirs.section.pk})

    assert ("Lahn" in asked, "Eder" in asked) == (True, True)
    assert ModulePage.objects.get(based_on=cast.shared).is_child_of(cast.theirs.section)


def test_whoever_has_no_section_adapts_nothing(client: Client, cast: Cast) -> None:
    other = make_member(make_carrier(), Role.TRAINER)
    sign_in(client, other)

    home = client.get(reverse("wagtailadmin_home")).text
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[cast.shared.pk])).text
    answers = [
        client.get(reverse("module_adapt", args=[cast.shared.pk])).status_code,
        client.get(reverse("local_modules")).status_code,
    ]

    assert (reverse("local_modules") in home, "Für meinen Träger anpassen" in editor) == (
        False,
        False,
    )
    assert answers == [302, 302]


def test_editor_of_a_shared_module_offers_to_adapt_it(client: Client, cast: Cast) -> None:
    sign_in(client, cast.ours.trainer)

    shared = client.get(reverse("wagtailadmin_pages:edit", args=[cast.shared.pk])).text
    own = client.get(reverse("wagtailadmin_pages:edit", args=[cast.own.pk])).text

    assert reverse("module_adapt", args=[cast.shared.pk]) in shared
    assert "Für meinen Träger anpassen" not in own


def test_changed_original_is_announced_shown_and_noted(client: Client, cast: Cast) -> None:
    module = make_adapted(cast.ours)
    change_original(module, lead="Ein ganz neuer Satz")
    module.title = "Angepasst"
    module.save_revision().publish()
    url = reverse("module_original", args=[module.pk])
    sign_in(client, cast.ours.trainer)

    for screen in (
        reverse("wagtailadmin_pages:edit", args=[module.pk]),
        reverse("local_modules"),
        reverse("wagtailadmin_home"),
    ):
        assert url in client.get(screen).text, screen
    shown = client.get(url)
    assert "<ins>Ein ganz neuer Satz</ins>" in shown.text
    form = {"revision": shown.context["form"]["revision"].value()}
    silent = client.post(url, form | {"reason": ""})
    client.post(url, form | {"reason": "Passt so."})

    assert list(silent.context["form"].errors) == ["reason"]
    assert fresh(module).based_on_revision == fresh(module).based_on.live_revision
    assert "Ein ganz neuer Satz" not in client.get(url).text
    assert url not in client.get(reverse("local_modules")).text


def test_screen_of_own_modules_says_where_each_stands(client: Client, cast: Cast) -> None:
    make_local_module(cast.ours, "Angefangen", live=False)
    waiting = make_local_module(cast.ours, "Abgegeben", live=False)
    waiting.get_workflow().start(waiting, cast.ours.trainer)
    sign_in(client, cast.ours.trainer)

    text = client.get(reverse("local_modules")).text

    states = {}
    for title in ("Angefangen", "Abgegeben", "Eigenes Modul"):
        shown = text.partition(f"<strong>{title}</strong>")[2]
        states[title] = shown.partition('w-status">')[2].partition("<")[0]
    assert states == {
        "Angefangen": "Entwurf",
        "Abgegeben": "wartet auf Freigabe",
        "Eigenes Modul": "veröffentlicht",
    }


def test_change_of_the_original_is_not_for_others(client: Client, cast: Cast) -> None:
    module = make_adapted(cast.ours)
    original = change_original(module, lead="neu")
    url = reverse("module_original", args=[module.pk])

    answers = []
    for name in ("foreign trainer", "foreign coordinator"):
        sign_in(client, cast.person(name))
        answers += [
            client.get(url).status_code,
            client.post(url, {"revision": original.live_revision_id, "reason": "x"}).status_code,
        ]
        assert url not in client.get(reverse("wagtailadmin_home")).text

    assert answers == [404] * 4
    assert fresh(module).based_on_revision != original.live_revision


def test_review_of_an_own_module_waits_for_its_coordinator_and_not_for_the_centre(
    client: Client, cast: Cast
) -> None:
    old = make_criterion(make_edition("2023"))
    make_adopted(old.standard.edition, date(2023, 1, 1))
    for module in (cast.shared, cast.own):
        module.learning_goals = [LearningGoal(text="Ich kann das.", criterion=old)]
        module.save_revision().publish()
    newer = make_edition("2025", predecessor=old.standard.edition)
    make_step(old, make_criterion(newer, old.key, "Neu gefasst."), "reworded")
    make_adopted(newer, date(2025, 1, 1))

    waiting = {
        name: {row.title for row in Reviews(cast.person(name), NOW).rows()}
        for name in ("centre", "coordinator", "trainer", "foreign coordinator")
    }

    assert waiting == {
        "centre": {cast.shared.title},
        "coordinator": {cast.own.title},
        "trainer": set(),
        "foreign coordinator": set(),
    }
    assert links.may_confirm(cast.own, cast.ours.coordinator)
    assert not links.may_confirm(cast.own, cast.theirs.coordinator)
    assert not links.may_confirm(cast.own, cast.ours.trainer)


@pytest.mark.parametrize("count", [1, 5])
def test_screen_of_own_modules_takes_the_same_queries(
    tree: None, client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    local = make_section()
    for number in range(count):
        module = make_adapted(local, make_module(f"Modul {number}"))
        change_original(module, lead="neu")
        make_local_module(local, f"Eigenes {number}", responsible=local.trainer)
    sign_in(client, local.trainer)
    client.get(reverse("local_modules"))

    with django_assert_num_queries(18):
        client.get(reverse("local_modules"))


@pytest.mark.parametrize("count", [1, 5])
def test_explorer_of_a_section_takes_the_same_queries(
    tree: None, client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    local = make_section()
    for number in range(count):
        make_local_module(local, f"Eigenes {number}", responsible=local.trainer)
    sign_in(client, local.coordinator)
    url = reverse("wagtailadmin_explore", args=[local.section.pk])
    client.get(url)

    with django_assert_num_queries(40):
        client.get(url)
