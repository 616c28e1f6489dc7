"""`make check`: what a machine can judge without running the site."""

import secrets
import sys

from tests import steps
from tests.steps import Step

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "home.settings",
    "DEBUG": "0",
    "DEMO": "0",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "SITE_URL": "https://kursbuch.example.org",
    "ALLOWED_HOSTS": "kursbuch.example.org",
    "BEHIND_PROXY": "1",
}
TESTS = {"DJANGO_SETTINGS_MODULE": "tests.settings"}

CHECKS = [
    Step("Format", "-m ruff format --check --quiet ."),
    Step("Lint", "-m ruff check --quiet ."),
    Step("Types", "-m mypy"),
    Step("Order of the rooms", "-m tests.rooms"),
    Step("Templates", "-m djlint templates --lint --quiet"),
    Step("Translations", "manage.py translations --check", TESTS),
    Step("Migrations", "manage.py makemigrations --check --dry-run", TESTS),
    Step("Safety in production", "manage.py check --deploy --fail-level WARNING", PRODUCTION),
    Step("Known holes in what we use", "-m tests.audit"),
]

if __name__ == "__main__":
    sys.exit(steps.run(CHECKS))
