"""Meters and tracks: minutes in, coordinates out."""

from itertools import pairwise

import pytest

from home.drawing import Label, Scale, draw_meter, draw_tracks


def units(minutes: float) -> str:
    return f"{minutes / 45:g}"


def wide(segments: list[int], least: int | None = 900, most: int | None = 1620) -> Scale:
    return draw_meter(segments, least, most, say=units).scales[0]


@pytest.mark.parametrize(
    ("minutes", "kind", "verdict"),
    [
        (899, "few", "es fehlen 0.0222222 UE"),
        (900, "free", "passt, erlaubt sind 20 bis 36 UE"),
        (1620, "free", "passt, erlaubt sind 20 bis 36 UE"),
        (1665, "full", "1 UE zu viel"),
    ],
)
def test_meter_judges_against_the_range(minutes: int, kind: str, verdict: str) -> None:
    meter = draw_meter([minutes], 900, 1620, say=units)

    assert (meter.minutes, meter.kind, meter.verdict) == (minutes, kind, verdict)


def test_meter_without_a_range_judges_nothing() -> None:
    meter = draw_meter([90], None, None, say=units)

    assert (meter.kind, meter.verdict, meter.scales[0].range) == ("", "", None)


def test_segments_touch_and_end_where_the_minutes_end() -> None:
    segments = wide([135, 50, 85, 90]).segments

    assert [one.end for one in segments[:-1]] == [one.start for one in segments[1:]]
    assert segments[0].start == 0
    assert segments[-1].end == round(360 / 45 * 720 / 40)


def test_a_long_scale_ends_where_a_figure_stands() -> None:
    scale, short = wide([135]), wide([135], 135, 180)

    assert (scale.labels[0].anchor, scale.labels[-1]) == ("start", Label(720, "40", "end"))
    assert [label.text for label in short.labels] == ["0", "1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("up_to", "kind", "verdict"),
    [
        (0, "few", "es fehlen 5 UE"),
        (855, "few", "es fehlen 1 UE"),
        (900, "free", "passt, erlaubt sind 20 bis 36 UE"),
        (9000, "free", "passt, erlaubt sind 20 bis 36 UE"),
    ],
)
def test_what_may_grow_fits_when_a_length_between_does(up_to: int, kind: str, verdict: str) -> None:
    meter = draw_meter([675], 900, 1620, up_to=up_to, say=units)
    possible = meter.scales[0].possible

    assert (meter.kind, meter.verdict) == (kind, verdict)
    assert (possible and possible.start) == (meter.scales[0].segments[-1].end if up_to else None)


def test_nothing_planned_draws_an_empty_scale() -> None:
    scale = wide([], None, None)

    assert (scale.segments, [label.text for label in scale.labels]) == ((), ["0", "1", "2"])


@pytest.mark.parametrize("segments", [[135], [1080], [2700], [45 * 400]])
def test_figures_below_the_scale_keep_their_distance(segments: list[int]) -> None:
    for scale in draw_meter(segments, 900, 1620, say=units).scales:
        places = [label.x for label in scale.labels]
        gaps = [after - before for before, after in pairwise(places)]

        assert [gap for gap in gaps if gap < 30] == []


def test_words_of_a_narrow_range_hang_outside_where_there_is_room() -> None:
    broad, narrow = wide([900]), draw_meter([135], 135, 180, say=units).scales[-1]

    assert broad.from_label == Label(broad.range.start + 10, anchor="start")  # type: ignore[union-attr]
    assert narrow.from_label == Label(narrow.range.start - 10, anchor="end")  # type: ignore[union-attr]
    assert narrow.to_label == Label(narrow.range.end - 10, anchor="end")  # type: ignore[union-attr]


def test_coordinates_are_whole_so_that_no_language_writes_a_comma() -> None:
    scale = wide([50, 70, 95])
    track = draw_tracks(attended=100, possible=500, needed=864.4, planned=1081, ahead=[77])[0]
    places = [scale.range.start, scale.range.end, *(label.x for label in scale.labels)]  # type: ignore[union-attr]

    assert {type(place) for place in places} == {int}
    assert {type(place) for place in (track.attended, track.needed, *track.sessions)} == {int}
    assert "." not in scale.ticks


def test_track_places_minutes_on_the_way() -> None:
    track = draw_tracks(attended=540, possible=945, needed=864, planned=1080, ahead=[135, 270])[0]

    assert (track.width, track.attended, track.possible, track.needed) == (1080, 540, 945, 864)
    assert track.sessions == (675, 945)


def test_track_of_more_than_planned_ends_at_the_end() -> None:
    """Electives add to the attended minutes."""
    track = draw_tracks(attended=1200, possible=1200, needed=864, planned=1080)[0]

    assert (track.attended, track.own_label.anchor) == (1080, "end")
    assert not track.has_room_for_the_end


def test_track_without_a_plan_does_not_divide_by_nothing() -> None:
    track = draw_tracks(attended=0, possible=0, needed=0, planned=0)[0]

    assert (track.attended, track.needed, track.own_label.anchor) == (0, 0, "start")


def test_track_shows_each_session_attended_and_each_missed() -> None:
    """Attended ones have a dot at their end, the last is the ring of today; lost ones a square."""
    track = draw_tracks(
        attended=405, possible=810, needed=864, planned=1080, done=[135, 270], missed=[90, 180]
    )[0]

    assert track.past == (135,)
    assert track.missed == (855, 990)


def test_squares_of_missed_sessions_touch_neither_each_other_nor_the_end() -> None:
    narrow = draw_tracks(
        attended=0, possible=1000, needed=864, planned=1080, missed=[20, 20, 20, 20]
    )[3]

    assert (narrow.width, narrow.missed) == (288, (264,))
