"""Laying presence over the parts of a session."""

import random

import pytest

from cohorts.domain import presence
from cohorts.domain.presence import ModuleMinutes, Piece, Presence

EVENING = (Piece(90, module=1), Piece(15, counts=False), Piece(90, module=2))
LENGTH = 195


@pytest.mark.parametrize(
    ("late", "early", "minutes"),
    [
        (0, 0, (90, 90)),
        (30, 0, (60, 90)),
        (0, 45, (90, 45)),
        (90, 0, (0, 90)),
        (105, 0, (0, 90)),  # late through the break costs nothing more
        (110, 0, (0, 85)),
        (0, 105, (90, 0)),  # leaving before the break costs nothing more than leaving after it
        (30, 100, (60, 0)),
        (100, 95, (0, 0)),  # there for nothing but the break
        (194, 0, (0, 1)),
        (195, 0, (0, 0)),
        (200, 200, (0, 0)),
        (1000, 0, (0, 0)),
        (0, 1000, (0, 0)),
    ],
)
def test_lay_counts_minutes_inside_counting_pieces(late, early, minutes):
    found = presence.lay(EVENING, length=LENGTH, late_minutes=late, early_minutes=early)

    assert found == Presence(
        minutes=sum(minutes),
        modules=(ModuleMinutes(1, minutes[0]), ModuleMinutes(2, minutes[1])),
    )


def test_lay_counts_leaving_early_from_the_end_of_the_session():
    """A quarter of an hour without a plan at the end costs nothing."""
    pieces = (Piece(90, module=1),)

    assert presence.lay(pieces, length=105, early_minutes=15).minutes == 90
    assert presence.lay(pieces, length=105, early_minutes=20).minutes == 85


def test_lay_adds_a_module_that_comes_twice():
    pieces = (Piece(45, module=7), Piece(10, counts=False), Piece(45, module=7), Piece(45))

    found = presence.lay(pieces, length=145, late_minutes=15)

    assert found == Presence(120, (ModuleMinutes(7, 75), ModuleMinutes(None, 45)))
    assert found.minutes_of(7) == 75
    assert found.minutes_of(8) == 0


def test_lay_gives_nothing_where_nothing_is_planned():
    assert presence.lay((), length=120) == Presence(0, ())


@pytest.mark.parametrize("state", ["absent", "excused"])
def test_of_missing_and_excused_are_nothing_in_every_module(state):
    found = presence.of(EVENING, length=LENGTH, state=state)

    assert found == Presence(0, (ModuleMinutes(1, 0), ModuleMinutes(2, 0)))


def test_of_present_is_everything_that_was_planned():
    assert presence.of(EVENING, length=LENGTH, state="present") == presence.planned(EVENING)
    assert presence.planned(EVENING).minutes == 180


def test_presence_keeps_its_laws_for_any_session():
    """The whole is the sum of the modules; more lateness never gives more; bounds hold."""
    chance = random.Random(20260303)  # noqa: S311 - the same sessions on every run
    for _ in range(2000):
        pieces = tuple(
            Piece(chance.randint(1, 120), chance.random() < 0.7, chance.choice([None, 1, 2, 3]))
            for _ in range(chance.randint(0, 6))
        )
        total = sum(piece.minutes for piece in pieces)
        length = total + chance.choice([0, 0, 10, 45])
        late, early = chance.randint(0, length + 30), chance.randint(0, length + 30)

        found = presence.lay(pieces, length=length, late_minutes=late, early_minutes=early)

        planned = presence.planned(pieces)
        assert found.minutes == sum(part.minutes for part in found.modules)
        assert [part.module for part in found.modules] == [part.module for part in planned.modules]
        assert all(0 <= part.minutes <= planned.minutes_of(part.module) for part in found.modules)
        assert planned.minutes == sum(piece.minutes for piece in pieces if piece.counts)
        assert presence.lay(pieces, length=length) == planned
        later = presence.lay(pieces, length=length, late_minutes=late + 1, early_minutes=early)
        assert found.minutes - 1 <= later.minutes <= found.minutes
        lost = planned.minutes - found.minutes
        assert lost <= late + early
