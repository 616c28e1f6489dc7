"""Narrowing the list of sessions, and showing it as a month or a week."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_segment,
    make_session,
    make_sign_up,
)
from tests.factories.timetable import make_module, make_programme

MONTH_BUDGET = 7  # sessions, their parts, their seats, four lists of choices


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def titles(client, query):
    weeks = client.get(f"/termine/?{query}").context["weeks"]
    return [row.title for week in weeks for row in week.rows]


def test_every_word_is_found_in_session_course_or_module(client):
    module = make_module(title="Grenzen und Selbstfürsorge")
    evening = make_session(make_cohort(title="Kurs Wetzlar"), title="Abend 3")
    make_segment(evening, module=module)
    make_session(make_cohort(title="Kurs Hanau"), title="Grenzen")

    assert titles(client, "q=grenzen wetzlar") == ["Abend 3"]
    assert titles(client, "q=selbst") == ["Abend 3"]
    assert titles(client, "q=Kurs Kassel") == []


def test_module_carrier_and_programme_narrow_the_list(client):
    module = make_module(slug="grenzen")
    lahn = make_carrier(name="Lahn")
    programme = make_programme(slug="basis")
    shown = make_session(make_cohort(organiser=lahn, programme=programme), title="Gesucht")
    make_segment(shown, module=module)
    make_session(title="Anderes")

    found = [
        titles(client, query)
        for query in ("modul=grenzen", f"traeger={lahn.pk}", "programm=basis", "online=on")
    ]

    assert found == [["Gesucht"], ["Gesucht"], ["Gesucht"], []]


def test_choices_name_nothing_that_the_list_would_not_show(client):
    hidden = make_cohort(
        organiser=make_carrier(name="Geheim e. V."),
        programme=make_programme(title="Geheimes Programm"),
        visibility="internal",
    )
    make_segment(make_session(hidden), module=make_module(title="Geheimes Modul"))
    make_session(make_cohort(organiser=make_carrier(name="Offen e. V.")))

    page = client.get("/termine/").text

    assert "Offen e. V." in page
    assert "Geheim" not in page


def test_free_seats_are_those_a_newcomer_gets(client):
    full, queued, free = (make_cohort(capacity=1) for _number in range(3))
    make_sign_up(full)
    make_sign_up(queued, state="waiting")
    make_session(full, title="voll", starts_at=NOW + timedelta(days=1))
    make_session(full, title="Gast frei", starts_at=NOW + timedelta(days=2), guest_capacity=1)
    make_session(queued, title="jemand wartet", starts_at=NOW + timedelta(days=3))
    make_session(free, title="frei", starts_at=NOW + timedelta(days=4))
    make_session(free, title="entfällt", starts_at=NOW + timedelta(days=5), status="cancelled")
    guests = make_session(free, title="Gast voll", guest_capacity=1)
    make_sign_up(free, session=guests, state="offered")

    assert titles(client, "frei=on") == ["Gast frei", "frei"]


def test_free_seats_are_not_handed_to_the_calendar(client):
    make_session()

    page = client.get("/termine/?frei=on&online=on")

    assert page.context["feed"] == "/calendar/public.ics?online=on"
    assert [chip.words for chip in page.context["chips"]] == ["nur online", "mit freien Plätzen"]


@pytest.mark.parametrize("query", ["modul=gibt-es-nicht", "traeger=x", "programm=-1"])
def test_choice_that_does_not_exist_is_told_and_left_out(client, query):
    make_session(title="Bleibt")

    page = client.get(f"/termine/?{query}")

    assert list(page.context["filter"].form.errors) == [query.partition("=")[0]]
    assert titles(client, query) == ["Bleibt"]


def test_month_shows_whole_weeks_and_past_days(client):
    make_session(title="Schon gewesen", starts_at=NOW - timedelta(days=1))
    make_session(title="Nächsten Monat", starts_at=NOW + timedelta(days=40))
    make_session(title="Diesen Monat", starts_at=NOW + timedelta(days=20))

    page = client.get("/termine/?ansicht=monat&monat=2026-03")
    weeks = page.context["grid"]

    assert page.context["span"].title == "März 2026"
    assert [week.number for week in weeks] == [9, 10, 11, 12, 13, 14]
    assert (weeks[0].days[0].day, weeks[-1].days[-1].day) == (date(2026, 2, 23), date(2026, 4, 5))
    assert [day.is_inside for day in weeks[0].days] == [False] * 6 + [True]
    assert [row.title for day in page.context["days"] for row in day.rows] == [
        "Schon gewesen",
        "Diesen Monat",
    ]


def test_month_has_room_for_four_sessions_a_day_and_leads_to_the_others(client):
    for number in range(5):
        make_session(title=f"Abend {number}", starts_at=NOW + timedelta(hours=number))
    for number in range(4):
        make_session(starts_at=NOW + timedelta(days=1, hours=number))

    page = client.get("/termine/?ansicht=monat&monat=2026-03&q=&ort=")
    days = [day for week in page.context["grid"] for day in week.days if day.rows]
    (week,) = client.get("/termine/?ansicht=woche&woche=2026-W10").context["grid"]

    assert [(len(day.shown), day.more) for day in days] == [(3, 2), (4, 0)]
    assert '<a href="?ansicht=woche&amp;woche=2026-W10">2 weitere</a>' in page.text
    assert [day.more for day in week.days] == [0] * 7


def test_month_marks_what_was_changed(client):
    make_session(status_note="Raum geändert")

    month = client.get("/termine/?ansicht=monat&monat=2026-03").text.partition("<table")[2]

    assert 'data-kind="changed"' in month.partition("</table>")[0]


def test_week_crosses_the_year(client):
    make_session(title="Silvester", starts_at=NOW.replace(month=12, day=31))

    page = client.get("/termine/?ansicht=woche&woche=2026-W53")
    span = page.context["span"]

    assert (span.begins, span.before, span.after) == (date(2026, 12, 28), "2026-W52", "2027-W01")
    assert [row.title for day in page.context["days"] for row in day.rows] == ["Silvester"]


@pytest.mark.parametrize(
    "query",
    [
        "ansicht=monat&monat=2026-13",
        "ansicht=monat&monat=9999-12",
        "ansicht=monat&monat=x",
        "ansicht=woche&woche=2025-W53",
        "ansicht=woche&woche=0000-W01",
        "ansicht=woche",
    ],
)
def test_page_that_does_not_exist_shows_the_running_one(client, query):
    page = client.get(f"/termine/?{query}")

    assert page.status_code == 200
    assert page.context["span"].key in ("2026-03", "2026-W10")


def test_view_keeps_the_filters_and_the_filters_keep_the_view(client):
    make_session(is_online=True)

    page = client.get("/termine/?online=on&ansicht=monat&monat=2026-03").text

    assert 'href="?online=on&amp;ansicht=woche"' in page
    assert 'href="?online=on&amp;ansicht=monat&amp;monat=2026-04"' in page
    assert '<input type="hidden" name="ansicht" value="monat">' in page
    assert 'href="/termine/?ansicht=monat"' in page  # the chip without "online"


def test_month_shows_nothing_that_is_not_public(client):
    make_session(make_cohort(visibility="internal"), title="Geheim")
    make_session(make_cohort(state="draft"), title="Geheimer Entwurf")

    assert "Geheim" not in client.get("/termine/?ansicht=monat").text


@pytest.mark.parametrize("count", [1, 5])
def test_month_needs_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    for number in range(count):
        session = make_session(starts_at=NOW + timedelta(days=number), guest_capacity=number % 2)
        make_sign_up(session.cohort)
    make_session(starts_at=NOW + timedelta(days=9), guest_capacity=1)
    client.get("/termine/?ansicht=monat")

    with django_assert_num_queries(MONTH_BUDGET):
        client.get("/termine/?ansicht=monat")
