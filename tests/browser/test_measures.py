"""Each measure finds what it is there for: pages that are broken on purpose."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.measures import PHONE, QUESTIONS

STYLE = """css => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync("* { transition: none } " + css)
  document.adoptedStyleSheets = [sheet]
}"""


@pytest.fixture
def found(
    new_page: Callable[..., Page], problems: list[str]
) -> Callable[[str, str, str], list[str]]:
    def found(measure: str, body: str, css: str) -> list[str]:
        page = new_page(viewport=PHONE)
        page.goto("/health/live")
        page.set_content(f"<html lang='de'><title>x</title><body>{body}</body>")
        page.evaluate(STYLE, css)
        page.evaluate(QUESTIONS)
        if measure == "focus":
            page.keyboard.press("Tab")
        lines: list[str] = page.evaluate(f"() => measures.{measure}()")
        return lines

    return found


WAYS = "<a href='#c'>Zum Inhalt</a><main id='c'>"


@pytest.mark.parametrize(
    ("measure", "body", "css", "line"),
    [
        ("sideways", "<p>weit</p>", "p { width: 900px }", "px sideways: <p> weit"),
        ("spaced", "<p>Ein langer Satz</p>", "p { height: 20px; overflow: hidden; width: 5em }",
         "text is cut off: <p> Ein langer Satz"),
        ("spaced", "<p>eins</p><b>zwei</b>", "b { position: absolute; inset: 0 } p { margin: 0 }",
         "texts overlap: "),
        ("small", "<button>x</button>", "button { width: 30px; height: 30px }",
         "30 × 30 px to tap: <button> x"),
        ("small", "<label><input type='checkbox'>x</label>", "", "px to tap: <label> x"),
        ("moving", "<p>x</p>", "p { transition: color .2s }", "moves for 0.2 s: <p> x"),
        ("forced", "<button>x</button>", "button { border: 0 }", "without an edge: <button> x"),
        ("forced", "<p><svg class='icon'><path d='M0 0h9v9z'/></svg>x</p>",
         "path { fill: #eee } html { background: #fff }", "not to be seen: <p> x"),
        ("forced", "<label><input type='radio' name='a' checked>x</label>"
         "<label><input type='radio' name='a'>y</label>", "input { visibility: hidden }",
         "chosen looks like not chosen: <label> x"),
        ("focus", "<a href='#x'>x</a>", "a:focus { outline: none }", "focus cannot be seen: <a> x"),
        ("focus", "<a href='#x'>x</a><i></i>", "i { position: fixed; inset: 0 }",
         "focus is hidden: <a> x"),
        ("bare", f"{WAYS}<h1>x</h1><h3>y</h3>", "", "headings jump to level 3"),
        ("bare", f"{WAYS}<h2>x</h2>", "", "not one main heading"),
        ("bare", "<h1>x</h1>", "", "the first link does not lead to the content"),
        ("bare", f"{WAYS}<h1>x<svg viewBox='0 0 12 12'></svg></h1>", "",
         "a huge drawing: <h1> x"),
        ("dead", f"{WAYS}<h1>x</h1><button>y</button>", "", "it does nothing: <button> y"),
        ("dead", f"{WAYS}<h1>x</h1><form><input></form>", "", "it cannot be sent: <form>"),
    ],
)  # fmt: skip
def test_measure_finds_what_is_broken(found, measure, body, css, line):
    lines = found(measure, body, css)

    assert [line in one for one in lines].count(True) >= 1, lines


def test_measures_find_nothing_on_a_page_that_is_well(found):
    body = f"{WAYS}<h1>Titel</h1><h2>Teil</h2><p>Text <a href='#c'>weiter</a></p></main>"

    css = "html { background: #fff; font-family: sans-serif } :focus-visible { outline: 3px solid }"
    for measure in ("sideways", "spaced", "small", "moving", "forced", "focus", "bare", "dead"):
        assert found(measure, body, css) == [], measure
