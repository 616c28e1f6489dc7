"""One more carrier with courses in every state: the pattern of all further ones.

Made through the domain, each deed at its own time, so that what is copied from it later keeps all
rules. Everything of carrier number n is recognised by the ending `-n` of addresses and slugs.
"""

from collections.abc import Sequence
from datetime import date, time

from django.db.models import F

from cohorts.domain import attendance, calendar_links, cohort_life, sign_up, timetable
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Attendance, Cohort, Message, Participant, Session, SignUp
from home.demo.pattern_house import House, open_house

EVENING = (90, 15, 90)  # teaching, break, teaching: four units


def seed_pattern(*, number: int, name: str, town: str, district: str, on: date) -> None:
    """A carrier whose courses are planned, open, full, running, over and cancelled."""
    house = open_house(number=number, name=name, town=town, district=district, on=on)
    _planned(house)
    _coming(house)
    _full(house)
    _running(house)
    _over(house)
    _cancelled(house)
    _open_evening(house)
    _internal_meeting(house)
    for user in (house.coordinator, *house.trainers, house.learners[0].user):
        if user is not None:
            calendar_links.link_for(user=user)
    # The worker has sent what happened before today; nobody wants these mails now.
    Message.objects.filter(participant__in=house.learners).update(
        state=Message.State.SENT, sent_at=F("created_at"), attempts=1
    )


def _course(
    house: House, slot: str, title: str, first: int, weeks: int, **fields: object
) -> Cohort:
    """A draft with an evening a week, from so many days after the day of the demo."""
    by, written = house.coordinator, house.at(min(first - 60, -20))
    cohort = cohort_life.create(
        **{
            "title": f"{title} {house.town}",
            "slug": f"{slot}-{house.number}",
            "lead": "Ein Abend in der Woche. Kostenlos.",
            "organiser": house.carrier,
            "programme": house.programme,
            "visibility": Cohort.Visibility.PUBLIC,
            "capacity": 12,
        }
        | fields,
        by=by,
        now=written,
    )
    for week in range(weeks):
        module = house.modules[week % len(house.modules)] if cohort.programme else None
        timetable.plan_session(
            cohort=cohort,
            title=f"{week + 1}. Abend: {module.title}" if module else cohort.title,
            starts_at=house.at(first + 7 * week, time(18)),
            ends_at=house.at(first + 7 * week, time(21, 15)),
            segments=[
                PlannedSegment("break" if position % 2 else "teaching", minutes, None)
                if position % 2 or module is None
                else PlannedSegment("teaching", minutes, module)
                for position, minutes in enumerate(EVENING)
            ],
            place=None if cohort.capacity == 0 else house.places[week % 2],
            is_online=cohort.capacity == 0,
            online_address="https://treffen.kursbuch.example/abend" if not cohort.capacity else "",
            guest_capacity=8 if cohort.capacity == 0 else 0,
            trainers=[house.trainers[week % 2], *(["Dr. Adaeze Brunner"] if week == 1 else [])],
            by=by,
            now=written,
        )
    return cohort


def _publish(house: House, cohort: Cohort, days: int) -> Cohort:
    return cohort_life.publish(cohort=cohort, by=house.coordinator, now=house.at(days))


def _let_in(
    house: House, cohort: Cohort, learners: Sequence[Participant], days: int, *, web: bool = False
) -> list[SignUp]:
    return [
        sign_up.request_seat(
            participant=learner,
            cohort=cohort,
            carrier=house.carrier,
            source=SignUp.Source.WEB if web else SignUp.Source.STAFF,
            by=None if web else house.coordinator,
            now=house.at(days),
        )
        for learner in learners
    ]


def _hold(house: House, session: Session) -> None:
    """The evening takes place and its list is closed: one late, one excused, one missing."""
    trainer, after = house.trainers[0], session.ends_at
    held = SignUp.objects.filter(cohort=session.cohort_id, state=SignUp.State.CONFIRMED)
    there = [row.participant for row in held.select_related("participant")]
    turn = session.starts_at.toordinal() // 7
    for step, (state, late) in enumerate(
        [
            (Attendance.State.PARTLY, 25),
            (Attendance.State.EXCUSED, 0),
            (Attendance.State.ABSENT, 0),
        ]
    ):
        attendance.mark(
            session=session,
            participant=there[(turn + step) % len(there)],
            state=state,
            late_minutes=late,
            seen=None,
            by=trainer,
            now=after,
        )
    attendance.mark_rest_present(session=session, by=trainer, now=after)
    attendance.close(session=session, by=trainer, now=after)


def _hold_all_before_today(house: House, cohort: Cohort) -> None:
    for session in cohort.sessions.filter(ends_at__lt=house.at(0)).order_by("starts_at"):
        _hold(house, session)


def _planned(house: House) -> None:
    """Still a draft."""
    _course(house, "fruehjahr", "Basisqualifizierung", 90, 3)


def _coming(house: House) -> None:
    """Open, with requests that wait for an answer, and one that was turned down."""
    cohort = _publish(house, _course(house, "bald", "Basiskurs", 20, 8, needs_approval=True), -15)
    _let_in(house, cohort, house.learners[:8], -10)
    *_waiting, last = _let_in(house, cohort, house.learners[8:11], -4, web=True)
    sign_up.decline_request(
        sign_up=last, by=house.coordinator, now=house.at(-2), reason="wohnt in einem anderen Kreis"
    )


def _full(house: House) -> None:
    """Full: a line, an open offer, and what happened to the offers before."""
    cohort = _publish(house, _course(house, "voll", "Aufbaukurs", 30, 6, capacity=6), -14)
    rows = _let_in(house, cohort, house.learners[10:16], -12, web=True)
    line = _let_in(house, cohort, house.learners[16:21], -11, web=True)
    sign_up.sign_off(sign_up=rows[0], by=None, now=house.at(-10))  # offered to the first …
    sign_up.sign_off(sign_up=rows[1], by=None, now=house.at(-6))  # … who has let it pass
    sign_up.decline(sign_up=line[1], by=None, now=house.at(-5))
    sign_up.accept(sign_up=line[2], by=None, now=house.at(-5))
    sign_up.accept(sign_up=line[3], by=None, now=house.at(-4))
    _let_in(house, cohort, house.learners[21:23], -2, web=True)
    sign_up.sign_off(sign_up=rows[2], by=None, now=house.at(0))


def _running(house: House) -> None:
    """Three evenings are over; somebody has left."""
    cohort = _publish(house, _course(house, "laeuft", "Grundkurs", -21, 8), -40)
    rows = _let_in(house, cohort, house.learners[22:33], -30)
    _hold_all_before_today(house, cohort)
    sign_up.drop_out(
        sign_up=rows[-1], by=house.coordinator, now=house.at(-1), reason="neue Arbeit am Abend"
    )


def _over(house: House) -> None:
    """Last year's course, closed."""
    cohort = _publish(house, _course(house, "vorjahr", "Jahreskurs", -330, 8), -360)
    _let_in(house, cohort, house.learners[:12], -350)
    _hold_all_before_today(house, cohort)
    cohort_life.close(cohort=cohort, by=house.coordinator, now=house.at(-270))


def _cancelled(house: House) -> None:
    cohort = _publish(house, _course(house, "faellt-aus", "Wochenkurs", 40, 4), -15)
    _let_in(house, cohort, house.learners[33:38], -9)
    cohort_life.cancel(
        cohort=cohort, by=house.coordinator, now=house.at(-3), reason="Der Raum wird saniert."
    )


def _open_evening(house: House) -> None:
    """An evening online for guests."""
    cohort = _course(
        house,
        "abend",
        "Offener Abend",
        10,
        1,
        kind=Cohort.Kind.EVENT,
        programme=None,
        capacity=0,
    )
    cohort = _publish(house, cohort, -12)
    for learner in house.learners[:5]:
        sign_up.request_seat(
            participant=learner,
            cohort=cohort,
            session=cohort.sessions.get(),
            carrier=house.carrier,
            by=None,
            now=house.at(-8),
        )


def _internal_meeting(house: House) -> None:
    cohort = _course(
        house,
        "team",
        "Teamtreffen",
        -40,
        1,
        kind=Cohort.Kind.EVENT,
        programme=None,
        visibility=Cohort.Visibility.INTERNAL,
    )
    cohort = _publish(house, cohort, -60)
    _let_in(house, cohort, house.learners[30:36], -50)
    _hold_all_before_today(house, cohort)
    cohort_life.close(cohort=cohort, by=house.coordinator, now=house.at(-39))
