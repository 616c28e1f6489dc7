"""Where a wording comes from, and what came out of a meeting, as the public may read it.

Nothing of a draft is said: a proposal that was taken into one reads like one that is discussed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cohorts.domain import findings, meetings
from cohorts.domain.findings import Kind, Standing
from cohorts.models import Cohort, Finding, MeetingPage
from curriculum.domain.lines import all_forerunners
from curriculum.models import Criterion

if TYPE_CHECKING:
    from home.models import User


@dataclass(frozen=True, slots=True)
class Result:
    """A public finding, and what became of it as far as everybody may know.

    `taken_into` and `about` are criteria of adopted editions.
    """

    finding: Finding
    standing: Standing
    taken_into: Criterion | None
    about: Criterion | None


@dataclass(frozen=True, slots=True)
class Results:
    """What came out of a meeting, by kind, in the order in which it was written down."""

    agreements: tuple[Result, ...]
    proposals: tuple[Result, ...]
    ideas: tuple[Result, ...]

    def __bool__(self) -> bool:
        return bool(self.agreements or self.proposals or self.ideas)


@dataclass(frozen=True, slots=True)
class Origin:
    """A meeting in which a wording was proposed. `page` only where everybody may read about it."""

    title: str
    day: date | None
    page: MeetingPage | None


@dataclass(frozen=True, slots=True)
class Proposals:
    """For those who write a draft: by criterion what was taken in, and what is still open."""

    taken: Mapping[int, tuple[Finding, ...]]
    waiting: Mapping[int, tuple[Finding, ...]]
    new: tuple[Finding, ...]  # about something that no criterion says yet


def results_of(event: Cohort, *, on: date) -> Results:
    """The public findings of an event; one query."""
    found = (
        Finding.objects.filter(cohort=event, is_public=True)
        .select_related("taken_into__standard__edition", "criterion__standard__edition")
        .order_by("at", "pk")
    )
    by_kind: dict[str, list[Result]] = defaultdict(list)
    for finding in found:
        by_kind[finding.kind].append(_for_everybody(finding, on))
    kinds = (Kind.AGREEMENT, Kind.PROPOSAL, Kind.IDEA)
    return Results(*(tuple(by_kind[kind]) for kind in kinds))


def _for_everybody(finding: Finding, on: date) -> Result:
    taken_into, about = _adopted(finding.taken_into), _adopted(finding.criterion)
    standing = findings.standing(finding, on=on)
    if standing is Standing.TAKEN and taken_into is None:
        standing = Standing.OPEN
    return Result(finding, standing, taken_into, about)


def _adopted(criterion: Criterion | None) -> Criterion | None:
    return criterion if criterion and criterion.standard.edition.is_adopted else None


def proposed_at(
    before: Mapping[int, Collection[int]], *, language: str
) -> dict[int, tuple[Origin, ...]]:
    """For each criterion of an adopted edition the meetings that its wording goes back to.

    `before` names for each criterion, by number, itself and its forerunners. A page is named for
    public findings only; without one, an event that is publicly listed gives its title. Of
    everything else nothing is said. At most two queries for any number.
    """
    found = findings.origins(before)
    events = {finding.cohort_id for row in found.values() for finding in row if finding.is_public}
    pages = meetings.documentations_of(events, language=language) if events else {}
    return {
        pk: tuple(dict.fromkeys(filter(None, (_origin(finding, pages) for finding in row))))
        for pk, row in found.items()
    }


def _origin(finding: Any, pages: Mapping[int, MeetingPage]) -> Origin | None:
    """`finding` comes from `origins`. Of an event that is not listed nobody learns the day."""
    page = pages.get(finding.cohort_id) if finding.is_public else None
    if page is None and not finding.is_listed:
        return None
    day = timezone.localdate(finding.begins_at) if finding.begins_at else None
    return Origin(page.title if page else finding.cohort.title, day, page)


def for_the_draft(criteria: Iterable[Criterion], *, user: "User") -> Proposals:
    """All that this reader may see of them; three queries for any number of criteria."""
    before = all_forerunners({criterion.pk for criterion in criteria})
    visible = Finding.objects.visible_to(user).select_related("cohort").order_by("at", "pk")
    reached = set[int]().union(*before.values())
    taken = list(visible.filter(taken_into__in=reached))
    waiting = list(visible.filter(pk__in=findings.to_discuss().values("pk")))
    return Proposals(
        {pk: tuple(one for one in taken if one.taken_into_id in old) for pk, old in before.items()},
        {
            pk: tuple(one for one in waiting if one.criterion_id in old)
            for pk, old in before.items()
        },
        tuple(one for one in waiting if one.criterion_id is None),
    )
