"""`make bench`: how long answers take, next to the least that Django can do. It only prints."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path


@contextmanager
def house() -> Iterator[None]:
    """A database of its own with the demo's content."""
    with tempfile.TemporaryDirectory(prefix="kursbuch-bench-") as var:
        os.environ.update(DJANGO_SETTINGS_MODULE="tests.settings", KURSBUCH_VAR=var)
        import django

        django.setup()

        from django.conf import settings
        from django.core.management import call_command

        settings.STATIC_ROOT.mkdir()
        settings.ROOT_URLCONF = "tests.benchmarks.urls"
        call_command("migrate", verbosity=0)
        call_command("demo", verbosity=0)
        yield


def main() -> None:
    with house():
        from tests.benchmarks import measuring

        lines = list(measuring.measure_all())
    print(f"{'':<26}{'answer':>7}{'queries':>9}{'kB':>8}{'median ms':>11}{'slow ms':>9}{'1/s':>7}")
    for line in lines:
        print(
            f"{line.name:<26}{line.status:>7}{line.queries:>9}{line.kilobytes:>8}"
            f"{line.median_ms:>11}{line.slow_ms:>9}{line.per_second:>7}"
        )
    path = Path("var", "bench.json")
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps([asdict(line) for line in lines], indent=2) + "\n", "utf-8")
    print(f"Kept in {path}.")


if __name__ == "__main__":
    main()
