"""What mails to staff say: invited, appointed, ended, asked to look. Made when they are sent."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from cohorts.domain import invitation_links, writing
from cohorts.domain.writing import Letter
from cohorts.models import Invitation, Membership, Message

KINDS = ("invitation", "appointed", "membership_ends", "barrier_reported")


def is_pointless(message: Message, *, now: datetime) -> bool:
    """Invitations that were answered or taken back; offices that ended before we could say so."""
    if message.kind == "invitation":
        invitation = message.invitation
        return (
            invitation is None or invitation.state != Invitation.State.OPEN or _has_later(message)
        )
    membership = message.membership
    if membership is None:
        return True
    today = timezone.localdate(now)
    if message.kind in ("appointed", "barrier_reported"):
        return membership.until is not None and membership.until < today
    return membership.until is None or _has_later(message)


def _has_later(message: Message) -> bool:
    """The later one tells how things stand now."""
    later = Message.objects.filter(kind=message.kind, pk__gt=message.pk)
    if message.invitation_id is not None:
        return later.filter(invitation=message.invitation_id).exists()
    return later.filter(membership=message.membership_id).exists()


def compose(message: Message) -> Letter:
    """The letter. Raises LookupError for what `is_pointless` would hold back."""
    about: Invitation | Membership | None = message.invitation or message.membership
    if about is None:
        raise LookupError(f"Message {message.uuid} is about nobody's work.")
    with writing.for_reader(message.reader_language) as language:
        context = {
            "name": message.reader_name,
            "carrier": about.carrier,
            "organiser": about.carrier,
            "appointments": (),
            "role": about.get_role_display(),
            "since": _day(about.since),
            "until": _day(about.until),
            "stands_in_for": str(about.deputy_for.user) if about.deputy_for else "",
            "invited_by": _inviter(about),
            "link": _link(about, message.kind),
        }
        return Letter(
            subject=writing.subject(message.kind, context),
            body=writing.body(message.kind, context),
            language=language,
            reply_to=about.carrier.contact,
        )


def _inviter(about: Invitation | Membership) -> str:
    if isinstance(about, Invitation) and about.invited_by is not None:
        return str(about.invited_by)
    return ""


def _link(about: Invitation | Membership, kind: str) -> str:
    if isinstance(about, Invitation):
        return invitation_links.address(about)
    return "" if kind == "membership_ends" else writing.address(reverse("wagtailadmin_home"))


def _day(day: date | None) -> str:
    return writing.day(day) if day else ""
