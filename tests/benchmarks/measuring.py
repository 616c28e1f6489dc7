"""How long an answer takes and what it asks of the database."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

SECONDS = 1.0  # per line of the table
LEAST = 20  # requests per line


@dataclass(frozen=True)
class Line:
    name: str
    path: str
    status: int
    queries: int
    kilobytes: float
    median_ms: float
    slow_ms: float  # 95 of 100 are faster
    per_second: float


def measure_all() -> Iterator[Line]:
    tag = Client().get("/calendar/public.ics").headers["ETag"]
    yield measure("limit: an empty view", "/limit/empty")
    yield measure("limit: one query", "/limit/one-query")
    yield measure("start page", "/")
    yield measure("sessions", "/termine/")
    yield measure("public calendar", "/calendar/public.ics")
    yield measure("public calendar, known", "/calendar/public.ics", {"If-None-Match": tag})


def measure(name: str, path: str, headers: dict[str, str] | None = None) -> Line:
    client = Client(headers=headers)
    client.get(path)  # what is made once per process is not counted
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    asked = len(queries)  # the next request forgets them
    times: list[float] = []
    while len(times) < LEAST or sum(times) < SECONDS:
        started = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - started)
    return Line(
        name=name,
        path=path,
        status=response.status_code,
        queries=asked,
        kilobytes=round(len(response.content) / 1000, 1),
        median_ms=round(statistics.median(times) * 1000, 2),
        slow_ms=round(statistics.quantiles(times, n=20)[-1] * 1000, 2),
        per_second=round(len(times) / sum(times)),
    )
