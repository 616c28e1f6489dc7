"""Pages of the tree, in the reader's language where there is a translation."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.views import serve


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page; what is not translated is answered by its German original.

    The interface stays in the reader's language; `home.context.content_language` tells the
    template that the content is not.
    """
    if get_language() != settings.LANGUAGE_CODE and Page.route_for_request(request, path) is None:
        request._wagtail_route_for_request = _german_route(request, path)  # type: ignore[attr-defined]
    response: HttpResponse = serve(request, path)
    return response


def _german_route(request: HttpRequest, path: str) -> object:
    site = Site.find_for_request(request)
    if site is None:
        return None
    try:
        return site.root_page.specific.route(request, [part for part in path.split("/") if part])
    except Http404:
        return None
