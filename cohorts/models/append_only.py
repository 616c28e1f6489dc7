"""What happened stays written: entries of the log can be added, never changed, never deleted.

Ours and Wagtail's own; and the corrigenda of the standards, which are dated for good. Deleting a
user or a page leaves their entries as they are: entries point at them by number only. Personal
values are not in here but in `AuditValue`, which erasure empties.
"""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper

from curriculum.models.triggers import Guard, Trigger, postgresql_trigger, replaces, sqlite_trigger

MESSAGE = "the log: an entry never changes and is never deleted"
PREFIX = "cohorts_append_only"
MODELS = (
    ("cohorts", "LogEntry"),
    ("wagtailcore", "ModelLogEntry"),
    ("wagtailcore", "PageLogEntry"),
    ("curriculum", "Corrigendum"),
)


def _triggers(connection: BaseDatabaseWrapper, apps: Apps) -> Iterator[Trigger]:
    for app, name in MODELS:
        model = apps.get_model(app, name)
        table = model._meta.db_table
        if connection.vendor == "postgresql":
            make, always = postgresql_trigger, "true"
            conditions = {"update": always, "delete": always, "truncate": always}
        else:
            make, always = sqlite_trigger, "1"
            conditions = {
                "insert": replaces(model, always),
                "update": always,
                "delete": always,
            }
        for operation, condition in conditions.items():
            trigger = f"{PREFIX}_{model._meta.model_name}_{operation}"
            yield make(trigger, table, operation, condition, MESSAGE)


GUARD = Guard(PREFIX, MODELS, _triggers)
