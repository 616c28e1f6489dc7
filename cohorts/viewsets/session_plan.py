"""The plan of a cohort at a glance: its sessions in order, and the units they add up to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from cohorts.models import Cohort, Segment, Session

if TYPE_CHECKING:
    from home.models import User


@dataclass(frozen=True, slots=True)
class Planned:
    session: Session
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Sessions with counted minutes. `planned` leaves out what is cancelled; all in minutes."""

    rows: tuple[Planned, ...]
    least: int | None
    most: int | None

    @property
    def segments(self) -> list[int]:
        """What counts of each session, for the unit meter."""
        return [row.minutes for row in self.rows if not row.session.is_cancelled and row.minutes]

    @property
    def planned(self) -> int:
        return sum(self.segments)


def plan_of(cohort: Cohort, user: "User") -> Plan:
    """What the reader may see of the plan, in one query, whatever the number of sessions."""
    counted = Sum("segments__minutes", filter=Q(segments__kind__in=Segment.COUNTED))
    sessions = (
        Session.objects.visible_to(user)
        .filter(cohort=cohort)
        .select_related("place")
        .annotate(counted=Coalesce(counted, 0))
        .order_by("starts_at", "pk")  # counting forgets the order of the model
    )
    rows = tuple(Planned(session, session.counted) for session in sessions)
    least, most = cohort.rule_min_minutes, cohort.rule_max_minutes
    if cohort.state == Cohort.State.DRAFT and cohort.programme:
        least, most = cohort.programme.min_minutes, cohort.programme.max_minutes
    return Plan(rows, least, most)
