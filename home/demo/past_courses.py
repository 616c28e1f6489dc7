"""Courses of past years with all their attendance, on fixed days around both clock changes.

Three of them ran, or lay ahead, when the second edition of the standards was adopted.
The clocks went back on 27 October 2024 and forward on 30 March 2025; an evening at six stayed one.
"""

from datetime import date, datetime, time, timedelta

from cohorts.domain import wall_time
from cohorts.models import Cohort, Participant
from home.demo.courses_lahn import EVENING, NINE_EVENINGS
from home.demo.names import invented_names
from home.demo.story import Story

AUTUMN = (
    date(2024, 9, 3),
    date(2024, 9, 10),
    date(2024, 9, 17),
    date(2024, 9, 24),
    date(2024, 10, 1),
    date(2024, 10, 8),
    date(2024, 10, 26),  # a Saturday, the day before the clocks went back
    date(2024, 10, 29),
    date(2024, 11, 19),
)
SPRING = (
    date(2025, 2, 25),
    date(2025, 3, 4),
    date(2025, 3, 11),
    date(2025, 3, 18),
    date(2025, 3, 25),
    date(2025, 4, 1),  # the first Tuesday in summer time
)
SPRING_EVENINGS = (
    ("Ankommen; Migration", "1:90 b:15 2:90"),
    ("Rolle und Aufgaben", "3:90 b:15 3:90"),
    ("Werte; Verständigung", "4:90 b:15 6:90"),
    ("Verständigung; Recht", "6:90 b:15 5:90"),
    ("Netzwerke; Datenschutz", "7e:90 b:15 5:90"),
    ("Grenzen und Selbstfürsorge", "8:90 b:15 8:90"),
)


WETZLAR = ("basis-herbst-2024", "basis-fruehjahr-2025")
RUNNING = ("basis-herbst-2024", "basis-kassel-2024", "sprachmittlung-2024")
# The course in Kassel had just begun when the second edition was adopted.
KASSEL = (
    date(2024, 10, 30),
    date(2024, 11, 6),
    date(2024, 11, 13),
    date(2024, 11, 20),
    date(2024, 11, 27),
    date(2024, 12, 4),
)
SEMINAR = date(2024, 11, 30)


def begin(story: Story, *, until: datetime) -> list[Participant]:
    """What had been planned by then, and held. Who was in the autumn course guides today."""
    guides = _course(
        story, "Wetzlar, Herbst 2024", "basis-herbst-2024", AUTUMN, NINE_EVENINGS,
        invented_names(2024, 21)[:11],
    )  # fmt: skip
    _in_kassel(story)
    _seminar(story)
    for course in Cohort.objects.filter(slug__in=RUNNING):
        _hold(story, course, until)
    return guides


def finish(story: Story) -> list[Participant]:
    """The rest of those, and the spring after. Who was in the spring course guides today."""
    guides = _course(
        story, "Wetzlar, Frühjahr 2025", "basis-fruehjahr-2025", SPRING, SPRING_EVENINGS,
        invented_names(2024, 21)[11:],
    )  # fmt: skip
    for course in Cohort.objects.filter(slug__in=(*RUNNING, "basis-fruehjahr-2025")):
        _hold(story, course, story.now)
        last = course.sessions.latest("starts_at")
        story.close(course, _week_after(wall_time.day_of(last.starts_at)))
    return guides


def _course(
    story: Story,
    title: str,
    slug: str,
    days: tuple[date, ...],
    evenings: tuple[tuple[str, str], ...],
    names: list[str],
) -> list[Participant]:
    asked = (days[0] - timedelta(days=40) - story.on).days
    cohort = story.draft(
        "lahn",
        asked,
        title=f"Basisqualifizierung {title}",
        slug=slug,
        lead="Dienstagabends von sechs bis Viertel nach neun.",
        capacity=12,
    )
    for day, (name, words) in zip(days, evenings, strict=True):
        story.plan(
            cohort,
            name,
            day,
            *EVENING,
            words,
            room="anker",
            trainers=[story.trainers["tomasz"], story.trainers["rahel"]],
            written=asked,
        )
    story.publish(cohort, asked + 2)
    people = story.enter_all(names, "lahn", asked + 5)
    story.sign_up(cohort, people, asked + 10, carrier="lahn", by_staff=True)
    return people


def _in_kassel(story: Story) -> None:
    asked = (KASSEL[0] - timedelta(days=45) - story.on).days
    cohort = story.draft(
        "fuldaufer",
        asked,
        title="Basisqualifizierung Kassel, Herbst 2024",
        slug="basis-kassel-2024",
        lead="Sechs Mittwochabende am Fuldaufer.",
        capacity=10,
    )
    for day, (name, words) in zip(KASSEL, SPRING_EVENINGS, strict=True):
        story.plan(
            cohort,
            name,
            day,
            *EVENING,
            words,
            room="kassel",
            trainers=["Birte Sommerlatte"],
            written=asked,
        )
    story.publish(cohort, asked + 3)
    people = story.enter_all(invented_names(2025, 6), "fuldaufer", asked + 5)
    story.sign_up(cohort, people, asked + 12, carrier="fuldaufer", by_staff=True)


def _seminar(story: Story) -> None:
    """One afternoon for guides in Offenbach, planned before the adoption and held after it."""
    asked = (SEMINAR - timedelta(days=60) - story.on).days
    cohort = story.draft(
        "mainbogen",
        asked,
        title="Sprachmittlung in der Begleitung, 2024",
        slug="sprachmittlung-2024",
        lead="Ein Samstag mit viel Übung, für aktive Lotsinnen und Lotsen.",
        programme="vertiefung",
        capacity=12,
    )
    story.plan(
        cohort,
        "Sprachmittlung in der Begleitung",
        SEMINAR,
        time(13),
        time(15, 45),
        "sprachmittlung-in-der-begleitung:70 b:15 sprachmittlung-in-der-begleitung:80",
        room="offenbach",
        trainers=["Chidi Mehlhorn"],
        written=asked,
    )
    story.publish(cohort, asked + 3)
    people = story.enter_all(invented_names(2026, 4), "mainbogen", asked + 5)
    story.sign_up(cohort, people, asked + 20, carrier="mainbogen", by_staff=True)


def _hold(story: Story, cohort: Cohort, until: datetime) -> None:
    """What is over by then has taken place, and its list is closed."""
    by = story.trainers["tomasz"] if cohort.slug in WETZLAR else story.coordinator_of(cohort)
    for turn, session in enumerate(cohort.sessions.order_by("starts_at")):
        if session.closed_at is None and session.ends_at < until:
            story.hold(session, by, turn=turn)


def _week_after(day: date) -> datetime:
    return wall_time.berlin(day + timedelta(days=7), time(11)).at
