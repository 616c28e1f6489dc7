"""The settings of `make run`, with the reference views beside the site."""

from home.settings import *  # noqa: F403 - the site as it is
from home.settings import ALLOWED_HOSTS

ROOT_URLCONF = "tests.benchmarks.urls"
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
