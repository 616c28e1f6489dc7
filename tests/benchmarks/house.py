"""The house that is measured: its database, its content, its web server."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from home import bootstrap
from tests import machine, postgres

PATIENCE = 60  # seconds until the first answer


@dataclass(frozen=True)
class House:
    port: int
    env: dict[str, str]
    database: str

    def manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=bootstrap.ROOT, env=self.env, check=True
        )

    def inside(self, question: str, given: object = None) -> Any:
        """Ask a process that knows the house from inside (see `inside`)."""
        return self.ask("inside", question, given=given)

    def ask(self, module: str, *arguments: str, given: object = None) -> Any:
        """Run a module of this package in a process of its own; JSON goes in and comes out."""
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments],
            cwd=bootstrap.ROOT,
            env={**self.env, "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings"},
            input=json.dumps(given),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)


@contextmanager
def house() -> Iterator[House]:
    """PostgreSQL where there is one, else SQLite, which is said. Gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="kursbuch-bench-") as var:
        try:
            machine.postgres_programs()
        except machine.Missing as missing:
            machine.say(f"No PostgreSQL ({missing}): measured on SQLite, which is not the same.")
            yield _house(var, None)
            return
        with postgres.server() as url:
            yield _house(var, url)


def _house(var: str, url: str | None) -> House:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    env = bootstrap.surroundings(port=port, debug=False)
    env |= {"KURSBUCH_VAR": var, "SITE_URL": f"http://127.0.0.1:{port}"}
    if url:
        env["DATABASE_URL"] = url
    return House(port, env, "PostgreSQL" if url else "SQLite")


@contextmanager
def served(house: House) -> Iterator["subprocess.Popen[bytes]"]:
    """The web server of `make run`, with its settings, worker and threads."""
    command = bootstrap.GUNICORN.split()
    server = subprocess.Popen(
        [sys.executable, *command, "--bind", f"127.0.0.1:{house.port}"],
        cwd=bootstrap.ROOT,
        env={**house.env, "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings"},
    )
    try:
        until = time.monotonic() + PATIENCE
        while not bootstrap.answers(house.env["SITE_URL"]):
            if server.poll() is not None or time.monotonic() > until:
                raise SystemExit("The web server did not open.")
            time.sleep(0.2)
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def peak_memory(server: "subprocess.Popen[bytes]") -> int | None:
    """The most memory that a worker ever held, in megabytes; None where Linux does not tell."""
    try:
        tasks = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text("ascii").split()
        return max(_peak(int(pid)) for pid in tasks)
    except (OSError, ValueError):
        return None


def _peak(pid: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(found[1]) // 1024 if found else 0


def memory_of_machine() -> int:
    """In gigabytes."""
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3)
