"""Sessions (German: Termine), who teaches them, and what they consist of."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.carrier import Place
from cohorts.models.cohort import Cohort
from cohorts.models.rights import Action, Relation
from cohorts.models.scoped import FollowsQuerySet, ScopedQuerySet
from curriculum.models import ModulePage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User


class SessionQuerySet(ScopedQuerySet["Session"]):
    def publicly_listed(self) -> "SessionQuerySet":
        return self.filter(cohort__in=Cohort.objects.publicly_listed())

    def reachable(self) -> "SessionQuerySet":
        return self.filter(cohort__in=Cohort.objects.reachable())

    def upcoming(self, now: datetime) -> "SessionQuerySet":
        return self.filter(ends_at__gt=now)

    def not_cancelled(self) -> "SessionQuerySet":
        return self.exclude(status=Session.Status.CANCELLED)

    def with_free_seats(self) -> "SessionQuerySet":
        """Where somebody who comes now gets a seat: as a guest, else in the whole course.

        Nobody overtakes: where one waits in the same pool, no seat is free.
        """
        holding, waiting = ["offered", "confirmed"], ["waiting"]
        guests = Q(guest_sign_ups__state__in=holding), Q(guest_sign_ups__state__in=waiting)
        whole = Q(cohort__sign_ups__session=None)
        members = (
            whole & Q(cohort__sign_ups__state__in=holding),
            whole & Q(cohort__sign_ups__state__in=waiting),
        )
        as_guest = (
            Session.objects.filter(guest_capacity__gt=0)
            .annotate(
                held=Count("guest_sign_ups", filter=guests[0], distinct=True),
                queued=Count("guest_sign_ups", filter=guests[1], distinct=True),
            )
            .filter(held__lt=F("guest_capacity"), queued=0)
        )
        in_course = (
            Session.objects.filter(guest_capacity=0)
            .annotate(
                held=Count("cohort__sign_ups", filter=members[0], distinct=True),
                queued=Count("cohort__sign_ups", filter=members[1], distinct=True),
            )
            .filter(held__lt=F("cohort__capacity"), queued=0)
        )
        return self.not_cancelled().filter(
            Q(pk__in=as_guest.values("pk")) | Q(pk__in=in_course.values("pk")),
            cohort__state=Cohort.State.PUBLISHED,
        )

    def taught_by(self, user: "User | AnonymousUser") -> "SessionQuerySet":
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=SessionTrainer.objects.filter(user=user).values("session"))

    def listed_by(self, user: "User | AnonymousUser", on: date | None = None) -> "SessionQuerySet":
        """Whose attendance list the user keeps."""
        kept = self.exclude(cohort__state=Cohort.State.DRAFT)
        return kept.permitted(Action.MARK, user, on, to="Attendance")

    def correctable_by(
        self, user: "User | AnonymousUser", on: date | None = None
    ) -> "SessionQuerySet":
        """Whose closed attendance list the user may correct."""
        kept = self.exclude(cohort__state=Cohort.State.DRAFT)
        return kept.permitted(Action.CORRECT, user, on, to="Attendance")

    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """What holds for the cohort holds for its sessions, but a trainer has the own ones only."""
        return {
            relation: Q(cohort__in=Cohort.objects.filter(cohorts))
            for relation, cohorts in Cohort.objects.all().held(user, on).items()
        } | {Relation.TRAINER: Q(pk__in=SessionTrainer.objects.filter(user=user).values("session"))}


class Session(models.Model):
    """A dated meeting of a cohort. Stored in UTC, planned and shown in Berlin wall time."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("takes place")
        TENTATIVE = "tentative", _("not yet certain")
        CANCELLED = "cancelled", _("cancelled")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("cohort")
    )
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("end"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.CONFIRMED
    )
    status_note = models.CharField(
        _("note on the change"),
        max_length=200,
        blank=True,
        help_text=_("Shown beside the session: new room, new date, why it is cancelled."),
    )
    guest_capacity = models.PositiveIntegerField(
        _("guest seats"),
        default=0,
        help_text=_("For people who come to this session only. 0: none."),
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("place"),
    )
    online_address = models.URLField(
        _("online address"),
        blank=True,
        help_text=_("Shown to confirmed people and trainers only."),
    )
    is_online = models.BooleanField(_("online"), default=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    modified_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("attendance closed"), null=True, editable=False)
    # The VEVENT of the public feeds, made once by the deeds that change the session.
    vevent = models.TextField(blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["starts_at"], name="cohorts_session_starts_at"),
            # Each calendar that is asked for again asks for the last change.
            models.Index(fields=["modified_at"], name="cohorts_session_modified_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="cohorts_session_ends_after_start",
                violation_error_message=_("The end must lie after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["confirmed", "tentative", "cancelled"]),
                name="cohorts_session_status_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cohorts:session", args=[self.uuid])

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def length(self) -> int:
        """Elapsed minutes from beginning to end."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class SessionTrainerQuerySet(FollowsQuerySet["SessionTrainer"]):
    follows = "session"


class SessionTrainer(models.Model):
    """Who teaches: a user, or a guest speaker by name only."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="trainers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="taught_sessions",
        verbose_name=_("trainer"),
    )
    name = models.CharField(_("guest speaker"), max_length=200, blank=True)

    objects = SessionTrainerQuerySet.as_manager()

    class Meta:
        verbose_name = _("trainer of the session")
        verbose_name_plural = _("trainers of the session")
        ordering = ["session", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, name="") | (Q(user__isnull=True) & ~Q(name="")),
                name="cohorts_sessiontrainer_user_or_name",
                violation_error_message=_("Choose a trainer or write a guest's name, not both."),
            ),
            models.UniqueConstraint(fields=["session", "user"], name="cohorts_sessiontrainer_once"),
        ]

    def __str__(self) -> str:
        return self.name or f"session {self.session_id}, user {self.user_id}"


class SegmentQuerySet(FollowsQuerySet["Segment"]):
    follows = "session"


class Segment(models.Model):
    """A part of a session, in minutes. Breaks do not count as teaching."""

    class Kind(models.TextChoices):
        TEACHING = "teaching", _("teaching")
        BREAK = "break", _("break")
        EXCURSION = "excursion", _("excursion")
        SELF_STUDY = "self_study", _("self-study")

    COUNTED = (Kind.TEACHING, Kind.EXCURSION, Kind.SELF_STUDY)

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="segments")
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.TEACHING)
    minutes = models.PositiveIntegerField(_("minutes"))
    module = models.ForeignKey(
        ModulePage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="segments",
        verbose_name=_("module"),
    )
    taught_revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    # Copied when attendance is closed: title, goals and criteria as they were taught.
    taught = models.JSONField(null=True, blank=True, editable=False)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ["session", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "position"], name="cohorts_segment_position_once"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=1440),
                name="cohorts_segment_minutes_positive",
                violation_error_message=_("A segment has at least one minute."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["teaching", "break", "excursion", "self_study"]),
                name="cohorts_segment_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="break") | Q(module__isnull=True),
                name="cohorts_segment_break_without_module",
                violation_error_message=_("A break has no module."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.minutes}"

    @property
    def counts(self) -> bool:
        return self.kind in self.COUNTED
