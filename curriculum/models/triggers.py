"""Adopted editions never change: the triggers in the database, for whatever goes around the models.

They are made from the models' columns, so that a new column is frozen by default, and raise
`django.db.IntegrityError` on both databases. Migrations and `flush` take them away for their time.
On PostgreSQL a row trigger does not see TRUNCATE, so a statement trigger refuses it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import UniqueConstraint

MESSAGE = "curriculum: the edition has been adopted, it never changes"
PREFIX = "curriculum_frozen"
EDITION = "SELECT 1 FROM curriculum_edition e WHERE e.state = 'adopted' AND e.id = "
STANDARD = (
    "SELECT 1 FROM curriculum_standard s JOIN curriculum_edition e ON e.id = s.edition_id "
    "WHERE e.state = 'adopted' AND s.id = "
)
CRITERION = (
    "SELECT 1 FROM curriculum_criterion c JOIN curriculum_standard s ON s.id = c.standard_id "
    "JOIN curriculum_edition e ON e.id = s.edition_id WHERE e.state = 'adopted' AND c.id = "
)
# A step belongs to the edition it leads into; a dropped criterion to the next edition.
DROPPED = (
    "SELECT 1 FROM curriculum_criterion c JOIN curriculum_standard s ON s.id = c.standard_id "
    "JOIN curriculum_edition e ON e.predecessor_id = s.edition_id "
    "WHERE e.state = 'adopted' AND c.id = "
)

# When a row (OLD, NEW or an alias) is frozen. German is the adopted wording.
FROZEN = {
    "Edition": "{row}.state = 'adopted'",
    "Standard": f"EXISTS ({EDITION}{{row}}.edition_id)",
    "StandardText": f"{{row}}.language = 'de' AND EXISTS ({STANDARD}{{row}}.standard_id)",
    "Criterion": f"EXISTS ({STANDARD}{{row}}.standard_id)",
    "CriterionText": f"{{row}}.language = 'de' AND EXISTS ({CRITERION}{{row}}.criterion_id)",
    "Succession": (
        f"EXISTS ({CRITERION}{{row}}.to_criterion_id) OR "
        f"({{row}}.to_criterion_id IS NULL AND EXISTS ({DROPPED}{{row}}.from_criterion_id))"
    ),
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger by name, with the text that makes it."""

    name: str
    table: str
    body: str  # what the database must hold for this trigger to be the right one
    statements: tuple[str, ...]


def frozen_tables() -> list[str]:
    return [installed.get_model("curriculum", name)._meta.db_table for name in FROZEN]


def triggers(connection: BaseDatabaseWrapper, apps: Apps = installed) -> list[Trigger]:
    """All triggers that this database must have, from the models as they are in `apps`."""
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    return [
        trigger
        for name, frozen in FROZEN.items()
        for trigger in make(apps.get_model("curriculum", name), frozen)
    ]


def install(connection: BaseDatabaseWrapper, apps: Apps = installed) -> None:
    remove(connection)
    with connection.cursor() as cursor:
        for trigger in triggers(connection, apps):
            for statement in trigger.statements:
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name, (table, _body) in _present(cursor, connection.vendor).items():
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER {name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")
            else:
                cursor.execute(f"DROP TRIGGER {name}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that are absent, switched off or not as the models want them."""
    with connection.cursor() as cursor:
        present = _present(cursor, connection.vendor)
    return [
        trigger.name
        for trigger in triggers(connection)
        if present.get(trigger.name) != (trigger.table, trigger.body)
    ]


def lock_for_adoption(connection: BaseDatabaseWrapper) -> None:
    """Let no edit run beside an adoption: its trigger could not yet see the adopted edition.

    SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {', '.join(frozen_tables())} IN SHARE ROW EXCLUSIVE MODE")


def remove_before_migrations(
    sender: AppConfig, using: str, plan: list[Any] | None = None, **kwargs: Any
) -> None:
    if plan:  # nothing to migrate: stay frozen
        remove(connections[using])


def install_after_migrations(
    sender: AppConfig, using: str, apps: Apps = installed, **kwargs: Any
) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
    if existing.issuperset(frozen_tables()):
        install(connection, apps)


def _changed(columns: list[str], operator: str) -> str:
    return "(" + " OR ".join(f"OLD.{column} {operator} NEW.{column}" for column in columns) + ")"


def _columns(model: type[models.Model]) -> list[str]:
    """In the order of names: migrations and models do not list them in the same order."""
    return sorted(f'"{field.column}"' for field in model._meta.local_concrete_fields)


def _sqlite(model: type[models.Model], frozen: str) -> Iterator[Trigger]:
    table = model._meta.db_table
    old, new = (f"({frozen.format(row=row)})" for row in ("OLD", "NEW"))
    joins = "0" if table == "curriculum_edition" else new  # adoption is such a change itself
    conditions = {
        "insert": f"{joins} OR {_replaces(model, frozen)}",
        "update": f"({_changed(_columns(model), 'IS NOT')} AND ({old} OR {joins})) "
        f"OR {_replaces(model, frozen, 'AND o.id IS NOT OLD.id')}",
        "delete": old,
    }
    for operation, condition in conditions.items():
        name = f"{PREFIX}_{model._meta.model_name}_{operation}"
        sql = (
            f"CREATE TRIGGER {name} BEFORE {operation.upper()} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        yield Trigger(name, table, sql, (sql,))


def _replaces(model: type[models.Model], frozen: str, but: str = "") -> str:
    """SQLite's OR REPLACE deletes the rows in its way without asking their delete trigger."""
    columns = {field.name: field.column for field in model._meta.local_concrete_fields}
    keys = [[field.column] for field in model._meta.local_concrete_fields if field.unique]
    keys += [
        [columns[name] for name in constraint.fields]
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    clashes = " OR ".join(
        "(" + " AND ".join(f'o."{column}" = NEW."{column}"' for column in key) + ")"
        for key in sorted(keys)
    )
    return (
        f"EXISTS (SELECT 1 FROM {model._meta.db_table} o "  # noqa: S608 - our own names only
        f"WHERE ({clashes}) {but} AND ({frozen.format(row='o')}))"
    )


def _postgresql(model: type[models.Model], frozen: str) -> Iterator[Trigger]:
    table = model._meta.db_table
    old, new = (f"({frozen.format(row=row)})" for row in ("OLD", "NEW"))
    joins = "false" if table == "curriculum_edition" else new
    conditions = {
        "insert": (joins, "ROW", "NEW"),
        "update": (
            f"{_changed(_columns(model), 'IS DISTINCT FROM')} AND ({old} OR {joins})",
            "ROW",
            "NEW",
        ),
        "delete": (old, "ROW", "OLD"),
        "truncate": (
            "EXISTS (SELECT 1 FROM curriculum_edition WHERE state = 'adopted')",
            "STATEMENT",
            "NULL",
        ),
    }
    for operation, (condition, level, answer) in conditions.items():
        name = f"{PREFIX}_{model._meta.model_name}_{operation}"
        body = (
            f"BEGIN IF {condition} THEN "
            f"RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = '{MESSAGE}'; "
            f"END IF; RETURN {answer}; END"
        )
        yield Trigger(
            name,
            table,
            body,
            (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger "
                f"LANGUAGE plpgsql AS $${body}$$",
                f"CREATE TRIGGER {name} BEFORE {operation.upper()} ON {table} "
                f"FOR EACH {level} EXECUTE FUNCTION {name}()",
            ),
        )


def _present(cursor: Any, vendor: str) -> dict[str, tuple[str, str]]:
    """Our triggers that are in the database and switched on: name to table and body."""
    if vendor == "postgresql":
        cursor.execute(
            "SELECT t.tgname, c.relname, p.prosrc FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgname LIKE %s AND t.tgenabled IN ('O', 'A') "
            "AND c.relnamespace = current_schema()::regnamespace",
            [f"{PREFIX}%"],
        )
    else:
        cursor.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
            [f"{PREFIX}%"],
        )
    return {name: (table, body) for name, table, body in cursor.fetchall()}
