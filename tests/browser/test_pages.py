"""Meetings, news, legal pages and the form for barriers, as a browser shows them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.documents.models import Document
from wagtail.models import Collection

from cohorts.models import Cohort
from home import tree
from home.models import ArticlePage, BarrierReport
from tests.browser.accessibility import assert_accessible
from tests.factories.cohorts import make_carrier, make_cohort, make_place, make_session
from tests.factories.pages import body_of_a_day, make_meeting, make_news, make_series
from tests.factories.uploads import MP4, PDF, VTT

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = (
    "/",
    "/vernetzungstreffen/",
    "/vernetzungstreffen/reihe/",
    "/vernetzungstreffen/reihe/kassel/",
    "/aktuelles/",
    "/aktuelles/neue-kurse/",
    "/leichte-sprache/",
    "/gebaerdensprache/",
    "/film/",
    "/barrierefreiheit/",
    "/datenschutz/",
    "/impressum/",
    "/barriere-melden/?seite=/termine/",
)
LOOKS = [
    pytest.param("", {"viewport": {"width": 1280, "height": 900}}, id="desk"),
    pytest.param(
        "/ar",
        {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
        id="dark arabic phone",
    ),
]


def make_document(name: str, content: bytes) -> Document:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    document = Document(title=name, collection=root)
    document.file.save(name, ContentFile(content))
    document.save()
    return document


@pytest.fixture(autouse=True)
def storage(tmp_path: Path) -> Iterator[None]:
    field = Document._meta.get_field("file")
    usual = field.storage
    field.storage = FileSystemStorage(tmp_path)
    yield
    field.storage = usual


@pytest.fixture(autouse=True)
def house(base_url: str, storage: None) -> None:
    make_carrier(name="Zentrum", contact="zentrum@example.org", is_centre=True)
    home = tree.plant(on=timezone.localdate())
    series = make_series("Grenzen")
    for title, days in (("Kassel", -30), ("Gießen", 30)):
        event = make_cohort(title=title, kind=Cohort.Kind.EVENT, programme=None, capacity=9)
        starts_at = timezone.now() + timedelta(days=days)
        make_session(event, starts_at=starts_at, place=make_place(town=title))
        body = body_of_a_day(make_document("Protokoll.pdf", PDF)) if days < 0 else []
        make_meeting(title, series, cohort=event, lead="Wo Begleiten aufhört.", body=body)
    for number in range(12):
        make_news(
            "Neue Kurse" if number == 0 else f"Meldung {number}",
            timezone.localdate() - timedelta(days=number),
            body=[("text", "<h2>Im Frühjahr</h2><p>Drei Kurse mehr.</p>")],
        )
    film = {
        "title": "Der Film",
        "file": make_document("Film.mp4", MP4),
        "captions": make_document("Film.vtt", VTT),
        "transcript": "<p>Alles als Text.</p>",
    }
    tree.publish_below(home, ArticlePage(title="Film", slug="film", body=[("video", film)]))


@pytest.mark.prove
@pytest.mark.parametrize(("prefix", "options"), LOOKS)
def test_pages_are_accessible(
    new_page: Callable[..., Page], prefix: str, options: dict[str, object]
) -> None:
    page = new_page(**options)
    for path in PATHS:
        page.goto(f"{prefix}{path}")

        assert_accessible(page)


def test_nothing_scrolls_sideways(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    wide = {}
    for path in PATHS:
        page.goto(path)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[path] = width

    assert wide == {}


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_barrier_is_reported_from_the_foot_of_a_page(
    new_page: Callable[..., Page], script: bool
) -> None:
    page = new_page(java_script_enabled=script)
    page.goto("/vernetzungstreffen/")
    page.get_by_role("contentinfo").get_by_role("link", name="Barriere melden").click()

    expect(page.get_by_label("Auf welcher Seite?")).to_have_value("/vernetzungstreffen/")
    page.get_by_label("Ihre E-Mail-Adresse").fill("lesende@")
    page.get_by_role("button", name="Meldung senden").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte schreiben Sie, was nicht geht.")
    expect(page.get_by_label("Ihre E-Mail-Adresse")).to_have_value("lesende@")

    page.get_by_label("Was geht nicht?").fill("Ich kann das nicht lesen.")
    page.get_by_label("Ihre E-Mail-Adresse").fill("")
    page.get_by_role("button", name="Meldung senden").click()

    expect(page.get_by_text("Ihre Meldung ist angekommen.")).to_be_visible()
    report = BarrierReport.objects.get()
    assert (report.text, report.page, report.email) == (
        "Ich kann das nicht lesen.",
        "/vernetzungstreffen/",
        "",
    )


def test_both_languages_without_words_stand_on_top_of_a_phone(
    new_page: Callable[..., Page],
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto("/")

    for name in ("Leichte Sprache", "Gebärdensprache"):
        expect(page.get_by_role("banner").get_by_role("link", name=name)).to_be_in_viewport()
