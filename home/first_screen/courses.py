"""What waits in the courses: sign-ups, offers, lists, and what comes next."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.domain import sign_up as door
from cohorts.models import Cohort, Session, SignUp
from cohorts.models.session import SessionQuerySet
from home.first_screen.row import Row
from home.first_screen.waiting import SHOWN, Waiting

SOON = timedelta(hours=24)
State = SignUp.State


class Requests(Waiting):
    heading = _("Sign-ups that wait for your approval")
    icon = "form"
    order = 10
    more_url_name = "signup:index"
    more_query = "?state=requested"

    def rows(self) -> list[Row]:
        rows = (
            SignUp.objects.editable_by(self.user)
            .filter(state=State.REQUESTED)
            .select_related("participant", "cohort", "session")
        )
        return [sign_up_row(row, row.queued_at) for row in rows[: SHOWN + 1]]


class Offers(Waiting):
    heading = _("Offers that run out within a day")
    icon = "time"
    order = 20
    more_url_name = "signup:index"
    more_query = "?state=offered"

    def rows(self) -> list[Row]:
        rows = (
            SignUp.objects.editable_by(self.user)
            .filter(state=State.OFFERED, offered_until__lte=self.now + SOON)
            .select_related("participant", "cohort", "session")
            .order_by("offered_until")
        )
        return [sign_up_row(row, row.offered_until) for row in rows[: SHOWN + 1]]


class Lines(Waiting):
    """Somebody waits although seats are free: an offer is due, or staff has to look."""

    heading = _("People wait although seats are free")
    icon = "group"
    order = 30
    more_url_name = "cohort:index"

    def rows(self) -> list[Row]:
        waiting = SignUp.objects.waiting().filter(cohort=OuterRef("pk"), session=None)
        cohorts = list(
            Cohort.objects.editable_by(self.user)
            .filter(Exists(waiting), state=Cohort.State.PUBLISHED)
            .order_by("title")
        )
        seats = door.seats_of_cohorts(cohorts)
        return [
            Row(
                f"{reverse('signup:index')}?cohort={cohort.pk}&state=waiting",
                cohort.title,
                gettext("%(waiting)d wait, %(free)d seats are free")
                % {"waiting": seats[cohort.pk].waiting, "free": seats[cohort.pk].unheld},
            )
            for cohort in cohorts
            if seats[cohort.pk].unheld
        ]


class OpenLists(Waiting):
    heading = _("Lists of past sessions that are not closed")
    icon = "tasks"
    order = 40
    more_url_name = "session:index"
    more_query = "?when=open"

    def rows(self) -> list[Row]:
        sessions = (
            Session.objects.listed_by(self.user)
            .filter(ends_at__lte=self.now, closed_at=None)
            .not_cancelled()
            .select_related("cohort", "place")
            .order_by("starts_at")
        )
        return [session_row(session, marking=True) for session in sessions[: SHOWN + 1]]


class Teaching(Waiting):
    heading = _("You teach next")
    icon = "date"
    order = 55
    more_url_name = "cohorts:my_sessions"

    def rows(self) -> list[Row]:
        return upcoming_rows(Session.objects.taught_by(self.user), self.now)


class NextSessions(Waiting):
    """What the own carriers organise; what the user teaches stands above."""

    heading = _("Next sessions")
    icon = "date"
    order = 60
    more_url_name = "session:index"
    more_query = "?when=ahead"

    def rows(self) -> list[Row]:
        own = Session.objects.editable_by(self.user)
        taught = Session.objects.taught_by(self.user).values("pk")
        return upcoming_rows(own.exclude(pk__in=taught), self.now)


def upcoming_rows(sessions: SessionQuerySet, now: datetime) -> list[Row]:
    coming = sessions.not_cancelled().upcoming(now).select_related("cohort", "place")
    return [session_row(session) for session in coming.order_by("starts_at")[: SHOWN + 1]]


def sign_up_row(sign_up: SignUp, at: datetime | None) -> Row:
    return Row(
        reverse("signup:inspect", args=[sign_up.pk]),
        sign_up.participant.full_name,
        str(sign_up.session or sign_up.cohort),
        at,
    )


def session_row(session: Session, *, marking: bool = False) -> Row:
    """A past session leads to its list, a coming one to its record."""
    return Row(
        reverse("cohorts:attendance", args=[session.uuid])
        if marking
        else reverse("session:inspect", args=[session.pk]),
        session.title,
        f"{session.cohort}, {session.place}" if session.place else str(session.cohort),
        session.starts_at,
    )
