"""The findings of the meetings, and what became of them, each on its day."""

from collections.abc import Sequence
from datetime import date, datetime, time

from cohorts.domain import findings, log, wall_time
from cohorts.models import Cohort, Finding
from curriculum.models import Criterion, Edition
from home.demo.story import Story
from home.demo.texts.findings import FindingText

DAYS_AFTER = 2  # the meeting, until its findings stand in writing


def record(
    story: Story, texts: Sequence[FindingText], *, into: Edition, taken_at: datetime
) -> None:
    """Write them down, keep agreements, and judge proposals while that edition is a draft."""
    centre = story.coordinators["centre"]
    for text in texts:
        meeting = Cohort.objects.get(slug=text.meeting)
        day = wall_time.day_of(meeting.sessions.get().starts_at)
        written = story.at((day - story.on).days + DAYS_AFTER)
        with log.dated(written):
            finding = findings.record(
                cohort=meeting,
                kind=text.kind,
                text=text.text,
                parties=text.parties,
                due_on=_day(story, text.due),
                criterion=_criterion(*text.about) if text.about else None,
                is_public=True,
                by=centre,
                now=written,
            )
        _keep(story, finding, text)
        for days_ago, words in text.notes:
            with log.dated(story.at(-days_ago)):
                findings.note(finding=finding, text=words, by=centre, now=story.at(-days_ago))
        with log.dated(taken_at):
            if text.into:
                criterion = _criterion(into.key, text.into)
                findings.take_into(finding=finding, criterion=criterion, by=centre, now=taken_at)
            if text.declined:
                findings.decline(finding=finding, reason=text.declined, by=centre, now=taken_at)


def _keep(story: Story, finding: Finding, text: FindingText) -> None:
    if kept := _day(story, text.kept):
        now = wall_time.berlin(kept, time(16)).at
        with log.dated(now):
            findings.keep(finding=finding, on=kept, by=story.coordinators["centre"], now=now)


def _day(story: Story, day: date | int | None) -> date | None:
    return story.day(day) if isinstance(day, int) else day


def _criterion(edition: str, key: str) -> Criterion:
    return Criterion.objects.get(standard__edition__key=edition, key=key)
