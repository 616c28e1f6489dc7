"""What a screen reader would say in which language: the texts of a page with their language."""

from dataclasses import dataclass
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"head", "script", "style", "template"}


@dataclass(frozen=True)
class Spoken:
    text: str
    language: str
    direction: str


class Listener(HTMLParser):
    """Collects the visible texts with what the nearest element says about them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str, bool]] = [("", "", "", False)]
        self.heard: list[Spoken] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
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
        while self.open[-1][0] not in (tag, ""):
            self.open.pop()
        if self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        _tag, language, direction, silent = self.open[-1]
        if not silent and data.strip():
            self.heard.append(Spoken(" ".join(data.split()), language, direction))


def spoken(html: str) -> list[Spoken]:
    listener = Listener()
    listener.feed(html)
    return listener.heard
