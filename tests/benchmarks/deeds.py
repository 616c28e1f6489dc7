"""A seat and a mark by the domain's calls, beside the least that keeps a capacity: lock, count,
insert. One process and one connection; all take turns in short rounds.
"""

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as wall
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cohorts.domain import attendance, cohort_life, sign_up, timetable, wall_time
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Attendance, Carrier, Cohort, Participant, SignUp
from home.models import User
from tests.benchmarks import cpu

ROUNDS = 10
TURNS = 20  # deeds of one kind in a round


def measured(_given: object) -> dict[str, Any]:
    """Per deed: the times in seconds and the queries of one."""
    now = timezone.now()
    count = ROUNDS * TURNS + 2
    run = f"bench-{now:%H%M%S}"  # once per size of the demo
    bare, door = (_cohort(f"{run}-{key}", now, in_days=7) for key in ("bare", "door"))
    marks = _cohort(f"{run}-marks", now, in_days=0)
    session = marks.sessions.get()
    somebody = User.objects.earliest("pk")
    people = Participant.objects.bulk_create(
        Participant(full_name=f"Person {n}", sort_name=f"Person {n}", email=f"p{n}@example.org")
        for n in range(count)
    )
    for person in people:
        _seat(person, marks, SignUp.State.CONFIRMED, now)
    deeds: dict[str, Callable[[Participant], object]] = {
        "bare transaction": lambda person: lock_count_insert(person, bare, now),
        "sign-up": lambda person: sign_up.request_seat(
            participant=person, cohort=door, by=None, now=now
        ),
        "attendance mark": lambda person: attendance.mark(
            session=session,
            participant=person,
            state=Attendance.State.PRESENT,
            seen=None,
            by=somebody,
            now=now,
        ),
    }
    queries = {}
    for name, deed in deeds.items():
        deed(people[0])
        with CaptureQueriesContext(connection) as asked:
            deed(people[1])
        queries[name] = len(asked)
    times: dict[str, list[float]] = {name: [] for name in deeds}
    spent: dict[str, list[float]] = {name: [] for name in deeds}
    ours = [os.getpid()]
    if connection.vendor == "postgresql":
        ours.append(connection.connection.info.backend_pid)
    for turn in range(2, count, TURNS):
        for name, deed in deeds.items():
            before = cpu.seconds(ours)
            for person in people[turn : turn + TURNS]:
                started = time.perf_counter()
                deed(person)
                times[name].append(time.perf_counter() - started)
            after = cpu.seconds(ours)
            if before is not None and after is not None:
                spent[name].append((after - before) / TURNS)
    return {"times": times, "cpu": spent, "queries": queries}


def lock_count_insert(person: Participant, cohort: Cohort, now: datetime) -> None:
    """The least that never gives one seat twice."""
    with transaction.atomic():
        locked = Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)
        held = SignUp.objects.for_pool(locked, None).holding_a_seat().count()
        if held < locked.capacity:
            _seat(person, locked, SignUp.State.CONFIRMED, now)


def _seat(person: Participant, cohort: Cohort, state: str, now: datetime) -> None:
    SignUp.objects.create(
        participant=person, cohort=cohort, state=state, queued_at=now, state_since=now
    )


def _cohort(slug: str, now: datetime, *, in_days: int) -> Cohort:
    """A published day, with seats for everybody."""
    day = wall_time.day_of(now) + timedelta(days=in_days)
    cohort = cohort_life.create(
        title=slug,
        slug=slug,
        kind=Cohort.Kind.EVENT,
        organiser=Carrier.objects.earliest("pk"),
        visibility=Cohort.Visibility.INTERNAL,
        capacity=100_000,
        by=None,
        now=now,
    )
    timetable.plan_session(
        cohort=cohort,
        title=slug,
        starts_at=wall_time.berlin(day, wall(0, 10)).at,
        ends_at=wall_time.berlin(day + timedelta(days=1), wall(0, 10)).at,
        segments=[PlannedSegment("teaching", 90)],
        by=None,
        now=now,
    )
    return cohort_life.publish(cohort=cohort, by=None, now=now)
