"""Consultation (German: Anhörung): a draft is read and remarked on before it is adopted.

The competence centre asks carriers and trainers until a day, which ends at 24:00 Berlin time. All
who work for a carrier that was asked may read and leave remarks; the centre answers and closes
them. Every deed takes the lock of the edition's row first, as all work on a draft does. Once the
edition is adopted nothing of this changes any more; what was said stays.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, Q
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.domain import log, messages
from cohorts.domain.consulted import asking
from cohorts.models import Carrier, Consultation, Membership, Remark
from cohorts.models.carrier import works_for_centre
from cohorts.models.rights import Action, Relation, holders
from curriculum.domain import drafting
from curriculum.domain.drafting import plain
from curriculum.models import Criterion, CriterionText, Edition
from curriculum.models.frozen import NORMATIVE

if TYPE_CHECKING:
    from home.models import User

OPENED, ANSWERED = "consultation_opened", "remark_answered"
LONGEST = 4000  # characters of a remark or an answer
DOUBLE_CLICK = timedelta(minutes=1)
State = Remark.State
Row = TypeVar("Row", bound=Model)


@atomic
def open_to(
    *,
    edition: Edition,
    carriers: Iterable[Carrier],
    trainers: Iterable["User"],
    until: date,
    by: "User",
    now: datetime,
) -> list[Consultation]:
    """Ask carriers and single trainers about a draft until a day, and tell each person once.

    Whoever was asked before gets the new day; a later day that was promised is kept. Raises
    ValidationError for an adopted edition, a day in the past, nobody to ask, and people who train
    for no carrier today.
    """
    today = timezone.localdate(now)
    _refuse_unless_centre(by, today, "Consultation", Action.ADD)
    edition = _lock_unless_adopted(edition)
    chosen, named = _once(carriers), _once(trainers)
    _refuse_asking(chosen, named, until, today)
    edition.state = Edition.State.CONSULTATION
    edition.save(update_fields=["state"])
    opened, moved = [], []
    asked = {
        (row.carrier_id, row.trainer_id): row
        for row in edition.consultations.select_related("trainer")
    }
    for carrier, trainer in [*((one, None) for one in chosen), *((None, one) for one in named)]:
        new = Consultation(
            edition=edition, carrier=carrier, trainer=trainer, until=until, opened_at=now
        )
        row = asked.get((new.carrier_id, new.trainer_id), new)
        if row is new or row.until < until:
            row.until = until
            row.save()
            moved.append(row)
        opened.append(row)
    log.record(
        edition,
        "cohorts.open_consultation",
        by=by,
        carrier=_centre(),
        data={
            "until": until.isoformat(),
            "carriers": [carrier.pk for carrier in chosen],
            "trainers": [trainer.pk for trainer in named],
        },
    )
    for person in _people(moved, today):
        messages.queue(
            kind=OPENED,
            occasion=f"{OPENED}:{edition.pk}:{until.isoformat()}",
            user=person,
            now=now,
        )
    return opened


@atomic
def remark(
    *, edition: Edition, criterion: Criterion, text: str, by: "User", now: datetime
) -> Remark:
    """Leave a remark on a criterion of the draft, or on one that the draft drops.

    The same text on the same criterion within a minute is one remark. Raises PermissionDenied for
    somebody who was not asked, ValidationError once the last day is over or the edition adopted.
    """
    today = timezone.localdate(now)
    edition = drafting.lock(edition.pk)
    asked = list(asking(edition, by, today).select_related("carrier").order_by("carrier__name"))
    if not asked or edition.state == Edition.State.DRAFT:
        raise PermissionDenied
    _refuse_adopted(edition)
    open_still = [row for row in asked if row.until >= today]
    if not open_still:
        raise ValidationError(_("The last day for remarks is over."), code="over")
    criterion = _in_question(edition, criterion)
    words = _words(text, "text", _("Please write a remark."))
    same = Remark.objects.filter(
        edition=edition, criterion=criterion, author=by, text=words, at__gte=now - DOUBLE_CLICK
    )
    if found := same.first():
        return found
    carrier = next((row.carrier for row in open_still if row.carrier), None)
    wording = CriterionText.objects.filter(criterion=criterion, language=NORMATIVE).first()
    row = Remark.objects.create(
        edition=edition,
        criterion=criterion,
        key=criterion.key,
        wording=wording.statement if wording else "",
        author=by,
        carrier=carrier,
        text=words,
        at=now,
    )
    # The history names the criterion: it is the centre's to read, whoever wrote the remark.
    log.record(row, "cohorts.remark", by=by, carrier=_centre(), data={"edition": edition.key})
    return row


@atomic
def answer(*, remark: Remark, answer: str, by: "User", now: datetime) -> Remark:
    """Answer a remark, or change the answer as long as the remark is not closed.

    Its author is told. The same answer again changes nothing.
    """
    row = _lock_remark(remark, by, now)
    if row.state == State.CLOSED:
        raise ValidationError(_("This remark is closed. Its answer stays."), code="closed")
    words = _words(answer, "answer", _("Please write an answer."))
    if row.answer == words:
        return row
    is_first = row.state == State.OPEN
    row.answer, row.state, row.answered_by, row.answered_at = words, State.ANSWERED, by, now
    row.save()
    action = "cohorts.answer_remark" if is_first else "cohorts.change_answer"
    log.record(row, action, by=by, carrier=_centre(), data={"edition": row.edition.key})
    if row.author is not None and row.author.is_active:
        occasion = f"{ANSWERED}:{row.pk}:{now:%Y%m%dT%H%M%S%f}"
        messages.queue(kind=ANSWERED, occasion=occasion, user=row.author, now=now)
    return row


@atomic
def close(*, remark: Remark, by: "User", now: datetime) -> Remark:
    """Nothing more is to be said to an answered remark. Closed twice, it is closed."""
    row = _lock_remark(remark, by, now)
    if row.state == State.CLOSED:
        return row
    if row.state != State.ANSWERED:
        raise ValidationError(_("Please answer this remark before you close it."), code="open")
    row.state = State.CLOSED
    row.save(update_fields=["state"])
    log.record(
        row, "cohorts.close_remark", by=by, carrier=_centre(), data={"edition": row.edition.key}
    )
    return row


def _lock_remark(remark: Remark, by: "User", now: datetime) -> Remark:
    today = timezone.localdate(now)
    _refuse_unless_centre(by, today, "Remark", Action.CHANGE)
    edition = _lock_unless_adopted(remark.edition)
    row = Remark.objects.select_related("author").get(pk=remark.pk)
    row.edition = edition
    return row


def _lock_unless_adopted(edition: Edition) -> Edition:
    edition = drafting.lock(edition.pk)
    _refuse_adopted(edition)
    return edition


def _refuse_adopted(edition: Edition) -> None:
    if edition.is_adopted:
        raise ValidationError(
            _("Edition %(edition)s has been adopted. What was said about it stays as it is.")
            % {"edition": edition},
            code="adopted",
        )


def _refuse_unless_centre(by: "User", today: date, model: str, action: Action) -> None:
    grants = Relation.CENTRE in holders(model, action)
    if not grants or not Carrier.objects.filter(works_for_centre(by, today)).exists():
        raise PermissionDenied


def _refuse_asking(
    carriers: list[Carrier], trainers: list["User"], until: date, today: date
) -> None:
    if until < today:
        raise ValidationError({"until": _("The last day must not be in the past.")})
    if not carriers and not trainers:
        raise ValidationError({"carriers": _("Choose at least one carrier or one trainer.")})
    training = Membership.objects.current(today).filter(
        user__in=trainers, user__is_active=True, role=Membership.Role.TRAINER
    )
    others = {user.pk for user in trainers} - set(training.values_list("user", flat=True))
    names = [user.name for user in trainers if user.pk in others]
    if names:
        raise ValidationError(
            {
                "trainers": _("These people are not trainers of any carrier today: %(names)s")
                % {"names": ", ".join(names)}
            }
        )


def _people(consultations: list[Consultation], today: date) -> list["User"]:
    """Who works for the carriers today, in either role, and who was asked by name; each once."""
    carriers = [row.carrier_id for row in consultations if row.carrier_id is not None]
    working = (
        Membership.objects.current(today)
        .filter(carrier__in=carriers, user__is_active=True)
        .select_related("user")
    )
    named = [row.trainer for row in consultations if row.trainer is not None]
    found = {user.pk: user for user in [*(row.user for row in working), *named]}
    return [found[pk] for pk in sorted(found)]


def _in_question(edition: Edition, criterion: Criterion) -> Criterion:
    """A criterion of the draft, or one of its predecessor that the draft drops."""
    found = (
        Criterion.objects.filter(pk=criterion.pk)
        .filter(
            Q(standard__edition=edition)
            | Q(
                standard__edition=edition.predecessor_id,
                later_steps__kind="dropped",
                later_steps__to_criterion=None,
            )
        )
        .first()
    )
    if found is None:
        raise ValidationError(
            _("This criterion is not in the draft any more. Please load the page again."),
            code="gone",
        )
    return found


def _words(text: str, field: str, missing: str) -> str:
    words = plain(text)
    if not words:
        raise ValidationError({field: missing})
    if len(words) > LONGEST:
        raise ValidationError(
            {
                field: _("Please be brief: at most %(most)d characters, not %(long)d.")
                % {"most": LONGEST, "long": len(words)}
            }
        )
    return words


def _once(rows: Iterable[Row]) -> list[Row]:
    return list({row.pk: row for row in rows}.values())


def _centre() -> Carrier | None:
    return Carrier.objects.filter(is_centre=True).order_by("pk").first()
