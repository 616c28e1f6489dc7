"""What the start page shows: the route from the network meeting to the certificate, in figures."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Cohort, Session
from cohorts.views import rows
from curriculum.models import Edition, ModulePage

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Station:
    """A stop on the route: its drawing, what it is called, one figure about it, where it leads."""

    icon: str
    title: str
    figure: str
    path: str


def stations(*, on: date, now: datetime) -> list[Station]:
    """The six stations in their order, with what is true on that day (one query each)."""
    return [
        Station("people", _("Network meetings"), *_meeting(now)),
        Station("lighthouse", _("Standards"), _edition(on), "/standards/"),
        Station("buoy", _("Modules"), _modules(), "/module/"),
        Station("compass", _("Courses"), _cohorts(now), "/termine/"),
        Station("clock", _("Dates"), _next_session(now), "/termine/"),
        Station("anchor", _("Certificate"), _("What you need for it"), "/programme/"),
    ]


def next_sessions(*, now: datetime) -> tuple[tuple[rows.Row, ...], int]:
    """The next four public sessions as rows of a timetable, and how many there are in all."""
    upcoming = Session.objects.publicly_listed().upcoming(now)
    shown = list(rows.with_parts(upcoming).order_by("starts_at", "pk")[:SHOWN])
    return rows.rows(shown, with_seats=True), upcoming.count()


def _meeting(now: datetime) -> tuple[str, str]:
    last = (
        Cohort.objects.publicly_listed()
        .filter(kind=Cohort.Kind.EVENT, sessions__ends_at__lt=now)
        .order_by("-sessions__ends_at")
        .first()
    )
    figure = _("What helps in practice becomes a proposal")
    return figure, f"/kurse/{last.slug}/" if last else "/termine/"


def _edition(on: date) -> str:
    edition = Edition.objects.in_force(on)
    if edition is None:
        return _("No edition yet")
    return _("Edition %(edition)s is in force") % {"edition": edition.key}


def _modules() -> str:
    count = ModulePage.objects.live().shared().filter(locale__language_code="de").count()
    return ngettext("%(count)s module", "%(count)s modules", count) % {"count": count}


def _cohorts(now: datetime) -> str:
    count = (
        Cohort.objects.publicly_listed()
        .filter(kind=Cohort.Kind.COURSE, state=Cohort.State.PUBLISHED, sessions__ends_at__gt=now)
        .distinct()
        .count()
    )
    return ngettext("%(count)s course", "%(count)s courses", count) % {"count": count}


def _next_session(now: datetime) -> str:
    session = (
        Session.objects.publicly_listed()
        .filter(starts_at__gt=now)
        .not_cancelled()
        .order_by("starts_at")
        .first()
    )
    if session is None:
        return _("No date at the moment")
    day = date_format(timezone.localtime(session.starts_at), "l")
    return _("The next one: %(day)s") % {"day": day}
