"""Meetings and news, as their editors publish them."""

from datetime import date, time
from typing import Any

from wagtail.models import Page

from cohorts.models import MeetingIndexPage, MeetingPage, MeetingSeriesPage
from home.models import NewsIndexPage, NewsPage
from home.tree import publish_below
from tests.factories.home import make_home_page


def make_meeting_index() -> Any:
    index = MeetingIndexPage.objects.first()
    return index or publish_below(
        make_home_page(), MeetingIndexPage(title="Vernetzungstreffen", slug="vernetzungstreffen")
    )


def make_series(title: str = "Regionaltreffen", slug: str = "reihe") -> Any:
    return publish_below(make_meeting_index(), MeetingSeriesPage(title=title, slug=slug))


def make_meeting(title: str = "Treffen", parent: Page | None = None, **fields: Any) -> Any:
    return publish_below(parent or make_meeting_index(), MeetingPage(title=title, **fields))


def make_news_index() -> Any:
    index = NewsIndexPage.objects.first()
    return index or publish_below(
        make_home_page(), NewsIndexPage(title="Aktuelles", slug="aktuelles")
    )


def make_news(title: str = "Meldung", day: date = date(2026, 3, 2), **fields: Any) -> Any:
    fields = {"lead": "In einem Satz."} | fields
    return publish_below(make_news_index(), NewsPage(title=title, day=day, **fields))


def body_of_a_day(document: Any = None) -> list[tuple[str, Any]]:
    """A programme, a talk, a workshop with results, something to take home."""
    return [
        ("text", "<p>Sechzig Menschen kamen.</p>"),
        ("programme", {"rows": [{"starts_at": time(10), "what": "Begrüßung", "who": "Leitung"}]}),
        (
            "talk",
            {"title": "Wo hört Begleiten auf?", "speaker": "Semra Kılıç", "document": document},
        ),
        ("workshop", {"title": "Nein sagen", "results": ["Ein Satz hilft.", "Der Träger auch."]}),
        *([("download", {"title": "Protokoll", "document": document})] if document else []),
    ]
