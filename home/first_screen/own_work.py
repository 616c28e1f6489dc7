"""What the first screen says about somebody's own work: where, as what, until when.

One person may be coordinator here, trainer there and trainee elsewhere; all of it stands together.
"""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cohorts.domain import staff
from cohorts.models import Invitation, Membership, SignUp
from home.first_screen.row import Row
from home.models import User

ENDS_SOON = timedelta(days=30)


def positions(user: User, *, on: date) -> list[Row]:
    """Where the user works today or will, for how long, and for whom."""
    held = (
        Membership.objects.filter(Q(until=None) | Q(until__gte=on), user=user)
        .select_related("carrier", "deputy_for__user")
        .order_by("carrier__name", "since")
    )
    return [Row(_place(one), one.carrier.name, office(one, on=on)) for one in held]


def _place(membership: Membership) -> str:
    if membership.role == Membership.Role.COORDINATOR:
        return reverse("carrier:inspect", args=[membership.carrier_id])
    return reverse("cohorts:my_sessions")


def office(membership: Membership, *, on: date) -> str:
    """The role with what limits it: "Koordination, vertritt Jonas Kern, bis 15. März 2026"."""
    parts = [membership.get_role_display()]
    if membership.deputy_for is not None:
        parts.append(_("stands in for %(name)s") % {"name": membership.deputy_for.user})
    if membership.since > on:
        parts.append(_("from %(day)s") % {"day": date_format(membership.since)})
    if membership.until is not None:
        parts.append(_("until %(day)s") % {"day": date_format(membership.until)})
    return ", ".join(parts)


def courses(user: User) -> list[Row]:
    """What the user takes part in as a learner."""
    own = (
        SignUp.objects.active()
        .filter(participant__user=user)
        .select_related("cohort", "session")
        .order_by("queued_at", "pk")
    )
    return [
        Row(reverse("cohorts:me"), str(one.session or one.cohort), one.get_state_display())
        for one in own
    ]


def open_invitations(user: User, *, now: datetime) -> list[Row]:
    """Who was invited to the user's carriers and has not answered; what is too old says so."""
    asked = Invitation.objects.visible_to(user).open().select_related("carrier")
    rows = []
    for one in asked:
        standing = staff.standing(one, now=now)
        rows.append(
            Row(
                reverse("invitation:inspect", args=[one.pk]),
                one.screen_title,
                f"{one.get_role_display()}, {one.carrier}",
                day=timezone.localdate(one.invited_at),
                tag="" if standing == staff.Standing.OPEN else standing.label,
            )
        )
    return rows


def ending(user: User, *, on: date) -> list[Row]:
    """Whose work for the user's carriers ends within 30 days; the own is among the positions."""
    soon = (
        Membership.objects.visible_to(user)
        .filter(until__gte=on, until__lte=on + ENDS_SOON)
        .exclude(user=user)
        .select_related("user", "carrier", "deputy_for__user")
        .order_by("until", "pk")
    )
    return [
        Row(
            reverse("membership:inspect", args=[one.pk]),
            str(one.user),
            f"{one.carrier}: {office(one, on=on)}",
            day=one.until,
        )
        for one in soon
    ]
