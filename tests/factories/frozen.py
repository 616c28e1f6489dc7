"""An adopted edition between two others, and what somebody could try to write into its rows."""

from datetime import date
from typing import Any

from django.db import models

from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    Standard,
    StandardText,
    Succession,
)
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_step,
)

Model = type[models.Model]
TABLES: list[Model] = [Edition, Standard, StandardText, Criterion, CriterionText, Succession]
PATHS = {
    Edition: "pk",
    Standard: "edition",
    StandardText: "standard__edition",
    Criterion: "standard__edition",
    CriterionText: "criterion__standard__edition",
    Succession: "to_criterion__standard__edition",
}
NEW_VALUE: dict[Model, dict[str, Any]] = {
    Edition: {"minute_reference": "andere", "approver": "andere"},
    Standard: {"position": 99},
    StandardText: {"title": "anders"},
    Criterion: {"level": "may"},
    CriterionText: {"statement": "anders"},
    Succession: {"kind": "editorial"},
}


def make_adopted_between() -> Edition:
    """2025, adopted, with a step from 2023 into it and one dropped; 2027 is a draft beside it."""
    first = make_edition("2023")
    old = make_criterion(first, "GR-1")
    gone = make_criterion(first, "GR-2", statement="Das entfällt.")
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    make_step(old, make_criterion(second, "GR-1"))
    make_step(gone, None, Kind.DROPPED)
    second = make_adopted(second, date(2025, 1, 1))
    draft = make_edition("2027", predecessor=second)
    make_criterion(draft, "RO-1", statement="Entwurf.")
    return second


def rows_of(edition: Edition, model: Model) -> models.QuerySet[Any]:
    """The rows of that table which belong to the edition."""
    return model._default_manager.filter(**{PATHS[model]: edition.pk}).order_by("pk")


def first_of(edition: Edition, model: Model) -> Any:
    return rows_of(edition, model).first()


def values(row: models.Model) -> dict[str, Any]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.local_concrete_fields}


def everything(edition: Edition) -> dict[str, list[dict[str, Any]]]:
    """All that is frozen of an adopted edition, column by column."""
    found = {
        model.__name__: [values(row) for row in rows_of(edition, model).all()] for model in TABLES
    }
    dropped = Succession.objects.filter(from_criterion__standard__edition__successor=edition.pk)
    return found | {"dropped": [values(row) for row in dropped.filter(to_criterion=None)]}
