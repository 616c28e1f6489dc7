"""A real browser that forgives nothing: no error in its console, no request to another host."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from home.models import HomePage
from tests import machine
from tests.browser.served import Served, serve
from tests.browser.watching import watch
from tests.screens.places import Places

# Playwright runs a loop in this thread; Django would take our own calls for asynchronous ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update"
)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite on disk, as in life: a browser asks for several things at once."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = tmp_path_factory.mktemp("db") / "test.sqlite3"


@pytest.fixture(scope="session", autouse=True)
def fonts() -> None:
    """In a process of its own: the font library leaves files open, which is an error here."""
    command = [sys.executable, "manage.py", "build_fonts"]
    with (settings.VAR_DIR / "fonts.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests may run in two processes
        subprocess.run(command, cwd=settings.BASE_DIR, check=True)


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


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, fonts: None) -> Iterator[Served]:
    """The very server of `make run`, with its demo. It stops cleanly, or the test fails.

    One for all who need it: what a journey leaves behind, the others find.
    """
    folder: Path = tmp_path_factory.mktemp("a house") / "var"
    with serve(folder) as house:
        yield house


@pytest.fixture(scope="session")
def places(served: Served) -> Places:
    """What the paths of the screens need from that house."""
    return served.places()
