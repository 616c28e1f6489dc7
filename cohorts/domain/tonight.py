"""Tonight: all that somebody needs who teaches one session, on one page.

For trainers of the session, coordinators of the organiser and whoever stands in that evening.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from wagtail.models import Revision

from cohorts.domain import consents, rosters, wall_time
from cohorts.domain.plan_times import Laid, PlanRow, Slot, after, lay
from cohorts.domain.rosters import Entry
from cohorts.models import CohortModule, Segment, Session
from curriculum.domain import teaching
from curriculum.domain.teaching import Handout, Teaching
from curriculum.models import MethodCard


@dataclass(frozen=True, slots=True)
class ModuleTonight:
    """A module of this session: what it wants, and how its plan fits the time in the course."""

    teaching: Teaching
    laid: Laid
    earlier: tuple[PlanRow, ...]  # rows of the plan on evenings before this one
    later: tuple[PlanRow, ...]
    is_spread: bool  # has time on other evenings, too


@dataclass(frozen=True, slots=True)
class Part:
    """A segment by the clock. `state`: past, now or ahead."""

    segment: Segment
    begins: datetime
    ends: datetime
    state: str
    module: ModuleTonight | None = None
    rows: tuple[PlanRow, ...] = ()
    is_continued: bool = False  # the module began in an earlier part of this evening

    @property
    def title(self) -> str:
        return self.module.teaching.title if self.module else ""

    @property
    def anchor(self) -> str:
        return f"teil-{self.segment.position}"


@dataclass(frozen=True, slots=True)
class Material:
    """Something to take along, and when it is needed first."""

    text: str
    needed_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """One name on the list of this session."""

    entry: Entry
    may_be_photographed: bool

    @property
    def name(self) -> str:
        return self.entry.participant.full_name

    @property
    def cannot_come(self) -> bool:
        """Told so beforehand."""
        return self.entry.has_cancelled


@dataclass(frozen=True, slots=True)
class Tonight:
    session: Session
    parts: tuple[Part, ...]
    materials: tuple[Material, ...]
    cards: tuple[MethodCard, ...]
    handouts: tuple[Handout, ...]
    people: tuple[Person, ...]
    trainers: tuple[str, ...]
    before: Session | None
    following: Session | None

    @property
    def modules(self) -> tuple[ModuleTonight, ...]:
        """Each module once, in the order of the evening."""
        return tuple(part.module for part in self.parts if part.module and not part.is_continued)

    @property
    def spare_minutes(self) -> int:
        """Time at the end that no part fills; below nothing if the parts are too long."""
        return self.session.length - sum(part.segment.minutes for part in self.parts)

    @property
    def expected(self) -> int:
        """People who have neither left nor told that they cannot come."""
        return sum(person.entry.is_expected for person in self.people)


def of(session: Session, *, now: datetime) -> Tonight:
    """The page of one session. At most twelve queries, whatever its size."""
    others = list(
        Session.objects.filter(cohort=session.cohort_id)
        .filter(~Q(status=Session.Status.CANCELLED) | Q(pk=session.pk))
        .order_by("starts_at", "pk")
    )
    segments = list(
        Segment.objects.filter(session__in=others)
        .select_related("module")
        .order_by("session__starts_at", "session", "position")
    )
    modules = _modules(session, others, segments)
    parts = _parts(session, segments, modules, now)
    rows = [row for part in parts for row in part.rows]
    place = next(n for n, other in enumerate(others) if other.pk == session.pk)
    return Tonight(
        session=session,
        parts=parts,
        materials=_materials(rows),
        cards=tuple(dict.fromkeys(row.step.card for row in rows if row.step.card)),
        handouts=tuple(
            handout
            for part in parts
            if part.module and not part.is_continued
            for handout in part.module.teaching.handouts
        ),
        people=_people(session, wall_time.day_of(session.starts_at)),
        trainers=_trainers(session),
        before=others[place - 1] if place else None,
        following=others[place + 1] if place + 1 < len(others) else None,
    )


def _trainers(session: Session) -> tuple[str, ...]:
    """Trainers and guest speakers. Whoever gave no name is not shown by e-mail address."""
    names = (
        trainer.name or (trainer.user.name if trainer.user else "")
        for trainer in session.trainers.select_related("user")
    )
    return tuple(name for name in names if name)


def _parts(
    session: Session,
    segments: Iterable[Segment],
    modules: Mapping[int, ModuleTonight],
    now: datetime,
) -> tuple[Part, ...]:
    """The segments of this session one after the other, by the clock."""
    begins, parts = session.starts_at, []
    met: set[int] = set()
    for segment in segments:
        if segment.session_id != session.pk:
            continue
        ends = after(begins, segment.minutes)
        module = modules.get(segment.module_id or 0)
        parts.append(
            Part(
                segment=segment,
                begins=begins,
                ends=ends,
                state="past" if ends <= now else "now" if begins <= now else "ahead",
                module=module,
                rows=module.laid.rows[segment.pk] if module else (),
                is_continued=segment.module_id in met,
            )
        )
        met |= {segment.module_id} if segment.module_id else set()
        begins = ends
    return tuple(parts)


def _modules(
    session: Session, sessions: Iterable[Session], segments: Iterable[Segment]
) -> dict[int, ModuleTonight]:
    """The modules of this session by number, each laid over its time in the whole cohort."""
    segments = list(segments)
    tonight = [s for s in segments if s.session_id == session.pk and s.module_id]
    taught = teaching.read(_contents(session, tonight))
    slots = _slots(sessions, segments)
    order = {other.pk: place for place, other in enumerate(sessions)}
    evening_of = {segment.pk: order[segment.session_id] for segment in segments}
    here = order[session.pk]
    found = {}
    for number, module in taught.items():
        times = [slots[s.pk] for s in segments if s.module_id == number]
        laid = lay(module.steps, times)
        found[number] = ModuleTonight(
            teaching=module,
            laid=laid,
            earlier=tuple(
                row for key, rows in laid.rows.items() if evening_of[key] < here for row in rows
            ),
            later=tuple(
                row for key, rows in laid.rows.items() if evening_of[key] > here for row in rows
            ),
            is_spread=any(evening_of[slot.key] != here for slot in times),
        )
    return found


def _slots(sessions: Iterable[Session], segments: Iterable[Segment]) -> dict[int, Slot]:
    """The time of every segment, by its number."""
    begins = {session.pk: session.starts_at for session in sessions}
    with_breaks = {s.session_id for s in segments if s.kind == Segment.Kind.BREAK}
    slots = {}
    for segment in segments:
        begin = begins[segment.session_id]
        has_breaks = segment.session_id in with_breaks
        slots[segment.pk] = Slot(segment.pk, begin, segment.minutes, has_breaks)
        begins[segment.session_id] = after(begin, segment.minutes)
    return slots


def _contents(session: Session, segments: Iterable[Segment]) -> dict[int, dict[str, Any]]:
    """The revision that counts, by module: what was taught, else the pinned one, else the live one.

    A module that never had a revision is taken as it stands.
    """
    modules = {s.module_id: s.module for s in segments if s.module_id and s.module}
    pinned = dict(
        CohortModule.objects.filter(cohort=session.cohort_id, module__in=modules).values_list(
            "module", "revision"
        )
    )
    taught = {s.module_id: s.taught_revision_id for s in segments if session.closed_at}
    wanted = {
        number: taught.get(number) or pinned.get(number) or module.live_revision_id
        for number, module in modules.items()
    }
    revisions = Revision.objects.in_bulk([pk for pk in wanted.values() if pk])
    return {
        number: revisions[pk].content if pk else modules[number].serializable_data()
        for number, pk in wanted.items()
    }


def _materials(rows: Iterable[PlanRow]) -> tuple[Material, ...]:
    """Everything to take along this evening, each once, in the order in which it is needed."""
    found: dict[str, Material] = {}
    for row in rows:
        card = row.step.card.material if row.step.card else ""
        for text in [row.step.material, *card.splitlines()]:
            text = " ".join(text.split())
            if text:
                found.setdefault(text.casefold(), Material(text, row.begins))
    return tuple(found.values())


def _people(session: Session, day: date) -> tuple[Person, ...]:
    """The names on the list, with what a trainer has to know of each, and nothing else."""
    entries = [entry for entry in rosters.roster(session) if entry.applies]
    photos = consents.photos_allowed([entry.participant for entry in entries], day)
    return tuple(
        Person(
            entry=entry,
            may_be_photographed=entry.participant.pk in photos,
        )
        for entry in entries
    )
