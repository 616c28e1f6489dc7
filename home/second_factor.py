"""The second factor: six digits from an app on the phone, after the code from the mail.

Which roles need one is the operator's decision (`SECOND_FACTOR_ROLES`); everybody may have one.
Whoever has set it up is asked at each sign-in. A device that is trusted stays signed in for sixty
days, so it is asked there as seldom as the code itself.
"""

import base64
import hashlib
import unicodedata
from datetime import date

import segno
from allauth.account.internal.flows.login import (
    clear_authentication_records,
    get_authentication_records,
    record_authentication,
)
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from home import roles, sessions
from home.models import User

ROLES = {"centre": roles.CENTRE, "coordinator": roles.COORDINATOR, "trainer": roles.TRAINER}
DIGITS, RECOVERY_DIGITS = 6, 8
USED_SECONDS = 120  # longer than the three half minutes in which a code is valid


class Adapter(DefaultMFAAdapter):
    """Secrets lie sealed in the database: a copy of it alone opens no account."""

    def encrypt(self, text: str) -> str:
        return _seals().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _seals().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:  # SECRET_KEY was changed: no code fits, never an empty secret
            return generate_totp_secret()


def _seals() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second factor" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def is_demanded_of(user: User, on: date) -> bool:
    """Whether a role that the person holds on that day needs a second factor."""
    demanding = {ROLES[key] for key in settings.SECOND_FACTOR_ROLES}
    return bool(demanding) and bool(demanding & roles.of(user, on))


def is_set_up(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def is_proved(request: HttpRequest) -> bool:
    """Whether this sign-in has shown the second factor. Asks nothing of the database."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def digits_in(text: str) -> str:
    """The digits of what was typed, in any script, with spaces between."""
    return "".join(str(unicodedata.decimal(c)) for c in text if unicodedata.category(c) == "Nd")


def prove(request: HttpRequest, *, user: User, typed: str) -> Authenticator:
    """The factor that the code belongs to. Raises ValidationError when it fits none, or too often.

    A code of the app is good once; a recovery code as well.
    """
    spend_an_attempt(request, user)
    code = digits_in(typed)
    for row in Authenticator.objects.filter(user=user):
        if row.type == Authenticator.Type.TOTP:
            fits = _fits_app(TOTP(row), user, code)
        else:
            fits = len(code) == RECOVERY_DIGITS and RecoveryCodes(row).validate_code(code)
        if fits:
            row.record_usage()
            return row
    raise ValidationError(_("This code is not right."), code="wrong")


def _fits_app(app: TOTP, user: User, code: str) -> bool:
    secret = Adapter().decrypt(app.instance.data["secret"])
    return validate_totp_code(secret, code) and _is_first_use(user, code)


def _is_first_use(user: User, code: str) -> bool:
    return cache.add(f"second-factor-used:{user.pk}:{code}", True, USED_SECONDS)


def spend_an_attempt(request: HttpRequest, user: User) -> None:
    if not ratelimit.consume(
        request, app="allauth.account", action="login_failed", key=f"second-factor:{user.pk}"
    ):
        raise ValidationError(
            _("There were too many wrong codes. Please wait a few minutes, then try again."),
            code="too_many",
        )


def record(request: HttpRequest, row: Authenticator) -> None:
    """This sign-in has shown the second factor, and may try again as often as a new one."""
    ratelimit.clear(
        request,
        app="allauth.account",
        action="login_failed",
        key=f"second-factor:{row.user_id}",
    )
    record_authentication(request, row.user, "mfa", id=row.pk, type=row.type)


def new_secret() -> str:
    return generate_totp_secret()


def app_address(user: User, secret: str) -> str:
    """What the QR code says; tapped on a phone it opens the app."""
    return Adapter().build_totp_url(user, secret)


def qr_code(address: str) -> str:
    """The QR code as an address of an image: dark on white in every colour scheme."""
    made: str = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    return made


def set_up(request: HttpRequest, *, user: User, secret: str, typed: str) -> list[str]:
    """Switch it on with a first code from the app; returns the recovery codes, shown once."""
    spend_an_attempt(request, user)
    code = digits_in(typed)
    if not (validate_totp_code(secret, code) and _is_first_use(user, code)):
        raise ValidationError(_("This code is not right."), code="wrong")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # two tabs at once
        if is_set_up(user):
            raise ValidationError(_("The second factor is set up already."), code="set_up")
        row = TOTP.activate(user, secret).instance
        codes = _new_recovery_codes(user)
    record(request, row)
    return codes


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Ten new ones; the old ones end."""
    User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    return _new_recovery_codes(user)


def _new_recovery_codes(user: User) -> list[str]:
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    return codes


@transaction.atomic
def switch_off(request: HttpRequest, *, user: User) -> None:
    """Sign-ins that have shown it end on other devices: what they showed is worth nothing now."""
    Authenticator.objects.filter(user=user).delete()
    sessions.of(user).exclude(session_key=request.session.session_key).delete()
    clear_authentication_records(request)


def recovery_codes_left(user: User) -> int:
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(row).get_unused_codes()) if row else 0
