"""Feedback after a course: three questions, and answers that know nobody."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort
from cohorts.models.scoped import FollowsQuerySet


class FeedbackAnswerQuerySet(FollowsQuerySet["FeedbackAnswer"]):
    follows = "cohort"


class FeedbackAnswer(models.Model):
    """One answer to one question about one course: no person, no time, no order.

    Nothing ties the three answers of somebody together. Their keys are random, because numbers
    would tell in which order people answered.
    """

    class Question(models.TextChoices):
        USEFUL = "useful", _("Does the course help you when you accompany people?")
        UNDERSTOOD = "understood", _("Could you follow well?")
        NEXT_TIME = "next_time", _("What should be different next time?")

    class Value(models.IntegerChoices):
        YES = 4, _("yes")
        RATHER = 3, _("rather yes")
        HARDLY = 2, _("rather no")
        NO = 1, _("no")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="feedback")
    question = models.CharField(_("question"), max_length=12, choices=Question.choices)
    value = models.PositiveSmallIntegerField(_("answer"), choices=Value.choices, null=True)
    text = models.TextField(_("in words"), blank=True)

    objects = FeedbackAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer after a course")
        verbose_name_plural = _("answers after a course")
        ordering = ["cohort", "question", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__in=["useful", "understood"], value__in=[1, 2, 3, 4], text="")
                | Q(question="next_time", value__isnull=True) & ~Q(text=""),
                name="cohorts_feedbackanswer_fits_question",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id}: {self.question}"
