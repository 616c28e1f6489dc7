"""The page behind the link in every mail: how my sign-up stands, and what I can do with it.

Works without signing in. Opening it changes nothing, because programs open links too.
"""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.domain import consents, seats, sign_up
from cohorts.models import Cohort, SignUp

DEEDS: dict[str, Callable[..., SignUp]] = {
    "accept": sign_up.accept,
    "decline": sign_up.decline,
    "sign_off": sign_up.sign_off,
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_by_link(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    try:
        found = sign_up.from_token(token)
    except SignUp.DoesNotExist:
        raise Http404 from None
    response = (
        _do(request, found)
        if request.method == "POST"
        else render(request, "cohorts/sign_up_by_link.html", _context(found, now))
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


@never_cache
@require_http_methods(["GET", "HEAD"])
def consent_form(request: HttpRequest, token: str) -> HttpResponse:
    """A sheet to print, for the parents or guardian of a minor."""
    try:
        found = sign_up.from_token(token)
    except SignUp.DoesNotExist:
        raise Http404 from None
    response = render(
        request,
        "cohorts/consent_form.html",
        {
            "participant": found.participant,
            "title": found.session.title if found.session else found.cohort.title,
            "carrier": found.cohort.organiser,
            "with_photos": True,
        },
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def _do(request: HttpRequest, found: SignUp) -> HttpResponse:
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        messages.error(request, _("Please choose one of the buttons."))
    else:
        by = request.user if request.user.is_authenticated else None
        try:
            deed(sign_up=found, by=by, now=timezone.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return HttpResponseRedirect(request.path)


def _context(found: SignUp, now: datetime) -> dict[str, object]:
    dates = seats.dates_of(found.cohort, found.session)
    return {
        "sign_up": found,
        "rank": sign_up.rank(found),
        "lacks_guardian": consents.lacks_guardian(found.participant, timezone.localdate(now)),
        "consent_form": reverse("cohorts:consent_form", args=[sign_up.token(found)]),
        "is_over": dates.is_over(now),
        "next_start": dates.next_start(now),
        "has_page": Cohort.objects.reachable().filter(pk=found.cohort_id).exists(),
    }
