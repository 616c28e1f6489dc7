"""The plan of a cohort at a glance: its sessions in order, and the units they add up to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import number_format

from cohorts.models import Cohort, Segment, Session

if TYPE_CHECKING:
    from home.models import User

UNIT = 45  # minutes of a teaching unit (UE)


@dataclass(frozen=True, slots=True)
class Planned:
    session: Session
    minutes: int

    @property
    def units(self) -> str:
        return in_units(self.minutes)


@dataclass(frozen=True, slots=True)
class Plan:
    """Sessions with their counted minutes; `planned` leaves out what is cancelled. Minutes."""

    rows: tuple[Planned, ...]
    planned: int
    least: int | None
    most: int | None

    @property
    def units(self) -> str:
        return in_units(self.planned)

    @property
    def least_units(self) -> str:
        return in_units(self.least or 0)

    @property
    def most_units(self) -> str:
        return in_units(self.most or 0)

    @property
    def missing_units(self) -> str:
        """How much less than the programme asks for; empty if it is enough."""
        missing = (self.least or 0) - self.planned
        return in_units(missing) if missing > 0 else ""

    @property
    def surplus_units(self) -> str:
        """How much more than the programme allows; empty if it is not too much."""
        surplus = self.planned - (self.most or self.planned)
        return in_units(surplus) if surplus > 0 else ""


def in_units(minutes: int) -> str:
    """For the eye only: 1 unit is 45 minutes, one decimal where it is needed."""
    return number_format(minutes // UNIT if minutes % UNIT == 0 else round(minutes / UNIT, 1))


def plan_of(cohort: Cohort, user: "User") -> Plan:
    """What the reader may see of the plan, in one query, whatever the number of sessions."""
    counted = Sum("segments__minutes", filter=Q(segments__kind__in=Segment.COUNTED))
    sessions = (
        Session.objects.visible_to(user)
        .filter(cohort=cohort)
        .select_related("place")
        .annotate(counted=Coalesce(counted, 0))
    )
    rows = tuple(Planned(session, session.counted) for session in sessions)
    least, most = cohort.rule_min_minutes, cohort.rule_max_minutes
    if cohort.state == Cohort.State.DRAFT and cohort.programme:
        least, most = cohort.programme.min_minutes, cohort.programme.max_minutes
    planned = sum(row.minutes for row in rows if not row.session.is_cancelled)
    return Plan(rows, planned, least, most)
