"""Local modules as the public reads them: whose they are, and where they come from."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cohorts.models import Cohort, CohortModule
from home.models import HomePage
from tests.factories.cohorts import make_cohort, make_session
from tests.factories.curriculum import make_adopted, make_criterion, make_edition, make_module
from tests.factories.sections import (
    NOW,
    Local,
    change_original,
    make_adapted,
    make_local_module,
    make_section,
)


@pytest.fixture
def lahn(home_page: HomePage) -> Local:
    return make_section(name="Lahn")


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_local_module_says_whose_it_is_and_what_it_is_based_on(client: Client, lahn: Local) -> None:
    make_adapted(lahn)

    text = page(client, "/vor-ort/lahn/grenzen/")

    assert 'Modul von <a href="/vor-ort/lahn/">Lahn</a>' in text
    assert 'beruht auf <a href="/module/grenzen/">Grenzen</a>' in text


def test_shared_module_belongs_to_nobody(client: Client, lahn: Local) -> None:
    make_adapted(lahn)

    text = page(client, "/module/grenzen/")

    assert "Modul von" not in text
    assert "beruht auf" not in text


def test_original_that_is_no_longer_public_is_not_linked(client: Client, lahn: Local) -> None:
    module = make_adapted(lahn)
    module.based_on.unpublish()

    assert "beruht auf" not in page(client, "/vor-ort/lahn/grenzen/")


def test_changed_original_is_nothing_for_the_public(client: Client, lahn: Local) -> None:
    module = make_adapted(lahn)
    change_original(module, lead="neu")

    assert "geändert" not in page(client, "/vor-ort/lahn/grenzen/")


def test_section_lists_its_live_modules_and_no_drafts(client: Client, lahn: Local) -> None:
    make_local_module(lahn, "Öffentlich")
    make_local_module(lahn, "Geheim", live=False)
    with_draft = make_local_module(lahn, "Alter Titel")
    with_draft.title = "Geheimer Titel"
    with_draft.save_revision()
    make_local_module(make_section(name="Eder"), "Modul der Eder")

    text = page(client, "/vor-ort/lahn/")

    assert "Öffentlich" in text
    assert "Alter Titel" in text
    assert "Geheim" not in text
    assert "Modul der Eder" not in text


def test_draft_is_missing_for_the_public(client: Client, lahn: Local) -> None:
    make_local_module(lahn, "Geheim", slug="geheim", live=False)

    assert client.get("/vor-ort/lahn/geheim/").status_code == 404


def test_list_of_sections_names_those_with_something_to_read(client: Client, lahn: Local) -> None:
    make_local_module(lahn, "Öffentlich")
    make_local_module(make_section(name="Eder"), "Geheim", live=False)

    text = page(client, "/vor-ort/")

    assert ">Lahn</a>" in text
    assert "Öffentlich" in text
    assert "Eder" not in text
    assert "Geheim" not in text


def test_empty_list_leads_to_the_shared_modules(client: Client, lahn: Local) -> None:
    text = page(client, "/vor-ort/")

    assert "Noch kein Träger hat ein eigenes Modul veröffentlicht" in text
    assert 'href="/module/"' in text


def test_shelf_holds_shared_modules_only(client: Client, lahn: Local) -> None:
    make_module("Geteilt")
    make_local_module(lahn, "Eigenes der Lahn")

    text = page(client, "/module/")

    assert ("Geteilt" in text, "Eigenes der Lahn" in text) == (True, False)


def test_list_of_carriers_leads_to_sections_with_modules(client: Client, lahn: Local) -> None:
    make_local_module(lahn)
    make_local_module(make_section(name="Eder"), live=False)

    text = page(client, "/traeger/")

    assert '<a href="/vor-ort/lahn/">Module von Lahn</a>' in text
    assert "Module von Eder" not in text


def test_section_is_read_in_other_languages_too(client: Client, lahn: Local) -> None:
    make_adapted(lahn)

    text = page(client, "/en/vor-ort/lahn/grenzen/")

    assert 'Module of <a href="/en/vor-ort/lahn/"><bdi lang="de" dir="ltr">Lahn</bdi></a>' in text


def test_local_module_closes_no_gap_in_the_standards(client: Client, lahn: Local) -> None:
    """One carrier teaches it; that says nothing about the others."""
    edition = make_edition("2025")
    criterion = make_criterion(edition)
    make_adopted(edition, NOW.date())
    module = make_adapted(lahn, make_module("Geteilt", criterion))
    module.title = "Eigenes der Lahn"
    module.save_revision().publish()

    text = page(client, "/standards/2025/GR/")

    assert ("Geteilt" in text, "Eigenes der Lahn" in text) == (True, False)


def test_cohort_pins_and_shows_the_own_module(client: Client, lahn: Local) -> None:
    module = make_local_module(lahn, "Eigenes der Lahn")
    cohort = make_cohort(organiser=lahn.carrier, state=Cohort.State.PUBLISHED, slug="kurs")
    make_session(cohort).segments.create(position=1, minutes=45, module=module)
    CohortModule.objects.create(
        cohort=cohort, module=module, revision=module.live_revision, planned_minutes=45, position=1
    )

    assert "Eigenes der Lahn" in page(client, "/kurse/kurs/")


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"), [("/vor-ort/", 6), ("/vor-ort/lahn/", 5), ("/traeger/", 3)]
)
def test_public_pages_take_the_same_queries(
    client: Client,
    lahn: Local,
    path: str,
    queries: int,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make_adapted(lahn, make_module(f"Modul {number}"))
        make_local_module(make_section(name=f"Eder {number}"))
    client.get(path)

    with django_assert_num_queries(queries):
        client.get(path)


def test_list_of_carriers_puts_no_bare_number_before_a_name(client: Client, lahn: Local) -> None:
    """A "1" where the numbers of modules stand elsewhere reads as a rank."""
    make_local_module(lahn, "Öffentlich")

    text = page(client, "/vor-ort/")

    assert "Öffentlich" in text
    assert "contents__key" not in text
