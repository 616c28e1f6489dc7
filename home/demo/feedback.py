"""What people said after two courses. One wish became a finding; one course has too few answers."""

from collections.abc import Sequence
from datetime import timedelta

from cohorts.domain import feedback, findings, log
from cohorts.models import Cohort, Finding, SignUp
from home.demo.story import Story
from home.demo.texts.feedback import AFTER_LANGUAGE_DAY, AFTER_SPRING, EARLIER

Answers = Sequence[tuple[int, int, str]]


def seed(story: Story) -> None:
    spring = Cohort.objects.get(slug="basis-fruehjahr-2025")
    _answer(spring, AFTER_SPRING)
    _find(story, spring)
    _answer(Cohort.objects.get(slug="sprechen-auf-dem-amt"), AFTER_LANGUAGE_DAY)


def _answer(course: Cohort, answers: Answers) -> None:
    """The last ones who signed up answer, on the evening of the last session."""
    now = course.sessions.latest("ends_at").ends_at + timedelta(hours=1)
    held = course.sign_ups.filter(state=SignUp.State.CONFIRMED).order_by("-pk")
    for sign_up, (useful, understood, next_time) in zip(held, answers, strict=False):
        with log.dated(now):
            feedback.give(
                sign_up=sign_up,
                useful=useful,
                understood=understood,
                next_time=next_time,
                by=None,
                now=now,
            )


def _find(story: Story, course: Cohort) -> None:
    """The coordinator makes an idea of what somebody wrote."""
    now = course.sessions.latest("ends_at").ends_at + timedelta(days=15)
    with log.dated(now):
        findings.record(
            cohort=course,
            kind=Finding.Kind.IDEA,
            text=EARLIER,
            by=story.coordinators["lahn"],
            now=now,
        )
