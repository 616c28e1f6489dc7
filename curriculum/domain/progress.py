"""How far the reviews of an edition have come: links and modules, counted from what is derived."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from curriculum.domain import links
from curriculum.domain.link_states import Cleared, LinkState, State
from curriculum.models import Edition, ModuleIndexPage, ModulePage, Succession

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from home.models import User


class Stage(models.TextChoices):
    """How far the review of a link has come; of a module the first of these that it has."""

    TO_REVIEW = "to_review", _("to review")
    IN_REVIEW = "in_review", _("in review")
    CONFIRMED = "confirmed", _("confirmed with a reason")
    REVISED = "revised", _("linked to the new wording")
    UNTOUCHED = "untouched", _("not affected")


WAITING = (Stage.TO_REVIEW, Stage.IN_REVIEW)
DONE = (Stage.CONFIRMED, Stage.REVISED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many links or modules are at each stage."""

    counts: Counter[Stage] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def waiting(self) -> int:
        return sum(self.counts[stage] for stage in WAITING)

    @property
    def done(self) -> int:
        return sum(self.counts[stage] for stage in DONE)

    @property
    def affected(self) -> int:
        return self.waiting + self.done

    @property
    def percent(self) -> int:
        """Of what a change with effect affects, how much is done; rounded down, all of it at 100.

        Where nothing is affected, everything is done.
        """
        return self.done * 100 // self.affected if self.affected else 100

    @property
    def parts(self) -> list[tuple[Stage, int, str, str]]:
        """What is affected as a bar of the length 100: stage, count, where it begins, how long."""
        found, begin = [], 0.0
        for stage in (*reversed(DONE), *reversed(WAITING)):
            if self.counts[stage]:
                length = self.counts[stage] * 100 / self.affected
                found.append((stage, self.counts[stage], f"{begin:.2f}", f"{length:.2f}"))
                begin += length
        return found

    @property
    def cells(self) -> list[tuple[Stage, int]]:
        return [(stage, self.counts[stage]) for stage in Stage]


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """A live module and the stage of each of its links."""

    module: ModulePage
    section: str  # title of the carrier's section; empty for a shared module
    stages: tuple[Stage, ...]
    waiting: tuple[LinkState, ...]

    @property
    def stage(self) -> Stage:
        return next(stage for stage in Stage if stage in self.stages)

    @property
    def since(self) -> date | None:
        """The day on which its first link began to wait."""
        return min((state.since for state in self.waiting if state.since), default=None)

    @property
    def keys(self) -> tuple[str, ...]:
        """The criteria that it names and that changed, each once."""
        return tuple(dict.fromkeys(str(state.criterion) for state in self.waiting))

    def days(self, on: date) -> int | None:
        return (on - self.since).days if self.since else None


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of the modules after an edition had been adopted; the longest waiting first."""

    edition: Edition
    on: date
    modules: tuple[ModuleProgress, ...]

    @property
    def links_tally(self) -> Tally:
        return Tally(Counter(stage for row in self.modules for stage in row.stages))

    @property
    def modules_tally(self) -> Tally:
        return Tally(Counter(row.stage for row in self.modules))

    def at(self, stage: str) -> list[ModuleProgress]:
        """The modules at one stage; at "waiting" whatever waits; at nothing all of them."""
        wanted = WAITING if stage == "waiting" else [one for one in Stage if stage in ("", one)]
        return [row for row in self.modules if row.stage in wanted]

    @property
    def table(self) -> list[tuple[Stage, int, int]]:
        """Links and modules at each stage."""
        links_tally, modules_tally = self.links_tally, self.modules_tally
        return [(one, links_tally.counts[one], modules_tally.counts[one]) for one in Stage]

    @property
    def since(self) -> date | None:
        return min((row.since for row in self.modules if row.since), default=None)

    @property
    def by_responsible(self) -> list[tuple[str, Tally]]:
        """Links per responsible trainer, whoever has most to do first."""
        return _grouped((str(row.module.responsible or ""), row) for row in self.modules)

    @property
    def by_section(self) -> list[tuple[str, Tally]]:
        """Links of the shared modules, and of each carrier's own ones."""
        return _grouped((row.section, row) for row in self.modules)


def _grouped(rows: Iterable[tuple[str, ModuleProgress]]) -> list[tuple[str, Tally]]:
    counts: dict[str, Counter[Stage]] = {}
    for name, row in rows:
        counts.setdefault(name, Counter()).update(row.stages)
    found = [(name, Tally(count)) for name, count in counts.items()]
    return sorted(found, key=lambda group: (-group[1].waiting, group[0].casefold()))


def of(edition: Edition, on: date, *, modules: "QuerySet[ModulePage] | None" = None) -> Progress:
    """Where the live German modules stand with an adopted edition, or those among `modules`.

    Links that were written for the edition count as linked to the new wording where their criterion
    changed with effect. The number of queries grows with the editions only.
    """
    wanted = ModulePage.objects.all() if modules is None else modules
    pages = list(
        wanted.filter(live=True, locale__language_code=settings.LANGUAGE_CODE)
        .select_related("responsible", "locale")
        .defer("body")
        .order_by("number", "title", "pk")
    )
    states = links.by_module(pages, on=on, edition=edition)
    changed = set(
        Succession.objects.filter(
            to_criterion__standard__edition=edition, kind__in=Succession.SUBSTANTIVE
        ).values_list("to_criterion", flat=True)
    )
    sections = _sections(pages)
    rows = (
        ModuleProgress(
            page,
            sections.get(_path_above(page), ""),
            tuple(_stage(state, changed) for state in linked),
            tuple(state for state in linked if state.waits),
        )
        for page in pages
        if (linked := [one for one in states[page.pk] if one.state is not State.GAP])
    )
    return Progress(edition, on, tuple(sorted(rows, key=_urgency)))


def seen_by(user: "User") -> "QuerySet[ModulePage]":
    """Shared modules, and those in sections where the user works. No other carrier's modules."""
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    return ModulePage.objects.filter(
        Q(pk__in=ModulePage.objects.shared().values("pk")) | Q(pk__in=explorable.values("pk"))
    )


def sees_names(user: "User") -> bool:
    """Who looks after the standards sees who is responsible; everybody else sees numbers."""
    return user.has_perm("curriculum.add_linkreview")


def _urgency(row: ModuleProgress) -> tuple[int, date]:
    """Stage by stage, within each the oldest first."""
    return (list(Stage).index(row.stage), row.since or date.max)


def _stage(state: LinkState, changed: set[int]) -> Stage:
    if state.waits:
        return Stage(state.state.value)
    if state.cleared is Cleared.REASON:
        return Stage.CONFIRMED
    if state.cleared is Cleared.REVISION or (state.criterion and state.criterion.pk in changed):
        return Stage.REVISED
    return Stage.UNTOUCHED


def _path_above(page: Page) -> str:
    return page.path[: -Page.steplen]


def _sections(pages: Iterable[ModulePage]) -> dict[str, str]:
    """What stands above modules, by its path, and is no shelf of shared ones."""
    above = {_path_above(page) for page in pages}
    shelves = ModuleIndexPage.objects.values("pk")
    rows = Page.objects.filter(path__in=above).exclude(pk__in=shelves)
    return dict(rows.values_list("path", "title"))


def lines(
    progress: Progress, rows: Iterable[ModuleProgress], *, names: bool
) -> Iterator[list[str]]:
    """The modules for a spreadsheet: a head, then a line per module."""
    head = [_("Module"), _("Section"), _("State"), _("Criteria"), _("Since"), _("Days")]
    yield [str(cell) for cell in [*head, *([_("Responsible")] if names else [])]]
    for row in rows:
        days = row.days(progress.on)
        yield [
            row.module.title,
            row.section,
            str(row.stage.label),
            ", ".join(row.keys),
            row.since.isoformat() if row.since else "",
            "" if days is None else str(days),
            *([str(row.module.responsible or "")] if names else []),
        ]
