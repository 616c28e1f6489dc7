"""An edition adopted, a module reviewed, a finding written down: by many at the same moment."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.models import ModelLogEntry, PageLogEntry

from cohorts.domain import adoption, findings
from cohorts.models import Cohort, Decision, Finding, LogEntry, Message
from curriculum.domain import derivation, drafting, links, steps
from curriculum.models import Criterion, Edition, LinkReview, ModulePage
from home.models import User
from tests.factories.cohorts import NOW, make_cohort, make_user
from tests.factories.curriculum import Kind, make_adopted, make_criterion, make_edition, make_module
from tests.factories.findings import make_centre, make_event
from tests.racing import Race, racers

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 24


@pytest.fixture(scope="module")
def race(django_db_setup: None) -> Iterator[Race]:
    with racers(connection.settings_dict["NAME"]) as ready:
        yield ready


@pytest.fixture
def draft(home_page: object) -> Edition:
    """2027 rewords what one module and one running course stand on."""
    by = make_centre()
    first = make_edition("2025")
    old = make_criterion(first, "GR-1", "Grenzen sind bekannt.")
    make_adopted(first, date(2025, 1, 1))
    trainer = make_user(email="trainerin@example.org")
    module = make_module("Grenzen üben", old, responsible=trainer)
    cohort = make_cohort(edition=first, title="Kurs")
    cohort.cohort_modules.create(
        module=module, revision=module.live_revision, obligatory=True, planned_minutes=90
    )
    edition = derivation.derive(key="2027", by=by, now=NOW)
    new = Criterion.objects.get(standard__edition=edition, key="GR-1")
    drafting.reword(criterion=new, level="must", statement="Neu.", by=by, now=NOW)
    steps.mark(criterion=new, kind=Kind.REWORDED, by=by, now=NOW)
    return edition


def adopt(number: int) -> str:
    try:
        adoption.adopt(
            edition=Edition.objects.get(key="2027"),
            adopted_on=NOW.date(),
            in_force_from=NOW.date(),
            minute_reference=f"TOP {number}",
            approver="Steuerkreis",
            by=User.objects.get(memberships__isnull=False),
            now=NOW,
        )
    except ValidationError:
        return "refused"
    return f"TOP {number}"


def confirm(number: int) -> str:
    module = ModulePage.objects.get()
    criterion = Criterion.objects.get(standard__edition__key="2027")
    try:
        links.confirm(
            module=module, criterion=criterion, reason=str(number), by=module.responsible, now=NOW
        )
    except ValidationError:
        return "refused"
    return str(number)


def write_down(number: int) -> str:
    by = User.objects.get()
    row = findings.record(
        cohort=Cohort.objects.get(), kind="idea", text="Mit Musik.", by=by, now=NOW
    )
    return str(row.pk)


def test_an_edition_is_adopted_once(race: Race, draft: Edition) -> None:
    outcomes = race.run(adopt, [(number,) for number in range(MANY)])

    draft.refresh_from_db()
    came = Counter(outcome.error or outcome.value for outcome in outcomes)
    assert came == {draft.minute_reference: 1, "refused": MANY - 1}
    log = ModelLogEntry.objects.filter(action="curriculum.adopt", object_id=str(draft.pk))
    assert log.count() == 1
    assert (Decision.objects.count(), Message.objects.count()) == (1, 1)


def test_a_module_is_reviewed_once_and_nobody_is_overwritten(race: Race, draft: Edition) -> None:
    adopt(1)

    outcomes = race.run(confirm, [(number,) for number in range(MANY)])

    came = Counter(outcome.error or outcome.value for outcome in outcomes)
    assert came == {LinkReview.objects.get().reason: 1, "refused": MANY - 1}
    assert PageLogEntry.objects.filter(action="curriculum.confirm").count() == 1


def test_a_double_click_is_one_finding(race: Race) -> None:
    make_centre()
    make_event()

    outcomes = race.run(write_down, [(number,) for number in range(MANY)])

    came = Counter(outcome.error or outcome.value for outcome in outcomes)
    assert came == {str(Finding.objects.get().pk): MANY}
    assert LogEntry.objects.filter(action="cohorts.finding").count() == 1
