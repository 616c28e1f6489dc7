"""Every page in every language: the addresses of the switch, and what search engines are told."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_from_path


def in_language(address: str, language: str) -> str:
    """The same address in another language. Path words stay German, so only the prefix changes.

    That holds for addresses behind which there is nothing, too: error pages have a switch.
    """
    parts = urlsplit(address)
    own = get_language_from_path(parts.path)
    path = parts.path
    if own and own != settings.LANGUAGE_CODE:
        path = path.removeprefix(f"/{own}") or "/"
    if language != settings.LANGUAGE_CODE:
        path = f"/{language}{path}"
    return parts._replace(path=path).geturl()


def page_in(request: HttpRequest, language: str) -> str:
    """The page that is shown, in another language, with its filters.

    After a form was sent, the page on which it stands: its own address may take no visits.
    """
    address = request.get_full_path()
    if request.method == "POST" and (form_page := _came_from(request)):
        return in_language(form_page, language)
    paths = _translations(request)
    if own := paths.get(language, paths.get(settings.LANGUAGE_CODE)):
        return in_language(urlsplit(address)._replace(path=own).geturl(), language)
    return in_language(address, language)


def canonical(request: HttpRequest, address: str = "") -> str:
    """The one address that search engines keep; of an untranslated page that of the original.

    `address`: where the page is at home, if that is not where it is shown.
    """
    language = get_language() or settings.LANGUAGE_CODE
    if address:
        return _absolute(in_language(address, language))
    paths = _translations(request)
    if paths and language not in paths:
        language = settings.LANGUAGE_CODE
    return _absolute(page_in(request, language))


def alternates(request: HttpRequest, address: str = "") -> list[tuple[str, str]]:
    """The languages a page exists in: of pages the translations, of all else what is offered."""
    paths = _translations(request)
    offered = (code for code, _name in settings.LANGUAGES)
    return [
        (code, _absolute(in_language(address, code) if address else page_in(request, code)))
        for code in offered
        if code in paths or not paths
    ]


def _translations(request: HttpRequest) -> dict[str, str]:
    """Path of each translation of the page that is shown, without prefix; {} for all else."""
    known: dict[str, str] = getattr(request, "translated_paths", {})
    return known


def _came_from(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        referer, {request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    return urlsplit(referer)._replace(scheme="", netloc="", fragment="").geturl()


def _absolute(address: str) -> str:
    return settings.SITE_URL.rstrip("/") + urlsplit(address).path
