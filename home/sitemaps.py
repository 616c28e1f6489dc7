"""What search engines may know of: public pages, sessions, courses and editions; nothing else.

Addresses begin with `SITE_URL`, whoever asks under whatever name. What stands behind a link only,
or is internal, is in none of these lists.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from wagtail.models import Page

from cohorts.models import Cohort, Session
from curriculum.models import Edition, Standard

PLACES = (
    "cohorts:sessions",
    "cohorts:carriers",
    "curriculum:standards",
    "report_barrier",
)


class OfThisSite(Sitemap[Any]):
    """In every language that is offered, each naming the others."""

    i18n = True
    alternates = True
    limit = 10_000  # with three languages and their links some 15 MB

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class Places(OfThisSite):
    def items(self) -> Iterable[str]:
        return PLACES

    def location(self, item: Any) -> str:
        return reverse(item)


class Pages(OfThisSite):
    """Each page in the languages in which it is really there: others would be the German one."""

    i18n = False
    alternates = False

    def items(self) -> Any:
        pages = Page.objects.live().public().filter(depth__gt=1).select_related("locale")
        return pages.order_by("path")

    def location(self, item: Any) -> str:
        return str(item.get_url() or "/")

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at


class Sessions(OfThisSite):
    def items(self) -> Any:
        return Session.objects.publicly_listed().order_by("starts_at", "pk")

    def location(self, item: Any) -> str:
        return str(item.get_absolute_url())

    def lastmod(self, item: Session) -> datetime:
        return item.modified_at


class Cohorts(OfThisSite):
    def items(self) -> Any:
        return Cohort.objects.publicly_listed().order_by("pk")

    def location(self, item: Any) -> str:
        return str(item.get_absolute_url())


class Standards(OfThisSite):
    """Adopted editions and their standards; old ones stay at their address for ever."""

    def items(self) -> list[tuple[str, ...]]:
        editions = Edition.objects.adopted().order_by("key")
        standards = Standard.objects.filter(edition__in=editions).order_by(
            "edition__key", "position"
        )
        return [
            *((key,) for key in editions.values_list("key", flat=True)),
            *standards.values_list("edition__key", "key"),
        ]

    def location(self, item: Any) -> str:
        name = "edition" if len(item) == 1 else "standard"
        return reverse(f"curriculum:{name}", args=item)


SITEMAPS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "orte": Places,
    "seiten": Pages,
    "termine": Sessions,
    "kurse": Cohorts,
    "standards": Standards,
}

# Own area, admin, whatever is behind a secret, and the search with its endless addresses.
NOT_FOR_ROBOTS = (
    "/admin/",
    "/calendar/me/",
    "/demo/",
    "/anhoerung/",
    "/anmeldung/",
    "/anwesenheit/",
    "/barriere-melden/?",
    "/einladung/",
    "/konto/",
    "/mein/",
    "/persoenlich/",
    "/suche/?",
    "/vertretung/",
)
WITHOUT_LANGUAGE = ("/admin/", "/calendar/me/")


def robots() -> str:
    """The rules for robots. The demo is for looking around on one's own machine: none of it."""
    lines = ["User-agent: *"]
    if settings.DEMO:
        lines.append("Disallow: /")
    else:
        others = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        for path in NOT_FOR_ROBOTS:
            lines.append(f"Disallow: {path}")
            if path not in WITHOUT_LANGUAGE:
                lines += [f"Disallow: /{code}{path}" for code in others]
    lines += ["", f"Sitemap: {settings.SITE_URL.rstrip('/')}/sitemap.xml"]
    return "\n".join(lines) + "\n"
