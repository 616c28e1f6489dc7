"""What asks for a review, what clears it, and what opens it again, over several editions."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from curriculum.domain import editions, links
from curriculum.domain.link_states import Cleared, LinkState, State
from curriculum.models import Criterion, Edition, LearningGoal, LinkReview, ModulePage
from home import roles
from home.models import User
from tests.factories.cohorts import make_carrier
from tests.factories.curriculum import (
    Kind,
    make_criterion,
    make_edition,
    make_module,
    make_step,
    make_user,
)
from tests.factories.sections import Role, make_local_module, make_member, make_section
from tests.unit.test_links import NOW, TODAY, confirm, follow, old, trainer

__all__ = ["old", "trainer"]  # fixtures

IN_2027 = date(2027, 1, 1)


def state(module: ModulePage, on: date = TODAY) -> LinkState:
    """State of the module's first goal, as it is stored."""
    goal = LearningGoal.objects.filter(module=module).earliest("sort_order")
    return links.states([goal], on=on)[goal.pk]


def link(module: ModulePage, *criteria: Criterion | None) -> None:
    """The goals that the next revision has instead."""
    module.learning_goals = [
        LearningGoal(text=f"Ich kann {place}.", criterion=criterion, sort_order=place)
        for place, criterion in enumerate(criteria, start=1)
    ]


# --- Opened, cleared, opened again ----------------------------------------------------------


def test_a_revision_clears_until_the_next_change_with_effect(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    (middle,) = follow(old, kind=Kind.REWORDED)
    link(module, middle)
    module.save_revision().publish()
    cleared = state(module)
    (new,) = follow(middle, kind=Kind.LEVEL_CHANGED, key="2027")

    again = state(module, on=IN_2027)

    assert (cleared.state, cleared.since) == (State.CURRENT, None)
    assert (again.state, again.targets) == (State.TO_REVIEW, (new,))
    assert again.since == new.standard.edition.adopted_on


def test_a_reason_clears_until_the_next_change_with_effect(old: Criterion, trainer: User) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    (middle,) = follow(old, kind=Kind.REWORDED)
    confirm(module, middle)
    cleared = state(module)
    (new,) = follow(middle, kind=Kind.REWORDED, key="2027")
    again = state(module, on=IN_2027)

    confirm(module, new, now=datetime(2027, 1, 2, tzinfo=UTC))

    assert (cleared.state, cleared.cleared) == (State.CURRENT, Cleared.REASON)
    assert (again.state, again.step.from_criterion) == (State.TO_REVIEW, middle)
    assert again.since == new.standard.edition.adopted_on
    assert (state(module, on=IN_2027).state) is State.CURRENT


def test_a_change_without_effect_opens_nothing_again(old: Criterion, trainer: User) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    (middle,) = follow(old, kind=Kind.REWORDED)
    confirm(module, middle)
    (new,) = follow(middle, kind=Kind.EDITORIAL, key="2027")

    found = state(module, on=IN_2027)

    assert (found.state, found.targets, found.cleared) == (State.CURRENT, (new,), Cleared.REASON)


def test_what_nobody_looked_at_waits_since_the_first_change(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    (middle,) = follow(old, kind=Kind.REWORDED)
    follow(middle, kind=Kind.REWORDED, key="2027")

    found = state(module, on=IN_2027)

    assert (found.step.from_criterion, found.since) == (old, middle.standard.edition.adopted_on)


def test_what_is_live_for_the_new_wording_says_how_it_was_cleared(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    (new,) = follow(old, kind=Kind.REWORDED)
    link(module, old, new)
    module.save_revision().publish()

    assert (state(module).state, state(module).cleared) == (State.CURRENT, Cleared.REVISION)


# --- Split and merged -----------------------------------------------------------------------


def test_one_part_of_a_split_criterion_is_enough_and_the_other_can_be_added(
    old: Criterion, trainer: User
) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    first, second = follow(old, kind=Kind.SPLIT, keys=("GR-2", "GR-3"))
    waiting = state(module)

    confirm(module, second)
    half = state(module)
    confirm(module, first)

    assert (waiting.targets, waiting.confirmable) == ((first, second), (first, second))
    assert (half.state, half.targets, half.others) == (State.CURRENT, (second,), (first,))
    assert half.confirmable == (first,)
    assert (state(module).targets, state(module).others) == ((first, second), ())


def test_the_part_that_a_module_does_not_serve_is_a_gap(old: Criterion, trainer: User) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    first, second = follow(old, kind=Kind.SPLIT, keys=("GR-2", "GR-3"))
    confirm(module, second)

    served = links.serving([first, second], edition=first.standard.edition)

    assert served[first.pk] == []
    assert [service.module for service in served[second.pk]] == [module]


def test_a_part_set_aside_does_not_wait_when_the_other_one_changes(
    old: Criterion, trainer: User
) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    first, second = follow(old, kind=Kind.SPLIT, keys=("GR-2", "GR-3"))
    confirm(module, second)
    kept, new = follow(first, second, kind=Kind.MERGED, keys=("GR-2", "GR-3"), key="2027")

    found = state(module, on=IN_2027)

    assert (found.state, found.targets) == (State.TO_REVIEW, (kept, new))
    assert found.step.from_criterion == second
    assert found.since == new.standard.edition.adopted_on


def test_a_draft_for_one_part_is_in_review(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    _first, second = follow(old, kind=Kind.SPLIT, keys=("GR-2", "GR-3"))

    link(module, second)
    module.save_revision()

    assert state(module).state is State.IN_REVIEW


def test_one_reason_clears_both_goals_of_merged_criteria(old: Criterion, trainer: User) -> None:
    first, second = follow(old, kind=Kind.SPLIT, keys=("GR-2", "GR-3"))
    module = make_module("Grenzen", first, second, responsible=trainer)
    (merged,) = follow(first, second, kind=Kind.MERGED, key="2027")
    goals = module.learning_goals.all()
    before = links.states(goals, on=IN_2027)

    confirm(module, merged)

    after = links.states(goals, on=IN_2027)
    assert [found.state for found in before.values()] == [State.TO_REVIEW] * 2
    assert [(found.state, found.targets) for found in after.values()] == [
        (State.CURRENT, (merged,))
    ] * 2


# --- Dropped ----------------------------------------------------------------------------------


def test_a_dropped_criterion_waits_since_the_edition_without_it(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    follow(old, kind=Kind.DROPPED, keys=())

    assert state(module).since == Edition.objects.get(key="2025").adopted_on


def test_a_draft_without_the_dropped_criterion_is_in_review_and_clears_it(old: Criterion) -> None:
    module = make_module("Grenzen", old, None)
    follow(old, kind=Kind.DROPPED, keys=())
    link(module, None)

    revision = module.save_revision()
    before = state(ModulePage.objects.get(pk=module.pk))
    revision.publish()

    assert before.state is State.IN_REVIEW
    found = links.states([module], on=NOW.date())
    assert [one.state for one in found.values()] == [State.GAP]


def test_a_draft_that_keeps_the_dropped_criterion_is_no_review(old: Criterion) -> None:
    module = make_module("Grenzen", old)
    follow(old, kind=Kind.DROPPED, keys=())

    module.title = "Grenzen wahren"
    module.save_revision()

    assert state(module).state is State.TO_REVIEW


ENTERED = datetime(2026, 9, 10, 12, tzinfo=UTC)  # for a decision of 3 September


@pytest.mark.parametrize(
    ("reviewed", "expected"),
    [
        (datetime(2026, 9, 2, 12, tzinfo=UTC), State.TO_REVIEW),  # before the day of adoption
        (datetime(2026, 9, 3, 12, tzinfo=UTC), State.TO_REVIEW),  # on that day
        (datetime(2026, 9, 7, 12, tzinfo=UTC), State.TO_REVIEW),  # before anybody entered it
        (ENTERED - timedelta(microseconds=1), State.TO_REVIEW),
        (ENTERED, State.CURRENT),
    ],
)
def test_what_was_reviewed_before_the_adoption_was_entered_does_not_cover_its_end(
    old: Criterion, trainer: User, reviewed: datetime, expected: State
) -> None:
    """A day of adoption that lies back does not make an earlier review a later one."""
    module = make_module("Grenzen", old, responsible=trainer)
    (middle,) = follow(old, kind=Kind.REWORDED)
    review = confirm(module, middle, now=datetime(2025, 2, 1, tzinfo=UTC))
    edition = make_edition("2027", predecessor=middle.standard.edition)
    make_step(None, make_criterion(edition, "XX-1"), Kind.NEW)
    make_step(middle, None, Kind.DROPPED)
    editions.adopt(
        edition=edition,
        adopted_on=date(2026, 9, 3),
        in_force_from=date(2027, 1, 1),
        minute_reference="TOP 1",
        approver="Steuerkreis",
        by=trainer,
        now=ENTERED,
    )
    LinkReview.objects.filter(pk=review.pk).update(at=reviewed)

    before, after = (state(module, on=day) for day in (date(2026, 12, 31), date(2027, 1, 1)))

    assert (before.state, before.targets) == (State.CURRENT, (middle,))
    assert (after.state, after.targets) == (expected, ())
    assert after.since == (date(2026, 9, 3) if after.waits else None)


def test_backdated_adoption_of_a_new_wording_waits_for_a_review_made_afterwards(
    old: Criterion, trainer: User
) -> None:
    """What was said of the wording before says nothing of the new one, whatever the days."""
    module = make_module("Grenzen", old, responsible=trainer)
    (middle,) = follow(old, kind=Kind.REWORDED)
    review = confirm(module, middle, now=datetime(2025, 2, 1, tzinfo=UTC))
    (new,) = follow(middle, kind=Kind.REWORDED, key="2027")
    LinkReview.objects.filter(pk=review.pk).update(at=datetime(2026, 12, 30, tzinfo=UTC))

    found = state(module, on=date(2027, 1, 1))

    assert (found.state, found.targets) == (State.TO_REVIEW, (new,))


# --- Through the approval workflow ----------------------------------------------------------


@pytest.fixture
def centre(home_page: Page) -> User:
    user = make_member(make_carrier(name="Zentrum", is_centre=True), Role.COORDINATOR)
    roles.apply()
    roles.sync(user, NOW.date())
    return user


def hand_in(module: ModulePage, by: User) -> None:
    module.save_revision(user=by)
    module.get_workflow().start(module, by)


def approve(module: ModulePage, by: User) -> None:
    task = ModulePage.objects.get(pk=module.pk).current_workflow_task_state
    assert by.groups.filter(pk__in=task.task.specific.groups.values("pk")).exists()
    task.approve(user=by)


def test_a_shared_module_is_in_review_until_the_centre_has_approved(
    old: Criterion, centre: User, trainer: User
) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    (new,) = follow(old, kind=Kind.REWORDED)
    link(module, new)

    hand_in(module, trainer)
    handed_in = state(module)
    approve(module, centre)

    assert (handed_in.state, handed_in.targets) == (State.IN_REVIEW, (new,))
    assert (state(module).state, state(module).criterion) == (State.CURRENT, new)


def test_what_was_sent_back_is_in_review_as_a_draft(
    old: Criterion, centre: User, trainer: User
) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    (new,) = follow(old, kind=Kind.REWORDED)
    link(module, new)
    hand_in(module, trainer)

    fresh = ModulePage.objects.get(pk=module.pk)
    fresh.current_workflow_task_state.reject(user=centre, comment="Bitte die Pause einplanen.")

    assert state(module).state is State.IN_REVIEW


def test_a_local_module_is_judged_and_cleared_like_a_shared_one(
    old: Criterion, home_page: Page
) -> None:
    local = make_section(make_carrier(name="Träger Lahn"))
    roles.apply()
    module = make_local_module(local)
    link(module, old)
    module.save_revision().publish()
    (new,) = follow(old, kind=Kind.REWORDED)
    waiting = state(module)
    link(module, new)

    hand_in(module, local.trainer)
    handed_in = state(module)
    ModulePage.objects.get(pk=module.pk).current_workflow_task_state.approve(user=local.coordinator)

    assert [found.state for found in (waiting, handed_in, state(module))] == [
        State.TO_REVIEW,
        State.IN_REVIEW,
        State.CURRENT,
    ]


def test_who_may_publish_a_local_module_may_confirm_it(old: Criterion, home_page: Page) -> None:
    local = make_section(make_carrier(name="Träger Lahn"))
    roles.apply()
    module = make_local_module(local)
    link(module, old)
    module.save_revision().publish()
    (new,) = follow(old, kind=Kind.REWORDED)

    links.confirm(module=module, criterion=new, reason="Passt.", by=local.coordinator, now=NOW)

    assert state(module).cleared is Cleared.REASON


# --- Whose it is ------------------------------------------------------------------------------


def test_no_wording_of_another_module_can_be_confirmed(old: Criterion, trainer: User) -> None:
    module = make_module("Grenzen", old, responsible=trainer)
    other = make_module("Rolle", None, responsible=make_user("andere@example.org"))
    (new,) = follow(old, kind=Kind.REWORDED)

    with pytest.raises(ValidationError):
        confirm(other, new)

    assert state(module).state is State.TO_REVIEW
