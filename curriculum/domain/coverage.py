"""Coverage (German: Deckung): which module serves which criterion, how deep, and the gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from curriculum.domain import links
from curriculum.domain.links import Service
from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    ModulePage,
    ProgrammeModule,
    ProgrammePage,
)
from curriculum.models.frozen import NORMATIVE

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion and, for each module of the matrix in its order, how it serves it."""

    criterion: Criterion
    statement: str
    cells: tuple[Service | None, ...]

    @property
    def services(self) -> tuple[Service, ...]:
        """The same without the modules that do not serve it."""
        return tuple(cell for cell in self.cells if cell)

    @property
    def is_gap(self) -> bool:
        return not self.services


@dataclass(frozen=True, slots=True)
class Column:
    """A module, how many criteria it serves, and how many of its goals name none."""

    module: ModulePage
    served: int
    loose_goals: int

    @property
    def is_gap(self) -> bool:
        return self.served == 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Criteria × modules of an adopted edition, with the gaps in both directions."""

    edition: Edition
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]

    @property
    def uncovered(self) -> tuple[Row, ...]:
        """Criteria that no module serves."""
        return tuple(row for row in self.rows if row.is_gap)

    @property
    def unrelated(self) -> tuple[Column, ...]:
        """Modules that serve no criterion of this edition."""
        return tuple(column for column in self.columns if column.is_gap)

    @property
    def table(self) -> Iterator[list[str]]:
        """The matrix in words, for a spreadsheet: a head, then a line per criterion."""
        yield ["", "", *(column.module.title for column in self.columns)]
        for row in self.rows:
            cells = (_in_words(cell) if cell else "" for cell in row.cells)
            yield [row.criterion.key, row.statement, *cells]


def _in_words(service: Service) -> str:
    if service.is_current:
        return service.depth_text
    return _("%(depth)s (to review)") % {"depth": service.depth_text}


def matrix(*, edition: Edition, programme: ProgrammePage | None = None) -> Matrix:
    """All live shared modules, or those of a programme, against the criteria of an adopted edition.

    The same few queries at any size.
    """
    criteria = list(
        Criterion.objects.filter(standard__edition=edition)
        .select_related("standard__edition")
        .order_by("standard__position", "position", "pk")
    )
    statements = dict(
        CriterionText.objects.filter(
            criterion__standard__edition=edition, language=NORMATIVE
        ).values_list("criterion", "statement")
    )
    modules = list(_modules(programme))
    served = links.serving(criteria, edition=edition, with_drafts=False)
    place = {module.pk: number for number, module in enumerate(modules)}
    counts = dict.fromkeys(place, 0)
    rows = []
    for criterion in criteria:
        cells: list[Service | None] = [None] * len(modules)
        for service in served[criterion.pk]:
            if (number := place.get(service.module.pk)) is not None:
                cells[number] = service
                counts[service.module.pk] += 1
        rows.append(Row(criterion, statements.get(criterion.pk, ""), tuple(cells)))
    columns = (Column(module, counts[module.pk], module.loose_goals) for module in modules)
    return Matrix(edition, tuple(rows), tuple(columns))


def _modules(programme: ProgrammePage | None) -> "QuerySet[ModulePage]":
    found = ModulePage.objects.live().shared().filter(locale__language_code=NORMATIVE)
    if programme is not None:
        within = ProgrammeModule.objects.filter(programme=programme)
        found = found.filter(pk__in=within.values("module"))
    loose = Count("learning_goals", filter=Q(learning_goals__criterion=None))
    return found.annotate(loose_goals=loose).order_by(
        F("number").asc(nulls_last=True), "title", "pk"
    )
