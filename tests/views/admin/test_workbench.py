"""The workbench: everything that editors do with an edition, with and without script."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from curriculum.domain import derivation, drafting, steps
from curriculum.domain.drafting import seen_as
from curriculum.models import Criterion, CriterionText, Edition, Standard, StandardText, Succession
from tests.factories.curriculum import make_adopted, make_criterion, make_edition, make_user
from tests.views.admin.conftest import Estate, sign_in

JSON = {"headers": {"Accept": "application/json"}}
OLD = seen_as("must", "GR-1 gilt.", "")


def derived(*keys: str) -> Edition:
    edition = make_edition("2025")
    for key in keys:
        make_criterion(edition, key, f"{key} gilt.")
    make_adopted(edition, date(2025, 1, 1))
    return derivation.derive(key="2027", by=make_user(), now=timezone.now())


@pytest.fixture
def draft(db: None) -> Edition:
    """2027, derived from 2025: GR-1 and GR-2 in one standard, RO-1 in another."""
    return derived("GR-1", "GR-2", "RO-1")


def bench(edition: Edition) -> str:
    return reverse("edition_workbench", args=[edition.pk])


def of(edition: Edition, key: str) -> Criterion:
    return Criterion.objects.get(standard__edition=edition, key=key)


def heading(edition: Edition, key: str = "GR") -> Standard:
    return edition.standards.get(key=key)


def german(criterion: Criterion) -> str:
    return criterion.texts.get(language="de").statement


def wording(criterion: Criterion, statement: str, seen: str = OLD) -> dict[str, Any]:
    return {
        "deed": "reword",
        "row": criterion.pk,
        "level": "must",
        "statement": statement,
        "explanation": "",
        "seen": seen,
    }


def plain(text: str) -> str:
    return " ".join(text.split())


# --- Reading ------------------------------------------------------------------------------------


def test_outline_redline_and_what_is_missing_stand_on_one_page(
    as_centre: Client, draft: Edition
) -> None:
    criterion = of(draft, "GR-1")
    drafting.reword(
        criterion=criterion,
        level="must",
        statement="GR-1 ruht.",
        by=make_user(),
        now=timezone.now(),
    )

    page = plain(as_centre.get(bench(draft)).text)

    for anchor in ("GR", "GR-1", "GR-2", "RO", "RO-1"):
        assert f'href="#{anchor}"' in page
        assert page.count(f'id="{anchor}"') == 1
    assert "<del><span" in page
    assert "gilt.</del>" in page
    assert "ruht.</ins>" in page
    assert '<a href="#GR-1">GR-1: ' in page
    assert page.count("nicht gekennzeichnet") == 2  # above all, and at the criterion


def test_keys_that_stand_twice_keep_their_places_apart(as_centre: Client, draft: Edition) -> None:
    steps.renumber(criterion=of(draft, "RO-1"), key="GR-1", by=make_user(), now=timezone.now())

    page = as_centre.get(bench(draft)).text

    assert page.count('id="GR-1"') == page.count('id="GR-1.2"') == 1


def test_of_a_long_edition_one_standard_at_a_time_is_laid_open(as_centre: Client) -> None:
    draft = derived(*(f"GR-{n}" for n in range(40)), *(f"RO-{n}" for n in range(40)))
    role, criterion = heading(draft, "RO"), of(draft, "RO-7")
    drafting.reword(
        criterion=criterion, level="must", statement="Neu.", by=make_user(), now=timezone.now()
    )

    first = as_centre.get(bench(draft)).text
    second = as_centre.get(bench(draft), {"standard": role.pk}).text
    fields = wording(criterion, "Neuer.", seen_as("must", "Neu.", ""))
    saved = as_centre.post(f"{bench(draft)}?standard={role.pk}", fields)
    refused = as_centre.post(bench(draft), fields | {"statement": "Zu spät."})

    assert first.count(f'href="?standard={role.pk}#RO-7"') == 2  # the outline, what is missing
    assert ('id="GR-7"' in first, 'id="RO-7"' in first) == (True, False)
    assert ('id="GR-7"' in second, 'id="RO-7"' in second) == (False, True)
    assert second.count('href="#RO-7"') == 2
    assert saved.url == f"{bench(draft)}?standard={role.pk}#RO-7"
    assert (refused.status_code, "Zu spät.</textarea>" in refused.text) == (409, True)


@pytest.mark.parametrize("size", [1, 5])
def test_workbench_asks_the_database_the_same_for_one_criterion_and_for_five(
    as_centre: Client, size: int
) -> None:
    draft = derived(*(f"GR-{number}" for number in range(size)))
    for criterion in Criterion.objects.filter(standard__edition=draft):
        drafting.reword(
            criterion=criterion, level="may", statement="Neu.", by=make_user(), now=timezone.now()
        )
    as_centre.get(bench(draft))

    with CaptureQueriesContext(connection) as queries:
        as_centre.get(bench(draft))

    assert len(queries) == 32


@pytest.mark.parametrize("role", ["coordinator", "trainer"])
def test_others_neither_read_nor_write(
    client: Client, ours: Estate, draft: Edition, role: str
) -> None:
    sign_in(client, getattr(ours, role))
    criterion = of(draft, "GR-1")

    answers = [
        client.get(bench(draft)),
        client.post(bench(draft), wording(criterion, "Fremd.")),
        client.post(reverse("edition_derive"), {"key": "2031"}),
    ]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/admin/")] * 3
    assert german(criterion) == "GR-1 gilt."
    assert not Edition.objects.filter(key="2031").exists()
    assert bench(draft) not in client.get(reverse("edition:index")).text
    assert bench(draft) not in client.get(reverse("edition:inspect", args=[draft.pk])).text


def test_centre_finds_it_from_the_list_and_the_record(as_centre: Client, draft: Edition) -> None:
    assert bench(draft) in as_centre.get(reverse("edition:index")).text
    assert bench(draft) in as_centre.get(reverse("edition:inspect", args=[draft.pk])).text


# --- Deeds --------------------------------------------------------------------------------------


def test_wording_is_saved_and_leads_back_to_its_place(as_centre: Client, draft: Edition) -> None:
    criterion = of(draft, "GR-1")

    response = as_centre.post(bench(draft), wording(criterion, "Neu."))

    assert response.url == f"{bench(draft)}#GR-1"
    assert german(criterion) == "Neu."


def test_script_gets_the_redline_and_what_is_missing(as_centre: Client, draft: Edition) -> None:
    answer = as_centre.post(bench(draft), wording(of(draft, "GR-1"), "Neu."), **JSON).json()

    assert (answer["saved"], answer["seen"]) == (True, seen_as("must", "Neu.", ""))
    assert "Neu.</ins>" in answer["redline"]
    assert "#GR-1" in answer["missing"]


def test_blank_wording_is_refused_at_the_field_and_keeps_what_was_typed(
    as_centre: Client, draft: Edition
) -> None:
    fields = wording(of(draft, "GR-1"), " ") | {"explanation": "Weil <b>es</b> so ist."}

    page = as_centre.post(bench(draft), fields)
    answer = as_centre.post(bench(draft), fields, **JSON)

    assert (page.status_code, answer.json()["saved"]) == (422, False)
    assert f'id="c{fields["row"]}-statement-error"' in page.text
    assert "Weil &lt;b&gt;es&lt;/b&gt; so ist." in page.text
    assert list(answer.json()["errors"]) == ["statement"]


def test_of_two_editors_neither_loses_a_word(
    as_centre: Client, centre: Estate, draft: Edition
) -> None:
    criterion = of(draft, "GR-1")
    other = sign_in(Client(), centre.coordinator)
    other.post(bench(draft), wording(criterion, "Von der anderen."))

    refused = as_centre.post(bench(draft), wording(criterion, "Von mir."))
    by_script = as_centre.post(bench(draft), wording(criterion, "Von mir."), **JSON)

    assert (refused.status_code, by_script.json()["conflict"]) == (409, True)
    assert "Von der anderen.</p>" in refused.text
    assert "Von mir.</textarea>" in refused.text
    seen = seen_as("must", "Von der anderen.", "")
    assert f'value="{seen}"' in refused.text
    assert by_script.json()["seen"] == seen
    assert by_script.json()["stored"] == {
        "level": "must",
        "statement": "Von der anderen.",
        "explanation": "",
    }
    assert german(criterion) == "Von der anderen."

    as_centre.post(bench(draft), wording(criterion, "Von mir.", seen))
    assert german(criterion) == "Von mir."


def test_what_was_written_is_shown_where_the_row_is_gone(as_centre: Client, draft: Edition) -> None:
    criterion = of(draft, "GR-1")
    fields = wording(criterion, "Lange überlegt.")
    steps.drop(criterion=criterion, reason="Weg.", by=make_user(), now=timezone.now())

    page = as_centre.post(bench(draft), fields)

    assert page.status_code == 422
    assert "Lange überlegt." in page.text


def test_kind_of_change_is_marked_and_its_reason_not_overwritten(
    as_centre: Client, draft: Edition
) -> None:
    fields = {
        "deed": "mark",
        "row": of(draft, "GR-1").pk,
        "kind": "editorial",
        "reason": "Ein Komma.",
        "seen": seen_as("unchanged", ""),
    }

    as_centre.post(bench(draft), fields)
    refused = as_centre.post(bench(draft), fields | {"reason": "Ein Punkt."}, **JSON)

    step = Succession.objects.get(to_criterion=fields["row"])
    assert (step.kind, step.reason) == ("editorial", "Ein Komma.")
    assert refused.json()["stored"] == {"kind": "editorial", "reason": "Ein Komma."}


def test_deeds_change_the_order_and_lead_to_their_place(as_centre: Client, draft: Edition) -> None:
    one, two = of(draft, "GR-1"), of(draft, "GR-2")
    role = heading(draft, "RO")

    def post(deed: str, row: int, **fields: object) -> str:
        response = as_centre.post(bench(draft), {"deed": deed, "row": row, **fields})
        assert response.status_code == 302, plain(response.text)
        return response.url.partition("#")[2]

    assert post("split", one.pk, key="GR-1a", statement="Teil.") == "GR-1a"
    assert post("move", two.pk, standard=role.pk, position=1) == "GR-2"
    assert post("renumber", two.pk, key="RO-2") == "RO-2"
    seen = seen_as("must", "GR-2 gilt.", "")
    assert post("merge", two.pk, into="RO-1", seen=seen) == "RO-1"
    assert post("add", role.pk, key="RO-3", level="may", statement="Neu.") == "RO-3"
    seen = seen_as("must", "GR-1 gilt.", "")
    assert post("drop", one.pk, reason="Weg.", seen=seen, back=one.standard_id) == "GR"
    part, seen = of(draft, "GR-1a").pk, seen_as("must", "Teil.", "")
    assert post("drop", part, reason="Weg.", seen=seen, back=one.standard_id) == "GR"
    dropped = Succession.objects.get(kind="dropped")
    assert post("take_back", dropped.pk) == "GR-1"
    assert post("add_standard", 0, key="SP", title="Sprache") == "SP"
    assert post("reorder", heading(draft, "SP").pk, position=1) == "SP"
    seen = seen_as("Sprache", "")
    fields = {"title": "Sprachen", "introduction": "Kurz.", "seen": seen}
    assert post("retitle", heading(draft, "SP").pk, **fields) == "SP"
    fields = {"language": "en", "title": "Languages", "introduction": "", "seen": seen_as("", "")}
    assert post("translate_title", heading(draft, "SP").pk, **fields) == "SP"

    keys = Criterion.objects.filter(standard__edition=draft).order_by(
        "standard__position", "position"
    )
    assert [row.key for row in keys] == ["GR-1", "RO-1", "RO-3"]
    assert [row.key for row in draft.standards.all()] == ["SP", "GR", "RO"]
    titles = StandardText.objects.filter(standard__key="SP").order_by("language")
    assert [text.title for text in titles] == ["Sprachen", "Languages"]
    assert post("remove", heading(draft, "SP").pk) == ""


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"deed": "split", "key": "GR-2", "statement": "Teil."}, "deeds"),
        ({"deed": "split", "key": "", "statement": "Behalten."}, "split-key-error"),
        ({"deed": "merge", "into": "GR-77"}, "merge-into-error"),
        ({"deed": "move", "standard": "0", "position": "1"}, "deeds"),
        ({"deed": "move", "position": "-1"}, "move-position-error"),
        ({"deed": "renumber", "key": "G R"}, "renumber-key-error"),
        ({"deed": "drop", "reason": " "}, "drop-reason-error"),
    ],
)
def test_refused_deed_says_so_at_its_field(
    as_centre: Client, draft: Edition, fields: dict[str, str], where: str
) -> None:
    criterion = of(draft, "GR-1")
    own = {"row": criterion.pk, "standard": criterion.standard_id, "seen": OLD}

    page = as_centre.post(bench(draft), own | fields)

    assert page.status_code == 422
    assert page.text.count('<details class="bench__deeds" open>') == 1
    assert where == "deeds" or f'id="c{criterion.pk}-{where}"' in page.text
    assert all(value in page.text for value in fields.values() if value.strip())


def test_rows_of_another_edition_are_out_of_reach(as_centre: Client, draft: Edition) -> None:
    other = make_criterion(make_edition("2031"), "ZZ-1", "Fremd.")

    answers = [
        as_centre.post(bench(draft), wording(other, "Übernommen.", seen_as("must", "Fremd.", ""))),
        as_centre.post(bench(draft), {"deed": "remove", "row": other.standard_id}),
        as_centre.post(bench(draft), {"deed": "explode", "row": other.pk}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 404]
    assert german(other) == "Fremd."


# --- After adoption -----------------------------------------------------------------------------


def test_after_adoption_only_translations_change(as_centre: Client, draft: Edition) -> None:
    criterion = of(draft, "GR-1")
    make_adopted(draft, date(2026, 1, 1))

    page = as_centre.get(bench(draft)).text
    frozen = as_centre.post(bench(draft), wording(criterion, "Zu spät, aber behalten."))
    as_centre.post(
        bench(draft),
        {
            "deed": "translate",
            "row": criterion.pk,
            "language": "en",
            "statement": "GR-1 holds.",
            "explanation": "",
            "seen": seen_as("", ""),
        },
    )

    assert 'value="reword"' not in page
    assert 'value="translate"' in page
    assert (frozen.status_code, german(criterion)) == (422, "GR-1 gilt.")
    assert "Zu spät, aber behalten." in frozen.text
    assert CriterionText.objects.get(language="en").statement == "GR-1 holds."
