"""What a guide quotes stands on the screen: words in italics, addresses in code."""

import re
from io import BytesIO
from pathlib import Path

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.text import capfirst

ROOT = Path(settings.BASE_DIR)
GUIDES = [*sorted((ROOT / "docs" / "guides").glob("*.md")), ROOT / "docs" / "tutorial.md"]
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
ITALICS = re.compile(r"(?<!\*)\*(?![\s*])([^*]+)\*(?!\*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]|<[^>]+>")


def catalogues() -> list[Path]:
    """German, ours first: the admin also shows words of Wagtail."""
    ours = ROOT / "home" / "locale" / "de" / "LC_MESSAGES" / "django.po"
    return [ours, *Path(wagtail.__file__).parent.rglob("locale/de/LC_MESSAGES/django.po")]


def spoken() -> list[str]:
    entries = [
        entry for path in catalogues() for entry in read_po(BytesIO(path.read_bytes()), "de")
    ]
    both = [entry.string if entry.pluralizable else (entry.string,) for entry in entries]
    return [text for texts in both for text in texts if text]


@pytest.fixture(scope="module")
def on_screen() -> tuple[set[str], list[re.Pattern[str]], str]:
    """Whole texts, texts with something filled in, and what the demo says."""
    texts = {" ".join(text.split()) for text in spoken()}
    texts |= {capfirst(text) for text in texts}  # forms write labels with a capital
    filled_in = [
        re.compile(".+".join(map(re.escape, PLACEHOLDER.split(text))))
        for text in texts
        if PLACEHOLDER.search(text) and len(PLACEHOLDER.sub("", text)) > len("Ausgabe ")
    ]
    demo = "\n".join(path.read_text("utf-8") for path in (ROOT / "home" / "demo").rglob("*.py"))
    return texts, filled_in, demo


def quoted(guide: Path) -> list[str]:
    prose = CODE.sub("", guide.read_text("utf-8"))
    quotes = [" ".join(quote.split()) for quote in ITALICS.findall(prose)]
    return [part.strip() for quote in quotes for part in quote.split("→")]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_words_in_italics_stand_on_the_screen(guide, on_screen):
    texts, filled_in, demo = on_screen

    unknown = [
        quote
        for quote in quoted(guide)
        if not texts & {quote, f"{quote}.", f"{quote}:", quote.rstrip(".")}
        and not any(pattern.fullmatch(quote) for pattern in filled_in)
        and f'"{quote}"' not in demo
    ]

    assert unknown == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_addresses_in_a_guide_are_known(guide):
    known = (ROOT / "docs" / "reference" / "addresses.md").read_text("utf-8")
    named = re.findall(r"`(/[\w-]+)[^`\n]*`", guide.read_text("utf-8"))

    assert [address for address in named if not re.search(rf"`{address}\b", known)] == []
