"""What waits in the house: opening, barriers, invitations; and who I am here."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.first_screen import opening, own_work
from home.first_screen.row import Row
from home.first_screen.waiting import SHOWN, Waiting
from home.models import BarrierReport


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
