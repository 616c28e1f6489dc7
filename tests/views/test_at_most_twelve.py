"""Pages that show the most: with everything that can stand on them they ask twelve questions."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cohorts.domain import findings
from cohorts.models import CohortModule
from curriculum.domain import derivation, drafting
from curriculum.models import Corrigendum, Criterion, Edition, ModulePage
from tests.factories import teaching
from tests.factories.cohorts import NOW, make_cohort, make_session, make_user
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)
from tests.factories.findings import make_centre, make_event, make_finding
from tests.factories.pages import make_meeting
from tests.factories.sections import make_adapted, make_section

SECRET = "Noch geheimer Wortlaut."


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def follow(before: Edition, key: str, **fields: Any) -> Edition:
    """The next edition, in which every wording has changed."""
    edition = make_edition(key, predecessor=before, **fields)
    for old in Criterion.objects.filter(standard__edition=before).select_related("standard"):
        new = make_criterion(edition, old.key, f"{old.key} in der Ausgabe {key}.")
        make_step(old, new, Kind.REWORDED, "Aus Gießen.")
    return edition


def proposed(criterion: Criterion, *, is_public: bool) -> None:
    event = make_event(title=f"Treffen zu {criterion.key}")
    make_session(event, starts_at=datetime(2022, 3, 4, 10, tzinfo=UTC))
    make_meeting(f"Treffen zu {criterion.key}", cohort=event)
    finding = make_finding(event, is_public=is_public)
    findings.take_into(finding=finding, criterion=criterion, by=make_centre(), now=NOW)


def taught(module: ModulePage) -> None:
    cohort = make_cohort(state="published")
    CohortModule.objects.create(cohort=cohort, module=module, planned_minutes=45)
    make_session(cohort).segments.create(position=1, minutes=45, module=module)


def make_standards(size: int) -> list[Criterion]:
    """2021, 2023, 2025, then 2028 ahead of its day and a draft; the criteria of the first."""
    first = make_edition("2021")
    criteria = [make_criterion(first, f"GR-{number}") for number in range(size)]
    make_criterion(first, "GR-99", "Das gab es nur früher.")
    for criterion in criteria:
        proposed(criterion, is_public=True)
    make_adopted(first, date(2021, 1, 1))
    second = follow(first, "2023")
    make_adopted(second, date(2023, 1, 1))
    third = follow(second, "2025")
    third.standards.get().criteria.get(key="GR-99").delete()
    dropped = Criterion.objects.get(standard__edition=second, key="GR-99")
    make_step(dropped, None, Kind.DROPPED, "Steht jetzt im Gesetz.")
    make_adopted(third, date(2025, 1, 1))
    for criterion in Criterion.objects.filter(standard__edition=third):
        Corrigendum.objects.create(criterion=criterion, dated_on=date(2025, 2, 3), text="Lies.")
        drafting.translate(
            criterion=criterion, language="en", statement="Later.", by=make_user(), now=NOW
        )
    make_adopted(follow(third, "2028"), date(2028, 1, 1), date(2026, 2, 1))
    draft = derivation.derive(key="2031", by=make_user(), now=NOW)
    for criterion in Criterion.objects.filter(standard__edition=draft):
        drafting.reword(criterion=criterion, level="may", statement=SECRET, by=make_user(), now=NOW)
    return criteria


@pytest.mark.parametrize("size", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"), [("/standards/2025/GR/", 10), ("/en/standards/2025/GR/", 12)]
)
def test_standard_with_everything_that_can_be_said_of_it(
    client: Client,
    db: None,
    size: int,
    path: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number, criterion in enumerate(make_standards(size)):
        taught(make_module(f"Modul {number}", criterion))
    client.get(path)

    with django_assert_num_queries(queries):
        text = client.get(path).content.decode()

    told = ("#ergebnisse", "2028/GR/#GR-", "Lies.", "GR-99", "Gießen", f"Treffen zu GR-{size - 1}")
    assert [words for words in told if words not in text] == []
    assert text.count("/module/modul-") == size
    assert text.count("Aus Gießen.") == size
    assert (SECRET in text, "2031" in text) == (False, False)


def full_body(size: int) -> list[dict[str, Any]]:
    files = [teaching.make_document(f"Datei {number}") for number in range(size)]
    links = "".join(f'<a linktype="document" id="{file.pk}">Datei</a>' for file in files)
    return [
        {"type": "introduction", "value": f"<p>{links}</p>"},
        *(
            teaching.plan(teaching.row(45, "Üben", card=teaching.make_card().pk))
            for _number in range(size)
        ),
        *(teaching.handout("Zum Mitnehmen", file) for file in files),
    ]


@pytest.mark.parametrize("size", [1, 5])
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("path", "queries"), [("/module/grenzen/", 11), ("/vor-ort/lahn/grenzen/", 12)]
)
def test_module_with_everything_that_can_stand_in_it(
    client: Client,
    db: None,
    size: int,
    language: str,
    path: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    section = make_section(name="Lahn")
    criteria = make_standards(size)
    shared = make_module("Grenzen", *criteria, slug="grenzen", number=8, body=full_body(size))
    for module in (shared, make_adapted(section, shared)):
        taught(module)
    client.get(language + path)

    with django_assert_num_queries(queries):
        text = client.get(language + path).content.decode()

    assert text.count("2025/GR/fassungen/#GR-") == size
    assert text.count("/standards/2021/GR/#GR-") == size
    assert text.count('class="handout"') == size
