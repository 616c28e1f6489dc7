"""News: the newest first, each once, in the reader's language where there is a translation."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator

from cohorts.domain import linked_data
from curriculum.models.frozen import NORMATIVE
from home import owner
from home.models import NewsIndexPage, NewsPage

ON_ONE_SHEET = 10


def newest(count: int, *, language: str) -> list[NewsPage]:
    """The newest of all; two queries in German, three in another language."""
    originals = _originals().select_related("locale")[:count]
    return in_language(list(originals), language)


def sheet(index: NewsIndexPage, number: str | None, *, language: str) -> "Sheet[NewsPage]":
    """One sheet of the list. A number that makes no sense gives the first or the last sheet."""
    found = _originals().child_of(index).select_related("locale")
    shown = Paginator(found, ON_ONE_SHEET).get_page(number)
    shown.object_list = in_language(list(shown.object_list), language)
    return shown


def as_data(page: NewsPage, *, path: str) -> linked_data.Data:
    return linked_data.article(
        title=page.title,
        lead=page.lead,
        path=path,
        language=page.locale.language_code,
        day=page.day,
        changed=page.last_published_at or page.latest_revision_created_at,
        owner=owner.owner().name or "Kursbuch",
    )


def _originals() -> Any:
    return (
        NewsPage.objects.live()
        .public()
        .filter(locale__language_code=NORMATIVE)
        .order_by("-day", "-pk")
    )


def in_language(originals: Sequence[NewsPage], language: str) -> list[NewsPage]:
    """Each page's translation, where there is a public one."""
    if language == NORMATIVE or not originals:
        return list(originals)
    translated = {
        page.translation_key: page
        for page in NewsPage.objects.live()
        .public()
        .filter(
            translation_key__in=[page.translation_key for page in originals],
            locale__language_code=language,
        )
        .select_related("locale")
    }
    return [translated.get(page.translation_key, page) for page in originals]
