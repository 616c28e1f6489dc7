"""The first screen of the admin: what waits for this person, and what comes next."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from cohorts.domain import asked, sections
from cohorts.domain import sign_up as door
from cohorts.models import Carrier, Cohort, Remark, Session, SignUp
from cohorts.models.session import SessionQuerySet
from curriculum.models import Edition
from home import open_decisions, open_findings, opening, own_reviews, own_work
from home.models import BarrierReport, User
from home.own_work import Row

SHOWN = 8
SOON = timedelta(hours=24)
State = SignUp.State


class Waiting(Component):
    """A heading, up to eight rows with a link each, and where to find the rest."""

    template_name = "home/admin/waiting.html"
    order = 50
    heading: Promise
    icon = "list-ul"
    more_url_name = ""
    more_query = ""

    def __init__(self, user: User, now: datetime) -> None:
        self.user = user
        self.now = now

    @abstractmethod
    def rows(self) -> list[Row]:
        """What waits, the most urgent first."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        rows = self.rows()
        return {
            "heading": self.heading,
            "icon": self.icon,
            "rows": rows[:SHOWN],
            "more_url": len(rows) > SHOWN and f"{reverse(self.more_url_name)}{self.more_query}",
        }

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        """Where nothing waits, nothing stands."""
        context = self.get_context_data(parent_context or {})
        if not context["rows"]:
            return ""
        return render_to_string(self.template_name, context)


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


class Reviews(Waiting):
    """Modules whose criterion has changed, those who wait longest first (see `own_reviews`)."""

    heading = _("Modules to review because a criterion changed")
    icon = "doc-full"
    order = 35
    more_url_name = "review_progress"
    more_query = "?stage=waiting"

    def rows(self) -> list[Row]:
        return own_reviews.rows(self.user, on=timezone.localdate(self.now))


class OpenRemarks(Waiting):
    """What was said about drafts in consultation; since when it waits stands beside it."""

    heading = _("Remarks without an answer")
    icon = "comment"
    order = 34
    more_url_name = "edition:index"

    def rows(self) -> list[Row]:
        waiting = Remark.objects.editable_by(self.user, timezone.localdate(self.now)).filter(
            state=Remark.State.OPEN, edition__state=Edition.State.CONSULTATION
        )
        return [
            Row(
                f"{reverse('edition_consultation', args=[remark.edition_id])}#remark-{remark.pk}",
                gettext("%(key)s in the draft %(edition)s")
                % {"key": remark.key, "edition": remark.edition},
                Truncator(remark.text).chars(80),
                at=remark.at,
            )
            for remark in waiting.select_related("edition").order_by("at", "pk")[: SHOWN + 1]
        ]

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The rest stands where the oldest one stands."""
        context = super().get_context_data(parent_context)
        if context["more_url"]:
            page = context["rows"][0].url.partition("#")[0]
            context["more_url"] = f"{page}?state=open#remarks"
        return context


class Drafts(Waiting):
    """For whoever is asked, not for the centre, which asks."""

    heading = _("Drafts you are asked about")
    icon = "comment"
    order = 12
    more_url_name = "cohorts:consultations"

    def rows(self) -> list[Row]:
        return [
            Row(
                reverse("cohorts:consultation", args=[one.edition.key]),
                gettext("Draft %(key)s of the standards") % {"key": one.edition.key},
                one.time_left,
                day=one.until,
            )
            for one in asked.waiting_for(self.user, timezone.localdate(self.now))
        ]


class ChangedOriginals(Waiting):
    """Local modules whose original was published anew, for those who write or approve there."""

    heading = _("Own modules whose original has changed")
    icon = "doc-full"
    order = 36
    more_url_name = "local_modules"

    def rows(self) -> list[Row]:
        carriers = Carrier.objects.served_by(self.user, timezone.localdate(self.now))
        modules = sections.local_to(carriers).changed_originals().select_related("based_on")
        return [
            Row(
                reverse("module_original", args=[module.pk]),
                module.get_admin_display_title(),
                gettext("based on “%(title)s”") % {"title": module.based_on.title},
            )
            for module in modules.order_by("number", "title")[: SHOWN + 1]
        ]


class Proposals(Waiting):
    """For the competence centre, which judges them; the one that waits longest stands first."""

    heading = _("Proposals to discuss")
    icon = "clipboard-list"
    order = 37
    more_url_name = "finding:index"
    more_query = "?kind=proposal&state=open"

    def rows(self) -> list[Row]:
        return open_findings.proposals(self.user, on=timezone.localdate(self.now))


class Agreements(Waiting):
    """For the organiser and the centre: agreements whose day is near, or past."""

    heading = _("Agreements that run out")
    icon = "time"
    order = 38
    more_url_name = "finding:index"
    more_query = "?kind=agreement"

    def rows(self) -> list[Row]:
        return open_findings.agreements(self.user, on=timezone.localdate(self.now))


class DecisionsToMake(Waiting):
    heading = _("Decisions about courses that wait")
    icon = "tasks"
    order = 32
    more_url_name = "edition:index"

    def rows(self) -> list[Row]:
        return open_decisions.to_decide(self.user, on=timezone.localdate(self.now))


class DecisionsMade(Waiting):
    heading = _("What the competence centre decided about your courses")
    icon = "tasks"
    order = 33
    more_url_name = "edition:index"

    def rows(self) -> list[Row]:
        return open_decisions.about_own_courses(self.user, on=timezone.localdate(self.now))


class Opening(Waiting):
    heading = _("Before you open")
    icon = "home"
    order = 5
    more_url_name = "wagtailadmin_home"

    def rows(self) -> list[Row]:
        return opening.missing(self.user)


class Barriers(Waiting):
    heading = _("Reported barriers")
    icon = "warning"
    order = 15
    more_url_name = "barrierreport:index"

    def rows(self) -> list[Row]:
        waiting = BarrierReport.objects.visible_to(self.user, timezone.localdate(self.now))
        return [
            Row(
                reverse("barrierreport:inspect", args=[report.pk]),
                report.screen_title,
                report.page,
                at=report.reported_at,
            )
            for report in waiting.waiting().order_by("reported_at")[: SHOWN + 1]
        ]


class OpenInvitations(Waiting):
    heading = _("Open invitations")
    icon = "mail"
    order = 45
    more_url_name = "invitation:index"
    more_query = "?state=open"

    def rows(self) -> list[Row]:
        return own_work.open_invitations(self.user, now=self.now)


class EndingSoon(Waiting):
    heading = _("Their work ends soon")
    icon = "time"
    order = 50
    more_url_name = "membership:index"

    def rows(self) -> list[Row]:
        return own_work.ending(self.user, on=timezone.localdate(self.now))


class Positions(Waiting):
    """Who I am where. Also for those who only stand in for a few days."""

    heading = _("You work here")
    icon = "key"
    order = 70
    more_url_name = "cohorts:me"

    def rows(self) -> list[Row]:
        return own_work.positions(self.user, on=timezone.localdate(self.now))


class Learning(Waiting):
    heading = _("You take part yourself")
    icon = "user"
    order = 80
    more_url_name = "cohorts:me"

    def rows(self) -> list[Row]:
        return own_work.courses(self.user)


PANELS: tuple[type[Waiting], ...] = (
    Opening,
    Requests,
    Drafts,
    Barriers,
    Offers,
    Lines,
    OpenRemarks,
    DecisionsToMake,
    DecisionsMade,
    Reviews,
    ChangedOriginals,
    Proposals,
    Agreements,
    OpenLists,
    OpenInvitations,
    EndingSoon,
    Teaching,
    NextSessions,
    Positions,
    Learning,
)


def panels(request: HttpRequest) -> list[Component]:
    user, now = cast("User", request.user), timezone.now()  # the admin's door has seen to it
    return [panel(user, now) for panel in PANELS]
