"""`make test`: rules, pages, races, journeys; `make test-postgres`: rules and pages there, too.

`make thorough` asks a lot, such as every address in every role. `make prove` runs the long tests,
all of them.
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests import machine, postgres, steps
from tests.steps import Step

HERE = Path(__file__).parent


def main(part: str) -> int:
    """`part` is what is asked for instead: "--postgres", "--thorough" or "--prove"."""
    both = "-n 2 tests/unit tests/views"
    in_browser = "-n 2 --dist loadfile tests/browser"
    migrate = "manage.py migrate --verbosity 0"

    def tests(
        name: str, paths: str, mark: str = "", env: dict[str, str] | None = None, missing: str = ""
    ) -> Step:
        chosen = {"PYTEST_ADDOPTS": f"-m '{mark}'"} if mark else {}
        arguments = f"-m pytest -q --durations=5 {paths}"
        return Step(name, arguments, chosen | (env or {}), missing, may_be_empty=mark == "prove")

    with ExitStack() as stack:
        url, no_postgres = _or_missing(lambda: stack.enter_context(postgres.server()))
        _, no_browser = _or_missing(machine.chromium)
        var = stack.enter_context(tempfile.TemporaryDirectory(prefix="kursbuch-"))
        empty = {"DJANGO_SETTINGS_MODULE": "tests.settings", "KURSBUCH_VAR": var}
        there = {"DATABASE_URL": url}
        racing = f"-n 2 {_files_marked('postgres')}"
        # What asks for very many pages asks nothing that depends on the database.
        rest = "not prove and not thorough and not postgres"
        thorough = "thorough and not prove"
        parts = {
            "": [
                tests("Rules and pages on SQLite", both),
                tests("Races on PostgreSQL", racing, "postgres and not prove", there, no_postgres),
                Step("Tables from nothing on SQLite", migrate, empty),
                Step("Tables from nothing on PostgreSQL", migrate, empty | there, no_postgres),
                tests("The project itself", "tests/project"),
                tests("Journeys in a browser", in_browser, missing=no_browser),
            ],
            "--postgres": [tests("Rules and pages on PostgreSQL", both, rest, there, no_postgres)],
            "--thorough": [
                tests("Every address in every role, and the demo", both, thorough),
                tests("Every screen", in_browser, thorough, missing=no_browser),
            ],
            "--prove": [
                tests("Rules and pages on SQLite", both, "prove"),
                tests("Races on PostgreSQL", both, "prove", there, no_postgres),
                tests("The project itself", "tests/project", "prove"),
                tests("Journeys in a browser", in_browser, "prove", missing=no_browser),
                Step("Lighthouse and the Nu checker", "-m tests.other_eyes", missing=no_browser),
            ],
        }
        return steps.run(parts[part])


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
    sys.exit(main("".join(sys.argv[1:])))
