"""How allauth speaks and where it sends people in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cohorts.domain import writing
from cohorts.views import found
from home.sign_in import SignInByCode


class AccountAdapter(DefaultAccountAdapter):
    """Asked by allauth, and by the sign-up for a course, which knows allauth but not this house."""

    def mail_code(self, request: HttpRequest, *, email: str, next_url: str = "") -> HttpResponse:
        """Mail a code and go where it is entered. Raises ValidationError when that cannot be."""
        SignInByCode.begin(request, email=email.strip().lower(), next_url=next_url)
        address = reverse("account_confirm_login_code")
        if next_url:
            address += "?" + urlencode({"next": next_url})
        return HttpResponseRedirect(address)

    def is_safe_url(self, url: str | None) -> bool:
        """A path of this site. A redirect takes a mere word for the name of a view, and breaks."""
        return bool(url) and str(url).startswith("/") and bool(super().is_safe_url(url))

    def render_mail(self, *args: Any, **kwargs: Any) -> EmailMessage:
        """Latin words are set apart in Arabic, as in all our letters."""
        mail: EmailMessage = super().render_mail(*args, **kwargs)
        mail.subject = writing.directed(str(mail.subject))
        mail.body = writing.directed(str(mail.body))
        return mail

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever may be found here already is asked first; `next` has been looked at before."""
        return reverse("cohorts:found" if found.has_open(request) else "cohorts:me")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.error(request, _("This account is closed. Please write to us if you need it."))
        return HttpResponseRedirect(reverse("account_login"))

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """The pages say themselves what happened; allauth adds nothing to that."""
