"""Figures with their references and targets, as a table, as JSON and as a page of the handbook."""

import json
import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

MOST_QUERIES = 12
MOST_TIMES_R1 = 8.0
KNOWN_FEED_TIMES_R1 = 1.5
FEED_OF_MEMORY = 0.6
SIGN_UP_OF_BARE = 0.4
MOST_QUERIES_OF_STANDARDS = 40
MOST_SECONDS_OF_STANDARDS = 5.0
MOST_MEMORY = 200  # megabytes


@dataclass(frozen=True)
class Figure:
    """One line. `ratio` is against the reference: times its duration, or its part of the speed."""

    name: str
    ms: float
    cpu_ms: float | None  # of web server and database, in the middle of the rounds
    slow_ms: float  # 95 of 100 are faster
    per_second: float
    queries: int | None = None
    bytes: int | None = None
    compressed: int | None = None
    reference: str = ""
    reference_ms: float | None = None  # what the reference costs, as the ratio takes it
    ratio: float | None = None
    target: str = ""
    is_met: bool | None = None
    memory_mb: float | None = None  # the most that the deed itself held at once


@dataclass(frozen=True)
class Run:
    """Everything of one run."""

    day: str
    machine: str
    database: str
    load_before: float
    load_after: float
    seconds: int
    sessions: dict[str, int] = field(default_factory=dict)
    memory_mb: dict[str, int | None] = field(default_factory=dict)
    memory_below_mb: int = MOST_MEMORY
    figures: dict[str, list[Figure]] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=2) + "\n"


def figure(name: str, times: list[float], cpu: list[float] | None = None, **more: Any) -> Figure:
    """Times in seconds; `cpu`: of one answer, on average in each round."""
    median = statistics.median(times)
    return Figure(
        name=name,
        ms=round(median * 1000, 2),
        cpu_ms=round(statistics.median(cpu) * 1000, 2) if cpu else None,
        slow_ms=round(statistics.quantiles(times, n=20)[-1] * 1000, 2)
        if len(times) > 1
        else round(median * 1000, 2),
        per_second=round(1 / median, 1),
        **more,
    )


def times_as_much(line: Figure, reference: Figure) -> float:
    """What an answer costs, in costs of the reference.

    Time on the processor where it is known: whatever else the machine does makes answers wait, and
    the long ones most.
    """
    if line.cpu_ms and reference.cpu_ms:
        return line.cpu_ms / reference.cpu_ms
    return line.ms / reference.ms


def compared(line: Figure, reference: Figure, name: str, ratio: float, **judged: Any) -> Figure:
    """The line beside its reference, with its verdict where there is a target."""
    cost = reference.cpu_ms if line.cpu_ms and reference.cpu_ms else reference.ms
    return replace(line, reference=name, reference_ms=cost, ratio=ratio, **judged)


def judged_page(queries: int, ratio: float) -> dict[str, Any]:
    return {
        "target": f"≤ {MOST_QUERIES} queries, ≤ {MOST_TIMES_R1:.0f} × R1",
        "is_met": queries <= MOST_QUERIES and ratio <= MOST_TIMES_R1,
    }


def judged_known_feed(ratio: float) -> dict[str, Any]:
    return {
        "target": f"≤ {KNOWN_FEED_TIMES_R1} × R1",
        "is_met": ratio <= KNOWN_FEED_TIMES_R1,
    }


def judged_feed(share: float) -> dict[str, Any]:
    return {"target": f"≥ {FEED_OF_MEMORY:.0%} of memory", "is_met": share >= FEED_OF_MEMORY}


def judged_sign_up(share: float) -> dict[str, Any]:
    return {"target": f"≥ {SIGN_UP_OF_BARE:.0%} of bare", "is_met": share >= SIGN_UP_OF_BARE}


def judged_standards(queries: int, seconds: float) -> dict[str, Any]:
    return {
        "target": f"≤ {MOST_QUERIES_OF_STANDARDS} queries, ≤ {MOST_SECONDS_OF_STANDARDS:.0f} s cpu",
        "is_met": queries <= MOST_QUERIES_OF_STANDARDS and seconds <= MOST_SECONDS_OF_STANDARDS,
    }


HEAD = (
    "",
    "ms",
    "cpu ms",
    "slow ms",
    "1/s",
    "queries",
    "kB",
    "kB gz",
    "MB",
    "reference",
    "ratio",
    "target",
    "",
)

WORDS = (0, 9, 11, 12)  # the columns that hold words


def table(figures: Iterable[Figure]) -> list[tuple[str, ...]]:
    return [HEAD, *(_cells(line) for line in figures)]


def _cells(line: Figure) -> tuple[str, ...]:
    return (
        line.name,
        f"{line.ms:.2f}",
        "" if line.cpu_ms is None else f"{line.cpu_ms:.2f}",
        f"{line.slow_ms:.2f}",
        f"{line.per_second:.0f}",
        "" if line.queries is None else str(line.queries),
        _kilobytes(line.bytes),
        _kilobytes(line.compressed),
        "" if line.memory_mb is None else f"{line.memory_mb:.1f}",
        line.reference if line.reference_ms is None else f"{line.reference} {line.reference_ms}",
        "" if line.ratio is None else f"{line.ratio:.2f}",
        line.target,
        "" if line.is_met is None else ("met" if line.is_met else "missed"),
    )


def _kilobytes(size: int | None) -> str:
    return "" if size is None else f"{size / 1000:.1f}"


def printed(rows: list[tuple[str, ...]]) -> str:
    """For a terminal: words to the left, figures to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    words = WORDS
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in words else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def memory_line(memory: int | None) -> str:
    if memory is None:
        return "Peak memory of the worker: this system does not tell."
    verdict = "met" if memory < MOST_MEMORY else "missed"
    return f"Peak memory of the worker: {memory} MB (target below {MOST_MEMORY} MB: {verdict})."


PAGE = """# Benchmarks

What `make bench` measured last. It starts the web server of `make run` on a database of its own,
fills it with the demo, first once and then many times over (`demo --scale`), and asks it from a
second process on the same machine: one connection, one request after the other, all addresses in
turn. `make bench` prints; `.venv/bin/python -m tests.benchmarks --write` renews this page.

## How to read it

- **Ratios count, not milliseconds.** Each figure stands beside a reference measured in the same
  minutes on the same machine, so that a slower machine changes both.
- **R0** is an empty view, **R1** a view that reads one row by an index; both behind the whole
  middleware of the site. They are the least that an answer can cost here.
- **memory** is the public calendar's own bytes, kept in the process and sent after one query. The
  ratio is the share of that speed which the real calendar reaches.
- **bare** is one transaction that locks a cohort, counts its seats and inserts a row. The ratio is
  the share of that speed which the domain's call reaches with its rules, log entry and message.
- `ms` is the median, 95 of 100 requests are quicker than `slow ms`; both grow with whatever else
  the machine does. `cpu ms` is the time on the processor, of web server and database together,
  in the middle of the rounds; it hardly does, and the ratios compare it. The reference is named
  with its own.
- Queries are counted with an empty cache. `kB gz` is the size as a compressing server or proxy
  sends it.
- `MB` is what a deed on large standards holds in memory at its peak, measured by itself. These
  standards are made for it and gone afterwards: 2,000 criteria in one edition, 10,000 links over
  five editions.
- The cold calendar has no kept text yet: every entry is built for this one answer.
- A missed target fails nothing. It says where to look next.

## Last run

{day} · {machine} · {database} · {seconds} s for everything · load of the machine {load_before}
before, {load_after} after.
"""


def page(run: Run) -> str:
    """docs/benchmarks.md."""
    parts = [PAGE.format(**asdict(run))]
    for scale, figures in run.figures.items():
        head, *rows = table(figures)
        rule = tuple("---" if column in WORDS else "---:" for column in range(len(HEAD)))
        parts.append(f"### Demo × {scale}: {run.sessions[scale]:,} public sessions\n")
        parts.append("\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows)) + "\n")
        parts.append(memory_line(run.memory_mb[scale]) + "\n")
    return "\n".join(parts)
