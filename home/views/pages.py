"""Pages of the tree, in the reader's language where there is a translation."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.views import serve


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page; what is not translated is answered by its German original.

    The interface stays in the reader's language; `home.context.content_language` tells the
    template that the content is not.
    """
    site = Site.find_for_request(request)
    if site is not None:
        route = _route(request, site, path)
        if route is not None:  # else Wagtail looks itself, and says what is not there
            request._wagtail_route_for_request = route  # type: ignore[attr-defined]
    response: HttpResponse = serve(request, path)
    return response


def _route(request: HttpRequest, site: Site, path: str) -> object:
    """The page in the reader's language, else its German original; None for what is not there."""
    language, root = get_language(), site.root_page
    parts = [part for part in path.split("/") if part]
    if language != settings.LANGUAGE_CODE:
        translated = Page.objects.filter(
            translation_key=root.translation_key, locale__language_code=language
        ).first()
        if translated and (route := _below(request, translated, parts)):
            return route
    return _below(request, root, parts) if parts else _answer(request, _in_full(request, root))


def _in_full(request: HttpRequest, root: Page) -> Page:
    """The start page with its language and its translations, in one query."""
    model = root.specific_class or Page
    pages = model.objects.filter(translation_key=root.translation_key).select_related("locale")
    _remember(request, pages)
    return next(page for page in pages if page.pk == root.pk)


def _remember(request: HttpRequest, translations: Iterable[Page]) -> None:
    """The path of each translation that can be read, for `home.languages`."""
    request.translated_paths = {  # type: ignore[attr-defined]
        page.locale.language_code: "/" + page.url_path.split("/", 2)[2]  # without the start page
        for page in translations
        if page.live
    }


def _below(request: HttpRequest, root: Page, parts: list[str]) -> object:
    """The route to the page with this path, found at once and not step by step down the tree.

    With it come its parent and its translations, which the page is going to be asked for.
    """
    paths = [
        root.url_path + "".join(f"{part}/" for part in parts[:depth])
        for depth in range(len(parts) + 1)
    ]
    same = Page.objects.filter(url_path=paths[-1]).values("translation_key")
    wanted = Page.objects.filter(Q(url_path__in=paths[-2:]) | Q(translation_key__in=same))
    found = {page.url_path: page for page in wanted.select_related("locale")}
    if paths[-1] not in found:
        return None
    key = found[paths[-1]].translation_key
    _remember(request, [page for page in found.values() if page.translation_key == key])
    specific = found[paths[-1]].specific
    specific.locale = found[paths[-1]].locale
    if parts:
        specific._cached_parent_obj = found.get(paths[-2])
    return _answer(request, specific)


def _answer(request: HttpRequest, specific: Page) -> object:
    try:
        return specific.route(request, [])
    except Http404:  # a draft
        return None
