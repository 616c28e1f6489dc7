"""`make test`: all tests, on both databases and in a browser; `make prove`: the long ones."""

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack

from tests import machine, postgres, steps
from tests.steps import Step


def main(*, prove: bool) -> int:
    pytest = "-m pytest -q --durations=5"
    if prove:
        pytest += " -m prove"
    quick = pytest + " -n 2 tests/unit tests/views"
    tables = "manage.py migrate --verbosity 0"
    with ExitStack() as stack:
        url, no_postgres = _or_missing(lambda: stack.enter_context(postgres.server()))
        _, no_browser = _or_missing(machine.chromium)
        var = stack.enter_context(tempfile.TemporaryDirectory(prefix="kursbuch-"))
        on_sqlite = {"DJANGO_SETTINGS_MODULE": "tests.settings", "KURSBUCH_VAR": var}
        on_postgres = {**on_sqlite, "DATABASE_URL": url}
        return steps.run(
            [
                Step("Rules and pages on SQLite", quick),
                Step("Rules and pages on PostgreSQL", quick, on_postgres, no_postgres),
                Step("Tables from nothing on SQLite", tables, on_sqlite),
                Step("Tables from nothing on PostgreSQL", tables, on_postgres, no_postgres),
                Step("The project itself", pytest + " tests/project"),
                Step("Journeys in a browser", pytest + " tests/browser", missing=no_browser),
            ]
        )


def _or_missing(find: Callable[[], str]) -> tuple[str, str]:
    """What was found, and why not."""
    try:
        return find(), ""
    except machine.Missing as missing:
        return "", str(missing)


if __name__ == "__main__":
    sys.exit(main(prove="--prove" in sys.argv))
