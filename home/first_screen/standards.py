"""What waits because of the standards: reviews, drafts, remarks, proposals, decisions."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.domain import consulted, sections
from cohorts.models import Carrier, Remark
from curriculum.models import Edition
from home.first_screen import open_decisions, open_findings, own_reviews
from home.first_screen.row import Row
from home.first_screen.waiting import SHOWN, Waiting


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
            for one in consulted.waiting_for(self.user, timezone.localdate(self.now))
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
