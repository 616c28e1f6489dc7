"""What every template may ask for."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from cohorts.models import Session


def house(request: HttpRequest) -> dict[str, object]:
    """`is_demo`; `has_attendance`: the reader teaches sessions (asked only where it is shown)."""
    user = getattr(request, "user", None)
    return {
        "is_demo": settings.DEMO,
        "has_attendance": SimpleLazyObject(
            lambda: user is not None and Session.objects.taught_by(user).exists()
        ),
    }


def content_language(request: HttpRequest) -> dict[str, str]:
    """`content_language` when a page is shown in another language than the interface."""
    route = getattr(request, "_wagtail_route_for_request", None)
    if route is None:
        return {}
    language = route[0].locale.language_code
    if language == (get_language() or settings.LANGUAGE_CODE):
        return {}
    return {"content_language": language}
