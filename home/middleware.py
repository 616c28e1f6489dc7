"""What holds for every request to the rooms of the staff, and only there."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

from home import roles, second_factor

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


class SecondFactorFirst:
    """Nobody enters the rooms of the staff without the second factor that the own role needs.

    Whoever has none yet is led to set it up; whoever got the role after signing in is asked for it.
    """

    ROOMS = ("/admin/", "/anwesenheit/")

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.missing(request) or self.get_response(request)

    def missing(self, request: HttpRequest) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_ROLES or not self.is_staff_room(request):
            return None
        user = request.user
        if not user.is_authenticated or second_factor.is_proved(request):
            return None
        if not second_factor.is_demanded_of(user, timezone.localdate()):
            return None
        if not request.accepts("text/html"):
            return JsonResponse({"message": _("Please sign in again.")}, status=401)
        following = request.get_full_path() if request.method == "GET" else ""
        query = "?" + urlencode({"next": following}) if following else ""
        return HttpResponseRedirect(reverse("mfa_authenticate") + query)

    def is_staff_room(self, request: HttpRequest) -> bool:
        path = request.path_info
        language = get_language_from_path(path)
        return path.removeprefix(f"/{language}").startswith(self.ROOMS)
