"""The harness: nothing leaks, nothing reaches the outside, nothing goes wrong silently."""

import gc
import logging
import socket
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.management.commands.prepare import compile_translations
from home.models import HomePage
from tests.factories.home import make_home_page

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(50_000, 20, 20)  # the collector took an eighth of the time
    if not hasattr(config, "workerinput"):  # once, not in each process of a parallel run
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it
        compile_translations()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need PostgreSQL are left out, and counted as such, on another database."""
    if connection.vendor == "postgresql":
        return
    needing = [item for item in items if item.get_closest_marker("postgres")]
    if needing:
        config.hook.pytest_deselected(items=needing)
        items[:] = [item for item in items if item not in needing]


def pytest_collection_finish() -> None:
    """What is there by now stays until the end: the collector need not look through it again."""
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Wagtail's root, locale, site and our start page are there once for all tests.

    They would come with the migrations. A test that empties the tables asks for `home_page` anew.
    """
    with django_db_blocker.unblock():
        make_search_index()
        make_home_page()


def make_search_index() -> None:
    """SQLite's full text comes with a migration of Wagtail, by SQL that no model knows."""
    if connection.vendor != "sqlite":
        return
    migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
        for operation in migration.operations:
            for step in getattr(operation, "database_operations", []):
                cursor.execute(step.sql)


@pytest.fixture(autouse=True, scope="session")
def network_closed() -> Iterator[None]:
    """Only this machine can be reached; anything else fails as it would for a visitor offline."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            self.close()
            pytest.fail(f"A test tried to reach {address}.")
        return connect(self, address)

    socket.socket.connect = connect_here
    yield
    socket.socket.connect = connect


@pytest.fixture(autouse=True)
def no_errors_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """An error in the log fails the test, unless it is marked with `logs_errors`."""
    records: list[logging.LogRecord] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = records.append
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if not request.node.get_closest_marker("logs_errors"):
        assert [record.getMessage() for record in records] == []


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Counters, Wagtail's addresses and uploaded files stay with the test that made them."""
    cache.clear()
    remove_files("")


@pytest.fixture(autouse=True)
def nothing_indexed(request: pytest.FixtureRequest, settings: Any) -> Iterator[None]:
    """Wagtail's lists of uses and of words cost half the time of a test that publishes a page.

    They are kept up only for tests that are about them, marked with `indexed`.
    """
    if request.node.get_closest_marker("indexed"):
        yield
        return
    backends = {"default": {**settings.WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}}
    settings.WAGTAILSEARCH_BACKENDS = backends
    with disable_reference_index_auto_update():
        yield


def remove_files(folder: str) -> None:
    folders, files = default_storage.listdir(folder)
    for name in files:
        default_storage.delete(f"{folder}{name}")
    for name in folders:
        remove_files(f"{folder}{name}/")


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    """Each test begins in German, whatever language the request of another one left behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def home_page(db: None) -> HomePage:
    """The German start page under a site, which is all that Wagtail's addresses need."""
    return make_home_page()
