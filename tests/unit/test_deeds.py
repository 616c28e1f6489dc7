"""Every deed of the house writes exactly one entry of the log, with the one who did it.

A deed is a public function of a domain that is told by whom (`by=`). Each is carried out here once;
whoever adds a deed says in `DEEDS` with what. What a deed sets going besides, such as an offer to
the next in line, is a step of its own with its own entry; there is none in these scenes.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from wagtail.models import ModelLogEntry, PageLogEntry

from cohorts.domain.timetable import PlannedSegment
from cohorts.models import CalendarLink, LogEntry, Membership
from tests.factories import curriculum
from tests.factories.attendance import AFTER, DURING, AttendanceList, make_attendance, make_list
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_place,
    make_segment,
    make_session,
    make_sign_up,
    make_user,
)
from tests.factories.home import make_home_page

ROOMS = ("cohorts.domain", "curriculum.domain")
NOT_DEEDS = {"cohorts.domain.log.record"}  # what all of them call
Scene = dict[str, Any]
pytestmark = pytest.mark.django_db


def deeds() -> Iterator[tuple[str, Callable[..., object]]]:
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            module = importlib.import_module(found.name)
            for name, function in vars(module).items():
                if (
                    inspect.isfunction(function)
                    and function.__module__ == found.name
                    and not name.startswith("_")
                    and "by" in inspect.signature(function).parameters
                ):
                    yield f"{found.name}.{name}", function


def held(state: str = "confirmed", **fields: Any) -> Scene:
    cohort = make_cohort()
    make_session(cohort)
    return {"sign_up": make_sign_up(cohort, state=state, **fields)}


def seat() -> Scene:
    cohort = make_cohort()
    make_session(cohort)
    return {"participant": make_participant(), "cohort": cohort}


def open_list() -> tuple[AttendanceList, Scene]:
    made = make_list()
    return made, {"session": made.session, "by": made.trainer, "now": DURING}


def mark() -> Scene:
    made, scene = open_list()
    return scene | {"participant": made.people[0], "state": "present", "seen": None}


def unmark() -> Scene:
    made, scene = open_list()
    row = make_attendance(made.session, made.people[0])
    return scene | {"participant": made.people[0], "seen": row.at}


def closed_list() -> Scene:
    made, scene = open_list()
    made.session.closed_at = AFTER
    made.session.save()
    correction = {"participant": made.people[0], "state": "absent", "reason": "x", "seen": None}
    return scene | correction | {"by": made.coordinator, "now": AFTER}


def planned() -> Scene:
    session = make_session()
    make_segment(session)
    return {"session": session}


def draft() -> Scene:
    cohort = make_cohort(state="draft", programme=None, kind="event")
    make_segment(make_session(cohort))
    return {"cohort": cohort}


def past_cohort() -> Scene:
    cohort = make_cohort()
    make_session(cohort, starts_at=NOW - timedelta(days=3), closed_at=NOW)
    return {"cohort": cohort}


def reworded() -> Scene:
    edition = curriculum.make_edition("2023")
    return {"criterion": curriculum.make_criterion(edition), "level": "may", "statement": "Neu."}


def adoptable() -> Scene:
    edition = curriculum.make_edition("2023")
    curriculum.make_criterion(edition)
    return {
        "edition": edition,
        "adopted_on": NOW.date(),
        "in_force_from": NOW.date(),
        "minute_reference": "TOP 1",
    }


def to_review() -> Scene:
    make_home_page()
    first = curriculum.make_edition("2023")
    old = curriculum.make_criterion(first)
    first = curriculum.make_adopted(first, date(2023, 1, 1))
    second = curriculum.make_edition("2025", predecessor=first)
    new = curriculum.make_criterion(second, statement="Anders.")
    curriculum.make_step(old, new, curriculum.Kind.REWORDED)
    curriculum.make_adopted(second, date(2025, 1, 1))
    by = make_user()
    module = curriculum.make_module("Grenzen", old, responsible=by)
    return {"module": module, "criterion": new, "reason": "Passt.", "by": by}


def membership(role: str = "trainer") -> Membership:
    return Membership.objects.create(
        user=make_user(), carrier=make_carrier(), role=role, since=date(2020, 1, 1)
    )


BEGIN = NOW + timedelta(days=7)
DEEDS: dict[str, Callable[[], Scene]] = {
    "cohorts.domain.admission.admit": lambda: seat() | {"reason": "x"},
    "cohorts.domain.admission.approve": lambda: held("requested"),
    "cohorts.domain.admission.decline_request": lambda: held("requested"),
    "cohorts.domain.admission.drop_out": held,
    "cohorts.domain.attendance.close": lambda: open_list()[1],
    "cohorts.domain.attendance.correct": closed_list,
    "cohorts.domain.attendance.mark": mark,
    "cohorts.domain.attendance.mark_rest_present": lambda: open_list()[1],
    "cohorts.domain.attendance.unmark": unmark,
    "cohorts.domain.calendar_links.renew_link": lambda: {
        "link": CalendarLink.objects.create(user=make_user())
    },
    "cohorts.domain.capacity.set_capacity": lambda: {"cohort": make_cohort(), "capacity": 9},
    "cohorts.domain.capacity.set_guest_capacity": lambda: planned() | {"capacity": 9},
    "cohorts.domain.carriers.appoint": lambda: {
        "user": make_user(),
        "carrier": make_carrier(),
        "role": "trainer",
        "since": NOW.date(),
    },
    "cohorts.domain.carriers.change": lambda: {"carrier": make_carrier(), "district": "Fulda"},
    "cohorts.domain.carriers.end_membership": lambda: {"membership": membership()},
    "cohorts.domain.carriers.enter": lambda: {"name": "Neuer Träger"},
    "cohorts.domain.cohort_life.cancel": lambda: {"cohort": make_cohort(), "reason": "x"},
    "cohorts.domain.cohort_life.change": lambda: {"cohort": make_cohort(), "lead": "Anders."},
    "cohorts.domain.cohort_life.close": past_cohort,
    "cohorts.domain.cohort_life.create": lambda: {
        "title": "Neuer Kurs",
        "organiser": make_carrier(),
    },
    "cohorts.domain.cohort_life.publish": draft,
    "cohorts.domain.places.change": lambda: {"place": make_place(), "town": "Gießen"},
    "cohorts.domain.places.create": lambda: {
        "carrier": make_carrier(),
        "name": "Haus",
        "town": "Fulda",
    },
    "cohorts.domain.privacy.erase": lambda: {"participant": make_participant(), "reason": "x"},
    "cohorts.domain.privacy.retain": lambda: {
        "participant": make_participant(),
        "until": NOW.date(),
        "reason": "x",
    },
    "cohorts.domain.register.affiliate": lambda: {
        "participant": make_participant(),
        "carrier": make_carrier(),
    },
    "cohorts.domain.register.correct": lambda: {
        "participant": make_participant(),
        "full_name": "Amina Berg",
    },
    "cohorts.domain.register.enter": lambda: {
        "full_name": "Amina Berg",
        "carrier": make_carrier(),
    },
    "cohorts.domain.sign_up.accept": lambda: held("offered"),
    "cohorts.domain.sign_up.decline": lambda: held("offered"),
    "cohorts.domain.sign_up.request_seat": seat,
    "cohorts.domain.sign_up.sign_off": held,
    "cohorts.domain.timetable.cancel_session": lambda: planned() | {"reason": "x"},
    "cohorts.domain.timetable.change_session": lambda: planned() | {"title": "Anders"},
    "cohorts.domain.timetable.plan_session": lambda: {
        "cohort": make_cohort(),
        "title": "Neu",
        "starts_at": BEGIN,
        "ends_at": BEGIN + timedelta(hours=2),
        "segments": [PlannedSegment(kind="teaching", minutes=90)],
    },
    "cohorts.domain.timetable.reinstate_session": lambda: {
        "session": make_session(status="cancelled", status_note="x")
    },
    "cohorts.domain.timetable.set_segments": lambda: (
        planned() | {"segments": [PlannedSegment(kind="teaching", minutes=60)]}
    ),
    "cohorts.domain.timetable.set_trainers": lambda: planned() | {"trainers": ["Gast"]},
    "cohorts.domain.timetable.shift_session": lambda: planned() | {"days": 1},
    "curriculum.domain.drafting.reword": reworded,
    "curriculum.domain.editions.adopt": adoptable,
    "curriculum.domain.links.confirm": to_review,
}


def entries() -> list[tuple[str, int | None]]:
    return [
        (entry.action, entry.user_id)
        for model in (LogEntry, ModelLogEntry, PageLogEntry)
        for entry in model.objects.order_by("pk")
    ]


def test_every_deed_is_carried_out_here() -> None:
    found = {name for name, _function in deeds()} - NOT_DEEDS

    assert sorted(DEEDS) == sorted(found)


@pytest.mark.parametrize(
    ("name", "deed"), [found for found in deeds() if found[0] not in NOT_DEEDS]
)
def test_a_deed_writes_exactly_one_entry(name: str, deed: Callable[..., object]) -> None:
    scene = {"by": make_coordinator(make_carrier()), "now": NOW} | DEEDS[name]()
    before = len(entries())

    deed(**scene)

    written = entries()
    assert len(written) - before == 1, written[before:]
    assert scene["by"].pk in {user for _action, user in written}


def test_whoever_acts_is_named_and_never_by_position() -> None:
    for name, function in deeds():
        kind = inspect.signature(function).parameters["by"].kind
        assert kind is inspect.Parameter.KEYWORD_ONLY, name
