"""Attendance lists: who stands on them, marking, closing, and correcting afterwards."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import log, presence, taught
from cohorts.models import Attendance, Participant, Session, SignUp
from cohorts.models.sign_up import SignUpQuerySet

if TYPE_CHECKING:
    from home.models import User


class ChangedMeanwhile(ValidationError):
    """Somebody else changed this row since it was looked at. `row` is what stands there now."""

    def __init__(self, row: Attendance | None) -> None:
        super().__init__(_("Somebody else has changed this entry meanwhile."), code="changed")
        self.row = row


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on the list of a session, with the row if it is marked."""

    participant: Participant
    row: Attendance | None
    is_guest: bool
    has_left: bool
    # Set when the person took the seat only after this session was over.
    joined_on: date | None
    # False: the cohort counts from joining, and the session was before that.
    applies: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a list is marked."""

    marked: int
    total: int

    @property
    def unmarked(self) -> int:
        return self.total - self.marked


def roster(session: Session) -> tuple[Entry, ...]:
    """Everybody on the list of this session, by name.

    These are the confirmed people of the cohort and this session's confirmed guests. Who dropped out
    after the session had begun, or was marked before leaving, stays visible.
    """
    rows = {
        row.participant_id: row
        for row in session.attendances.select_related("participant", "by")  # one row per person
    }
    sign_ups: dict[int, SignUp] = {}
    for sign_up in (
        _seats(session).select_related("participant").order_by(F("session").desc(nulls_last=True))
    ):
        if sign_up.participant_id not in sign_ups or sign_up.state == SignUp.State.CONFIRMED:
            sign_ups[sign_up.participant_id] = sign_up
    entries = [
        _entry(session, sign_up.participant, rows.get(sign_up.participant_id), sign_up)
        for sign_up in sign_ups.values()
    ]
    entries += [
        _entry(session, row.participant, row, None)
        for row in rows.values()
        if row.participant_id not in sign_ups
    ]
    return tuple(
        sorted(entries, key=lambda e: (e.participant.sort_name.casefold(), e.participant.pk))
    )


def _entry(
    session: Session, participant: Participant, row: Attendance | None, sign_up: SignUp | None
) -> Entry:
    is_confirmed = sign_up is not None and sign_up.state == SignUp.State.CONFIRMED
    joined_late = sign_up if is_confirmed and sign_up.state_since >= session.ends_at else None
    return Entry(
        participant=participant,
        row=row,
        is_guest=sign_up is not None and sign_up.session_id is not None,
        has_left=not is_confirmed,
        joined_on=timezone.localdate(joined_late.state_since) if joined_late else None,
        applies=row is not None or not (joined_late and session.cohort.rule_from_joining),
    )


def _seats(session: Session) -> SignUpQuerySet:
    """Sign-ups that put somebody on the list of this session."""
    return SignUp.objects.filter(
        Q(cohort=session.cohort_id, session__isnull=True) | Q(session=session.pk)
    ).filter(
        Q(state=SignUp.State.CONFIRMED)
        | Q(state=SignUp.State.DROPPED_OUT, state_since__gt=session.starts_at)
    )


def progress(sessions: Iterable[Session]) -> Mapping[int, Progress]:
    """How far the lists of these sessions are, by session number; three queries altogether."""
    sessions = list(sessions)
    marked = dict(
        Attendance.objects.filter(session__in=sessions)
        .values_list("session")
        .annotate(Count("pk"))
        .order_by()
    )
    confirmed = SignUp.objects.filter(state=SignUp.State.CONFIRMED).order_by()
    of_cohort = dict(
        confirmed.filter(session__isnull=True, cohort__in={s.cohort_id for s in sessions})
        .values_list("cohort")
        .annotate(Count("pk"))
    )
    guests = dict(
        confirmed.filter(session__in=sessions).values_list("session").annotate(Count("pk"))
    )
    return {
        session.pk: Progress(
            marked=marked.get(session.pk, 0),
            # Marked people who have left stay on the list.
            total=max(
                marked.get(session.pk, 0),
                of_cohort.get(session.cohort_id, 0) + guests.get(session.pk, 0),
            ),
        )
        for session in sessions
    }


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
        for entry in roster(session)
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
    segments = list(session.segments.select_related("module"))
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
    """Change an entry of a closed list. Needs a reason; the log keeps what stood there before."""
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
    before = _figures(row) if row else None
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
        data={
            "session": session.pk,
            "participant": participant.pk,
            "old": before,
            "new": _figures(row),
        },
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
    if not _seats(session).filter(participant=participant).exists():
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
