"""Courses of past years with all their attendance, on fixed days around both clock changes.

The clocks went back on 27 October 2024 and forward on 30 March 2025; an evening at six stayed one.
"""

from datetime import date, datetime, time, timedelta

from cohorts.domain import wall_time
from cohorts.models import Participant
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
    date(2024, 11, 5),
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


def seed(story: Story) -> list[Participant]:
    """Both courses, closed. Who was in them guides today."""
    names = invented_names(2024, 21)
    return [
        *_course(story, "Wetzlar, Herbst 2024", "basis-herbst-2024", AUTUMN, NINE_EVENINGS,
                 names[:11]),
        *_course(story, "Wetzlar, Frühjahr 2025", "basis-fruehjahr-2025", SPRING, SPRING_EVENINGS,
                 names[11:]),
    ]  # fmt: skip


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
    for turn, session in enumerate(cohort.sessions.order_by("starts_at")):
        story.hold(session, story.trainers["tomasz"], turn=turn)
    story.close(cohort, _week_after(days[-1]))
    return people


def _week_after(day: date) -> datetime:
    return wall_time.berlin(day + timedelta(days=7), time(11)).at
