"""Real processes that do something at the same moment, on the database of the test.

Imports nothing of ours: a new process must set Django up before it reads any model.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from typing import Any

PROCESSES = 4
THREADS = 10  # each with a connection of its own: 40 at once
_threads: ThreadPoolExecutor


@dataclass(frozen=True)
class Outcome:
    """What a racer brought home: a value, or the name of the error that hit."""

    value: Any = None
    error: str = ""


class Race:
    """Long-lived processes; starting them takes longer than most races."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def run(self, deed: Callable[..., Any], starters: Sequence[tuple[Any, ...]]) -> list[Outcome]:
        """Call `deed(*starter)` for all starters at the same moment; a function of a module."""
        lanes = [starters[number::PROCESSES] for number in range(PROCESSES)]
        gun = time.time() + 0.1  # every process waits for it, so each takes one lane
        tasks = [(deed, lane, gun) for lane in lanes if lane]
        return list(chain.from_iterable(self._pool.map(_lane, tasks)))


@contextmanager
def racers(database: str) -> Iterator[Race]:
    pool = ProcessPoolExecutor(
        PROCESSES, mp_context=get_context("spawn"), initializer=_begin, initargs=(database,)
    )
    try:
        yield Race(pool)
    finally:
        pool.shutdown()


def _begin(database: str) -> None:
    global _threads  # one pool of threads per process, whose connections stay open
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    _threads = ThreadPoolExecutor(THREADS)


def _lane(task: tuple[Callable[..., Any], Sequence[tuple[Any, ...]], float]) -> list[Outcome]:
    from django.contrib.contenttypes.models import ContentType

    deed, starters, gun = task
    ContentType.objects.clear_cache()  # the tests before have emptied the tables
    return list(_threads.map(lambda starter: _race(deed, starter, gun), starters))


def _race(deed: Callable[..., Any], starter: tuple[Any, ...], gun: float) -> Outcome:
    time.sleep(max(0, gun - time.time()))
    try:
        return Outcome(value=deed(*starter))
    except Exception as error:
        return Outcome(error=f"{type(error).__name__}: {error}")
