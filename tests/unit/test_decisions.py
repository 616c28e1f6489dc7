"""Decisions: adopting opens them, the competence centre decides, and they count down."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.template import Engine
from pytest_django import DjangoAssertNumQueries

from cohorts.domain import cohort_life, decisions, letters, privacy
from cohorts.domain.decisions import Stage
from cohorts.models import Carrier, Cohort, Decision, LogEntry, Message
from home.models import User
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_sign_up,
    make_user,
)
from tests.factories.decisions import TODAY, make_decision
from tests.factories.staff import make_member

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=12)


@pytest.fixture
def centre() -> User:
    return make_coordinator(make_carrier(name="Zentrum", is_centre=True))


@pytest.fixture
def carrier() -> Carrier:
    return make_carrier(name="Verein an der Lahn")


@pytest.fixture
def coordinator(carrier: Carrier) -> User:
    return make_coordinator(carrier)


@pytest.fixture
def decision(carrier: Carrier) -> Decision:
    return make_decision(make_cohort(organiser=carrier, title="Grundkurs"))


def decide(decision: Decision, by: User, **said: object) -> Decision:
    answer = {"verdict": "follow_up", "until": SOON, "reason": "GR-1 ist neu."} | said
    return decisions.decide(decision=decision, by=by, now=NOW, **answer)


def said(decision: Decision) -> tuple[str, date | None, str, date | None]:
    decision.refresh_from_db()
    return decision.verdict, decision.until, decision.reason, decision.done_on


@pytest.mark.parametrize(
    ("verdict", "until"),
    [("nothing", None), ("adapt", None), ("adapt", SOON), ("follow_up", SOON), ("adapt", TODAY)],
)
def test_centre_decides(decision: Decision, centre: User, verdict: str, until: date | None) -> None:
    decide(decision, centre, verdict=verdict, until=until, reason=" Passt. ")

    assert said(decision) == (verdict, until, "Passt.", None)
    assert (decision.by, decision.at) == (centre, NOW)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"verdict": ""}, "verdict"),
        ({"verdict": "later"}, "verdict"),
        ({"reason": " \n"}, "reason"),
        ({"until": None}, "until"),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"verdict": "adapt", "until": TODAY - timedelta(days=1)}, "until"),
        ({"verdict": "nothing"}, "until"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    decision: Decision, centre: User, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        decide(decision, centre, **wrong)

    assert list(refused.value.error_dict) == [field]
    assert said(decision) == ("", None, "", None)
    assert not LogEntry.objects.exists()


def test_nobody_but_the_centre_decides_or_reports(
    decision: Decision, carrier: Carrier, coordinator: User
) -> None:
    make_carrier(name="Zentrum", is_centre=True)
    trainer = make_member(carrier, role="trainer").user
    other = make_coordinator(make_carrier())
    operator = make_user(is_superuser=True)
    to_do = make_decision(make_cohort(organiser=carrier), verdict="adapt")

    for by in (coordinator, trainer, other, operator, make_user()):
        with pytest.raises(PermissionDenied):
            decide(decision, by)
        with pytest.raises(PermissionDenied):
            decisions.finish(decision=to_do, on=TODAY, by=by, now=NOW)

    assert said(decision) == ("", None, "", None)
    assert said(to_do)[3] is None


def test_whose_decisions_one_sees(decision: Decision, centre: User, coordinator: User) -> None:
    foreign = make_decision(make_cohort(title="Anderswo"))
    seen = Decision.objects.order_by("pk")

    assert list(seen.visible_to(centre, TODAY)) == [decision, foreign]
    assert list(seen.visible_to(coordinator, TODAY)) == [decision]
    assert list(seen.visible_to(make_user(), TODAY)) == []
    assert list(seen.editable_by(coordinator, TODAY)) == []


def test_changed_mind_is_logged_with_what_held_before(
    decision: Decision, centre: User, carrier: Carrier
) -> None:
    decide(decision, centre)
    decide(decision, centre, verdict="nothing", until=None, reason="Doch nicht.")

    entries = LogEntry.objects.filter(action="cohorts.decide").order_by("pk")
    assert [(entry.carrier, entry.reason, entry.data["verdict"]) for entry in entries] == [
        (carrier, "GR-1 ist neu.", ["", "follow_up"]),
        (carrier, "Doch nicht.", ["follow_up", "nothing"]),
    ]
    assert entries[1].data["until"] == [SOON.isoformat(), ""]
    assert said(decision) == ("nothing", None, "Doch nicht.", None)


def test_the_same_once_more_is_no_decision(
    decision: Decision, centre: User, coordinator: User
) -> None:
    decide(decision, centre)
    decide(decision, centre)

    assert LogEntry.objects.count() == 1
    assert Message.objects.count() == 1


def test_who_saw_something_else_decides_nothing(decision: Decision, centre: User) -> None:
    seen = decisions.seen_as(decision)
    decide(decision, centre, seen=seen)

    with pytest.raises(ValidationError) as refused:
        decide(decision, centre, verdict="nothing", until=None, seen=seen)

    assert refused.value.code == "conflict"
    assert said(decision)[0] == "follow_up"


def test_what_was_carried_out_stays(decision: Decision, centre: User) -> None:
    decide(decision, centre)
    decisions.finish(decision=decision, on=TODAY, by=centre, now=NOW)

    with pytest.raises(ValidationError):
        decide(decision, centre, verdict="nothing", until=None)
    with pytest.raises(ValidationError) as refused:
        decisions.finish(decision=decision, on=TODAY, by=centre, now=NOW)

    assert refused.value.code == "done"
    assert said(decision) == ("follow_up", SOON, "GR-1 ist neu.", TODAY)
    entry = LogEntry.objects.get(action="cohorts.carry_out")
    assert entry.data["done_on"] == TODAY.isoformat()


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(2026, 2, 1)])
def test_done_neither_ahead_nor_before_adoption(decision: Decision, centre: User, on: date) -> None:
    decide(decision, centre)

    with pytest.raises(ValidationError) as refused:
        decisions.finish(decision=decision, on=on, by=centre, now=NOW)

    assert list(refused.value.error_dict) == ["on"]
    assert said(decision)[3] is None


@pytest.mark.parametrize("verdict", ["", "nothing"])
def test_where_nothing_is_to_do_nothing_is_done(
    carrier: Carrier, centre: User, verdict: str
) -> None:
    decision = make_decision(make_cohort(organiser=carrier), verdict=verdict)

    with pytest.raises(ValidationError) as refused:
        decisions.finish(decision=decision, on=TODAY, by=centre, now=NOW)

    assert refused.value.code == "nothing"


def test_decisions_count_down_the_most_urgent_first() -> None:
    late = make_decision(verdict="follow_up", until=TODAY - timedelta(days=2))
    someday = make_decision(verdict="adapt")
    soon = make_decision(verdict="adapt", until=SOON)
    new = make_decision()
    old = make_decision(opened_at=NOW - timedelta(days=20))
    nothing = make_decision(verdict="nothing")
    done = make_decision(verdict="adapt", done_on=TODAY)

    found = decisions.by_urgency(Decision.objects.select_related("cohort"), TODAY)

    assert [(one.decision, one.stage, one.waits, one.left, one.is_overdue) for one in found] == [
        (old, Stage.UNDECIDED, 20, None, False),
        (new, Stage.UNDECIDED, 7, None, False),
        (late, Stage.TO_DO, 0, -2, True),
        (soon, Stage.TO_DO, 0, 12, False),
        (someday, Stage.TO_DO, 0, None, False),
        (nothing, Stage.SETTLED, 0, None, False),
        (done, Stage.SETTLED, 0, None, False),
    ]


def test_drafts_are_thrown_away_and_people_erased_beside_decisions(
    decision: Decision, centre: User
) -> None:
    draft = make_cohort(state=Cohort.State.DRAFT)
    person = make_participant()
    make_sign_up(decision.cohort, person)

    cohort_life.discard(cohort=draft, by=None, now=NOW)
    privacy.erase(participant=person, reason="Wunsch", by=centre, now=NOW)
    with pytest.raises(ProtectedError):
        decision.cohort.delete()

    assert list(Decision.objects.values_list("people", "taught")) == [(9, 4)]


@pytest.mark.parametrize("size", [1, 5])
def test_deciding_asks_the_same_whatever_waits(
    centre: User, carrier: Carrier, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    rows = [make_decision(make_cohort(organiser=carrier)) for _ in range(size)]
    ContentType.objects.get_for_model(Decision)  # asked for once in the life of a process

    with django_assert_num_queries(7):
        decide(rows[0], centre)


@pytest.fixture
def undefined_variables_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine.get_default(), "string_if_invalid", "UNDEFINED %s")


def test_coordinators_of_the_organiser_are_told_by_one_letter(
    decision: Decision,
    carrier: Carrier,
    coordinator: User,
    centre: User,
    undefined_variables_show: None,
) -> None:
    make_member(carrier, role="trainer")
    make_coordinator(make_carrier(name="Anderswo"))
    second = make_decision(make_cohort(organiser=carrier, title="Aufbaukurs"))
    foreign = make_decision(make_cohort(title="Fremd"))
    for row in (decision, foreign):
        decide(row, centre)
    decide(second, centre, verdict="nothing", until=None, reason="Nur ein Wort.")

    first, last = Message.objects.filter(user=coordinator).order_by("pk")
    letter = letters.compose(last, now=NOW)

    assert Message.objects.count() == 2
    assert [letters.is_pointless(message, now=NOW) for message in (first, last)] == [True, False]
    assert letter.subject == "Ausgabe 2027 der Standards: was sie für Ihre Kurse bedeutet"
    assert "- Grundkurs: Nachschulung bis 14. März 2026\n  Grund: GR-1 ist neu.\n" in letter.body
    assert "- Aufbaukurs\n  Grund: Nur ein Wort.\n" in letter.body
    assert f"/admin/standards/{decision.edition_id}/decisions/" in letter.body
    assert "Fremd" not in letter.body
    assert "UNDEFINED" not in letter.subject + letter.body


@pytest.mark.parametrize("language", ["en", "ar"])
def test_letter_in_the_language_of_the_reader(
    decision: Decision, coordinator: User, centre: User, language: str
) -> None:
    User.objects.filter(pk=coordinator.pk).update(language=language)
    decide(decision, centre)

    letter = letters.compose(Message.objects.get(), now=NOW)

    assert letter.language == language
    assert "Nachschulung" not in letter.subject + letter.body


def test_mail_is_pointless_once_it_is_carried_out_or_read_by_nobody_in_charge(
    decision: Decision, carrier: Carrier, coordinator: User, centre: User
) -> None:
    decide(decision, centre)
    message = Message.objects.get()
    later = NOW + timedelta(days=1)
    waits = letters.is_pointless(message, now=later)

    carrier.memberships.update(until=TODAY)
    gone = letters.is_pointless(message, now=later)
    carrier.memberships.update(until=None)
    decisions.finish(decision=decision, on=TODAY, by=centre, now=NOW)

    assert (waits, gone, letters.is_pointless(message, now=later)) == (False, True, True)


def test_who_decides_about_the_own_course_needs_no_mail(centre: User) -> None:
    own = centre.memberships.get().carrier
    decide(make_decision(make_cohort(organiser=own)), centre)

    assert not Message.objects.exists()
