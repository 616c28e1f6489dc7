"""Sign in, enter the code, sign out. There are no passwords and no other pages of that kind."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cohorts.views import sign_up
from home.forms import CodeForm, EmailForm
from home.sign_in import SignInByCode

LAST_ADDRESS = "sign_in_address"


def _with_next(name: str, next_url: str) -> str:
    address = reverse(name)
    return f"{address}?{urlencode({'next': next_url})}" if next_url else address


def _awaited(request: HttpRequest) -> SignInByCode | None:
    """The code that this browser waits for, if it is still valid."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return SignInByCode.resume(stage) if stage else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the address. The answer is the same whether we know it or not."""
    next_url = get_next_redirect_url(request) or ""
    if request.user.is_authenticated:
        # No redirect to `next`: whoever lacks the right for it was just sent here from there.
        return render(request, "account/signed_in.html", {"next": next_url})
    awaited = _awaited(request)
    form = EmailForm(
        request.POST if request.method == "POST" else None,
        initial={"email": request.session.get(LAST_ADDRESS, "")},
    )
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        request.session[LAST_ADDRESS] = email
        try:
            return get_adapter(request).mail_code(request, email=email, next_url=next_url)
        except ValidationError as error:
            form.add_error("email", error)
    return render(
        request, "account/login.html", {"form": form, "next": next_url, "awaited": awaited}
    )


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Enter the code: signs in, and takes the seat that was asked for on the way here."""
    next_url = get_next_redirect_url(request) or ""
    if request.user.is_authenticated:  # pressed twice, or came back
        return redirect(sign_up.result_address(request) or next_url or reverse("cohorts:me"))
    process = _awaited(request)
    if process is None:
        if request.method == "POST":
            messages.error(request, _("This code is no longer valid. We will send you a new one."))
        return redirect(_with_next("account_login", next_url))
    next_url = next_url or process.next_url
    if request.method == "POST" and request.POST.get("action") == "resend":
        return _send_again(request, process, next_url)
    form = CodeForm(request.POST if request.method == "POST" else None, expected=process.code)
    if request.method == "POST":
        if form.is_valid():
            return _enter(request, process, next_url, trust=form.cleaned_data["trust"])
        if form.was_an_attempt and not process.record_invalid_attempt():
            messages.error(request, _("The code was wrong five times. Please ask for a new one."))
            return redirect(_with_next("account_login", next_url))
    return render(
        request,
        "account/confirm_login_code.html",
        {"form": form, "process": process, "next": next_url, "draft": sign_up.draft(request)},
    )


def _send_again(request: HttpRequest, process: SignInByCode, next_url: str) -> HttpResponse:
    if process.can_resend:
        try:
            process.resend()
            messages.success(request, _("We have sent the code again."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect(_with_next("account_confirm_login_code", next_url))


def _enter(
    request: HttpRequest, process: SignInByCode, next_url: str, *, trust: bool
) -> HttpResponse:
    response = process.finish(next_url or None, trust=trust)
    request.session.pop(LAST_ADDRESS, None)
    user = request.user
    if not user.is_authenticated:
        return response
    return sign_up.complete(request, user=user, email=process.email) or response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask, then sign out on this device; on to `next` if somebody else shall sign in there."""
    next_url = get_next_redirect_url(request) or ""
    if request.method == "POST":
        clear_login(request)
        logout(request)
        messages.success(request, _("You are signed out."))
        return redirect(next_url or "account_login")
    return render(request, "account/logout.html", {"next": next_url})
