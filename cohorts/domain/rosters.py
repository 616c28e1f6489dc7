"""Attendance lists: who stands on them, and how far they are."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.utils import timezone

from cohorts.domain import absence
from cohorts.models import Attendance, Participant, Session, SignUp
from cohorts.models.participant import OF_WITHHELD
from cohorts.models.sign_up import SignUpQuerySet


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
    # Told beforehand: I cannot come.
    has_cancelled: bool = False

    @property
    def is_expected(self) -> bool:
        """Whom “the rest is there” means: not who has left or told that they cannot come."""
        return self.applies and not self.has_left and not self.has_cancelled

    @property
    def is_rest(self) -> bool:
        """Nobody has marked them yet, and they are expected."""
        return self.row is None and self.is_expected

    @property
    def counted_minutes(self) -> int:
        """What counts once the list is closed; unmarked is nothing."""
        return (self.row.counted_minutes if self.row else None) or 0


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

    These are the confirmed people of the cohort and this session's confirmed guests. Who dropped
    out after the session had begun, or was marked before leaving, stays visible. Who asked for
    erasure does not, although what was marked still counts.
    """
    rows = {
        row.participant_id: row
        for row in session.attendances.exclude(OF_WITHHELD).select_related(
            "participant", "by", "substitution"
        )
    }
    away = absence.told_for(session)
    sign_ups: dict[int, SignUp] = {}
    for sign_up in (
        seats(session).select_related("participant").order_by(F("session").desc(nulls_last=True))
    ):
        if sign_up.participant_id not in sign_ups or sign_up.state == SignUp.State.CONFIRMED:
            sign_ups[sign_up.participant_id] = sign_up
    entries = [
        _entry(session, sign_up.participant, rows.get(sign_up.participant_id), sign_up, away)
        for sign_up in sign_ups.values()
    ]
    entries += [
        _entry(session, row.participant, row, None, away)
        for row in rows.values()
        if row.participant_id not in sign_ups
    ]
    return tuple(sorted(entries, key=_by_name))


def _by_name(entry: Entry) -> tuple[str, int]:
    """Ö beside O, as in a German list."""
    letters = unicodedata.normalize("NFKD", entry.participant.sort_name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain, entry.participant.pk


def _entry(
    session: Session,
    participant: Participant,
    row: Attendance | None,
    sign_up: SignUp | None,
    away: Collection[int],
) -> Entry:
    seat = sign_up if sign_up and sign_up.state == SignUp.State.CONFIRMED else None
    joined_late = seat if seat and seat.state_since >= session.ends_at else None
    return Entry(
        participant=participant,
        row=row,
        is_guest=sign_up is not None and sign_up.session_id is not None,
        has_left=seat is None,
        joined_on=timezone.localdate(joined_late.state_since) if joined_late else None,
        applies=row is not None or joined_late is None or not session.cohort.rule_from_joining,
        has_cancelled=participant.pk in away,
    )


def seats(session: Session) -> SignUpQuerySet:
    """Sign-ups that put somebody on the list of this session."""
    return (
        SignUp.objects.filter(
            Q(cohort=session.cohort_id, session__isnull=True) | Q(session=session.pk)
        )
        .filter(
            Q(state=SignUp.State.CONFIRMED)
            | Q(state=SignUp.State.DROPPED_OUT, state_since__gt=session.starts_at)
        )
        .exclude(OF_WITHHELD)
    )


def progress(sessions: Iterable[Session]) -> Mapping[int, Progress]:
    """How far the lists of these sessions are, by session number; three queries altogether."""
    sessions = list(sessions)
    marked = dict(
        Attendance.objects.filter(session__in=sessions)
        .exclude(OF_WITHHELD)
        .values_list("session")
        .annotate(Count("pk"))
        .order_by()
    )
    confirmed = SignUp.objects.filter(state=SignUp.State.CONFIRMED).exclude(OF_WITHHELD).order_by()
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
