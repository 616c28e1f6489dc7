"""`make bench`: what answers cost, next to the least that they can cost here. It only prints.

python -m tests.benchmarks [--write] [--scale 1 30]
"""

import argparse
import os
import platform
import statistics
import time
from pathlib import Path
from typing import Any

from home import bootstrap
from tests.benchmarks import report
from tests.benchmarks.house import House, house, memory_of_machine, peak_memory, served
from tests.benchmarks.report import Figure, Run, figure

SECONDS = 0.2  # per address and round


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    parser.add_argument("--scale", type=int, nargs="+", default=[1, 30], metavar="N")
    asked = parser.parse_args()
    run = measure(asked.scale)
    path = Path(os.environ.get("KURSBUCH_VAR") or "var", "bench.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(run.as_json(), "utf-8")
    print(f"Kept in {path}. All of it took {run.seconds} s.")
    if asked.write:
        (bootstrap.ROOT / "docs" / "benchmarks.md").write_text(report.page(run), "utf-8")


def measure(scales: list[int]) -> Run:
    started, load = time.monotonic(), os.getloadavg()[0]
    sessions: dict[str, int] = {}
    memory: dict[str, int | None] = {}
    figures: dict[str, list[Figure]] = {}
    with house() as place:
        place.manage("prepare")
        for scale in sorted(scales):
            if scale > 1:
                place.manage("demo", "--scale", str(scale))
            key = str(scale)
            with served(place) as server:
                sessions[key], figures[key] = measure_house(place, server.pid)
                if scale == min(scales):  # they bring their own size
                    figures[key] += standards(place)
                memory[key] = peak_memory(server)
            print(f"\nDemo × {scale} on {place.database}: {sessions[key]:,} public sessions")
            print(report.printed(report.table(figures[key])))
            print(report.memory_line(memory[key]))
    return Run(
        day=time.strftime("%Y-%m-%d"),
        machine=f"{os.cpu_count()} cores, {memory_of_machine()} GB of memory, "
        f"Python {platform.python_version()}",
        database=place.database,
        load_before=round(load, 2),
        load_after=round(os.getloadavg()[0], 2),
        seconds=round(time.monotonic() - started),
        sessions=sessions,
        memory_mb=memory,
        figures=figures,
    )


def measure_house(place: House, server: int) -> tuple[int, list[Figure]]:
    there = place.inside("addresses")
    known = {"If-None-Match": there["etag"]}
    targets = [
        target("R0: empty view", "/limit/empty"),
        target("R1: one query", f"/limit/one-query/{there['reference']}"),
        *(target(name, path) for name, path in there["pages"].items()),
        target("calendar from memory", f"/limit/feed/{there['reference']}"),
        target("public calendar, warm", "/calendar/public.ics"),
        target("public calendar, known", "/calendar/public.ics", headers=known, status=304),
        target("own calendar", there["own feed"]),
    ]
    counted = place.inside("queries", targets)
    for one, found in zip(targets, counted, strict=True):
        if one["status"] != found["status"]:
            raise SystemExit(f"{one['path']} answers {found['status']}, not {one['status']}.")
    parents = [server, *([there["database"]] if there["database"] else [])]
    plan = {"port": place.port, "parents": parents, "seconds": SECONDS, "targets": targets}
    seen = place.ask("load", given=plan)
    sizes = {
        one["name"]: {key: found[key] for key in ("queries", "bytes", "compressed")}
        for one, found in zip(targets, counted, strict=True)
    }
    lines = [figure(name, **one, **sizes[name]) for name, one in seen.items()]
    lines = [against(line, lines, there["pages"]) for line in lines]
    return there["sessions"], [*lines, cold_feed(place, parents), *deeds(place)]


def target(
    name: str, path: str, *, headers: dict[str, str] | None = None, status: int = 200
) -> dict[str, Any]:
    return {"name": name, "path": path, "headers": headers or {}, "status": status}


def against(line: Figure, lines: list[Figure], pages: dict[str, str]) -> Figure:
    """The line with its reference, its ratio and, where there is one, its target."""
    by_name = {one.name: one for one in lines}
    r1, memory = by_name["R1: one query"], by_name["calendar from memory"]
    ratio, share = (
        round(report.times_as_much(line, r1), 2),
        round(1 / report.times_as_much(line, memory), 2),
    )
    if line.name == "public calendar, warm":
        return report.compared(line, memory, "memory", share, **report.judged_feed(share))
    if line.name == "public calendar, known":
        return report.compared(line, r1, "R1", ratio, **report.judged_known_feed(ratio))
    if line.name in pages:
        judged = report.judged_page(line.queries or 0, ratio)
        return report.compared(line, r1, "R1", ratio, **judged)
    return line if line is r1 else report.compared(line, r1, "R1", ratio)


def cold_feed(place: House, parents: list[int]) -> Figure:
    """The public calendar when no text is kept yet: every entry is built."""
    place.inside("forget")
    one = target("public calendar, cold", "/calendar/public.ics")
    plan = {"port": place.port, "parents": parents, "targets": [one]}
    plan |= {"seconds": 0, "rounds": 1, "least": 1, "warm": False}
    seen = place.ask("load", given=plan)[one["name"]]
    place.manage("renew_calendars")
    return figure(one["name"], **seen)


def deeds(place: House) -> list[Figure]:
    found = place.inside("deeds")
    lines = [
        figure(name, taken, found["cpu"][name], queries=found["queries"][name])
        for name, taken in found["times"].items()
    ]
    bare = lines[0]
    judged = {"sign-up": report.judged_sign_up}
    return [bare] + [
        report.compared(
            line, bare, "bare", share, **(judged[line.name](share) if line.name in judged else {})
        )
        for line in lines[1:]
        for share in [round(1 / report.times_as_much(line, bare), 2)]
    ]


def standards(place: House) -> list[Figure]:
    """What large standards cost: deriving, working on them, seeing the impact, judging links."""
    return [
        figure(
            one["name"],
            one["times"],
            one["cpu"],
            queries=one["queries"],
            memory_mb=one["memory_mb"],
            **report.judged_standards(
                one["queries"], statistics.median(one["cpu"] or one["times"])
            ),
        )
        for one in place.inside("standards")
    ]


if __name__ == "__main__":
    main()
