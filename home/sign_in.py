"""Sign-in by a code that is mailed, the same for known and for unknown addresses.

Until the code is entered nobody asks whether the address has an account: answer, mail and time
spent are the same because the path is. The account of a new person comes to life with the code.
"""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING, cast

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.models import User
from home.sessions import TRUSTED

if TYPE_CHECKING:
    from allauth.account.stages import LoginStage

# Somebody who presses the button twice gets the same code twice, not two that rule each other out.
SAME_CODE_SECONDS = 60


def account_for(*, email: str, language: str) -> User:
    """The account of an address that was just proved; a new one speaks the interface's language."""
    email = User.objects.normalize_email(email)
    try:
        return User.objects.get(email=email)
    except User.DoesNotExist:
        pass
    try:
        with transaction.atomic():
            user = User(email=email, language=language)
            user.set_unusable_password()
            user.save(force_insert=True)
            return user
    except IntegrityError:  # the same code entered in two tabs at once
        return User.objects.get(email=email)


class SignInByCode(LoginCodeVerificationProcess):
    """Six digits to an address; five attempts; twenty minutes; the same digits when sent again."""

    @classmethod
    def begin(cls, request: HttpRequest, *, email: str, next_url: str) -> "SignInByCode":
        """Mail a code and remember in the session that it is awaited.

        Raises ValidationError when too many codes were asked for, or the mail cannot be sent.
        """
        login = Login(email=email, redirect_url=next_url or None)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        state = cls.initial_state(user=None, email=email) | {"initiated_by_user": True}
        stage.state.update(state)
        process = cls(stage)
        process.generate_code()
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: "LoginStage") -> "SignInByCode | None":
        process = cls(stage)
        return process if process.is_valid() else None

    @property
    def email(self) -> str:
        return str(self.state["email"])

    @property
    def next_url(self) -> str:
        return self.stage.login.redirect_url or ""

    @property
    def valid_until(self) -> datetime:
        return datetime.fromtimestamp(self.state["at"], UTC) + timedelta(seconds=self.timeout)

    def generate_code(self) -> str:
        key = "sign-in-code:" + salted_hmac(__name__, self.email).hexdigest()
        code = cache.get_or_set(key, get_adapter().generate_login_code, SAME_CODE_SECONDS)
        self.state["code"] = str(code)
        return str(code)

    def send(self, skip_enumeration_mails: bool = False) -> None:
        if not ratelimit.consume(
            self.request, app="allauth.account", action="request_login_code", key=self.email
        ):
            raise ValidationError(
                _("Too many codes were asked for. Please wait a few minutes, then try again."),
                code="too_many",
            )
        try:
            get_adapter().send_mail(
                "account/email/login_code",
                self.email,
                {"code": self.code, "valid_until": self.valid_until},
            )
        except (SMTPException, OSError) as error:
            raise ValidationError(
                _("The e-mail could not be sent. Please check the address, or try again later."),
                code="not_sent",
            ) from error

    def resend(self) -> None:
        """The same digits again: a late first mail must not turn into a wrong code."""
        self.send()
        self.record_resend()
        self.persist()

    def attempts_left(self) -> int:
        return int(app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS - self.state["failed_attempts"])

    def finish(self, redirect_url: str | None, *, trust: bool = False) -> HttpResponse:
        """The code was right: bring the account to life if it is new, and sign in.

        `trust`: the device is the person's own and stays signed in. Who has a second factor is
        asked for it next, and signed in after that.
        """
        self.request.session[TRUSTED] = trust
        user = account_for(email=self.email, language=get_language() or User().language)
        record_authentication(self.request, user, method="code", email=self.email)
        login = Login(user=user, redirect_url=redirect_url, email=self.email)
        return cast("HttpResponse", perform_login(self.request, login))
