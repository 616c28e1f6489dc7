"""The process that asks. Reads a plan from standard input, prints what it saw; knows no Django.

One connection, one request after the other. All addresses take turns in short rounds, so that
whatever else the machine does meanwhile hits each of them alike.
"""

import json
import sys
import time
from http.client import HTTPConnection
from typing import Any

from tests.benchmarks import cpu

ROUNDS = 8
LEAST = 3  # requests per address and round


def main() -> None:
    plan = json.load(sys.stdin)
    connection = HTTPConnection("127.0.0.1", plan["port"], timeout=60)
    seen = {target["name"]: {"times": [], "cpu": []} for target in plan["targets"]}
    for target in plan["targets"] if plan.get("warm", True) else []:
        ask(connection, target)  # what is made once per process is not measured
    for _round in range(plan.get("rounds", ROUNDS)):
        for target in plan["targets"]:
            before = cpu.of_families(plan["parents"])
            line = seen[target["name"]]
            taken = times(connection, target, plan["seconds"], plan.get("least", LEAST))
            after = cpu.of_families(plan["parents"])
            line["times"] += taken
            # Less than before: a process has ended meanwhile.
            if before is not None and after is not None and after > before:
                line["cpu"].append((after - before) / len(taken))
    json.dump(seen, sys.stdout)


def times(
    connection: HTTPConnection, target: dict[str, Any], seconds: float, least: int
) -> list[float]:
    taken: list[float] = []
    while len(taken) < least or sum(taken) < seconds:
        started = time.perf_counter()
        ask(connection, target)
        taken.append(time.perf_counter() - started)
    return taken


def ask(connection: HTTPConnection, target: dict[str, Any]) -> None:
    connection.request("GET", target["path"], headers=target["headers"])
    response = connection.getresponse()
    response.read()
    if response.status != target["status"]:
        raise SystemExit(f"{target['path']} answers {response.status}, not {target['status']}.")


if __name__ == "__main__":
    main()
