"""Cut the typeface to the letters that are used, as small web fonts."""

import logging
import os
from importlib.metadata import version
from pathlib import Path

import fontpkg_ibm_plex_sans
import fontpkg_ibm_plex_sans_arabic
from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# The same ranges stand in css/fonts.css, so that a browser loads only what a page needs.
LATIN = {
    # German, English and what is set between their words
    "basic": "U+0020-007E,U+00A0,U+00A7,U+00AB,U+00AD,U+00B0,U+00B7,U+00BB,U+00C4,U+00D6-00D7,"
    "U+00DC,U+00DF,U+00E4,U+00E9,U+00F6,U+00FC,U+2010-2014,U+2018-201E,U+2026,U+20AC,"
    "U+2190-2193,U+2212",
    # the names of all Europe, of Turkey and of Vietnam
    "extended": "U+00A1-00A6,U+00A8-00AA,U+00AC,U+00AE-00AF,U+00B1-00B6,U+00B8-00BA,U+00BC-00C3,"
    "U+00C5-00D5,U+00D8-00DB,U+00DD-00DE,U+00E0-00E3,U+00E5-00E8,U+00EA-00F5,U+00F7-00FB,"
    "U+00FD-024F,U+0259,U+0300-0312,U+1E00-1EFF,U+2015",
    "cyrillic": "U+0400-045F,U+0490-0491,U+04B0-04B1",
}
ARABIC = {
    # Arabic and Persian; no signs of the Quran
    "arabic": "U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0654,U+066A-066C,U+0670,U+067E,"
    "U+0686,U+0698,U+06A9,U+06AF,U+06CC,U+06F0-06F9,U+200C-200F",
    # the further letters of Urdu, Kurdish, Pashto and Uyghur
    "arabic-extended": "U+0655,U+0660-0669,U+0671,U+0679,U+067C,U+0681,U+0685,U+0688-0689,U+0691,"
    "U+0693,U+0695-0696,U+069A,U+06A4,U+06AB,U+06AD,U+06B5,U+06BA,U+06BC,U+06BE,U+06C0-06C3,"
    "U+06C6-06C8,U+06CB,U+06CD-06CE,U+06D0,U+06D2-06D5",
}
WEIGHTS = {400: "Regular", 600: "SemiBold"}
# Kerning of Latin pairs; marks; and what joins Arabic letters. Nothing else is used.
LATIN_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
ARABIC_FEATURES = ["mark", "mkmk", "ccmp", "locl", "init", "medi", "fina", "isol", "rlig"]


class Command(BaseCommand):
    help = "Cut the web fonts into VAR_DIR/fonts. Does nothing when they are up to date."

    def handle(self, *, verbosity: int, **options: object) -> None:
        logging.getLogger("fontTools").setLevel(logging.WARNING)
        target = settings.VAR_DIR / "fonts"
        target.mkdir(parents=True, exist_ok=True)
        stamp = target / "stamp"
        now = f"{version('fontpkg-ibm-plex-sans')} {version('fontpkg-ibm-plex-sans-arabic')}"
        now += f" {LATIN} {ARABIC} {LATIN_FEATURES} {ARABIC_FEATURES}"
        if stamp.exists() and stamp.read_text() == now:
            return
        latin = Path(fontpkg_ibm_plex_sans.ROOT) / "files" / "IBMPlexSans[wdth,wght].ttf"
        arabic = Path(fontpkg_ibm_plex_sans_arabic.ROOT) / "files"
        for weight, style in WEIGHTS.items():
            for name, letters in LATIN.items():
                _cut(latin, letters, target / f"plex-{weight}-{name}.woff2", weight)
            regular = arabic / f"IBMPlexSansArabic-{style}.ttf"
            for name, letters in ARABIC.items():
                _cut(regular, letters, target / f"plex-{weight}-{name}.woff2")
        stamp.write_text(now)


def _cut(source: Path, letters: str, target: Path, weight: int | None = None) -> None:
    """Write the letters of one font; of a variable one in that weight."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = LATIN_FEATURES if weight else ARABIC_FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(letters))
    with TTFont(source) as font:
        subsetter.subset(font)
        if weight:
            instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100}, inplace=True)
        unfinished = target.with_suffix(f".{os.getpid()}")
        subset.save_font(font, str(unfinished), options)
    unfinished.replace(target)
