"""What large standards cost: 2,000 criteria in one edition, 10,000 links over five editions.

Everything is made in one transaction that is taken back at the end: the house stays as it was.
"""

import gc
import os
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cohorts.domain import impact
from curriculum.domain import derivation, links, progress
from curriculum.models import Edition, Succession
from home.models import User
from tests.benchmarks import cpu
from tests.factories import scale

ROUNDS = 3
CRITERIA = 2000
EDITIONS, CRITERIA_EACH = 5, 400
MODULES, GOALS = 500, 20
SOME = 100  # modules for the large edition
# Later than everything in the house, so that the next edition is derived from these.
FIRST_DAY, LATE_DAY = date(2040, 1, 1), date(2060, 1, 1)


def measured(_given: object) -> list[dict[str, Any]]:
    with transaction.atomic():
        found = _measured()
        transaction.set_rollback(True)
    return found


def _measured() -> list[dict[str, Any]]:
    now, by = timezone.now(), User.objects.earliest("pk")
    editions = scale.make_editions(count=EDITIONS, criteria=CRITERIA_EACH, first_day=FIRST_DAY)
    modules = scale.make_modules(count=MODULES, goals=GOALS, editions=editions)
    newest = editions[-1]
    judging = [
        _figure(
            f"judge {MODULES * GOALS:,} links over {EDITIONS} editions",
            lambda: links.states(modules, on=LATE_DAY, edition=newest),
        ),
        _figure(
            f"progress of the reviews, {MODULES * GOALS:,} links",
            lambda: progress.of(newest, LATE_DAY).links_tally,
        ),
    ]
    (large,) = scale.make_editions(count=1, criteria=CRITERIA, first_day=LATE_DAY)
    deriving = _figure(
        f"derive an edition with {CRITERIA:,} criteria",
        lambda: derivation.derive(key="2062", by=by, now=now),
        is_taken_back=True,
    )
    scale.make_modules(count=SOME, goals=GOALS, editions=[large], name="Großbaustein")
    draft = derivation.derive(key="2062", by=by, now=now)
    _reword_some(draft)
    address = reverse("edition_workbench", args=[draft.pk])
    first = draft.standards.earliest("position")
    client = _editor()
    return [
        deriving,
        _figure(
            f"workbench of {CRITERIA:,} criteria, one standard open",
            lambda: _opened(client, f"{address}?standard={first.pk}"),
        ),
        _figure(f"impact of an edition with {CRITERIA:,} criteria", lambda: impact.of(draft)),
        *judging,
    ]


def _reword_some(draft: Edition) -> None:
    """Every fifth criterion changes with effect."""
    steps = Succession.objects.filter(to_criterion__standard__edition=draft).order_by("pk")
    fifth = list(steps.values_list("pk", flat=True))[::5]
    Succession.objects.filter(pk__in=fifth).update(kind=Succession.Kind.REWORDED)


def _editor() -> Client:
    client = Client()
    user = User.objects.create_user("werkbank@example.org", is_superuser=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _opened(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}.")


def _figure(
    name: str, deed: Callable[[], object], *, is_taken_back: bool = False
) -> dict[str, Any]:
    """Queries and memory in a turn of their own: counting them takes time."""

    def turn() -> None:
        with transaction.atomic():
            deed()
            transaction.set_rollback(is_taken_back)

    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            deed()
        queries = len(asked)  # at once: later requests empty the list
        transaction.set_rollback(is_taken_back)
    gc.collect()
    tracemalloc.start()
    turn()
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    ours = [os.getpid()]
    if connection.vendor == "postgresql":
        ours.append(connection.connection.info.backend_pid)
    times, spent = [], []
    for _round in range(ROUNDS):
        before, began = cpu.seconds(ours), time.perf_counter()
        turn()
        times.append(time.perf_counter() - began)
        after = cpu.seconds(ours)
        if before is not None and after is not None:
            spent.append(after - before)
    return {
        "name": name,
        "times": times,
        "cpu": spent,
        "queries": queries,
        "memory_mb": round(memory / 1e6, 1),
    }
