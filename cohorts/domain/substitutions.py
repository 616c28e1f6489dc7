"""Somebody stands in for the trainer on one evening, by a link and without an account."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.domain import log, wall_time
from cohorts.models import Session, Substitution
from cohorts.models.participant import clean_name

if TYPE_CHECKING:
    from home.models import User

AFTERWARDS = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Evening:
    """When the link works: from `opens` on, until right before `ends`."""

    opens: datetime
    ends: datetime


class NotNow(ValidationError):
    """The link is real but does not open anything at the moment.

    Its code says why: withdrawn, cancelled, too_early, over.
    """

    def __init__(self, message: object, code: str, substitution: Substitution) -> None:
        super().__init__(message, code=code)  # type: ignore[arg-type]
        self.substitution = substitution


def evening(session: Session) -> Evening:
    """The Berlin day on which the session begins, from midnight to midnight.

    A session that lasts until midnight or longer leaves three hours after its end. The link follows
    the session to another day.
    """
    day = wall_time.day_of(session.starts_at)
    opens = wall_time.berlin(day, time()).at
    midnight = wall_time.berlin(day + timedelta(days=1), time()).at
    ends = session.ends_at.astimezone(UTC)
    return Evening(opens, midnight if ends < midnight else ends + AFTERWARDS)


def why_not(substitution: Substitution, session: Session, *, now: datetime) -> NotNow | None:
    """Why the link opens nothing at the moment; None if it does."""
    when = evening(session)
    if substitution.withdrawn_at is not None:
        return NotNow(_("This link was withdrawn."), "withdrawn", substitution)
    if session.is_cancelled:
        return NotNow(_("This session was cancelled."), "cancelled", substitution)
    if now < when.opens:
        return NotNow(_("This link works on the day of the session."), "too_early", substitution)
    if now >= when.ends:
        return NotNow(_("The day of this session is over."), "over", substitution)
    return None


def why_not_arrange(session: Session, *, now: datetime) -> ValidationError | None:
    """Why nobody can stand in for this session any more; None if somebody can."""
    if session.is_cancelled:
        return ValidationError(
            _("This session was cancelled. Nobody needs to stand in."), code="cancelled"
        )
    if session.closed_at is not None:
        return ValidationError(
            _("The attendance list is closed. Nobody needs to stand in any more."), code="closed"
        )
    if now >= evening(session).ends:
        return ValidationError(_("The day of this session is over."), code="over")
    return None


def find(token: str, *, now: datetime) -> Substitution:
    """The substitution behind a link, with its session.

    Raises Substitution.DoesNotExist for what never was a link, and NotNow outside its evening, when
    it was withdrawn or when the session is cancelled.
    """
    found = Substitution.objects.select_related("session__cohort__organiser", "session__place").get(
        token=token
    )
    if refusal := why_not(found, found.session, now=now):
        raise refusal
    return found


def ensure_holds(substitution: Substitution, *, session: Session, now: datetime) -> None:
    """For a deed that holds the session's lock: the link is still good, and for this session.

    Withdrawing takes the same lock, so nothing is written by a link after it was withdrawn.
    """
    current = Substitution.objects.filter(pk=substitution.pk, session=session).first()
    if current is None:
        raise ValidationError(_("This link is for another session."), code="other_session")
    if refusal := why_not(current, session, now=now):
        raise refusal


@transaction.atomic
def arrange(*, session: Session, name: str, by: "User", now: datetime) -> Substitution:
    """Make a link for somebody who stands in on this evening.

    For trainers of the session and coordinators of the organiser. Asking twice for the same name
    gives the link that is there.
    """
    _ensure_may(session, by)
    session = _locked(session)
    name = _clean(name)
    if refusal := why_not_arrange(session, now=now):
        raise refusal
    standing = session.substitutions.filter(name=name, withdrawn_at__isnull=True).first()
    if standing:
        return standing
    made = Substitution.objects.create(session=session, name=name, made_by=by, made_at=now)
    _record(session, made, "cohorts.substitute", by)
    return made


@transaction.atomic
def withdraw(*, substitution: Substitution, by: "User", now: datetime) -> Substitution:
    """From now on the link opens nothing. What was entered by it stays. Twice is once."""
    _ensure_may(substitution.session, by)
    session = _locked(substitution.session)
    current = session.substitutions.get(pk=substitution.pk)
    if current.withdrawn_at is None:
        current.withdrawn_at = now
        current.save(update_fields=["withdrawn_at"])
        _record(session, current, "cohorts.withdraw_substitute", by)
    return current


def _clean(name: str) -> str:
    if not name.strip():
        raise ValidationError({"name": _("Please enter the name of the person who stands in.")})
    try:
        return clean_name(name)
    except ValidationError as error:
        raise ValidationError({"name": error.messages}) from None


def _ensure_may(session: Session, by: "User") -> None:
    if not Session.objects.listed_by(by).filter(pk=session.pk).exists():
        raise PermissionDenied


def _locked(session: Session) -> Session:
    """The same lock as for marking attendance."""
    return (
        Session.objects.select_for_update(of=("self",), no_key=True)
        .select_related("cohort__organiser")
        .get(pk=session.pk)
    )


def _record(session: Session, substitution: Substitution, action: str, by: "User") -> None:
    """The entry names the row by its number: no name, and never the token."""
    log.record(
        session,
        action,
        by=by,
        carrier=session.cohort.organiser,
        data={"substitution": substitution.pk},
    )
