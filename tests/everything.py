"""`make test`: all tests on both databases and in a browser. With --prove the long ones too."""

import sys
from collections.abc import Callable
from contextlib import ExitStack

from tests import machine, postgres, steps
from tests.steps import Step


def main(*, prove: bool) -> int:
    chosen = " -m prove" if prove else ""
    pytest = "-m pytest -q --durations=5 "
    with ExitStack() as stack:
        url, no_postgres = _or_missing(lambda: stack.enter_context(postgres.server()))
        _, no_browser = _or_missing(machine.chromium)
        on_postgres = {"env": {"DATABASE_URL": url}, "missing": no_postgres}
        both = "-n 2 tests/unit tests/views" + chosen
        return steps.run(
            [
                Step("SQLite", pytest + both),
                Step("PostgreSQL", pytest + both, **on_postgres),
                Step("Tables from nothing", pytest + "--migrations tests/migrations", **on_postgres),
                Step("Browser", pytest + "tests/browser" + chosen, missing=no_browser),
                Step("The project itself", pytest + "tests/project" + chosen),
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
