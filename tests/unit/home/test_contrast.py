"""Everybody can read it: the contrast of each pair of colours, recomputed from the tokens."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.BASE_DIR) / "home/static/css/tokens.css").read_text("utf-8")
GROUNDS = ("paper", "sheet", "water", "shoal", "shoal-2", "shoal-3", "sand")
TINTS = ("magenta-tint", "green-tint", "red-tint", "amber-tint")

# Text of any size needs 4.5 to 1, running text here 7; what only has a shape needs 3.
READABLE = [
    *(("ink", ground, 7.0) for ground in (*GROUNDS, *TINTS)),
    *(("ink-2", ground, 7.0) for ground in ("paper", "sheet", "water", "shoal", "sand", *TINTS)),
    *(("ink-2", ground, 4.5) for ground in ("shoal-2", "shoal-3")),
    *(("sea", ground, 7.0) for ground in ("paper", "sheet", "water", "shoal", "sand")),
    *(("on-sea", ground, 7.0) for ground in ("sea", "sea-deep")),
    *(
        (colour, ground, 4.5)
        for colour in ("magenta", "green", "red", "amber")
        for ground in ("paper", "sheet", f"{colour}-tint")
    ),
    ("on-mark", "green", 4.5),
    ("on-mark", "red", 4.5),
    ("on-beacon", "beacon", 7.0),
    ("foot-ink", "foot", 7.0),
    ("foot-2", "foot", 7.0),
    *(("edge", ground, 3.0) for ground in ("paper", "sheet", "shoal", "sand")),
    *(("sea", ground, 3.0) for ground in ("shoal-2", "shoal-3")),
    *(("ink", ground, 3.0) for ground in GROUNDS),  # the outer ring of focus
]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6})", block))


def blocks(selector: str) -> list[dict[str, str]]:
    found = re.findall(rf"{re.escape(selector)} {{(.*?)\n *}}", TOKENS, re.DOTALL)
    return [colours(block) for block in found if colours(block)]


LIGHT = blocks(":root")[0]
NIGHT = blocks(':root:not([data-theme="light"])')[0]


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(("text", "ground", "least"), READABLE)
def test_pair_is_readable_by_day(text: str, ground: str, least: float) -> None:
    assert contrast(LIGHT[text], LIGHT[ground]) >= least


@pytest.mark.parametrize(("text", "ground", "least"), READABLE)
def test_pair_is_readable_at_night(text: str, ground: str, least: float) -> None:
    night = LIGHT | NIGHT

    assert contrast(night[text], night[ground]) >= least


def test_night_by_choice_is_the_night_of_the_device() -> None:
    assert blocks(':root[data-theme="dark"]') == [NIGHT]


def test_night_changes_every_colour_but_the_beacon() -> None:
    assert set(LIGHT) - set(NIGHT) == {"beacon", "on-beacon"}
