"""Whether a reader holds a calendar already: one row tells, because most readers do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, DecimalField, Max, Subquery, Sum, Value

from cohorts.models import Session
from cohorts.models.session import SessionQuerySet

TWELVE_DAYS = 2**40  # microseconds


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Another one for every other set of sessions, and for the same set after any change."""

    count: int
    numbers: int
    instants: int  # of the last changes, summed; in microseconds, modulo twelve days
    changed: datetime | None


def fingerprint(sessions: SessionQuerySet, *, watched: SessionQuerySet | None) -> Fingerprint:
    """Of these sessions; dated by the last change of those that are `watched`, or of these.

    Every change of a session moves its `modified_at`, so the sum of these instants never comes
    back. A maximum alone would miss a change that was begun before and written after another.
    """
    return _asked(_question(sessions, watched))


def of_public() -> Fingerprint:
    """Of all public sessions. One that has left the list changes the list, too: all are watched."""
    return _asked(_question_for_public())


class Instants(Aggregate):
    """The sum of instants in microseconds; on SQLite of their last 40 bits, lest it overflow."""

    output_field = DecimalField(max_digits=40, decimal_places=0)
    template = "EXTRACT(EPOCH FROM SUM(%(expressions)s - TIMESTAMPTZ 'epoch')) * 1000000"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = (
            "SUM((strftime('%%%%s', %(expressions)s) * 1000000"
            " + CAST(substr(%(expressions)s || '000000', 21, 6) AS INTEGER)) & 1099511627775)"
        )
        return self.as_sql(compiler, connection, template=template, **context)


@dataclass(frozen=True, slots=True)
class Question:
    """A query in the words of the database, and how to read each column of its answer."""

    sql: str
    parameters: tuple[Any, ...]
    readers: Mapping[int, tuple[list[Callable[..., Any]], Any]]


@cache
def _question_for_public() -> Question:
    """Put together once, which takes longer than the database needs to answer it."""
    return _question(Session.objects.publicly_listed(), Session.objects.all())


def _question(sessions: SessionQuerySet, watched: SessionQuerySet | None) -> Question:
    dating = sessions if watched is None else watched
    newest = dating.order_by("-modified_at").values("modified_at")[:1]
    rows = (
        sessions.order_by()
        .values(all_of_them=Value(1))  # one row for all, and also for none
        .annotate(
            count=Count("pk"),
            numbers=Sum("pk"),
            instants=Instants("modified_at"),
            changed=Max(Subquery(newest)),
        )
    )
    compiler = rows.query.get_compiler(connection=connection, elide_empty=False)
    sql, parameters = compiler.as_sql()
    readers = compiler.get_converters([column for column, _sql, _name in compiler.select])
    return Question(sql, tuple(parameters), readers)


def _asked(question: Question) -> Fingerprint:
    with connection.cursor() as cursor:
        cursor.execute(question.sql, question.parameters)
        row = list(cursor.fetchone())
    for column, (readers, expression) in question.readers.items():
        for read in readers:
            row[column] = read(row[column], expression, connection)
    _all, count, numbers, instants, changed = row
    return Fingerprint(count, int(numbers or 0), int(instants or 0) % TWELVE_DAYS, changed)
