"""What was said beside an adopted wording afterwards: translations and corrigenda, by the log.

What was adopted is German and stays. A translation may be mended later, and then says so. The
entries of the log never change, so they are the witness.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Max, Model, Q, Subquery
from django.db.models.fields.json import KT
from django.utils import timezone
from wagtail.models import ModelLogEntry

from curriculum.models import Criterion, Edition, Standard
from curriculum.models.frozen import NORMATIVE

TRANSLATED = "curriculum.translate"
CORRECTED = "curriculum.correct"
Owner = tuple[type[Model], int]  # Standard or Criterion, and its number
_OWNERS: dict[str, type[Model]] = {"criterion": Criterion, "standard": Standard}


def amended(
    *, edition: Edition, standards: Collection[int], criteria: Collection[int], language: str
) -> dict[Owner, date]:
    """On which day (in Berlin) a translation was last written after the adoption: one query."""
    adoption = ModelLogEntry.objects.filter(
        action="curriculum.adopt", object_id=str(edition.pk), **_of(Edition)
    )
    named = Q(object_id__in=[str(pk) for pk in criteria], **_of(Criterion)) | Q(
        object_id__in=[str(pk) for pk in standards], **_of(Standard)
    )
    return {
        owner: timezone.localdate(at)
        for (owner, _language), at in _last(
            named,
            action=TRANSLATED,
            data__language=language,
            timestamp__gt=Subquery(adoption.order_by().values("timestamp")[:1]),
        ).items()
    }


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
