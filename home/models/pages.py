"""Editorial pages: the home page and articles."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from curriculum.models.module_rights import ShelfRights
from curriculum.models.restricted import AskedOnce
from home import start
from home.blocks import ArticleBodyBlock

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models.user import User


class HomePage(AskedOnce, Page):
    """The start page of one language; all other pages stand below it."""

    headline = models.CharField(_("headline"), max_length=120)
    lead = models.TextField(_("lead"), blank=True)

    content_panels = [*Page.content_panels, "headline", "lead"]
    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ArticlePage",
        "curriculum.ModuleIndexPage",
        "curriculum.ProgrammeIndexPage",
        "cohorts.SectionIndexPage",
        "cohorts.MeetingIndexPage",
        "home.NewsIndexPage",
    ]

    class Meta:
        verbose_name = _("start page")

    def permissions_for_user(self, user: "User | AnonymousUser") -> ShelfRights:
        """With it would go everything, also what may not be deleted by itself."""
        return ShelfRights(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        to_come = start.ahead(now=now)
        return {
            **super().get_context(request, *args, **kwargs),
            "stations": start.stations(to_come, on=timezone.localdate(now)),
            "rows": start.next_sessions(now=now),
            "session_count": to_come.sessions,
        }


class ArticlePage(Page):
    """An article: news, background, legal texts."""

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(ArticleBodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, "lead", "body"]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    template = "home/article.html"
    parent_page_types = ["home.HomePage", "home.ArticlePage"]
    subpage_types = ["home.ArticlePage"]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class NewsIndexPage(Page):
    """News, at /aktuelles/: the newest first."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    template = "home/news_index.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of news")


class NewsPage(Page):
    """What is new, on a day that the editor chooses."""

    day = models.DateField(_("day"), help_text=_("Stands above the title and orders the list."))
    lead = models.TextField(_("in one sentence"))
    body = StreamField(ArticleBodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, "day", "lead", "body"]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    template = "home/news.html"
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
