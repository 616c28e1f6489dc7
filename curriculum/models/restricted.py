"""Who may see a page, asked at once."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction


class AskedOnce:
    """Before `Page` in the bases of a page: its restrictions in one query instead of two."""

    path: str

    def get_view_restrictions(self) -> "QuerySet[Any]":
        """Those of the page and of all above it; of an alias, those of its original."""
        ends = range(Page.steplen, len(self.path) + 1, Page.steplen)
        paths = [self.path[:end] for end in ends]
        found = Q(page__path__in=paths) | Q(page__aliases__path__in=paths)
        return PageViewRestriction.objects.filter(found).distinct()
