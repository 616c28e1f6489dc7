"""What is stored about somebody, in words and as a file, and who did what with it.

Both are made from the table of personal data: what is classified there shows here, and nothing of
anybody else does. Staff are named by their role and carrier.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.domain import traces
from cohorts.domain.personal_data import TABLE
from cohorts.domain.personal_data.reading import Records, Subject
from cohorts.models import Attendance, CalendarLink, LogEntry, Membership, Participant, SignUp

if TYPE_CHECKING:
    from home.models import User

DEEDS = 200  # the latest; the file has the same
# Codes that say nothing to people. The file has them.
FOR_MACHINES = {"cohorts.Message.kind", "cohorts.Message.occasion"}
# Whoever reads these gets in: they stand on no page and in no file.
SECRETS = {
    "home.WebSession.session_key",
    "home.WebSession.session_data",
    "sessions.Session.session_key",
    "sessions.Session.session_data",
    "mfa.Authenticator.data",
}
# What others have named, in our words.
NAMES = {
    "home.User.last_login": gettext_lazy("last signed in"),
    "home.WebSession.expire_date": gettext_lazy("signed in until at the latest"),
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """Records of one kind: what they are called, why, on what basis and how long they are kept.

    `rows` holds each record as (name, value).
    """

    title: str
    purposes: tuple[str, ...]
    bases: tuple[str, ...]
    kept: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class DeedAboutMe:
    """Who did what with my data, when and why. `who`: role and carrier, never a name."""

    at: datetime
    who: str
    what: str
    why: str


def stored(user: "User", participant: Participant | None) -> list[Chapter]:
    """Everything in words, without what only machines read."""
    chapters = []
    for records, rows in _mine(user, participant):
        columns = [column for column in _columns(records) if _is_for_people(column)]
        shown = tuple(
            filled
            for row in rows
            if (
                filled := tuple(
                    (_name(column), words)
                    for column in columns
                    if (words := _in_words(row, column, user))
                )
            )
        )
        if shown:
            mine = [one for one in records.personal.values() if one.subject is Subject.PERSON]
            chapters.append(
                Chapter(
                    title=_capital(records.model._meta.verbose_name_plural),
                    purposes=_once(line.purpose for line in mine),
                    bases=_once(line.basis for line in mine),
                    kept=_once(line.retention for line in mine),
                    rows=shown,
                )
            )
    return chapters


def export(user: "User", participant: Participant | None, *, now: datetime) -> dict[str, Any]:
    """Everything as data, for a file to take along."""
    return {
        "made_at": now,
        "records": {
            records.label: [
                {column.name: _as_data(row, column, user) for column in _columns(records)}
                for row in rows
            ]
            for records, rows in _mine(user, participant)
        },
        "sign_ins": len(traces.sign_ins_of(user, set())),
        "deeds": [
            {"at": deed.at, "who": deed.who, "what": deed.what, "why": deed.why}
            for deed in deeds(user, participant)
        ],
    }


def deeds(user: "User", participant: Participant | None) -> list[DeedAboutMe]:
    """The entries of the log that are about this person, the latest first."""
    entries = [
        entry
        for entry in _entries(user, participant)
        # Marks of a whole list name the people in the entry.
        if participant is None
        or "participants" not in entry.data
        or participant.pk in entry.data["participants"]
    ][:DEEDS]
    who = _actors(entries, user)
    return [
        DeedAboutMe(entry.timestamp, name, entry.what, entry.why)
        for entry, name in zip(entries, who, strict=True)
    ]


def _mine(
    user: "User", participant: Participant | None
) -> Iterator[tuple[Records, "list[models.Model]"]]:
    addresses = {user.email}
    for records in TABLE:
        if records.is_about_somebody and _columns(records):
            relations = [c.name for c in _columns(records) if c.is_relation]
            rows = list(
                records.rows_of(participant, user, addresses).select_related(*relations)
                if relations
                else records.rows_of(participant, user, addresses)
            )
            if rows:
                yield records, rows


def _columns(records: Records) -> "list[models.Field[Any, Any]]":
    return [
        records.model._meta.get_field(name)  # type: ignore[misc]  # only concrete fields are named
        for name, line in records.personal.items()
        if line.subject is Subject.PERSON
    ]


def _is_for_people(column: "models.Field[Any, Any]") -> bool:
    """Whether somebody gave the field a name for people; Django makes one up otherwise.

    Links count by what they lead to, unless that is the reader.
    """
    if _label(column) in FOR_MACHINES | SECRETS:
        return False
    if column.is_relation:
        return column.related_model not in (Participant, get_user_model())
    return isinstance(column.verbose_name, Promise)


def _label(column: "models.Field[Any, Any]") -> str:
    return f"{column.model._meta.label}.{column.name}"


def _name(column: "models.Field[Any, Any]") -> str:
    if _label(column) in NAMES:
        return _capital(NAMES[_label(column)])
    if column.related_model and not isinstance(column.verbose_name, Promise):
        return _capital(column.related_model._meta.verbose_name)
    return _capital(column.verbose_name)


def _once(texts: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(text) for text in texts))


def _capital(text: object) -> str:
    return str(text)[:1].upper() + str(text)[1:]


def _in_words(row: models.Model, column: "models.Field[Any, Any]", user: "User") -> str:
    value = getattr(row, column.name)
    if value is None or value == "":
        return ""
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    if column.is_relation:
        return _related(value, user)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        day = date_format(local, _("j F Y"))
        return f"{day}, {local:%H:%M}"
    if isinstance(value, date):
        return date_format(value, _("j F Y"))
    return str(value)


def _as_data(row: models.Model, column: "models.Field[Any, Any]", user: "User") -> Any:
    value = getattr(row, column.name)
    if value is None:
        return None
    if _label(column) in SECRETS:
        return _("not written down here: it opens your account")
    if column.is_relation:
        return _related(value, user)
    if isinstance(column, models.FileField):
        return value.name
    if isinstance(value, bool | int | float | str | date | datetime | dict | list):
        return value
    return str(value)


def _related(value: Any, user: "User") -> str:
    """What is linked: courses and carriers by title, own rows by number, nobody else by name."""
    if isinstance(value, get_user_model()):
        return value.email if value == user else _("staff")
    return str(value)


def _entries(user: "User", participant: Participant | None) -> "Iterable[LogEntry]":
    about = _about(get_user_model(), [user.pk]) | _about(
        CalendarLink, CalendarLink.objects.filter(user=user).values_list("pk", flat=True)
    )
    if participant is not None:
        sign_ups = SignUp.objects.filter(participant=participant)
        marks = Attendance.objects.filter(participant=participant)
        lists = _about(marks.model.session.field.related_model, marks.values_list("session"))
        about |= (
            _about(Participant, [participant.pk])
            | _about(SignUp, sign_ups.values_list("pk", flat=True))
            | _about(Attendance, marks.values_list("pk", flat=True))
            | lists & Q(action="cohorts.attendance")
            | Q(pk__in=participant.audit_values.values("entry"))
        )
    return LogEntry.objects.filter(about).select_related("carrier").order_by("-timestamp", "-pk")


def _about(model: type[models.Model], numbers: Any) -> Q:
    keys = [str(number[0] if isinstance(number, tuple) else number) for number in numbers]
    return Q(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)


def _actors(entries: list[LogEntry], user: "User") -> list[str]:
    """Role and carrier of whoever did it, on the day of the deed; two people may look the same."""
    memberships = list(
        Membership.objects.filter(user__in={entry.user_id for entry in entries if entry.user_id})
        .select_related("carrier")
        .order_by("pk")
    )
    return [_actor(entry, user, memberships) for entry in entries]


def _actor(entry: LogEntry, user: "User", memberships: list[Membership]) -> str:
    if entry.user_id is None:
        return _("automatically")
    if entry.user_id == user.pk:
        return _("you")
    day = timezone.localdate(entry.timestamp)
    held = [
        one
        for one in memberships
        if one.user_id == entry.user_id
        and one.since <= day
        and (one.until is None or one.until >= day)
    ]
    # Of several the one for the carrier that the entry belongs to.
    for one in sorted(held, key=lambda one: one.carrier_id != entry.carrier_id):
        return f"{one.get_role_display()}, {one.carrier}"
    return _("staff")
