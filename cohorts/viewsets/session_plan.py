"""The plan of a cohort at a glance: its sessions in order, and the units they add up to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from cohorts.models import Cohort, Segment, Session

if TYPE_CHECKING:
    from home.models import User

UNIT = 45  # minutes of a teaching unit (UE)


@dataclass(frozen=True, slots=True)
class Plan:
    """Sessions with their counted minutes; planned leaves out what is cancelled."""

    sessions: tuple[Session, ...]
    planned: int
    least: int | None
    most: int | None

    @property
    def missing(self) -> int:
        return max(0, (self.least or 0) - self.planned)

    @property
    def too_much(self) -> int:
        return max(0, self.planned - self.most) if self.most else 0


def plan_of(cohort: Cohort, user: "User") -> Plan:
    """What the reader may see of the plan; two queries, whatever the number of sessions."""
    sessions = tuple(
        Session.objects.visible_to(user)
        .filter(cohort=cohort)
        .select_related("place")
        .annotate(
            counted=Coalesce(
                Sum("segments__minutes", filter=Q(segments__kind__in=Segment.COUNTED)), 0
            )
        )
    )
    least, most = cohort.rule_min_minutes, cohort.rule_max_minutes
    if cohort.state == Cohort.State.DRAFT and cohort.programme:
        least, most = cohort.programme.min_minutes, cohort.programme.max_minutes
    planned = sum(s.counted for s in sessions if not s.is_cancelled)
    return Plan(sessions, planned, least, most)
