"""What a newcomer gets from `make run`: the same program, in a house of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests.screens.places import Places

PATIENCE = 300  # seconds until the first answer, demo content included


@dataclass(frozen=True)
class Served:
    url: str
    var: Path  # its database, its mails

    def places(self) -> Places:
        """Addresses that only the house itself knows. Asked for once: some are made by asking."""
        told = subprocess.run(
            [sys.executable, "-m", "tests.screens.places"],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "home.settings",
                "DEMO": "1",
                "DEBUG": "0",
                "KURSBUCH_VAR": str(self.var),
                "SECRET_KEY": (self.var / "secret-key").read_text("ascii").strip(),
                "SITE_URL": self.url,
            },
            check=True,
            capture_output=True,
            text=True,
        )
        return Places(**json.loads(told.stdout))

    def mails(self) -> list[str]:
        """The raw mails so far, oldest first."""
        return [path.read_text("utf-8") for path in sorted((self.var / "post").glob("*"))]


@contextmanager
def serve(var: Path) -> Iterator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    house = Served(f"http://127.0.0.1:{port}", var)
    var.mkdir(parents=True)
    # Cutting the fonts takes half of the time; they are the same in every house.
    if (settings.VAR_DIR / "fonts").exists():
        shutil.copytree(settings.VAR_DIR / "fonts", var / "fonts")
    log = (var / "log").open("w")
    env = {**os.environ, "KURSBUCH_VAR": str(var), "PORT": str(port)}
    for ours in ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "DATABASE_URL"):
        env.pop(ours, None)
    process = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "home" / "bootstrap.py", "run", "--here"],
        env=env,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(house, process)
        yield house
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(30)
        log.close()
    assert code == 0, (var / "log").read_text()


def wait_for(house: Served, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(house.url + "/health/ready", timeout=5).close()  # noqa: S310
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    raise AssertionError(f"The house did not open.\n{(house.var / 'log').read_text()}")
