"""What a screen reader would say in which language: the texts of a page with their language."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"head", "script", "style", "template"}
INLINE = {"a", "abbr", "b", "bdi", "em", "i", "s", "small", "span", "strong", "svg", "time", "use"}


@dataclass(frozen=True)
class Spoken:
    text: str
    language: str
    direction: str
    block: int = 0  # texts of the same block are read in one go


class Listener(HTMLParser):
    """Collects the visible texts with what the nearest element says about them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str, bool]] = [("", "", "", False)]
        self.heard: list[Spoken] = []
        self.block = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.block += tag not in INLINE
        if tag in VOID:
            return
        given = dict(attrs)
        _tag, language, direction, silent = self.open[-1]
        is_hidden = given.get("aria-hidden") == "true" or tag in SILENT
        self.open.append(
            (
                tag,
                given.get("lang") or language,
                given.get("dir") or direction,
                silent or is_hidden,
            )
        )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing without content."""

    def handle_endtag(self, tag: str) -> None:
        self.block += tag not in INLINE
        while self.open[-1][0] not in (tag, ""):
            self.open.pop()
        if self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        _tag, language, direction, silent = self.open[-1]
        if not silent and data.strip():
            self.heard.append(Spoken(" ".join(data.split()), language, direction, self.block))


def spoken(html: str) -> list[Spoken]:
    listener = Listener()
    listener.feed(html)
    return listener.heard


def sentences(html: str, language: str) -> list[str]:
    """What is said in one language, sentence by sentence, across the elements inside a line."""
    found = []
    for _block, texts in groupby(spoken(html), key=lambda text: text.block):
        line = " ".join(text.text for text in texts if text.language == language)
        found += [s.strip() for s in re.split(r"(?<=[.!?:])\s+(?=[A-ZÄÖÜ0-9])|\s+·\s+", line)]
    return [sentence for sentence in found if sentence]
