"""What can go wrong on a stranger's machine is answered with one line of help."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from home import bootstrap

BOOTSTRAP = Path(settings.BASE_DIR) / "home" / "bootstrap.py"
SERVING = """
import sys
from home import bootstrap
bootstrap.WORKER_PAUSE = 0.1
bootstrap.answers = lambda url: True
bootstrap.listen_for_closing(bootstrap.closing)
python = [sys.executable, "-c"]
sys.exit(bootstrap.serve([*python, {server!r}], [*python, {worker!r}], env={{"SITE_URL": "here"}}))
"""
FOR_EVER = "import time; time.sleep(60)"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare checkout with requirement files, in a folder with a space in its name."""
    root = tmp_path / "a checkout"
    root.mkdir()
    for file in ("requirements.txt", "requirements-dev.txt"):
        (root / file).write_text(f"kursbuch-{file}==1\n")
    monkeypatch.setattr(bootstrap, "ROOT", root)
    monkeypatch.setattr(bootstrap, "VAR", root / "var")
    monkeypatch.setattr(bootstrap, "VENV", root / ".venv")
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", root / ".venv" / "bin" / "python")
    monkeypatch.setattr(bootstrap, "STAMP", root / ".venv" / "installed")
    return root


@pytest.fixture
def empty_venv(checkout: Path) -> Path:
    """As if made before, with nothing installed in it: making a real one takes seconds."""
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    (checkout / ".venv" / "installed").write_text(bootstrap.VERSION)
    return python


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the requirement files that were fetched; the network stays closed."""
    names: list[str] = []
    monkeypatch.setattr(bootstrap, "fetch", lambda path: names.append(path.name))
    return names


def serving(server: str, worker: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SERVING.format(server=server, worker=worker)],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_old_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10))

    with pytest.raises(bootstrap.Hitch, match=r"needs Python 3\.11 or newer"):
        bootstrap.main("run", here=True)


def test_taken_port_is_named_with_another(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        with pytest.raises(bootstrap.Hitch) as hitch:
            bootstrap.chosen_port()

    assert str(hitch.value) == (
        f"Port {port} cannot be used (Address already in use). "
        f"Choose another: make run PORT={port + 1}"
    )


@pytest.mark.parametrize("text", ["http", "-1", "0", "65536", "80 80"])
def test_port_that_is_none_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)

    with pytest.raises(bootstrap.Hitch, match="is no port"):
        bootstrap.chosen_port()


def test_hitch_is_one_line_and_no_traceback():
    answer = subprocess.run(
        [sys.executable, BOOTSTRAP, "run", "--here"],
        env={**os.environ, "PORT": "none"},
        capture_output=True,
        text=True,
    )

    assert answer.returncode == 1
    assert answer.stderr == (
        "PORT=none is no port. Choose a number up to 65535: make run PORT=8001\n"
    )


def test_install_makes_the_environment_once(checkout, fetched):
    bootstrap.install("requirements.txt")
    bootstrap.install("requirements.txt")

    assert fetched == ["requirements.txt"]
    assert (checkout / ".venv" / "bin" / "python").exists()


def test_install_for_developers_serves_visitors_too(empty_venv, fetched):
    bootstrap.install("requirements-dev.txt")
    bootstrap.install("requirements.txt")

    assert fetched == ["requirements-dev.txt"]


def test_install_fetches_again_when_the_requirements_changed(checkout, empty_venv, fetched):
    bootstrap.install("requirements.txt")
    (checkout / "requirements.txt").write_text("another==2\n")

    bootstrap.install("requirements.txt")

    assert fetched == ["requirements.txt", "requirements.txt"]


def test_install_resumes_when_it_was_interrupted(empty_venv, monkeypatch):
    def interrupted(path: Path) -> None:
        raise bootstrap.Closing

    monkeypatch.setattr(bootstrap, "fetch", interrupted)
    with pytest.raises(bootstrap.Closing):
        bootstrap.install("requirements.txt")
    names = []
    monkeypatch.setattr(bootstrap, "fetch", lambda path: names.append(path.name))

    bootstrap.install("requirements.txt")

    assert names == ["requirements.txt"]


def test_install_makes_a_new_environment_when_its_python_is_gone(empty_venv, fetched):
    bootstrap.install("requirements.txt")
    empty_venv.unlink()

    bootstrap.install("requirements.txt")

    assert empty_venv.exists()
    assert fetched == ["requirements.txt", "requirements.txt"]


def test_missing_venv_module_names_the_package(checkout, monkeypatch):
    monkeypatch.setattr(bootstrap, "can_make_venvs", lambda: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(bootstrap.Hitch, match=r"Try: sudo apt install python3\.\d+-venv$"):
        bootstrap.install("requirements.txt")


def test_secret_key_is_made_once_for_its_owner_only(checkout):
    key = bootstrap.secret_key()

    assert bootstrap.secret_key() == key
    assert len(key) > 50
    assert stat.S_IMODE((checkout / "var" / "secret-key").stat().st_mode) == 0o600


def test_demo_never_touches_the_database_of_another_project(checkout, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://shop.example.org/orders")

    env = bootstrap.surroundings(port=8000, debug=False)

    assert "DATABASE_URL" not in env
    assert (env["DEMO"], env["DEBUG"]) == ("1", "0")


def test_worker_that_dies_is_started_again(tmp_path):
    lives = tmp_path / "lives"
    house = serving(
        server=FOR_EVER, worker=f"open({str(lives)!r}, 'a').write('x'); raise SystemExit(3)"
    )
    until = time.monotonic() + 10
    while time.monotonic() < until and not (lives.exists() and len(lives.read_text()) > 1):
        time.sleep(0.05)
    house.send_signal(signal.SIGTERM)
    output, _ = house.communicate(timeout=15)

    assert len(lives.read_text()) > 1
    assert "The message worker ended (3); it is started again." in output


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_closing_ends_server_and_worker(tmp_path, sign):
    note = "import os; open({!r}, 'w').write(str(os.getpid())); "
    server, worker = tmp_path / "server", tmp_path / "worker"
    house = serving(
        server=note.format(str(server)) + FOR_EVER, worker=note.format(str(worker)) + FOR_EVER
    )
    until = time.monotonic() + 10
    while time.monotonic() < until and not (server.exists() and worker.exists()):
        time.sleep(0.05)
    time.sleep(0.1)
    house.send_signal(sign)
    output, _ = house.communicate(timeout=15)

    assert house.returncode == 0, output
    for child in (server, worker):
        with pytest.raises(ProcessLookupError):
            os.kill(int(child.read_text()), 0)


def test_server_that_ends_takes_all_with_it():
    house = serving(server="raise SystemExit(4)", worker=FOR_EVER)

    output, _ = house.communicate(timeout=15)

    assert house.returncode == 4
    assert "The web server ended (4)." in output
