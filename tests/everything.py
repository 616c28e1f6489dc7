"""`make test`: rules, pages, races, journeys; `make test-postgres`: rules and pages there, too.

`make prove` runs the long tests instead, all of them.
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests import machine, postgres, steps
from tests.steps import Step

HERE = Path(__file__).parent


def main(*, prove: bool, all_on_postgres: bool) -> int:
    both = "-n 2 tests/unit tests/views"
    journeys = "-n 2 --dist loadfile tests/browser"
    migrate = "manage.py migrate --verbosity 0"
    chosen = "-m prove " if prove else ""

    def tests(name: str, paths: str, env: dict[str, str] | None = None, missing: str = "") -> Step:
        return Step(name, f"-m pytest -q --durations=5 {chosen}{paths}", env or {}, missing, prove)

    with ExitStack() as stack:
        url, no_postgres = _or_missing(lambda: stack.enter_context(postgres.server()))
        _, no_browser = _or_missing(machine.chromium)
        var = stack.enter_context(tempfile.TemporaryDirectory(prefix="kursbuch-"))
        empty = {"DJANGO_SETTINGS_MODULE": "tests.settings", "KURSBUCH_VAR": var}
        on_postgres = {"DATABASE_URL": url}
        if all_on_postgres:
            # What opens every screen in every role asks nothing that depends on the database.
            rest = {"PYTEST_ADDOPTS": "-m 'not prove and not thorough and not postgres'"}
            name = "Rules and pages on PostgreSQL"
            return steps.run([tests(name, both, on_postgres | rest, no_postgres)])
        races = {} if prove else {"PYTEST_ADDOPTS": "-m 'postgres and not prove'"}
        racing = both if prove else f"-n 2 {_files_marked('postgres')}"
        tables = [
            Step("Tables from nothing on SQLite", migrate, empty),
            Step("Tables from nothing on PostgreSQL", migrate, empty | on_postgres, no_postgres),
        ]
        others = Step("Lighthouse and the Nu checker", "-m tests.other_eyes", missing=no_browser)
        return steps.run(
            [
                tests("Rules and pages on SQLite", both),
                tests("Races on PostgreSQL", racing, on_postgres | races, no_postgres),
                *([] if prove else tables),
                tests("The project itself", "tests/project"),
                tests("Journeys in a browser", journeys, missing=no_browser),
                *([others] if prove else []),
            ]
        )


def _files_marked(mark: str) -> str:
    """Reading two hundred files of tests for the sake of fifteen takes as long as many races."""
    files = sorted(path for room in ("unit", "views") for path in (HERE / room).rglob("test_*.py"))
    return " ".join(str(path) for path in files if f"mark.{mark}" in path.read_text("utf-8"))


def _or_missing(find: Callable[[], str]) -> tuple[str, str]:
    """What was found, and why not."""
    try:
        return find(), ""
    except machine.Missing as missing:
        return "", str(missing)


if __name__ == "__main__":
    sys.exit(main(prove="--prove" in sys.argv, all_on_postgres="--postgres" in sys.argv))
