"""“I cannot come”: said beforehand by the person. What counts is still what the trainer marks."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.domain import log
from cohorts.models import AbsenceNotice, Participant, Session, SignUp

if TYPE_CHECKING:
    from home.models import User


@transaction.atomic
def tell(
    *, participant: Participant, session: Session, now: datetime, by: "User | None" = None
) -> AbsenceNotice:
    """The person will not come to this session; the seat stays theirs. Told twice is told once.

    `by=None`: told by the personal link. Raises ValidationError unless the person has a confirmed
    seat in a session that is still to come.
    """
    session = _locked(session)
    _refuse_unless_it_helps(participant, session, now)
    notice, is_new = AbsenceNotice.objects.get_or_create(
        session=session, participant=participant, defaults={"at": now}
    )
    if is_new:
        _note(participant, session, by, deed="tell")
    return notice


@transaction.atomic
def take_back(
    *, participant: Participant, session: Session, now: datetime, by: "User | None" = None
) -> None:
    """The person comes after all."""
    session = _locked(session)
    if session.ends_at <= now:
        raise ValidationError(_("This session is already over."), code="over")
    if AbsenceNotice.objects.filter(session=session, participant=participant).delete()[0]:
        _note(participant, session, by, deed="take_back")


def told_by(participant: Participant, sessions: Iterable[Session]) -> set[int]:
    """The numbers of those sessions to which the person will not come; one query."""
    return set(
        participant.absence_notices.filter(
            session__in=[session.pk for session in sessions]
        ).values_list("session", flat=True)
    )


def told_for(session: Session) -> set[int]:
    """The numbers of the people who will not come to this session; one query."""
    return set(session.absence_notices.values_list("participant", flat=True))


def _locked(session: Session) -> Session:
    return (
        Session.objects.select_for_update(of=("self",), no_key=True)
        .select_related("cohort__organiser")
        .get(pk=session.pk)
    )


def _refuse_unless_it_helps(participant: Participant, session: Session, now: datetime) -> None:
    if session.is_cancelled:
        raise ValidationError(_("This session does not take place anyway."), code="cancelled")
    if session.ends_at <= now:
        raise ValidationError(_("This session is already over."), code="over")
    has_seat = SignUp.objects.filter(
        Q(session=None) | Q(session=session),
        participant=participant,
        cohort=session.cohort_id,
        state=SignUp.State.CONFIRMED,
    )
    if not has_seat.exists():
        raise ValidationError(_("You have no seat in this session."), code="no_seat")


def _note(participant: Participant, session: Session, by: "User | None", *, deed: str) -> None:
    log.record(
        session,
        "cohorts.absence",
        by=by,
        carrier=session.cohort.organiser,
        data={"deed": deed, "participant": participant.pk},
    )
