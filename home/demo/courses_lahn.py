"""The courses of Brückenwerk Lahn, the carrier whose coordinator a visitor can be."""

from datetime import time, timedelta

from cohorts.domain import cohort_life, consents, log, sign_up, substitutions, timetable
from cohorts.models import Cohort, Consent
from home.demo.learners import BRAUNFELS, DILLENBURG, EVENINGS, WETZLAR
from home.demo.story import Story

MONDAY, THURSDAY, SATURDAY = 0, 3, 5
DAY, EVENING = (time(9), time(16, 15)), (time(18), time(21, 15))
# Three days of eight units each.
THREE_DAYS = (
    ("Ankommen; Rolle und Aufgaben", "1:90 b:15 2:90 b:45 3:90 b:15 3:90"),
    ("Werte, Verständigung, Datenschutz", "4:90 b:15 6:90 b:45 6:90 b:15 5:90"),
    ("Netzwerke vor Ort; Grenzen wahren", "7e:90 b:15 5:90 b:45 8:90 b:15 8:90"),
)
# Nine times four units: thirty-six, to the minute.
NINE_EVENINGS = (
    ("Kennenlernen und Erwartungen", "1:90 b:15 1:90"),
    ("Migration und Integration", "2:90 b:15 2:90"),
    ("Rolle und Aufgaben", "3:90 b:15 3:90"),
    ("Rolle in der Praxis; eigene Werte", "3:90 b:15 4:90"),
    ("Haltung; was Recht ist", "4:90 b:15 5:90"),
    ("Datenschutz; genau hinhören", "5:90 b:15 6:90"),
    ("Verständigung üben", "6:90 b:15 6:90"),
    ("Netzwerke mit Besuch im Rathaus", "7:90 b:15 7e:90"),
    ("Grenzen und Selbstfürsorge", "8:90 b:15 8:90"),
)


def seed(story: Story) -> None:
    """All in every state: open, full, running, with a gap, a draft, cancelled."""
    _today(story)
    _full(story)
    _to_the_unit(story)
    _eight_units_short(story)
    _draft(story)
    _cancelled(story)


def three_days(story: Story, cohort: Cohort, first: int, room: str, written: int) -> None:
    days = story.weekly(first, len(THREE_DAYS))
    for day, (title, words) in zip(days, THREE_DAYS, strict=True):
        story.plan(
            cohort,
            title,
            day,
            *DAY,
            words,
            room=room,
            trainers=[story.trainers["tomasz"]],
            written=written,
        )


def _today(story: Story) -> None:
    """Begins today, with free seats."""
    cohort = story.draft(
        "lahn",
        -60,
        title="Basisqualifizierung Wetzlar",
        slug="basis-wetzlar",
        lead="Drei Tage in zwei Wochen. Kostenlos, mit Kinderbetreuung.",
    )
    three_days(story, cohort, 0, "anker", -60)
    story.publish(cohort, -58)
    people = story.enter_all(WETZLAR[:8], "lahn", -30)
    minor = story.enter(WETZLAR[8], "lahn", -30, of_age_on=story.day(240))
    on_paper = story.enter(WETZLAR[9], "lahn", -30, email="")
    story.sign_up(cohort, people, -20, carrier="lahn")
    agreed = story.done_at(-19)
    with log.dated(agreed):
        consents.record(
            participant=minor,
            kind=Consent.Kind.TAKING_PART,
            given_on=story.day(-20),
            by_guardian=True,
            by=story.coordinators["lahn"],
            now=agreed,
        )
    story.sign_up(cohort, [minor, on_paper], -18, carrier="lahn", by_staff=True)


def _full(story: Story) -> None:
    """Small and full: two people wait, and one has asked to be let in."""
    cohort = story.draft(
        "lahn",
        -50,
        title="Basisqualifizierung Braunfels",
        slug="basis-braunfels",
        lead="Drei Samstage in kleiner Gruppe. Kostenlos.",
        capacity=5,
        needs_approval=True,
    )
    three_days(story, cohort, story.next(SATURDAY, 12), "schlossblick", -50)
    story.publish(cohort, -45)
    people = story.enter_all(BRAUNFELS, "lahn", -30)
    story.sign_up(cohort, people, -15, carrier="lahn", by_staff=True)


def _to_the_unit(story: Story) -> None:
    """36 units on nine evenings; one fell out and was caught up, another was moved."""
    coordinator, trainer = story.coordinators["lahn"], story.trainers["tomasz"]
    first = story.next(THURSDAY, -33)
    cohort = story.draft(
        "lahn",
        -90,
        title="Basisqualifizierung Dillenburg",
        slug="basis-dillenburg",
        lead="Neun Donnerstage, 36 Unterrichtseinheiten. Kostenlos, mit Fahrdienst.",
        capacity=12,
    )
    sessions = [
        story.plan(
            cohort,
            title,
            first + 7 * week,
            *EVENING,
            words,
            room="huette",
            trainers=[trainer, *(["Aygül Hornbach"] if week == 7 else [])],
            written=-90,
        )
        for week, (title, words) in enumerate(NINE_EVENINGS)
    ]
    story.publish(cohort, -80)
    people = story.enter_all(DILLENBURG, "lahn", -70)
    rows = story.sign_up(cohort, people, -60, carrier="lahn", by_staff=True)
    for turn, session in enumerate(sessions[:3]):
        story.hold(session, trainer, turn=turn)
    ill = sessions[3].starts_at - timedelta(hours=7)
    with log.dated(ill):
        timetable.cancel_session(
            session=sessions[3],
            by=coordinator,
            now=ill,
            reason="Die Trainerin ist erkrankt. Der Abend wird am Samstag nachgeholt.",
        )
    title, words = NINE_EVENINGS[3]
    instead = first + 23
    story.plan(
        cohort,
        f"{title} (nachgeholt)",
        instead,
        time(10),
        time(13, 15),
        words,
        room="huette",
        trainers=[story.trainers["rahel"]],
        written=instead - 2,
    )
    with log.dated(story.done_at(-4)):
        sign_up.drop_out(
            sign_up=rows[-1],
            by=coordinator,
            now=story.done_at(-4),
            reason="neue Arbeit am Abend",
        )
    moved = sessions[6]
    with log.dated(story.done_at(-3)):
        timetable.shift_session(session=moved, days=1, by=coordinator, now=story.done_at(-3))
        timetable.change_session(
            session=moved,
            status_note="Einen Tag später, weil der Saal belegt ist.",
            by=coordinator,
            now=story.done_at(-3),
        )
    story.hold_past(cohort, story.coordinators["lahn"])
    coming = cohort.sessions.not_cancelled().filter(starts_at__gt=story.now).first()
    if coming is not None:
        with log.dated(story.now):
            substitutions.arrange(
                session=coming, name="Vera Lindqvist", by=coordinator, now=story.now
            )


def _eight_units_short(story: Story) -> None:
    """Announced with 50 units; seven Mondays and four Saturdays hold 42 at most."""
    trainer = story.trainers["rahel"]
    cohort = story.draft(
        "lahn",
        -40,
        title="Abend- und Samstagskurs Wetzlar",
        slug="abend-und-samstagskurs-wetzlar",
        lead="50 Stunden an sieben Montagabenden und vier Samstagen. Kostenlos.",
        programme="abend-und-samstagskurs",
        capacity=14,
    )
    monday = story.next(MONDAY, 15)
    mondays = [
        (day, f"{number}. Montagabend", time(18, 30), time(20), f"{module}:90")
        for number, (day, module) in enumerate(
            zip(story.weekly(monday, 7), (1, 1, 2, 4, 5, 5, 8), strict=True), 1
        )
    ]
    saturdays = [
        (day, f"{number}. Samstag", time(10), time(15, 15), words)
        for number, (day, words) in enumerate(
            zip(
                story.weekly(monday + 5, 4, every=14),
                ("3:270 -:45", "6:270 -:45", "7e:180 2:90 -:45", "8:90 4:90 -:135"),
                strict=True,
            ),
            1,
        )
    ]
    for day, title, begin, end, words in sorted(mondays + saturdays):
        story.plan(
            cohort,
            title,
            day,
            begin,
            end,
            words,
            room="anker",
            trainers=[trainer, *(["Migrationsbüro der Stadt"] if title == "3. Samstag" else [])],
            written=-40,
        )
    story.publish(cohort, -35)
    people = story.enter_all(EVENINGS, "lahn", -30)
    story.sign_up(cohort, people, -12, carrier="lahn")


def _draft(story: Story) -> None:
    """Next spring's course is being planned."""
    cohort = story.draft(
        "lahn",
        -3,
        title="Basisqualifizierung Herborn",
        slug="basis-herborn",
        lead="Im Frühjahr, an drei Samstagen. Noch in Planung.",
        visibility=Cohort.Visibility.INTERNAL,
    )
    story.plan(
        cohort,
        THREE_DAYS[0][0],
        story.next(SATURDAY, 100),
        *DAY,
        THREE_DAYS[0][1],
        room="huette",
        trainers=[story.trainers["jonas"]],
        written=-2,
        status="tentative",
    )


def _cancelled(story: Story) -> None:
    """Too few people had signed up."""
    cohort = story.draft(
        "lahn",
        -45,
        title="Basisqualifizierung am Vormittag",
        slug="basis-vormittag",
        lead="Drei Vormittage, während die Kinder in der Schule sind.",
    )
    three_days(story, cohort, 8, "anker", -45)
    story.publish(cohort, -44)
    people = story.enter_all(["Nino Dzidziguri", "Solange Traoré-Beck"], "lahn", -30)
    story.sign_up(cohort, people, -25, carrier="lahn")
    with log.dated(story.done_at(-6)):
        cohort_life.cancel(
            cohort=cohort,
            by=story.coordinators["lahn"],
            now=story.done_at(-6),
            reason="Es haben sich zu wenige angemeldet. Bitte kommen Sie nach Wetzlar.",
        )
