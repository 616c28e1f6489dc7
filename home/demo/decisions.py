"""What the centre decided for the courses that ran when the edition of 2025 was adopted.

Nothing was needed for one, one was adapted, and one still waits for its follow-up session.
"""

from datetime import date, datetime, time

from cohorts.domain import decisions, log, wall_time
from cohorts.models import Cohort, Decision
from home.demo.story import Story

Verdict = Decision.Verdict
DECIDED_AT = datetime(2024, 11, 18, 15, tzinfo=wall_time.BERLIN)
ADAPTED_ON = date(2024, 12, 4)
EVENING = time(22)
ONCE_MORE = -20  # days before the demo


def seed(story: Story) -> None:
    _decide(
        story,
        "sprachmittlung-2024",
        Verdict.NOTHING,
        None,
        "Das Seminar übt schon, was GR-2 jetzt verlangt: offen ablehnen und weitergeben.",
        DECIDED_AT,
    )
    adapted = _decide(
        story,
        "basis-kassel-2024",
        Verdict.ADAPT,
        ADAPTED_ON,
        "Der letzte Abend bespricht die neue Fassung von GR-2 und HA-2 mit.",
        DECIDED_AT,
    )
    now = wall_time.berlin(ADAPTED_ON, EVENING).at
    with log.dated(now):
        decisions.finish(decision=adapted, on=ADAPTED_ON, by=story.coordinators["centre"], now=now)
    _follow_up(story)


def _follow_up(story: Story) -> None:
    """Put off once, until the coming refresher: it counts down."""
    _decide(
        story,
        "basis-herbst-2024",
        Verdict.FOLLOW_UP,
        date(2025, 12, 31),
        "Die Gruppe hat GR-2 noch in der alten Fassung gelernt. Eine Auffrischung holt es nach.",
        DECIDED_AT,
    )
    refresher = Cohort.objects.get(slug="auffrischung-wetzlar").sessions.get()
    _decide(
        story,
        "basis-herbst-2024",
        Verdict.FOLLOW_UP,
        wall_time.day_of(refresher.starts_at),
        "Modul 8 wird noch durchgesehen. Die Nachschulung ist deshalb Teil der nächsten "
        "Auffrischung in Wetzlar.",
        story.at(ONCE_MORE),
    )


def _decide(
    story: Story, slug: str, verdict: str, until: date | None, reason: str, now: datetime
) -> Decision:
    with log.dated(now):
        return decisions.decide(
            decision=Decision.objects.get(cohort__slug=slug, edition__key="2025"),
            verdict=verdict,
            until=until,
            reason=reason,
            by=story.coordinators["centre"],
            now=now,
        )
