"""The news of the demo, below the list that every house has."""

from datetime import date, timedelta

from home.demo.publishing import block, list_of, publish
from home.demo.texts.news import NEWS
from home.models import HomePage, NewsIndexPage, NewsPage, User


def seed_news(*, home_page: HomePage, on: date, by: User) -> None:
    index = list_of(NewsIndexPage, "Aktuelles", home_page, by)
    for text in reversed(NEWS):
        body = [block("text", text.body)]
        if text.note:
            body.append(block("note", {"title": text.note[0], "text": text.note[1]}))
        page = NewsPage(
            title=text.title,
            slug=text.slug,
            day=on - timedelta(days=text.days_ago),
            lead=text.lead,
            body=body,
        )
        publish(index, page, by)
