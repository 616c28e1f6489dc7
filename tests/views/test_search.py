"""The search: finds what the public may read, in the reader's language, and nothing else."""

from datetime import date, timedelta

import pytest
import time_machine

from curriculum.models import Succession
from tests.factories.cohorts import NOW, make_carrier, make_cohort, make_place, make_session
from tests.factories.curriculum import (
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)

# Edition, criteria, pages (found twice, then read), sessions, parts, seats, courses, carriers.
BUDGET = 10


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def found(client, text, address="/suche/"):
    return client.get(address, {"q": text}).context["found"]


def test_every_word_has_to_stand_somewhere(client):
    make_session(make_cohort(title="Kurs Lahn"), title="Grenzen", place=make_place(town="Wetzlar"))
    make_session(title="Grenzen woanders")

    assert [s.title for s in found(client, "grenzen wetzlar").sessions] == ["Grenzen"]


def test_nothing_is_found_that_the_public_may_not_read(client):
    for hidden in ({"visibility": "internal"}, {"visibility": "by_link"}, {"state": "draft"}):
        make_session(make_cohort(title="Geheimkurs", lead="Geheimkurs", **hidden), title="Geheim")
    make_module(title="Geheimmodul", live=False)
    make_session(title="Geheim gestern", starts_at=NOW - timedelta(days=3))

    assert found(client, "geheim").count == 0
    assert found(client, "geheim").suggestions == ()


def test_only_the_edition_in_force_is_searched(client):
    old = make_edition("2020")
    new = make_edition("2025", predecessor=old)
    draft = make_edition("2027", predecessor=new)
    before = make_criterion(old, statement="Alte Wasserfassung")
    make_adopted(old, date(2020, 1, 1))
    after = make_criterion(new, statement="Neue Wasserfassung")
    make_step(before, after, Succession.Kind.REWORDED, "Klarer gesagt")
    make_adopted(new, date(2025, 1, 1))
    make_criterion(draft, statement="Geheime Wasserfassung")

    assert [hit.statement for hit in found(client, "wasserfassung").criteria] == [
        "Neue Wasserfassung"
    ]


def test_slip_of_the_pen_is_answered_with_what_was_meant(client):
    make_session(title="Anderes", place=make_place(town="Wetzlar"))

    assert found(client, "wetzlr").suggestions == ("Wetzlar",)


def test_carriers_are_found_by_name_district_and_language(client):
    carrier = make_carrier(name="Brücke", district="Odenwaldkreis", languages="Tigrinya, Dari")

    hits = [found(client, text).carriers for text in ("brücke", "odenwald", "tigrinya dari")]

    assert hits == [(carrier,)] * 3


@pytest.mark.parametrize("text", ["", "  ", "\0", "%", '"><script>', "x" * 5000, "( AND", "*"])
def test_strange_input_answers(client, text):
    page = client.get("/suche/", {"q": text})

    assert page.status_code == 200
    assert "<script>" not in page.text.partition("<main")[2]


@pytest.mark.parametrize("count", [1, 5])
def test_search_needs_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    make_edition()
    for number in range(count):
        make_session(
            make_cohort(title=f"Suchwort {number}"),
            title="Suchwort",
            guest_capacity=number % 2,
        )
        make_carrier(name=f"Suchwort {number}")
    make_session(title="Suchwort", guest_capacity=1)
    make_session(title="Suchwort")
    client.get("/suche/?q=suchwort")

    with django_assert_num_queries(BUDGET):
        client.get("/suche/?q=suchwort")
