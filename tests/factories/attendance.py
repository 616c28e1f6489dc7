"""A session with people, trainer and coordinator, ready for its attendance list."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from cohorts.models import Attendance, Participant, Segment, Session
from curriculum.models import ModuleIndexPage, ModulePage
from home.models import User
from tests.factories.cohorts import (
    make_cohort,
    make_coordinator,
    make_participant,
    make_segment,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)
from tests.factories.home import make_home_page

# Tuesday, 18:00 to 21:15 in Berlin, winter time: 90 minutes, 15 minutes of break, 90 minutes.
BEGIN = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
DURING = BEGIN + timedelta(minutes=20)
AFTER = BEGIN + timedelta(hours=4)
PARTS = ((90, "teaching"), (15, "break"), (90, "teaching"))
_numbers = count(1)


@dataclass(frozen=True)
class AttendanceList:
    session: Session
    people: list[Participant]
    trainer: User
    coordinator: User


def make_list(people: int = 3, **fields: object) -> AttendanceList:
    begin = fields.setdefault("starts_at", BEGIN)
    session = make_session(
        fields.pop("cohort", None) or make_cohort(capacity=50, title="Kurs Wetzlar"),
        **{"ends_at": begin + timedelta(minutes=195), "title": "Grenzen achten"} | fields,
    )
    for minutes, kind in PARTS:
        make_segment(session, minutes=minutes, kind=kind)
    participants = [
        make_participant(full_name=f"Teilnehmerin {number:02}") for number in range(1, people + 1)
    ]
    for participant in participants:
        make_sign_up(session.cohort, participant)
    trainer = make_trainer(session, make_user(name="Amira Lotz"))
    coordinator = make_coordinator(session.cohort.organiser, name="Jonas Berger")
    return AttendanceList(session, participants, trainer, coordinator)


def make_attendance(
    session: Session, participant: Participant, state: str = "present", **fields: object
) -> Attendance:
    return Attendance.objects.create(
        session=session, participant=participant, state=state, **{"at": BEGIN} | fields
    )


def make_module(title: str = "Grenzen", **fields: object) -> ModulePage:
    """A live module with a revision."""
    home = make_home_page()
    shelf = ModuleIndexPage.objects.first() or home.add_child(
        instance=ModuleIndexPage(title="Module", slug="module")
    )
    page = shelf.add_child(
        instance=ModulePage(title=title, slug=f"modul-{next(_numbers)}", **fields)
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def teach(session: Session, *modules: ModulePage) -> None:
    """Give the counting parts of the session their modules, one after the other."""
    parts = [segment for segment in session.segments.all() if segment.kind != Segment.Kind.BREAK]
    for segment, module in zip(parts, modules, strict=False):
        segment.module = module
        segment.save()
