"""What the public may know as frameworks: adopted editions, the newest first, then the modules.

A document alone is cheap; what is in it is read only for whom asks. The number of queries is the
same for any number of criteria, modules and editions between.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from curriculum.domain.case import modules, standards
from curriculum.domain.case.frameworks import (
    GROUPINGS,
    Association,
    Contents,
    Framework,
    Grouping,
    Item,
)
from curriculum.models import Edition, ModulePage

T = TypeVar("T")
Placed = tuple[T, Framework]
FIRST_DAY = date(1970, 1, 1)  # while nothing was adopted


@dataclass(frozen=True)
class Catalogue:
    """All frameworks on a day."""

    on: date

    @cached_property
    def editions(self) -> dict[int, Edition]:
        return {edition.pk: edition for edition in Edition.objects.adopted()}

    @cached_property
    def adopted(self) -> dict[int, Framework]:
        return standards.frameworks(self.editions.values(), on=self.on)

    @cached_property
    def modules(self) -> Framework:
        days = (edition.adopted_on for edition in self.editions.values() if edition.adopted_on)
        never = datetime.combine(min(days, default=FIRST_DAY), time(), UTC)
        return modules.framework(never=never)

    @property
    def documents(self) -> list[Framework]:
        return [*self.adopted.values(), self.modules]

    def document(self, id: UUID) -> Framework | None:
        return next((found for found in self.documents if found.id == id), None)

    def contents(self, of: Framework) -> Contents:
        if of is self.modules:
            pages = list(modules.shared())
            return Contents(
                tuple(modules.item(page, of) for page in pages),
                (*modules.outline(pages, of), *self._services()),
            )
        ((_framework, found),) = self._read(pk for pk, it in self.adopted.items() if it is of)
        return found

    def item(self, id: UUID) -> Placed[Item] | None:
        if page := self._module(id):
            return modules.item(page, self.modules), self.modules
        return _picked(id, self._read(self._around(id)[:1]))

    def with_associations(self, id: UUID) -> tuple[Placed[Item], list[Placed[Association]]] | None:
        """An item and all that begins or ends at it, in whatever framework that stands."""
        if page := self._module(id):
            item: Placed[Item] | None = (modules.item(page, self.modules), self.modules)
            outline = modules.outline(list(modules.shared()), self.modules)
            every = [(one, self.modules) for one in (*outline, *self._services(page=page))]
        else:
            read = self._read(self._around(id))
            item = _picked(id, read)
            every = [(one, of) for of, found in read for one in found.associations]
            every += [(one, self.modules) for one in self._services(uuid=id)]
        if item is None:
            return None
        return item, [(one, of) for one, of in every if id in (one.origin.id, one.destination.id)]

    def association(self, id: UUID) -> Placed[Association] | None:
        for framework, found in self._read(self.adopted):
            for one in found.associations:
                if one.id == id:
                    return one, framework
        pages = list(modules.shared())
        every = modules.outline(pages, self.modules)
        hit = next((one for one in every if one.id == id), None)
        if hit is None and self._in_force:
            hit = modules.service(id, pages, self._in_force, self.modules)
        return (hit, self.modules) if hit else None

    def grouping(self, id: UUID) -> Placed[Grouping] | None:
        for framework in self.documents:
            for grouping in GROUPINGS:
                if grouping.id(framework.id) == id:
                    return grouping, framework
        return None

    @cached_property
    def _in_force(self) -> Edition | None:
        return Edition.objects.in_force(self.on)

    def _module(self, id: UUID) -> ModulePage | None:
        return modules.shared().filter(translation_key=id).first()

    def _around(self, id: UUID) -> list[int]:
        """The edition of an item, and the next one: that says what became of it."""
        edition = standards.edition_of(id, self.editions.values())
        if edition is None:
            return []
        after = [e.pk for e in self.editions.values() if e.predecessor_id == edition]
        return [edition, *after]

    def _read(self, editions: Iterable[int]) -> list[tuple[Framework, Contents]]:
        numbers = list(editions)
        rows = standards.Rows([self.editions[number] for number in numbers])
        return [
            (
                self.adopted[number],
                standards.contents(self.editions[number], self.adopted[number].node, rows),
            )
            for number in numbers
        ]

    def _services(
        self, *, page: ModulePage | None = None, **which: object
    ) -> Iterable[Association]:
        if self._in_force is None:
            return ()
        criteria = modules.criteria_of(self._in_force).filter(**which)
        among = ModulePage.objects.filter(pk=page.pk) if page else None
        return modules.services(criteria, self._in_force, self.modules, among=among)


def _picked(id: UUID, read: Iterable[tuple[Framework, Contents]]) -> Placed[Item] | None:
    every = ((item, of) for of, found in read for item in found.items)
    return next(((item, of) for item, of in every if item.id == id), None)
