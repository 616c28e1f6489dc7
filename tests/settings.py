"""The settings of the house for tests: fast, closed to the outside, mails kept in memory."""

import os
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "for-tests-only")
os.environ["REVIEWED_LANGUAGES"] = "de,de-simple,en,ar"  # all of them
os.environ.setdefault("KURSBUCH_VAR", str(Path(__file__).resolve().parent.parent / "var" / "tests"))

from home.settings import *  # noqa: F403 - the one star import: tests differ in few lines
from home.settings import STORAGES

DEMO = False
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    # Names without a hash: nothing has to be collected before a test.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
