"""Modules and programmes as the public reads them."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, PageViewRestriction

from cohorts.models import Carrier, Cohort, CohortModule, Segment, Session
from curriculum.models import Criterion, LearningGoal, ModulePage, ProgrammeModule
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_programme,
    make_step,
)

SECRET = "Niemand muss einen eigenen Fall erzählen."
PLAN = {
    "type": "seminar_plan",
    "value": {
        "title": "Ein Abend",
        "steps": [
            {"minutes": 90, "aim": "Grenzen erkennen", "content": "Wo hört es auf?"},
            {"minutes": 15, "aim": "Pause", "is_break": True},
            {"minutes": 45, "aim": "Nein sagen", "method": "Rollenspiel"},
        ],
    },
}
BODY = [
    {"type": "introduction", "value": "<p>Vielen fällt das Nein schwer.</p>"},
    PLAN,
    {"type": "reflection_question", "value": "Was war Ihnen zu viel?"},
    {"type": "trainer_note", "value": f"<p>{SECRET}</p>"},
]


@pytest.fixture
def criterion(db: None) -> Criterion:
    """GR-1, adopted in 2023."""
    edition = make_edition("2023")
    criterion = make_criterion(edition, "GR-1")
    make_adopted(edition, date(2023, 1, 1))
    return criterion


@pytest.fixture
def module(criterion: Criterion) -> ModulePage:
    return make_module(
        "Grenzen", criterion, number=8, body=BODY, min_minutes=135, max_minutes=180, slug="grenzen"
    )


def behind_the_meter(text: str) -> list[tuple[str, str, str]]:
    """The table under the drawing: words, minutes, units."""
    table = text.partition('class="unit-meter"')[2].partition("</figure>")[0]
    row = r'<th scope="row"><bdi>(.*?)</bdi></th><td class="number">(.*?)</td>'
    return re.findall(row + r'<td class="number">(.*?)</td>', table)


def reword(criterion: Criterion) -> Criterion:
    edition = make_edition("2025", predecessor=criterion.standard.edition)
    edition.predecessor.refresh_from_db()
    new = make_criterion(edition, criterion.key, "Ganz anders gefasst.")
    make_step(criterion, new, Kind.REWORDED)
    make_adopted(edition, date(2025, 1, 1))
    return new


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_module_shows_its_goals_with_the_criteria_they_serve(
    client: Client, module: ModulePage
) -> None:
    text = page(client, "/module/grenzen/")

    assert "Ich kann 1." in text
    assert '<a href="/standards/2023/GR/#GR-1">GR-1</a> in der Ausgabe 2023' in text


def test_a_criterion_of_a_draft_is_not_given_away(client: Client, criterion: Criterion) -> None:
    draft = make_criterion(make_edition("2031"), "ZZ-1", "Noch geheim.")
    make_module("Vorgriff", draft, slug="vorgriff")

    text = page(client, "/module/vorgriff/")

    assert "Ich kann 1." in text
    assert "ZZ-1" not in text
    assert "2031" not in text


def test_a_module_to_review_says_so_calmly(
    client: Client, module: ModulePage, criterion: Criterion
) -> None:
    before = page(client, "/module/grenzen/")
    reword(criterion)

    text = page(client, "/module/grenzen/")

    assert "Zu prüfen" not in before
    assert text.count("Zu prüfen: GR-1 hat sich geändert") == 1
    assert 'href="/standards/2025/GR/fassungen/#GR-1"' in text


def test_the_seminar_plan_adds_up_and_breaks_do_not_count(
    client: Client, module: ModulePage
) -> None:
    text = page(client, "/module/grenzen/")

    assert '<tr class="is-break">' in text
    for begin in ("0:00", "1:30", "1:45"):
        assert f'<bdi dir="ltr">{begin}</bdi>' in text
    assert "135 Minuten Unterricht = 3 UE" in text
    assert re.findall(r'<td class="number">(\d+ Min\.)</td>', text)[-1] == "135 Min."
    assert behind_the_meter(text) == [("Grenzen erkennen", "90", "2"), ("Nein sagen", "45", "1")]
    assert "3 bis 4 UE" in text
    assert "Was war Ihnen zu viel?" in text


@pytest.mark.parametrize("path", ["/module/grenzen/", "/en/module/grenzen/", "/module/"])
def test_notes_for_trainers_are_never_public(client: Client, module: ModulePage, path: str) -> None:
    assert SECRET not in client.get(path).content.decode()


def test_notes_for_trainers_are_not_even_rendered_by_their_block(module: ModulePage) -> None:
    note = module.body[3]

    assert (note.block_type, SECRET in str(note.value)) == ("trainer_note", True)
    assert SECRET not in str(note.render())
    assert SECRET not in str(module.body.render_as_block())


def test_notes_for_trainers_are_not_given_to_the_search(module: ModulePage) -> None:
    (body,) = [f for f in ModulePage.get_search_fields() if f.field_name == "body"]

    content = " ".join(map(str, body.get_value(module)))

    assert "Vielen fällt das Nein schwer." in content
    assert SECRET not in content


def test_a_module_without_plan_goals_or_number_is_a_page(client: Client, db: None) -> None:
    make_module("Leer", slug="leer", number=None)

    text = page(client, "/module/leer/")

    assert "Das können Sie danach" not in text
    assert "unit-meter" not in text


def test_the_shelf_lists_live_modules_by_number(client: Client, criterion: Criterion) -> None:
    make_module("Zweites", criterion, number=8)
    make_module("Erstes", criterion, number=3)
    make_module("Unfertiges", criterion, number=1, live=False)

    text = page(client, "/module/")

    assert text.index("Erstes") < text.index("Zweites")
    assert "Unfertiges" not in text


def test_the_shelf_shows_translations_and_marks_what_is_german(
    client: Client, module: ModulePage, criterion: Criterion
) -> None:
    make_module("Nur Deutsch", criterion, number=9, slug="deutsch")
    english = Locale.objects.create(language_code="en")
    for ancestor in (*module.get_ancestors()[1:], module):
        copy = ancestor.specific.copy_for_translation(english)
        copy.title = f"English {ancestor.title}"
        copy.save_revision().publish()

    text = page(client, "/en/module/")

    assert '<h2><a href="/en/module/grenzen/">English Grenzen</a></h2>' in text
    assert '<h2 lang="de" dir="ltr"><a href="/en/module/deutsch/">Nur Deutsch</a></h2>' in text


def test_an_empty_shelf_says_so(client: Client, module: ModulePage) -> None:
    module.unpublish()

    assert "Noch ist kein Modul veröffentlicht" in page(client, "/module/")


def test_a_preview_shows_the_draft(module: ModulePage) -> None:
    draft = module.get_latest_revision_as_object()
    draft.title = "Noch nicht veröffentlicht"

    response = draft.make_preview_request()

    assert response.status_code == 200
    assert "Noch nicht veröffentlicht" in response.content.decode()


def test_a_preview_judges_the_goals_that_are_not_stored_yet(
    module: ModulePage, criterion: Criterion
) -> None:
    """As the page will be: one goal names the new wording, one that of a draft, one none."""
    new = Criterion.objects.get(pk=reword(criterion).pk)
    unadopted = make_criterion(make_edition("2031"), "ZZ-1", "Noch geheim.")
    draft = module.get_latest_revision_as_object()
    draft.learning_goals = [
        LearningGoal(text=f"Neu {place}.", criterion=named, sort_order=place)
        for place, named in enumerate((new, unadopted, None))
    ]

    text = draft.make_preview_request().content.decode()

    assert [f"Neu {place}." in text for place in range(3)] == [True, True, True]
    assert ("#GR-1" in text, "ZZ-1" in text, "2031" in text) == (True, False, False)
    assert ("Ich kann 1." in text, "Zu prüfen" in text) == (False, False)
    assert "Zu prüfen" in Client().get("/module/grenzen/").content.decode()


def test_a_programme_shows_its_modules_in_order_and_its_rules(
    client: Client, module: ModulePage, criterion: Criterion
) -> None:
    elective = make_module("Wahl", criterion, min_minutes=90, max_minutes=90)
    make_programme(
        slug="basis",
        percent=75,
        make_up_months=1,
        programme_modules=[
            ProgrammeModule(module=module, obligatory=True, sort_order=0),
            ProgrammeModule(module=elective, sort_order=1),
        ],
    )

    text = page(client, "/programme/basis/")

    assert text.index("Grenzen</a>") < text.index("Wahl</a>")
    assert "3 bis 4 UE · Pflicht" in text
    assert "2 UE · Wahl" in text
    assert "Zusammen haben diese Module 5 bis 6 UE." in text
    assert "Sie sind mindestens 75 Prozent der geplanten Zeit dabei." in text
    assert "innerhalb von 1 Monat nachholen" in text
    assert "Wahlmodule zählen" not in text


def test_programmes_are_listed(client: Client, db: None) -> None:
    programme = make_programme(slug="basis")

    assert "Basisqualifizierung" in page(client, "/programme/")
    programme.unpublish()
    assert "Noch ist kein Programm veröffentlicht" in page(client, "/programme/")


@pytest.mark.parametrize("size", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/module/", 5),
        ("/en/module/", 6),
        ("/module/modul-0/", 9),
        ("/programme/", 5),
        ("/programme/basis/", 6),
    ],
)
def test_queries_do_not_grow_with_modules_goals_or_programmes(
    client: Client,
    criterion: Criterion,
    size: int,
    path: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    modules = [
        make_module(f"Modul {n}", *[criterion] * size, slug=f"modul-{n}", body=BODY)
        for n in range(size)
    ]
    for number in range(size):
        make_programme(
            slug="basis" if not number else f"programm-{number}",
            programme_modules=[
                ProgrammeModule(module=module, sort_order=n) for n, module in enumerate(modules)
            ],
        )
    reword(criterion)
    client.get(path)

    with django_assert_num_queries(queries):
        client.get(path)


def test_the_chain_counts_public_courses_and_names_the_next_session(
    client: Client, module: ModulePage
) -> None:
    """An internal course with the same module leaves no trace."""
    carrier = Carrier.objects.create(name="Träger")
    for visibility, day in (("internal", 2), ("public", 24)):
        cohort = Cohort.objects.create(
            title=visibility,
            slug=visibility,
            organiser=carrier,
            visibility=visibility,
            state=Cohort.State.PUBLISHED,
        )
        CohortModule.objects.create(cohort=cohort, module=module, planned_minutes=135)
        session = Session.objects.create(
            cohort=cohort,
            title="Abend",
            starts_at=datetime(2099, 11, day, 17, tzinfo=UTC),
            ends_at=datetime(2099, 11, day, 19, tzinfo=UTC),
        )
        Segment.objects.create(session=session, position=1, minutes=120, module=module)

    text = page(client, "/module/grenzen/")

    assert "in 1 laufenden Kurs<" in text
    assert "nächster am 24. November" in text
    assert "2. November" not in text.replace("22. November", "")


def test_what_stands_below_a_closed_page_is_closed(client: Client, module: ModulePage) -> None:
    assert client.get(module.url).status_code == 200

    PageViewRestriction.objects.create(
        page=module.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )

    assert client.get(module.url).status_code == 302
