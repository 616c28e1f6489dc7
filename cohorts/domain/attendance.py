"""Attendance: marking, closing the list, and correcting it afterwards."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cohorts.domain import attendance_rules as rules
from cohorts.domain import log, presence, rosters, taught
from cohorts.models import Attendance, Participant, Session, Substitution

if TYPE_CHECKING:
    from home.models import User

P = ParamSpec("P")
R = TypeVar("R")


class ChangedMeanwhile(ValidationError):
    """Somebody else changed this row since it was looked at. `row` is what stands there now."""

    def __init__(self, row: Attendance | None) -> None:
        super().__init__(_("Somebody else has changed this entry meanwhile."), code="changed")
        self.row = row


def _or_conflict(deed: Callable[P, R]) -> Callable[P, R]:
    """Two entries of one person may be joined while a list is marked.

    Joining waits for nobody who marks: the database then refuses the row of somebody who is gone,
    and nothing of the deed is written. Whoever marks is told to look again.
    """

    @wraps(deed)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return deed(*args, **kwargs)
        except IntegrityError:
            raise ValidationError(
                _("Something changed at the same moment. Please try again."), code="conflict"
            ) from None

    return told


@_or_conflict
@transaction.atomic
def mark(
    *,
    session: Session,
    participant: Participant,
    state: str,
    late_minutes: int = 0,
    early_minutes: int = 0,
    seen: datetime | None,
    by: "User | None",
    substitution: Substitution | None = None,
    now: datetime,
) -> Attendance:
    """Write that somebody was there, partly there, missing or excused.

    Entered `by` a user, or by a substitute with a link for this evening: one of the two.

    `seen` is the `at` of the row that was looked at, None for an unmarked person. If the row is
    another one by now, nothing is overwritten: ChangedMeanwhile carries it. Marking the same again
    changes nothing, so a repeated request is harmless.
    """
    session = _locked(session)
    rules.ensure_may_mark(session, by=by, substitution=substitution, now=now)
    rules.ensure_minutes_fit(session, state, late_minutes, early_minutes)
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
        rules.ensure_on_list(session, participant)
        row = Attendance(session=session, participant=participant)
    elif row.at >= now:
        # Clocks of several servers differ: a change is always later than what it changes.
        now = row.at + timedelta(microseconds=1)
    row.state, row.late_minutes, row.early_minutes = state, late_minutes, early_minutes
    row.source, row.by, row.at = Attendance.Source.TRAINER, by, now
    row.substitution = substitution
    row.save()
    _record(session, "mark", [participant.pk], by=by, substitution=substitution)
    return row


@transaction.atomic
def unmark(
    *,
    session: Session,
    participant: Participant,
    seen: datetime | None,
    by: "User | None",
    substitution: Substitution | None = None,
    now: datetime,
) -> None:
    """Take a mark back: the person is unmarked again. Never takes back what somebody else wrote."""
    session = _locked(session)
    rules.ensure_may_mark(session, by=by, substitution=substitution, now=now)
    row = session.attendances.filter(participant=participant).first()
    if row is None:
        return
    if row.at != seen:
        raise ChangedMeanwhile(row)
    row.delete()
    _record(session, "unmark", [participant.pk], by=by, substitution=substitution)


@_or_conflict
@transaction.atomic
def mark_rest_present(
    *,
    session: Session,
    by: "User | None",
    substitution: Substitution | None = None,
    now: datetime,
    only: Collection[int] | None = None,
) -> tuple[Attendance, ...]:
    """Mark everybody as there who is not marked yet; whoever is marked stays as they are.

    Whoever told beforehand that they cannot come is not taken for there.
    `only` limits it to the people who were on the screen, by number.
    """
    session = _locked(session)
    rules.ensure_may_mark(session, by=by, substitution=substitution, now=now)
    rows = tuple(
        Attendance(
            session=session,
            participant=entry.participant,
            state=Attendance.State.PRESENT,
            by=by,
            substitution=substitution,
            at=now,
        )
        for entry in rosters.roster(session)
        if entry.is_rest and (only is None or entry.participant.pk in only)
    )
    if rows:
        Attendance.objects.bulk_create(rows)
        participants = [row.participant_id for row in rows]
        _record(session, "mark_rest_present", participants, by=by, substitution=substitution)
    return rows


@transaction.atomic
def close(*, session: Session, by: "User", now: datetime) -> Session:
    """Close the list: counted minutes and what was taught are fixed.

    Unmarked people stay unmarked and get nothing. Closing twice changes nothing.
    """
    session = _locked(session)
    if session.closed_at is not None:
        return session
    rules.ensure_open(session, now=now)
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


@_or_conflict
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
    rules.ensure_minutes_fit(session, state, late_minutes, early_minutes)
    row = session.attendances.filter(participant=participant).first()
    if (row.at if row else None) != seen:
        raise ChangedMeanwhile(row)
    if row is None:
        rules.ensure_on_list(session, participant)
    before = _figures(row) if row else {}
    row = row or Attendance(session=session, participant=participant)
    row.state, row.late_minutes, row.early_minutes = state, late_minutes, early_minutes
    row.by, row.substitution = by, None
    row.at = max(now, seen + timedelta(microseconds=1)) if seen else now
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


def _record(
    session: Session,
    deed: str,
    participants: list[int],
    *,
    by: "User | None",
    substitution: Substitution | None,
) -> None:
    data: dict[str, Any] = {"deed": deed, "participants": participants}
    if substitution is not None:
        data["substitution"] = substitution.pk
    log.record(session, "cohorts.attendance", by=by, carrier=session.cohort.organiser, data=data)
