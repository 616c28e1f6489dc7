"""`make test`: rules, pages, races, journeys; `make test-postgres`: rules and pages there, too.

`make walks` opens every address in every role. `make prove` runs the long tests, all of them.
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
    """`part` is what is asked for instead of `make test`: "--postgres", "--walks" or "--prove"."""
    both = "-n 2 tests/unit tests/views"
    in_browser = "-n 2 --dist loadfile tests/browser"
    migrate = "manage.py migrate --verbosity 0"
    prove = part == "--prove"

    def tests(
        name: str, paths: str, env: dict[str, str] | None = None, missing: str = "", mark: str = ""
    ) -> Step:
        chosen = f"-m {mark} " if mark else ""
        arguments = f"-m pytest -q --durations=5 {chosen}{paths}"
        return Step(name, arguments, env or {}, missing, may_be_empty=prove)

    with ExitStack() as stack:
        url, no_postgres = _or_missing(lambda: stack.enter_context(postgres.server()))
        _, no_browser = _or_missing(machine.chromium)
        var = stack.enter_context(tempfile.TemporaryDirectory(prefix="kursbuch-"))
        empty = {"DJANGO_SETTINGS_MODULE": "tests.settings", "KURSBUCH_VAR": var}
        on_postgres = {"DATABASE_URL": url}
        # What opens every screen in every role asks nothing that depends on the database.
        but_walks = {
            "PYTEST_ADDOPTS": "-m 'not prove and not walk and not thorough and not postgres'"
        }
        races = {"PYTEST_ADDOPTS": "-m 'postgres and not prove'"}
        parts = {
            "": [
                tests("Rules and pages on SQLite", both),
                tests(
                    "Races on PostgreSQL",
                    f"-n 2 {_files_marked('postgres')}",
                    on_postgres | races,
                    no_postgres,
                ),
                Step("Tables from nothing on SQLite", migrate, empty),
                Step(
                    "Tables from nothing on PostgreSQL", migrate, empty | on_postgres, no_postgres
                ),
                tests("The project itself", "tests/project"),
                tests("Journeys in a browser", in_browser, missing=no_browser),
            ],
            "--postgres": [
                tests("Rules and pages on PostgreSQL", both, on_postgres | but_walks, no_postgres)
            ],
            "--walks": [
                tests("Every address in every role", both, mark="walk"),
                tests("Every screen in a browser", in_browser, missing=no_browser, mark="walk"),
            ],
            "--prove": [
                tests("Rules and pages on SQLite", both, mark="prove"),
                tests("Races on PostgreSQL", both, on_postgres, no_postgres, mark="prove"),
                tests("The project itself", "tests/project", mark="prove"),
                tests("Journeys in a browser", in_browser, missing=no_browser, mark="prove"),
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
