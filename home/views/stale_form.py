"""A form whose token no longer fits: open for too long, or signed in meanwhile in another tab."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

LONGEST = 20_000  # characters; forms of this house are shorter


@never_cache
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say so, and hand back what was typed, to be sent again with one button.

    Only if the form came from a page of this house: a form that somebody else has made and sends
    in a visitor's name is not helped along.
    """
    return render(request, "home/stale_form.html", {"typed": _typed(request)}, status=403)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    ours = url_has_allowed_host_and_scheme(
        origin, {request.get_host()}, require_https=request.is_secure()
    )
    if not (origin.startswith("http") and ours):
        return []
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    return typed if sum(len(value) for _name, value in typed) <= LONGEST else []
