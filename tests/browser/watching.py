"""What goes wrong on a page while a test is busy with something else."""

from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from playwright.sync_api import ConsoleMessage, Page, Request

PROBLEMS: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()


def watch(page: Page, base_url: str, problems: list[str]) -> None:
    """A breach of the Content-Security-Policy is an error in the console, too."""

    def heard(message: ConsoleMessage) -> None:
        place = message.location["url"] or page.url
        if message.type == "error" and not place.endswith("/favicon.ico"):
            problems.append(f"console: {message.text} ({place})")

    def asked(request: Request) -> None:
        if not request.url.startswith((base_url, "data:", "blob:", "about:")):
            problems.append(f"another host: {request.url} ({page.url})")

    page.on("console", heard)
    page.on("request", asked)
    page.on("pageerror", lambda error: problems.append(f"script: {error} ({page.url})"))
    PROBLEMS[page] = problems


@contextmanager
def deaf_to(page: Page) -> Iterator[None]:
    """For what the test itself does to the page: axe writes styles that the policy refuses."""
    problems = PROBLEMS.get(page, [])
    before = [*problems]
    yield
    problems[:] = before
