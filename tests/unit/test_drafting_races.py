"""Editors who save the same criterion at the same moment, and an adoption beside them."""

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from curriculum.domain import drafting, editions, steps
from curriculum.domain.drafting import seen_as
from curriculum.models import Criterion, CriterionText, Edition
from curriculum.models.frozen import FrozenError
from home.models import User
from tests.factories.curriculum import make_criterion, make_edition, make_user
from tests.factories.timetable import NOW
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SEEN = seen_as("must", "Grenzen gelten.", "")


@pytest.fixture
def criterion() -> Criterion:
    make_user()
    return make_criterion(make_edition("2027"), "GR-1", "Grenzen gelten.")


def work(deed: str, pk: int, words: str) -> str:
    """What became of it, in a word."""
    what = {"by": User.objects.get(), "now": NOW}
    try:
        if deed == "adopt":
            editions.adopt(
                edition=Edition.objects.get(),
                adopted_on=NOW.date(),
                in_force_from=date(2027, 1, 1),
                minute_reference="TOP 1",
                approver="Steuerkreis",
                **what,
            )
            return "adopted"
        criterion = Criterion.objects.select_related("standard").get(pk=pk)
        if deed == "drop":
            steps.drop(criterion=criterion, reason="Weg.", seen=SEEN, **what)
            return "dropped"
        drafting.reword(criterion=criterion, level="must", statement=words, seen=SEEN, **what)
    except FrozenError:
        return "frozen"
    except Criterion.DoesNotExist:
        return "gone"
    except ValidationError:
        return "refused"
    return words


def test_of_many_who_saw_the_same_one_saves(race: Race, criterion: Criterion) -> None:
    starters = [("reword", criterion.pk, f"Fassung {number}.") for number in range(8)]

    outcomes = [outcome.value for outcome in race.run(work, starters)]

    stored = CriterionText.objects.get().statement
    assert Counter(outcomes) == {"refused": 7, stored: 1}


def test_what_was_just_reworded_is_not_dropped_unseen(race: Race, criterion: Criterion) -> None:
    starters = [("drop", criterion.pk, ""), ("reword", criterion.pk, "Neu.")] * 4

    outcomes = Counter(outcome.value for outcome in race.run(work, starters))

    if Criterion.objects.exists():
        assert CriterionText.objects.get().statement == "Neu."
        assert outcomes == {"Neu.": 4, "refused": 4}
    else:
        assert outcomes == {"dropped": 1, "gone": 7}


def test_adopting_beside_an_editor_keeps_its_digest_true(race: Race, criterion: Criterion) -> None:
    starters = [("reword", criterion.pk, "Neu."), ("adopt", 0, "")]

    outcomes = [outcome.value for outcome in race.run(work, starters)]

    edition = Edition.objects.get()
    assert outcomes[1] == "adopted"
    assert outcomes[0] in ("Neu.", "frozen")
    assert edition.digest == editions.digest(edition)
    assert (CriterionText.objects.get().statement == "Neu.") == (outcomes[0] == "Neu.")
