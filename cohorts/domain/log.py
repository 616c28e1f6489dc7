"""Writing the log: one entry per deed, in the deed's transaction."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from cohorts.models import AuditValue, Carrier, LogEntry, Participant

if TYPE_CHECKING:
    from home.models import User

REASON = AuditValue.REASON
_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


@contextmanager
def dated(at: datetime) -> Iterator[None]:
    """Deeds inside are entered in the log as of then: a history that is written down afterwards.

    Entries never change, so the moment has to be right when they are made.
    """
    token = _moment.set(at)
    try:
        yield
    finally:
        _moment.reset(token)


def record(
    instance: models.Model,
    action: str,
    *,
    by: "User | None",
    carrier: Carrier | None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    participant: Participant | None = None,
    values: Mapping[str, tuple[object, object]] | None = None,
) -> LogEntry:
    """Write who did what to which record and why; inside the transaction of the deed.

    `data` holds ids, field names and numbers, never personal values. `by=None` is the system itself
    (an expired offer, a command). `carrier` decides whose coordinators read the entry.

    With `participant` the deed is about that person. Then the reason and the old and new `values`
    are kept beside the entry and go when the person is erased; the entry, which never changes,
    holds a salted digest of each, by which they can be proved while they are there.
    """
    facts = dict(data or {})
    at = _moment.get() or timezone.now()
    if participant is None:
        if values:
            raise TypeError("values belong to a person: name the participant")
        return LogEntry.objects.log_action(
            instance, action, user=by, carrier=carrier, reason=reason, data=facts, timestamp=at
        )
    facts.setdefault("participant", participant.pk)
    kept = [
        AuditValue(
            participant=participant,
            field=field,
            salt=secrets.token_hex(16),
            old=in_words(old),
            new=in_words(new),
        )
        for field, (old, new) in (values or {}).items()
    ]
    if reason:
        kept.append(
            AuditValue(
                participant=participant, field=REASON, salt=secrets.token_hex(16), new=reason
            )
        )
    if kept:
        facts["digests"] = {value.field: digest(value) for value in kept}
    entry = LogEntry.objects.log_action(
        instance, action, user=by, carrier=carrier, data=facts, timestamp=at
    )
    for value in kept:
        value.entry = entry
    AuditValue.objects.bulk_create(kept)
    return entry


def values_for(instance: models.Model, *, reader: "User") -> dict[int, list[tuple[str, str, str]]]:
    """Old and new values by entry: field in words, before, after; those the reader may see."""
    found = (
        AuditValue.objects.visible_to(reader)
        .filter(entry__in=LogEntry.objects.for_instance(instance))
        .exclude(field=REASON)
        .order_by("pk")
    )
    by_entry: dict[int, list[tuple[str, str, str]]] = {}
    for value in found:
        line = (field_in_words(instance, value.field), value.old, value.new)
        by_entry.setdefault(value.entry_id, []).append(line)
    return by_entry


def field_in_words(instance: models.Model, name: str) -> str:
    """The name for people of a field, or of records that belong to this one.

    As it was written, if the model has nothing of that name now.
    """
    names: dict[str, object] = {
        column.name: column.verbose_name for column in instance._meta.concrete_fields
    }
    for link in instance._meta.related_objects:
        names[link.get_accessor_name() or ""] = link.related_model._meta.verbose_name
    return str(names.get(name, name))


def digest(value: AuditValue) -> str:
    """SHA-256 of salt, old and new value. Without the salt nobody can guess what stood there."""
    text = "\0".join((value.salt, value.old, value.new))
    return hashlib.sha256(text.encode()).hexdigest()


def in_words(value: object) -> str:
    return "" if value is None else str(value)
