"""The network meetings of the demo: what was said in them, below the list that every house has."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cohorts.models import Cohort, MeetingIndexPage, MeetingPage, MeetingSeriesPage
from home.demo.handouts import make_handout
from home.demo.publishing import block, list_of, publish
from home.demo.texts import meetings_regional as regional
from home.demo.texts.meetings_boundaries import BOUNDARIES
from home.demo.texts.shapes import MeetingText
from home.models import HomePage, User


def seed_meetings(*, home_page: HomePage, events: Mapping[str, Cohort], by: User) -> None:
    """The meeting on boundaries, and the series of regional ones. `events` by their slug."""
    index = list_of(MeetingIndexPage, "Vernetzungstreffen", home_page, by)
    publish(index, _meeting(BOUNDARIES, events), by)
    series = publish(
        index,
        MeetingSeriesPage(
            title="Regionale Vernetzungstreffen",
            slug="regionale-vernetzungstreffen",
            introduction="Vier Treffen in drei Städten, jedes zu einem Thema. Alle Vorträge, "
            "Workshops und Verabredungen stehen hier beisammen.",
        ),
        by,
    )
    for text in (
        regional.AUTHORITIES,
        regional.VOLUNTEERS,
        regional.LANGUAGE,
        regional.YOUTH,
        regional.DIGITAL,
    ):
        publish(series, _meeting(text, events), by)


def _meeting(text: MeetingText, events: Mapping[str, Cohort]) -> MeetingPage:
    return MeetingPage(
        title=text.title,
        slug=text.event,
        lead=text.lead,
        cohort=events[text.event],
        body=[*_said(text), *_to_take_home(text)],
    )


def _said(text: MeetingText) -> list[dict[str, Any]]:
    """Nothing yet, as long as the meeting lies ahead."""
    if not text.text:
        return []
    rows = [{"starts_at": at, "what": what, "who": who} for at, what, who in text.programme]
    return [
        block("text", text.text),
        block("programme", {"rows": rows}),
        *(block("talk", asdict(talk)) for talk in text.talks),
        *(block("workshop", asdict(workshop)) for workshop in text.workshops),
    ]


def _to_take_home(text: MeetingText) -> list[dict[str, Any]]:
    if text.minutes is None:
        return []
    sheet = text.minutes
    return [block("download", {"title": sheet.title, "document": make_handout(sheet)})]
