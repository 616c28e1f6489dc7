"""News on public pages."""

from django import template
from django.core.paginator import Page as Sheet
from django.template.context import Context
from django.utils.translation import get_language

from cohorts.domain.linked_data import Data
from curriculum.models.frozen import NORMATIVE
from home import news
from home.models import NewsIndexPage, NewsPage

register = template.Library()


@register.simple_tag
def newest_news(count: int) -> list[NewsPage]:
    return news.newest(count, language=get_language() or NORMATIVE)


@register.simple_tag(takes_context=True)
def sheet_of(context: Context, index: NewsIndexPage) -> "Sheet[NewsPage]":
    number = context["request"].GET.get("seite")
    return news.sheet(index, number, language=get_language() or NORMATIVE)


@register.simple_tag
def news_as_data(page: NewsPage) -> Data:
    return news.as_data(page, path=page.get_url() or "/")
