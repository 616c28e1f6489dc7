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
from allauth.mfa.models import Authenticator
from wagtail.models import ModelLogEntry, PageLogEntry

from cohorts.domain import sections
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import (
    AbsenceNotice,
    CalendarLink,
    CohortModule,
    Consent,
    Invitation,
    LogEntry,
    Membership,
    PersonalLink,
    Substitution,
)
from curriculum.domain import originals
from home.models import BarrierReport
from tests.factories import consulted, curriculum, drafts, findings
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
from tests.factories.decisions import to_decide
from tests.factories.feedback import make_asked
from tests.factories.home import make_home_page

ROOMS = ("cohorts.domain", "curriculum.domain")
OF_THE_HOUSE = ("home.barriers",)
NOT_DEEDS = {
    "cohorts.domain.log.record",  # what all of them call
    "cohorts.domain.attendance_rules.ensure_may_mark",
    "cohorts.domain.memberships.refuse_unless_may_appoint",
}
# What somebody says after a course knows nobody, in the log as well.
NAMELESS = {"cohorts.domain.feedback.give"}
Scene = dict[str, Any]
pytestmark = pytest.mark.django_db


def deeds() -> Iterator[tuple[str, Callable[..., object]]]:
    for place in (*modules(), *OF_THE_HOUSE):
        for name, function in vars(importlib.import_module(place)).items():
            if (
                inspect.isfunction(function)
                and function.__module__ == place
                and not name.startswith("_")
                and "by" in inspect.signature(function).parameters
            ):
                yield f"{place}.{name}", function


def modules() -> Iterator[str]:
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            yield found.name


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
        "approver": "Steuerkreis",
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


def newer_wording() -> Scene:
    make_home_page()
    module = curriculum.make_module("Grenzen")
    cohort = make_cohort()
    CohortModule.objects.create(
        cohort=cohort, module=module, revision=module.live_revision, planned_minutes=90
    )
    module.save_revision().publish()
    return {"cohort": cohort, "modules": [module]}


def seated() -> Scene:
    row = held()["sign_up"]
    return {"participant": row.participant, "session": row.cohort.sessions.get()}


def absent() -> Scene:
    scene = seated()
    AbsenceNotice.objects.create(at=NOW, **scene)
    return scene


def agreed() -> Scene:
    person = make_participant()
    Consent.objects.create(participant=person, kind="photos", given_on=NOW.date())
    return {"participant": person, "kind": "photos"}


def own_name() -> Scene:
    person = make_participant(full_name="Amina Berg", user=make_user())
    return {"participant": person, "full_name": "Amina Berg", "by": person.user}


def asked() -> Scene:
    row = make_asked()
    return {"sign_up": row, "useful": 4, "understood": 3, "by": row.participant.user}


def linked() -> Scene:
    person = make_participant()
    PersonalLink.objects.create(participant=person, made_at=NOW)
    return {"participant": person}


def with_factor() -> Scene:
    scene = in_team("membership")
    Authenticator.objects.create(user=scene["membership"].user, type="totp", data={})
    return scene


def original() -> Scene:
    make_home_page()
    section = sections.open_section(carrier=make_carrier(), by=None, now=NOW)
    return {"module": curriculum.make_module("Grenzen"), "parent": section}


def changed_original() -> Scene:
    local = originals.adapt(**original(), by=None, now=NOW)
    module = local.based_on
    module.save_revision().publish()
    module.refresh_from_db()
    return {"module": local, "revision": module.live_revision_id, "reason": "Passt."}


def team() -> Scene:
    carrier = make_carrier()
    return {"carrier": carrier, "by": make_coordinator(carrier)}


def in_team(name: str, role: str = "trainer") -> Scene:
    scene = team()
    row = Membership.objects.create(
        user=make_user(), carrier=scene["carrier"], role=role, since=date(2020, 1, 1)
    )
    return {name: row, "by": scene["by"]}


def promoted() -> Scene:
    scene = in_team("membership")
    row = scene.pop("membership")
    post = {"user": row.user, "carrier": row.carrier, "role": "coordinator"}
    return scene | post | {"since": NOW.date()}


def invitation() -> Scene:
    post = {"name": "", "role": "trainer", "since": NOW.date()}
    return team() | {"email": "neu@example.org"} | post


def invited() -> Scene:
    scene = team()
    row = Invitation.objects.create(
        carrier=scene["carrier"],
        role="trainer",
        email="neu@example.org",
        since=NOW.date(),
        invited_at=NOW,
    )
    return {"invitation": row, "by": scene["by"]}


def tonight() -> Scene:
    made = make_list()
    return {"session": made.session, "by": made.coordinator, "now": DURING}


def arranged() -> Scene:
    scene = tonight()
    row = Substitution.objects.create(session=scene["session"], name="Gast", made_at=NOW)
    return {"substitution": row, "by": scene["by"], "now": DURING}


DAY = timedelta(days=1)
BEGIN = NOW + timedelta(days=7)
DEEDS: dict[str, Callable[[], Scene]] = {
    "cohorts.domain.absence.take_back": absent,
    "cohorts.domain.absence.tell": lambda: seated(),
    "cohorts.domain.admission.admit": lambda: seat() | {"reason": "x"},
    "cohorts.domain.admission.approve": lambda: held("requested"),
    "cohorts.domain.admission.decline_request": lambda: held("requested"),
    "cohorts.domain.admission.drop_out": held,
    "cohorts.domain.adoption.adopt": adoptable,
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
    "cohorts.domain.carriers.change": lambda: {"carrier": make_carrier(), "district": "Fulda"},
    "cohorts.domain.carriers.enter": lambda: {"name": "Neuer Träger"},
    "cohorts.domain.carriers.open_centre": lambda: {"name": "Kompetenzzentrum"},
    "cohorts.domain.cohort_life.cancel": lambda: {"cohort": make_cohort(), "reason": "x"},
    "cohorts.domain.cohort_life.change": lambda: {"cohort": make_cohort(), "lead": "Anders."},
    "cohorts.domain.cohort_life.close": past_cohort,
    "cohorts.domain.cohort_life.create": lambda: {
        "title": "Neuer Kurs",
        "organiser": make_carrier(),
    },
    "cohorts.domain.cohort_life.discard": draft,
    "cohorts.domain.cohort_life.publish": draft,
    "cohorts.domain.cohort_life.take_newer_wording": newer_wording,
    "cohorts.domain.consents.record": lambda: {
        "participant": make_participant(),
        "kind": "photos",
        "given_on": NOW.date(),
        "by_guardian": False,
    },
    "cohorts.domain.consents.withdraw": agreed,
    "cohorts.domain.feedback.give": asked,
    "cohorts.domain.decisions.decide": lambda: (
        to_decide() | {"verdict": "adapt", "reason": "Eine Aussage ist neu."}
    ),
    "cohorts.domain.decisions.finish": lambda: to_decide(verdict="adapt") | {"on": NOW.date()},
    "cohorts.domain.invitations.decline": lambda: (
        invited() | {"by": make_user(email="neu@example.org")}
    ),
    "cohorts.domain.invitations.invite": invitation,
    "cohorts.domain.invitations.invite_again": lambda: invited() | {"now": NOW + DAY},
    "cohorts.domain.invitations.withdraw": invited,
    "cohorts.domain.joining.join": lambda: {
        "keep": make_participant(),
        "other": make_participant(),
        "reason": "x",
    },
    "cohorts.domain.memberships.appoint": promoted,
    "cohorts.domain.memberships.end": lambda: in_team("membership") | {"on": NOW.date()},
    "cohorts.domain.people.confirm_name": own_name,
    "cohorts.domain.personal_links.link_for": lambda: {"participant": make_participant()},
    "cohorts.domain.personal_links.renew": linked,
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
    "cohorts.domain.sections.open_section": lambda: (
        {"carrier": make_carrier()} if make_home_page() else {}
    ),
    "cohorts.domain.sign_ins.end_sign_ins": lambda: in_team("membership"),
    "cohorts.domain.sign_ins.reset_second_factor": with_factor,
    "cohorts.domain.sign_up.accept": lambda: held("offered"),
    "cohorts.domain.sign_up.decline": lambda: held("offered"),
    "cohorts.domain.sign_up.request_seat": seat,
    "cohorts.domain.sign_up.sign_off": held,
    "cohorts.domain.staff.deputise": lambda: (
        in_team("membership", "coordinator")
        | {"email": "neu@example.org", "since": NOW.date(), "until": NOW.date()}
    ),
    "cohorts.domain.substitutions.arrange": lambda: tonight() | {"name": "Gast"},
    "cohorts.domain.substitutions.withdraw": arranged,
    "cohorts.domain.timetable.cancel_session": lambda: planned() | {"reason": "x"},
    "cohorts.domain.timetable.change_session": lambda: planned() | {"title": "Anders"},
    "cohorts.domain.timetable.discard_session": lambda: {
        "session": make_session(make_cohort(state="draft"))
    },
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
    "curriculum.domain.originals.adapt": original,
    "curriculum.domain.originals.take_note": changed_original,
    "home.barriers.report": lambda: {"text": "Zu klein.", "page": "/", "email": ""},
    "home.barriers.settle": lambda: {
        "report": BarrierReport.objects.create(text="Zu klein.", reported_at=NOW),
        "outcome": "Größer.",
    },
} | (drafts.DEEDS | consulted.DEEDS | findings.DEEDS)


def entries() -> list[tuple[str, int | None]]:
    """Of deeds; Wagtail keeps its own entries about pages beside them."""
    return [
        (entry.action, entry.user_id)
        for model in (LogEntry, ModelLogEntry, PageLogEntry)
        for entry in model.objects.exclude(action__startswith="wagtail.").order_by("pk")
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
    named = {user for _action, user in written}
    assert (scene["by"].pk in named) is (name not in NAMELESS)


def test_whoever_acts_is_named_and_never_by_position() -> None:
    for name, function in (found for found in deeds() if found[0] not in NOT_DEEDS):
        kind = inspect.signature(function).parameters["by"].kind
        assert kind is inspect.Parameter.KEYWORD_ONLY, name
