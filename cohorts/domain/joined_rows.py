"""What hangs on a person moves to another row of the same human, and nothing gets lost or doubled.

Called by `joining` only, inside its transaction, with both people locked. Seats go through the lock
of their pools: first all cohorts, then all sessions, each in ascending order.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from cohorts.domain import pool as pools
from cohorts.domain import presence
from cohorts.domain.pool import Pool
from cohorts.models import (
    AbsenceNotice,
    Affiliation,
    Attendance,
    AuditValue,
    Consent,
    Message,
    Participant,
    PersonalLink,
    Retention,
    Session,
    SignUp,
)

# Everything that points at a person; a test compares it with the models.
MOVED = (
    AbsenceNotice,
    Affiliation,
    Attendance,
    AuditValue,
    Consent,
    Message,
    PersonalLink,
    Retention,
    SignUp,
)
NEAREST_TO_A_SEAT = (
    SignUp.State.CONFIRMED,
    SignUp.State.OFFERED,
    SignUp.State.WAITING,
    SignUp.State.REQUESTED,
)


def move(keep: Participant, other: Participant, *, now: datetime) -> dict[str, Any]:
    """Move all rows. Returns what had to give way, by numbers and states, for the log."""
    locked = _lock_pools(keep, other, now=now)
    ended = _move_sign_ups(keep, other, locked)
    dropped = _move_attendances(keep, other)
    _move_affiliations(keep, other)
    _move_messages(keep, other)
    _move_consents(keep, other, now=now)
    there = list(keep.absence_notices.values_list("session", flat=True))
    other.absence_notices.filter(session__in=there).delete()
    if PersonalLink.objects.filter(participant=keep).exists():
        PersonalLink.objects.filter(participant=other).delete()
    for model in (AbsenceNotice, PersonalLink, Retention, AuditValue):
        model._default_manager.filter(participant=other).update(participant=keep)
    return {"sign_ups_ended": ended, "attendances_dropped": dropped}


def cohorts_of(people: Iterable[int]) -> set[int]:
    """The cohorts in which one of these people has an active place."""
    active = SignUp.objects.active().filter(participant__in=people)
    return set(active.order_by().values_list("cohort", flat=True))


def _lock_pools(keep: Participant, other: Participant, *, now: datetime) -> list[Pool]:
    """The pools in which one of them has an active place, and the lists on which both stand."""
    both = Q(participant__in=[keep, other])
    active = SignUp.objects.active().filter(both).order_by("cohort", "session")
    places = set(active.values_list("cohort", "session"))
    listed = Session.objects.filter(attendances__participant__in=[keep, other])
    sessions = {session for _cohort, session in places if session}
    sessions |= set(listed.values_list("pk", flat=True))
    for cohort in sorted({cohort for cohort, _session in places}):
        pools.lock(cohort, None, now=now)
    rows = Session.objects.select_for_update(of=("self",), no_key=True)
    list(rows.filter(pk__in=sessions).order_by("pk"))
    return [
        pools.lock(cohort, session, now=now)
        for cohort, session in sorted(places, key=lambda place: (place[0], place[1] or 0))
    ]


def _move_sign_ups(keep: Participant, other: Participant, locked: Iterable[Pool]) -> list[int]:
    """In each pool the place nearer to a seat stays; the other one is given up and passed on."""
    ended = []
    for pool in locked:
        pool.settle()  # an offer whose time is over is no place any more
        active = pool.sign_ups.active().filter(participant__in=[keep, other])
        places = sorted(active, key=_distance_to_a_seat)
        for double in places[1:]:
            if places[0].agreed_at is None and double.agreed_at is not None:
                places[0].agreed_at = double.agreed_at
                places[0].save(update_fields=["agreed_at"])
            if double.feedback_given:  # one person answers once
                places[0].feedback_given = True
                places[0].save(update_fields=["feedback_given"])
            pool.put(double, SignUp.State.CANCELLED)
            ended.append(double.pk)
    SignUp.objects.filter(participant=other).update(participant=keep)
    for pool in locked:
        if pool.session is None:
            is_member = pool.sign_ups.filter(participant=keep, state=SignUp.State.CONFIRMED)
            if is_member.exists():
                pool.release_guest_seats(keep)
        pool.settle()
    return ended


def _distance_to_a_seat(sign_up: SignUp) -> tuple[int, datetime, int]:
    return NEAREST_TO_A_SEAT.index(sign_up.state), sign_up.queued_at, sign_up.pk


def _move_attendances(keep: Participant, other: Participant) -> list[dict[str, Any]]:
    """Where both were marked for one session, the row with more presence stays."""
    own = {row.session_id: row for row in keep.attendances.all()}
    dropped = []
    for row in other.attendances.select_related("session").order_by("session"):
        rival = own.get(row.session_id)
        if rival is None:
            continue
        loser = rival if _minutes(row, row.session) > _minutes(rival, row.session) else row
        dropped.append({"session": row.session_id, "state": str(loser.state)})
        loser.delete()
    Attendance.objects.filter(participant=other).update(participant=keep)
    return dropped


def _minutes(row: Attendance, session: Session) -> int:
    if row.counted_minutes is not None:
        return row.counted_minutes
    return presence.of_row(row, session, presence.pieces_of(session.segments.all())).minutes


def _move_affiliations(keep: Participant, other: Participant) -> None:
    """Times with the same carrier that overlap become one time."""
    rows = list(
        Affiliation.objects.filter(participant__in=[keep, other]).order_by("carrier", "since", "pk")
    )
    whole: list[Affiliation] = []
    for row in rows:
        last = whole[-1] if whole and whole[-1].carrier_id == row.carrier_id else None
        if last is not None and (last.until is None or row.since <= last.until):
            last.until = max(last.until or date.max, row.until or date.max)
            last.until = None if last.until == date.max else last.until
            row.delete()
        else:
            whole.append(row)
    for row in whole:
        row.participant = keep
        row.save()


def _move_messages(keep: Participant, other: Participant) -> None:
    """Of one occasion a person hears once: what has been sent stays, what still waits goes."""
    own = {message.occasion: message for message in keep.messages.all()}
    for message in other.messages.filter(occasion__in=own):
        rival = own[message.occasion]
        is_later = message.state == Message.State.SENT and rival.state != Message.State.SENT
        (rival if is_later else message).delete()
    Message.objects.filter(participant=other).update(participant=keep)


def _move_consents(keep: Participant, other: Participant, *, now: datetime) -> None:
    """The latest word counts, and a no against photos is stronger than a yes of the same day."""
    for kind in Consent.Kind.values:
        rows = Consent.objects.filter(participant__in=[keep, other], kind=kind)
        standing = list(rows.filter(withdrawn_at=None).order_by("-given_on", "-pk"))
        if not standing:
            continue
        latest, *older = standing
        Consent.objects.filter(pk__in=[row.pk for row in older]).update(withdrawn_at=now)
        said_no = rows.filter(withdrawn_at__date__gte=latest.given_on, withdrawn_at__lt=now)
        if said_no.exclude(participant=latest.participant_id).exists():
            Consent.objects.filter(pk=latest.pk).update(withdrawn_at=now)
    Consent.objects.filter(participant=other).update(participant=keep)
