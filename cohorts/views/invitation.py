"""The page behind the link of an invitation: what is offered, and the way to accept or decline.

Opening it changes nothing, because programs open links too. Accepting needs the code that goes to
the invited address; until it was right, nobody has an account.
"""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.domain import staff
from cohorts.models import Invitation


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    try:
        found = staff.from_token(token)
    except Invitation.DoesNotExist:
        raise Http404 from None
    now = timezone.now()
    response = (
        _do(request, found, now)
        if request.method == "POST"
        else render(request, "cohorts/invitation.html", _context(request, found, now))
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def _context(request: HttpRequest, found: Invitation, now: datetime) -> dict[str, object]:
    user = request.user
    return {
        "invitation": found,
        "refusal": staff.refusal(found, now=now),
        "is_accepted": found.state == Invitation.State.ACCEPTED,
        "has_begun": _has_begun(found, now),
        "last_moment": staff.last_moment(found),
        "is_mine": user.is_authenticated and user.email == found.email,
        "is_somebody_else": user.is_authenticated and user.email != found.email,
    }


def _do(request: HttpRequest, found: Invitation, now: datetime) -> HttpResponse:
    """Whatever cannot be done is said on the page, which then shows how things stand."""
    deed = request.POST.get("deed", "")
    user = request.user if request.user.is_authenticated else None
    try:
        if deed == "sign_in" and user is None:
            return _mail_code(request, found, now)
        if deed == "accept" and user is not None:
            staff.accept(invitation=found, user=user, now=now)
            messages.success(request, _thanks(found, now))
            return HttpResponseRedirect(_way_on(found, now))
        if deed == "decline":
            staff.decline(invitation=found, by=user, now=now)
        elif user is None or deed not in ("sign_in", "accept"):
            messages.error(request, _("Please choose one of the buttons."))
    except PermissionDenied:
        pass  # signed in with another address meanwhile: the page says so
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return HttpResponseRedirect(request.path)


def _mail_code(request: HttpRequest, found: Invitation, now: datetime) -> HttpResponse:
    """To the invited address and no other; then back to this page."""
    if staff.refusal(found, now=now):
        return HttpResponseRedirect(request.path)
    response: HttpResponse = get_adapter(request).mail_code(
        request, email=found.email, next_url=request.path
    )
    return response


def _has_begun(found: Invitation, now: datetime) -> bool:
    return found.since <= timezone.localdate(now)


def _thanks(found: Invitation, now: datetime) -> str:
    if _has_begun(found, now):
        return _("Thank you. You work for %(carrier)s now.") % {"carrier": found.carrier}
    return _("Thank you. Your first day is %(day)s.") % {"day": date_format(found.since)}


def _way_on(found: Invitation, now: datetime) -> str:
    """To the admin; whose first day is still ahead would be refused there."""
    return reverse("wagtailadmin_home" if _has_begun(found, now) else "cohorts:me")
