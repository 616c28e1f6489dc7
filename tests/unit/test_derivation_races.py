"""A button that is pressed many times at the same moment derives one edition."""

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from curriculum.domain import derivation
from curriculum.models import Criterion, Edition
from home.models import User
from tests.factories.curriculum import make_adopted, make_criterion, make_edition
from tests.factories.timetable import NOW
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def derive(key: str) -> str:
    try:
        return derivation.derive(key=key, by=User.objects.get(), now=NOW).key
    except ValidationError:
        return "refused"


def test_one_edition_is_derived_and_the_others_are_told(race: Race) -> None:
    edition = make_edition("2025")
    make_criterion(edition)
    make_adopted(edition, date(2025, 1, 1))

    outcomes = race.run(derive, [("2027",)] * 4 + [("2028",)] * 4)

    (draft,) = Edition.objects.filter(predecessor=edition)
    assert [outcome.error for outcome in outcomes] == [""] * 8
    assert Counter(outcome.value for outcome in outcomes) == {draft.key: 1, "refused": 7}
    assert Criterion.objects.filter(standard__edition=draft).count() == 1
