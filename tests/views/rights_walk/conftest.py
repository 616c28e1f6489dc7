"""One world for the whole walk: built once, and put back after each person who walked in it."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

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
def walker(settings: Any) -> Walker:
    """Errors break the request here, so that the walk can say which."""
    settings.DEBUG_PROPAGATE_EXCEPTIONS = True
    return Walker()
