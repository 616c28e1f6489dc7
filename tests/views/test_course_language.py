"""In which language a course is held: chosen by its carrier, shown, filtered, told to machines."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cohorts.models import Cohort, Session
from tests.factories.cohorts import NOW, make_cohort, make_session
from tests.views.admin.conftest import Estate, as_coordinator, ours  # noqa: F401 - fixtures
from tests.views.admin.forms import cohort_form
from tests.views.calendar_answers import uids

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def in_arabic() -> Session:
    """Held in Arabic, beside one in German, one in Turkish that is internal, one in French that
    is over."""
    make_session(make_cohort(title="Auf Deutsch"), title="Deutsch")
    make_session(make_cohort(language="tr", visibility="internal"), title="Türkisch")
    past = make_cohort(language="fr")
    make_session(past, title="Vorbei", starts_at=NOW - timedelta(days=9))
    return make_session(make_cohort(language="ar", title="Kurs"), title="Arabisch")


def titles(client: Client, query: str) -> list[str]:
    weeks = client.get(f"/termine/?{query}").context["weeks"]
    return [row.title for week in weeks for row in week.rows]


def test_list_is_narrowed_by_language_and_says_so(client: Client, in_arabic: Session) -> None:
    page = client.get("/en/termine/?sprache=ar")

    assert titles(client, "sprache=ar") == ["Arabisch"]
    assert [(chip.words, chip.address) for chip in page.context["chips"]] == [
        ("Language of the course: Arabic", "/en/termine/?")
    ]
    assert page.context["feed"] == "/calendar/public.ics?sprache=ar"


def test_choices_are_the_languages_of_the_list(client: Client, in_arabic: Session) -> None:
    field = client.get("/termine/").context["filter"].form.fields["sprache"]

    assert list(field.choices) == [("", "Alle"), ("de", "Deutsch"), ("ar", "Arabisch")]


@pytest.mark.parametrize("query", ["sprache=xx", "sprache=tr", "sprache=%00"])
def test_language_that_nobody_offers_is_left_out(
    client: Client, in_arabic: Session, query: str
) -> None:
    assert titles(client, query) == ["Deutsch", "Arabisch"]


def test_calendar_takes_the_language_of_the_list(client: Client, in_arabic: Session) -> None:
    assert uids(client.get("/calendar/public.ics?sprache=ar")) == [str(in_arabic.uuid)]


def test_pages_and_rows_say_the_language(client: Client, in_arabic: Session) -> None:
    fact = ("Sprache", "Arabisch")

    assert fact in client.get(in_arabic.get_absolute_url()).context["facts"]
    assert fact in client.get(in_arabic.cohort.get_absolute_url()).context["facts"]
    weeks = client.get("/termine/").context["weeks"]
    assert [row.second for week in weeks for row in week.rows] == [
        "Auf Deutsch",
        "Kurs · Arabisch",
    ]


def test_search_engines_read_the_language(client: Client, in_arabic: Session) -> None:
    for page in (in_arabic, in_arabic.cohort):
        text = client.get(page.get_absolute_url()).text
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)

        assert json.loads(block)["inLanguage"] == "ar"


def test_carrier_chooses_the_language(as_coordinator: Client, ours: Estate) -> None:  # noqa: F811
    as_coordinator.post(reverse("cohort:add"), cohort_form(ours, language="uk"))

    cohort = Cohort.objects.get(title="Basisqualifizierung Wetzlar")
    edit = reverse("cohort:edit", args=[cohort.pk])
    form = as_coordinator.get(edit).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in shown.items() if value not in (None, False)}
    as_coordinator.post(edit, kept | {"language": "fa"})

    assert cohort.language == "uk"
    cohort.refresh_from_db()
    assert cohort.language == "fa"
