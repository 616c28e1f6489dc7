"""Telling people that their dates have changed: one message per person and change."""

from datetime import datetime

from django.db.models import QuerySet

from cohorts.models import Cohort, Message, Session, SignUp


def session_changed(session: Session, *, now: datetime) -> None:
    """Queue for everybody with a confirmed seat. The change is named by the session's SEQUENCE."""
    kind = "session_cancelled" if session.is_cancelled else "session_changed"
    in_cohort = SignUp.objects.for_pool(session.cohort, None)
    as_guests = SignUp.objects.for_pool(session.cohort, session)
    _queue(
        kind,
        f"{kind}:{session.uuid}:{session.sequence}",
        (in_cohort | as_guests).filter(state=SignUp.State.CONFIRMED),
        session=session,
        now=now,
    )


def cohort_cancelled(cohort: Cohort, *, now: datetime) -> None:
    """Queue one message for everybody who holds or awaits a seat, not one per session."""
    _queue(
        "cohort_cancelled",
        f"cohort_cancelled:{cohort.uuid}:{now:%Y%m%dT%H%M%S}",
        SignUp.objects.active().filter(cohort=cohort),
        session=None,
        now=now,
    )


def _queue(
    kind: str,
    occasion: str,
    sign_ups: QuerySet[SignUp],
    *,
    session: Session | None,
    now: datetime,
) -> None:
    # Somebody may sit in the cohort and be a guest as well: the first sign-up stands for both.
    people = {s.participant_id: s for s in reversed(sign_ups.order_by("queued_at", "pk"))}
    Message.objects.bulk_create(
        [
            Message(
                kind=kind,
                occasion=occasion,
                participant_id=participant,
                sign_up=sign_up,
                session=session,
                created_at=now,
                not_before=now,
            )
            for participant, sign_up in people.items()
        ],
        ignore_conflicts=True,
    )
