"""The table of personal data: complete, up to date, and true about the database."""

import pytest
from django.db import models

from cohorts.domain import personal_data
from cohorts.domain.personal_data import reading
from cohorts.domain.personal_data.reading import Erasure, NotPersonal, Personal, Records, Subject
from tests.factories.cohorts import make_participant, make_user

OURS = ("cohorts.", "curriculum.", "home.")
ON_DELETE = {
    Erasure.ACCOUNT: {"CASCADE"},
    Erasure.UNLINK: {"SET_NULL"},
    Erasure.KEEP: {"DO_NOTHING", "PROTECT"},
}


def personal() -> list[tuple[str, Records, Personal]]:
    return [
        (line.label, line.records, line.treatment)
        for line in reading.lines(personal_data.TABLE)
        if isinstance(line.treatment, Personal)
    ]


def test_every_field_of_every_model_is_classified():
    assert reading.unclassified(personal_data.TABLE) == []


def test_every_line_is_about_a_field_that_exists():
    assert reading.dangling(personal_data.TABLE) == []


def test_whoever_names_a_user_has_a_line_of_its_own():
    assert reading.too_broad(personal_data.TABLE) == []


def test_our_own_models_are_classified_field_by_field():
    broad = [line.label for line in reading.lines(personal_data.TABLE) if line.label.endswith("*")]

    assert [label for label in broad if label.startswith(OURS)] == []


def test_no_field_is_classified_twice():
    labels = [line.label for line in reading.lines(personal_data.TABLE)]

    assert sorted(labels) == sorted(set(labels))


def test_a_new_field_is_missed_until_it_is_classified():
    without = tuple(
        Records(records.label, {n: f for n, f in records.fields.items() if n != "of_age_on"})
        for records in personal_data.TABLE
    )

    assert reading.unclassified(without) == ["cohorts.Participant.of_age_on"]


def test_a_line_about_nothing_is_named():
    table = (*personal_data.TABLE, Records("cohorts.Carrier", {"shoe_size": NotPersonal()}))

    assert reading.dangling(table) == ["cohorts.Carrier.shoe_size"]


def test_a_broad_line_does_not_hide_who_is_named():
    narrow = tuple(r for r in personal_data.TABLE if r.label != "wagtailcore.APIToken")
    table = (*narrow, Records("wagtailcore.APIToken", {"*": NotPersonal()}))

    assert reading.unclassified(table) == []
    assert reading.too_broad(table) == ["wagtailcore.APIToken.user"]


@pytest.mark.parametrize(("label", "line"), [(label, line) for label, _, line in personal()])
def test_whatever_is_kept_or_replaced_says_why(label: str, line: Personal):
    if line.erasure in (Erasure.KEEP, Erasure.REPLACE, Erasure.STRIKE):
        assert line.because


@pytest.mark.parametrize(
    ("label", "records", "line"), [row for row in personal() if not row[0].endswith("*")]
)
def test_the_database_does_with_users_what_the_table_says(label, records, line):
    column = records.model._meta.get_field(label.rsplit(".", 1)[1])
    points_at_users = column.related_model and column.related_model._meta.label == "home.User"
    if points_at_users and line.erasure in ON_DELETE:
        assert column.remote_field.on_delete.__name__ in ON_DELETE[line.erasure]


def test_personal_fields_of_a_person_can_be_found():
    """Otherwise nobody could show, export or erase them."""
    lost = {
        records.label
        for _label, records, line in personal()
        if line.subject is Subject.PERSON and not records.is_about_somebody
    }

    assert lost <= {"sessions.Session"}  # signed texts: they are read one by one


@pytest.mark.django_db
def test_rows_of_nobody_are_no_rows():
    make_participant()
    make_user()

    for records in personal_data.TABLE:
        if records.is_about_somebody:
            assert list(records.rows_of(None, None, set())) == []


def test_emptied_fields_fit_their_columns():
    for records in personal_data.TABLE:
        for name, value in reading.emptied(records).items() if records.participant else ():
            column: models.Field = records.model._meta.get_field(name)
            assert value is not None or column.null, f"{records.label}.{name}"
