"""A course that is over, with people who are asked and answers that know nobody."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from cohorts.models import Cohort, FeedbackAnswer, SignUp
from tests.factories.cohorts import (
    NOW,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)


def make_past_course(**fields: Any) -> Cohort:
    """Its one session ended a day before NOW."""
    cohort = make_cohort(**{"title": "Kurs Gießen", "capacity": 30} | fields)
    make_session(cohort, starts_at=NOW - timedelta(days=1, hours=2))
    return cohort


def make_asked(cohort: Cohort | None = None, **fields: Any) -> SignUp:
    """A seat of somebody with an account."""
    fields = {"user": make_user()} | fields
    return make_sign_up(cohort or make_past_course(), make_participant(**fields))


def make_answers(
    cohort: Cohort, *, useful: Iterable[int] = (), texts: Iterable[str] = ()
) -> list[FeedbackAnswer]:
    """One person for each value, all of whom could follow well, and these texts."""
    rows = [FeedbackAnswer(cohort=cohort, question="useful", value=value) for value in useful]
    rows += [FeedbackAnswer(cohort=cohort, question="understood", value=4) for _ in rows]
    rows += [FeedbackAnswer(cohort=cohort, question="next_time", text=text) for text in texts]
    return FeedbackAnswer.objects.bulk_create(rows)
