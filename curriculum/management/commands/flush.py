"""Django's own command, which empties the database on purpose: guarded rows are let go for it."""

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connections

from curriculum.models import triggers


class Command(Flush):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        triggers.remove(connection)
        try:
            super().handle(**options)
        finally:
            triggers.install(connection)
