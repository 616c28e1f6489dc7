"""How days, times, units and seats are written for people."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from cohorts.domain.seats import Seats
from home.templatetags import interface

EVENING = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)  # 18:00 in Berlin
LATE = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # already the next day in Berlin


@pytest.mark.parametrize(
    ("minutes", "german", "english"),
    [(135, "3", "3"), (864, "19,2", "19.2"), (0, "0", "0"), (1, "0", "0"), (None, "", "")],
)
def test_units_have_one_decimal_at_most(minutes: int | None, german: str, english: str) -> None:
    with override("de"):
        assert interface.ue(minutes) == german
    with override("en"):
        assert interface.ue(minutes) == english


@pytest.mark.parametrize(
    ("language", "long", "short", "month"),
    [
        ("de", "Dienstag, 24. November", "Di, 24. Nov.", "Nov."),
        ("en", "Tuesday, 24 November", "Tue, 24 Nov", "Nov"),
        ("ar", "الثلاثاء، 24 نوفمبر", "الثلاثاء، 24 نوفمبر", "نوفمبر"),
    ],
)
def test_days_are_written_in_the_language(language: str, long: str, short: str, month: str) -> None:
    with override(language):
        assert interface.day_long(EVENING) == long
        assert interface.day_short(EVENING) == short
        assert interface.month_short(EVENING) == month


def test_day_is_the_day_in_berlin() -> None:
    with override("de"):
        assert interface.day_full(LATE) == "2. Juli 2026"
        assert interface.day_number(LATE) == "2"
        assert interface.day_full(date(2026, 7, 1)) == "1. Juli 2026"


@pytest.mark.parametrize(
    ("begin", "end", "german", "english"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "16. bis 22. November", "16 to 22 November"),
        (
            date(2026, 11, 30),
            date(2026, 12, 6),
            "30. November bis 6. Dezember",
            "30 November to 6 December",
        ),
        (
            date(2026, 12, 28),
            date(2027, 1, 3),
            "28. Dezember 2026 bis 3. Januar 2027",
            "28 December 2026 to 3 January 2027",
        ),
    ],
)
def test_days_from_until_say_nothing_twice(
    begin: date, end: date, german: str, english: str
) -> None:
    with override("de"):
        assert interface.days_until(begin, end) == german
    with override("en"):
        assert interface.days_until(begin, end) == english


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_times_read_from_left_to_right_with_western_digits(language: str) -> None:
    with override(language):
        assert interface.clock_range(EVENING, LATE) == '<bdi dir="ltr">18:00–00:30</bdi>'
        assert interface.after_start(75) == '<bdi dir="ltr">1:15</bdi>'


@pytest.mark.parametrize(
    ("seats", "kind", "text"),
    [
        (Seats(15, 10, 0), "free", "5 Plätze frei"),
        (Seats(15, 12, 0), "few", "noch 3 Plätze"),
        (Seats(15, 14, 0), "few", "noch 1 Platz"),
        (Seats(15, 15, 0), "full", "Voll, Warteliste offen"),
        (Seats(15, 14, 4), "full", "Warteliste (4)"),
        (Seats(0, 0, 0), "full", "Keine eigenen Plätze"),
    ],
)
def test_seats_are_told_by_shape_and_word(seats: Seats, kind: str, text: str) -> None:
    with override("de"):
        assert interface.seats_in_words(seats) == {"kind": kind, "text": text}


def test_dots_show_no_more_seats_than_there_are() -> None:
    dots = interface.seat_dots(Seats(3, 5, 0))

    assert (dots.count("<circle"), dots.count("is-taken")) == (3, 3)


@pytest.mark.parametrize(
    ("language", "address", "expected"),
    [("de", "/mein/", "/mein/"), ("en", "/mein/", "/en/mein/"), ("ar", "/", "/ar/")],
)
def test_addresses_stay_in_the_language(language: str, address: str, expected: str) -> None:
    with override(language):
        assert interface.here(address) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/module/grenzen/", "/en/module/grenzen/"),
        ("http://testserver/module/?a=1", "http://testserver/en/module/?a=1"),
        ("http://testserver/", "http://testserver/en/"),
        ("/en/kurse/wetzlar/", "/en/kurse/wetzlar/"),
        ("#kriterium", "#kriterium"),
        (None, ""),
    ],
)
def test_foreign_addresses_are_led_into_the_language_once(
    address: str | None, expected: str
) -> None:
    with override("en"):
        assert interface.in_reader_language(address) == expected
    with override("de"):
        assert interface.in_reader_language("/module/grenzen/") == "/module/grenzen/"
