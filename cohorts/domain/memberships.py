"""Who works for a carrier: being appointed and ending, under the lock of the carrier's row."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cohorts.domain import log, messages
from cohorts.models import Carrier, Invitation, Membership
from cohorts.models.carrier import MembershipQuerySet

if TYPE_CHECKING:
    from home.models import User

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is asked to be: a role, from a day until another, on one's own or for one."""

    role: str
    since: date
    until: date | None = None
    deputy_for: Membership | None = None


def lock(carrier: Carrier) -> Carrier:
    """Everything that changes a carrier's staff takes this lock first, so it happens in a row."""
    return Carrier.objects.select_for_update(of=("self",)).get(pk=carrier.pk)


def may_appoint(user: "User", carrier: Carrier, *, on: date) -> bool:
    """Coordinators of the carrier, deputies on their days, and the competence centre for all."""
    keepers = Carrier.objects.coordinated_by(user, on)
    return keepers.filter(Q(pk=carrier.pk) | Q(is_centre=True)).exists()


def refuse_unless_may_appoint(by: "User | None", carrier: Carrier, *, now: datetime) -> None:
    """`by=None` is whoever runs the machine."""
    if by is not None and not may_appoint(by, carrier, on=timezone.localdate(now)):
        raise PermissionDenied


def post_of(user: "User", carrier: Carrier, post: Post) -> Membership | None:
    """The membership by which the user is all that already, on every day that was asked for."""
    held = Membership.objects.filter(user=user, carrier=carrier, role=post.role)
    if post.until is None:
        return held.filter(until=None).first()
    whole = Q(until=None) | Q(until__gte=post.until)
    return held.filter(whole, since__lte=post.since).first()


def refuse_post(post: Post, carrier: Carrier, *, today: date) -> None:
    """Standing in is for the days of a coordinator of the same carrier, and is not passed on."""
    if post.until is not None and post.until < max(post.since, today):
        raise ValidationError({"until": _("The last day must not lie before the first or today.")})
    stands_in_for = post.deputy_for
    if stands_in_for is None:
        return
    if post.until is None:
        raise ValidationError({"until": _("Standing in needs a last day.")})
    if stands_in_for.carrier_id != carrier.pk or stands_in_for.role != Role.COORDINATOR:
        raise ValidationError(_("Only coordinators have somebody stand in."), code="no_coordinator")
    if stands_in_for.deputy_for_id is not None:
        raise ValidationError(
            _("Somebody who stands in cannot pass that on. Please ask a coordinator."),
            code="passed_on",
        )
    if stands_in_for.until is not None and stands_in_for.until < post.until:
        raise ValidationError(
            {
                "until": _("This coordinator's own last day is %(day)s.")
                % {"day": date_format(stands_in_for.until)}
            }
        )


def enter(user: "User", carrier: Carrier, post: Post) -> Membership:
    """The row, checked; the caller holds the lock and writes the log."""
    membership = Membership(
        user=user,
        carrier=carrier,
        role=post.role,
        since=post.since,
        until=post.until,
        deputy_for=post.deputy_for,
    )
    membership.full_clean()
    membership.save()
    return membership


def tell_appointed(membership: Membership, *, now: datetime) -> None:
    messages.queue(
        kind="appointed",
        occasion=f"appointed:{membership.pk}",
        user=membership.user,
        membership=membership,
        now=now,
    )


@atomic
def appoint(
    *,
    user: "User",
    carrier: Carrier,
    role: str,
    since: date,
    until: date | None = None,
    deputy_for: Membership | None = None,
    by: "User | None",
    now: datetime,
) -> Membership:
    """Somebody works for the carrier from that day, and is told. Who is that already stays it.

    Only people who said yes to this carrier before are appointed without an invitation.
    """
    refuse_unless_may_appoint(by, carrier, now=now)
    carrier = lock(carrier)
    post = Post(role, since, until, deputy_for)
    refuse_post(post, carrier, today=timezone.localdate(now))
    if existing := post_of(user, carrier, post):
        return existing
    refuse_stranger(user, carrier, on=timezone.localdate(now))
    membership = enter(user, carrier, post)
    tell_appointed(membership, now=now)
    log.record(
        membership,
        "cohorts.appoint",
        by=by,
        carrier=carrier,
        data={"user": user.pk, "role": role}
        | ({"deputy_for": deputy_for.pk} if deputy_for else {}),
    )
    return membership


def refuse_stranger(user: "User", carrier: Carrier, *, on: date) -> None:
    if not user.is_active or not colleagues(carrier, on=on).filter(user=user).exists():
        raise ValidationError(
            _("This person does not work for the carrier yet. Please send an invitation first."),
            code="stranger",
        )


def colleagues(carrier: Carrier, *, on: date) -> MembershipQuerySet:
    """Who works for the carrier on that day, whatever the role."""
    return Membership.objects.current(on).filter(carrier=carrier, user__is_active=True)


def stay(membership: Membership, *, after: date) -> MembershipQuerySet:
    """The other coordinators of the carrier who hold on the day after, without an end in sight."""
    return Membership.objects.filter(
        carrier=membership.carrier_id,
        role=Role.COORDINATOR,
        until=None,
        since__lte=after + timedelta(days=1),
        user__is_active=True,
    ).exclude(pk=membership.pk)


def needs_successor(membership: Membership, *, on: date) -> bool:
    """Whether the carrier would be without a coordinator after that day.

    Deputies and whoever has a last day already do not count: a carrier is never left to itself.
    """
    if membership.role != Role.COORDINATOR or membership.deputy_for_id is not None:
        return False
    return not stay(membership, after=on).exists()


@atomic
def end(
    *,
    membership: Membership,
    on: date,
    successor: "User | None" = None,
    by: "User | None",
    now: datetime,
    reason: str = "",
) -> Membership:
    """That day is the last one; whoever stood in for the coordinator stops with it.

    The last coordinator of a carrier needs a successor who works for the carrier already and takes
    over on the day after. Ending what ends on that day changes nothing.
    """
    carrier = lock(membership.carrier)
    refuse_unless_may_appoint(by, carrier, now=now)
    membership = Membership.objects.select_related("user", "carrier").get(pk=membership.pk)
    if membership.until == on:
        return membership
    _refuse_day(membership, on, today=timezone.localdate(now))
    followed_by = None
    if needs_successor(membership, on=on):
        if successor is None or successor.pk == membership.user_id:
            raise ValidationError(
                {
                    "successor": ValidationError(
                        _(
                            "This is the last coordinator of %(carrier)s. Please name a successor, "
                            "or invite another coordinator first."
                        )
                        % {"carrier": carrier},
                        code="last_coordinator",
                    )
                }
            )
        refuse_stranger(successor, carrier, on=timezone.localdate(now))
        _refuse_gap(successor, carrier)
        followed_by = enter(successor, carrier, Post(Role.COORDINATOR, on + timedelta(days=1)))
        tell_appointed(followed_by, now=now)
    membership.until = on
    membership.save(update_fields=["until"])
    deputies = _end_deputies(membership, on, now=now)
    if by is None or by.pk != membership.user_id:
        _tell_ended(membership, now=now)
    data = {"successor": followed_by.pk} if followed_by else {}
    log.record(
        membership,
        "cohorts.end_membership",
        by=by,
        carrier=carrier,
        reason=reason,
        data=data | ({"deputies": deputies} if deputies else {}),
    )
    return membership


def _refuse_day(membership: Membership, on: date, *, today: date) -> None:
    if on < today:
        raise ValidationError({"on": _("The last day can be today or later.")})
    if on < membership.since:
        raise ValidationError(
            {
                "on": _("The membership begins on %(day)s. It cannot end before that.")
                % {"day": date_format(membership.since)}
            }
        )
    if membership.until is not None and membership.until < on:
        raise ValidationError(
            {
                "on": _("The last day is %(day)s already. To go on, send an invitation.")
                % {"day": date_format(membership.until)}
            }
        )


def _refuse_gap(successor: "User", carrier: Carrier) -> None:
    """Whoever becomes coordinator later cannot do so twice; the day has to fit."""
    later = post_of(successor, carrier, Post(Role.COORDINATOR, date.max))
    if later is not None:
        raise ValidationError(
            {
                "on": _("%(name)s becomes coordinator on %(day)s. Until then somebody has to stay.")
                % {"name": successor, "day": date_format(later.since)}
            }
        )


def _end_deputies(membership: Membership, on: date, *, now: datetime) -> list[int]:
    """Nobody stands in for somebody who is gone. What was only planned or offered is taken back."""
    Invitation.objects.open().filter(deputy_for=membership, until__gt=on).update(
        state=Invitation.State.WITHDRAWN, answered_at=now
    )
    ended = []
    for deputy in membership.deputies.filter(until__gt=on).select_related("user", "carrier"):
        ended.append(deputy.pk)
        if deputy.since > on:
            deputy.delete()
            continue
        deputy.until = on
        deputy.save(update_fields=["until"])
        _tell_ended(deputy, now=now)
    return ended


def _tell_ended(membership: Membership, *, now: datetime) -> None:
    messages.queue(
        kind="membership_ends",
        occasion=f"membership_ends:{membership.pk}:{membership.until}",
        user=membership.user,
        membership=membership,
        now=now,
    )
