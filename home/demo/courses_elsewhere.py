"""Courses of other carriers, and the state-wide online course of the competence centre."""

from datetime import time

from cohorts.domain import log
from cohorts.domain import people as learners
from cohorts.models import Cohort
from home.demo.courses_lahn import EVENING, SATURDAY, three_days
from home.demo.learners import ELSEWHERE, MARBURG, ONLINE
from home.demo.story import Story
from home.models import User

TUESDAY = 1
# Six dates in three weeks: twenty-two units.
SIX_DATES = (
    (0, "Ankommen am Bildschirm; Migration", time(20, 15), "1:90 b:15 2:90"),
    (2, "Rolle und Aufgaben", time(20, 15), "3:90 b:15 3:90"),
    (7, "Werte; Rahmen", time(19, 25), "4:90 b:10 5:45"),
    (9, "Verständigung üben", time(20, 15), "6:90 b:15 6:90"),
    (14, "Datenschutz; Netzwerke; Grenzen", time(20, 15), "5:45 7:90 b:15 8:45"),
    (16, "Grenzen und Selbstfürsorge; Abschluss", time(19, 25), "8:90 b:10 -:45"),
)


def seed(story: Story, *, trainee: User) -> None:
    _marburg(story, trainee)
    _language_day(story)
    _online(story)
    _few_seats(story)
    _by_link(story)
    _in_offenbach(story)


def _marburg(story: Story, trainee: User) -> None:
    """Runs since five days; the trainee of the demo was there."""
    cohort = story.draft(
        "burgwald",
        -70,
        title="Basisqualifizierung Marburg",
        slug="basis-marburg",
        lead="Drei Tage am Vormittag und Nachmittag. Kostenlos.",
        capacity=8,
    )
    three_days(story, cohort, -5, "lesesaal", -70)
    story.publish(cohort, -65)
    asked = story.done_at(-30)
    with log.dated(asked):
        mariam = learners.participant_for(user=trainee, full_name=trainee.name, now=asked)
    story.learners[mariam.full_name] = mariam
    group = [mariam, *story.enter_all(MARBURG[1:], "burgwald", -40)]
    story.sign_up(cohort, group, -30, carrier="burgwald")
    first = cohort.sessions.order_by("starts_at")[0]
    story.hold(first, story.trainers["tomasz"], odd=group[1:3])


def _language_day(story: Story) -> None:
    """A day without programme before that course, for the same people; they are asked about it."""
    saturday = story.next(SATURDAY, -18)
    cohort = story.draft(
        "burgwald",
        -28,
        title="Sprechen auf dem Amt",
        slug="sprechen-auf-dem-amt",
        lead="Ein Samstag zum Üben vor dem Grundkurs: fragen, nachfragen, zusammenfassen.",
        programme=None,
        capacity=8,
    )
    session = story.plan(
        cohort,
        "Sprechen auf dem Amt",
        saturday,
        time(10),
        time(13, 15),
        "-:90 b:15 -:90",
        room="lesesaal",
        trainers=[story.trainers["rahel"]],
        written=-28,
    )
    story.publish(cohort, -27)
    group = [story.learners[learner.name] for learner in MARBURG]
    story.sign_up(cohort, group, -26, carrier="burgwald")
    story.hold(session, story.trainers["rahel"], odd=group[3:])
    story.close(cohort, story.at(saturday + 4))


def _online(story: Story) -> None:
    """People of fourteen carriers on six evenings; half of them are over."""
    trainer = story.trainers["soraya"]
    cohort = story.draft(
        "centre",
        -100,
        title="Basisqualifizierung online",
        slug="basis-online",
        lead="Landesweit an sechs Abenden in drei Wochen, 22 Unterrichtseinheiten. Kostenlos.",
        capacity=30,
    )
    first = story.next(TUESDAY, -13)
    for days, title, end, words in SIX_DATES:
        story.plan(
            cohort,
            title,
            first + days,
            time(17),
            end,
            words,
            online="https://treffen.kursbuch.example/basis",
            trainers=[trainer, "Dr. Adaeze Brunner"],
            written=-100,
        )
    story.publish(cohort, -95)
    for carrier, pair in ONLINE.items():
        people = story.enter_all(pair, carrier, -50)
        story.sign_up(cohort, people, -40, carrier=carrier)
    story.hold_past(cohort, trainer)


def _few_seats(story: Story) -> None:
    """Open, with two seats left."""
    cohort = story.draft(
        "rhoenblick",
        -40,
        title="Basisqualifizierung Fulda",
        slug="basis-fulda",
        lead="Sechs Dienstagabende, 24 Unterrichtseinheiten. Kostenlos, mit Kinderbetreuung.",
        capacity=10,
    )
    first = story.next(TUESDAY, 10)
    words = (
        "1:90 b:15 2:90",
        "3:90 b:15 3:90",
        "4:90 b:15 6:90",
        "6:90 b:15 5:90",
        "7e:90 b:15 5:90",
        "8:90 b:15 8:90",
    )
    for number, (day, parts) in enumerate(zip(story.weekly(first, 6), words, strict=True), 1):
        story.plan(
            cohort,
            f"{number}. Dienstagabend",
            day,
            *EVENING,
            parts,
            room="rhoen",
            trainers=["Mechthild Sarpong"],
            written=-40,
        )
    story.publish(cohort, -38)
    people = story.enter_all(ELSEWHERE["rhoenblick"], "rhoenblick", -30)
    story.sign_up(cohort, people, -9, carrier="rhoenblick")


def _by_link(story: Story) -> None:
    """A seminar only for those who have the link."""
    cohort = story.draft(
        "fuldaufer",
        -30,
        title="Traumasensibel begleiten",
        slug="traumasensibel-kassel",
        lead="Ein Samstag für das Team in Kassel und Gäste, die den Link bekommen haben.",
        programme="vertiefung",
        visibility=Cohort.Visibility.BY_LINK,
        capacity=12,
    )
    story.plan(
        cohort,
        "Traumasensibel begleiten",
        story.next(SATURDAY, 20),
        time(10),
        time(13, 45),
        "traumasensibel-begleiten:110 b:45 traumasensibel-begleiten:70",
        room="kassel",
        trainers=["Dr. Noemi Ackermann-Diallo"],
        written=-30,
    )
    story.publish(cohort, -28)
    people = story.enter_all(ELSEWHERE["fuldaufer"], "fuldaufer", -20)
    story.sign_up(cohort, people, -7, carrier="fuldaufer", by_staff=True)


def _in_offenbach(story: Story) -> None:
    """Interpreting in threes, held in English."""
    cohort = story.draft(
        "mainbogen",
        -25,
        title="Sprachmittlung in der Begleitung",
        slug="sprachmittlung-offenbach",
        lead="Ein Nachmittag mit viel Übung, auf Englisch. Für aktive Lotsinnen und Lotsen.",
        programme="vertiefung",
        language=Cohort.Language.ENGLISH,
        capacity=16,
    )
    story.plan(
        cohort,
        "Sprachmittlung in der Begleitung",
        story.next(SATURDAY, 27),
        time(13),
        time(15, 45),
        "sprachmittlung-in-der-begleitung:70 b:15 sprachmittlung-in-der-begleitung:80",
        room="offenbach",
        trainers=["Chidi Mehlhorn"],
        written=-25,
    )
    story.publish(cohort, -24)
    people = story.enter_all(ELSEWHERE["mainbogen"], "mainbogen", -20)
    story.sign_up(cohort, people, -5, carrier="mainbogen")
