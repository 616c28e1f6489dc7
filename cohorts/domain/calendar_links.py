"""Private calendar addresses, and what stands in the calendar behind them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cohorts.domain import calendars, log
from cohorts.models import CalendarLink, Cohort, Session, SessionTrainer, SignUp
from cohorts.models.calendar_link import new_token

if TYPE_CHECKING:
    from home.models import User

FETCHES_NOTED_EVERY = timedelta(hours=1)
# The nearest to a seat counts when somebody has signed up both for the cohort and as a guest.
NEARNESS = [
    SignUp.State.REQUESTED,
    SignUp.State.WAITING,
    SignUp.State.OFFERED,
    SignUp.State.CONFIRMED,
]
TEACHING = "teaching"


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session in somebody's own calendar. `standing`: a state of the sign-up, or teaching."""

    pk: int
    modified_at: datetime
    standing: str


@transaction.atomic
def link_for(*, user: "User", contents: str = CalendarLink.Contents.ALL) -> CalendarLink:
    """The user's address for these contents; made when it is asked for first."""
    link, _created = CalendarLink.objects.get_or_create(user=user, contents=contents)
    return link


@transaction.atomic
def renew_link(*, link: CalendarLink, by: "User | None", now: datetime) -> CalendarLink:
    """A new address. Whoever has the old one reads nothing any more."""
    link = CalendarLink.objects.select_for_update(no_key=True).get(pk=link.pk)
    link.token = new_token()
    link.last_fetched = None
    link.save()
    log.record(link, "cohorts.renew_link", by=by, carrier=None)
    return link


def note_fetch(link: CalendarLink, *, now: datetime) -> None:
    """Remember that the address is in use, with one write an hour at most."""
    if link.last_fetched is None or now - link.last_fetched >= FETCHES_NOTED_EVERY:
        CalendarLink.objects.filter(pk=link.pk).update(last_fetched=now)


def own_sessions(link: CalendarLink) -> list[OwnSession]:
    """The person's sessions, in order: signed up for, awaited or taught. Drafts are left out."""
    standings: dict[tuple[int, int | None], str] = {}
    if link.contents != CalendarLink.Contents.TEACHING:
        active = SignUp.objects.active().filter(participant__user=link.user_id)
        standings = {
            (cohort, session): state
            for cohort, session, state in active.values_list("cohort", "session", "state")
        }
    teaches = SessionTrainer.objects.filter(session=OuterRef("pk"), user=link.user_id)
    wanted = Q(cohort__in=[cohort for cohort, session in standings if session is None]) | Q(
        pk__in=[session for cohort, session in standings if session is not None]
    )
    if link.contents != CalendarLink.Contents.LEARNING:
        wanted |= Q(pk__in=SessionTrainer.objects.filter(user=link.user_id).values("session"))
    rows = (
        Session.objects.filter(wanted)
        .exclude(cohort__state=Cohort.State.DRAFT)
        .annotate(is_taught=Exists(teaches))
        .order_by("starts_at", "pk")
        .values_list("pk", "cohort", "modified_at", "is_taught")
    )
    return [
        OwnSession(
            pk,
            modified_at,
            TEACHING
            if is_taught
            else max(
                standings.get((cohort, None), ""), standings.get((cohort, pk), ""), key=_nearness
            ),
        )
        for pk, cohort, modified_at, is_taught in rows
    ]


def own_texts(own: list[OwnSession]) -> list[str]:
    """The VEVENTs for that person: what is not certain shows in the summary and leaves time free.

    The added words are in the language that is active.
    """
    prefixes = {
        SignUp.State.REQUESTED.value: _("Requested"),
        SignUp.State.WAITING.value: _("Waiting list"),
        SignUp.State.OFFERED.value: _("Seat offered"),
    }
    standings = {session.pk: session.standing for session in own}
    sessions = Session.objects.filter(pk__in=standings).order_by("starts_at", "pk")
    addresses = dict(sessions.exclude(online_address="").values_list("pk", "online_address"))
    return [
        calendars.for_one_person(
            text,
            prefix=prefixes.get(standings[pk], ""),
            transparent=standings[pk] in prefixes,
            online_address="" if standings[pk] in prefixes else addresses.get(pk, ""),
        )
        for pk, text in calendars.texts(sessions)
    ]


def _nearness(state: str) -> int:
    return NEARNESS.index(SignUp.State(state)) if state else -1
