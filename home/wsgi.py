"""The application object that a web server calls."""

import gc
import os

from django.core.checks import Error, Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "home.settings")


def checked_application() -> WSGIHandler:
    """A web server runs no checks: what must never be open to the world is refused here."""
    handler = get_wsgi_application()
    if errors := [str(e) for e in run_checks(tags=[Tags.security]) if isinstance(e, Error)]:
        raise ImproperlyConfigured("\n".join(errors))
    # What is loaded by now stays until the server stops. Else Python looks through all of it again
    # and again for what could be thrown away, a tenth of a second in the middle of some request.
    gc.collect()
    gc.freeze()
    return handler


application = checked_application()
