"""The typeface is cut to the letters that the style sheet promises."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from fontTools.subset import parse_unicodes
from fontTools.ttLib import TTFont

from home.management.commands.build_fonts import ARABIC, LATIN, WEIGHTS

SHEET = (Path(settings.BASE_DIR) / "home/static/css/fonts.css").read_text("utf-8")
PROMISED = dict(re.findall(r"fonts/(plex-\d+-[\w-]+)\.woff2.*?unicode-range: ([^;]+);", SHEET))
CUT = {
    f"plex-{weight}-{name}": letters
    for weight in WEIGHTS
    for name, letters in {**LATIN, **ARABIC}.items()
}


@pytest.fixture
def fonts() -> Path:
    """Cut at the first run of the tests only; it takes some seconds."""
    call_command("build_fonts")
    folder: Path = settings.VAR_DIR / "fonts"
    return folder


def test_sheet_promises_what_is_cut() -> None:
    promised = {name: parse_unicodes(ranges) for name, ranges in PROMISED.items()}

    assert promised == {name: parse_unicodes(letters) for name, letters in CUT.items()}


@pytest.mark.parametrize(
    "name",
    [
        "Farzaneh Mohammadi-Seelbach, Straße Nr. 7–9 „Hof“ …",
        "Thị Mai, Nesrin Aydoğan, Hêvîn, Ilieșu, Wichrowska, Məmmədov",
        "Олена Ґалаган-Їжакевич",
        "سمير حدادين، پروانه گلچین، ھەڵگورد، ټکی ښایسته",
    ],
)
def test_names_of_the_people_here_can_be_written(fonts: Path, name: str) -> None:
    letters: set[int] = set()
    for path in fonts.glob("plex-400-*.woff2"):
        with TTFont(path) as font:
            letters |= set(font.getBestCmap())

    assert {letter for letter in name if ord(letter) not in letters} == set()


def test_fonts_are_light(fonts: Path) -> None:
    """A phone loads the basic letters of one weight first, and others only if they are there."""
    sizes = {path.stem: path.stat().st_size for path in fonts.glob("*.woff2")}

    assert sizes.keys() == CUT.keys()
    assert {name: size for name, size in sizes.items() if size > 18_000} == {}
    assert max(size for name, size in sizes.items() if "basic" in name) < 14_000


def test_fonts_are_cut_once(fonts: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in fonts.iterdir()}

    call_command("build_fonts")

    assert {path.name: path.stat().st_mtime_ns for path in fonts.iterdir()} == before
