"""Adopted editions never change: what their triggers refuse, for whatever goes around the models.

They are made from the models' columns, so that a new column is frozen by default. On PostgreSQL a
row trigger does not see TRUNCATE, so a statement trigger refuses it.
"""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from curriculum.models.triggers import Guard, Trigger, postgresql_trigger, replaces, sqlite_trigger

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


def _triggers(connection: BaseDatabaseWrapper, apps: Apps) -> Iterator[Trigger]:
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    for name, frozen in FROZEN.items():
        yield from make(apps.get_model("curriculum", name), frozen)


GUARD = Guard(PREFIX, tuple(("curriculum", name) for name in FROZEN), _triggers)


def lock_for_adoption(connection: BaseDatabaseWrapper) -> None:
    """Let no edit run beside an adoption: its trigger could not yet see the adopted edition.

    SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {', '.join(GUARD.tables())} IN SHARE ROW EXCLUSIVE MODE")


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
        "insert": f"{joins} OR {replaces(model, frozen)}",
        "update": f"({_changed(_columns(model), 'IS NOT')} AND ({old} OR {joins})) "
        f"OR {replaces(model, frozen, 'AND o.id IS NOT OLD.id')}",
        "delete": old,
    }
    for operation, condition in conditions.items():
        name = f"{PREFIX}_{model._meta.model_name}_{operation}"
        yield sqlite_trigger(name, table, operation, condition, MESSAGE)


def _postgresql(model: type[models.Model], frozen: str) -> Iterator[Trigger]:
    table = model._meta.db_table
    old, new = (f"({frozen.format(row=row)})" for row in ("OLD", "NEW"))
    joins = "false" if table == "curriculum_edition" else new
    conditions = {
        "insert": joins,
        "update": f"{_changed(_columns(model), 'IS DISTINCT FROM')} AND ({old} OR {joins})",
        "delete": old,
        "truncate": "EXISTS (SELECT 1 FROM curriculum_edition WHERE state = 'adopted')",
    }
    for operation, condition in conditions.items():
        name = f"{PREFIX}_{model._meta.model_name}_{operation}"
        yield postgresql_trigger(name, table, operation, condition, MESSAGE)
