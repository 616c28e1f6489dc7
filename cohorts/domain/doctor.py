"""Looking for what must never be: rows that break a rule, whatever path they came by.

Constraints, triggers and the domain keep these rules; this is the look from outside. Nothing is
mended here: every fault wants somebody who understands it. The number of queries does not grow with
the rows, except for the digests of editions.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.domain import calendars
from cohorts.models import Attendance, Cohort, CohortModule, Message, Participant, Session, SignUp
from cohorts.models.folding import fold
from curriculum.domain import editions
from curriculum.models import Edition, triggers

LATE = timedelta(hours=1)  # the worker looks every minute
NAMED = 20  # rows named per fault


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, how often, and with which rows (by number or key, never by name)."""

    key: str
    text: str
    rows: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.rows)


def examine(*, now: datetime) -> list[Fault]:
    """All faults, in the order of the checks; empty when all is well."""
    found = []
    for check, text in CHECKS:
        rows = tuple(str(row) for row in check(now))
        if rows:
            found.append(Fault(check.__name__.lstrip("_"), str(text), rows))
    return found


def _triggers(now: datetime) -> Iterator[object]:
    yield from triggers.missing(connection)


def _digests(now: datetime) -> Iterator[object]:
    for edition in Edition.objects.adopted():
        if edition.digest != editions.digest(edition):
            yield edition.key


def _overbooked(now: datetime) -> Iterator[object]:
    """Explicit exceptions by staff do not count: they carry a reason."""
    held = Q(state__in=SignUp.HOLDING, beyond_capacity="")
    pools = (
        SignUp.objects.filter(held)
        .order_by()
        .values("cohort", "session", "cohort__capacity", "session__guest_capacity")
        .annotate(held=Count("pk"))
    )
    for pool in pools:
        guests = pool["session"] is not None
        seats = pool["session__guest_capacity"] if guests else pool["cohort__capacity"]
        if pool["held"] > seats:
            yield f"session {pool['session']}" if guests else f"cohort {pool['cohort']}"


def _forgotten(now: datetime) -> Iterator[object]:
    """Somebody in line of a pool that is open, still to come, and not full."""
    ahead = Session.objects.not_cancelled().filter(starts_at__gt=now)
    pools = (
        SignUp.objects.filter(cohort__state=Cohort.State.PUBLISHED)
        .filter(
            Q(session__isnull=True, cohort__in=ahead.values("cohort"))
            | Q(session__in=ahead.values("pk"))
        )
        .order_by()
        .values("cohort", "session", "cohort__capacity", "session__guest_capacity")
        .annotate(
            held=Count("pk", filter=Q(state__in=SignUp.HOLDING)),
            queued=Count("pk", filter=Q(state=SignUp.State.WAITING)),
        )
        .filter(queued__gt=0)
    )
    for pool in pools:
        guests = pool["session"] is not None
        seats = pool["session__guest_capacity"] if guests else pool["cohort__capacity"]
        if pool["held"] < seats:
            yield f"session {pool['session']}" if guests else f"cohort {pool['cohort']}"


def _overdue_offers(now: datetime) -> Iterator[object]:
    overdue = SignUp.objects.filter(state=SignUp.State.OFFERED, offered_until__lt=now - LATE)
    yield from overdue.values_list("pk", flat=True)


def _late_messages(now: datetime) -> Iterator[object]:
    waiting = [Message.State.QUEUED, Message.State.SENDING]
    late = Message.objects.filter(state__in=waiting, not_before__lt=now - LATE)
    yield from late.values_list("uuid", flat=True)


def _uncounted(now: datetime) -> Iterator[object]:
    closed = Attendance.objects.filter(session__closed_at__isnull=False)
    yield from closed.filter(counted_minutes=None).values_list("pk", flat=True)


def _without_sign_up(now: datetime) -> Iterator[object]:
    """Signed up at some time for the session or its cohort, whatever became of it."""
    signed_up = SignUp.objects.filter(
        Q(session=None) | Q(session=OuterRef("session")),
        participant=OuterRef("participant"),
        cohort=OuterRef("session__cohort"),
    )
    yield from Attendance.objects.filter(~Exists(signed_up)).values_list("pk", flat=True)


def _unpinned(now: datetime) -> Iterator[object]:
    published = Cohort.objects.exclude(state=Cohort.State.DRAFT)
    loose = CohortModule.objects.filter(cohort=OuterRef("pk"), revision=None)
    yield from published.filter(
        Q(programme__isnull=False, edition=None) | Exists(loose)
    ).values_list("pk", flat=True)


def _stale_calendars(now: datetime) -> Iterator[object]:
    for session in calendars.with_everything_shown(Session.objects.exclude(vevent="")):
        if calendars.vevent(session) != session.vevent:
            yield session.pk


def _unfindable(now: datetime) -> Iterator[object]:
    named = Participant.objects.filter(erased_at=None)
    people = named.values_list("pk", "full_name", "sort_name", "email", "search_text")
    for pk, full_name, sort_name, email, search_text in people.iterator(chunk_size=2000):
        if search_text != fold(f"{full_name} {sort_name} {email}"):
            yield pk


Check = Callable[[datetime], Iterator[object]]
CHECKS: tuple[tuple[Check, Promise | str], ...] = (
    (_triggers, _("Triggers that keep rows from being changed are missing.")),
    (_digests, _("Adopted editions do not read as they were adopted.")),
    (_overbooked, _("More seats are held than there are.")),
    (_forgotten, _("People wait although a seat is free.")),
    (_overdue_offers, _("Offers have run out and were not ended: does the worker run?")),
    (_late_messages, _("Mails are overdue: does the worker run?")),
    (_uncounted, _("Attendance is closed but not counted.")),
    (_without_sign_up, _("Attendance without a sign-up.")),
    (_unpinned, _("Published courses have not pinned their edition or modules.")),
    (_stale_calendars, _("Calendar texts differ from their session: run renew_calendars.")),
    (_unfindable, _("People are not found under their name.")),
)
