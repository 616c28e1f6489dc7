"""From a meeting to a criterion and back, as the public reads it; of a draft nothing is said."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cohorts.domain import findings
from cohorts.models import Cohort, Finding
from curriculum.domain import derivation
from curriculum.models import Criterion, Edition
from tests.factories.cohorts import NOW, make_session, make_user
from tests.factories.curriculum import Kind as Change
from tests.factories.curriculum import make_adopted, make_criterion, make_edition, make_step
from tests.factories.findings import make_centre, make_event, make_finding
from tests.factories.pages import make_meeting

Kind = Finding.Kind
MEETING = "/vernetzungstreffen/treffen/"
DAY = datetime(2025, 3, 4, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.text.split())


def part(text: str, begin: str, end: str) -> str:
    return text[text.index(begin) : text.index(end, text.index(begin))]


def made_event(**fields: Any) -> Cohort:
    event = make_event(title="Treffen in Fulda", **fields)
    make_session(event, starts_at=DAY)
    return event


def adopted_2023() -> Edition:
    edition = make_edition("2023")
    make_criterion(edition, "GR-1")
    make_criterion(edition, "GR-2")
    return make_adopted(edition, date(2023, 1, 1))


def draft_2025() -> Criterion:
    """GR-2 of a draft that follows 2023."""
    adopted_2023()
    draft = derivation.derive(key="2025", by=make_user(), now=NOW)
    return Criterion.objects.get(standard__edition=draft, key="GR-2")


def take(finding: Finding, criterion: Criterion) -> Finding:
    return findings.take_into(finding=finding, criterion=criterion, by=make_centre(), now=NOW)


# --- The meeting ------------------------------------------------------------------------------


def test_meeting_shows_its_public_findings_by_kind(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    agreed: dict[str, Any] = {"kind": Kind.AGREEMENT, "is_public": True, "parties": "Verein Lahn"}
    make_finding(event, text="Offene Absprache.", due_on=date(2026, 4, 1), **agreed)
    make_finding(event, text="Alte Absprache.", due_on=date(2026, 2, 1), **agreed)
    make_finding(event, text="Erledigte Absprache.", done_on=date(2026, 2, 3), **agreed)
    make_finding(event, Kind.IDEA, text="Ein Kartenspiel.", is_public=True)
    make_finding(event, text="Geheim: nur für uns.")
    make_finding(make_event(), text="Geheim: anderswo gesagt.", is_public=True)

    text = page(client, MEETING)

    section = part(text, '<h2 id="ergebnisse">', "</section>")
    assert section.index("Vereinbarungen") < section.index("Ideen")
    for words in (
        "Offene Absprache.",
        "bis 1. April 2026",
        "war bis 1. Februar 2026 vereinbart",
        "erledigt am 3. Februar 2026",
        "Verein Lahn",
        "Ein Kartenspiel.",
    ):
        assert words in section, words
    assert "Vorschläge für die Standards" not in section
    assert "Geheim" not in text


def test_meeting_without_public_findings_says_nothing_of_them(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    make_finding(event, text="Geheim: nur für uns.")

    text = page(client, MEETING)

    assert "ergebnisse" not in text
    assert "Die Dokumentation folgt" in text
    assert "Geheim" not in text


def test_what_was_taken_into_a_draft_reads_like_what_is_discussed(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    proposal = make_finding(event, text="Den Träger nennen.", is_public=True)
    criterion = draft_2025()
    open_still = page(client, MEETING)

    take(proposal, criterion)

    taken = page(client, MEETING)
    assert taken == open_still
    assert "wird besprochen" in taken
    for secret in ("2025/", "Ausgabe 2025", "GR-2"):
        assert secret not in taken, secret


def test_taken_up_links_to_the_criterion_once_the_edition_is_adopted(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    criterion = draft_2025()
    take(make_finding(event, is_public=True), criterion)
    make_adopted(Edition.objects.get(key="2025"), date(2026, 3, 1))

    text = page(client, MEETING)

    assert '<a href="/standards/2025/GR/#GR-2">GR-2, Ausgabe 2025</a>' in text
    assert "wird besprochen" not in text
    assert '<a href="/en/standards/2025/GR/#GR-2">' in page(client, f"/en{MEETING}")


def test_declined_says_why(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    make_finding(event, is_public=True, declined_because="Das steht schon in RO-1.")
    make_finding(event, declined_because="Geheim: zu teuer.")

    text = page(client, MEETING)

    assert "nicht aufgenommen" in text
    assert "Das steht schon in RO-1." in text
    assert "Geheim" not in text


def test_proposal_names_the_criterion_it_is_about(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    adopted_2023()
    make_finding(event, is_public=True, criterion=Criterion.objects.get(key="GR-1"))

    assert '<a href="/standards/2023/GR/#GR-1">' in page(client, MEETING)


def test_german_words_are_marked_on_pages_in_other_languages(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    make_finding(event, text="Den Träger nennen.", is_public=True, declined_because="Nein danke.")

    text = page(client, f"/ar{MEETING}")

    assert '<p lang="de" dir="ltr">Den Träger nennen.</p>' in text
    assert '<span lang="de" dir="ltr">Nein danke.</span>' in text


@pytest.mark.parametrize("count", [1, 5])
def test_meeting_takes_the_same_queries_for_many_findings(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    edition = make_edition("2023")
    for number in range(count):
        criterion = make_criterion(edition, f"GR-{number}")
        take(make_finding(event, is_public=True), criterion)
        make_finding(event, Kind.AGREEMENT, is_public=True)
    make_adopted(edition, date(2023, 1, 1))
    client.get(MEETING)

    with django_assert_num_queries(9):
        client.get(MEETING)


# --- The criterion ----------------------------------------------------------------------------


def origin(client: Client, path: str = "/standards/2025/GR/") -> str:
    """What the criteria of the page say about where they come from; empty for nothing."""
    text = page(client, path)
    if "Vorgeschlagen bei:" not in text:
        return ""
    return part(text, "<b>Vorgeschlagen bei:</b>", "</p>").removeprefix("<b>Vorgeschlagen bei:</b>")


def adopted_2025(finding: Finding) -> None:
    take(finding, draft_2025())
    make_adopted(Edition.objects.get(key="2025"), date(2026, 3, 1))


def test_criterion_leads_back_to_the_meeting(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    adopted_2025(make_finding(event, is_public=True))

    assert origin(client).strip() == (
        '<span><a href="/vernetzungstreffen/treffen/#ergebnisse">Treffen</a>, 4. März 2025</span>'
    )
    assert page(client, "/standards/2025/GR/").count("Vorgeschlagen bei:") == 1
    assert origin(client, "/standards/2023/GR/") == ""


def test_later_editions_still_say_where_their_wording_comes_from(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    adopted_2025(make_finding(event, is_public=True))
    derivation.derive(key="2027", by=make_user(), now=NOW)
    make_adopted(Edition.objects.get(key="2027"), date(2026, 3, 2))

    assert "#ergebnisse" in origin(client, "/standards/2027/GR/")


def test_many_proposals_of_one_meeting_name_it_once(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    take(make_finding(event, is_public=True), draft_2025())
    take(
        make_finding(event, is_public=True),
        Criterion.objects.get(standard__edition__key="2025", key="GR-2"),
    )
    make_adopted(Edition.objects.get(key="2025"), date(2026, 3, 1))

    assert origin(client).count("<a ") == 1


@pytest.mark.parametrize(
    ("is_public", "is_live", "visibility", "expected"),
    [
        (False, True, "public", "<span>Treffen in Fulda, 4. März 2025</span>"),
        (True, False, "public", "<span>Treffen in Fulda, 4. März 2025</span>"),
        (
            True,
            True,
            "internal",
            '<span><a href="/vernetzungstreffen/treffen/#ergebnisse">Treffen</a></span>',
        ),
        (False, True, "internal", ""),
        (False, True, "by_link", ""),
        (True, False, "internal", ""),
    ],
)
def test_origin_says_only_what_everybody_may_know(
    client: Client, is_public: bool, is_live: bool, visibility: str, expected: str
) -> None:
    event = made_event(visibility=visibility)
    meeting = make_meeting("Treffen", cohort=event)
    adopted_2025(make_finding(event, is_public=is_public, text="Geheim: im Wortlaut."))
    if not is_live:
        meeting.unpublish()

    assert origin(client).strip() == expected
    assert "Geheim" not in page(client, "/standards/2025/GR/")


def test_page_behind_a_password_is_not_linked(client: Client) -> None:
    event = made_event(visibility="internal")
    meeting = make_meeting("Treffen", cohort=event)
    meeting.view_restrictions.create(restriction_type="login")
    adopted_2025(make_finding(event, is_public=True))

    assert origin(client) == ""


def test_title_is_marked_as_german_in_other_languages(client: Client) -> None:
    event = made_event()
    make_meeting("Treffen", cohort=event)
    adopted_2025(make_finding(event, is_public=True))

    text = page(client, "/ar/standards/2025/GR/")

    assert (
        '<a href="/ar/vernetzungstreffen/treffen/#ergebnisse">'
        '<bdi lang="de" dir="ltr">Treffen</bdi></a>'
    ) in text


@pytest.mark.parametrize("count", [1, 5])
def test_standard_takes_the_same_queries_for_many_origins(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = make_edition("2023")
    old = [make_criterion(first, f"GR-{number}") for number in range(count)]
    for number, criterion in enumerate(old):
        event = make_event(title=f"Treffen {number}")
        make_session(event, starts_at=DAY)
        make_meeting(f"Treffen {number}", cohort=event)
        take(make_finding(event, is_public=True), criterion)
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    for criterion in old:
        make_step(criterion, make_criterion(second, criterion.key), Change.UNCHANGED)
    make_adopted(second, date(2025, 1, 1))
    client.get("/standards/2025/GR/")

    with django_assert_num_queries(8):
        client.get("/standards/2025/GR/")
