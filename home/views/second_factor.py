"""The second factor: see it, set it up, show it, renew the recovery codes, switch it off.

No page asks to sign in anew first: what matters is done with a code of the factor itself.
"""

from typing import TYPE_CHECKING, cast

from allauth.account.stages import LoginStageController
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cohorts.views import sign_up
from home import second_factor
from home.forms import FactorForm

if TYPE_CHECKING:
    from allauth.account.stages import LoginStage

    from home.models import User

# In the session: a secret that is not confirmed yet; codes that the person has not put away yet.
SECRET, CODES = "second_factor_secret", "second_factor_codes"


@never_cache
@sensitive_post_parameters("factor")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What holds, and what can be changed with a code."""
    user = cast("User", request.user)
    is_set_up = second_factor.is_set_up(user)
    is_demanded = second_factor.is_demanded_of(user, timezone.localdate())
    form = FactorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and is_set_up and _proves(request, form, user):
        deed = request.POST.get("deed")
        if deed == "codes":
            request.session[CODES] = second_factor.renew_recovery_codes(user)
            return redirect("recovery_codes")
        if deed == "off" and not is_demanded:
            second_factor.switch_off(request, user=user)
            messages.success(request, _("The second factor is switched off."))
        return redirect("second_factor")
    return render(
        request,
        "account/second_factor.html",
        {
            "form": form,
            "is_set_up": is_set_up,
            "is_demanded": is_demanded,
            "codes_left": second_factor.recovery_codes_left(user) if is_set_up else 0,
        },
    )


@never_cache
@sensitive_post_parameters("factor")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def set_up(request: HttpRequest) -> HttpResponse:
    """Scan, enter the first code, get the recovery codes."""
    user, next_url = cast("User", request.user), get_next_redirect_url(request) or ""
    if second_factor.is_set_up(user):
        return redirect(next_url or reverse("second_factor"))
    secret = request.session.get(SECRET)
    if not secret:
        secret = request.session[SECRET] = second_factor.new_secret()
    form = FactorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.set_up(
                request, user=user, secret=secret, typed=form.cleaned_data["factor"]
            )
        except ValidationError as error:
            form.add_error("factor", error)
        else:
            del request.session[SECRET]
            request.session[CODES] = codes
            return redirect(_with_next("recovery_codes", next_url))
    address = second_factor.app_address(user, secret)
    return render(
        request,
        "account/second_factor_set_up.html",
        {
            "form": form,
            "next": next_url,
            "is_demanded": second_factor.is_demanded_of(user, timezone.localdate()),
            "address": address,
            "qr_code": second_factor.qr_code(address),
            "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Shown until the person says that they are put away; after that never again."""
    next_url = get_next_redirect_url(request) or ""
    codes = request.session.get(CODES)
    if request.method == "POST":
        request.session.pop(CODES, None)
        return redirect(next_url or reverse("second_factor"))
    if not codes:
        return redirect("second_factor")
    return render(
        request,
        "account/recovery_codes.html",
        {"codes": [f"{code[:4]} {code[4:]}" for code in codes], "next": next_url},
    )


@never_cache
@sensitive_post_parameters("factor")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """The second step of a sign-in; or, signed in already, before the first room of the staff."""
    next_url = get_next_redirect_url(request) or ""
    stage = None
    if not request.user.is_authenticated:
        stage = LoginStageController.enter(request, AuthenticateStage.key)
        if stage is None:
            return redirect(_with_next("account_login", next_url))
        user = stage.login.user
    else:
        user = request.user
        if second_factor.is_proved(request):
            return redirect(next_url or reverse("cohorts:me"))
        if not second_factor.is_set_up(user):
            return redirect(_with_next("second_factor_set_up", next_url))
    form = FactorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _proves(request, form, user):
        return _go_on(request, stage) if stage else redirect(next_url or reverse("cohorts:me"))
    form.fields["factor"].widget.attrs["autofocus"] = True  # there is nothing else to read here
    return render(request, "account/second_factor_confirm.html", {"form": form, "next": next_url})


def _go_on(request: HttpRequest, stage: "LoginStage") -> HttpResponse:
    """Signed in; and the seat that was asked for on the way here is taken."""
    response = stage.exit()
    user = request.user
    if not user.is_authenticated:
        return cast("HttpResponse", response)
    email = stage.login.email or user.email
    return sign_up.complete(request, user=user, email=email) or cast("HttpResponse", response)


def _proves(request: HttpRequest, form: FactorForm, user: "User") -> bool:
    if not form.is_valid():
        return False
    try:
        row = second_factor.prove(request, user=user, typed=form.cleaned_data["factor"])
    except ValidationError as error:
        form.add_error("factor", error)
        return False
    second_factor.record(request, row)
    return True


def _with_next(name: str, next_url: str) -> str:
    address = reverse(name)
    return f"{address}?{urlencode({'next': next_url})}" if next_url else address
