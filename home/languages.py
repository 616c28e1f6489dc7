"""Which language the content of a page is in, next to the language of the interface."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def content_language(request: HttpRequest) -> dict[str, str]:
    """Context: `content_language` when a page is shown in another language than the interface."""
    route = getattr(request, "_wagtail_route_for_request", None)
    if route is None:
        return {}
    language = route[0].locale.language_code
    if language == (get_language() or settings.LANGUAGE_CODE):
        return {}
    return {"content_language": language}
