"""What the start page shows: the route from the network meeting to the certificate, in figures."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Cohort, MeetingIndexPage, Session
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


@dataclass(frozen=True, slots=True)
class Ahead:
    """What the public may know of the time to come, counted at once."""

    sessions: int
    courses: int
    next_start: datetime | None


def ahead(*, now: datetime) -> Ahead:
    """Public sessions that are not over, the open courses they belong to, the next beginning."""
    return Ahead(
        **Session.objects.publicly_listed()
        .upcoming(now)
        .aggregate(
            sessions=Count("pk"),
            courses=Count(
                "cohort",
                filter=Q(cohort__kind=Cohort.Kind.COURSE, cohort__state=Cohort.State.PUBLISHED),
                distinct=True,
            ),
            next_start=Min(
                "starts_at",
                filter=Q(starts_at__gt=now) & ~Q(status=Session.Status.CANCELLED),
            ),
        )
    )


def stations(to_come: Ahead, *, on: date) -> list[Station]:
    """The six stations in their order, with what is true on that day (one query each at most)."""
    return [
        Station("people", _("Network meetings"), *_meeting()),
        Station("lighthouse", _("Standards"), _edition(on), "/standards/"),
        Station("buoy", _("Modules"), _modules(), "/module/"),
        Station("compass", _("Courses"), _courses(to_come.courses), "/termine/"),
        Station("clock", _("Dates"), _next_session(to_come.next_start), "/termine/"),
        Station("anchor", _("Certificate"), _("What you need for it"), "/programme/"),
    ]


def next_sessions(*, now: datetime) -> tuple[rows.Row, ...]:
    """The next four public sessions as rows of a timetable."""
    upcoming = Session.objects.publicly_listed().upcoming(now)
    shown = list(rows.with_course(upcoming).order_by("starts_at", "pk")[:SHOWN])
    return rows.rows(shown, with_seats=True)


def _meeting() -> tuple[str, str]:
    """The list of meetings, where the house has one."""
    is_there = MeetingIndexPage.objects.live().exists()
    figure = _("What helps in practice becomes a proposal")
    return figure, "/vernetzungstreffen/" if is_there else "/termine/"


def _edition(on: date) -> str:
    edition = Edition.objects.in_force(on)
    if edition is None:
        return _("No edition yet")
    return _("Edition %(edition)s is in force") % {"edition": edition.key}


def _modules() -> str:
    count = ModulePage.objects.live().shared().filter(locale__language_code="de").count()
    return ngettext("%(count)s module", "%(count)s modules", count) % {"count": count}


def _courses(count: int) -> str:
    return ngettext("%(count)s course", "%(count)s courses", count) % {"count": count}


def _next_session(starts_at: datetime | None) -> str:
    if starts_at is None:
        return _("No date at the moment")
    return _("The next one: %(day)s") % {"day": date_format(timezone.localtime(starts_at), "l")}
