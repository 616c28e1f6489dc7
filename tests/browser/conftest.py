"""A real browser that forgives nothing: no error in its console, no request to another host."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from home.models import HomePage
from tests import machine
from tests.browser.served import Served, serve

# Playwright runs a loop in this thread; Django would take our own calls for asynchronous ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def base_url(live_server: LiveServer, home_page: HomePage) -> str:
    """Where the pages come from: a server in this process, on the database of the test.

    A journey through the real house says so instead: `def base_url(served): return served.url`.
    """
    return live_server.url


@pytest.fixture
def problems() -> list[str]:
    """What went wrong in the browser so far. A test that means it to go wrong clears the list."""
    return []


@pytest.fixture
def new_page(browser: Browser, base_url: str, problems: list[str]) -> Iterator[Callable[..., Page]]:
    """Makes a page of its own person: `new_page(locale="en", java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def new_page(**options: object) -> Page:
        wishes = {"locale": "de-DE", "timezone_id": "Europe/Berlin", "base_url": base_url}
        contexts.append(browser.new_context(**(wishes | options)))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        watch(page, base_url, problems)
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


def watch(page: Page, base_url: str, problems: list[str]) -> None:
    """A breach of the Content-Security-Policy is an error in the console, too."""

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            problems.append(f"console: {message.text} ({page.url})")

    def asked(request: Request) -> None:
        if not request.url.startswith((base_url, "data:", "blob:", "about:")):
            problems.append(f"another host: {request.url} ({page.url})")

    page.on("console", heard)
    page.on("request", asked)
    page.on("pageerror", lambda error: problems.append(f"script: {error} ({page.url})"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The very server of `make run`, with its demo. It stops cleanly, or the test fails."""
    folder: Path = tmp_path_factory.mktemp("a house") / "var"
    with serve(folder) as house:
        yield house
