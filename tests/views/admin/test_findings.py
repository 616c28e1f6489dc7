"""Findings in the admin: written down, discussed, kept, judged; each in its scope."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.domain import findings
from cohorts.models import Cohort, Finding
from curriculum.domain import derivation
from curriculum.models import Criterion, Edition
from tests.factories.cohorts import NOW, make_user
from tests.factories.curriculum import make_adopted, make_criterion, make_edition
from tests.factories.findings import make_finding
from tests.factories.pages import make_meeting
from tests.views.admin.conftest import SECRET, Estate, sign_in
from tests.views.admin.test_house import headings

Kind = Finding.Kind
TODAY = NOW.date()


@pytest.fixture
def draft(db: None) -> Edition:
    """2027, derived from 2025 with GR-1 and GR-2."""
    first = make_edition("2025")
    for key in ("GR-1", "GR-2"):
        make_criterion(first, key, f"Wortlaut von {key}.")
    make_adopted(first, date(2025, 1, 1))
    return derivation.derive(key="2027", by=make_user(), now=NOW)


def of(edition: str, key: str) -> Criterion:
    return Criterion.objects.get(standard__edition__key=edition, key=key)


def at(name: str, finding: Finding) -> str:
    return reverse(f"finding:{name}", args=[finding.pk])


def typed(estate: Estate, **fields: Any) -> dict[str, Any]:
    return {"cohort": estate.cohort.pk, "kind": Kind.IDEA, "text": "Ein Kartenspiel."} | fields


# --- Writing down -----------------------------------------------------------------------------


def test_organiser_writes_down_an_agreement_from_the_record_of_the_event(
    as_coordinator: Client, ours: Estate
) -> None:
    record = as_coordinator.get(reverse("cohort:edit", args=[ours.cohort.pk])).text
    add = f"{reverse('finding:add')}?cohort={ours.cohort.pk}"
    form = as_coordinator.get(add)

    response = as_coordinator.post(
        add,
        typed(
            ours,
            kind=Kind.AGREEMENT,
            text="Wir teilen die Referentin.",
            parties="Verein A, Verein B",
            due_on="2026-06-30",
            is_public="on",
        ),
    )

    made = Finding.objects.get(kind=Kind.AGREEMENT)
    assert f'href="{add}"' in record
    assert f'value="{ours.cohort.pk}" selected' in form.text
    assert response.url == at("inspect", made)
    assert (made.cohort, made.due_on, made.is_public, made.by) == (
        ours.cohort,
        date(2026, 6, 30),
        True,
        ours.coordinator,
    )


def test_what_is_missing_stands_at_its_field_and_what_was_typed_stays(
    as_coordinator: Client, ours: Estate
) -> None:
    response = as_coordinator.post(
        reverse("finding:add"), typed(ours, kind=Kind.AGREEMENT, text="Wir teilen uns das.")
    )

    form = response.context["form"]
    assert sorted(form.errors) == ["due_on", "parties"]
    assert "Sagen Sie, bis wann es erledigt sein soll." in response.text
    assert "Wir teilen uns das." in response.text
    assert Finding.objects.filter(kind=Kind.AGREEMENT).count() == 0


def test_one_chooses_among_the_own_events_and_the_criteria_in_force(
    as_coordinator: Client, ours: Estate, theirs: Estate, draft: Edition
) -> None:
    text = as_coordinator.get(reverse("finding:add")).text
    foreign = as_coordinator.post(reverse("finding:add"), typed(theirs))
    drafted = as_coordinator.post(
        reverse("finding:add"), typed(ours, criterion=of("2027", "GR-1").pk)
    )

    assert "GR-1 (2025): Wortlaut von GR-1." in text
    assert "(2027)" not in text
    assert SECRET not in text
    assert list(foreign.context["form"].errors) == ["cohort"]
    assert list(drafted.context["form"].errors) == ["criterion"]
    assert Finding.objects.filter(text="Ein Kartenspiel.").count() == 0


def test_page_of_a_meeting_leads_to_its_event(as_centre: Client, ours: Estate) -> None:
    Cohort.objects.filter(pk=ours.cohort.pk).update(kind=Cohort.Kind.EVENT)
    documented = make_meeting("Treffen", cohort=ours.cohort)
    alone = make_meeting("Ohne Veranstaltung")
    add = f"{reverse('finding:add')}?cohort={ours.cohort.pk}"

    def editor(page: Any) -> str:
        return as_centre.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text

    assert add in editor(documented)
    assert reverse("finding:add") not in editor(alone)


def test_finished_finding_keeps_its_words_but_can_leave_the_page(
    as_coordinator: Client, ours: Estate
) -> None:
    finding = make_finding(ours.cohort, is_public=True, declined_because="Nein.")
    form = as_coordinator.get(at("edit", finding)).context["form"]
    version = form.initial["version"]

    as_coordinator.post(at("edit", finding), typed(ours, text="Anders.", version=version))

    finding.refresh_from_db()
    assert (finding.text, finding.is_public) == ("Grenzen früher ansprechen.", False)


def test_two_who_change_the_same_finding_lose_nothing(as_coordinator: Client, ours: Estate) -> None:
    finding = make_finding(ours.cohort, Kind.IDEA)
    version = as_coordinator.get(at("edit", finding)).context["form"].initial["version"]
    Finding.objects.filter(pk=finding.pk).update(text="Inzwischen anders.")

    response = as_coordinator.post(
        at("edit", finding), typed(ours, text="Meine Worte.", version=version)
    )

    finding.refresh_from_db()
    assert finding.text == "Inzwischen anders."
    assert "Meine Worte." in response.text


# --- Reading and discussing -------------------------------------------------------------------


def test_list_shows_what_became_of_each(
    as_coordinator: Client, ours: Estate, draft: Edition, centre: Estate
) -> None:
    taken = make_finding(ours.cohort, text="Eins.")
    findings.take_into(finding=taken, criterion=of("2027", "GR-2"), by=centre.coordinator, now=NOW)
    make_finding(ours.cohort, text="Zwei.", declined_because="Nein.")
    make_finding(ours.cohort, Kind.AGREEMENT, text="Drei.", due_on=TODAY - timedelta(days=1))
    make_finding(ours.cohort, Kind.AGREEMENT, text="Vier.", done_on=TODAY)

    def listed(query: str = "") -> list[str]:
        rows = as_coordinator.get(reverse("finding:index") + query).context["object_list"]
        return sorted(row.text for row in rows)

    text = as_coordinator.get(reverse("finding:index")).text
    for words in ("aufgenommen in GR-2, Entwurf 2027", "nicht aufgenommen", "überfällig"):
        assert words in text, words
    assert listed() == ["Drei.", "Einfall Lahn", "Eins.", "Vier.", "Zwei."]
    assert listed("?state=taken") == ["Eins."]
    assert listed("?state=declined") == ["Zwei."]
    assert listed("?state=overdue") == ["Drei."]
    assert listed("?state=kept") == ["Vier."]
    assert listed("?state=noted") == ["Einfall Lahn"]
    assert listed("?kind=agreement") == ["Drei.", "Vier."]


def test_filter_offers_no_event_of_others(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    text = as_coordinator.get(reverse("finding:index")).text

    assert f"Kurs {ours.carrier.name.removeprefix('Träger ')}" in text
    assert SECRET not in text


def test_trainer_and_trainee_have_no_findings(client: Client, ours: Estate, trainee: Any) -> None:
    finding = make_finding(ours.cohort, text="Geheimer Vorschlag.")
    for user in (ours.trainer, trainee):
        sign_in(client, user)
        for address in (reverse("finding:index"), reverse("finding:add"), at("inspect", finding)):
            response = client.get(address)

            assert response.status_code in (302, 403, 404), (user, address)
            assert "Geheimer" not in response.text
    sign_in(client, ours.trainer)
    assert "Geheimer" not in client.get(reverse("cohort:inspect", args=[ours.cohort.pk])).text


def test_note_is_written_on_the_record(as_coordinator: Client, ours: Estate) -> None:
    finding = make_finding(ours.cohort)

    response = as_coordinator.post(at("note", finding), {"text": "Zwei sind <dafür>."})
    refused = as_coordinator.post(at("note", finding), {"text": " "})

    assert response.url == at("inspect", finding)
    text = as_coordinator.get(at("inspect", finding)).text
    assert "Zwei sind &lt;dafür&gt;." in text
    assert str(ours.coordinator) in text
    assert list(refused.context["form"].errors) == ["text"]
    assert finding.notes.count() == 1


# --- What becomes of it -----------------------------------------------------------------------


def test_centre_takes_a_proposal_into_a_draft_and_is_led_to_the_workbench(
    as_centre: Client, ours: Estate, draft: Edition
) -> None:
    proposal = make_finding(ours.cohort, text="Den Träger nennen.")
    criterion = of("2027", "GR-2")
    asked = as_centre.get(at("take_into", proposal)).text

    response = as_centre.post(at("take_into", proposal), {"criterion": criterion.pk}, follow=True)

    proposal.refresh_from_db()
    assert "GR-2 (2027): Wortlaut von GR-2." in asked
    assert "(2025)" not in asked
    assert proposal.taken_into == criterion
    bench = reverse("edition_workbench", args=[draft.pk])
    assert f'href="{bench}#GR-2"' in response.text
    assert "Der Vorschlag ist in GR-2 aufgenommen." in response.text
    assert as_centre.get(at("take_into", proposal)).status_code == 302


def test_criterion_of_an_adopted_edition_cannot_be_chosen(
    as_centre: Client, ours: Estate, draft: Edition
) -> None:
    proposal = make_finding(ours.cohort)

    response = as_centre.post(at("take_into", proposal), {"criterion": of("2025", "GR-1").pk})

    proposal.refresh_from_db()
    assert list(response.context["form"].errors) == ["criterion"]
    assert proposal.taken_into is None


def test_taken_up_leads_to_the_public_page_once_adopted(
    as_centre: Client, ours: Estate, draft: Edition, centre: Estate
) -> None:
    proposal = make_finding(ours.cohort)
    findings.take_into(
        finding=proposal, criterion=of("2027", "GR-2"), by=centre.coordinator, now=NOW
    )
    make_adopted(draft, TODAY)

    text = as_centre.get(at("inspect", proposal)).text

    assert 'href="/standards/2027/GR/#GR-2"' in text
    assert "aufgenommen in GR-2, Ausgabe 2027" in text
    assert "Den Wortlaut" not in text


def test_centre_declines_with_a_reason(as_centre: Client, ours: Estate) -> None:
    proposal = make_finding(ours.cohort)

    refused = as_centre.post(at("decline", proposal), {"reason": ""})
    as_centre.post(at("decline", proposal), {"reason": "Steht schon in GR-1."})

    proposal.refresh_from_db()
    assert list(refused.context["form"].errors) == ["reason"]
    assert proposal.declined_because == "Steht schon in GR-1."


@pytest.mark.parametrize("deed", ["take_into", "decline"])
def test_organiser_judges_nothing(
    as_coordinator: Client, ours: Estate, draft: Edition, deed: str
) -> None:
    proposal = make_finding(ours.cohort)
    record = as_coordinator.get(at("inspect", proposal)).text

    asked = as_coordinator.get(at(deed, proposal))
    done = as_coordinator.post(
        at(deed, proposal), {"criterion": of("2027", "GR-1").pk, "reason": "Nein."}
    )

    proposal.refresh_from_db()
    assert at(deed, proposal) not in record
    assert (asked.status_code, done.status_code) == (302, 302)
    assert (asked.url, done.url) == (reverse("wagtailadmin_home"),) * 2
    assert (proposal.taken_into, proposal.declined_because) == (None, "")


def test_organiser_says_that_an_agreement_was_kept(as_coordinator: Client, ours: Estate) -> None:
    agreement = make_finding(ours.cohort, Kind.AGREEMENT)
    asked = as_coordinator.get(at("keep", agreement)).text

    refused = as_coordinator.post(at("keep", agreement), {"on": "2026-03-03"})
    as_coordinator.post(at("keep", agreement), {"on": "2026-03-01"})

    agreement.refresh_from_db()
    assert 'value="2026-03-02"' in asked
    assert list(refused.context["form"].errors) == ["on"]
    assert agreement.done_on == date(2026, 3, 1)


# --- What waits -------------------------------------------------------------------------------


def test_first_screen_shows_what_waits_for_whom(
    client: Client, ours: Estate, theirs: Estate, centre: Estate
) -> None:
    days = {"Bald": TODAY + timedelta(days=1), "Vorbei": TODAY - timedelta(days=2)}
    days["Weit"] = TODAY + timedelta(days=31)
    for estate in (ours, theirs):
        name = estate.carrier.name
        make_finding(estate.cohort, text=f"Vorschlag, {name}", at=NOW - timedelta(days=30))
        make_finding(estate.cohort, text=f"Abgelehnt, {name}", declined_because="Nein.")
        make_finding(estate.cohort, Kind.AGREEMENT, text=f"Erledigt, {name}", done_on=TODAY)
        for word, day in days.items():
            make_finding(estate.cohort, Kind.AGREEMENT, text=f"{word}, {name}", due_on=day)

    def shown(user: Any) -> tuple[list[str], list[str]]:
        text = sign_in(client, user).get(reverse("wagtailadmin_home")).text
        rows = [
            f"{word}, {estate.carrier.name}"
            for word in ("Vorschlag", "Abgelehnt", "Bald", "Vorbei", "Weit", "Erledigt")
            for estate in (ours, theirs)
        ]
        panels = ["Vorschläge, die zu besprechen sind", "Vereinbarungen, deren Frist abläuft"]
        return (
            [heading for heading in headings(text) if heading in panels],
            [row for row in rows if row in text],
        )

    assert shown(centre.coordinator) == (
        ["Vorschläge, die zu besprechen sind", "Vereinbarungen, deren Frist abläuft"],
        [
            f"{word}, {estate.carrier.name}"
            for word in ("Vorschlag", "Bald", "Vorbei")
            for estate in (ours, theirs)
        ],
    )
    assert shown(ours.coordinator) == (
        ["Vereinbarungen, deren Frist abläuft"],
        ["Bald, Träger Lahn", "Vorbei, Träger Lahn"],
    )
    assert shown(ours.trainer) == ([], [])
    text = sign_in(client, centre.coordinator).get(reverse("wagtailadmin_home")).text
    assert "Sa, 31. Jan." in text
    assert "noch 1 Tag" in text
    assert "2 Tage überfällig" in text


# --- The workbench ----------------------------------------------------------------------------


def test_workbench_shows_what_was_taken_in_and_what_is_open(
    as_centre: Client, ours: Estate, draft: Edition, centre: Estate
) -> None:
    for text, fields in {
        "Ins alte.": {"taken_into": of("2025", "GR-1")},
        "Ins neue.": {"taken_into": of("2027", "GR-1")},
        "Noch offen.": {"criterion": of("2025", "GR-1")},
        "Etwas Neues.": {},
        "Abgelehntes.": {"criterion": of("2025", "GR-1"), "declined_because": "Nein."},
    }.items():
        make_finding(ours.cohort, text=text, **fields)

    text = " ".join(as_centre.get(reverse("edition_workbench", args=[draft.pk])).text.split())

    outline, first = text.index("bench__outline"), text.index('<section class="bench__row"')
    second = text.index('<section class="bench__row"', first + 1)
    in_outline, in_first, in_second = text[outline:first], text[first:second], text[second:]
    assert "Etwas Neues." in in_outline
    assert in_first.index("Ins alte.") < in_first.index("Ins neue.") < in_first.index("Noch offen.")
    for words in ("Ins alte.", "Ins neue.", "Noch offen.", "Etwas Neues.", "Abgelehntes."):
        assert words not in in_second, words
    assert "Abgelehntes." not in text


def test_operator_without_a_membership_reads_no_proposals_on_the_workbench(
    client: Client, ours: Estate, draft: Edition
) -> None:
    make_finding(ours.cohort, text="Geheimer Vorschlag.")
    make_finding(ours.cohort, text="Geheim aufgenommen.", taken_into=of("2027", "GR-1"))
    sign_in(client, make_user(is_superuser=True))

    response = client.get(reverse("edition_workbench", args=[draft.pk]))

    assert response.status_code == 200
    assert "Geheim" not in response.text


@pytest.mark.parametrize("size", [1, 5])
def test_workbench_asks_the_same_for_many_proposals(
    as_centre: Client, ours: Estate, draft: Edition, size: int
) -> None:
    for _ in range(size):
        make_finding(ours.cohort, taken_into=of("2027", "GR-1"))
        make_finding(ours.cohort, criterion=of("2025", "GR-2"))
        make_finding(ours.cohort)
    bench = reverse("edition_workbench", args=[draft.pk])
    as_centre.get(bench)

    with CaptureQueriesContext(connection) as queries:
        as_centre.get(bench)

    assert len(queries) == 32


BUDGETS = {"inspect": 21, "edit": 23, "take_into": 18}


@pytest.mark.parametrize("size", [1, 5])
def test_record_asks_the_same_for_many_notes_and_criteria(
    as_centre: Client, ours: Estate, draft: Edition, size: int
) -> None:
    proposal = make_finding(ours.cohort)
    for number in range(size):
        proposal.notes.create(text="Dafür.", by=make_user(), at=NOW)
        make_criterion(draft, f"RO-{number}")
    as_centre.get(at("inspect", proposal))

    counted = {}
    for screen in BUDGETS:
        with CaptureQueriesContext(connection) as queries:
            as_centre.get(at(screen, proposal))
        counted[screen] = len(queries)

    assert counted == BUDGETS
