"""Too many requests: said in the reader's language, and in JSON to the scripts of our pages."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache


def waiting_time(seconds: int) -> str:
    minutes = max(1, -(-seconds // 60))
    if minutes < 90:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = -(-minutes // 60)
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}


@never_cache
def too_many(request: HttpRequest, wait: int = 60) -> HttpResponse:
    """`wait`: seconds until it is worth trying again."""
    if request.accepts("text/html"):
        response = render(
            request,
            "429.html",
            {
                "waiting_time": waiting_time(wait),
                "again": request.get_full_path() if request.method == "GET" else "",
            },
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
    else:
        message = _("Too many attempts from your network. Please try again in %(time)s.")
        response = JsonResponse(
            {"message": message % {"time": waiting_time(wait)}},
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
    response["Retry-After"] = str(wait)
    return response
