"""What a person sees of themselves, signed in or by the personal link: sign-ups, balance, dates."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.domain import absence, balance, feedback, seats
from cohorts.domain.balance import Balance
from cohorts.models import Cohort, Participant, Session, SignUp
from cohorts.views import rows
from cohorts.views.rows import Row
from cohorts.views.sign_up import result_link

NEXT_DATES = 8
ABSENCE_DEEDS: dict[str, Callable[..., object]] = {
    "tell": absence.tell,
    "take_back": absence.take_back,
}


@dataclass(frozen=True, slots=True)
class OwnSignUp:
    """A sign-up as its owner sees it. `rank` is 0 unless waiting."""

    sign_up: SignUp
    link: str
    rank: int
    balance: Balance | None


def sign_ups(participant: Participant, now: datetime) -> list[OwnSignUp]:
    found = list(
        participant.sign_ups.active()
        .select_related("cohort__organiser", "session", "participant")
        .order_by("queued_at", "pk")
    )
    balances = balance.of_sign_ups(
        [one for one in found if one.state == SignUp.State.CONFIRMED], now=now
    )
    ranks = seats.ranks(found)
    return [
        OwnSignUp(one, result_link(one), ranks.get(one.pk, 0), balances.get(one.pk))
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """A course about which the person is asked, and where."""

    cohort: Cohort
    link: str


def asked(participant: Participant, now: datetime, *, code: str = "") -> list[Asked]:
    """`code`: of the letter by which somebody is in who is not signed in."""
    name = "cohorts:personal_feedback" if code else "cohorts:my_feedback"
    return [
        Asked(row.cohort, reverse(name, args=[code, row.pk] if code else [row.pk]))
        for row in feedback.asked(participant, now=now)
    ]


def dates(
    participant: Participant, own: list[OwnSignUp], now: datetime, *, may_sign_off: bool
) -> list[Row]:
    """The next sessions in which the person holds a confirmed seat.

    Each with the way to say that one cannot come. A seat for one evening can be given up here, too;
    beside one date of a course that would read as if only this date were meant.
    """
    confirmed = [one for one in own if one.sign_up.state == SignUp.State.CONFIRMED]
    by_session = {one.sign_up.session_id: one.link for one in confirmed if one.sign_up.session_id}
    cohorts = {one.sign_up.cohort_id for one in confirmed if not one.sign_up.session_id}
    if not confirmed:
        return []
    upcoming = list(
        rows.with_course(
            Session.objects.filter(Q(pk__in=by_session) | Q(cohort__in=cohorts)).upcoming(now)
        ).order_by("starts_at", "pk")[:NEXT_DATES]
    )
    told = absence.told_by(participant, upcoming)
    made = []
    for row in rows.rows(upcoming):
        session = row.session
        if may_sign_off and session.pk in by_session:
            row = replace(row, action=_("Sign off"), action_url=by_session[session.pk])
        if not session.is_cancelled:
            row = _with_absence(row, session.pk in told)
        made.append(row)
    return made


def _with_absence(row: Row, has_told: bool) -> Row:
    if has_told:
        return replace(
            row,
            told=_("You said: I cannot come."),
            button=_("I can come after all"),
            button_value=f"take_back {row.session.uuid}",
        )
    return replace(row, button=_("I cannot come"), button_value=f"tell {row.session.uuid}")


def say_whether_one_comes(
    text: str, *, participant: Participant, by: object, now: datetime
) -> tuple[bool, str]:
    """Carry out what a button of `dates` says. Returns whether it worked, and a sentence."""
    name, _space, number = text.partition(" ")
    deed = ABSENCE_DEEDS.get(name)
    try:
        session = Session.objects.filter(uuid=UUID(number)).first()
    except ValueError:
        session = None
    if deed is None or session is None:
        return False, _("Please choose one of the buttons.")
    try:
        deed(participant=participant, session=session, now=now, by=by)
    except ValidationError as error:
        return False, error.messages[0]
    if name == "tell":
        return True, _("Thank you for telling us. You keep your seat.")
    return True, _("Great that you can come.")
