"""Feedback after a course: who is asked, the answers that know nobody, and what they come to.

Whoever has a confirmed seat in the whole course is asked from the end of its last session for eight
weeks, once. The sign-up remembers that somebody answered; the answers remember no person, no time
and no order. They are shown from five people's on, each question for itself: below that, not even
how many there are.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.domain import log, seats
from cohorts.models import Cohort, FeedbackAnswer, Participant, Session, SignUp
from cohorts.models.rights import Action
from cohorts.models.sign_up import SignUpQuerySet

if TYPE_CHECKING:
    from cohorts.models.cohort import CohortQuerySet
    from home.models import User

ASKED_FOR = timedelta(weeks=8)
ENOUGH = 5  # people
LONGEST = 1000  # characters

Question = FeedbackAnswer.Question
Value = FeedbackAnswer.Value
CHOSEN = (Question.USEFUL, Question.UNDERSTOOD)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many gave which answer, from “yes” to “no”. `counts` is None below five answers."""

    question: Question
    counts: tuple[tuple[Value, int], ...] | None

    @property
    def total(self) -> int:
        return sum(number for _value, number in self.counts or ())


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote. The key is random."""

    key: UUID
    text: str


@dataclass(frozen=True, slots=True)
class Results:
    """What may be shown of the answers. `texts` is None below five texts."""

    counted: tuple[Counted, ...]
    texts: tuple[Said, ...] | None

    @property
    def is_empty(self) -> bool:
        return self.texts is None and all(one.counts is None for one in self.counted)


def asked(participant: Participant, *, now: datetime) -> list[SignUp]:
    """The courses about which the person is asked now, the one that ended last first."""
    return list(_asked(now).filter(participant=participant).select_related("cohort"))


def is_asked(sign_up: SignUp, now: datetime) -> bool:
    return _asked(now).filter(pk=sign_up.pk).exists()


def _asked(now: datetime) -> SignUpQuerySet:
    """The only definition of who is asked; the course that ended last comes first."""
    takes_place = ~Q(cohort__sessions__status=Session.Status.CANCELLED)
    return (
        SignUp.objects.filter(
            session=None,
            state=SignUp.State.CONFIRMED,
            feedback_given=False,
            cohort__kind=Cohort.Kind.COURSE,
            cohort__state__in=[Cohort.State.PUBLISHED, Cohort.State.CLOSED],
            participant__restricted_since=None,
            participant__erased_at=None,
        )
        .annotate(ended_at=Max("cohort__sessions__ends_at", filter=takes_place))
        .filter(ended_at__lte=now, ended_at__gt=now - ASKED_FOR)
        .order_by("-ended_at", "-pk")
    )


def give(
    *,
    sign_up: SignUp,
    useful: int,
    understood: int,
    next_time: str = "",
    by: "User | None",
    now: datetime,
) -> bool:
    """Answer, once. Returns whether this was counted: a second tap changes nothing.

    `by=None`: by the personal link. The entry of the log names the course only, and no carrier, so
    that no coordinator can count the answers there. Raises ValidationError by question for what can
    be mended, and when nobody is asked (any more).
    """
    answers = _checked({Question.USEFUL: useful, Question.UNDERSTOOD: understood}, next_time)
    with transaction.atomic():
        row = (
            SignUp.objects.select_for_update(of=("self",), no_key=True)
            .select_related("cohort", "participant")
            .get(pk=sign_up.pk)
        )
        if by is not None and row.participant.user_id != by.pk:
            raise PermissionDenied
        if row.feedback_given:
            return False
        if not is_asked(row, now):
            raise ValidationError(_("We no longer ask about this course."), code="not_asked")
        row.feedback_given = True
        row.save(update_fields=["feedback_given"])
        for answer in answers:
            answer.cohort = row.cohort
        FeedbackAnswer.objects.bulk_create(answers)
        log.record(row.cohort, "cohorts.feedback", by=None, carrier=None)
    return True


def _checked(chosen: dict[Question, int], next_time: str) -> list[FeedbackAnswer]:
    errors = {
        str(question): _("Please choose one of the answers.")
        for question, value in chosen.items()
        if value not in Value.values
    }
    try:
        text = in_own_words(next_time)
    except ValidationError as error:
        errors[str(Question.NEXT_TIME)] = error.messages[0]
    if errors:
        raise ValidationError(errors)
    answers = [FeedbackAnswer(question=name, value=value) for name, value in chosen.items()]
    if text:
        answers.append(FeedbackAnswer(question=Question.NEXT_TIME, text=text))
    return answers


def in_own_words(text: str) -> str:
    """The text as it is kept. Raises ValidationError if it is too long."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise ValidationError(
            _("Please write less: at most %(count)d characters."),
            code="length",
            params={"count": LONGEST},
        )
    return text


def results(cohort: Cohort) -> Results:
    """What the answers come to; one query."""
    answers = list(cohort.feedback.order_by("id").values_list("question", "value", "id", "text"))
    by_value = Counter((question, value) for question, value, _key, _text in answers)
    texts = tuple(Said(key, text) for question, _v, key, text in answers if text)
    return Results(tuple(_counted(one, by_value) for one in CHOSEN), _from_five(texts))


def _counted(question: Question, by_value: Counter[tuple[str, int | None]]) -> Counted:
    counts = tuple((value, by_value[question.value, value.value]) for value in Value)
    enough = sum(number for _value, number in counts) >= ENOUGH
    return Counted(question, counts if enough else None)


def _from_five(texts: tuple[Said, ...]) -> tuple[Said, ...] | None:
    return texts if len(texts) >= ENOUGH else None


def shown_results(cohort: Cohort, user: "User", *, now: datetime) -> Results | None:
    """For organiser and centre, once a course is over; None for everybody else and before."""
    if cohort.kind != Cohort.Kind.COURSE or not seats.dates_of(cohort).is_over(now):
        return None
    may_see = _seen_by(user, localdate(now)).filter(pk=cohort.pk).exists()
    return results(cohort) if may_see else None


def shown_text(key: UUID, user: "User", *, on: date) -> FeedbackAnswer | None:
    """The text with this key, if it is shown to the user: seen by right, and one of five at least.

    Whoever makes a finding of it comes through here.
    """
    answer = (
        FeedbackAnswer.objects.filter(pk=key, cohort__in=_seen_by(user, on))
        .select_related("cohort")
        .first()
    )
    shown = results(answer.cohort).texts if answer is not None else None
    return answer if any(one.key == key for one in shown or ()) else None


def _seen_by(user: "User", on: date) -> "CohortQuerySet":
    return Cohort.objects.permitted(Action.TOTALS, user, on, to="FeedbackAnswer")
