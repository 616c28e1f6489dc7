"""Adopted editions never change: columns, moves, triggers. Each entrance: admin/test_frozen.py."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    Standard,
    StandardText,
    Succession,
    frozen_tables,
    triggers,
)
from curriculum.models.frozen import FrozenError
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_step,
)
from tests.factories.frozen import NEW_VALUE, TABLES, make_adopted_between, values
from tests.factories.frozen import first_of as of


@pytest.fixture
def adopted(db: None) -> Edition:
    return make_adopted_between()


@pytest.fixture
def draft(adopted: Edition) -> Edition:
    return Edition.objects.get(key="2027")


def refused(deed: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=frozen_tables.MESSAGE), transaction.atomic():
        deed()


@pytest.mark.parametrize("model", TABLES)
def test_save_of_an_adopted_row_is_refused_with_a_clear_message(
    adopted: Edition, model: type[models.Model]
) -> None:
    row = of(adopted, model)
    for name, value in NEW_VALUE[model].items():
        setattr(row, name, value)

    with pytest.raises(ValidationError, match="Leiten Sie die nächste Ausgabe ab"):
        row.save()

    assert values(model._default_manager.get(pk=row.pk)) == values(of(adopted, model))


@pytest.mark.parametrize("model", TABLES)
def test_every_column_of_an_adopted_row_is_frozen(
    adopted: Edition, model: type[models.Model]
) -> None:
    row = of(adopted, model)

    for field in model._meta.local_concrete_fields:
        sql = (
            f'UPDATE {model._meta.db_table} SET "{field.column}" = {_other(field)} '  # noqa: S608
            f"WHERE id = {row.pk}"
        )
        refused(lambda sql=sql: _raw(sql))


def _other(field: models.Field) -> str:
    if isinstance(field, models.CharField | models.TextField):
        return "'x'"
    if isinstance(field, models.DateField):
        return "'2001-01-01'"
    if isinstance(field, models.UUIDField):
        return (
            "'7d9a7b3a-3f6e-4f0e-9a30-0c9b3f2a8c11'"
            if connection.vendor == "postgresql"
            else ("'7d9a7b3a3f6e4f0e9a300c9b3f2a8c11'")
        )
    return "987654"


def _raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_rows_cannot_join_an_adopted_edition(adopted: Edition) -> None:
    criterion = of(adopted, Criterion)
    standard = of(adopted, Standard)
    newcomers = [
        Standard(edition=adopted, key="NEU", position=9),
        Criterion(standard=standard, key="GR-9", position=9),
        Succession(to_criterion=criterion, kind=Kind.NEW),
        Succession(
            from_criterion=Criterion.objects.filter(standard__edition__key="2023").last(),
            kind=Kind.DROPPED,
        ),
    ]

    for row in newcomers:
        with pytest.raises(FrozenError):
            row.save()
        row.pk = None
        refused(lambda row=row: type(row)._default_manager.bulk_create([row]))


def test_german_texts_cannot_be_added_to_an_adopted_edition(adopted: Edition) -> None:
    standard_text = StandardText(standard=of(adopted, Standard), language="de", title="Zweiter")
    criterion_text = CriterionText(
        criterion=of(adopted, Criterion), language="de", statement="Zweite."
    )

    for row in (standard_text, criterion_text):
        with pytest.raises(FrozenError):
            row.save()
        refused(lambda row=row: type(row)._default_manager.bulk_create([row]))


@pytest.mark.parametrize(
    ("model", "path"),
    [
        (Standard, "edition"),
        (StandardText, "standard"),
        (Criterion, "standard"),
        (CriterionText, "criterion"),
        (Succession, "to_criterion"),
    ],
)
def test_rows_move_neither_into_nor_out_of_an_adopted_edition(
    adopted: Edition, draft: Edition, model: type[models.Model], path: str
) -> None:
    make_step(None, of(draft, Criterion), Kind.NEW)
    inside, outside = of(adopted, model), of(draft, model)

    for row, parent in (
        (inside, getattr(outside, f"{path}_id")),
        (outside, getattr(inside, f"{path}_id")),
    ):
        refused(
            lambda row=row, parent=parent: model._default_manager.filter(pk=row.pk).update(
                **{path: parent}
            )
        )
        setattr(row, f"{path}_id", parent)
        with pytest.raises(FrozenError):
            row.save()


def test_adoption_cannot_be_taken_back(adopted: Edition) -> None:
    refused(
        lambda: Edition.objects.filter(pk=adopted.pk).update(
            state="draft", adopted_on=None, in_force_from=None, digest=""
        )
    )


def test_dates_of_an_adopted_edition_stay(adopted: Edition) -> None:
    refused(lambda: Edition.objects.filter(pk=adopted.pk).update(in_force_from=date(2025, 2, 1)))
    refused(lambda: Edition.objects.filter(pk=adopted.pk).update(adopted_on=date(2024, 2, 1)))


def test_a_translation_cannot_become_the_german_wording(adopted: Edition) -> None:
    text = CriterionText.objects.create(
        criterion=of(adopted, Criterion), language="en", statement="Limits are known."
    )

    refused(lambda: CriterionText.objects.filter(pk=text.pk).update(language="de"))
    refused(lambda: CriterionText.objects.filter(language="de").update(language="ar"))


def test_translations_stay_open(adopted: Edition) -> None:
    text = CriterionText.objects.create(
        criterion=of(adopted, Criterion), language="en", statement="Limits are known."
    )

    text.statement = "The limits are known."
    text.save()
    CriterionText.objects.filter(pk=text.pk).update(explanation="Why")
    text.refresh_from_db()
    title = StandardText.objects.create(
        standard=of(adopted, Standard), language="ar", title="الحدود"
    )

    assert (text.statement, text.explanation) == ("The limits are known.", "Why")
    assert title.delete() == (1, {"curriculum.StandardText": 1})


@pytest.mark.parametrize("model", [m for m in TABLES if m is not Succession])
def test_drafts_stay_open(adopted: Edition, draft: Edition, model: type[models.Model]) -> None:
    row = of(draft, model)
    for name, value in NEW_VALUE[model].items():
        setattr(row, name, value)

    row.save()

    row.refresh_from_db()
    assert {name: getattr(row, name) for name in NEW_VALUE[model]} == NEW_VALUE[model]


def test_a_draft_can_be_deleted_with_its_steps(adopted: Edition, draft: Edition) -> None:
    make_step(of(adopted, Criterion), of(draft, Criterion))

    draft.delete()

    assert list(Edition.objects.values_list("key", flat=True)) == ["2025", "2023"]


def test_writing_what_is_there_already_is_no_change(adopted: Edition) -> None:
    assert Edition.objects.filter(pk=adopted.pk).update(key="2025") == 1


def test_replacing_an_adopted_row_is_refused(adopted: Edition, draft: Edition) -> None:
    """SQLite's OR REPLACE deletes rows in its way without a word; PostgreSQL has an upsert."""
    inside, outside = of(adopted, Standard), of(draft, Standard)
    columns = "(id, uuid, key, position, edition_id)"
    row = f"({inside.pk}, '{inside.uuid.hex}', 'ZZ', 5, {draft.pk})"
    replace = f"REPLACE INTO curriculum_standard {columns} VALUES {row}"  # noqa: S608
    update = (
        f"UPDATE OR REPLACE curriculum_standard SET uuid = '{inside.uuid.hex}' "  # noqa: S608
        f"WHERE id = {outside.pk}"
    )
    upsert = (
        f"INSERT INTO curriculum_standard {columns} VALUES {row} "  # noqa: S608
        "ON CONFLICT (id) DO UPDATE SET position = excluded.position"
    )

    for sql in (replace, update, upsert) if connection.vendor == "sqlite" else (upsert,):
        refused(lambda sql=sql: _raw(sql))


def test_all_triggers_are_there(db: None) -> None:
    assert triggers.missing(connection) == []


def test_a_dropped_trigger_is_missed(db: None) -> None:
    name = "curriculum_frozen_criterion_update"
    _raw(f"DROP TRIGGER {name}" + _on("curriculum_criterion"))

    assert triggers.missing(connection) == [name]


def test_a_weakened_trigger_is_missed(db: None) -> None:
    name = "curriculum_frozen_criterion_delete"
    if connection.vendor == "postgresql":
        _raw(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
            "AS $$BEGIN RETURN OLD; END$$"
        )
    else:
        _raw(f"DROP TRIGGER {name}")
        _raw(
            f"CREATE TRIGGER {name} BEFORE DELETE ON curriculum_criterion WHEN 0 "
            "BEGIN SELECT 1; END"
        )

    assert triggers.missing(connection) == [name]


def _on(table: str) -> str:
    return f" ON {table}" if connection.vendor == "postgresql" else ""


def test_triggers_come_from_the_columns(db: None) -> None:
    """A column that is added tomorrow is frozen without a word of ours."""
    update = next(
        t for t in triggers.triggers(connection) if t.name == "curriculum_frozen_criterion_update"
    )

    for field in Criterion._meta.local_concrete_fields:
        assert f'OLD."{field.column}" IS' in update.body


def test_a_migration_takes_the_triggers_away_and_brings_them_back(db: None) -> None:
    triggers.remove_before_migrations(sender=None, using="default", plan=["something"])
    absent = triggers.missing(connection)
    triggers.install_after_migrations(sender=None, using="default")

    assert len(absent) == len(triggers.triggers(connection))
    assert triggers.missing(connection) == []


def test_without_something_to_migrate_the_triggers_stay(db: None) -> None:
    triggers.remove_before_migrations(sender=None, using="default", plan=[])

    assert triggers.missing(connection) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_truncate_is_refused() -> None:
    edition = make_edition("2023")
    make_criterion(edition)
    make_adopted(edition, date(2023, 1, 1))

    refused(lambda: _raw("TRUNCATE curriculum_criteriontext"))
    refused(lambda: _raw("TRUNCATE curriculum_edition CASCADE"))


@pytest.mark.django_db(transaction=True)
def test_flush_empties_even_adopted_editions_and_freezes_again() -> None:
    edition = make_edition("2023")
    make_criterion(edition)
    make_adopted(edition, date(2023, 1, 1))

    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)

    assert not Edition.objects.exists()
    assert triggers.missing(connection) == []


def test_triggers_do_not_depend_on_the_order_of_the_columns(db: None) -> None:
    """A migration appends a column; the model may declare it in between."""
    fields = Criterion._meta.local_concrete_fields
    before = triggers.triggers(connection)

    Criterion._meta.__dict__["local_concrete_fields"] = tuple(reversed(fields))
    after = triggers.triggers(connection)
    Criterion._meta.__dict__["local_concrete_fields"] = fields

    assert after == before
