"""Impact: what a draft of the standards would touch, before it is adopted.

From each step that has an effect forward: the modules that serve the wording of today, the
programmes that would lose it, the running cohorts and their people, and whoever was taught it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from wagtail.models import Revision

from cohorts.models import Attendance, Carrier, Cohort, CohortModule, Segment, SignUp
from curriculum.domain import link_facts
from curriculum.domain.lines import all_forerunners
from curriculum.domain.link_facts import Place
from curriculum.domain.reading import Change, changes_into
from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    LearningGoal,
    ModulePage,
    ProgrammeModule,
    ProgrammePage,
    Succession,
)

if TYPE_CHECKING:
    from uuid import UUID

Kind = Succession.Kind


@dataclass(frozen=True, slots=True)
class TouchedModule:
    """A module that names the old wording: public, in its newest draft, or scheduled."""

    module: ModulePage
    place: Place | None  # None: as it is public

    @property
    def order(self) -> tuple[int, str]:
        return (self.module.number or 10_000, self.module.title)


@dataclass(frozen=True, slots=True)
class TouchedCohort:
    """A cohort that teaches such a wording, or did. Numbers of people, never who they are."""

    cohort: Cohort
    people: int  # who hold a seat while it runs; 0 once it is over
    taught: int  # who were present in it when any of the old wordings was taught


@dataclass(frozen=True, slots=True)
class Touch:
    """One step with effect, and all that it would touch."""

    change: Change
    modules: tuple[TouchedModule, ...] = ()
    programmes: tuple[ProgrammePage, ...] = ()  # in which no module serves the new wording yet
    cohorts: tuple[TouchedCohort, ...] = ()
    taught: int = 0  # people who were present when the old wording was taught

    @property
    def key(self) -> str:
        """Of the wording that there is today."""
        return self.change.before.key if self.change.before else ""


@dataclass(frozen=True, slots=True)
class Impact:
    """What adopting an edition would touch. People are counted once, however often touched."""

    edition: Edition
    kinds: tuple[tuple[str, int], ...]  # kind of change in words, how many criteria
    touches: tuple[Touch, ...]
    gaps: tuple[tuple[Criterion, str], ...]  # new criteria that no module serves, with wording
    courses: tuple[TouchedCohort, ...]  # running ones, and all in which an old wording was taught
    modules: int
    cohorts: int
    people: int
    taught: int


def of(edition: Edition, *, carrier: Carrier | None = None) -> Impact:
    """What the draft would touch; with `carrier` only the cohorts which that carrier organises.

    A bounded number of queries, whatever the size of the standards and of the house.
    """
    steps = list(
        Succession.objects.filter(
            Q(to_criterion__standard__edition=edition)
            | Q(to_criterion=None, from_criterion__standard__edition__successor=edition)
        )
        .select_related("from_criterion__standard__edition", "to_criterion__standard__edition")
        .order_by(
            "from_criterion__standard__position",
            "from_criterion__position",
            "to_criterion__standard__position",
            "to_criterion__position",
        )
    )
    with_effect = [step for step in steps if step.has_effect]
    old = {step.from_criterion_id or 0 for step in with_effect}
    lines = all_forerunners(old)
    modules = _modules(lines)
    programmes = _programmes(modules)
    taught = _Taught(lines, carrier)
    cohorts = _Cohorts(lines, taught, carrier)
    touches = tuple(
        Touch(
            change,
            tuple(sorted(modules[pk], key=lambda touched: touched.order)),
            tuple(programmes[pk]),
            tuple(cohorts.of(lines[pk])),
            len(taught.people[pk]),
        )
        for change in changes_into(with_effect)
        for pk in [change.step.from_criterion_id or 0]
    )
    return Impact(
        edition=edition,
        kinds=tuple(
            (str(kind.label), count)
            for kind in Kind
            if (count := Counter(step.kind for step in steps)[kind.value])
        ),
        touches=touches,
        gaps=_gaps(steps),
        courses=cohorts.all,
        modules=len({touched.module.pk for found in modules.values() for touched in found}),
        cohorts=len(cohorts.running),
        people=cohorts.people,
        taught=len(set[int]().union(*taught.people.values())),
    )


def _modules(lines: Mapping[int, set[int]]) -> dict[int, list[TouchedModule]]:
    """Per old criterion the German modules, shared and local, that name it or a forerunner."""
    german = ModulePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    pages = {module.pk: module for module in german.select_related("locale")}
    named: dict[int, set[tuple[int, Place | None]]] = defaultdict(set)
    goals = german.filter(live=True).values_list("pk", "learning_goals__criterion")
    for module, criterion in goals.filter(learning_goals__criterion__isnull=False):
        named[criterion].add((module, None))
    for link in link_facts.drafts(pages.values()):
        if (link.module_id, None) not in named[link.criterion_id]:
            named[link.criterion_id].add((link.module_id, link.place))
    found: dict[int, list[TouchedModule]] = {}
    for pk, line in lines.items():
        places = {(module, place) for criterion in line for module, place in named[criterion]}
        public = {module for module, place in places if place is None}
        found[pk] = [
            TouchedModule(pages[module], place)
            for module, place in places
            if place is None or module not in public
        ]
    return found


def _programmes(modules: Mapping[int, list[TouchedModule]]) -> dict[int, list[ProgrammePage]]:
    """Programmes in which the old wording is served today: the new one is not, until reviewed."""
    rows = ProgrammeModule.objects.filter(programme__live=True).select_related("programme")
    programmes: dict[int, list[ProgrammePage]] = defaultdict(list)
    for row in rows.filter(programme__locale__language_code=settings.LANGUAGE_CODE):
        programmes[row.module_id].append(row.programme)
    return {
        pk: sorted(
            {p for touched in found if not touched.place for p in programmes[touched.module.pk]},
            key=lambda programme: programme.title,
        )
        for pk, found in modules.items()
    }


class _Taught:
    """Who was present when an old wording was taught, from what closed sessions keep."""

    def __init__(self, lines: Mapping[int, set[int]], carrier: Carrier | None) -> None:
        every = set[int]().union(*lines.values())
        numbers: dict[UUID, int] = dict(
            Criterion.objects.filter(pk__in=every).values_list("uuid", "pk")
        )
        segments = Segment.objects.filter(taught__isnull=False)
        if carrier is not None:
            segments = segments.filter(session__cohort__organiser=carrier)
        sessions: dict[int, set[int]] = defaultdict(set)  # criterion → sessions
        cohorts: dict[int, int] = {}  # session → cohort
        by_uuid = {str(uuid): pk for uuid, pk in numbers.items()}
        for session, cohort, criteria in segments.values_list(
            "session", "session__cohort", "taught__criteria"
        ):
            for kept in criteria or ():
                if pk := by_uuid.get(kept["uuid"]):
                    sessions[pk].add(session)
                    cohorts[session] = cohort
        present: dict[int, set[int]] = defaultdict(set)  # session → people
        attended = Attendance.objects.filter(counted_minutes__gt=0, session__in=cohorts)
        for session, participant in attended.values_list("session", "participant"):
            present[session].add(participant)
        # Old criterion → people, and cohort → people: each person once in each of them.
        self.people = {
            pk: set[int]().union(
                *(present[session] for criterion in line for session in sessions[criterion])
            )
            for pk, line in lines.items()
        }
        self.by_cohort: dict[int, set[int]] = defaultdict(set)
        for session, people in present.items():
            self.by_cohort[cohorts[session]] |= people


class _Cohorts:
    """Published cohorts by the wordings they teach, who holds a seat, and who was taught before."""

    def __init__(
        self, lines: Mapping[int, set[int]], taught: _Taught, carrier: Carrier | None
    ) -> None:
        self.teaching = _teaching(set[int]().union(*lines.values()), carrier)
        self.running = set[int]().union(*self.teaching.values())
        touched = self.running | taught.by_cohort.keys()
        held = SignUp.objects.filter(
            cohort__in=touched, cohort__state=Cohort.State.PUBLISHED, state__in=SignUp.HOLDING
        )
        self.holders: dict[int, set[int]] = defaultdict(set)
        for cohort, participant in held.values_list("cohort", "participant"):
            self.holders[cohort].add(participant)
        found = Cohort.objects.filter(pk__in=touched).select_related("organiser")
        self.all = tuple(
            TouchedCohort(cohort, len(self.holders[cohort.pk]), len(taught.by_cohort[cohort.pk]))
            for cohort in found.order_by("title", "pk")
        )

    def of(self, line: Iterable[int]) -> list[TouchedCohort]:
        found = set[int]().union(*(self.teaching[criterion] for criterion in line))
        return [touched for touched in self.all if touched.cohort.pk in found]

    @property
    def people(self) -> int:
        """Everybody once, who holds a seat in any that runs and teaches such a wording."""
        return len(set[int]().union(*(self.holders[cohort] for cohort in self.running)))


def _teaching(criteria: set[int], carrier: Carrier | None) -> dict[int, set[int]]:
    """Criterion → published cohorts whose modules name it, in the revision that each has pinned.

    What a module says since, or in a draft, is not what they teach. Without a pin it is what is
    public, as when a session is closed.
    """
    rows = CohortModule.objects.filter(cohort__state=Cohort.State.PUBLISHED).order_by()
    if carrier is not None:
        rows = rows.filter(cohort__organiser=carrier)
    revisions = Revision.objects.filter(pk__in=rows.values("revision")).order_by()
    goals = LearningGoal.objects.filter(
        module__in=rows.filter(revision=None).values("module"),
        module__live=True,
        criterion__isnull=False,
    ).order_by()
    named: dict[tuple[int, int | None], set[int]] = defaultdict(set)
    pinned = revisions.values_list("pk", "object_id", "content__learning_goals")
    for revision, module, written in pinned:
        named[int(module), revision] |= {goal["criterion"] or 0 for goal in written or ()}
    for module, criterion in goals.values_list("module", "criterion"):
        named[module, None].add(criterion)
    teaching: dict[int, set[int]] = defaultdict(set)
    for cohort, module, revision in rows.values_list("cohort", "module", "revision"):
        for criterion in named[module, revision] & criteria:
            teaching[criterion].add(cohort)
    return teaching


def _gaps(steps: Iterable[Succession]) -> tuple[tuple[Criterion, str], ...]:
    """New criteria of the draft that no public goal of a shared module names."""
    new = [step.to_criterion for step in steps if step.kind == Kind.NEW and step.to_criterion]
    wordings = dict(
        CriterionText.objects.filter(
            criterion__in=new, language=settings.LANGUAGE_CODE
        ).values_list("criterion", "statement")
    )
    served = set(
        ModulePage.objects.live()
        .shared()
        .filter(learning_goals__criterion__in=new)
        .values_list("learning_goals__criterion", flat=True)
    )
    return tuple((c, wordings.get(c.pk, "")) for c in new if c.pk not in served)
