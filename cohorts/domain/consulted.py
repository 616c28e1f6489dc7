"""What those see who are asked about a draft: which drafts, how long yet, what was said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Consultation, Remark
from cohorts.models.carrier import works_for_centre
from cohorts.models.consultation import ConsultationQuerySet
from cohorts.models.rights import Action
from curriculum.models import Edition
from curriculum.models.edition import EditionQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User

SOON = 7  # days; from then on the time left is pointed out


@dataclass(frozen=True, slots=True)
class DraftToRead:
    """A draft, or what became of it, for somebody who may read it on a day.

    `until` is the last day for remarks, which ends at 24:00 Berlin time; None for the centre, which
    reads all and is not asked itself.
    """

    edition: Edition
    until: date | None
    on: date
    own: tuple[Remark, ...] = ()

    @property
    def may_remark(self) -> bool:
        return (
            self.edition.state == Edition.State.CONSULTATION
            and self.until is not None
            and self.until >= self.on
        )

    @property
    def days_left(self) -> int:
        """0 on the last day, and when it is over."""
        return (self.until - self.on).days if self.until and self.until > self.on else 0

    @property
    def is_soon(self) -> bool:
        return self.may_remark and self.days_left <= SOON

    @property
    def time_left(self) -> str:
        """In words; empty where nobody waits for this person."""
        if not self.may_remark:
            return ""
        if not self.days_left:
            return _("today is the last day")
        return ngettext("%(days)d day left", "%(days)d days left", self.days_left) % {
            "days": self.days_left
        }

    @property
    def answered(self) -> int:
        """How many of the own remarks are answered."""
        return sum(remark.state != Remark.State.OPEN for remark in self.own)


# --- Who reads, who remarks -----------------------------------------------------------------------


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


# --- What they see --------------------------------------------------------------------------------


def drafts(user: "User | AnonymousUser", on: date) -> list[DraftToRead]:
    """All that the user may read: what is still open first, by its last day. Three queries."""
    editions = list(readable(user, on).order_by("-key"))
    if not editions:
        return []
    asking = Consultation.objects.permitted(Action.ADD, user, on, to="Remark").order_by()
    last = dict(asking.values_list("edition").annotate(Max("until")))
    own: dict[int, list[Remark]] = defaultdict(list)
    written = Remark.objects.filter(author=user.pk, edition__in=editions)
    for remark in written.select_related("carrier").order_by("at", "pk"):
        own[remark.edition_id].append(remark)
    found = [DraftToRead(one, last.get(one.pk), on, tuple(own[one.pk])) for one in editions]
    return sorted(found, key=lambda one: (not one.may_remark, one.until or date.max))


def waiting_for(user: "User | AnonymousUser", on: date) -> list[DraftToRead]:
    """The drafts on which the user can still leave remarks today."""
    return [one for one in drafts(user, on) if one.may_remark]


@dataclass(frozen=True, slots=True)
class Remarks:
    """The remarks that somebody may read, by criterion; the rest is about what is gone by now."""

    of_criterion: dict[int, tuple[Remark, ...]]
    others: tuple[Remark, ...]

    def __len__(self) -> int:
        return sum(map(len, self.of_criterion.values())) + len(self.others)


def remarks(edition: Edition, user: "User", on: date, criteria: Iterable[int] = ()) -> Remarks:
    """The own remarks and those of the own carrier, the oldest first. One query."""
    there = set(criteria)
    rows = (
        Remark.objects.visible_to(user, on)
        .filter(edition=edition)
        .select_related("author", "carrier")
        .order_by("at", "pk")
    )
    found: dict[int, list[Remark]] = defaultdict(list)
    others = []
    for row in rows:
        if row.criterion_id is not None and row.criterion_id in there:
            found[row.criterion_id].append(row)
        else:
            others.append(row)
    return Remarks({pk: tuple(about) for pk, about in found.items()}, tuple(others))
