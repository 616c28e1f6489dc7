"""The first screen of the admin: what waits for this person, and what comes next."""

from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from home.first_screen import courses, house, standards
from home.first_screen.waiting import Waiting
from home.models import User

PANELS: tuple[type[Waiting], ...] = (
    house.Opening,
    courses.Requests,
    standards.Drafts,
    house.Barriers,
    courses.Offers,
    courses.Lines,
    standards.OpenRemarks,
    standards.DecisionsToMake,
    standards.DecisionsMade,
    standards.Reviews,
    standards.ChangedOriginals,
    standards.Proposals,
    standards.Agreements,
    courses.OpenLists,
    house.OpenInvitations,
    house.EndingSoon,
    courses.Teaching,
    courses.NextSessions,
    house.Positions,
    house.Learning,
)


def panels_of(request: HttpRequest) -> list[Component]:
    user, now = cast("User", request.user), timezone.now()  # the admin's door has seen to it
    return [panel(user, now) for panel in PANELS]
