"""Corrigenda: a dated note beside an adopted wording, which never changes either."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from cohorts.models import append_only
from curriculum.domain import corrigenda, editions
from curriculum.models import Corrigendum, Criterion, CriterionText, Edition
from home import roles
from home.models import User
from tests.factories.cohorts import make_carrier, make_coordinator
from tests.factories.curriculum import make_adopted, make_criterion, make_edition

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)


@pytest.fixture
def centre(db: None) -> User:
    user = make_coordinator(make_carrier(is_centre=True))
    roles.sync(user, TODAY)
    return user


@pytest.fixture
def criterion(db: None) -> Criterion:
    """GR-1 of an edition that was adopted on 13 November 2024."""
    found = make_criterion(make_edition("2025"), "GR-1", "Grenzen sind bekant.")
    make_adopted(found.standard.edition, date(2025, 1, 1), date(2024, 11, 13))
    return found


@pytest.fixture
def correct(centre: User, criterion: Criterion) -> Callable[..., Corrigendum]:
    def deed(**other: object) -> Corrigendum:
        return corrigenda.correct(
            **{
                "criterion": criterion,
                "text": "Lies: bekannt.",
                "dated_on": TODAY,
                "by": centre,
                "now": NOON,
            }
            | other
        )

    return deed


def test_a_corrigendum_stands_beside_the_wording_which_stays(
    correct: Callable[..., Corrigendum], criterion: Criterion
) -> None:
    correct(text="  Lies:\r\nbekannt. ")

    edition = Edition.objects.get()
    stored = Corrigendum.objects.values_list("criterion", "dated_on", "text").get()
    assert stored == (criterion.pk, TODAY, "Lies:\nbekannt.")
    assert CriterionText.objects.get().statement == "Grenzen sind bekant."
    assert edition.digest == editions.digest(edition)


def test_a_corrigendum_writes_one_log_entry(
    correct: Callable[..., Corrigendum], criterion: Criterion, centre: User
) -> None:
    corrigendum = correct()

    entry = ModelLogEntry.objects.exclude(action="curriculum.adopt").get()
    assert (entry.action, entry.user, entry.timestamp) == ("curriculum.correct", centre, NOON)
    assert entry.object_id == str(criterion.pk)
    assert entry.data == {"corrigendum": corrigendum.pk, "dated_on": "2026-03-02"}


def test_a_draft_has_no_corrigenda(correct: Callable[..., Corrigendum]) -> None:
    draft = make_criterion(make_edition("2031"))

    with pytest.raises(ValidationError) as refused:
        correct(criterion=draft)

    assert refused.value.messages == ["Das ist ein Entwurf: Ändern Sie den Wortlaut selbst."]
    assert not Corrigendum.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"text": " \n "}, {"text": ["Schreiben Sie, wie es richtig heißt."]}),
        (
            {"dated_on": date(2024, 11, 12)},
            {"dated_on": ["Der Tag liegt vor dem Beschluss der Ausgabe."]},
        ),
        (
            {"dated_on": date(2026, 3, 3)},
            {"dated_on": ["Der Tag darf nicht in der Zukunft liegen."]},
        ),
    ],
)
def test_a_text_and_a_day_since_the_adoption_are_needed(
    correct: Callable[..., Corrigendum], wrong: dict[str, object], errors: dict[str, list[str]]
) -> None:
    with pytest.raises(ValidationError) as refused:
        correct(**wrong)

    assert refused.value.message_dict == errors
    assert not Corrigendum.objects.exists()


@pytest.mark.parametrize("day", [date(2024, 11, 13), TODAY])
def test_the_day_of_adoption_and_today_will_do(
    correct: Callable[..., Corrigendum], day: date
) -> None:
    assert correct(dated_on=day).dated_on == day


def test_today_is_a_day_in_berlin(correct: Callable[..., Corrigendum]) -> None:
    late_evening = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # already the 3rd in Berlin

    assert correct(dated_on=date(2026, 3, 3), now=late_evening).dated_on == date(2026, 3, 3)


def test_a_form_that_was_sent_twice_corrects_once(correct: Callable[..., Corrigendum]) -> None:
    correct()

    with pytest.raises(ValidationError) as refused:
        correct(text="Lies: bekannt. ")

    assert refused.value.messages == ["Diese Druckfehlerberichtigung gibt es schon."]
    assert Corrigendum.objects.count() == 1


def test_only_the_centre_corrects(correct: Callable[..., Corrigendum]) -> None:
    coordinator = make_coordinator(make_carrier())
    roles.sync(coordinator, TODAY)

    with pytest.raises(PermissionDenied):
        correct(by=coordinator)

    assert not Corrigendum.objects.exists()


@pytest.mark.parametrize("size", [1, 5])
def test_corrigenda_of_many_criteria_take_one_query(
    centre: User, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    criteria = [make_criterion(make_edition("2025"), "GR-0")]
    edition = criteria[0].standard.edition
    criteria += [make_criterion(edition, f"GR-{n}") for n in range(1, size)]
    make_adopted(edition, date(2025, 1, 1))
    for criterion in criteria:
        for day in (TODAY, date(2025, 6, 1)):
            Corrigendum.objects.create(criterion=criterion, dated_on=day, text="x")

    with django_assert_num_queries(1):
        found = corrigenda.beside([criterion.pk for criterion in criteria])

    assert [[one.dated_on for one in found[criterion.pk]] for criterion in criteria] == [
        [date(2025, 6, 1), TODAY]
    ] * size


# --- It never changes -----------------------------------------------------------------------------


def refused(deed: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=append_only.MESSAGE), transaction.atomic():
        deed()


def _raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_corrigendum_is_never_changed(correct: Callable[..., Corrigendum]) -> None:
    corrigendum = correct()
    rows = Corrigendum.objects.filter(pk=corrigendum.pk)
    corrigendum.text = "Anders."

    refused(corrigendum.save)
    refused(lambda: rows.update(text="Anders."))
    refused(lambda: rows.update(dated_on=date(2025, 1, 1)))
    refused(lambda: Corrigendum.objects.bulk_update([corrigendum], ["text"]))
    refused(lambda: _raw("UPDATE curriculum_corrigendum SET text = 'Anders.'"))

    assert rows.get().text == "Lies: bekannt."


def test_a_corrigendum_is_never_deleted(correct: Callable[..., Corrigendum]) -> None:
    corrigendum = correct()
    rows = Corrigendum.objects.filter(pk=corrigendum.pk)

    refused(corrigendum.delete)
    refused(rows.delete)
    refused(lambda: _raw("DELETE FROM curriculum_corrigendum"))

    assert rows.count() == 1


def test_a_corrigendum_is_never_replaced(correct: Callable[..., Corrigendum]) -> None:
    """SQLite's OR REPLACE deletes what is in its way without a word; PostgreSQL has an upsert."""
    corrigendum = correct()
    row = f"({corrigendum.pk}, {corrigendum.criterion_id}, '2026-01-01', 'Anders.')"
    into = f"INTO curriculum_corrigendum (id, criterion_id, dated_on, text) VALUES {row}"
    upsert = f"INSERT {into} ON CONFLICT (id) DO UPDATE SET text = excluded.text"

    for sql in (f"REPLACE {into}", upsert) if connection.vendor == "sqlite" else (upsert,):
        refused(lambda sql=sql: _raw(sql))


def test_the_criterion_of_a_corrigendum_stays(
    correct: Callable[..., Corrigendum], criterion: Criterion
) -> None:
    correct()

    with pytest.raises(ProtectedError):
        Criterion.objects.filter(pk=criterion.pk).delete()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_truncate_of_corrigenda_is_refused() -> None:
    refused(lambda: _raw("TRUNCATE curriculum_corrigendum"))
