"""Rules that the database keeps itself, whatever goes around the models: how triggers are made.

What they refuse is said by the guards: adopted editions (`frozen_tables`), and whatever other apps
register. Both databases raise `django.db.IntegrityError`. Migrations and `flush` take all triggers
away for their time. On PostgreSQL a row trigger does not see TRUNCATE, so a statement trigger
refuses it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import UniqueConstraint


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger by name, with the text that makes it."""

    name: str
    table: str
    body: str  # what the database must hold for this trigger to be the right one
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """Triggers that keep one rule. Their names begin with the prefix."""

    prefix: str
    models: tuple[tuple[str, str], ...]  # app and model
    make: Callable[[BaseDatabaseWrapper, Apps], Iterator[Trigger]]

    def tables(self) -> list[str]:
        return [installed.get_model(app, name)._meta.db_table for app, name in self.models]


_guards: dict[str, Guard] = {}


def register(guard: Guard) -> None:
    """Called when an app is ready."""
    _guards[guard.prefix] = guard


def triggers(connection: BaseDatabaseWrapper, apps: Apps = installed) -> list[Trigger]:
    """All triggers that this database must have, from the models as they are in `apps`."""
    return [trigger for guard in _guards.values() for trigger in guard.make(connection, apps)]


def install(connection: BaseDatabaseWrapper, apps: Apps = installed) -> None:
    """Make the triggers of every guard whose tables are all there."""
    remove(connection)
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for guard in _guards.values():
            if not existing.issuperset(guard.tables()):
                continue
            for trigger in guard.make(connection, apps):
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


def remove_before_migrations(
    sender: AppConfig, using: str, plan: list[Any] | None = None, **kwargs: Any
) -> None:
    if plan:  # nothing to migrate: what is guarded stays guarded
        remove(connections[using])


def install_after_migrations(
    sender: AppConfig, using: str, apps: Apps = installed, **kwargs: Any
) -> None:
    install(connections[using], apps)


def sqlite_trigger(name: str, table: str, operation: str, condition: str, message: str) -> Trigger:
    sql = (
        f"CREATE TRIGGER {name} BEFORE {operation.upper()} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    return Trigger(name, table, sql, (sql,))


def postgresql_trigger(
    name: str, table: str, operation: str, condition: str, message: str
) -> Trigger:
    level, answer = {
        "insert": ("ROW", "NEW"),
        "update": ("ROW", "NEW"),
        "delete": ("ROW", "OLD"),
        "truncate": ("STATEMENT", "NULL"),
    }[operation]
    body = (
        f"BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = '{message}'; "
        f"END IF; RETURN {answer}; END"
    )
    function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
    trigger = (
        f"CREATE TRIGGER {name} BEFORE {operation.upper()} ON {table} "
        f"FOR EACH {level} EXECUTE FUNCTION {name}()"
    )
    return Trigger(name, table, body, (function, trigger))


def replaces(model: type[models.Model], guarded: str, but: str = "") -> str:
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
        f"WHERE ({clashes}) {but} AND ({guarded.format(row='o')}))"
    )


def _present(cursor: Any, vendor: str) -> dict[str, tuple[str, str]]:
    """Our triggers that are in the database and switched on: name to table and body."""
    if vendor == "postgresql":
        cursor.execute(
            "SELECT t.tgname, c.relname, p.prosrc FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgenabled IN ('O', 'A') AND NOT t.tgisinternal "
            "AND c.relnamespace = current_schema()::regnamespace"
        )
    else:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    prefixes = tuple(_guards)
    return {
        name: (table, body) for name, table, body in cursor.fetchall() if name.startswith(prefixes)
    }
