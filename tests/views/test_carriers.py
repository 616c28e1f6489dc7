"""Who offers courses: the map of tiles and the list beside it say the same."""

import re
from datetime import timedelta

import pytest
import time_machine

from cohorts.domain.districts import districts
from tests.factories.cohorts import NOW, make_carrier, make_cohort, make_session


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def test_carriers_show_their_next_three_public_sessions(client):
    one = make_carrier(name="Anker", district="Landkreis Fulda")
    other = make_carrier(name="Brücke", district="Landkreis Fulda")
    course = make_cohort(organiser=one)
    for day in range(1, 6):
        make_session(course, title=f"Tag {day}", starts_at=NOW + timedelta(days=day))
    make_session(make_cohort(organiser=other, visibility="internal"), title="Geheim")

    [group] = client.get("/traeger/").context["groups"]

    assert [
        (carrier.name, [row.title for row in rows]) for carrier, rows, _section in group.carriers
    ] == [
        ("Anker", ["Tag 1", "Tag 2", "Tag 3"]),
        ("Brücke", []),
    ]


def test_list_follows_the_map_from_the_north_and_ends_elsewhere(client):
    make_carrier(name="Auswärts", district="Mainz")
    make_carrier(name="Süd", district="Odenwaldkreis")
    make_carrier(name="Nord", district="Kassel")

    groups = client.get("/traeger/").context["groups"]

    assert [group.name for group in groups] == ["Kassel", "Odenwaldkreis", ""]


def test_one_click_shows_the_carriers_of_a_district(client):
    make_carrier(name="Lahn", district="Lahn-Dill-Kreis")
    make_carrier(name="Rhön", district="Landkreis Fulda")

    response = client.get("/traeger/?kreis=fulda")

    assert [
        carrier.name for carrier, _rows, _section in response.context["groups"][0].carriers
    ] == ["Rhön"]
    assert len(response.context["groups"]) == 1
    assert response.context["chosen"].name == "Landkreis Fulda"


def test_carrier_is_shown_with_project_languages_contact_and_year(client):
    make_carrier(
        name="Rhön",
        district="Landkreis Fulda",
        project="Lotsen vor Ort",
        languages="Dari, Deutsch",
        contact="rhoen@example.org",
        since=2015,
    )

    page = client.get("/traeger/?kreis=fulda").text

    shown = re.sub(r"<[^>]+>|\s+", " ", page[page.index('<article class="carrier"') :])
    words = shown.split()
    assert " ".join(words).startswith(
        "Rhön Projekt: Lotsen vor Ort seit 2015 · rhoen@example.org "
        "Sprachen der Lotsinnen und Lotsen: Dari, Deutsch"
    )


def test_languages_are_counted_once_for_the_district(client):
    make_carrier(district="Hanau", languages="Dari, Deutsch")
    make_carrier(district="Hanau", languages="deutsch , Tigrinya")
    make_carrier(district="Hanau", languages="")

    assert client.get("/traeger/").context["groups"][0].languages == 3


def test_tiles_count_carriers_and_say_so_in_words(client):
    for _number in range(4):
        make_carrier(district="Wiesbaden")
    make_carrier(district="Hanau")

    response = client.get("/traeger/?kreis=hanau")
    tiles = {tile.district.key: tile for tile in response.context["tiles"]}

    assert (tiles["wiesbaden"].count, tiles["wiesbaden"].step) == (4, "many")
    assert (tiles["hanau"].count, tiles["hanau"].step) == (1, "one")
    assert (tiles["fulda"].count, tiles["fulda"].step) == (0, "none")
    assert [key for key, tile in tiles.items() if tile.is_chosen] == ["hanau"]
    assert 'aria-label="Wiesbaden: 4 Träger"' in response.content.decode()


@pytest.mark.parametrize("key", ["nirgends", "Fulda", "<script>"])
def test_unknown_district_does_not_exist(client, key):
    assert client.get("/traeger/", {"kreis": key}).status_code == 404


def test_empty_district_says_so(client):
    make_carrier(district="Hanau")

    assert "Noch keine Träger" in client.get("/traeger/?kreis=fulda").content.decode()


def test_tiles_do_not_overlap(client):
    tiles = client.get("/traeger/").context["tiles"]

    assert len(tiles) == 27
    assert len({(tile.x, tile.y) for tile in tiles}) == 27
    assert sorted({tile.x for tile in tiles}) == [0, 82, 164, 246]
    assert sorted({tile.y for tile in tiles}) == [0, 70, 140, 210, 280, 350, 420, 490]


def test_units_exist_from_a_day_on():
    keys = {unit.key for unit in districts(NOW.date())}
    before = {unit.key for unit in districts(NOW.date().replace(year=2025))}

    assert keys - before == {"hanau"}


def test_another_land_brings_its_own_file(client, settings, tmp_path):
    settings.DISTRICTS = tmp_path / "land.json"
    settings.DISTRICTS.write_text(
        '[{"key": "ort", "name": "Ort", "lines": ["Ort"], "kind": "city", "row": 1, "column": 2,'
        ' "until": "2030-12-31"}]',
        "utf-8",
    )
    make_carrier(district="Ort")

    response = client.get("/traeger/")

    assert [tile.count for tile in response.context["tiles"]] == [1]
    assert (response.context["width"], response.context["height"]) == (160, 66)


@pytest.mark.parametrize("count", [1, 5])
def test_carriers_need_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    for _number in range(count):
        make_session()
    client.get("/traeger/")

    with django_assert_num_queries(4):
        client.get("/traeger/")
