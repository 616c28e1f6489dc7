"""How those who are asked come to the draft: from their own area, their sessions, the admin."""

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Collection

from cohorts.domain import consulted
from home import roles
from home.models import User
from tests.factories.cohorts import NOW, make_user
from tests.factories.consulted import UNTIL, Consulted, make_consulted
from tests.views.admin.test_house import headings
from tests.views.consulting import DAY, PAGE, adopt, page

AREA, SESSIONS = "/mein/", "/anwesenheit/"
ASKED = "Ihre Meinung ist gefragt: Entwurf 2031 der Standards"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def made(house: object) -> Consulted:
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    roles.apply()
    return make_consulted()


def first_screen(user: User) -> str:
    return page(user, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("role", ["coordinator", "trainer", "named"])
@pytest.mark.parametrize("path", [AREA, SESSIONS])
def test_who_is_asked_is_told_until_when(made: Consulted, role: str, path: str) -> None:
    text = page(getattr(made, role), path)

    assert text.count(ASKED) == 1
    assert "Sie können bis zum 16. März 2026 etwas anmerken (noch 14 Tage)." in text
    assert f'href="{PAGE}"' in text


@pytest.mark.parametrize("path", [AREA, SESSIONS])
def test_nobody_else_is_told(made: Consulted, path: str) -> None:
    for user in (made.stranger, made.centre, make_user()):
        assert "2031" not in page(user, path)


def test_after_the_last_day_a_plain_link_is_left(made: Consulted, clock) -> None:
    clock.move_to(NOW + (UNTIL - NOW.date()) + DAY)

    area, sessions = page(made.trainer, AREA), page(made.trainer, SESSIONS)

    assert ASKED not in area
    assert 'href="/anhoerung/">Entwürfe, zu denen Sie gefragt sind</a>' in area
    assert ASKED not in sessions


def test_once_adopted_nobody_is_asked_any_more(made: Consulted) -> None:
    adopt(made)

    assert ASKED not in page(made.trainer, AREA)


@pytest.mark.parametrize("role", ["coordinator", "trainer", "named"])
def test_first_screen_shows_the_draft_with_the_days_left(made: Consulted, role: str) -> None:
    text = first_screen(getattr(made, role))

    assert "Entwürfe, zu denen Sie gefragt sind" in headings(text)
    assert f'<a href="{PAGE}"><bdi>Entwurf 2031 der Standards</bdi></a><br>noch 14 Tage' in text


def test_first_screen_of_others_shows_no_draft(made: Consulted, clock) -> None:
    for user in (made.stranger, made.centre):
        assert "Entwürfe, zu denen Sie gefragt sind" not in headings(first_screen(user))
    clock.move_to(NOW + (UNTIL - NOW.date()) + DAY)
    assert "Entwürfe, zu denen Sie gefragt sind" not in headings(first_screen(made.trainer))


def test_time_left_is_said_in_words_and_counted_in_berlin_days(made: Consulted) -> None:
    def left(days_before: int) -> tuple[str, bool, bool]:
        (one,) = consulted.drafts(made.trainer, UNTIL - days_before * DAY)
        return one.time_left, one.is_soon, one.may_remark

    assert left(8) == ("noch 8 Tage", False, True)
    assert left(7) == ("noch 7 Tage", True, True)
    assert left(1) == ("noch 1 Tag", True, True)
    assert left(0) == ("heute ist der letzte Tag", True, True)
    assert left(-1) == ("", False, False)


def test_the_later_of_two_days_counts(made: Consulted) -> None:
    """Asked with the carrier, and by name until a later day."""
    later = UNTIL + 7 * DAY
    made.edition.consultations.create(trainer=made.trainer, until=later, opened_at=NOW)

    (own,) = consulted.drafts(made.trainer, NOW.date())
    (colleague,) = consulted.drafts(made.coordinator, NOW.date())

    assert (own.until, colleague.until) == (later, UNTIL)


def test_three_queries_for_who_is_asked_and_one_for_others(
    made: Consulted, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made.remark()
    with django_assert_num_queries(3):
        assert consulted.waiting_for(made.trainer, NOW.date())[0].own[0].carrier == made.carrier
    with django_assert_num_queries(1):
        assert consulted.waiting_for(made.stranger, NOW.date()) == []
