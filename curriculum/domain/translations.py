"""Translations of adopted wordings: they may be mended later, and then say so.

What was adopted is German. When a translation was written after the adoption stands in the log,
whose entries never change.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import F, Max, Model, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.utils import timezone
from wagtail.models import ModelLogEntry

from curriculum.models import Criterion, Edition, Standard

Owner = tuple[type[Model], int]  # Standard or Criterion, and its number


def amended(
    *, edition: Edition, standards: Collection[int], criteria: Collection[int], language: str
) -> dict[Owner, date]:
    """On which day (in Berlin) a translation was last written after the adoption: one query."""
    adopted_at = (
        ModelLogEntry.objects.filter(
            action="curriculum.adopt", object_id=str(edition.pk), **_of(Edition)
        )
        .order_by()
        .values("timestamp")[:1]
    )
    named = Q(object_id__in=[str(pk) for pk in criteria], **_of(Criterion)) | Q(
        object_id__in=[str(pk) for pk in standards], **_of(Standard)
    )
    found = _written().filter(named, data__language=language, timestamp__gt=Subquery(adopted_at))
    return {owner: timezone.localdate(at) for (owner, _language), at in _last(found).items()}


def _written() -> QuerySet[ModelLogEntry]:
    """What the log says about translations."""
    return ModelLogEntry.objects.filter(
        action="curriculum.translate", content_type__app_label="curriculum"
    ).annotate(language=KT("data__language"), of=F("content_type__model"))


def _last(entries: QuerySet[ModelLogEntry]) -> dict[tuple[Owner, str], datetime]:
    owners: dict[str, type[Model]] = {"criterion": Criterion, "standard": Standard}
    lasts = entries.order_by().values_list("of", "object_id", "language").annotate(Max("timestamp"))
    return {
        ((owners[model], int(number)), language): at
        for model, number, language, at in lasts
        if model in owners
    }


def _of(model: type[Model]) -> dict[str, str]:
    return {
        "content_type__app_label": "curriculum",
        "content_type__model": str(model._meta.model_name),
    }
