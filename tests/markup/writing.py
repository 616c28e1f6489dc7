"""Languages and directions: who listens hears the right voice, who reads sees the right order."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import get_language_info

HTML = "{http://www.w3.org/1999/xhtml}"
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-x-\w+)?|de-simple")
RIGHT_TO_LEFT = {"ar", "fa", "ckb", "ur", "ps", "he", "ku-Arab"}
ARABIC = re.compile("[\u0600-\u06ff]")
LATIN = re.compile("[A-Za-zÀ-ž]")


def faults(tree: Element, language: str) -> Iterator[str]:
    root = tree if tree.tag == f"{HTML}html" else tree.find(f"{HTML}html")
    if root is None:
        yield "no page at all"
        return
    direction = "rtl" if get_language_info(language.partition("-")[0])["bidi"] else "ltr"
    if (root.get("lang"), root.get("dir")) != (language, direction):
        yield f"the page says {root.get('lang')} {root.get('dir')}, not {language} {direction}"
    titles = list(root.iter(f"{HTML}title"))
    if len(titles) != 1 or not (titles[0].text or "").strip():
        yield "has not one title"
    yield from _directions(root, direction)


def _directions(element: Element, inherited: str) -> Iterator[str]:
    """A part in another language says its direction where that differs from the one around it."""
    own, language = element.get("dir"), element.get("lang")
    name = str(element.tag).removeprefix(HTML)
    where = f"<{name} {element.get('class', '')}>"
    if own is not None and own not in ("ltr", "rtl", "auto"):
        yield f"{where}: there is no direction {own!r}"
    if language is not None and not TAG.fullmatch(language):
        yield f"{where}: there is no language {language!r}"
    elif language and own is None and name != "bdi":
        needed = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        if needed != inherited:
            yield f"{where}: in {language}, but set {inherited}"
    direction = own or inherited
    for child in element:
        if str(child.tag).startswith(HTML):
            yield from _directions(child, "ltr" if direction == "auto" else direction)
