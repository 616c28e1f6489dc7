"""Is a page valid HTML? The parser says what is broken, these rules what is in the wrong place.

Not a whole validator: what our templates could get wrong. `make prove` asks a real one as well.
"""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as MESSAGES

from tests.markup import rules, writing

HTML = "{http://www.w3.org/1999/xhtml}"


def faults(text: str, *, language: str) -> list[str]:
    """Everything that is wrong with the page, in words."""
    parser = html5lib.HTMLParser()
    tree = parser.parse(text)
    broken = [
        f"line {line}: {MESSAGES[code] % details}" for (line, _), code, details in parser.errors
    ]
    return [*broken, *_of_the_tree(tree), *writing.faults(tree, language)]


def _of_the_tree(tree: Element) -> Iterator[str]:
    ids = Counter(one.get("id") for one in tree.iter() if one.get("id") is not None)
    forms = {one.get("id") for one in tree.iter(f"{HTML}form")}
    yield from (f"id twice: {name}" for name, count in ids.items() if count > 1)
    for element, ancestors in walk(tree, ()):
        for line in rules.faults(element, ancestors, ids.keys(), forms):
            yield f"<{' '.join([name_of(element), element.get('class', '')]).strip()}>: {line}"


def walk(element: Element, ancestors: tuple[str, ...]) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Every HTML element with the names of those around it; drawings are left to the browser."""
    yield element, ancestors
    for child in element:
        if str(child.tag).startswith(HTML):
            yield from walk(child, (*ancestors, name_of(element)))


def name_of(element: Element) -> str:
    return str(element.tag).removeprefix(HTML)
