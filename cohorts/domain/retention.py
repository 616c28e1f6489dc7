"""What nobody needs any more goes by itself, on the days that the table of personal data names."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from cohorts.domain import privacy, traces
from cohorts.models import AbsenceNotice, Invitation, Message, Participant, Retention

MESSAGES_STAY = timedelta(days=90)
INVITATIONS_STAY = timedelta(days=90)
NOTICES_STAY = timedelta(days=30)
BARRIERS_STAY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Expired:
    """How many of each were due."""

    people: int  # restricted, and no date of retention runs any more
    messages: int  # sent, dropped or given up 90 days ago
    invitations: int  # answered or withdrawn 90 days ago
    absence_notices: int  # the session was 30 days ago
    barriers: int  # reported barriers, settled a year ago
    sign_ins: int  # ended, or not used for 60 days


def erase_expired(*, now: datetime, dry_run: bool = False) -> Expired:
    """Erase whatever is due. One transaction per person; what fails is tried again next time."""
    people = _people(now)
    rows = [_messages(now), _invitations(now), _notices(now), _barriers(now), _sign_ins(now)]
    due = Expired(people.count(), *(found.count() for found in rows))
    if dry_run:
        return due
    for person in people:
        privacy.erase(participant=person, by=None, now=now)
    for found in rows:
        found.delete()
    return due


def _people(now: datetime) -> "QuerySet[Participant]":
    running = Retention.objects.filter(
        participant=OuterRef("pk"), until__gte=timezone.localdate(now)
    )
    return Participant.objects.filter(
        ~Exists(running), restricted_since__isnull=False, erased_at=None
    ).order_by("pk")


def _messages(now: datetime) -> "QuerySet[Message]":
    done = [Message.State.SENT, Message.State.DROPPED, Message.State.FAILED]
    return Message.objects.annotate(at=Coalesce("sent_at", "not_before")).filter(
        state__in=done, at__lt=now - MESSAGES_STAY
    )


def _invitations(now: datetime) -> "QuerySet[Invitation]":
    return (
        Invitation.objects.exclude(state=Invitation.State.OPEN)
        .annotate(at=Coalesce("answered_at", "invited_at"))
        .filter(at__lt=now - INVITATIONS_STAY)
    )


def _notices(now: datetime) -> "QuerySet[AbsenceNotice]":
    return AbsenceNotice.objects.filter(session__ends_at__lt=now - NOTICES_STAY)


def _barriers(now: datetime) -> "QuerySet[Any]":
    """Kept by the house above, so named and not imported."""
    reports = apps.get_model("home.BarrierReport")._default_manager
    return reports.filter(settled_at__lt=now - BARRIERS_STAY)


def _sign_ins(now: datetime) -> "QuerySet[AbstractBaseSession]":
    return traces.sign_ins().filter(expire_date__lt=now)
