"""What holds for every request to the admin, and only there."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from home import roles

Answer = Callable[[HttpRequest], HttpResponse]


class AdminContentSecurity:
    """Wagtail's editor brings inline scripts and styles: they are let in here and nowhere else.

    No other origin is ever added. Stands after the middleware that writes the policy.
    """

    ROOM = {
        "script-src": ["'unsafe-inline'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["blob:"],
    }

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            setattr(response, "_csp_update", self.ROOM)  # noqa: B010 - read by django-csp
        return response


class RolesFollowMemberships:
    """Before the admin answers, the person's groups are those of the memberships of today.

    Whoever is signed in and has no role is told so at once: sending them to the sign-in page, as
    Wagtail does, would send them back here for ever.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated:
            roles.sync(request.user, timezone.localdate())
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise PermissionDenied
        return self.get_response(request)
