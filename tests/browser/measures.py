"""All measures on a page that is opened once: turned dark, made narrow, spaced, without styles."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.accessibility import findings
from tests.screens import Screen

QUESTIONS = Path(__file__).with_name("measures.js").read_text("utf-8")
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 640}
SMALL = {"width": 320, "height": 640}  # a desk of 1280 px at 400 %
SEND = """fields => {
  const has = form => Object.keys(fields).every(name => form.elements[name])
  const form = [...document.forms].find(has)
  for (const [name, value] of Object.entries(fields)) {
    const control = form.elements[name]
    if (control.type === "checkbox") control.checked = true
    else control.value = value
  }
  HTMLFormElement.prototype.submit.call(form)
}"""


def open_screen(page: Page, screen: Screen, path: str) -> int:
    """The status of the answer. Where the screen has a form, that is filled in and sent."""
    answer = page.goto(path)
    if screen.sends:
        with page.expect_navigation() as navigation:
            page.evaluate(SEND, screen.sends)
        answer = navigation.value
    return answer.status if answer else 0


def measured(page: Page, *, dark: bool = True, framed: bool = True) -> list[str]:
    """What is wrong with the page that is open, in words.

    Without our frame, as in Wagtail's admin, only the rules of axe and the width are ours to keep.
    """
    page.evaluate(QUESTIONS)
    return [f"{where}: {line}" for where, line in _found(page, dark=dark, framed=framed)]


def _found(page: Page, *, dark: bool, framed: bool) -> Iterator[tuple[str, str]]:
    def asked(*names: str) -> Iterator[str]:
        for name in names:
            yield from page.evaluate(f"() => measures.{name}()")

    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.emulate_media(reduced_motion="reduce")  # colours change at once
    yield from (("light", line) for line in findings(page))
    if framed:
        yield from (("desk", line) for line in asked("spaced", "bare"))
        page.emulate_media(forced_colors="active")
        yield from (("settings of the system", line) for line in asked("forced", "moving"))
        page.emulate_media(forced_colors="none")

    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    if framed:
        yield from (("phone", line) for line in asked("small", "focus"))
    if dark:
        page.emulate_media(color_scheme="dark")
        yield from (("dark phone", line) for line in findings(page))
    if dark and framed:
        page.emulate_media(color_scheme="dark", forced_colors="active")
        yield from (("dark settings of the system", line) for line in asked("forced"))
        page.emulate_media(color_scheme="dark", forced_colors="none")

    page.set_viewport_size(SMALL if framed else PHONE)  # type: ignore[arg-type]
    yield from (("small", line) for line in asked("sideways"))
    if framed:
        yield from (("small", line) for line in asked("spaced"))


def without_script(page: Page) -> list[str]:
    """What needs a script on a page that was opened without any."""
    page.evaluate(QUESTIONS)
    found: list[str] = page.evaluate("() => measures.dead()")
    return found
