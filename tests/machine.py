"""What tests need from the machine and Python cannot bring: PostgreSQL and a browser.

Where they are missing, and we may (root on Debian), they are installed; what is done is said.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Missing(Exception):
    """Nothing is broken: a part of the tests cannot run here."""


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def chromium() -> str:
    return _found(
        lambda: next(filter(None, map(shutil.which, BROWSERS)), None),
        package="chromium",
        reason="no Chromium found",
    )


def postgres_programs() -> Path:
    """The folder with initdb and pg_ctl, of the newest version."""
    return Path(_found(_newest_postgres, package="postgresql", reason="no PostgreSQL server found"))


def _newest_postgres() -> str | None:
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    initdb = versions[-1] if versions else shutil.which("initdb")
    return str(Path(initdb).resolve().parent) if initdb else None


def _found(find: Callable[[], str | None], *, package: str, reason: str) -> str:
    if not find() and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(package)
    if place := find():
        return place
    raise Missing(reason)


def _install(package: str) -> None:
    say(f"Installing {package} with apt-get ...")
    apt_get = ["apt-get", "-y", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt_get, "update"], env=env, stdout=subprocess.DEVNULL)
    subprocess.run(
        [*apt_get, "install", "--no-install-recommends", package],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
