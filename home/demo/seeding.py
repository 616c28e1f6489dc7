"""The named story from beginning to end, in the order in which it happened."""

from collections.abc import Callable
from datetime import date, datetime, time
from itertools import count

from django.db.models import F
from django.utils import timezone

from cohorts.domain import log, wall_time
from cohorts.models import Message
from home.demo import (
    affairs,
    carriers,
    courses_elsewhere,
    courses_lahn,
    decisions,
    draft,
    events,
    feedback,
    findings,
    past_courses,
    standards,
)
from home.demo.meetings import seed_meetings
from home.demo.modules import review_modules, seed_modules
from home.demo.news import seed_news
from home.demo.sections import seed_section
from home.demo.story import Story
from home.demo.texts.findings import OF_2024, OF_LAST_YEAR
from home.demo.translations import translate_becoming_a_guide
from home.demo.tree import seed_tree

MORNING = time(6)  # of the day of the demo: until then it tells what happened
OPENED = datetime(2021, 1, 4, 9, tzinfo=wall_time.BERLIN)


def seed(*, on: date, say: Callable[[str], None]) -> None:
    """All dates count from `on`. The same day gives the same story."""
    now = wall_time.berlin(on, MORNING).at
    if on == timezone.localdate():
        now = min(now, timezone.now())
    say("pages …")
    centre, users = carriers.seed_centre(now=OPENED)
    home = seed_tree(on=on, by=users["centre"])
    translate_becoming_a_guide(home_page=home, by=users["centre"])
    houses, coordinators = carriers.seed_carriers(users=users, by=users["centre"], now=OPENED)
    houses, coordinators = (
        {**houses, "centre": centre},
        {**coordinators, "centre": users["centre"]},
    )
    trainers = carriers.seed_trainers(users=users, carriers=houses)
    rooms = carriers.seed_rooms(carriers=houses, by=users["centre"], now=OPENED)
    say("standards …")
    standards.seed_first(by=users["centre"])
    say("modules …")
    curriculum = seed_modules(
        by=users["centre"],
        home_page=home,
        trainer=trainers["tomasz"],
        second=trainers["rahel"],
        edition="2023",
    )
    modules = curriculum["modules"]
    story = Story(
        on=on,
        now=now,
        carriers=houses,
        coordinators=coordinators,
        trainers=trainers,
        rooms=rooms,
        modules=modules,
        programmes=curriculum["programmes"],
        entered=count(2),
    )
    say("the year of the new edition …")
    boundaries = events.boundaries(story)
    guides = past_courses.begin(story, until=standards.ADOPTED_AT)
    second = standards.draft_second(by=users["centre"])
    findings.record(story, OF_2024, into=second, taken_at=standards.TAKEN_AT)
    standards.adopt_second(second, by=users["centre"])
    standards.correct_second(by=users["centre"])
    review_modules(modules, by=users["centre"])
    guides += past_courses.finish(story)
    with log.dated(now):
        seed_section(
            carrier=houses["lahn"],
            coordinator=users["coordinator"],
            trainer=users["trainer"],
            centre=users["centre"],
            live=modules["rolle-und-aufgaben"],
            waiting=modules["grenzen-und-selbstfuersorge"],
            now=now,
        )
    say("courses, people, attendance …")
    courses_elsewhere.seed(story, trainee=users["trainee"])
    courses_lahn.seed(story)
    held = events.seed(story, trainee=story.learners[users["trainee"].name], guides=guides)
    held |= {boundaries.slug: boundaries}
    affairs.seed(story)
    decisions.seed(story)
    feedback.seed(story)
    say("the next edition …")
    third = draft.derive(story)
    findings.record(story, OF_LAST_YEAR, into=third, taken_at=story.at(draft.TAKEN))
    draft.discuss(story, third)
    say("meetings and news …")
    seed_meetings(home_page=home, events=held, by=users["centre"])
    seed_news(home_page=home, on=on, by=users["centre"])
    _deliver(now)


def _deliver(now: datetime) -> None:
    """The worker has sent what happened before this morning; the rest goes out when it starts."""
    old = Message.objects.filter(created_at__lt=now)
    old.update(state=Message.State.SENT, sent_at=F("created_at"), attempts=1)
    waiting = Message.objects.filter(state=Message.State.QUEUED)
    waiting.update(not_before=max(now, timezone.now()))
