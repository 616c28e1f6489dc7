"""Where somebody leaves traces besides the own rows: sign-ins, files, notes, the account."""

import re
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q

from cohorts.domain.personal_data import TABLE
from cohorts.domain.personal_data.reading import NAMELESS, Erasure, Records
from cohorts.models import Membership, Participant, Session, SessionTrainer

if TYPE_CHECKING:
    from home.models import User


def names_of(participant: Participant, user: "User | None") -> list[str]:
    """What a text may call the person; the longest first, so that nothing is left over."""
    found = {participant.full_name, participant.sort_name, participant.email}
    if user is not None:
        found |= {user.name, user.email}
    return sorted(found - {"", NAMELESS}, key=len, reverse=True)


def strike(text: str, names: Iterable[str]) -> str:
    """The text with a dash for each of these names; names inside longer words stay."""
    for name in names:
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        text = re.sub(pattern, NAMELESS, text, flags=re.IGNORECASE)
    return text


def strike_out(rows: "models.QuerySet[Any]", records: Records, names: list[str]) -> None:
    """Strike the names out of what the person wrote, while the rows can still be found."""
    fields = records.with_(Erasure.STRIKE)
    for row in rows if fields else ():
        for name in fields:
            setattr(row, name, strike(getattr(row, name), names))
        row.save(update_fields=fields)


def sessions_naming(participant: Participant, names: list[str]) -> list[Session]:
    """Sessions of the person's courses whose note names the person."""
    sessions = Session.objects.filter(
        Q(cohort__sign_ups__participant=participant), ~Q(status_note="")
    )
    return [
        session
        for session in sessions.distinct().order_by("cohort_id", "pk")
        if strike(session.status_note, names) != session.status_note
    ]


def addresses_of(participant: Participant, user: "User | None") -> set[str]:
    """The person's addresses, without those that are somebody else's account: families share."""
    addresses = {participant.email}
    if user is not None:
        addresses.add(user.email)
    others = get_user_model().objects.filter(email__in=addresses)
    if user is not None:
        others = others.exclude(pk=user.pk)
    return addresses - {""} - set(others.values_list("email", flat=True))


def is_needed(user: "User") -> bool:
    """Whether the account is there for more than learning: its owner works, or has worked, here."""
    return (
        user.is_superuser
        or Membership.objects.filter(user=user).exists()
        or SessionTrainer.objects.filter(user=user).exists()
    )


def sign_ins() -> "models.QuerySet[AbstractBaseSession]":
    """All sign-ins, wherever this house keeps them (`SESSION_ENGINE`)."""
    engine = import_module(settings.SESSION_ENGINE)
    return engine.SessionStore.get_model_class()._default_manager.all()


def sign_ins_of(user: "User | None", addresses: set[str]) -> list[str]:
    """Keys of the sign-ins of this account, and of those where the address was only typed.

    Their contents are signed texts, so each has to be opened.
    """
    encoder = DjangoJSONEncoder(default=str)
    found = []
    for sign_in in sign_ins().iterator(chunk_size=500):
        contents = sign_in.get_decoded()
        is_own = user is not None and contents.get("_auth_user_id") == str(user.pk)
        text = encoder.encode(contents).lower() if addresses else ""
        if is_own or any(f'"{address}"' in text for address in addresses):
            found.append(sign_in.pk)
    return found


def end_sign_ins(user: "User | None", addresses: set[str]) -> None:
    sign_ins().filter(pk__in=sign_ins_of(user, addresses)).delete()


def close_account(user: "User") -> None:
    """Delete the account with everything that is its own, files included."""
    for records in TABLE:
        if records.user and records.with_(Erasure.ACCOUNT):
            _delete_files(records, user)
    user.delete()


def _delete_files(records: Records, user: "User") -> None:
    columns = [
        column.name
        for column in records.model._meta.local_concrete_fields
        if isinstance(column, models.FileField)
    ]
    for row in records.rows_of(None, user, set()) if columns else ():
        for name in columns:
            if file := getattr(row, name):
                transaction.on_commit(_deletion(file.storage, file.name))


def _deletion(storage: Any, name: str) -> Any:
    return lambda: storage.delete(name)
