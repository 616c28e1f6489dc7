"""Pages of the tree, in the reader's language where there is a translation."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.views import serve

from home.models import HomePage

# Of a page in a language that is not shown, or of the one above: where it stands, and its name.
# The page itself is read in full afterwards.
ON_THE_WAY = (
    "title",
    "path",
    "depth",
    "url_path",
    "live",
    "content_type",
    "translation_key",
    "locale__language_code",
)


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page; what is not translated is answered by its German original.

    The interface stays in the reader's language; `home.context.content_language` tells the
    template that the content is not.
    """
    route = _route(request, [part for part in path.split("/") if part])
    if route is not None:  # else Wagtail looks itself, and says what is not there
        request._wagtail_route_for_request = route  # type: ignore[attr-defined]
    response: HttpResponse = serve(request, path)
    return response


def _route(request: HttpRequest, parts: list[str]) -> object:
    """The page in the reader's language, else its German original; None for what is not there.

    Where the trees of the languages begin, Wagtail knows by heart. In a house with several sites
    it has to look which of them is meant.
    """
    roots = Site.get_site_root_paths()
    if len({root.site_id for root in roots}) > 1:
        return None
    begins = {root.language_code: root.root_path for root in roots}
    for language in dict.fromkeys([get_language(), settings.LANGUAGE_CODE]):
        begin = begins.get(language or "")
        if begin and (route := _below(request, begin, parts) if parts else _start(request, begin)):
            return route
    return None


def _start(request: HttpRequest, begin: str) -> object:
    """The start page with its language and its translations, in one query."""
    same = HomePage.objects.filter(url_path=begin).values("translation_key")
    pages = list(HomePage.objects.filter(translation_key__in=same).select_related("locale"))
    _remember(request, pages)
    found = next((page for page in pages if page.url_path == begin), None)
    return _answer(request, found) if found else None


def _remember(request: HttpRequest, translations: Iterable[Page]) -> None:
    """The path of each translation that can be read, for `home.languages`."""
    request.translated_paths = {  # type: ignore[attr-defined]
        page.locale.language_code: "/" + page.url_path.split("/", 2)[2]  # without the start page
        for page in translations
        if page.live
    }


def _below(request: HttpRequest, begin: str, parts: list[str]) -> object:
    """The route to the page with this path, found at once and not step by step down the tree.

    With it come its parent and its translations, which the page is going to be asked for.
    """
    paths = [
        begin + "".join(f"{part}/" for part in parts[:depth]) for depth in range(len(parts) + 1)
    ]
    same = Page.objects.filter(url_path=paths[-1]).values("translation_key")
    wanted = Page.objects.filter(Q(url_path__in=paths[-2:]) | Q(translation_key__in=same))
    found = {page.url_path: page for page in wanted.select_related("locale").only(*ON_THE_WAY)}
    if paths[-1] not in found:
        return None
    key = found[paths[-1]].translation_key
    _remember(request, [page for page in found.values() if page.translation_key == key])
    specific = found[paths[-1]].specific
    specific.locale = found[paths[-1]].locale
    specific._cached_parent_obj = found.get(paths[-2])
    return _answer(request, specific)


def _answer(request: HttpRequest, specific: Page) -> object:
    try:
        return specific.route(request, [])
    except Http404:  # a draft
        return None
