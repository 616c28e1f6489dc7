"""The deeds of the named story: each goes through the domain, at its own time.

Days are counted from the day of the demo. A timetable is written in words such as
"3:90 b:15 3:90": module 3 for ninety minutes, a break, module 3 again. `-` is a part without
module, an `e` behind the number an excursion, and a slug names a module for active guides.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from cohorts.domain import attendance, cohort_life, log, register, sign_up, timetable, wall_time
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import (
    Attendance,
    Carrier,
    Cohort,
    Participant,
    Place,
    Segment,
    Session,
    SignUp,
)
from curriculum.models import ModulePage, ProgrammePage
from home.demo.learners import Learner
from home.models import User

State = Attendance.State
ODD_ONES = ((State.PARTLY, 25), (State.EXCUSED, 0), (State.ABSENT, 0))  # state, minutes late


@dataclass(slots=True)
class Story:
    """What the parts of the story share: the day, the people, the rooms and the modules."""

    on: date
    now: datetime
    carriers: dict[str, Carrier]
    coordinators: dict[str, User]
    trainers: dict[str, User]
    rooms: dict[str, Place]
    modules: dict[str, ModulePage]
    programmes: dict[str, ProgrammePage]
    entered: Iterator[int]  # numbers of the learners, for their addresses
    learners: dict[str, Participant] = field(default_factory=dict)  # by name

    def day(self, days: int) -> date:
        return self.on + timedelta(days=days)

    def at(self, days: int, wall: time = time(9, 30)) -> datetime:
        """That time on that day; nothing is ever done later than now."""
        return wall_time.berlin(self.day(days), wall).at

    def done_at(self, days: int) -> datetime:
        return min(self.at(days), self.now)

    def next(self, weekday: int, after: int) -> int:
        """The first such weekday (Monday is 0) from that day on, in days."""
        return after + (weekday - self.day(after).weekday()) % 7

    def weekly(self, first: int, count: int, every: int = 7) -> list[int]:
        """So many days from the first one on; between Christmas and New Year nobody meets."""
        days = [first]
        while len(days) < count:
            day = days[-1] + every
            while self._is_quiet(self.day(day)):
                day += 7
            days.append(day)
        return days

    @staticmethod
    def _is_quiet(day: date) -> bool:
        return (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 2)

    def parts(self, words: str) -> list[PlannedSegment]:
        return [self._part(*word.split(":")) for word in words.split()]

    def _part(self, what: str, minutes: str) -> PlannedSegment:
        if what == "b":
            return PlannedSegment(Segment.Kind.BREAK, int(minutes))
        number = what.removesuffix("e")
        kind = Segment.Kind.EXCURSION if number != what else Segment.Kind.TEACHING
        if number.isdecimal():
            module = next(m for m in self.modules.values() if m.number == int(number))
        elif what in self.modules:
            module, kind = self.modules[what], Segment.Kind.TEACHING
        else:
            return PlannedSegment(kind, int(minutes))
        return PlannedSegment(kind, int(minutes), module)

    # --- People ---------------------------------------------------------------------------

    def enter(
        self,
        learner: Learner | str,
        carrier: str,
        days: int,
        *,
        email: str | None = None,
        of_age_on: date | None = None,
    ) -> Participant:
        """Somebody becomes a learner of the carrier; on the first day of the story or later."""
        name = learner if isinstance(learner, str) else learner.name
        if name in self.learners:
            return self.learners[name]
        number = next(self.entered)
        with log.dated(self.done_at(days)):
            person = register.enter(
                full_name=name,
                carrier=self.carriers[carrier],
                email=f"person{number}@kursbuch.example" if email is None else email,
                of_age_on=of_age_on,
                by=self.coordinators[carrier],
                now=self.done_at(days),
            )
        self.learners[name] = person
        return person

    def enter_all(
        self, learners: Iterable[Learner | str], carrier: str, days: int
    ) -> list[Participant]:
        return [self.enter(learner, carrier, days) for learner in learners]

    def sign_up(
        self,
        cohort: Cohort,
        people: Iterable[Participant],
        days: int,
        *,
        session: Session | None = None,
        carrier: str | None = None,
        by_staff: bool = False,
    ) -> list[SignUp]:
        """They ask for a seat, on the web or through the coordinator of the organiser."""
        made = []
        now = self.done_at(days)
        by = self.coordinator_of(cohort) if by_staff else None
        for person in people:
            with log.dated(now):
                made.append(
                    sign_up.request_seat(
                        participant=person,
                        cohort=cohort,
                        session=session,
                        carrier=self.carriers[carrier] if carrier else None,
                        source=SignUp.Source.STAFF if by_staff else SignUp.Source.WEB,
                        agreed_at=None if by_staff else now,
                        by=by,
                        now=now,
                    )
                )
        return made

    def coordinator_of(self, cohort: Cohort) -> User:
        key = next(key for key, found in self.carriers.items() if found.pk == cohort.organiser_id)
        return self.coordinators[key]

    # --- Courses --------------------------------------------------------------------------

    def draft(self, carrier: str, days: int, **fields: object) -> Cohort:
        """A public course of the basic qualification, unless `fields` say something else.

        `programme` is a slug, or None for a course without one.
        """
        if "programme" in fields:
            slug = fields["programme"]
            fields["programme"] = self.programmes[str(slug)] if slug else None
        elif fields.get("kind") != Cohort.Kind.EVENT:
            fields["programme"] = self.programmes["basisqualifizierung"]
        with log.dated(self.done_at(days)):
            return cohort_life.create(
                **{
                    "organiser": self.carriers[carrier],
                    "visibility": Cohort.Visibility.PUBLIC,
                    "capacity": 15,
                }
                | fields,
                by=self.coordinators[carrier],
                now=self.done_at(days),
            )

    def plan(
        self,
        cohort: Cohort,
        title: str,
        day: int | date,
        begin: time,
        end: time,
        words: str,
        *,
        room: str | None = None,
        online: str = "",
        trainers: Sequence[User | str] = (),
        guests: int = 0,
        written: int = -30,
        status: str = Session.Status.CONFIRMED,
    ) -> Session:
        """A session in that room, or online at that address."""
        day = self.day(day) if isinstance(day, int) else day
        with log.dated(self.done_at(written)):
            return timetable.plan_session(
                cohort=cohort,
                title=title,
                starts_at=wall_time.berlin(day, begin).at,
                ends_at=wall_time.berlin(day, end).at,
                segments=self.parts(words),
                place=self.rooms[room] if room else None,
                is_online=room is None,
                online_address=online,
                guest_capacity=guests,
                trainers=trainers,
                status=status,
                by=self.coordinator_of(cohort),
                now=self.done_at(written),
            )

    def publish(self, cohort: Cohort, days: int) -> Cohort:
        with log.dated(self.done_at(days)):
            return cohort_life.publish(
                cohort=cohort, by=self.coordinator_of(cohort), now=self.done_at(days)
            )

    def close(self, cohort: Cohort, now: datetime) -> Cohort:
        with log.dated(now):
            return cohort_life.close(cohort=cohort, by=self.coordinator_of(cohort), now=now)

    # --- Attendance -----------------------------------------------------------------------

    def hold(
        self,
        session: Session,
        by: User,
        *,
        odd: Sequence[Participant] = (),
        turn: int = 0,
    ) -> None:
        """The session takes place and its list is closed: one late, one excused, one missing.

        Those are the `odd` ones, or people who change from session to session.
        """
        now = session.ends_at + timedelta(minutes=5)
        with log.dated(now):
            people = odd or self._some(session, turn)
            for person, (state, late) in zip(people, ODD_ONES, strict=False):
                attendance.mark(
                    session=session,
                    participant=person,
                    state=state,
                    late_minutes=late,
                    seen=None,
                    by=by,
                    now=now,
                )
            attendance.mark_rest_present(session=session, by=by, now=now)
            attendance.close(session=session, by=by, now=now)

    def _some(self, session: Session, turn: int) -> list[Participant]:
        held = SignUp.objects.filter(
            cohort=session.cohort_id, session=None, state=SignUp.State.CONFIRMED
        )
        there = [row.participant for row in held.select_related("participant").order_by("pk")]
        if len(there) < 2 * len(ODD_ONES):
            return there[turn % max(len(there), 1) :][:1]
        start = turn * len(ODD_ONES) % len(there)
        return (there + there)[start : start + len(ODD_ONES)]

    def hold_past(self, cohort: Cohort, by: User) -> None:
        """All sessions that are over by now have taken place."""
        past = cohort.sessions.not_cancelled().filter(ends_at__lt=self.now, closed_at=None)
        for turn, session in enumerate(past.order_by("starts_at")):
            self.hold(session, by, turn=turn)
