"""The site as an operator starts it: production is clean, the demo is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.checks import PRODUCTION

CHECK = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
SERVE = [sys.executable, "-c", "import home.wsgi"]


def run(command: list[str], **changes: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **PRODUCTION, "PYTHONWARNINGS": "ignore", **changes}
    return subprocess.run(
        command, cwd=Path(settings.BASE_DIR), env=env, capture_output=True, text=True
    )


def test_server_does_not_look_again_through_what_was_loaded_at_its_start():
    told = run([sys.executable, "-c", "import gc, home.wsgi; print(gc.get_freeze_count() > 9999)"])

    assert (told.stdout, told.returncode) == ("True\n", 0), told.stderr


def test_production_settings_are_clean():
    checked = run(CHECK, WEB_CONCURRENCY="4", CACHE_URL="dbcache://kursbuch_cache")

    assert (checked.returncode, checked.stderr) == (0, "")


def test_check_refuses_the_demo():
    checked = run(CHECK, DEMO="1")

    assert checked.returncode == 1
    assert "(home.E002) DEMO is on" in checked.stderr


@pytest.mark.parametrize(
    ("changes", "starts"),
    [
        ({}, True),
        ({"DEMO": "1"}, False),
        ({"DEMO": "1", "SITE_URL": "http://127.0.0.1:8000"}, True),
        ({"SECRET_KEY": ""}, False),
    ],
)
def test_web_server_refuses_what_must_not_be_open(changes, starts):
    assert (run(SERVE, **changes).returncode == 0) is starts
