"""Headers that every answer carries, whichever view or library made it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

DOCUMENT = "wagtaildocs_serve"
CALENDARS = "calendar"


class AnswerHeaders:
    """Stands outermost, so that refusals of other middleware carry them, too.

    - Nothing of ours is embedded elsewhere (CORP), except calendars, which are made to be.
    - A page made for one person is theirs: no cache on the way or on a shared computer
      keeps it, unless the view has said what may be kept.
    - An uploaded file has no rights in our name, should a browser show it after all.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        view = request.resolver_match
        is_calendar = view is not None and view.app_names == [CALENDARS]
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if is_calendar else "same-origin"
        )
        if view is not None and view.view_name == DOCUMENT:
            response["Content-Security-Policy"] = "default-src 'none'; sandbox"
            response.headers.setdefault("Cache-Control", "private, no-cache")
            if response.headers.get("Content-Encoding") == "None":  # so Wagtail writes “no coding”
                del response["Content-Encoding"]
        if is_personal(request):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def is_personal(request: HttpRequest) -> bool:
    """The browser has a session: signed in, or with a half-typed form. Costs no query."""
    session = getattr(request, "session", None)
    return session is not None and not session.is_empty()
