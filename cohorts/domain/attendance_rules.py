"""What must hold before an attendance list is written to."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import rosters, substitutions
from cohorts.models import Attendance, Participant, Session, Substitution

if TYPE_CHECKING:
    from home.models import User


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


def ensure_open(session: Session, *, now: datetime) -> None:
    if refusal := why_not_now(session, now=now):
        raise refusal


def ensure_may_mark(
    session: Session, *, by: "User | None", substitution: Substitution | None, now: datetime
) -> None:
    """The list is open, and a substitute's link still holds."""
    if (by is None) == (substitution is None):
        raise TypeError("an entry is made by a user or by a substitute")
    ensure_open(session, now=now)
    if substitution is not None:
        substitutions.ensure_holds(substitution, session=session, now=now)


def ensure_on_list(session: Session, participant: Participant) -> None:
    """Attendance without a sign-up does not exist."""
    if not rosters.seats(session).filter(participant=participant).exists():
        raise ValidationError(
            _("This person is not on the list of this session."), code="not_on_list"
        )


def ensure_minutes_fit(session: Session, state: str, late_minutes: int, early_minutes: int) -> None:
    """Minutes belong to “partly”, and are fewer than the session has."""
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
