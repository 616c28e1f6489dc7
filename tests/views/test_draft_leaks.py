"""Nothing of a draft in consultation is anywhere but where the centre and those asked read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cohorts.models import Consultation, Remark
from curriculum.domain import drafting, headings, steps
from curriculum.models import Criterion, Edition
from home.models import User
from tests.factories.cohorts import NOW, make_user
from tests.factories.consulted import Consulted, make_consulted
from tests.factories.curriculum import make_module
from tests.factories.pages import make_news

SECRETS = (
    "Zqwortlaut",
    "Zqneuheit",
    "Zqtitel",
    "Zqanmerkung",
    "Zqantwort",
    "Zqgrund",
    "ZQ-7",
    "Zqenglish",
)
CASE = "/ims/case/v1p1"
KINDS = (
    "CFDocuments",
    "CFPackages",
    "CFItems",
    "CFItemAssociations",
    "CFAssociations",
    "CFAssociationGroupings",
    "CFConcepts",
    "CFSubjects",
    "CFItemTypes",
    "CFLicenses",
    "CFRubrics",
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass(frozen=True)
class Secret:
    """A draft with a secret in each of its texts, and in what was said about it."""

    made: Consulted
    added: Criterion
    remark: Remark


@pytest.fixture
def secret(home_page: object) -> Secret:
    made = make_consulted()
    by, now, criterion = made.centre, NOW, made.reworded
    drafting.reword(criterion=criterion, level="must", statement="Zqwortlaut.", by=by, now=now)
    drafting.translate(criterion=criterion, language="en", statement="Zqenglish.", by=by, now=now)
    steps.mark(criterion=criterion, kind="reworded", reason="Zqgrund.", by=by, now=now)
    standard = criterion.standard
    headings.retitle(standard=standard, title="Zqtitel", introduction="Zqtitel.", by=by, now=now)
    added = steps.add(
        standard=standard, key="ZQ-7", level="may", statement="Zqneuheit.", by=by, now=now
    )
    row = made.remark(by=made.named, text="Zqanmerkung.", criterion=added)
    remark = made.answer(row, "Zqantwort.")
    make_news("Neuigkeit")
    make_module("Grenzen", Criterion.objects.get(standard__edition__key="2023", key="GR-1"))
    return Secret(made, added, remark)


def people(made: Consulted) -> dict[str, User | None]:
    """Who was asked stands here too: they read the draft on its page and nowhere else."""
    return {
        "visitor": None,
        "trainee": make_user(),
        "stranger": made.stranger,
        "trainer": made.trainer,
        "coordinator": made.coordinator,
    }


def spilt(client: Client, address: str) -> tuple[str, list[str]] | None:
    """The address and what it gives away; None where it keeps still."""
    response = client.get(address, follow=True)
    content = b"".join(response) if response.streaming else response.content
    found = [word for word in SECRETS if word.encode() in content]
    return (address, found) if found else None


def looked_at(secret: Secret, addresses: list[str]) -> dict[str, list[tuple[str, list[str]]]]:
    """What each person finds, by person; nothing is what we want."""
    found = {}
    for name, user in people(secret.made).items():
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        leaks = [leak for address in addresses if (leak := spilt(client, address))]
        if leaks:
            found[name] = leaks
    return found


def test_secrets_are_there_for_the_centre(client: Client, secret: Secret) -> None:
    client.force_login(secret.made.centre, backend="django.contrib.auth.backends.ModelBackend")
    edition = secret.made.edition.pk

    found = [
        spilt(client, reverse(name, args=[edition]))
        for name in ("edition_workbench", "edition_consultation")
    ]

    assert {word for leak in found if leak for word in leak[1]} == set(SECRETS)


@pytest.mark.indexed
def test_public_pages_search_and_maps_say_nothing(secret: Secret) -> None:
    draft = [f"/standards/2031/{rest}" for rest in ("", "GR/", "GR/fassungen/")]
    before = [f"/standards/2023/{rest}" for rest in ("", "GR/", "GR/fassungen/")]
    pages = [
        "/",
        "/standards/",
        *before,
        "/module/",
        "/module/grenzen/",
        "/aktuelles/",
        "/termine/",
    ]
    found = [f"/suche/?q={quote(word)}" for word in (*SECRETS[:-2], "Grenzen", "2031")]
    maps = ["/sitemap.xml", "/robots.txt", "/calendar/public.ics"]
    addresses = [*draft, *pages, *found, *maps]
    searched = SECRETS  # a search says again what was looked for, so its own word does not count

    leaks = {
        name: [
            (address, words)
            for address, words in rows
            if set(words) & set(searched) - {word for word in SECRETS if quote(word) in address}
        ]
        for name, rows in looked_at(
            secret, [*addresses, *(f"/en{a}" for a in pages + draft)]
        ).items()
    }

    assert {name: rows for name, rows in leaks.items() if rows} == {}
    assert [Client().get(address).status_code for address in draft] == [404, 404, 404]
    assert "2031" not in Client().get("/sitemap.xml").text
    assert "anhoerung" not in Client().get("/sitemap.xml").text


@pytest.mark.thorough
def test_case_knows_nothing_of_a_draft(secret: Secret) -> None:
    edition = secret.made.edition
    first = Edition.objects.get(key="2023")
    rows = [edition, *edition.standards.all(), secret.made.reworded, secret.added]
    asked = [f"{CASE}/{kind}/{row.uuid}" for kind in KINDS for row in rows]
    old = [
        f"{CASE}/{kind}/{row.uuid}"
        for kind in KINDS
        for row in (first, secret.made.dropped, *first.standards.all())
    ]
    lists = [
        f"{CASE}/CFDocuments{query}"
        for query in (
            "",
            "?limit=1&offset=0",
            "?sort=title&orderBy=desc",
            "?filter=version%3D'2031'",
            f"?filter=identifier%3D'{edition.uuid}'",
            "?filter=title~'2031'",
        )
    ]

    assert looked_at(secret, [*asked, *old, *lists]) == {}
    assert {Client().get(address).status_code for address in asked} == {404}
    for address in (*old, *lists):
        text = Client().get(address).text
        names = ("2031", *(str(row.uuid) for row in rows))
        assert [name for name in names if name in text] == [], address


@pytest.mark.thorough
def test_admin_shows_no_draft_to_anybody_else(secret: Secret) -> None:
    edition, criterion = secret.made.edition.pk, secret.made.reworded.pk
    records = [
        reverse(name, args=[pk])
        for name, pk in (
            ("edition:inspect", edition),
            ("edition:history", edition),
            ("edition:history_results", edition),
            ("edition_workbench", edition),
            ("edition_adopt", edition),
            ("edition_consultation", edition),
            ("criterion:edit", criterion),
            ("criterion:edit", secret.added.pk),
            ("criterion:history", criterion),
            ("criterion:history_results", secret.added.pk),
        )
    ]
    lists = [
        reverse(name) + query
        for name, queries in {
            "wagtailadmin_home": ("",),
            "edition:index": ("", "?q=2031", "?export=csv", "?export=xlsx"),
            "edition:index_results": ("",),
            "coverage": ("?edition=2031", "?edition=2031&export=csv"),
            "impact": ("?edition=2031", "?edition=2031&export=csv"),
            "wagtailadmin_reports:site_history": ("", "?label=ZQ", "?export=csv"),
            "wagtailadmin_pages:search": ("?q=Zqwortlaut",),
            "wagtailadmin_choose_page_search": ("?q=Zqwortlaut",),
            "wagtailadmin_api:pages:listing": ("?fields=*",),
            "message:index": ("", "?export=csv"),
        }.items()
        for query in queries
    ]
    module = secret.made.edition.predecessor.standards.get().criteria.get(key="GR-1")
    page = module.learning_goals.get().module.pk
    forms = [
        reverse("wagtailadmin_pages:edit", args=[page]),
        reverse("module_review", args=[page, criterion]),
    ]

    found = looked_at(secret, [*records, *lists, *forms])

    echoed = ("?q=Zqwortlaut", "?label=ZQ")
    assert {
        name: [leak for leak in rows if not leak[0].endswith(echoed)]
        for name, rows in found.items()
        if any(not leak[0].endswith(echoed) for leak in rows)
    } == {}
    assert Consultation.objects.count() == 2


def test_list_of_editions_in_the_admin_names_no_draft(client: Client, secret: Secret) -> None:
    texts = {}
    for name in ("centre", "stranger", "trainer", "coordinator"):
        client.force_login(
            getattr(secret.made, name), backend="django.contrib.auth.backends.ModelBackend"
        )
        texts[name] = client.get(reverse("edition:index")).text

    listed = {name: ("2023" in text, "2031" in text) for name, text in texts.items()}

    assert listed == {
        "centre": (True, True),
        "stranger": (True, False),
        "trainer": (True, False),
        "coordinator": (True, False),
    }
