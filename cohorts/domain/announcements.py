"""Telling people that their dates have changed: one message per person and change."""

from datetime import datetime

from cohorts.domain import messages
from cohorts.models import Cohort, Participant, Session, SignUp


def session_changed(session: Session, *, now: datetime) -> None:
    """Queue for everybody with a confirmed seat, in the cohort or as this session's guest.

    A change is named by the session's SEQUENCE.
    """
    kind = "session_cancelled" if session.is_cancelled else "session_changed"
    pools = SignUp.objects.for_pool(session.cohort, None) | SignUp.objects.for_pool(
        session.cohort, session
    )
    confirmed = pools.filter(state=SignUp.State.CONFIRMED)
    messages.queue_for_all(
        kind=kind,
        occasion=f"{kind}:{session.uuid}:{session.sequence}",
        participants=Participant.objects.filter(pk__in=confirmed.values("participant")),
        session=session,
        now=now,
    )


def cohort_cancelled(cohort: Cohort, *, now: datetime) -> None:
    """Queue one message for everybody who holds or awaits a seat, not one per session."""
    active = SignUp.objects.active().filter(cohort=cohort)
    for session in cohort.sessions.upcoming(now).order_by("starts_at", "pk")[:1]:
        messages.queue_for_all(
            kind="cohort_cancelled",
            occasion=f"cohort_cancelled:{cohort.uuid}",
            participants=Participant.objects.filter(pk__in=active.values("participant")),
            session=session,  # the next one that does not take place
            now=now,
        )
