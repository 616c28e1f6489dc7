"""Ten thousand links over five editions are judged in the same few queries as a thousand."""

from collections import Counter
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from curriculum.domain import links
from curriculum.domain.link_states import State
from curriculum.models import Edition, LearningGoal
from tests.factories import scale

TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("tenth", [1, pytest.param(10, marks=pytest.mark.thorough)])
def test_judging_takes_the_same_queries_at_any_size(
    tenth: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    editions = scale.make_editions(count=5, criteria=40 * tenth)
    modules = scale.make_modules(count=50 * tenth, goals=20, editions=editions)

    with django_assert_num_queries(4):
        found = links.states(modules, on=TODAY)

    counted = Counter(state.state for state in found.values())
    assert counted.total() == 1000 * tenth
    assert set(counted) == {State.CURRENT, State.TO_REVIEW}
    assert {state.criterion.standard.edition for state in found.values()} == set(editions)


def test_links_to_the_oldest_edition_take_no_query_more(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    editions = scale.make_editions(count=5, criteria=40)
    modules = scale.make_modules(count=10, goals=20, editions=editions[:1])

    with django_assert_num_queries(4):
        found = links.states(modules, on=TODAY)

    ends = {target.standard.edition for state in found.values() for target in state.targets}
    assert ends == {Edition.objects.newest_adopted()}
    assert LearningGoal.objects.count() == len(found) == 200


def test_ways_that_meet_are_walked_once() -> None:
    editions = scale.make_editions(count=5, criteria=40)
    modules = scale.make_modules(count=10, goals=20, editions=editions)

    found = links.states(modules, on=TODAY).values()

    assert max(len(state.targets) for state in found) == 2  # a split one, and no wording twice
