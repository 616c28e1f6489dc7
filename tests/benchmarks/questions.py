"""What only the house itself can say: its addresses, and the queries behind each answer.

python -m tests.benchmarks.inside addresses|queries|forget
"""

import gzip
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohorts.domain import calendar_links
from cohorts.models import Cohort, Session
from curriculum.models import Edition, ModulePage, ProgrammePage, Standard
from home.models import User
from tests.benchmarks import cpu


def addresses(_given: object) -> dict[str, Any]:
    """Pages with much on them: the newest cohort and session, the first module and standard."""
    cohort = Cohort.objects.publicly_listed().filter(kind="course", state="published").latest("pk")
    session = Session.objects.filter(cohort=cohort).latest("pk")
    adopted = Edition.objects.adopted()
    standard = Standard.objects.filter(edition__in=adopted).select_related("edition").latest("pk")
    module = ModulePage.objects.live().filter(locale__language_code="de").earliest("pk")
    programme = ProgrammePage.objects.live().filter(locale__language_code="de").earliest("pk")
    learner = User.objects.filter(participant__sign_ups__isnull=False).latest("pk")
    link = calendar_links.link_for(user=learner)
    return {
        "reference": cohort.slug,
        "sessions": Session.objects.publicly_listed().count(),
        "pages": {
            "start page": "/",
            "standards": "/standards/",
            "a standard": f"/standards/{standard.edition.key}/{standard.key}/",
            "modules": "/module/",
            "a module": module.get_url(),
            "a programme": programme.get_url(),
            "sessions": "/termine/",
            "a session": session.get_absolute_url(),
            "a cohort": cohort.get_absolute_url(),
            "carriers": "/traeger/",
        },
        # Another process of the database has the same parent; SQLite has none.
        "database": cpu.parent(connection.connection.info.backend_pid)
        if connection.vendor == "postgresql"
        else None,
        "own feed": f"/calendar/me/{link.token}.ics",
        "etag": Client().get("/calendar/public.ics").headers["ETag"],
    }


def queries(targets: Any) -> list[dict[str, Any]]:
    """Each asked with empty caches: nothing that an earlier request has left behind helps."""
    return [_asked(target) for target in targets]


def _asked(target: Any) -> dict[str, Any]:
    client = Client(headers=target["headers"])
    client.get(target["path"])  # templates and addresses are compiled once per process
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(target["path"])
    return {
        "status": response.status_code,
        "queries": len(asked),
        "bytes": len(response.content),
        "compressed": len(gzip.compress(response.content, 6)) if response.content else 0,
    }


def forget(_given: object) -> int:
    """Empty the kept calendar texts, so that the next feed has to build them.

    The joined text that the server keeps goes with the change of an instant.
    """
    return Session.objects.update(vevent="", modified_at=F("modified_at") + timedelta.resolution)
