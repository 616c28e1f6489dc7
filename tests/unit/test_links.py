"""The state of a link follows from the steps between editions, and from what humans looked at."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry

from curriculum.domain import link_facts, links
from curriculum.domain.link_facts import Place
from curriculum.domain.link_states import LinkState, State
from curriculum.models import Criterion, Edition, LearningGoal, LinkReview, ModulePage
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
    make_user,
)

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAYS = {"2023": date(2023, 1, 1), "2025": date(2025, 1, 1), "2027": date(2027, 1, 1)}


@pytest.fixture
def old(db: None) -> Criterion:
    """GR-2 as it was adopted in 2023."""
    edition = make_edition("2023")
    criterion = make_criterion(edition, "GR-2", "Grenzen sind bekannt.")
    make_adopted(edition, DAYS["2023"])
    return Criterion.objects.get(pk=criterion.pk)


def follow(
    *sources: Criterion, kind: str, keys: Iterable[str] = ("GR-2",), key: str = "2025"
) -> list[Criterion]:
    """Adopt the next edition, in which all sources become all targets by one kind of change."""
    predecessor = sources[0].standard.edition
    edition = make_edition(key, predecessor=predecessor)
    targets = [make_criterion(edition, name, "Grenzen sind bekannt.") for name in keys]
    if not targets:
        make_step(None, make_criterion(edition, "XX-1"), Kind.NEW)
    for source in sources:
        for target in targets or [None]:
            make_step(source, target, kind)
    make_adopted(edition, DAYS[key], DAYS[key] - timedelta(days=50))
    return list(Criterion.objects.filter(pk__in=[target.pk for target in targets]))


def state(module: ModulePage, on: date = TODAY, edition: Edition | None = None) -> LinkState:
    """State of the module's first goal."""
    goal = module.learning_goals.order_by("sort_order").first()
    return links.states([module], on=on, edition=edition)[goal.pk]


def confirm(module: ModulePage, criterion: Criterion, now: datetime = NOW) -> LinkReview:
    return links.confirm(
        module=module,
        criterion=criterion,
        reason="Die Übung deckt auch die neue Fassung.",
        by=module.responsible,
        now=now,
    )


@pytest.fixture
def trainer(db: None):
    return make_user("trainerin@example.org")


def test_a_link_to_the_edition_in_force_is_current(old: Criterion) -> None:
    found = state(make_module("Grenzen", old))

    assert (found.state, found.criterion, found.targets, found.step) == (
        State.CURRENT,
        old,
        (old,),
        None,
    )


@pytest.mark.parametrize("kind", [Kind.UNCHANGED, Kind.EDITORIAL, Kind.MOVED, Kind.RENUMBERED])
def test_a_step_without_effect_leaves_the_link_current(old: Criterion, kind: Kind) -> None:
    module = make_module("Grenzen", old)

    (new,) = follow(old, kind=kind)

    assert (state(module).state, state(module).targets) == (State.CURRENT, (new,))


@pytest.mark.parametrize("kind", [Kind.REWORDED, Kind.LEVEL_CHANGED, Kind.SPLIT, Kind.MERGED])
def test_a_substantive_step_asks_for_a_review(old: Criterion, kind: Kind) -> None:
    module = make_module("Grenzen", old)

    (new,) = follow(old, kind=kind)

    found = state(module)
    assert (found.state, found.criterion, found.targets) == (State.TO_REVIEW, old, (new,))
    assert (found.step.kind, found.awaits) == (kind, new)


def test_a_dropped_criterion_asks_for_a_review_without_target(old: Criterion) -> None:
    module = make_module("Grenzen", old)

    follow(old, kind=Kind.DROPPED, keys=())

    found = state(module)
    assert (found.state, found.targets, found.awaits) == (State.TO_REVIEW, (), old)
    assert found.step.kind == Kind.DROPPED


def test_a_goal_without_criterion_is_a_gap(old: Criterion) -> None:
    assert state(make_module("Ohne", None)).state is State.GAP


def test_an_edition_that_lies_ahead_changes_nothing_yet(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    (new,) = follow(old, kind=Kind.REWORDED)

    assert state(module, on=date(2024, 12, 31)).state is State.CURRENT
    assert state(module, on=date(2025, 1, 1)).state is State.TO_REVIEW
    assert state(module, on=date(2024, 12, 31), edition=new.standard.edition).targets == (new,)


def test_before_the_first_edition_every_link_is_current(old: Criterion) -> None:
    assert state(make_module("Grenzen", old), on=date(2020, 1, 1)).state is State.CURRENT


def test_steps_are_followed_over_several_editions(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    (middle,) = follow(old, kind=Kind.REWORDED)
    (new,) = follow(middle, kind=Kind.UNCHANGED, key="2027")

    found = state(module, on=date(2027, 1, 1))

    assert (found.state, found.targets) == (State.TO_REVIEW, (new,))
    assert (found.step.from_criterion, found.step.to_criterion) == (old, middle)


def test_a_draft_of_the_next_edition_is_not_looked_at(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    draft = make_edition("2025", predecessor=old.standard.edition)
    make_step(old, make_criterion(draft, "GR-2"), Kind.REWORDED)

    assert state(module).state is State.CURRENT


def test_split_criteria_are_all_named(old: Criterion) -> None:
    module = make_module("Grenzen", old)

    targets = follow(old, kind=Kind.SPLIT, keys=("GR-2", "GR-3"))

    assert state(module).targets == tuple(targets)


def test_a_live_goal_for_the_new_wording_clears_the_module(old: Criterion) -> None:
    module = make_module("Grenzen", old, old)
    (new,) = follow(old, kind=Kind.REWORDED)

    goals = list(module.learning_goals.all())
    goals[1].criterion = new
    module.learning_goals = goals
    revision = module.save_revision()
    before = state(module)
    revision.publish()

    assert before.state is State.IN_REVIEW
    assert (state(module).state, state(module).targets) == (State.CURRENT, (new,))


def test_another_module_for_the_new_wording_clears_nothing(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    (new,) = follow(old, kind=Kind.REWORDED)
    make_module("Andere", new)

    assert state(module).state is State.TO_REVIEW


def test_a_module_that_is_not_live_clears_nothing(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    (new,) = follow(old, kind=Kind.REWORDED)
    draft = make_module("Entwurf", old, new, live=False)

    assert state(draft).state is State.IN_REVIEW
    assert state(module).state is State.TO_REVIEW


def test_a_scheduled_revision_puts_the_link_in_review(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    (new,) = follow(old, kind=Kind.REWORDED)
    (goal,) = module.learning_goals.all()
    goal.criterion = new
    module.learning_goals = [goal]
    module.go_live_at = datetime(2099, 1, 1, tzinfo=UTC)
    module.save_revision().publish()
    module.go_live_at = None
    goal.criterion = old
    module.learning_goals = [goal]
    module.save_revision()  # the newest draft says something else again

    assert state(module).state is State.IN_REVIEW
    assert [(d.criterion_id, d.place) for d in link_facts.drafts([module])] == [
        (new.pk, Place.SCHEDULED),
        (old.pk, Place.DRAFT),
    ]


def test_links_of_a_published_module_are_not_drafts(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    module.save_revision().publish()

    assert link_facts.drafts([module]) == []


def test_confirming_clears_the_link_and_is_logged(old: Criterion, trainer) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    (new,) = follow(old, kind=Kind.REWORDED)

    review = confirm(module, new)

    assert (review.criterion, review.by, review.at) == (new, trainer, NOW)
    assert (state(module).state, state(module).targets) == (State.CURRENT, (new,))
    entry = PageLogEntry.objects.get(action="curriculum.confirm")
    assert (entry.page_id, entry.user, entry.timestamp) == (module.pk, trainer, NOW)
    assert entry.data == {"criterion": new.pk, "review": review.pk}


def test_the_next_substantive_change_opens_the_review_again(old: Criterion, trainer) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    (middle,) = follow(old, kind=Kind.REWORDED)
    confirm(module, middle)
    (new,) = follow(middle, kind=Kind.REWORDED, key="2027")

    found = state(module, on=date(2027, 1, 1))

    assert (found.state, found.targets) == (State.TO_REVIEW, (new,))
    assert found.step.from_criterion == middle


def test_a_dropped_criterion_can_be_confirmed_after_it_was_dropped(old: Criterion, trainer) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    follow(old, kind=Kind.DROPPED, keys=())

    confirm(module, old)

    assert (state(module).state, state(module).targets) == (State.CURRENT, ())


def test_a_review_of_a_wording_does_not_cover_its_end(old: Criterion, trainer) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    (middle,) = follow(old, kind=Kind.REWORDED)
    confirm(module, middle, now=datetime(2025, 2, 1, tzinfo=UTC))
    follow(middle, kind=Kind.DROPPED, keys=(), key="2027")

    assert state(module, on=date(2027, 1, 1)).state is State.TO_REVIEW


def test_only_who_is_responsible_may_confirm(old: Criterion, trainer) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    (new,) = follow(old, kind=Kind.REWORDED)

    with pytest.raises(PermissionDenied):
        links.confirm(
            module=module, criterion=new, reason="Doch.", by=make_user("fremd@example.org"), now=NOW
        )

    assert not LinkReview.objects.exists()


def test_a_review_needs_a_reason(old: Criterion, trainer) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    (new,) = follow(old, kind=Kind.REWORDED)

    with pytest.raises(ValidationError, match="Begründen Sie"):
        links.confirm(module=module, criterion=new, reason=" \n", by=trainer, now=NOW)


def test_what_is_current_needs_no_review(old: Criterion, trainer) -> None:
    module = make_module("Grenzen", old, responsible=trainer)

    with pytest.raises(ValidationError, match="nichts zu prüfen"):
        confirm(module, old)


def test_serving_lists_live_modules_with_their_state(old: Criterion) -> None:
    late = make_module("Grenzen", old, old, number=8)
    (new,) = follow(old, kind=Kind.REWORDED)
    early = make_module("Rolle", new, number=3)
    make_module("Entwurf", new, live=False)

    services = links.serving([new], edition=new.standard.edition)[new.pk]

    assert [(s.module, s.state) for s in services] == [
        (early, State.CURRENT),
        (late, State.TO_REVIEW),
    ]


def test_serving_an_old_edition_shows_what_served_it(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    follow(old, kind=Kind.REWORDED)

    services = links.serving([old], edition=old.standard.edition)[old.pk]

    assert [(s.module, s.state) for s in services] == [(module, State.CURRENT)]


@pytest.mark.parametrize("modules", [1, 5])
def test_states_take_constant_queries_for_any_number_of_goals(
    old: Criterion, modules: int, django_assert_num_queries
) -> None:
    pages = [make_module(f"Modul {number}", old, old) for number in range(modules)]
    follow(old, kind=Kind.REWORDED)

    with django_assert_num_queries(4):
        links.states(pages, on=TODAY)


@pytest.mark.parametrize("modules", [1, 5])
def test_serving_takes_constant_queries(
    old: Criterion, modules: int, django_assert_num_queries
) -> None:
    for number in range(modules):
        make_module(f"Modul {number}", old)
    (new,) = follow(old, kind=Kind.REWORDED)

    with django_assert_num_queries(6):
        links.serving([new], edition=new.standard.edition)


def test_states_know_goals_by_themselves(old: Criterion) -> None:
    module = make_module("Grenzen", old, None)
    goals = LearningGoal.objects.filter(module=module).order_by("sort_order")

    found = links.states(goals, on=TODAY)

    assert [found[goal.pk].state for goal in goals] == [State.CURRENT, State.GAP]
