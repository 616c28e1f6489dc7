"""Many carriers like the pattern: rows copied in bulk, each with names and numbers of its own.

What the pattern's rows keep, their copies keep: capacities, pins, closed lists, offers. A copy
differs in what must be unique (addresses, slugs, UUIDs, tokens) and in the names of people and
towns. Its VEVENTs are written anew, because they carry the UID.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ForeignKey, Model, Q, QuerySet

from cohorts.domain import calendars
from cohorts.models import (
    Affiliation,
    Attendance,
    AuditValue,
    CalendarLink,
    Carrier,
    Cohort,
    CohortModule,
    LogEntry,
    Membership,
    Message,
    Participant,
    Place,
    Segment,
    Session,
    SessionTrainer,
    SignUp,
)
from cohorts.models.calendar_link import new_token
from cohorts.models.folding import fold
from home.demo.names import invented_names
from home.demo.pattern import seed_pattern
from home.demo.towns import house_of
from home.models import User

PATTERN = 2  # the named story is number one
CHUNK = 10  # copies in one transaction
BATCH = 2000  # rows in one statement, at most

Row = dict[str, Any]
# What the ids in the data of a log entry mean.
NAMED_IN_LOG: dict[str, type[Model]] = {
    "participant": Participant,
    "participants": Participant,
    "cohort": Cohort,
    "session": Session,
    "sessions": Session,
    "sign_up": SignUp,
}


def grow(*, scale: int, on: date, now: datetime, say: Callable[[str], None]) -> int:
    """Bring the demo to this many times its size; answers how many carriers were added.

    What is there stays: the same scale again adds nothing, a larger one adds the rest.
    """
    there = {number for number in range(PATTERN, scale + 1) if _carriers(number).exists()}
    missing = [number for number in range(PATTERN, scale + 1) if number not in there]
    if not missing:
        return 0
    if not _carriers(PATTERN).exists():
        with transaction.atomic():
            seed_pattern(number=PATTERN, on=on, **house_of(PATTERN))
    rows = _pattern_rows()
    copies = [number for number in missing if number != PATTERN]
    for start in range(0, len(copies), CHUNK):
        chunk = copies[start : start + CHUNK]
        with transaction.atomic():
            _copy(rows, chunk, now=now)
        say(f"{chunk[-1]} of {scale} …")
    return len(missing)


def _carriers(number: int) -> QuerySet[Carrier]:
    return Carrier.objects.filter(contact=f"kontakt-{number}@kursbuch.example")


def _pattern_rows() -> list[tuple[type[Model], list[Row]]]:
    """All rows of the pattern, what is pointed at before what points."""
    carrier = _carriers(PATTERN).get()
    users = User.objects.filter(email__endswith=f"-{PATTERN}@kursbuch.example")
    people = Participant.objects.filter(affiliations__carrier=carrier).distinct()
    entries = LogEntry.objects.filter(Q(carrier=carrier) | Q(user__in=users))
    found: list[QuerySet[Any]] = [
        users,
        Carrier.objects.filter(pk=carrier.pk),
        Membership.objects.filter(carrier=carrier),
        Place.objects.filter(carrier=carrier),
        people,
        Affiliation.objects.filter(carrier=carrier),
        Cohort.objects.filter(organiser=carrier),
        CohortModule.objects.filter(cohort__organiser=carrier),
        Session.objects.filter(cohort__organiser=carrier),
        SessionTrainer.objects.filter(session__cohort__organiser=carrier),
        Segment.objects.filter(session__cohort__organiser=carrier),
        SignUp.objects.filter(cohort__organiser=carrier),
        Attendance.objects.filter(session__cohort__organiser=carrier),
        CalendarLink.objects.filter(user__in=users),
        Message.objects.filter(participant__in=people),
        entries,
        AuditValue.objects.filter(entry__in=entries),
    ]
    return [(rows.model, list(rows.order_by("pk").values())) for rows in found]


class Copy:
    """One copy while it is made: its number, its names, and what became of the pattern's rows."""

    def __init__(self, number: int, *, people: int) -> None:
        pattern = house_of(PATTERN)
        self.number = number
        self.house = house_of(number)
        self.words = {pattern[key]: self.house[key] for key in ("town", "district")}
        self.names = iter(invented_names(number, people))
        self.made: dict[type[Model], dict[Any, Model]] = {}
        self.uuids: dict[UUID, UUID] = {}

    def own_text(self, text: str) -> str:
        """The text with the copy's own town."""
        for word, own in self.words.items():
            text = text.replace(word, own)
        return text

    def own_address(self, address: str) -> str:
        return address.replace(f"-{PATTERN}@", f"-{self.number}@")

    def own_number(self, model: type[Model], pk: Any) -> Any:
        """The number of the row that stands for the pattern's; others stay, such as modules."""
        row = self.made.get(model, {}).get(pk)
        return row.pk if row else pk

    def own_uuid(self, uuid: UUID) -> UUID:
        return self.uuids.setdefault(uuid, uuid4())


def _copy(rows: list[tuple[type[Model], list[Row]]], numbers: list[int], *, now: datetime) -> None:
    named = sum(len(found) for model, found in rows if model in (User, Participant))
    copies = [Copy(number, people=named) for number in numbers]
    for model, found in rows:
        made = [_row(model, row, copy) for copy in copies for row in found]
        model._default_manager.bulk_create(made, batch_size=BATCH)
        for position, copy in enumerate(copies):
            own = made[position * len(found) : (position + 1) * len(found)]
            copy.made[model] = {row["id"]: new for row, new in zip(found, own, strict=True)}
    sessions = [row.pk for copy in copies for row in copy.made[Session].values()]
    calendars.renew(Session.objects.filter(pk__in=sessions), now=now)


def _row(model: type[Model], row: Row, copy: Copy) -> Model:
    values = {
        field.attname: copy.own_number(field.related_model, row[field.attname])
        if isinstance(field, ForeignKey)
        else row[field.attname]
        for field in model._meta.concrete_fields
        if not field.primary_key
    }
    if values.get("uuid"):
        values["uuid"] = copy.own_uuid(values["uuid"])
    if model in CHANGES:
        CHANGES[model](values, copy)
    return model(**values)


def _user(values: Row, copy: Copy) -> None:
    values["email"] = copy.own_address(values["email"])
    values["name"] = next(copy.names)


def _carrier(values: Row, copy: Copy) -> None:
    values["name"], values["district"] = copy.house["name"], copy.house["district"]
    values["contact"] = copy.own_address(values["contact"])


def _place(values: Row, copy: Copy) -> None:
    for name in ("town", "district"):
        values[name] = copy.own_text(values[name])


def _participant(values: Row, copy: Copy) -> None:
    account = next((u for u in copy.made[User].values() if u.pk == values["user_id"]), None)
    values["full_name"] = values["sort_name"] = (
        account.name if isinstance(account, User) else next(copy.names)
    )
    values["email"] = copy.own_address(values["email"])
    values["search_text"] = fold(f"{values['full_name']} {values['sort_name']} {values['email']}")


def _cohort(values: Row, copy: Copy) -> None:
    values["title"] = copy.own_text(values["title"])
    values["slug"] = values["slug"].removesuffix(f"-{PATTERN}") + f"-{copy.number}"


def _session(values: Row, copy: Copy) -> None:
    values["title"], values["vevent"] = copy.own_text(values["title"]), ""


def _calendar_link(values: Row, _copy: Copy) -> None:
    values["token"] = new_token()


def _message(values: Row, copy: Copy) -> None:
    """Occasions name a sign-up by its number, a session or a cohort by its UUID."""
    kind, what, *rest = values["occasion"].split(":")
    if what.isdecimal():
        what = str(copy.own_number(SignUp, int(what)))
    else:
        what = str(copy.own_uuid(UUID(what)))
    values["occasion"] = ":".join([kind, what, *rest])


def _log_entry(values: Row, copy: Copy) -> None:
    model = ContentType.objects.get_for_id(values["content_type_id"]).model_class()
    there = copy.made.get(model, {}).get(int(values["object_id"])) if model else None
    if there is not None:
        values["object_id"], values["label"] = str(there.pk), str(there)
    values["data"] = {
        key: _renumbered(NAMED_IN_LOG[key], value, copy) if key in NAMED_IN_LOG else value
        for key, value in values["data"].items()
    }


def _renumbered(model: type[Model], value: Any, copy: Copy) -> Any:
    if isinstance(value, Sequence):
        return [copy.own_number(model, pk) for pk in value]
    return copy.own_number(model, value)


CHANGES: dict[type[Model], Callable[[Row, Copy], None]] = {
    User: _user,
    Carrier: _carrier,
    Place: _place,
    Participant: _participant,
    Cohort: _cohort,
    Session: _session,
    CalendarLink: _calendar_link,
    Message: _message,
    LogEntry: _log_entry,
}
