"""Commands one after the other, all of them, with a summary at the end."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

from tests.machine import say

NOT_RUN = 77  # a step's own way to say that it could not run here
NO_TESTS = 5  # pytest's


@dataclass(frozen=True)
class Step:
    name: str
    arguments: str  # of Python: "-m pytest tests/unit"
    env: dict[str, str] = field(default_factory=dict)
    missing: str = ""  # why it cannot run here
    may_be_empty: bool = False  # it chooses tests by a mark that nobody may bear


def run(steps: list[Step]) -> int:
    """1 when one of them failed. A step that cannot run here is named, and is no failure."""
    outcomes = []
    for step in steps:
        say(f"\n== {step.name} ==")
        started = time.monotonic()
        outcome = "not run: " + step.missing if step.missing else _run(step)
        outcomes.append((step.name, outcome, time.monotonic() - started))
    say("\n== Summary ==")
    for name, outcome, seconds in outcomes:
        say(f"{seconds:5.0f} s  {name:<34} {outcome}")
    return int(any(outcome == "FAILED" for _, outcome, _ in outcomes))


def _run(step: Step) -> str:
    command = [sys.executable, *step.arguments.split()]
    code = subprocess.run(command, env={**os.environ, **step.env}).returncode
    if code == NO_TESTS and step.may_be_empty:
        return "nothing to do"
    return {0: "passed", NOT_RUN: "not run, see above"}.get(code, "FAILED")
