"""Who sees which modules wait, for how long; and how far the reviews of an edition are."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from curriculum.domain import links
from curriculum.models import Criterion, Edition, LearningGoal, ModulePage
from home.first_screen import own_reviews
from home.first_screen.row import Row
from home.models import User
from tests.factories.cohorts import NOW
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)
from tests.views.admin.conftest import sign_in
from tests.views.admin.editing import SECRET, Cast, make_cast

pytestmark = pytest.mark.thorough  # two carriers with sections each time

TODAY = NOW.date()
PROGRESS = "/admin/standards/progress/"


@pytest.fixture
def cast(tree: None) -> Cast:
    return make_cast()


@pytest.fixture
def chain(db: None) -> list[Criterion]:
    """GR-1 of 2023, reworded in 2025."""
    first = make_edition("2023")
    old = make_criterion(first, "GR-1", "Grenzen kennen.")
    make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    new = make_criterion(second, "GR-1", "Grenzen nennen.")
    make_step(old, new, Kind.REWORDED)
    make_adopted(second, date(2025, 1, 1), date(2024, 11, 12))
    return [old, new]


def link(module: ModulePage, criterion: Criterion) -> None:
    module.learning_goals = [LearningGoal(text="Ich kann das.", criterion=criterion)]
    module.save_revision().publish()


def hand_in(module: ModulePage, criterion: Criterion, cast: Cast) -> None:
    page = ModulePage.objects.get(pk=module.pk)
    page.learning_goals = [LearningGoal(text="Ich kann das.", criterion=criterion)]
    page.save_revision(user=cast.ours.trainer)
    page.get_workflow().start(page, cast.ours.trainer)


def rows(cast: Cast, name: str) -> list[Row]:
    return own_reviews.rows(cast.person(name), on=TODAY)


def shown(cast: Cast, name: str) -> list[tuple[str, str]]:
    return [(row.title, str(row.tag)) for row in rows(cast, name)]


def test_each_role_sees_its_modules(cast: Cast, chain: list[Criterion]) -> None:
    cast.shared.responsible = cast.ours.trainer
    for module in (cast.shared, cast.own, cast.foreign):
        link(module, chain[0])

    waiting = {
        name: {row.title for row in rows(cast, name)}
        for name in ("centre", "coordinator", "trainer", "foreign coordinator", "foreign trainer")
    }

    assert waiting == {
        "centre": {cast.shared.title},
        "coordinator": {cast.own.title},
        "trainer": {cast.shared.title},
        "foreign coordinator": {cast.foreign.title},
        "foreign trainer": set(),
    }


def test_a_row_says_what_changed_for_how_long_and_who_is_responsible(
    cast: Cast, chain: list[Criterion]
) -> None:
    cast.shared.responsible = cast.ours.trainer
    link(cast.shared, chain[0])

    (of_centre,), (own,) = rows(cast, "centre"), rows(cast, "trainer")

    days = (TODAY - date(2024, 11, 12)).days
    assert of_centre.detail == f"GR-1 · seit {days} Tagen · zuständig: {cast.ours.trainer}"
    assert own.detail == f"GR-1 · seit {days} Tagen"
    assert of_centre.url == f"/admin/modules/{cast.shared.pk}/review/"


def test_nobody_responsible_is_said(cast: Cast, chain: list[Criterion]) -> None:
    link(cast.shared, chain[0])

    assert rows(cast, "centre")[0].detail.endswith(" · niemand ist zuständig")


def test_whoever_approves_sees_what_was_handed_in(cast: Cast, chain: list[Criterion]) -> None:
    cast.shared.responsible = cast.own.responsible = cast.ours.trainer
    for module in (cast.shared, cast.own):
        link(module, chain[0])
        hand_in(module, chain[1], cast)

    assert shown(cast, "centre") == [(cast.shared.title, "wartet auf Ihre Freigabe")]
    assert shown(cast, "coordinator") == [(cast.own.title, "wartet auf Ihre Freigabe")]
    assert {tag for _title, tag in shown(cast, "trainer")} == {"in Prüfung, abgegeben"}


def test_a_draft_is_in_review_and_nobody_has_to_approve_it(
    cast: Cast, chain: list[Criterion]
) -> None:
    link(cast.shared, chain[0])
    page = ModulePage.objects.get(pk=cast.shared.pk)
    page.learning_goals = [LearningGoal(text="Ich kann das.", criterion=chain[1])]
    page.save_revision()

    assert shown(cast, "centre") == [(cast.shared.title, "in Prüfung")]


def test_what_is_reviewed_is_not_shown_any_more(cast: Cast, chain: list[Criterion]) -> None:
    link(cast.shared, chain[0])
    links.confirm(module=cast.shared, criterion=chain[1], reason="Passt.", by=cast.centre, now=NOW)

    assert rows(cast, "centre") == []


def test_an_edition_opens_its_reviews_when_it_is_adopted_and_not_only_in_force(
    cast: Cast, chain: list[Criterion]
) -> None:
    link(cast.shared, chain[1])
    third = make_edition("2027", predecessor=Edition.objects.get(key="2025"))
    make_step(chain[1], make_criterion(third, "GR-1", "Grenzen wahren."), Kind.REWORDED)
    make_adopted(third, date(2027, 1, 1), TODAY)

    (row,) = rows(cast, "centre")

    assert row.detail == "GR-1 · seit heute · niemand ist zuständig"


def test_the_longest_waiting_comes_first(cast: Cast, chain: list[Criterion]) -> None:
    make_module("Neu", chain[1])
    make_module("Alt", chain[0])
    third = make_edition("2027", predecessor=Edition.objects.get(key="2025"))
    make_step(chain[1], make_criterion(third, "GR-1", "Grenzen wahren."), Kind.REWORDED)
    make_adopted(third, date(2027, 1, 1), TODAY)

    assert [row.title for row in rows(cast, "centre")] == ["Alt", "Neu"]


@pytest.mark.parametrize("count", [1, 5])
def test_the_panel_takes_the_same_queries(
    cast: Cast,
    chain: list[Criterion],
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        hand_in(make_module(f"Modul {number}", chain[0]), chain[1], cast)
    centre = cast.centre

    with django_assert_num_queries(14):
        found = own_reviews.rows(centre, on=TODAY)

    assert len(found) == count


# --- On the record of the edition -----------------------------------------------------------


def page(client: Client, address: str = PROGRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.text.split())


@pytest.fixture
def counted(cast: Cast, chain: list[Criterion]) -> Cast:
    cast.shared.responsible = cast.ours.trainer
    cast.foreign.responsible = cast.theirs.trainer
    for module in (cast.shared, cast.own, cast.foreign):
        link(module, chain[0])
    make_module("Angepasst", chain[1])
    return cast


def test_the_edition_shows_how_far_its_reviews_are(client: Client, counted: Cast) -> None:
    sign_in(client, counted.centre)

    text = page(client, reverse("edition:inspect", args=[Edition.objects.get(key="2025").pk]))
    older = page(client, reverse("edition:inspect", args=[Edition.objects.get(key="2023").pk]))

    assert "<strong>25 %</strong> erledigt: 1 von 4 Bezügen auf geänderte Kriterien." in text
    assert "seit 12. November 2024" in text
    assert '<rect data-stage="revised" x="0.00" y="0" width="25.00" height="4" />' in text
    assert f'href="{PROGRESS}"' in text
    assert "review-progress" not in older


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("centre", {"", "ours", "theirs"}),
        ("trainer", {"", "ours"}),
        ("coordinator", {"", "ours"}),
        ("foreign coordinator", {"", "theirs"}),
    ],
)
def test_nobody_counts_modules_of_another_carrier(
    client: Client, counted: Cast, name: str, sections: set[str]
) -> None:
    titles = {"": "", "ours": str(counted.ours.carrier), "theirs": str(counted.theirs.carrier)}
    sign_in(client, counted.person(name))

    response = client.get(PROGRESS)

    groups = {section for section, _tally in response.context["progress"].by_section}
    assert groups == {titles[section] for section in sections}
    if "theirs" not in sections:
        for text in (response.text, client.get(f"{PROGRESS}?export=csv").text):
            assert (SECRET in text, counted.foreign.title in text) == (False, False)


def test_names_are_for_the_centre_only(client: Client, counted: Cast) -> None:
    texts = {}
    for name in ("centre", "coordinator"):
        sign_in(client, counted.person(name))
        main = page(client).partition("<main")[2]
        texts[name] = main + client.get(f"{PROGRESS}?export=csv").text

    assert str(counted.ours.trainer) in texts["centre"]
    assert str(counted.ours.trainer) not in texts["coordinator"]
    assert counted.shared.title in texts["coordinator"]


@pytest.mark.parametrize(
    ("stage", "titles"),
    [
        ("to_review", ["ours", "shared"]),
        ("waiting", ["ours", "shared"]),
        ("revised", ["Angepasst"]),
        ("in_review", []),
        ("nonsense", ["ours", "shared", "Angepasst"]),
    ],
)
def test_modules_are_filtered_by_state(
    client: Client, counted: Cast, stage: str, titles: list[str]
) -> None:
    names = {"ours": counted.own.title, "shared": counted.shared.title}
    sign_in(client, counted.ours.coordinator)

    response = client.get(f"{PROGRESS}?stage={stage}")
    exported = client.get(f"{PROGRESS}?stage={stage}&export=csv").text

    expected = sorted(names.get(title, title) for title in titles)
    assert sorted(row.module.title for row, _days in response.context["rows"]) == expected
    assert sorted(line.partition(";")[0] for line in exported.splitlines()[1:]) == expected


def test_nobody_else_reads_it(client: Client, counted: Cast, trainee: User) -> None:
    anonymous = client.get(PROGRESS)
    sign_in(client, trainee)

    assert (anonymous.status_code, client.get(PROGRESS).status_code) == (302, 403)


def test_without_an_edition_the_page_says_so(client: Client, cast: Cast) -> None:
    sign_in(client, cast.centre)

    assert "Noch ist keine Ausgabe der Standards beschlossen." in page(client)


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_takes_the_same_queries(
    client: Client,
    cast: Cast,
    chain: list[Criterion],
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make_module(f"Modul {number}", chain[0], responsible=cast.ours.trainer)
    sign_in(client, cast.centre)
    client.get(PROGRESS)

    with django_assert_num_queries(22):
        client.get(PROGRESS)
