"""What came out of a meeting: written down, discussed, kept, taken into a draft or declined."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from cohorts.domain import findings
from cohorts.domain.findings import Standing
from cohorts.models import Finding, LogEntry
from curriculum.domain import derivation, steps
from curriculum.domain.lines import all_forerunners
from curriculum.models import Criterion
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_coordinator,
    make_participant,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)
from tests.factories.curriculum import Kind as Change
from tests.factories.curriculum import make_adopted, make_criterion, make_edition, make_step
from tests.factories.findings import make_centre, make_draft, make_event, make_finding

pytestmark = pytest.mark.django_db
Kind = Finding.Kind
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def taken(finding: Finding, criterion: Criterion) -> Finding:
    return findings.take_into(finding=finding, criterion=criterion, by=make_centre(), now=NOW)


def refusals(deed: Callable[..., object], **what: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        deed(**{"by": make_centre(), "now": NOW} | what)
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def log_of(finding: Finding) -> list[tuple[str, dict[str, Any]]]:
    entries = LogEntry.objects.for_instance(finding).order_by("pk")
    return [(entry.action, entry.data) for entry in entries]


def test_an_agreement_names_parties_and_a_day() -> None:
    event = make_event()
    by = make_coordinator(event.organiser)

    made = findings.record(
        cohort=event,
        kind=Kind.AGREEMENT,
        text=" Wir teilen die Referentin. ",
        parties="Verein A, Verein B",
        due_on=date(2026, 6, 30),
        is_public=True,
        by=by,
        now=NOW,
    )

    made.refresh_from_db()
    assert (made.text, made.parties, made.due_on) == (
        "Wir teilen die Referentin.",
        "Verein A, Verein B",
        date(2026, 6, 30),
    )
    assert (made.is_public, made.by, made.at, made.done_on) == (True, by, NOW, None)
    assert log_of(made) == [("cohorts.finding", {})]


def test_what_an_agreement_lacks_is_said_at_its_fields() -> None:
    assert refusals(
        findings.record, cohort=make_event(), kind=Kind.AGREEMENT, text=" ", parties=" "
    ) == {
        "text": ["This field cannot be blank."],
        "parties": ["Say between whom it was agreed."],
        "due_on": ["Say until when it shall be done."],
    }


@pytest.mark.parametrize("kind", [Kind.IDEA, Kind.PROPOSAL])
def test_an_idea_and_a_proposal_have_neither_parties_nor_day(kind: str) -> None:
    assert refusals(
        findings.record,
        cohort=make_event(),
        kind=kind,
        text="Ein Heft zum Mitnehmen.",
        parties="Verein A",
        due_on=date(2026, 6, 30),
    ) == {
        "parties": ["Only an agreement names parties."],
        "due_on": ["Only an agreement has a day."],
    }


def test_a_finding_is_about_a_criterion_that_was_adopted() -> None:
    adopted = make_criterion(edition := make_edition("2023"))
    make_adopted(edition, date(2023, 1, 1))
    _edition, drafted = make_draft()
    what: dict[str, Any] = {"cohort": make_event(), "kind": Kind.PROPOSAL, "text": "Klarer."}
    adopted = Criterion.objects.get(pk=adopted.pk)  # as a form would hand it over

    made = findings.record(**what, criterion=adopted, by=make_centre(), now=NOW)

    assert made.criterion == adopted
    assert refusals(findings.record, **what, criterion=drafted) == {
        "criterion": ["Choose a criterion of an adopted edition."]
    }


def test_only_organiser_and_centre_write_findings_down() -> None:
    event = make_event()
    session = make_session(event)
    sender = make_carrier()
    person = make_participant(user=make_user())
    make_affiliation(person, sender)
    make_sign_up(event, person, carrier=sender)
    strangers = [
        make_trainer(session),
        make_coordinator(sender),
        make_coordinator(make_carrier()),
        person.user,
        make_user(is_superuser=True),
    ]

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            findings.record(cohort=event, kind=Kind.IDEA, text="x", by=stranger, now=NOW)

    assert Finding.objects.count() == 0
    for by in (make_coordinator(event.organiser), make_centre()):
        findings.record(cohort=event, kind=Kind.IDEA, text="x", by=by, now=NOW)
    assert Finding.objects.count() == 2


def test_strangers_neither_change_note_nor_keep() -> None:
    agreement = make_finding(kind=Kind.AGREEMENT)
    deeds: list[tuple[Callable[..., object], dict[str, Any]]] = [
        (findings.change, {"text": "Anders."}),
        (findings.note, {"text": "Ach."}),
        (findings.keep, {"on": NOW.date()}),
    ]

    for deed, what in deeds:
        with pytest.raises(PermissionDenied):
            deed(finding=agreement, by=make_coordinator(make_carrier()), now=NOW, **what)

    agreement.refresh_from_db()
    assert (agreement.text, agreement.notes.count(), agreement.done_on) == (
        "Grenzen früher ansprechen.",
        0,
        None,
    )


def test_the_organiser_judges_no_proposal() -> None:
    proposal = make_finding()
    organiser = make_coordinator(proposal.cohort.organiser)
    _edition, criterion = make_draft()

    with pytest.raises(PermissionDenied):
        findings.take_into(finding=proposal, criterion=criterion, by=organiser, now=NOW)
    with pytest.raises(PermissionDenied):
        findings.decline(finding=proposal, reason="Nein.", by=organiser, now=NOW)

    proposal.refresh_from_db()
    assert (proposal.taken_into, proposal.declined_because) == (None, "")


def test_an_idea_becomes_a_proposal_while_nothing_came_of_it() -> None:
    idea = make_finding(kind=Kind.IDEA)
    by = make_coordinator(idea.cohort.organiser)

    changed = findings.change(finding=idea, kind=Kind.PROPOSAL, text="Klarer. ", by=by, now=NOW)

    assert (changed.kind, changed.text) == (Kind.PROPOSAL, "Klarer.")
    assert log_of(idea) == [("cohorts.change", {"fields": ["kind", "text"]})]


def test_saving_the_same_again_is_no_change() -> None:
    idea = make_finding(kind=Kind.IDEA)

    findings.change(finding=idea, text=idea.text, by=make_centre(), now=NOW)

    assert log_of(idea) == []


def test_what_a_finding_is_not_changed_by_is_refused() -> None:
    with pytest.raises(TypeError, match=r"\['done_on'\]"):
        findings.change(finding=make_finding(), by=make_centre(), now=NOW, done_on=NOW.date())


def test_words_stay_once_something_became_of_it_but_it_can_leave_the_page() -> None:
    _edition, criterion = make_draft()
    proposal = taken(make_finding(is_public=True), criterion)
    agreement = make_finding(kind=Kind.AGREEMENT, done_on=NOW.date())

    assert refusals(findings.change, finding=proposal, text="Anders.") == {
        "": ["This proposal has been judged already."]
    }
    assert refusals(findings.change, finding=agreement, due_on=date(2027, 1, 1)) == {
        "": ["This agreement has been kept already."]
    }
    hidden = findings.change(finding=proposal, is_public=False, by=make_centre(), now=NOW)
    assert not hidden.is_public


def test_notes_stand_in_the_order_in_which_they_were_said() -> None:
    proposal = make_finding()
    organiser, centre = make_coordinator(proposal.cohort.organiser), make_centre()

    findings.note(finding=proposal, text=" Dafür. ", by=organiser, now=NOW)
    findings.note(finding=proposal, text="Auch dafür.", by=centre, now=LATER)

    said = [(note.text, note.by, note.at) for note in proposal.notes.all()]
    assert said == [("Dafür.", organiser, NOW), ("Auch dafür.", centre, LATER)]
    assert refusals(findings.note, finding=proposal, text="  ") == {
        "text": ["Write what was said."]
    }


def test_an_agreement_is_kept_once_and_not_in_the_future() -> None:
    agreement = make_finding(kind=Kind.AGREEMENT)
    tomorrow = NOW.date() + timedelta(days=1)

    assert refusals(findings.keep, finding=agreement, on=tomorrow) == {
        "on": ["This day still lies ahead."]
    }
    kept = findings.keep(finding=agreement, on=NOW.date(), by=make_centre(), now=NOW)
    assert kept.done_on == NOW.date()
    assert refusals(findings.keep, finding=agreement, on=NOW.date()) == {
        "": ["This agreement has been kept already."]
    }
    assert refusals(findings.keep, finding=make_finding(), on=NOW.date()) == {
        "": ["Only an agreement is kept."]
    }


def test_a_proposal_is_taken_into_a_draft_once() -> None:
    edition, criterion = make_draft()
    proposal = make_finding()

    taken(proposal, criterion)

    proposal.refresh_from_db()
    assert proposal.taken_into == criterion
    assert log_of(proposal) == [
        ("cohorts.take_into", {"criterion": criterion.pk, "edition": edition.pk})
    ]
    judged = {"": ["This proposal has been judged already."]}
    assert refusals(findings.take_into, finding=proposal, criterion=criterion) == judged
    assert refusals(findings.decline, finding=proposal, reason="Nein.") == judged


def test_a_proposal_is_declined_with_a_reason_once() -> None:
    _edition, criterion = make_draft()
    proposal = make_finding()

    assert refusals(findings.decline, finding=proposal, reason=" ") == {
        "reason": ["Say why the proposal is declined."]
    }
    findings.decline(finding=proposal, reason=" Gibt es schon. ", by=make_centre(), now=NOW)

    proposal.refresh_from_db()
    assert proposal.declined_because == "Gibt es schon."
    assert refusals(findings.take_into, finding=proposal, criterion=criterion) == {
        "": ["This proposal has been judged already."]
    }


def test_only_proposals_are_judged() -> None:
    _edition, criterion = make_draft()
    idea = make_finding(kind=Kind.IDEA)
    refused = {"": ["Only a proposal is taken up or declined."]}

    assert refusals(findings.take_into, finding=idea, criterion=criterion) == refused
    assert refusals(findings.decline, finding=idea, reason="Nein.") == refused


def test_an_adopted_edition_takes_nothing_any_more() -> None:
    edition, criterion = make_draft()
    make_adopted(edition, NOW.date())

    assert refusals(findings.take_into, finding=make_finding(), criterion=criterion) == {
        "criterion": ["This edition has been adopted. Take it into a draft."]
    }


def test_a_criterion_dropped_meanwhile_takes_nothing() -> None:
    _edition, criterion = make_draft()
    Criterion.objects.filter(pk=criterion.pk).delete()

    assert refusals(findings.take_into, finding=make_finding(), criterion=criterion) == {
        "criterion": ["This criterion has been dropped meanwhile."]
    }


def test_a_proposal_is_open_again_when_the_draft_drops_or_merges_its_criterion() -> None:
    first = make_edition("2023")
    for key in ("GR-1", "GR-2", "GR-3"):
        make_criterion(first, key)
    make_adopted(first, NOW.date())
    draft = derivation.derive(key="2025", by=make_user(), now=NOW)
    one, two, three = Criterion.objects.filter(standard__edition=draft).order_by("key")
    in_one, in_two, in_three = (taken(make_finding(), found) for found in (one, two, three))

    steps.drop(criterion=one, reason="Weg.", by=make_user(), now=NOW)
    steps.merge(criterion=two, into=three, by=make_user(), now=NOW)

    for finding in (in_one, in_two, in_three):
        finding.refresh_from_db()
    states = [findings.standing(found, on=NOW.date()) for found in (in_one, in_two, in_three)]
    assert states == [Standing.OPEN, Standing.OPEN, Standing.TAKEN]
    assert taken(in_two, three).taken_into == three


def test_both_parts_of_a_split_show_what_was_taken_into_the_earlier_wording() -> None:
    old = make_criterion(first := make_edition("2023"))
    proposal = taken(make_finding(), old)
    make_adopted(first, NOW.date())
    draft = derivation.derive(key="2025", by=make_user(), now=NOW)
    new = Criterion.objects.get(standard__edition=draft)

    part = steps.split(criterion=new, key="GR-1a", statement="Teil.", by=make_user(), now=NOW)

    assert findings.origins(all_forerunners([new.pk, part.pk])) == {
        new.pk: (proposal,),
        part.pk: (proposal,),
    }


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (Kind.IDEA, {}, Standing.NOTED),
        (Kind.PROPOSAL, {}, Standing.OPEN),
        (Kind.PROPOSAL, {"declined_because": "Nein."}, Standing.DECLINED),
        (Kind.AGREEMENT, {"due_on": date(2026, 3, 2)}, Standing.OPEN),
        (Kind.AGREEMENT, {"due_on": date(2026, 3, 1)}, Standing.OVERDUE),
        (Kind.AGREEMENT, {"due_on": date(2026, 3, 1), "done_on": date(2026, 3, 2)}, Standing.KEPT),
    ],
)
def test_what_became_of_it_follows_from_the_fields(
    kind: str, fields: dict[str, Any], expected: Standing
) -> None:
    finding = make_finding(kind=kind, **fields)
    on = NOW.date()

    assert findings.standing(finding, on=on) is expected
    listed = [state for state in Standing if Finding.objects.filter(findings.where(state, on=on))]
    assert listed == [expected]


def test_taken_is_a_standing_and_a_filter() -> None:
    proposal = taken(make_finding(), make_draft()[1])
    on = NOW.date()

    assert findings.standing(proposal, on=on) is Standing.TAKEN
    listed = [state for state in Standing if Finding.objects.filter(findings.where(state, on=on))]
    assert listed == [Standing.TAKEN]


def test_what_waits_is_only_what_nobody_finished() -> None:
    late = make_finding(at=LATER)
    early = make_finding(at=NOW)
    make_finding(declined_because="Nein.")
    taken(make_finding(), make_draft()[1])
    far = make_finding(kind=Kind.AGREEMENT, due_on=date(2026, 9, 1))
    near = make_finding(kind=Kind.AGREEMENT, due_on=date(2026, 4, 1))
    make_finding(kind=Kind.AGREEMENT, done_on=NOW.date())
    make_finding(kind=Kind.IDEA)

    assert list(findings.to_discuss()) == [early, late]
    assert list(findings.to_keep()) == [near, far]


def chain(size: int) -> list[Criterion]:
    """Criteria of a third edition; a proposal was taken into each one's wording of the first."""
    first, second, third = (make_edition(key) for key in ("2021", "2023", "2025"))
    newest = []
    for number in range(1, size + 1):
        rows = [make_criterion(edition, f"GR-{number}") for edition in (first, second, third)]
        make_step(rows[0], rows[1], Change.REWORDED)
        make_step(rows[1], rows[2], Change.UNCHANGED)
        taken(make_finding(text=f"Vorschlag {number}"), rows[0])
        newest.append(rows[2])
    return newest


@pytest.mark.parametrize("size", [1, 5])
def test_origins_reach_through_all_earlier_wordings(
    size: int, django_assert_num_queries: Any
) -> None:
    criteria = chain(size)
    new = make_criterion(criteria[0].standard.edition, "GR-9")

    with django_assert_num_queries(2):
        found = findings.origins(all_forerunners([row.pk for row in (*criteria, new)]))

    assert [[finding.text for finding in found[row.pk]] for row in (*criteria, new)] == [
        *([f"Vorschlag {number}"] for number in range(1, size + 1)),
        [],
    ]


def test_an_earlier_wording_does_not_go_back_to_a_later_proposal() -> None:
    (newest,) = chain(1)
    oldest = Criterion.objects.get(standard__edition__key="2021")
    taken(make_finding(text="Später"), newest)

    found = findings.origins(all_forerunners([oldest.pk]))

    assert [finding.text for finding in found[oldest.pk]] == ["Vorschlag 1"]
