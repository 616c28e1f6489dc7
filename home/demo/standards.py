"""The editions of the demo that hold or held, written and adopted as it happened.

The first was written, the second derived from it and worked through, each on days of its own.
"""

from datetime import date, datetime, time
from typing import Any

from cohorts.domain import adoption, log, wall_time
from curriculum.domain import corrigenda, derivation
from curriculum.models import Corrigendum, Criterion, Edition
from home import roles
from home.demo.revising import rework, write
from home.demo.standard_texts import EDITION_2023, EDITION_2025, STEPS
from home.models import User

APPROVER = "Steuerkreis der Landesprogramme"
# When the second edition was derived, when proposals went into it, and when it was adopted.
DERIVED_AT = datetime(2024, 5, 13, 10, tzinfo=wall_time.BERLIN)
TAKEN_AT = datetime(2024, 6, 5, 11, tzinfo=wall_time.BERLIN)
ADOPTED_AT = datetime(2024, 11, 13, 16, 30, tzinfo=wall_time.BERLIN)


def seed_standards(*, by: User) -> dict[str, Any]:
    """Both editions, one after the other, with nothing else that would have happened between them.

    Returns `editions` by key and `criteria` by (edition key, criterion key).
    """
    first = seed_first(by=by)
    second = adopt_second(draft_second(by=by), by=by)
    return {
        "editions": {"2023": first, "2025": second},
        "criteria": {
            (edition.key, criterion.key): criterion
            for edition in (first, second)
            for criterion in Criterion.objects.filter(standard__edition=edition)
        },
    }


def seed_first(*, by: User) -> Edition:
    begun = datetime(2022, 8, 15, 9, tzinfo=wall_time.BERLIN)
    edition = write("2023", EDITION_2023, by=by, begun=begun)
    return _adopt(edition, date(2022, 11, 23), date(2023, 1, 1), "Steuerkreis, TOP 4", by)


def draft_second(*, by: User) -> Edition:
    """Derived two months after the meeting on boundaries, and worked through in the weeks after."""
    draft = derivation.derive(key="2025", by=by, now=DERIVED_AT)
    rework(draft, EDITION_2025, STEPS, by=by, begun=DERIVED_AT)
    return draft


def adopt_second(draft: Edition, *, by: User) -> Edition:
    return _adopt(draft, ADOPTED_AT.date(), date(2025, 1, 1), "Steuerkreis, TOP 2", by)


def correct_second(*, by: User) -> Corrigendum:
    """A letter was missing in print. The wording is right here, and readers of the print see it."""
    now = datetime(2025, 2, 3, 9, 30, tzinfo=wall_time.BERLIN)
    roles.sync(by, now.date())  # nobody has signed in yet
    return corrigenda.correct(
        criterion=Criterion.objects.get(standard__edition__key="2025", key="GR-1"),
        text="Im Druck vom Januar 2025 steht „schriflich“. Richtig ist „schriftlich“, wie hier.",
        dated_on=now.date(),
        by=User.objects.get(pk=by.pk),
        now=now,
    )


def _adopt(edition: Edition, adopted_on: date, from_day: date, minutes: str, by: User) -> Edition:
    now = datetime.combine(adopted_on, time(16, 30), wall_time.BERLIN)
    with log.dated(now):
        return adoption.adopt(
            edition=edition,
            adopted_on=adopted_on,
            in_force_from=from_day,
            minute_reference=minutes,
            approver=APPROVER,
            by=by,
            now=now,
        )
