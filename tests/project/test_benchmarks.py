"""What `make bench` says about its figures, and that its reference views stay there."""

from dataclasses import replace

import pytest
from django.test import Client

from tests.benchmarks import report
from tests.benchmarks.report import Figure, Run

LINE = Figure(
    "start page", 8.0, 7.5, 9.5, 125.0, 11, 16_700, 4_800, "R1", 1.79, 4.2, "≤ 12 queries", True
)


@pytest.mark.parametrize(
    ("queries", "ratio", "is_met"),
    [(12, 8.0, True), (13, 8.0, False), (12, 8.01, False)],
)
def test_a_page_needs_few_queries_and_little_time(queries: int, ratio: float, is_met: bool) -> None:
    assert report.judged_page(queries, ratio)["is_met"] is is_met


@pytest.mark.parametrize(("share", "is_met"), [(0.6, True), (0.59, False)])
def test_the_warm_calendar_is_judged_by_its_share(share: float, is_met: bool) -> None:
    assert report.judged_feed(share)["is_met"] is is_met


@pytest.mark.parametrize(("share", "is_met"), [(0.4, True), (0.39, False)])
def test_a_sign_up_is_judged_by_its_share(share: float, is_met: bool) -> None:
    assert report.judged_sign_up(share)["is_met"] is is_met


@pytest.mark.parametrize(
    ("memory", "words"), [(199, "199 MB (target below 200 MB: met)"), (200, "missed")]
)
def test_memory_is_judged(memory: int, words: str) -> None:
    assert words in report.memory_line(memory)


def test_the_median_counts_and_not_the_slow_ones() -> None:
    line = report.figure("x", [0.010] * 19 + [1.0], [0.002, 0.002, 0.5])

    assert (line.ms, line.cpu_ms, line.per_second) == (10.0, 2.0, 100.0)
    assert line.slow_ms > 900


def test_the_page_shows_every_figure_with_its_verdict() -> None:
    missed = replace(LINE, name="a standard", is_met=False)
    run = Run("2026-11-22", "2 cores", "PostgreSQL", 0.5, 1.5, 200)
    run.sessions["30"], run.memory_mb["30"] = 1026, 140
    run.figures["30"] = [LINE, missed]

    page = report.page(run)

    assert "### Demo × 30: 1,026 public sessions" in page
    assert "| start page | 8.00 | 7.50 | 9.50 | 125 | 11 | 16.7 | 4.8 |  | R1 1.79 | 4.20 |" in page
    assert [line.rpartition("| ")[2] for line in page.splitlines() if "R1 1.79 | 4.20" in line] == [
        "met |",
        "missed |",
    ]


@pytest.mark.parametrize(
    ("queries", "seconds", "is_met"), [(40, 5.0, True), (41, 5.0, False), (40, 5.01, False)]
)
def test_large_standards_need_few_queries_and_seconds(
    queries: int, seconds: float, is_met: bool
) -> None:
    assert report.judged_standards(queries, seconds)["is_met"] is is_met


def test_the_memory_of_a_deed_stands_in_its_line() -> None:
    head, row = report.table([replace(LINE, memory_mb=12.34)])

    assert dict(zip(head, row, strict=True))["MB"] == "12.3"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/limit/empty", "/limit/one-query/x", "/limit/feed/x"])
def test_the_product_has_no_reference_views(client: Client, path: str) -> None:
    assert client.get(path, follow=True).status_code == 404
