"""German content on English and Arabic pages is marked as German, and nothing else is.

Every word of content in this world carries a sign that no word of the interface has, so a page can
be listened to word by word.
"""

import re
from datetime import date, time, timedelta

import pytest
import time_machine
from django.test import Client
from wagtail.models import Locale

from cohorts.domain import sign_up_links
from cohorts.domain.districts import districts
from cohorts.models import Carrier, Cohort, CohortModule, Session
from curriculum.models import CriterionText, ModulePage, ProgrammeModule, StandardText
from home.models import ArticlePage, HomePage, User
from tests.factories import cohorts, curriculum, pages
from tests.factories.cohorts import NOW
from tests.spoken import Spoken, spoken

SIGN = "ẞ"
NAMES_OF_THE_HOUSE = {"Kursbuch", "Steuerkreis", "TOP"}
TYPED = {"Grenzenẞ", "andersẞ"}  # by the reader, in no language that we would know
# The switch names each in itself, and so does the way to Leichte Sprache, which is German.
LANGUAGE_NAMES = {"Deutsch", "Einfaches", "Leichte", "Sprache"}
PAGES = [
    "/",
    "/so/",
    "/standards/",
    "/standards/2025/GR/",
    "/standards/2025/GR/fassungen/",
    "/module/",
    "/module/grenzen/",
    "/programme/",
    "/programme/basis/",
    "/termine/",
    "/termine/?modul=grenzen&traeger={carrier}&programm=basis&sprache=de",
    "/termine/?ansicht=monat&monat=2026-03",
    "/termine/?ansicht=woche&woche=2026-W13",
    "/termine/{session}/",
    "/termine/{cancelled}/",
    "/kurse/kurs/",
    "/traeger/",
    "/aktuelles/",
    "/aktuelles/meldung/",
    "/vernetzungstreffen/",
    "/vernetzungstreffen/reihe/",
    "/vernetzungstreffen/reihe/treffen/",
    "/suche/?q=Grenzenẞ",
    "/suche/?q=andersẞ",
    "/mein/",
    "/anmeldung/{token}/",
]

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


def german(text: str) -> str:
    return re.sub(r"\w+", lambda word: word[0] + SIGN, text)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def places(house: HomePage) -> dict[str, object]:
    """One of everything that a page shows, all in German."""
    for code in ("en", "ar"):
        Locale.objects.create(language_code=code)
    HomePage.objects.update(headline=german("Wer lotst"), lead=german("Ein guter Kurs."))
    house.refresh_from_db()
    article = ArticlePage(
        title=german("So geht es"),
        slug="so",
        lead=german("Kurz gesagt"),
        body=[
            ("text", f"<h2>{german('Erst')}</h2><p>{german('Dann kommen Sie')}</p>"),
            ("note", {"title": german("Gut zu wissen"), "text": german("Es kostet nichts")}),
        ],
        locale=house.locale,
    )
    house.add_child(instance=article).save_revision().publish()
    make_news_and_meetings()
    module = make_module_and_standards()
    carrier = cohorts.make_carrier(
        name=german("Lahn Verein"), district=german("Wetterau"), contact="lahn@example.org"
    )
    return {"carrier": carrier.pk} | make_course(carrier, module)


def make_module_and_standards() -> ModulePage:
    old = curriculum.make_edition("2023")
    first = curriculum.make_criterion(old, "GR-1", german("Grenzen sind da"))
    StandardText.objects.update(title=german("Rolle"), introduction=german("Worum es geht"))
    curriculum.make_adopted(old, date(2023, 1, 1))
    new = curriculum.make_edition("2025", predecessor=old)
    criterion = curriculum.make_criterion(new, "GR-1", german("Grenzen sind anders da"))
    StandardText.objects.filter(standard__edition=new).update(
        title=german("Rolle"), introduction=german("Worum es geht")
    )
    CriterionText.objects.filter(criterion=criterion).update(explanation=german("Warum das so ist"))
    curriculum.make_step(first, criterion, curriculum.Kind.REWORDED, german("Aus der Praxis"))
    curriculum.make_adopted(new, date(2025, 1, 1))
    module = curriculum.make_module(
        german("Grenzen"),
        criterion,
        slug="grenzen",
        lead=german("Nein sagen"),
        number=8,
        min_minutes=90,
        max_minutes=180,
        body=[
            {"type": "introduction", "value": f"<p>{german('Vielen fällt es schwer')}</p>"},
            {"type": "reflection_question", "value": german("Was war es")},
            {
                "type": "seminar_plan",
                "value": {
                    "title": german("Ein Abend"),
                    "steps": [
                        {
                            "minutes": 90,
                            "aim": german("Erkennen"),
                            "content": german("Wo hört es auf"),
                            "method": german("Gespräch"),
                            "material": german("Karten"),
                        },
                        {"minutes": 15, "aim": german("Pause"), "is_break": True},
                    ],
                },
            },
        ],
    )
    module.learning_goals.update(text=german("Ich kann es"))
    revision = module.save_revision()
    revision.publish()
    for shelf in (module.get_parent(),):
        shelf.title = german("Regal")
        shelf.save()
    return module


def make_news_and_meetings() -> None:
    """News, a series, and a meeting in it with a block of every kind."""
    index = pages.make_news_index()
    index.title, index.introduction = german("Neues"), german("Was es gibt")
    index.save_revision().publish()
    pages.make_news(german("Es gibt Geld"), slug="meldung", lead=german("Ab Mai"), body=film())
    shelf = pages.make_meeting_index()
    shelf.title, shelf.introduction = german("Treffen"), german("Was dort war")
    shelf.save_revision().publish()
    series = pages.make_series(german("Reihe im Norden"))
    series.introduction = german("Drei Mal im Jahr")
    series.save_revision().publish()
    carrier = cohorts.make_carrier(name=german("Eder Verein"))
    day = cohorts.make_cohort(
        title=german("Treffen"), kind="event", programme=None, organiser=carrier
    )
    cohorts.make_session(
        day,
        title=german("Treffen"),
        starts_at=NOW - timedelta(days=300),
        place=cohorts.make_place(
            carrier=carrier, name=german("Saal"), town=german("Lich"), address=german("Am Tor")
        ),
    )
    rows = [{"starts_at": time(10), "what": german("Guten Tag"), "who": german("Leitung")}]
    body = [
        ("text", f"<h2>{german('Worum')}</h2><p>{german('Viele kamen')}</p>"),
        ("programme", {"rows": rows}),
        (
            "talk",
            {
                "title": german("Wo es endet"),
                "speaker": german("Eine Frau"),
                "summary": f"<p>{german('Hier endet es')}</p>",
            },
        ),
        (
            "workshop",
            {
                "title": german("Nein sagen"),
                "led_by": german("Ein Mann"),
                "question": german("Wie geht das"),
                "results": [german("Mit einem Satz")],
            },
        ),
    ]
    meeting = {"slug": "treffen", "lead": german("Ein Tag"), "cohort": day, "body": body}
    pages.make_meeting(german("Treffen in Lich"), series, **meeting)


def film() -> list[tuple[str, dict[str, str]]]:
    words = f"<p>{german('Guten Tag')}</p>"
    return [("video", {"title": german("Film"), "transcript": words})]


def make_course(carrier: Carrier, module: ModulePage) -> dict[str, object]:
    programme = curriculum.make_programme(
        german("Basis"), slug="basis", lead=german("Für alle"), body=f"<p>{german('Text')}</p>"
    )
    ProgrammeModule.objects.create(programme=programme, module=module, obligatory=True)
    programme.get_parent().specific.__class__.objects.update(title=german("Programme"))
    course = cohorts.make_cohort(
        title=german("Kurs an der Lahn"),
        slug="kurs",
        lead=german("Vier Abende"),
        organiser=carrier,
        programme=programme,
        capacity=8,
    )
    CohortModule.objects.create(cohort=course, module=module, obligatory=True, planned_minutes=90)
    session = make_evening(course, module, title=german("Abend eins"), status_note=german("Saal"))
    cancelled = make_evening(
        course,
        module,
        title=german("Abend zwei"),
        status=Session.Status.CANCELLED,
        status_note=german("Krank"),
    )
    user = User.objects.create_user("amina@example.org", name="Amina Sahin")
    participant = cohorts.make_participant(full_name="Amina Sahin", email=user.email, user=user)
    row = cohorts.make_sign_up(course, participant)
    return {
        "session": session.uuid,
        "cancelled": cancelled.uuid,
        "token": sign_up_links.token(row),
    }


def make_evening(course: Cohort, module: ModulePage, **fields: object) -> Session:
    place = course.organiser.places.first() or cohorts.make_place(
        carrier=course.organiser,
        name=german("Haus am Ufer"),
        address=german("Am Ufer"),
        town=german("Wetzlar"),
        access=german("Ohne Stufen"),
    )
    session = cohorts.make_session(course, place=place, **fields)
    cohorts.make_segment(session, module=module, minutes=90)
    cohorts.make_segment(session, kind="break", minutes=15)
    return session


def words(texts: list[Spoken]) -> set[str]:
    found = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.text)}
    on_the_map = {name for unit in districts(NOW.date()) for name in (unit.name, *unit.lines)}
    return found - NAMES_OF_THE_HOUSE - LANGUAGE_NAMES - split(on_the_map)


def split(names: set[str]) -> set[str]:
    return {word for name in names for word in re.findall(r"[^\W\d_]+", name)}


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_german_content_is_marked_and_nothing_else(
    client: Client, places: dict[str, object], language: str, direction: str
) -> None:
    client.force_login(User.objects.get(email="amina@example.org"))

    shown = {
        page: client.get(f"/{language}{page.format(**places)}").content.decode() for page in PAGES
    }

    for page, html in shown.items():
        heard = [text for text in spoken(html) if text.text not in TYPED]
        in_german = [text for text in heard if text.language == "de"]
        others = [text for text in heard if text.language != "de"]
        assert {word for word in words(in_german) if SIGN not in word} == set(), page
        assert [text for text in others if SIGN in text.text] == [], page
        assert {text.direction for text in in_german} == {"ltr"}, page
        assert direction in {text.direction for text in others}, page
        assert any(SIGN in text.text for text in in_german), page


def test_german_pages_need_no_marks(client: Client, places: dict[str, object]) -> None:
    text = client.get("/module/grenzen/").content.decode()

    assert re.findall(r'<(?:h1|p|bdi)[^>]* lang="de"', text) == []
