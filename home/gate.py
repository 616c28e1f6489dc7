"""The gate to the rooms of the staff."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

from home import second_factor

Answer = Callable[[HttpRequest], HttpResponse]


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
