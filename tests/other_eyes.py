"""What others say of the pages of the real house: Lighthouse (mobile), and the Nu HTML checker.

Both come from the npm registry, in the versions below. Where that cannot be reached, or Node or
Java are missing, it is said that they did not run.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import django

from tests import machine, steps
from tests.machine import Missing, say
from tests.screens import SCREENS, Screen
from tests.screens.places import Places

LIGHTHOUSE, NU_CHECKER = "lighthouse@13.5.0", "vnu-jar@26.9.27"
CHROME = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update"
)
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}
JUDGED = ("/", "/termine/", "/module/grenzen-und-selbstfuersorge/", "/kurse/{cohort}/")
TRIES = 3  # speed is measured, and the machine may be busy with something else


def npx(*command: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["npx", "--yes", *command],
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=600,
    )


def ensure(package: str, program: str) -> None:
    """Raises Missing where it cannot be had."""
    for needed in ("npx", "java") if program == "vnu" else ("npx",):
        if not shutil.which(needed):
            raise Missing(f"no {needed} found")
    if npx("--package", package, "--", program, "--version").returncode:
        raise Missing(f"{package} cannot be fetched")


def lighthouse(url: str, paths: dict[str, str], folder: Path) -> list[str]:
    """The scores that are too low. Raises Missing."""
    ensure(LIGHTHOUSE, "lighthouse")
    found = []
    for path in JUDGED:
        address = url + path.format(**paths)
        for _ in range(TRIES):
            scores = _scores(address, folder / "lighthouse.json")
            low = {name: score for name, score in scores.items() if score < LEAST[name]}
            if set(low) - {"performance"} or not low:
                break
        say(f"  {path} {scores}")
        found += [f"{path}: {name} {score}" for name, score in low.items()]
    return found


def _scores(address: str, report: Path) -> dict[str, int]:
    ran = npx(
        "--package", LIGHTHOUSE, "--", "lighthouse", address, "--quiet", "--output=json",
        f"--output-path={report}", f"--chrome-flags={CHROME}",
        f"--only-categories={','.join(LEAST)}",
        env={"CHROME_PATH": machine.chromium()},
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    categories = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * categories[name]["score"]) for name in LEAST}


def nu_checker(pages: Path) -> list[str]:
    """Errors in the pages of that folder. Raises Missing."""
    ensure(NU_CHECKER, "vnu")
    ran = npx(
        "--package", NU_CHECKER, "--", "vnu", "--errors-only", "--format", "gnu",
        *map(str, sorted(pages.glob("*.html"))),
    )  # fmt: skip
    said = [line for line in (ran.stdout + ran.stderr).splitlines() if f"{pages}/" in line]
    if ran.returncode and not said:
        raise RuntimeError(ran.stderr)
    return [line.partition(f"{pages}/")[2] for line in said]


def fetch(url: str, places: Places, folder: Path) -> None:
    """Every screen that a GET opens, in German and in Arabic, as a file."""
    for language in ("de", "ar"):
        for number, screen in enumerate(_opened()):
            path = urllib.parse.quote(screen.path_in(language, places.paths), safe="/?=&%")
            request = urllib.request.Request(url + path)  # noqa: S310
            if screen.role:
                request.add_header("Cookie", f"sessionid={places.sign_ins[screen.role]}")
            try:
                text = urllib.request.urlopen(request, timeout=30).read()  # noqa: S310
            except urllib.error.HTTPError as answer:  # a page about what is not there
                text = answer.read()
            name = "".join(one if one.isalnum() else "-" for one in screen.name)[:50]
            (folder / f"{language}-{number:02}-{name}.html").write_bytes(text)


def _opened() -> Iterator[Screen]:
    return (one for one in SCREENS if one.is_framed and not one.sends and one.address != "429")


def main() -> int:
    from tests.browser.served import serve

    found, missing = [], []
    with tempfile.TemporaryDirectory(prefix="kursbuch-") as name:
        folder = Path(name)
        with serve(folder / "var") as house:
            places = house.places()
            (folder / "pages").mkdir()
            fetch(house.url, places, folder / "pages")
            for title, ask in (
                ("Nu HTML checker", lambda: nu_checker(folder / "pages")),
                ("Lighthouse", lambda: lighthouse(house.url, places.paths, folder)),
            ):
                say(title)
                try:
                    found += ask()
                except Missing as reason:
                    missing.append(f"{title} not run: {reason}")
    for line in [*found, *missing]:
        say(f"  {line}")
    return 1 if found else steps.NOT_RUN if missing else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    sys.exit(main())
