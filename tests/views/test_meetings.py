"""Network meetings: by year and series, with what came out; events that are not public are not."""

import json
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.documents.models import Document
from wagtail.models import Collection

from cohorts.domain import meetings
from cohorts.models import Cohort, MeetingIndexPage, MeetingPage
from tests.factories.cohorts import NOW, make_carrier, make_cohort, make_place, make_session
from tests.factories.pages import body_of_a_day, make_meeting, make_meeting_index, make_series
from tests.factories.uploads import PDF

BERLIN = ZoneInfo("Europe/Berlin")
EVENT = Cohort.Kind.EVENT


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def make_event(title: str, day: datetime, town: str = "Gießen", **fields: Any) -> Cohort:
    event = make_cohort(title=title, kind=EVENT, programme=None, **fields)
    make_session(event, title=title, starts_at=day, place=make_place(town=town))
    return event


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, 10, tzinfo=BERLIN)


def make_document() -> Document:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    document = Document(title="Protokoll", collection=root)
    document.file.save("Protokoll.pdf", ContentFile(PDF))
    document.save()
    return document


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.text.split())


def listed() -> meetings.Calendar:
    return meetings.calendar(MeetingIndexPage.objects.get(), now=NOW)


def test_list_tells_what_comes_and_what_was_by_year_and_series() -> None:
    series = make_series("Grenzen 2025")
    for title, month in (("Kassel", 5), ("Gießen", 3)):
        make_meeting(title, series, cohort=make_event(title, day(2025, month, 4)))
    make_meeting("Jahrestreffen", cohort=make_event("Jahrestreffen", day(2024, 9, 1)))
    make_meeting("Später", cohort=make_event("Später", NOW + timedelta(days=40)))
    make_meeting("Bald", series, cohort=make_event("Bald", NOW + timedelta(days=4)))
    make_meeting("Ohne Tag")

    found = listed()

    assert [meeting.page.title for meeting in found.ahead] == ["Bald", "Später"]
    assert [
        (
            year.year,
            [
                (group.series.title if group.series else "", [m.page.title for m in group.meetings])
                for group in year.groups
            ],
        )
        for year in found.years
    ] == [
        (2025, [("Grenzen 2025", ["Gießen", "Kassel"])]),
        (2024, [("", ["Jahrestreffen"])]),
        (None, [("", ["Ohne Tag"])]),
    ]


def test_sign_up_is_linked_while_it_is_possible() -> None:
    ahead = NOW + timedelta(days=4)
    whole = make_event("Ganz", ahead, capacity=9)
    single = make_event("Abend", ahead, capacity=0)
    single.sessions.update(guest_capacity=5)
    for event in (
        whole,
        single,
        make_event("Ohne Plätze", ahead, capacity=0),
        make_event("Beendet", ahead, capacity=9, state=Cohort.State.CLOSED),
        make_event("Läuft", NOW - timedelta(hours=1), capacity=9),
        make_event("Vorbei", NOW - timedelta(days=9), capacity=9),
    ):
        make_meeting(event.title, cohort=event)

    ways = {one.title: meetings.of_page(one, now=NOW).way_in for one in MeetingPage.objects.all()}

    assert ways == {
        "Ganz": f"/kurse/{whole.slug}/#anmelden",
        "Abend": f"/termine/{single.sessions.get().uuid}/#anmelden",
        "Ohne Plätze": "",
        "Beendet": "",
        "Läuft": "",
        "Vorbei": "",
    }


@pytest.mark.parametrize(
    "hidden", [{"visibility": "internal"}, {"visibility": "by_link"}, {"state": "draft"}]
)
@pytest.mark.parametrize("place", ["series", "page", "index"])
def test_event_that_is_not_public_tells_nobody_its_day_and_place(
    client: Client, hidden: dict[str, str], place: str
) -> None:
    event = make_event("Geheimtitel", day(2025, 3, 4), town="Geheimstadt", **hidden)
    series = make_series()
    meeting = make_meeting("Klausur", series, cohort=event, body=body_of_a_day())
    where = {"series": series, "page": meeting, "index": make_meeting_index()}[place]

    text = page(client, where.get_url())

    assert "Klausur" in text
    for secret in ("Geheim", "2025", "März", event.slug, "ld+json"):
        assert secret not in text, secret


def test_series_shows_all_its_meetings_together(client: Client) -> None:
    series = make_series("Grenzen 2025")
    document = make_document()
    make_meeting(
        "Kassel",
        series,
        cohort=make_event("Kassel", day(2025, 5, 4), town="Kassel"),
        body=body_of_a_day(document),
    )
    make_meeting("Gießen", series, cohort=make_event("Gießen", day(2025, 3, 4)))
    make_meeting("Anderswo", cohort=make_event("Anderswo", day(2025, 4, 4)))

    text = page(client, series.get_url())

    assert text.index("4. März 2025") < text.index("4. Mai 2025")
    for words in ("Wo hört Begleiten auf?", "Semra Kılıç", "Ein Satz hilft.", document.url):
        assert words in text
    assert "Die Dokumentation folgt." in text
    assert "Anderswo" not in text


def test_page_shows_day_place_programme_talks_and_results(client: Client) -> None:
    series = make_series("Grenzen 2025")
    event = make_event("Treffen", day(2025, 3, 4), organiser=make_carrier(name="Zentrum"))
    meeting = make_meeting("Gießen", series, cohort=event, body=body_of_a_day(make_document()))

    text = page(client, meeting.get_url())

    for words in (
        "4. März 2025",
        "Zentrum",
        "Begrüßung",
        "Semra Kılıç",
        "Der Träger auch.",
        f'href="/kurse/{event.slug}/"',
        f'href="{series.get_url()}"',
        "Protokoll",
    ):
        assert words in text, words


def test_meeting_of_two_days_says_until_when(client: Client) -> None:
    event = make_event("Zwei Tage", day(2025, 3, 4))
    make_session(event, starts_at=day(2025, 3, 5))
    make_meeting("Zwei Tage", cohort=event)

    assert "bis 5. März 2025" in page(client, "/vernetzungstreffen/zwei-tage/")
    assert "bis Mi, 5. März" in page(client, "/vernetzungstreffen/")


def test_cancelled_meeting_says_so_and_keeps_its_day() -> None:
    event = make_event("Fällt aus", NOW + timedelta(days=4), state=Cohort.State.CANCELLED)
    event.sessions.update(status="cancelled")
    make_meeting("Fällt aus", cohort=event)

    (meeting,) = listed().ahead

    assert (meeting.is_cancelled, meeting.way_in) == (True, "")


def test_cancelled_day_does_not_count() -> None:
    event = make_event("Verschoben", day(2025, 3, 4))
    event.sessions.update(status="cancelled")
    make_session(event, starts_at=day(2025, 6, 4))

    meeting = meetings.of_page(make_meeting("Verschoben", cohort=event), now=NOW)

    assert (meeting.is_cancelled, meeting.starts_at) == (False, day(2025, 6, 4))


def test_draft_is_listed_nowhere(client: Client) -> None:
    series = make_series()
    make_meeting("Geheim", series).unpublish()

    assert "Geheim" not in page(client, "/vernetzungstreffen/")
    assert "Geheim" not in page(client, series.get_url())


def test_event_links_to_its_documentation(client: Client) -> None:
    event = make_event("Treffen", day(2025, 3, 4))
    silent = make_event("Still", day(2025, 3, 5))
    make_meeting("Geheim", cohort=silent).unpublish()
    meeting = make_meeting("Treffen", cohort=event)
    link = f'href="{meeting.get_url()}"'

    assert link in page(client, event.get_absolute_url())
    assert link in page(client, event.sessions.get().get_absolute_url())
    assert "Zur Dokumentation" not in page(client, silent.get_absolute_url())


def test_meeting_is_an_event_for_search_engines(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://kursbuch.example.org"
    event = make_event("Treffen", day(2025, 3, 4), organiser=make_carrier(name="Zentrum"))
    make_meeting("Grenzen & <Wege>", cohort=event, lead="Worum es ging.")

    blocks = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>',
        client.get("/vernetzungstreffen/grenzen-wege/").text,
    )

    (data,) = [json.loads(block) for block in blocks]
    place = data.pop("location")
    assert [one["address"]["addressLocality"] for one in place] == ["Gießen"]
    assert data == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Grenzen & <Wege>",
        "description": "Worum es ging.",
        "url": f"https://kursbuch.example.org/kurse/{event.slug}/",
        "startDate": "2025-03-04T10:00+01:00",
        "endDate": "2025-03-04T12:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": "Zentrum"},
    }


def test_start_page_leads_to_the_meetings(client: Client) -> None:
    assert 'href="/termine/">Vernetzungstreffen' in page(client, "/")

    make_meeting_index()

    assert 'href="/vernetzungstreffen/">Vernetzungstreffen' in page(client, "/")


def test_without_any_meeting_the_list_says_so(client: Client) -> None:
    make_meeting_index()

    assert "Zurzeit ist kein Treffen geplant." in page(client, "/vernetzungstreffen/")


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/vernetzungstreffen/", 10), ("/vernetzungstreffen/reihe/", 9)],
)
def test_lists_take_the_same_queries(
    client: Client,
    path: str,
    queries: int,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    series, document = make_series(), make_document()
    for number in range(count):
        event = make_event(f"Treffen {number}", day(2025, number + 1, 4), town=f"Ort {number}")
        make_meeting(f"Treffen {number}", series, cohort=event, body=body_of_a_day(document))
    client.get(path)

    with django_assert_num_queries(queries):
        client.get(path)


@pytest.mark.parametrize("count", [1, 5])
def test_page_takes_the_same_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    event = make_event("Treffen", day(2025, 3, 4))
    for number in range(1, count):
        make_session(event, starts_at=day(2025, 3, 4 + number), place=make_place())
    make_meeting("Treffen", cohort=event, body=body_of_a_day(make_document()) * count)
    client.get("/vernetzungstreffen/treffen/")

    with django_assert_num_queries(11):
        client.get("/vernetzungstreffen/treffen/")
