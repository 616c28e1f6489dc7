"""Which fields hold personal data, why, how long, and what erasure does: how the table is read.

The table itself stands in `people`, `house` (ours) and `parts` (Django, Wagtail, allauth). Models
are named by label, so that people who sign in (`home.User`) are classified here without being
imported. Every concrete field of every installed model has a line; a test names what is missing.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

if TYPE_CHECKING:
    from cohorts.models import Participant
    from home.models import User

EVERY = "*"
NAMELESS = "–"  # stands where a name must stand


class Erasure(Enum):
    """What erasing a person does to a field."""

    DELETE = "row deleted"
    EMPTY = "emptied"
    REPLACE = "replaced"
    STRIKE = "the person's name and address are struck out"
    KEEP = "kept"
    ACCOUNT = "deleted with the account"
    UNLINK = "emptied when the account that did it is deleted"


class Subject(Enum):
    """Whose data it is."""

    PERSON = "the person"  # learner or anybody with an account
    AUTHOR = "whoever did it"  # staff who entered, invited, decided
    OTHER = "others"  # named by staff, such as a guest speaker


@dataclass(frozen=True, slots=True)
class NotPersonal:
    because: str = ""


@dataclass(frozen=True, slots=True)
class Personal:
    purpose: Promise
    basis: Promise
    retention: Promise
    erasure: Erasure
    because: str = ""  # why it is kept, or what it is replaced by
    subject: Subject = Subject.PERSON


@dataclass(frozen=True, slots=True)
class Records:
    """The fields of one model, of all models of an app, and how rows of a person are found.

    `participant`, `user` and `address` are the paths from a row to the person, to the account and
    to the e-mail address; empty where a row is not about somebody.
    """

    label: str  # "cohorts.SignUp"; "taggit.*" for a whole app
    fields: Mapping[str, NotPersonal | Personal]
    participant: str = ""
    user: str = ""
    address: str = ""
    only: Mapping[str, Any] = field(default_factory=dict)  # rows that count, if not all

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def personal(self) -> dict[str, Personal]:
        return {name: line for name, line in self.fields.items() if isinstance(line, Personal)}

    @property
    def is_about_somebody(self) -> bool:
        return bool(self.participant or self.user or self.address)

    def rows_of(
        self, participant: "Participant | None", user: "User | None", addresses: set[str]
    ) -> "models.QuerySet[Any]":
        """The rows of this person. Nothing of anybody else, for nobody means no rows."""
        mine = Q(pk__in=[])
        if self.participant and participant is not None:
            mine |= Q(**{self.participant: participant.pk})
        if self.user and user is not None:
            mine |= Q(**{self.user: user.pk})
        if self.address and addresses:
            mine |= Q(**{f"{self.address}__in": addresses})
        return self.model._base_manager.filter(mine, **self.only).order_by("pk")

    def with_(self, *kinds: Erasure) -> list[str]:
        return [
            name
            for name, line in self.personal.items()
            if line.erasure in kinds and line.subject is Subject.PERSON
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, as it is read: the label of a field, or of several."""

    label: str
    treatment: NotPersonal | Personal
    records: Records


def is_installed(records: Records) -> bool:
    """Whether the settings of this house bring the model along."""
    return any(model._meta.label == records.label for model in apps.get_models())


def lines(table: tuple[Records, ...]) -> Iterator[Line]:
    for records in table:
        for name, treatment in records.fields.items():
            yield Line(f"{records.label}.{name}".replace(".*.*", ".*"), treatment, records)


def concrete_fields() -> Iterator[tuple[str, "models.Field[Any, Any]"]]:
    """Every column of every installed model, by label. Whatever is installed next is in here."""
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            for column in model._meta.local_concrete_fields:
                yield f"{model._meta.label}.{column.name}", column


def candidates(label: str) -> tuple[str, str, str]:
    """What may classify a field: its own line first, then its model's, then its app's."""
    app, model, _name = label.split(".")
    return label, f"{app}.{model}.{EVERY}", f"{app}.{EVERY}"


def unclassified(table: tuple[Records, ...]) -> list[str]:
    """Fields about which the table says nothing."""
    known = {line.label for line in lines(table)}
    return [label for label, _column in concrete_fields() if known.isdisjoint(candidates(label))]


def dangling(table: tuple[Records, ...]) -> list[str]:
    """Lines of the table whose field does not exist (any more)."""
    reached = {name for label, _column in concrete_fields() for name in candidates(label)}
    return [line.label for line in lines(table) if line.label not in reached]


def too_broad(table: tuple[Records, ...]) -> list[str]:
    """Fields that name a user and hide behind a line for a whole model or app."""
    known = {line.label for line in lines(table)}
    user = apps.get_model(settings.AUTH_USER_MODEL)
    return [
        label
        for label, column in concrete_fields()
        if column.related_model is user and label not in known
    ]


def emptied(records: Records) -> dict[str, Any]:
    """What the emptied fields of a row that stays hold after erasure."""
    values: dict[str, Any] = {}
    for name in records.with_(Erasure.EMPTY):
        column = records.model._meta.get_field(name)
        values[name] = None if column.null else ""
    return values


def replaced(records: Records) -> dict[str, Any]:
    """What stands where something must stand. A text that was empty stays empty."""
    return {
        name: _says_nothing(records.model._meta.get_field(name))
        for name in records.with_(Erasure.REPLACE)
    }


def _says_nothing(column: Any) -> Any:
    if isinstance(column, models.UUIDField):
        return uuid.uuid4()
    return column.default if column.has_default() else NAMELESS
