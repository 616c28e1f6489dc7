"""Who a signed-in user is as a learner."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.domain import log
from cohorts.models import Participant
from cohorts.models.participant import clean_name

if TYPE_CHECKING:
    from home.models import User


@transaction.atomic
def participant_for(
    *, user: "User", full_name: str, now: datetime, of_age_on: date | None = None
) -> Participant:
    """The one participant of this user, made on first sign-up under the name that was typed then.

    `of_age_on` is the 18th birthday of somebody who is still a minor; the birthday is not kept.

    One user is one participant: the user's row is locked, so two forms sent at once agree. A name
    typed later changes nothing here; correcting it is a deed of its own. The address is the
    verified one of the account. Raises ValidationError when the text cannot be a name.
    """
    user = get_user_model().objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    existing = Participant.objects.filter(user=user).first()
    if existing is not None:
        return existing
    name = clean_name(full_name)
    participant = Participant.objects.create(
        full_name=name,
        email=user.email,
        user=user,
        language=user.language,
        of_age_on=of_age_on,
    )
    log.record(participant, "cohorts.person", by=user, carrier=None)
    return participant


@transaction.atomic
def change_own_data(
    *,
    user: "User",
    participant: Participant | None,
    now: datetime,
    language: str,
    full_name: str = "",
) -> None:
    """Somebody corrects the own name, or wants mails in another language.

    The log names the changed fields; their values stand beside it. Raises ValidationError when the
    text cannot be a name.
    """
    changed = []
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])
        changed.append("language")
    if participant is None:
        return
    participant = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    before = {"language": participant.language, "full_name": participant.full_name}
    if participant.language != language:
        participant.language = language
    name = clean_name(full_name)
    if participant.full_name != name:
        if participant.sort_name == participant.full_name:
            participant.sort_name = name
        participant.full_name = name
        participant.name_confirmed_at = None  # another name is another spelling to look at
        changed.append("full_name")
    if changed:
        participant.save(update_fields=["full_name", "sort_name", "language", "name_confirmed_at"])
        log.record(
            participant,
            "cohorts.change",
            by=user,
            carrier=None,
            data={"fields": changed},
            participant=participant,
            values={name: (before[name], getattr(participant, name)) for name in changed},
        )


@transaction.atomic
def confirm_name(
    *, participant: Participant, full_name: str, by: "User", now: datetime
) -> Participant:
    """The person says: exactly so shall my name stand on the certificate.

    `full_name` is what was shown. Raises ValidationError when the name has changed meanwhile, and
    when somebody else than the person confirms it.
    """
    participant = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if participant.user_id != by.pk:
        raise ValidationError(_("Only the person can confirm the spelling."), code="who")
    if participant.full_name != full_name:
        raise ValidationError(
            _("The name has changed in the meantime. Please check it again."), code="changed"
        )
    if participant.name_confirmed_at is None:
        participant.name_confirmed_at = now
        participant.save(update_fields=["name_confirmed_at"])
        log.record(participant, "cohorts.confirm_name", by=by, carrier=None)
    return participant
