"""The standards of a draft, under which its criteria stand: added, retitled, ordered, removed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from curriculum.domain.drafting import lock_draft, plain, refuse_unless_seen
from curriculum.models import Edition, Standard, StandardText
from curriculum.models.frozen import NORMATIVE

if TYPE_CHECKING:
    from home.models import User


@transaction.atomic
def add_standard(*, edition: Edition, key: str, title: str, by: "User", now: datetime) -> Standard:
    """A standard without criteria; it stands last."""
    lock_draft(edition.pk)
    standard = Standard(edition=edition, key=key.strip(), position=edition.standards.count() + 1)
    text = StandardText(language=NORMATIVE, title=plain(title))
    found: dict[str, list[str]] = {}
    checks: list[tuple[Standard | StandardText, list[str]]] = [(standard, []), (text, ["standard"])]
    for row, left_out in checks:
        try:
            row.full_clean(exclude=left_out)
        except ValidationError as error:
            found |= error.message_dict
    if found:
        raise ValidationError(found)
    standard.save()
    text.standard = standard
    text.save()
    log(standard, "curriculum.add_standard", user=by, timestamp=now)
    return standard


@transaction.atomic
def retitle(
    *,
    standard: Standard,
    title: str,
    introduction: str = "",
    seen: str | None = None,
    by: "User",
    now: datetime,
) -> Standard:
    """The German title and introduction. `seen` is `seen_as(title, introduction)`."""
    lock_draft(standard.edition_id)
    text = StandardText.objects.filter(standard=standard, language=NORMATIVE).first()
    text = text or StandardText(standard=standard, language=NORMATIVE)
    after = (plain(title), plain(introduction))
    before = (text.title, text.introduction)
    if after == before:
        return standard
    refuse_unless_seen(seen, *before)
    text.title, text.introduction = after
    text.full_clean(exclude=["standard"])
    text.save()
    log(standard, "curriculum.retitle", user=by, timestamp=now)
    return standard


@transaction.atomic
def reorder(*, standard: Standard, position: int, by: "User", now: datetime) -> Standard:
    """To another place among the standards; the others make room."""
    edition = lock_draft(standard.edition_id)
    others = list(edition.standards.exclude(pk=standard.pk).order_by("position", "pk"))
    others.insert(max(0, position - 1), standard)
    for place, row in enumerate(others, start=1):
        row.position = place
    Standard.objects.bulk_update(others, ["position"])
    log(standard, "curriculum.reorder", user=by, timestamp=now, data={"position": position})
    return standard


@transaction.atomic
def remove(*, standard: Standard, by: "User", now: datetime) -> None:
    """Take a standard out that has no criteria. With criteria it stays."""
    lock_draft(standard.edition_id)
    if standard.criteria.exists():
        raise ValidationError(_("Move or drop its criteria first."), code="criteria")
    log(standard, "curriculum.remove", user=by, timestamp=now, data={"key": standard.key})
    standard.delete()
