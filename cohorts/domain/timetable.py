"""The timetable: planning, changing, moving and cancelling sessions.

Every deed locks the cohort's row, then the session's. SEQUENCE rises when time, place or status
change and at no other time; whoever holds a confirmed seat is then told, unless it is past.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.domain import announcements, calendars, log, pins, sections, sign_up, wall_time
from cohorts.models import Cohort, Place, Segment, Session, SessionTrainer
from curriculum.models import ModulePage

if TYPE_CHECKING:
    from home.models import User

CHANGEABLE = {
    "title",
    "starts_at",
    "ends_at",
    "place",
    "is_online",
    "online_address",
    "status",
    "status_note",
}
TIMES = {"starts_at", "ends_at"}
# What a calendar must notice even if it already holds the event.
SIGNIFICANT = TIMES | {"place", "is_online", "online_address", "status"}


@dataclass(frozen=True, slots=True)
class PlannedSegment:
    """A part of a session, in minutes. Breaks do not count and have no module."""

    kind: str
    minutes: int
    module: ModulePage | None = None


@transaction.atomic
def plan_session(
    *,
    cohort: Cohort,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    segments: Sequence[PlannedSegment],
    place: Place | None = None,
    is_online: bool = False,
    online_address: str = "",
    guest_capacity: int = 0,
    trainers: Iterable["User | str"] = (),
    status: str = Session.Status.CONFIRMED,
    by: "User | None",
    now: datetime,
) -> Session:
    """Add a session to a draft or running cohort. The segments must fit between begin and end."""
    cohort = _locked_cohort(cohort.pk)
    if cohort.state not in (Cohort.State.DRAFT, Cohort.State.PUBLISHED):
        raise ValidationError(
            _("This cohort is over. No session can be added."), code="cohort_over"
        )
    session = Session(
        cohort=cohort,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        is_online=is_online,
        online_address=online_address,
        guest_capacity=guest_capacity,
        status=status,
        modified_at=now,
    )
    _check(session, sum(s.minutes for s in segments))
    session.save()
    _write_segments(session, segments)
    _write_trainers(session, trainers)
    calendars.renew([session], now=now)
    log.record(session, "cohorts.plan", by=by, carrier=cohort.organiser)
    return session


@transaction.atomic
def change_session(
    *,
    session: Session,
    by: "User | None",
    now: datetime,
    reason: str = "",
    **changes: object,
) -> Session:
    """Change what the session is, when and where: the names in CHANGEABLE, others raise TypeError.

    Times are instants (see `wall_time.berlin`). Cancelling is a deed of its own: it needs a reason.
    """
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise TypeError(f"a session is not changed by {sorted(unknown)}")
    session = _locked(session)
    if Session.Status.CANCELLED in (session.status, changes.get("status")) and "status" in changes:
        raise ValidationError(
            {"status": _("Cancelling and reinstating a session are steps of their own.")}
        )
    return _change(session, changes, "cohorts.change", by=by, now=now, reason=reason)


def shift_session(*, session: Session, days: int, by: "User | None", now: datetime) -> Session:
    """Move by whole days. The start keeps its wall time, the session its elapsed minutes."""
    start = wall_time.shifted(session.starts_at, days).at
    return change_session(
        session=session,
        starts_at=start,
        ends_at=start + (session.ends_at - session.starts_at),
        by=by,
        now=now,
    )


@transaction.atomic
def cancel_session(*, session: Session, by: "User | None", now: datetime, reason: str) -> Session:
    """The session does not take place. It stays in every calendar, marked, with the reason."""
    session = _locked(session)
    if session.is_cancelled:
        return session
    if not reason.strip():
        raise ValidationError({"reason": _("Please say why. The people who come will read it.")})
    changes = {"status": Session.Status.CANCELLED, "status_note": reason.strip()}
    return _change(session, changes, "cohorts.cancel", by=by, now=now, reason=reason)


@transaction.atomic
def discard_session(*, session: Session, by: "User | None", now: datetime) -> None:
    """Throw away a session of a draft, as if it had never been planned."""
    session = _locked(session)
    if session.cohort.state != Cohort.State.DRAFT:
        raise ValidationError(
            _("Only a session of a draft can be thrown away. Please cancel it."), code="state"
        )
    log.record(session, "cohorts.discard", by=by, carrier=session.cohort.organiser)
    session.delete()


@transaction.atomic
def reinstate_session(*, session: Session, by: "User | None", now: datetime) -> Session:
    """A cancelled session takes place after all; whoever waits for a free seat gets an offer."""
    session = _locked(session)
    if not session.is_cancelled:
        return session
    if session.cohort.state == Cohort.State.CANCELLED:
        raise ValidationError(_("The whole cohort is cancelled."), code="cohort_over")
    changes = {"status": Session.Status.CONFIRMED, "status_note": ""}
    session = _change(session, changes, "cohorts.reinstate", by=by, now=now, reason="")
    sign_up.offer_free_seats(cohort=session.cohort, now=now)
    sign_up.offer_free_seats(cohort=session.cohort, session=session, now=now)
    return session


@transaction.atomic
def set_segments(
    *, session: Session, segments: Sequence[PlannedSegment], by: "User | None", now: datetime
) -> Session:
    """Replace the parts of a session, until its attendance is closed."""
    session = _locked(session)
    _refuse_if_closed(session)
    _check(session, sum(s.minutes for s in segments))
    session.segments.all().delete()
    _write_segments(session, segments)
    calendars.renew([session], now=now)
    log.record(
        session,
        "cohorts.change",
        by=by,
        carrier=session.cohort.organiser,
        data={"fields": ["segments"]},
    )
    return session


@transaction.atomic
def set_trainers(
    *, session: Session, trainers: Iterable["User | str"], by: "User | None", now: datetime
) -> Session:
    """Replace who teaches: users, or names of guest speakers."""
    session = _locked(session)
    session.trainers.all().delete()
    _write_trainers(session, trainers)
    log.record(
        session,
        "cohorts.change",
        by=by,
        carrier=session.cohort.organiser,
        data={"fields": ["trainers"]},
    )
    return session


def _locked_cohort(pk: int) -> Cohort:
    return (
        Cohort.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organiser")
        .get(pk=pk)
    )


def _locked(session: Session) -> Session:
    cohort = _locked_cohort(session.cohort_id)
    session = (
        Session.objects.select_for_update(of=("self",), no_key=True)
        .select_related("place")
        .get(pk=session.pk)
    )
    session.cohort = cohort
    return session


def _change(
    session: Session,
    changes: Mapping[str, object],
    action: str,
    *,
    by: "User | None",
    now: datetime,
    reason: str,
) -> Session:
    changed = {name for name, value in changes.items() if getattr(session, name) != value}
    if not changed:
        return session
    if changed & (TIMES | {"status"}):
        _refuse_if_closed(session)
    was_ahead = session.ends_at > now
    for name in changed:
        setattr(session, name, changes[name])
    _check(session, sum(session.segments.values_list("minutes", flat=True)))
    if changed & SIGNIFICANT:
        session.sequence += 1
    session.modified_at = now
    session.save()
    calendars.renew([session], now=now)
    if changed & SIGNIFICANT and (was_ahead or session.ends_at > now):
        announcements.session_changed(session, now=now)
    log.record(
        session,
        action,
        by=by,
        carrier=session.cohort.organiser,
        reason=reason,
        data={"fields": sorted(changed)},
    )
    return session


def _check(session: Session, planned_minutes: int) -> None:
    if session.ends_at <= session.starts_at:
        raise ValidationError({"ends_at": _("The end must lie after the beginning.")})
    session.full_clean(exclude=["cohort", "place"])
    if planned_minutes > session.length:
        raise ValidationError(
            {
                "ends_at": _(
                    "The parts of this session take %(planned)d minutes, "
                    "but it lasts only %(length)d."
                )
                % {"planned": planned_minutes, "length": session.length}
            },
            code="too_short",
        )


def _refuse_if_closed(session: Session) -> None:
    if session.closed_at:
        raise ValidationError(
            _("Attendance of this session is closed. Its time and its parts stay as they are."),
            code="closed",
        )


def _write_segments(session: Session, segments: Sequence[PlannedSegment]) -> None:
    if modules := [segment.module for segment in segments if segment.module]:
        sections.refuse_foreign(session.cohort.organiser, modules)
    rows = [
        Segment(session=session, position=position, kind=s.kind, minutes=s.minutes, module=s.module)
        for position, s in enumerate(segments, start=1)
    ]
    for row in rows:
        row.full_clean(exclude=["session"])
    Segment.objects.bulk_create(rows)
    if session.cohort.state == Cohort.State.PUBLISHED:
        pins.pin_new_modules(session.cohort)


def _write_trainers(session: Session, trainers: Iterable["User | str"]) -> None:
    rows = [
        SessionTrainer(session=session, name=who.strip())
        if isinstance(who, str)
        else SessionTrainer(session=session, user=who)
        for who in dict.fromkeys(trainers)
    ]
    for row in rows:
        row.full_clean(exclude=["session"])
    SessionTrainer.objects.bulk_create(rows)
