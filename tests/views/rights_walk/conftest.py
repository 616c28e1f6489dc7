"""One world for the whole walk: built once, and put back after each person who walked in it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from pytest_django import DjangoDbBlocker

from home import urls
from tests.factories.cohorts import NOW
from tests.factories.home import make_home_page
from tests.views.rights_walk import building
from tests.views.rights_walk.walking import Walker
from tests.views.rights_walk.world import World


@pytest.fixture(autouse=True)
def undefined_variables_fail() -> None:
    """Other tests look for undefined variables; here they are the usual nothing."""


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Building takes as long as thirty answers. Nothing of it is left for other tests."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOW, tick=False),
        transaction.atomic(),
    ):
        make_home_page()
        yield building.build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None) -> Iterator[World]:
    with time_machine.travel(NOW, tick=False):
        yield built


@pytest.fixture
def walker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Walker:
    """Errors break the request, so that the walk can say which; a refusal says its words only.

    The pages for refusals are the same for everybody and have tests of their own.
    """
    settings.DEBUG_PROPAGATE_EXCEPTIONS = True
    for status in (403, 404):
        monkeypatch.setattr(urls, f"handler{status}", _short(status), raising=False)
    return Walker()


def _short(status: int) -> Callable[..., HttpResponse]:
    return lambda request, exception: HttpResponse(str(exception), status=status)
