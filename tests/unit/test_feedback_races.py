"""Two taps at the same moment. SQLite lets writers in one by one and cannot show the fault."""

from collections import Counter

import pytest

from cohorts.domain import feedback, privacy
from cohorts.models import FeedbackAnswer, LogEntry, SignUp
from tests.factories.cohorts import NOW, make_sign_up
from tests.factories.feedback import make_past_course
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def give(pk: int, value: int) -> bool:
    return feedback.give(
        sign_up=SignUp.objects.get(pk=pk),
        useful=value,
        understood=value,
        next_time="Mehr Pausen.",
        by=None,
        now=NOW,
    )


def give_or_erase(deed: str, pk: int) -> str:
    if deed == "give":
        return str(give(pk, 4))
    privacy.erase(participant=SignUp.objects.get(pk=pk).participant, by=None, now=NOW)
    return "erased"


def test_ten_taps_at_once_are_one_set_of_answers(race: Race) -> None:
    for _round in range(10):
        sign_up = make_sign_up(make_past_course())

        outcomes = race.run(give, [(sign_up.pk, 1 + tap % 4) for tap in range(10)])

        assert Counter((one.value, one.error) for one in outcomes) == {
            (True, ""): 1,
            (False, ""): 9,
        }
        assert FeedbackAnswer.objects.filter(cohort=sign_up.cohort).count() == 3
    assert LogEntry.objects.count() == 10


def test_thirty_people_at_once_are_all_counted(race: Race) -> None:
    cohort = make_past_course()
    seats = [make_sign_up(cohort) for _ in range(30)]

    outcomes = race.run(give, [(seat.pk, 3) for seat in seats])

    assert [(one.value, one.error) for one in outcomes] == [(True, "")] * 30
    assert [one.total for one in feedback.results(cohort).counted] == [30, 30]
    assert SignUp.objects.filter(feedback_given=True).count() == 30


def test_an_answer_beside_an_erasure_blocks_nobody(race: Race) -> None:
    for _round in range(10):
        sign_up = make_sign_up(make_past_course())

        outcomes = race.run(give_or_erase, [("give", sign_up.pk), ("erase", sign_up.pk)])

        assert outcomes[1].error == ""
        was_counted = outcomes[0].error == ""
        assert was_counted or "ValidationError" in outcomes[0].error
        assert FeedbackAnswer.objects.filter(cohort=sign_up.cohort).exists() is was_counted
