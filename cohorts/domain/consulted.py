"""Who reads a draft in consultation, and who may still say something about it."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max, Q

from cohorts.models import Consultation
from cohorts.models.carrier import works_for_centre
from cohorts.models.consultation import ConsultationQuerySet
from cohorts.models.rights import Action
from curriculum.models import Edition
from curriculum.models.edition import EditionQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User


def readable(user: "User | AnonymousUser", on: date) -> EditionQuerySet:
    """Editions about which the user was asked, in consultation or adopted since.

    The centre reads all of them. A draft that is not in consultation is nobody else's business.
    """
    if not user.is_authenticated:
        return Edition.objects.none()
    asked = Consultation.objects.visible_to(user, on)
    opened = Edition.objects.exclude(state=Edition.State.DRAFT)
    all_of_them = works_for_centre(user, on) & Q(state=Edition.State.CONSULTATION)
    return opened.filter(Q(pk__in=asked.values("edition")) | all_of_them)


def may_remark(edition: Edition, user: "User | AnonymousUser", on: date) -> bool:
    """Whether the user was asked and the last day is not over."""
    if edition.state != Edition.State.CONSULTATION:
        return False
    return asking(edition, user, on).filter(until__gte=on).exists()


def last_day(edition: Edition, user: "User | AnonymousUser", on: date) -> date | None:
    """Until when the user may leave remarks, or could; None for somebody who was not asked."""
    found: date | None = asking(edition, user, on).aggregate(last=Max("until"))["last"]
    return found


def asking(edition: Edition, user: "User | AnonymousUser", on: date) -> ConsultationQuerySet:
    """By which this person was asked; the table of rights says who leaves remarks."""
    return Consultation.objects.permitted(Action.ADD, user, on, to="Remark").filter(edition=edition)
