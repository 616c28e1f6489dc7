"""Who races."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.racing import Race, racers


@pytest.fixture(scope="session")
def race(django_db_setup: None) -> Iterator[Race]:
    """The same processes for all races: to start them takes longer than most races."""
    with racers(connection.settings_dict["NAME"]) as ready:
        yield ready
