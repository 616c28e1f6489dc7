"""What the app on somebody's phone does: shows the code of this half minute."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)

from home.models import User
from home.second_factor import Adapter


def code_of(secret: str, *, half_minutes: int = 0) -> str:
    counter = int(time.time()) // 30 + half_minutes
    return format_hotp_value(hotp_value(secret.replace(" ", ""), counter))


def give_second_factor(user: User) -> str:
    """Switched on already; returns the secret that the app keeps."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def recovery_codes_of(user: User) -> list[str]:
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return RecoveryCodes(row).generate_codes()


def secret_of(user: User) -> str:
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return Adapter().decrypt(row.data["secret"])
