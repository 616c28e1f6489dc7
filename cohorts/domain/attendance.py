"""Attendance: marking, closing the list, and correcting it afterwards."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import log, presence, rosters, taught
from cohorts.models import Attendance, Participant, Session

if TYPE_CHECKING:
    from home.models import User


class ChangedMeanwhile(ValidationError):
    """Somebody else changed this row since it was looked at. `row` is what stands there now."""

    def __init__(self, row: Attendance | None) -> None:
        super().__init__(_("Somebody else has changed this entry meanwhile."), code="changed")
        self.row = row


def why_not_now(session: Session, *, now: datetime) -> ValidationError | None:
    """Why nobody can be marked at the moment; None if it is possible.

    A list opens at midnight in Berlin on the day of the session and is open until it is closed.
    """
    if session.is_cancelled:
        return ValidationError(
            _("This session was cancelled. Nobody needs to be marked."), code="cancelled"
        )
    if session.closed_at is not None:
        return ValidationError(
            _("This list is closed. The coordinator can correct it."), code="closed"
        )
    if timezone.localdate(now) < timezone.localdate(session.starts_at):
        return ValidationError(
            _("You can mark attendance from the day of the session on."), code="too_early"
        )
    return None


@transaction.atomic
def mark(
    *,
    session: Session,
    participant: Participant,
    state: str,
    late_minutes: int = 0,
    early_minutes: int = 0,
    seen: datetime | None,
    by: "User",
    now: datetime,
) -> Attendance:
    """Write that somebody was there, partly there, missing or excused.

    `seen` is the `at` of the row that was looked at, None for an unmarked person. If the row is
    another one by now, nothing is overwritten: ChangedMeanwhile carries it. Marking the same again
    changes nothing, so a repeated request is harmless.
    """
    session = _locked(session)
    _ensure_open(session, now=now)
    _ensure_minutes_fit(session, state, late_minutes, early_minutes)
    row = session.attendances.filter(participant=participant).first()
    if row and (row.state, row.late_minutes, row.early_minutes) == (
        state,
        late_minutes,
        early_minutes,
    ):
        return row
    if (row.at if row else None) != seen:
        raise ChangedMeanwhile(row)
    if row is None:
        _ensure_on_list(session, participant)
        row = Attendance(session=session, participant=participant)
    elif row.at >= now:
        # Clocks of several servers differ: a change is always later than what it changes.
        now = row.at + timedelta(microseconds=1)
    row.state, row.late_minutes, row.early_minutes = state, late_minutes, early_minutes
    row.source, row.by, row.at = Attendance.Source.TRAINER, by, now
    row.save()
    _record(session, by=by, participants=[participant.pk], deed="mark")
    return row


@transaction.atomic
def unmark(
    *,
    session: Session,
    participant: Participant,
    seen: datetime | None,
    by: "User",
    now: datetime,
) -> None:
    """Take a mark back: the person is unmarked again. Never takes back what somebody else wrote."""
    session = _locked(session)
    _ensure_open(session, now=now)
    row = session.attendances.filter(participant=participant).first()
    if row is None:
        return
    if row.at != seen:
        raise ChangedMeanwhile(row)
    row.delete()
    _record(session, by=by, participants=[participant.pk], deed="unmark")


@transaction.atomic
def mark_rest_present(
    *,
    session: Session,
    by: "User",
    now: datetime,
    only: Collection[int] | None = None,
) -> tuple[Attendance, ...]:
    """Mark everybody as there who is not marked yet; whoever is marked stays as they are.

    `only` limits it to the people who were on the screen, by number.
    """
    session = _locked(session)
    _ensure_open(session, now=now)
    rows = tuple(
        Attendance(
            session=session,
            participant=entry.participant,
            state=Attendance.State.PRESENT,
            by=by,
            at=now,
        )
        for entry in rosters.roster(session)
        if entry.row is None
        and entry.applies
        and not entry.has_left
        and (only is None or entry.participant.pk in only)
    )
    if rows:
        Attendance.objects.bulk_create(rows)
        participants = [row.participant_id for row in rows]
        _record(session, by=by, participants=participants, deed="mark_rest_present")
    return rows


@transaction.atomic
def close(*, session: Session, by: "User", now: datetime) -> Session:
    """Close the list: counted minutes and what was taught are fixed.

    Unmarked people stay unmarked and get nothing. Closing twice changes nothing.
    """
    session = _locked(session)
    if session.closed_at is not None:
        return session
    _ensure_open(session, now=now)
    if now < session.starts_at:
        raise ValidationError(
            _("You can close the list once the session has begun."), code="not_begun"
        )
    segments = list(session.segments.select_related("module__live_revision"))
    pieces = presence.pieces_of(segments)
    rows = list(session.attendances.all())
    for row in rows:
        row.counted_minutes = presence.of_row(row, session, pieces).minutes
    Attendance.objects.bulk_update(rows, ["counted_minutes"])
    taught.keep(session, segments)
    session.closed_at = now
    session.save(update_fields=["closed_at"])
    log.record(
        session,
        "cohorts.close",
        by=by,
        carrier=session.cohort.organiser,
        data={"marked": len(rows)},
    )
    return session


@transaction.atomic
def correct(
    *,
    session: Session,
    participant: Participant,
    state: str,
    late_minutes: int = 0,
    early_minutes: int = 0,
    reason: str,
    seen: datetime | None,
    by: "User",
    now: datetime,
) -> Attendance:
    """Change an entry of a closed list. Needs a reason; what stood there is kept beside the log."""
    session = _locked(session)
    if session.closed_at is None:
        raise ValidationError(
            _("This list is still open. Change the entry on the list itself."), code="open"
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Please say why the entry is corrected.")})
    _ensure_minutes_fit(session, state, late_minutes, early_minutes)
    row = session.attendances.filter(participant=participant).first()
    if (row.at if row else None) != seen:
        raise ChangedMeanwhile(row)
    if row is None:
        _ensure_on_list(session, participant)
    before = _figures(row) if row else {}
    row = row or Attendance(session=session, participant=participant)
    row.state, row.late_minutes, row.early_minutes = state, late_minutes, early_minutes
    row.by, row.at = by, max(now, seen + timedelta(microseconds=1)) if seen else now
    row.counted_minutes = presence.of_row(
        row, session, presence.pieces_of(session.segments.all())
    ).minutes
    row.save()
    log.record(
        row,
        "cohorts.correct",
        by=by,
        carrier=session.cohort.organiser,
        reason=reason.strip(),
        participant=participant,
        data={"session": session.pk},
        values={name: (before.get(name), new) for name, new in _figures(row).items()},
    )
    return row


def _figures(row: Attendance) -> dict[str, Any]:
    return {
        "state": str(row.state),
        "late_minutes": row.late_minutes,
        "early_minutes": row.early_minutes,
        "counted_minutes": row.counted_minutes,
    }


def _locked(session: Session) -> Session:
    """The session as it stands now, locked: marks queue up, and none slips in after closing.

    One lock per list also settles two trainers who write the first row of a person at once; the
    list is short and each deed takes milliseconds.
    """
    return (
        Session.objects.select_for_update(of=("self",), no_key=True)
        .select_related("cohort__organiser")
        .get(pk=session.pk)
    )


def _ensure_open(session: Session, *, now: datetime) -> None:
    if refusal := why_not_now(session, now=now):
        raise refusal


def _ensure_on_list(session: Session, participant: Participant) -> None:
    """Attendance without a sign-up does not exist."""
    if not rosters.seats(session).filter(participant=participant).exists():
        raise ValidationError(
            _("This person is not on the list of this session."), code="not_on_list"
        )


def _ensure_minutes_fit(
    session: Session, state: str, late_minutes: int, early_minutes: int
) -> None:
    if state not in Attendance.State.values:
        raise ValidationError(_("Please choose there, partly or missing."), code="state")
    if state != Attendance.State.PARTLY:
        if late_minutes or early_minutes:
            raise ValidationError(_("Minutes belong to “partly” only."), code="minutes")
        return
    if late_minutes < 0 or early_minutes < 0 or late_minutes + early_minutes == 0:
        raise ValidationError(
            _("How many minutes late, or how many minutes too early?"), code="minutes"
        )
    if late_minutes + early_minutes >= session.length:
        raise ValidationError(
            _("That is longer than the session. Choose “missing” instead."), code="minutes"
        )


def _record(session: Session, *, by: "User", participants: list[int], deed: str) -> None:
    log.record(
        session,
        "cohorts.attendance",
        by=by,
        carrier=session.cohort.organiser,
        data={"deed": deed, "participants": participants},
    )
