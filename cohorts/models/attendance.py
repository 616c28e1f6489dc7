"""Attendance: one row per session and participant; unmarked people have no row."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.participant import OF_WITHHELD, Participant
from cohorts.models.rights import Relation
from cohorts.models.scoped import ScopedQuerySet
from cohorts.models.session import Session
from cohorts.models.substitution import Substitution

if TYPE_CHECKING:
    from home.models import User


class AttendanceQuerySet(ScopedQuerySet["Attendance"]):
    withheld = OF_WITHHELD

    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """Who organises or teaches the session, and who is responsible for the person."""
        sessions = Session.objects.all().held(user, on)
        people = Participant.objects.all().held(user, on)
        own = Participant.objects.filter(people[Relation.CARRIER])
        return {
            relation: Q(session__in=Session.objects.filter(sessions[relation]))
            for relation in (Relation.ORGANISER, Relation.TRAINER)
        } | {Relation.CARRIER: Q(participant__in=own)}


class Attendance(models.Model):
    """Whether somebody was there, and for which minutes of the session."""

    class State(models.TextChoices):
        PRESENT = "present", _("there")
        PARTLY = "partly", _("partly")
        ABSENT = "absent", _("missing")
        EXCUSED = "excused", _("excused")

    class Source(models.TextChoices):
        TRAINER = "trainer", _("trainer")
        SHEET = "sheet", _("signed sheet")
        SELF = "self", _("own confirmation")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="attendances"
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    late_minutes = models.PositiveIntegerField(_("minutes late"), default=0)
    early_minutes = models.PositiveIntegerField(_("minutes left early"), default=0)
    source = models.CharField(
        _("source"), max_length=10, choices=Source.choices, default=Source.TRAINER
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    substitution = models.ForeignKey(
        Substitution,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by the substitute"),
    )
    at = models.DateTimeField(_("entered at"))
    counted_minutes = models.PositiveIntegerField(
        _("counted minutes"), null=True, help_text=_("Fixed when attendance is closed.")
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["session", "participant"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant"], name="cohorts_attendance_one_row"
            ),
            models.CheckConstraint(
                condition=Q(state="partly") & (Q(late_minutes__gt=0) | Q(early_minutes__gt=0))
                | Q(state__in=["present", "absent", "excused"], late_minutes=0, early_minutes=0),
                name="cohorts_attendance_minutes_fit_state",
                violation_error_message=_("Minutes belong to “partly” only."),
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.session_id}, P-{self.participant_id}: {self.state}"
