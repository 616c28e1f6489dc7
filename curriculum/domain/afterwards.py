"""When an edition was adopted, and what was said beside it afterwards, by the log.

What was adopted is German and stays. A translation may be mended later, and then says so. The
entries of the log never change, so they are the witness. The day that stands in the minutes is not:
it is often written down some days later.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import CharField, Max, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import ModelLogEntry

from curriculum.models import Criterion, Edition, Standard
from curriculum.models.frozen import NORMATIVE

ADOPTED = "curriculum.adopt"
TRANSLATED = "curriculum.translate"
CORRECTED = "curriculum.correct"
Owner = tuple[type[Model], int]  # Standard or Criterion, and its number
_OWNERS: dict[str, type[Model]] = {"criterion": Criterion, "standard": Standard}


def amended(
    *, edition: Edition, standards: Collection[int], criteria: Collection[int], language: str
) -> dict[Owner, date]:
    """On which day (in Berlin) a translation was last written after the adoption: one query."""
    named = Q(object_id__in=[str(pk) for pk in criteria], **_of(Criterion)) | Q(
        object_id__in=[str(pk) for pk in standards], **_of(Standard)
    )
    return {
        owner: timezone.localdate(at)
        for (owner, _language), at in _last(
            named,
            action=TRANSLATED,
            data__language=language,
            timestamp__gt=Subquery(_adoptions().filter(object_id=str(edition.pk))),
        ).items()
    }


def moment_of_adoption(edition: str) -> Subquery:
    """When the row's `edition` was adopted in this house: for a query, which it makes no longer."""
    return Subquery(_adoptions().filter(object_id=Cast(OuterRef(edition), CharField())))


def _adoptions() -> "QuerySet[ModelLogEntry, datetime]":
    entries = ModelLogEntry.objects.filter(action=ADOPTED, **_of(Edition))
    return entries.order_by().values_list("timestamp", flat=True)


def last_changes() -> dict[tuple[Owner, str], datetime]:
    """When a text was last written to, by owner and language. A corrigendum is German."""
    return _last(action__in=(TRANSLATED, CORRECTED))


def _last(*conditions: Q, **more: object) -> dict[tuple[Owner, str], datetime]:
    entries = (
        ModelLogEntry.objects.filter(*conditions, content_type__app_label="curriculum", **more)
        .order_by()
        .values_list("content_type__model", "object_id", KT("data__language"))
        .annotate(Max("timestamp"))
    )
    return {
        ((_OWNERS[model], int(number)), language or NORMATIVE): at
        for model, number, language, at in entries
        if model in _OWNERS
    }


def _of(model: type[Model]) -> dict[str, str]:
    return {
        "content_type__app_label": "curriculum",
        "content_type__model": str(model._meta.model_name),
    }
