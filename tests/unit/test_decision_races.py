"""Two people of the centre decide at the same moment: nobody's word is lost unseen."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import decisions
from cohorts.models import Decision, LogEntry
from home.models import User
from tests.factories.cohorts import NOW, make_carrier, make_coordinator
from tests.factories.decisions import TODAY, make_decision
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def work(deed: str, seen: str | None, reason: str) -> str:
    decision, by = Decision.objects.get(), User.objects.get(memberships__isnull=False)
    try:
        if deed == "finish":
            decisions.finish(decision=decision, on=TODAY, by=by, now=NOW)
        else:
            decisions.decide(
                decision=decision, verdict="adapt", reason=reason, seen=seen, by=by, now=NOW
            )
    except ValidationError as error:
        return str(error.code)
    return reason


def test_of_many_who_saw_the_same_one_decides(race: Race) -> None:
    make_coordinator(make_carrier(is_centre=True))
    seen = decisions.seen_as(make_decision())
    starters = [("decide", seen, f"Grund {number}.") for number in range(6)]

    outcomes = [outcome.value for outcome in race.run(work, starters)]

    assert Counter(outcomes) == {"conflict": 5, Decision.objects.get().reason: 1}
    assert LogEntry.objects.count() == 1


def test_without_a_look_each_word_is_in_the_log_and_the_last_one_holds(race: Race) -> None:
    make_coordinator(make_carrier(is_centre=True))
    make_decision()
    starters = [("decide", None, f"Grund {number}.") for number in range(6)]

    race.run(work, starters)

    entries = LogEntry.objects.order_by("pk")
    assert {entry.reason for entry in entries} == {reason for _deed, _seen, reason in starters}
    assert entries.last().reason == Decision.objects.get().reason


def test_carried_out_once(race: Race) -> None:
    make_coordinator(make_carrier(is_centre=True))
    make_decision(verdict="adapt")

    outcomes = [outcome.value for outcome in race.run(work, [("finish", None, "done now")] * 4)]

    assert Counter(outcomes) == {"done now": 1, "done": 3}
    assert LogEntry.objects.count() == 1
