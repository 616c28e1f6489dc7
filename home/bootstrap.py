"""From a bare checkout to an open house. Standard library only: it runs before anything is there.

    python3 home/bootstrap.py install   the environment in .venv with all tools
    python3 home/bootstrap.py run       the demo: install, prepare, serve, send messages
    python3 home/bootstrap.py dev       the same with DEBUG and automatic reload

With --here the Python that runs this file is used instead of .venv, and nothing is installed.
"""

from __future__ import annotations  # an older Python must be able to read this to be told so

import contextlib
import hashlib
import http.client
import io
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Command = Sequence[str | Path]
    Child = subprocess.Popen[bytes]

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"  # the Python version, then one digest per requirement file that is in
VAR = Path(os.environ.get("KURSBUCH_VAR") or ROOT / "var").resolve()
VERSION = "{}.{}".format(*sys.version_info[:2])
PIP = "-m pip install --require-hashes --retries 3 --progress-bar off"
GUNICORN = (
    "-m gunicorn home.wsgi --workers 1 --worker-class gthread --threads 4 --log-level warning"
)
WORKER_PAUSE = 3  # seconds before a worker that died is started again


class Hitch(Exception):
    """No fault of ours; its one line tells what to do."""


class Closing(BaseException):
    """Ctrl-C, or asked to stop. No Exception, so that nothing on the way swallows it."""


def say(text: str) -> None:
    print(text, flush=True)


# --- The environment --------------------------------------------------------------------------


def install(requirements: str) -> None:
    """Bring a requirement file into .venv. Without a network this works when it is in already."""
    stamp = STAMP.read_text("ascii").split() if VENV_PYTHON.exists() and STAMP.exists() else []
    if VERSION in stamp and digest(requirements) in stamp:
        return
    started = time.monotonic()
    if VERSION not in stamp:
        make_venv()
    fetch(ROOT / requirements)
    # requirements-dev.txt contains all of requirements.txt
    stamp = [VERSION, digest("requirements.txt"), digest(requirements)]
    STAMP.write_text("\n".join(stamp) + "\n", "ascii")
    say(f"Installed after {time.monotonic() - started:.0f} s.")


def digest(requirements: str) -> str:
    return hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()


def make_venv() -> None:
    if not can_make_venvs():
        install_venv_package()
    say("Making the environment .venv ...")
    made = run(sys.executable, "-m", "venv", "--clear", VENV)
    if made.returncode:
        raise Hitch(f"The environment .venv could not be made: {last_line(made.stdout)}")
    STAMP.write_text(VERSION + "\n", "ascii")


def can_make_venvs() -> bool:
    return run(sys.executable, "-m", "ensurepip", "--version").returncode == 0


def install_venv_package() -> None:
    package = f"python{VERSION}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Python cannot make environments here; installing {package} with apt-get ...")
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        apt_get = ("apt-get", "-y", "-o", "DPkg::Lock::Timeout=300")
        run(*apt_get, "update")
        run(*apt_get, "install", "--no-install-recommends", package)
    if not can_make_venvs():
        raise Hitch(f"Python cannot make environments here. Try: sudo apt install {package}")


def fetch(requirements: Path) -> None:
    total = requirements.read_text("utf-8").count("==")
    say(f"Installing {total} packages; this needs a network, once, and about a minute ...")
    pip = subprocess.Popen(
        [VENV_PYTHON, *PIP.split(), "-r", requirements],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines, collected = [], 0
    for line in pip.stdout or ():
        lines.append(line)
        collected += line.startswith("Collecting")
        if line.startswith("Collecting") and collected % 20 == 0:
            say(f"  {collected} of {total}")
        if line.startswith("Installing collected"):
            say("  all fetched, unpacking")
    log = VENV / "pip.log"
    log.write_text("".join(lines), "utf-8")
    if pip.wait():
        reason = last_line("".join(line for line in lines if line.startswith("ERROR")))
        raise Hitch(f"The packages could not be fetched; is there a network? {reason} (see {log})")


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1] if text.strip() else ""


# --- The house --------------------------------------------------------------------------------


def chosen_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise Hitch(f"PORT={text} is no port. Choose a number up to 65535: make run PORT=8001")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            taken = f"Port {port} cannot be used ({error.strerror}). "
            raise Hitch(taken + f"Choose another: make run PORT={port + 1}") from error
    return port


def surroundings(*, port: int, debug: bool) -> dict[str, str]:
    """What the demo finds in the environment: its own database, never one of another project."""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {
        **env,
        "DJANGO_SETTINGS_MODULE": "home.settings",
        "DEMO": "1",
        "DEBUG": "1" if debug else "0",
        "KURSBUCH_VAR": str(VAR),
        "PYTHONUNBUFFERED": "1",
        "SECRET_KEY": secret_key(),
        "SITE_URL": f"http://127.0.0.1:{port}",
    }


def secret_key() -> str:
    """Made once for this house, readable for its owner only."""
    VAR.mkdir(parents=True, exist_ok=True)
    path = VAR / "secret-key"
    if not path.exists():
        path.touch(0o600)
        path.write_text(secrets.token_urlsafe(50) + "\n", "ascii")
    return path.read_text("ascii").strip()


def serve(server: Command, worker: Command, *, env: dict[str, str]) -> int:
    """Both run until the server ends or somebody stops us; a worker that dies is started again."""
    children: list[Child] = []
    try:
        web = start(server, env, children)
        mail = start(worker, env, children)
        announced = False
        while web.poll() is None:
            time.sleep(0.2)
            if not announced and answers(env["SITE_URL"]):
                announced = True
                say(f"Kursbuch is open: {env['SITE_URL']} (Ctrl-C closes it)")
            if mail.poll() is not None:
                say(f"The message worker ended ({mail.returncode}); it is started again.")
                time.sleep(WORKER_PAUSE)
                mail = start(worker, env, children)
        say(f"The web server ended ({web.returncode}).")
        return web.returncode or 1  # nobody asked it to
    except Closing:
        say("Closing ...")
        return 0
    finally:
        listen_for_closing(signal.SIG_IGN)
        for child in children:
            end(child)


def start(command: Command, env: dict[str, str], children: list[Child]) -> Child:
    """In a session of its own: Ctrl-C reaches us alone, and we close the children in order."""
    child = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
    children.append(child)
    return child


def end(child: Child) -> None:
    for sign, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
        if child.poll() is None:
            os.killpg(child.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(patience)


def answers(url: str) -> bool:
    connection = http.client.HTTPConnection(url.split("//")[1], timeout=5)
    try:
        connection.request("GET", "/health/live")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


# --- What can be asked for --------------------------------------------------------------------


def main(command: str, *, here: bool) -> int:
    if sys.version_info < (3, 11):
        raise Hitch(
            f"Kursbuch needs Python 3.11 or newer, this is {VERSION}. "
            "Name another one: make run PYTHON=python3.12"
        )
    if command == "install":
        install("requirements-dev.txt")
        return 0
    port = chosen_port()
    if not here:
        install("requirements.txt")
    python = sys.executable if here else VENV_PYTHON
    env = surroundings(port=port, debug=command == "dev")
    if subprocess.run([python, "manage.py", "prepare"], cwd=ROOT, env=env).returncode:
        raise Hitch("The house could not be prepared; the reason stands above.")
    address = f"127.0.0.1:{port}"
    servers = {
        "run": [python, *GUNICORN.split(), "--bind", address],
        "dev": [python, "manage.py", "runserver", address],
    }
    return serve(servers[command], [python, "manage.py", "send_messages", "--loop"], env=env)


def listen_for_closing(handler: Callable[..., None] | signal.Handlers) -> None:
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, handler)


def closing(*_: object) -> None:
    raise Closing


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console without umlauts is no reason to stop
    listen_for_closing(closing)
    given = sys.argv[1:]
    if not given or given[0] not in ("install", "run", "dev"):
        sys.exit(__doc__)
    try:
        sys.exit(main(given[0], here="--here" in given))
    except Hitch as hitch:
        sys.exit(str(hitch))
    except Closing:
        sys.exit(130)
