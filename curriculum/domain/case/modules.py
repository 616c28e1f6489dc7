"""The shared modules of today as a framework, and the criteria in force that they serve."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID, uuid5

from django.db.models import F, Max, QuerySet
from django.utils.translation import gettext as _

from curriculum.domain import links
from curriculum.domain.case.frameworks import (
    MODULE,
    SPACE,
    TEACHING,
    Association,
    Framework,
    Item,
    Node,
    association_id,
)
from curriculum.models import Criterion, Edition, ModulePage
from curriculum.models.frozen import NORMATIVE

ID = uuid5(SPACE, "modules")
UE = 45  # minutes


def shared() -> "QuerySet[ModulePage]":
    """In their order."""
    return (
        ModulePage.objects.live()
        .shared()
        .filter(locale__language_code=NORMATIVE)
        .order_by(F("number").asc(nulls_last=True), "title", "pk")
    )


def framework(*, never: datetime) -> Framework:
    """The document: one query. Without any module it changed when the first edition was adopted."""
    changed = shared().order_by().aggregate(Max("last_published_at"))["last_published_at__max"]
    changed = changed or never
    return Framework(
        id=ID,
        title=_("Modules of the qualification"),
        version=str(changed.date()),
        changed=changed,
        status="Adopted",
    )


def item(module: ModulePage, of: Framework) -> Item:
    return Item(
        id=module.translation_key,
        type=MODULE,
        code=str(module.number or ""),
        statement=module.title,
        explanation=module.lead,
        language=NORMATIVE,
        changed=_published(module, of),
        own={
            "minMinutes": module.min_minutes,
            "maxMinutes": module.max_minutes,
            "teachingUnitMinutes": UE,
        },
    )


def outline(modules: Sequence[ModulePage], of: Framework) -> Iterator[Association]:
    """All of them hang from the document, one after the other."""
    for place, module in enumerate(modules, start=1):
        yield Association("isChildOf", _node(module), of.node, of.changed, position=place)
    for before, after in pairwise(modules):
        yield Association("precedes", _node(before), _node(after), of.changed, TEACHING)


def services(
    criteria: Iterable[Criterion],
    in_force: Edition,
    of: Framework,
    *,
    among: "QuerySet[ModulePage] | None" = None,
) -> Iterator[Association]:
    """Which module serves which of these criteria in force. Judging the links takes its time."""
    wanted = list(criteria)
    served = links.serving(wanted, edition=in_force, with_drafts=False, among=among)
    for criterion in wanted:
        for service in served[criterion.pk]:
            yield Association(
                "isRelatedTo",
                _node(service.module),
                Node(criterion.uuid, criterion.key),
                _published(service.module, of),
                TEACHING,
                own={"reviewState": service.state.value},
            )


def service(
    id: UUID, modules: Sequence[ModulePage], in_force: Edition, of: Framework
) -> Association | None:
    """The one with this identifier. Links are judged only of the pair that it is made of."""
    for criterion in criteria_of(in_force):
        for module in modules:
            if id == association_id("isRelatedTo", module.translation_key, criterion.uuid):
                among = ModulePage.objects.filter(pk=module.pk)
                return next(services([criterion], in_force, of, among=among), None)
    return None


def criteria_of(edition: Edition) -> "QuerySet[Criterion]":
    return Criterion.objects.filter(standard__edition=edition)


def _node(module: ModulePage) -> Node:
    return Node(module.translation_key, module.title)


def _published(module: ModulePage, of: Framework) -> datetime:
    return module.last_published_at or of.changed
