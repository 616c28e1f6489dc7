"""What the link of a substitute opens: this one evening, and its attendance list.

Works without signing in, on the day of the session only. Opening it changes nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.domain import substitutions
from cohorts.domain.substitutions import NotNow
from cohorts.models import Substitution
from cohorts.views import attendance_list, tonight_page
from cohorts.views.keeper import Keeper

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """Open the view with the keeper that the link stands for, or say kindly when it works."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            found = substitutions.find(token, now=timezone.now())
        except Substitution.DoesNotExist:
            raise Http404 from None
        except NotNow as refusal:
            response = _refuse(request, refusal)
        else:
            response = view(request, Keeper(found.session, substitution=found), **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return opened


@require_safe
@by_link
def tonight(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """The evening on one page, without the links for others who stand in."""
    return tonight_page.page(request, keeper, now=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def attendance(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """The list of this session. Closing it stays with the trainers."""
    return attendance_list.answer(request, keeper)


@require_POST
@by_link
def mark(request: HttpRequest, keeper: Keeper, participant: int) -> HttpResponse:
    """One row at once, for the script of the list."""
    return attendance_list.mark(request, keeper, participant)


@require_POST
@by_link
def mark_rest(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """Everybody who is not marked yet, for the script of the list."""
    return attendance_list.mark_rest(request, keeper)


def _refuse(request: HttpRequest, refusal: NotNow) -> HttpResponse:
    """Why nothing opens. Names nobody; of a withdrawn link it does not even tell the session."""
    status = 410 if refusal.code == "withdrawn" else 403
    if not request.accepts("text/html"):  # the script of the list
        return JsonResponse({"message": refusal.message}, status=status)
    session = refusal.substitution.session
    return render(
        request,
        "cohorts/substitute_closed.html",
        {
            "message": refusal.message,
            "code": refusal.code,
            "session": None if refusal.code == "withdrawn" else session,
            "evening": substitutions.evening(session),
        },
        status=status,
    )
