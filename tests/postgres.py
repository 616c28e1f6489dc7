"""A PostgreSQL server to throw away.

    python -m tests.postgres python -m pytest tests/unit

runs the command with DATABASE_URL pointing at a fresh server, which is gone afterwards.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import machine

# Nothing survives anyway, so nothing has to reach the disk. Two runs beside each other race with
# forty people each.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


@contextmanager
def server() -> Iterator[str]:
    """Its address. PostgreSQL refuses to run as root, so root becomes the user `postgres`."""
    programs = machine.postgres_programs()
    folder = Path(tempfile.mkdtemp(prefix="kursbuch-postgres-"))
    account = _account_for(folder)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]

    def call(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(programs / program), "-D", str(folder / "data"), *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **account,
        )
        if done.returncode:
            raise machine.Missing(f"PostgreSQL did not start: {done.stdout.strip()}")

    try:
        call("initdb", "-U", "kursbuch", "--auth=trust", "--encoding=UTF8", "--no-sync")
        address = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p {port}"
        log = str(folder / "log")
        call("pg_ctl", "--wait", "--log", log, "-o", f"{address} {FAST}", "start")
        try:
            yield f"postgres://kursbuch@127.0.0.1:{port}/postgres"
        finally:
            call("pg_ctl", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _account_for(folder: Path) -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        raise machine.Missing("PostgreSQL refuses root, and there is no user postgres") from None
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


if __name__ == "__main__":
    try:
        with server() as url:
            sys.exit(
                subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}).returncode
            )
    except machine.Missing as missing:
        sys.exit(f"not run: {missing}")
