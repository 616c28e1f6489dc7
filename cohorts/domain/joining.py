"""One participant is one human: rows that turn out to be the same person become one.

A person joins the rows found under the own verified address, after having seen them, or the row
whose personal code they hold. A coordinator joins two rows that she keeps. Nobody else's rows are
ever named on the way.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import joined_rows, log, personal_links, register
from cohorts.models import Cohort, Participant
from cohorts.models.participant import ParticipantQuerySet

if TYPE_CHECKING:
    from home.models import User

TRIES = 3


def found_for(*, user: "User") -> ParticipantQuerySet:
    """Rows without an account that carry the user's verified address. They may be somebody else's:
    a family may share one address."""
    return Participant.objects.filter(
        user=None, erased_at=None, restricted_since=None, email__iexact=user.email
    ).exclude(email="")


def claim(*, user: "User", participants: Iterable[Participant], now: datetime) -> Participant:
    """The user has seen these rows and says: that is me. All become the user's one participant.

    Raises ValidationError when one of them is not (any more) to be found under the address.
    """
    wanted = {participant.pk for participant in participants}

    def deed() -> Participant:
        account = _locked_user(user)
        own = Participant.objects.filter(user=account).first()
        rows = _locked(wanted | ({own.pk} if own else set()))
        allowed = set(found_for(user=account).filter(pk__in=wanted).values_list("pk", flat=True))
        if not wanted or allowed != wanted:
            raise gone()
        return _make_own(account, own, [rows[pk] for pk in sorted(wanted)], now)

    return _without_collision(deed)


def by_code(*, user: "User", code: str, now: datetime) -> Participant:
    """The user types the code of a personal letter: its row becomes theirs.

    Raises one and the same ValidationError for every code that does not work, whatever the cause.
    """

    def deed() -> Participant:
        account = _locked_user(user)
        row = personal_links.behind(code)
        if row is None:
            raise wrong_code()
        if row.user_id == account.pk:
            return row
        own = Participant.objects.filter(user=account).first()
        rows = _locked({row.pk} | ({own.pk} if own else set()))
        if row.pk not in rows or rows[row.pk].user_id is not None:
            raise wrong_code()
        return _make_own(account, own, [rows[row.pk]], now)

    return _without_collision(deed)


def join(
    *, keep: Participant, other: Participant, by: "User", now: datetime, reason: str
) -> Participant:
    """Make two rows of one human one: all of `other` moves to `keep`, and `other` is gone.

    Raises ValidationError when both have an account, when one is being erased, and without a
    reason.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Please write how you know that this is one person.")})
    return _without_collision(lambda: _join(keep.pk, other.pk, by=by, now=now, reason=reason))


def gone() -> ValidationError:
    return ValidationError(
        _("These entries have changed in the meantime. Please check again."), code="gone"
    )


def wrong_code() -> ValidationError:
    return ValidationError(
        _("This code is not valid. Please compare it with your letter."), code="wrong_code"
    )


def _without_collision(deed: Callable[[], Participant]) -> Participant:
    """Run the deed in one transaction. Rows that came to `other` meanwhile make the database refuse
    its deletion; a second look finds and moves them."""
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return deed()
        except IntegrityError:
            continue
    raise gone()


def _locked_user(user: "User") -> "User":
    rows = get_user_model().objects.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=user.pk)


def _locked(numbers: Iterable[int]) -> dict[int, Participant]:
    """First their cohorts, then the people, each in ascending order: a sign-up goes the same way.

    A sign-up that came in between makes the deed begin again (see `_without_collision`).
    """
    people = set(numbers)
    cohorts = joined_rows.cohorts_of(people)
    places = Cohort.objects.select_for_update(of=("self",), no_key=True)
    list(places.filter(pk__in=cohorts).order_by("pk"))
    rows = Participant.objects.select_for_update(of=("self",), no_key=True)
    found = {row.pk: row for row in rows.filter(pk__in=people).order_by("pk")}
    if not joined_rows.cohorts_of(people) <= cohorts:
        raise IntegrityError("somebody signed up in between")
    return found


def _make_own(
    user: "User", own: Participant | None, rows: list[Participant], now: datetime
) -> Participant:
    if own is None:
        own, *rows = rows
        own.user, own.email, own.language = user, user.email, user.language
        own.save(update_fields=["user", "email", "language"])
        carrier = register.carrier_of(own, timezone.localdate(now))
        log.record(own, "cohorts.claim", by=user, carrier=carrier, data={"participant": own.pk})
    for row in rows:
        own = _join(own.pk, row.pk, by=user, now=now, reason="")
    return own


def _join(keep_pk: int, other_pk: int, *, by: "User", now: datetime, reason: str) -> Participant:
    rows = _locked({keep_pk, other_pk})
    if len(rows) < 2:
        raise gone()
    keep, other = rows[keep_pk], rows[other_pk]
    if keep.user_id and other.user_id:
        raise ValidationError(
            _("Both entries have an account of their own. They cannot be joined here."),
            code="both_accounts",
        )
    if any(row.erased_at or row.restricted_since for row in (keep, other)):
        raise ValidationError(
            _("One of the entries is being erased. It cannot be joined."), code="erased"
        )
    carrier = register.carrier_of(keep, timezone.localdate(now)) or register.carrier_of(
        other, timezone.localdate(now)
    )
    lost = joined_rows.move(keep, other, now=now)
    _take_what_is_better(keep, other)
    # The row itself and nothing else: what this forgot to move makes the database refuse.
    Participant.objects.filter(pk=other.pk)._raw_delete(using=keep._state.db)
    keep.save()
    log.record(
        keep,
        "cohorts.join",
        by=by,
        carrier=carrier,
        reason=reason,
        participant=keep,
        # By its random number the links in mails that were sent before still find their way.
        data={"participant": keep.pk, "joined": other.pk, "uuid": other.uuid.hex} | lost,
    )
    return keep


def _take_what_is_better(keep: Participant, other: Participant) -> None:
    """The account with its address, a name that the person has confirmed, the later birthday."""
    if other.user_id:
        keep.user_id, keep.email, keep.language = other.user_id, other.email, other.language
    keep.email = keep.email or other.email
    if other.name_confirmed_at and not keep.name_confirmed_at:
        keep.full_name, keep.sort_name = other.full_name, other.sort_name
        keep.name_confirmed_at = other.name_confirmed_at
    days = [row.of_age_on for row in (keep, other) if row.of_age_on]
    keep.of_age_on = max(days, default=None)
