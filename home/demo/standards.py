"""The standards of the demo: both editions, written and adopted as it happened."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from curriculum.domain import editions
from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    Standard,
    StandardText,
    Succession,
)
from home.demo.standard_texts import EDITION_2023, EDITION_2025, STEPS
from home.demo.texts.shapes import Chapter, Wording
from home.models import User

BERLIN = ZoneInfo("Europe/Berlin")


def seed_standards(*, by: User) -> dict[str, Any]:
    """Both editions, adopted through the domain as it happened, each on its own day.

    Returns `editions` by key and `criteria` by (edition key, criterion key).
    """
    first = _write("2023", EDITION_2023, None)
    first = _adopt(first, date(2022, 11, 23), date(2023, 1, 1), "Steuerkreis, TOP 4", by)
    second = _write("2025", EDITION_2025, first)
    _lead(first, second)
    second = _adopt(second, date(2024, 11, 13), date(2025, 1, 1), "Steuerkreis, TOP 2", by)
    return {
        "editions": {"2023": first, "2025": second},
        "criteria": {
            (edition.key, criterion.key): criterion
            for edition in (first, second)
            for criterion in Criterion.objects.filter(standard__edition=edition)
        },
    }


def _write(key: str, chapters: tuple[Chapter, ...], predecessor: Edition | None) -> Edition:
    edition = Edition.objects.create(
        key=key, predecessor=predecessor, state=Edition.State.CONSULTATION
    )
    for position, chapter in enumerate(chapters, start=1):
        standard = Standard.objects.create(edition=edition, key=chapter.key, position=position)
        for language, (title, introduction) in chapter.texts.items():
            StandardText.objects.create(
                standard=standard, language=language, title=title, introduction=introduction
            )
        for place, wording in enumerate(chapter.criteria, start=1):
            _write_criterion(standard, place, wording)
    return edition


def _write_criterion(standard: Standard, position: int, wording: Wording) -> None:
    criterion = Criterion.objects.create(
        standard=standard, key=wording.key, level=wording.level, position=position
    )
    for language, (statement, explanation) in wording.texts.items():
        CriterionText.objects.create(
            criterion=criterion, language=language, statement=statement, explanation=explanation
        )


def _lead(first: Edition, second: Edition) -> None:
    old, new = (
        {c.key: c for c in Criterion.objects.filter(standard__edition=edition)}
        for edition in (first, second)
    )
    for step in STEPS:
        Succession.objects.create(
            from_criterion=old[step.source] if step.source else None,
            to_criterion=new[step.target] if step.target else None,
            kind=step.kind,
            reason=step.reason,
        )


def _adopt(edition: Edition, adopted_on: date, from_day: date, minutes: str, by: User) -> Edition:
    return editions.adopt(
        edition=edition,
        adopted_on=adopted_on,
        in_force_from=from_day,
        minute_reference=minutes,
        approver="Steuerkreis der Landesprogramme",
        by=by,
        now=datetime.combine(adopted_on, time(16, 30), BERLIN),
    )
