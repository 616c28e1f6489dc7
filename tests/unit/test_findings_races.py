"""A proposal judged twice at the same moment, and a draft that is adopted beside it."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import findings
from cohorts.models import Finding
from curriculum.domain import editions, steps
from curriculum.models import Criterion, Edition
from home.models import User
from tests.factories.curriculum import make_criterion
from tests.factories.findings import NOW, make_centre, make_draft, make_finding
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def proposal() -> Finding:
    make_centre()
    edition, _criterion = make_draft()
    make_criterion(edition, "GR-2")
    return make_finding()


def work(deed: str, pk: int) -> str:
    """What became of it, in a word."""
    by = User.objects.get()
    finding = Finding.objects.get(pk=pk)
    criterion = Criterion.objects.select_related("standard").filter(key="GR-1").first()
    if criterion is None:
        return "refused"
    try:
        match deed:
            case "take":
                findings.take_into(finding=finding, criterion=criterion, by=by, now=NOW)
            case "decline":
                findings.decline(finding=finding, reason="Nein.", by=by, now=NOW)
            case "drop":
                steps.drop(criterion=criterion, reason="Weg.", by=by, now=NOW)
            case _:
                editions.adopt(
                    edition=Edition.objects.get(),
                    adopted_on=NOW.date(),
                    in_force_from=NOW.date(),
                    minute_reference="TOP 1",
                    approver="Steuerkreis",
                    by=by,
                    now=NOW,
                )
    except ValidationError:
        return "refused"
    return deed


def raced(race: Race, proposal: Finding, *deeds: str) -> Counter[str]:
    outcomes = race.run(work, [(deed, proposal.pk) for deed in deeds])
    proposal.refresh_from_db()
    return Counter(outcome.error or outcome.value for outcome in outcomes)


def test_a_proposal_is_judged_once(race: Race, proposal: Finding) -> None:
    came_of_it = raced(race, proposal, "take", *["decline"] * 23)

    judged = "take" if proposal.taken_into_id else "decline"
    assert came_of_it == {judged: 1, "refused": 23}


def test_nothing_is_taken_into_what_was_adopted_meanwhile(race: Race, proposal: Finding) -> None:
    came_of_it = raced(race, proposal, "take", "adopt")

    taken = "take" if proposal.taken_into_id else "refused"
    assert came_of_it == {"adopt": 1, taken: 1}


def test_a_criterion_dropped_at_the_same_moment_leaves_the_proposal_open(
    race: Race, proposal: Finding
) -> None:
    came_of_it = raced(race, proposal, "take", "drop")

    assert came_of_it["drop"] == 1
    assert came_of_it["take"] + came_of_it["refused"] == 1
    assert proposal.taken_into is None
