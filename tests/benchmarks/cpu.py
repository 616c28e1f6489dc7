"""Time on the processor. Other programs make answers wait; they hardly change what answers cost."""

from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")


def children(parent: int) -> list[int]:
    text = (PROC / str(parent) / "task" / str(parent) / "children").read_text("ascii")
    return [int(pid) for pid in text.split()]


def parent(pid: int) -> int:
    # The name, in brackets, may hold blanks; state and parent follow it.
    return int((PROC / str(pid) / "stat").read_text("ascii").rpartition(")")[2].split()[1])


def seconds(pids: Iterable[int]) -> float | None:
    """Of all threads of these processes so far; None where Linux does not tell."""
    total = 0
    for pid in pids:
        for task in (PROC / str(pid) / "task").glob("*/schedstat"):
            try:
                total += int(task.read_text("ascii").split()[0])
            except (OSError, ValueError, IndexError):
                return None
    return total / 1e9 if total else None


def of_families(parents: Iterable[int]) -> float | None:
    """Of all children of these processes: the workers of a server, the backends of a database."""
    try:
        return seconds(pid for one in parents for pid in children(one))
    except OSError:
        return None
