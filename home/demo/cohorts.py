"""Carriers, rooms, courses and the people in them, all dated from the day of seeding."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cohorts.domain import attendance, cohort_life, people, places, sign_up, timetable, wall_time
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import (
    Attendance,
    Carrier,
    Cohort,
    Membership,
    Participant,
    Place,
    Session,
    SignUp,
)
from curriculum.models import ModulePage, ProgrammePage
from home.demo.people import LEARNERS, ROLES
from home.models import User


@dataclass(frozen=True, slots=True)
class Staff:
    centre: User
    coordinator: User
    trainer: User
    trainee: User


def seed_staff(*, on: date) -> Staff:
    """The people as whom a visitor looks around, and the carriers they work for."""
    users = {role.key: User.objects.create_user(role.email, name=role.name) for role in ROLES}
    centre = Carrier.objects.create(
        name="Kompetenzzentrum Lotsendienste",
        is_centre=True,
        district="Frankfurt am Main",
        contact="zentrum@kursbuch.example",
        since=2014,
    )
    lahn = Carrier.objects.create(
        name="Brückenwerk Lahn e. V.",
        district="Lahn-Dill-Kreis",
        since=2016,
        contact="lahn@kursbuch.example",
        languages="Arabisch, Dari, Deutsch, Tigrinya, Ukrainisch",
    )
    burgwald = Carrier.objects.create(
        name="Ankommen Burgwald gGmbH",
        district="Landkreis Marburg-Biedenkopf",
        since=2019,
        contact="burgwald@kursbuch.example",
        languages="Deutsch, Kurdisch, Rumänisch, Türkisch",
    )
    other = User.objects.create_user("burgwald@kursbuch.example", name="Ilse Nakamura-Vogt")
    since = on - timedelta(days=400)
    for user, carrier, role in [
        (users["centre"], centre, Membership.Role.COORDINATOR),
        (users["coordinator"], lahn, Membership.Role.COORDINATOR),
        (users["trainer"], lahn, Membership.Role.TRAINER),
        (other, burgwald, Membership.Role.COORDINATOR),
    ]:
        Membership.objects.create(user=user, carrier=carrier, role=role, since=since)
    return Staff(**users)


DAY = (90, 15, 90, 45, 90, 15, 90)  # teaching and breaks in turn, in minutes: eight units


def _day(*modules: ModulePage) -> list[PlannedSegment]:
    """A day of teaching; the first parts serve these modules, the rest other themes."""
    themes = [*modules, None, None, None, None]
    return [
        PlannedSegment("break", minutes)
        if position % 2
        else PlannedSegment("teaching", minutes, themes[position // 2])
        for position, minutes in enumerate(DAY)
    ]


def seed_cohorts(
    *,
    staff: Staff,
    programme: ProgrammePage,
    role: ModulePage,
    boundaries: ModulePage,
    on: date,
    now: datetime,
) -> None:
    """A course that starts today, a full one, another carrier's, a meeting, an open evening."""
    lahn = Carrier.objects.get(district="Lahn-Dill-Kreis")
    burgwald = Carrier.objects.get(district="Landkreis Marburg-Biedenkopf")
    centre = Carrier.objects.get(is_centre=True)
    harbour = places.create(
        by=None,
        now=now,
        carrier=lahn,
        name="Ankerhaus, Raum 2",
        address="Am Kai 4",
        town="Wetzlar",
        district="Lahn-Dill-Kreis",
        access="stufenlos, Bus 12 bis Lahnbrücke",
    )
    reading_room = places.create(
        by=None,
        now=now,
        carrier=burgwald,
        name="Lesesaal am Steinweg",
        address="Steinweg 31",
        town="Marburg",
        district="Landkreis Marburg-Biedenkopf",
        access="zwei Stufen, Aufzug im Hof",
    )
    seminar = places.create(
        by=None,
        now=now,
        carrier=centre,
        name="Haus am Schwanenteich",
        address="Ringallee 70",
        town="Gießen",
        district="Landkreis Gießen",
        access="stufenlos",
    )

    def course(
        title: str,
        slug: str,
        lead: str,
        organiser: Carrier,
        by: User,
        first: date,
        place: Place,
        capacity: int,
        needs_approval: bool = False,
    ) -> Cohort:
        cohort = cohort_life.create(
            title=title,
            slug=slug,
            lead=lead,
            organiser=organiser,
            programme=programme,
            visibility=Cohort.Visibility.PUBLIC,
            capacity=capacity,
            needs_approval=needs_approval,
            by=by,
            now=now,
        )
        for days, name, modules in [
            (0, "Ankommen; Rolle und Aufgaben", (role, role)),
            (7, "Grenzen erkennen; Gespräche führen", (boundaries,)),
            (14, "Grenzen wahren; Netzwerke vor Ort", (boundaries,)),
        ]:
            day = first + timedelta(days=days)
            timetable.plan_session(
                cohort=cohort,
                title=name,
                starts_at=wall_time.berlin(day, time(9)).at,
                ends_at=wall_time.berlin(day, time(16, 15)).at,
                segments=_day(*modules),
                place=place,
                trainers=[staff.trainer],
                by=by,
                now=now,
            )
        cohort_life.publish(cohort=cohort, by=by, now=now)
        return cohort

    open_course = course(
        "Basisqualifizierung Wetzlar",
        "basis-wetzlar",
        "Drei Tage in zwei Wochen. Kostenlos, mit Kinderbetreuung.",
        lahn,
        staff.coordinator,
        on,
        harbour,
        15,
    )
    full_course = course(
        "Basisqualifizierung Braunfels",
        "basis-braunfels",
        "Drei Samstage in kleiner Gruppe. Kostenlos.",
        lahn,
        staff.coordinator,
        on + timedelta(days=13),
        harbour,
        5,
        needs_approval=True,
    )
    running = course(
        "Basisqualifizierung Marburg",
        "basis-marburg",
        "Drei Tage am Vormittag und Nachmittag. Kostenlos.",
        burgwald,
        User.objects.get(email="burgwald@kursbuch.example"),
        on - timedelta(days=5),
        reading_room,
        8,
    )
    meeting = cohort_life.create(
        title="Vernetzungstreffen „Grenzen“",
        slug="vernetzungstreffen-grenzen",
        lead="Träger, Lotsinnen und Lotsen berichten, wo Begleiten aufhört.",
        kind=Cohort.Kind.EVENT,
        organiser=centre,
        visibility=Cohort.Visibility.PUBLIC,
        capacity=40,
        by=staff.centre,
        now=now,
    )
    evening = cohort_life.create(
        title="Reflexionsgespräch für aktive Lotsinnen und Lotsen",
        slug="reflexionsgespraech",
        lead="Ein offener Abend für alle, die schon begleiten. Ohne Kurs, mit Zeit zum Reden.",
        kind=Cohort.Kind.EVENT,
        organiser=centre,
        visibility=Cohort.Visibility.PUBLIC,
        capacity=0,
        by=staff.centre,
        now=now,
    )
    for cohort, title, day, start, end, place, guests in [
        (
            meeting,
            "Vernetzungstreffen „Grenzen“",
            date(2024, 3, 20),
            time(10),
            time(15),
            seminar,
            0,
        ),
        (evening, "Reflexionsgespräch", on + timedelta(days=3), time(17, 30), time(19), None, 12),
    ]:
        timetable.plan_session(
            cohort=cohort,
            title=title,
            starts_at=wall_time.berlin(day, start).at,
            ends_at=wall_time.berlin(day, end).at,
            place=place,
            is_online=place is None,
            online_address="" if place else "https://treffen.kursbuch.example/reflexion",
            guest_capacity=guests,
            segments=[PlannedSegment("teaching", 90)],
            trainers=["Dr. Adaeze Brunner"],
            by=staff.centre,
            now=now,
        )
        cohort_life.publish(cohort=cohort, by=staff.centre, now=now)
    _seed_people(staff, open_course, full_course, running, now=now)


def _seed_people(
    staff: Staff, open_course: Cohort, full_course: Cohort, running: Cohort, *, now: datetime
) -> None:
    """Ten in the course of today, seven and a request for five seats, six in the running one."""
    trainee = people.participant_for(user=staff.trainee, full_name=staff.trainee.name, now=now)
    learners = [trainee] + [
        Participant.objects.create(full_name=name, email=f"person{number}@kursbuch.example")
        for number, name in enumerate(LEARNERS[1:], start=2)
    ]
    for cohort, group in [
        (open_course, learners[2:12]),
        (full_course, learners[5:12]),
        (running, learners[:6]),
    ]:
        for participant in group:
            sign_up.request_seat(
                participant=participant,
                cohort=cohort,
                carrier=cohort.organiser,
                source=SignUp.Source.STAFF,
                by=cohort.organiser.memberships.get(role=Membership.Role.COORDINATOR).user,
                now=now,
            )
    sign_up.request_seat(participant=learners[1], cohort=full_course, by=None, now=now)
    held = Session.objects.filter(cohort=running).order_by("starts_at").first()
    if held is None:
        return
    attendance.mark(
        session=held,
        participant=learners[1],
        state=Attendance.State.PARTLY,
        late_minutes=30,
        seen=None,
        by=staff.trainer,
        now=now,
    )
    attendance.mark(
        session=held,
        participant=learners[2],
        state=Attendance.State.EXCUSED,
        seen=None,
        by=staff.trainer,
        now=now,
    )
    attendance.mark_rest_present(session=held, by=staff.trainer, now=now)
    attendance.close(session=held, by=staff.trainer, now=now)
