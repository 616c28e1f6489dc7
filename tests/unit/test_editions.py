"""Adopting an edition, its digest, and what it is on a given day."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from wagtail.models import ModelLogEntry

from curriculum.domain import editions
from curriculum.domain.editions import Status
from curriculum.models import Criterion, CriterionText, Edition, Standard, StandardText
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_step,
    make_user,
)

NOON = datetime(2024, 11, 13, 11, tzinfo=UTC)


def adopt(edition: Edition, **fields: object) -> Edition:
    deed = {
        "edition": edition,
        "adopted_on": date(2024, 11, 13),
        "in_force_from": date(2025, 1, 1),
        "minute_reference": "Steuerkreis, TOP 2",
        "approver": "Steuerkreis",
        "by": make_user(),
        "now": NOON,
    }
    return editions.adopt(**deed | fields)


@pytest.fixture
def draft(db: None) -> Edition:
    edition = make_edition("2025")
    make_criterion(edition, "GR-1", "Grenzen sind bekannt.")
    make_criterion(edition, "RO-1", "Der Auftrag ist klar.", level="should")
    return edition


@pytest.fixture
def derived(draft: Edition) -> Edition:
    """2027 after the adopted 2025, every criterion with its step."""
    adopt(draft)
    edition = make_edition("2027", predecessor=Edition.objects.get(key="2025"))
    for old in Criterion.objects.filter(standard__edition=draft):
        text = old.texts.get().statement
        make_step(old, make_criterion(edition, old.key, text, level=old.level))
    return edition


def adopt_next(edition: Edition, **fields: object) -> Edition:
    deed = {
        "adopted_on": date(2026, 11, 12),
        "in_force_from": date(2027, 1, 1),
        "now": datetime(2026, 11, 12, 11, tzinfo=UTC),
    }
    return adopt(edition, **deed | fields)


def obstacles(deed: object) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        deed()  # type: ignore[operator]
    return refused.value.messages


def test_adopting_sets_dates_digest_and_minutes(draft: Edition) -> None:
    adopted = adopt(draft, minute_reference="  Steuerkreis, TOP 2 ")

    adopted.refresh_from_db()
    assert adopted.state == Edition.State.ADOPTED
    assert (adopted.adopted_on, adopted.in_force_from) == (date(2024, 11, 13), date(2025, 1, 1))
    assert adopted.minute_reference == "Steuerkreis, TOP 2"
    assert adopted.digest == editions.digest(adopted)


def test_adopting_writes_one_log_entry(draft: Edition) -> None:
    adopted = adopt(draft)

    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user, entry.timestamp) == ("curriculum.adopt", make_user(), NOON)
    assert entry.data == {
        "adopted_on": "2024-11-13",
        "in_force_from": "2025-01-01",
        "minute_reference": "Steuerkreis, TOP 2",
        "approver": "Steuerkreis",
        "digest": adopted.digest,
    }


def test_adopting_twice_is_refused(draft: Edition) -> None:
    adopt(draft)

    assert obstacles(lambda: adopt(draft)) == ["Diese Ausgabe ist schon beschlossen."]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"adopted_on": date(2024, 11, 14)},
            "Der Tag des Beschlusses darf nicht in der Zukunft liegen.",
        ),
        (
            {"in_force_from": date(2024, 11, 12)},
            "Eine Ausgabe gilt frühestens ab dem Tag ihres Beschlusses.",
        ),
        ({"minute_reference": "  "}, "Geben Sie an, wo der Beschluss protokolliert ist."),
        ({"approver": "  "}, "Geben Sie an, wer das beschlossen hat."),
    ],
)
def test_adopting_refuses_impossible_dates_and_missing_minutes(
    draft: Edition, fields: dict[str, object], message: str
) -> None:
    assert obstacles(lambda: adopt(draft, **fields)) == [message]
    assert Edition.objects.get().state == Edition.State.DRAFT


def test_the_day_of_adoption_is_a_day_in_berlin(draft: Edition) -> None:
    late_evening = datetime(2024, 11, 12, 23, 30, tzinfo=UTC)  # already the 13th in Berlin

    assert adopt(draft, now=late_evening).adopted_on == date(2024, 11, 13)


def test_an_empty_edition_cannot_be_adopted(db: None) -> None:
    assert obstacles(lambda: adopt(make_edition())) == ["Die Ausgabe hat noch keine Kriterien."]


def test_every_german_text_must_be_there(draft: Edition) -> None:
    StandardText.objects.filter(standard__key="RO").update(language="en")
    CriterionText.objects.filter(criterion__key="GR-1").update(statement="")

    assert obstacles(lambda: adopt(draft)) == [
        "RO hat keinen deutschen Titel.",
        "GR-1 hat keinen deutschen Wortlaut.",
    ]


def test_a_derived_edition_can_be_adopted(derived: Edition) -> None:
    assert adopt_next(derived).is_adopted


def test_every_criterion_needs_its_step(derived: Edition) -> None:
    derived.standards.get(key="GR").criteria.get().earlier_steps.all().delete()

    assert obstacles(lambda: adopt_next(derived)) == [
        "GR-1: Geben Sie an, was aus dem früheren Wortlaut wurde, "
        "oder kennzeichnen Sie das Kriterium als neu.",
        "GR-1 der vorigen Ausgabe: Geben Sie an, was daraus wurde, "
        "oder kennzeichnen Sie das Kriterium als gestrichen.",
    ]


def test_a_changed_text_must_not_pass_as_unchanged(derived: Edition) -> None:
    CriterionText.objects.filter(
        criterion__standard__edition=derived, criterion__key="GR-1"
    ).update(statement="Grenzen sind bekannt und benannt.")

    assert obstacles(lambda: adopt_next(derived)) == [
        "GR-1: Der Wortlaut ist anders, aber die Änderung ist nicht gekennzeichnet."
    ]


@pytest.mark.parametrize("kind", [Kind.UNCHANGED, Kind.EDITORIAL, Kind.MOVED, Kind.RENUMBERED])
def test_a_changed_level_must_not_pass_as_without_effect(derived: Edition, kind: str) -> None:
    criterion = Criterion.objects.get(standard__edition=derived, key="GR-1")
    Criterion.objects.filter(pk=criterion.pk).update(level="may")
    criterion.earlier_steps.update(kind=kind)

    assert obstacles(lambda: adopt_next(derived)) == [
        "GR-1: Die Verbindlichkeit ist anders, aber die Änderung gilt als folgenlos."
    ]


def test_folded_white_space_is_no_change(derived: Edition) -> None:
    CriterionText.objects.filter(
        criterion__standard__edition=derived, criterion__key="GR-1"
    ).update(statement="Grenzen  sind\nbekannt. ")

    assert adopt_next(derived).is_adopted


def test_a_step_from_elsewhere_is_refused(derived: Edition) -> None:
    stranger = make_criterion(make_edition("1999"), "GR-1")
    step = Criterion.objects.get(standard__edition=derived, key="GR-1").earlier_steps.get()
    step.from_criterion = stranger
    step.save()

    assert obstacles(lambda: adopt_next(derived)) == [
        "GR-1: Der frühere Wortlaut gehört nicht zur vorigen Ausgabe.",
        "GR-1 der vorigen Ausgabe: Geben Sie an, was daraus wurde, "
        "oder kennzeichnen Sie das Kriterium als gestrichen.",
    ]


def test_an_edition_follows_the_newest_adopted_one(draft: Edition) -> None:
    adopt(draft)
    stray = make_edition("2027")
    make_criterion(stray)

    assert obstacles(lambda: adopt_next(stray)) == [
        "Die Ausgabe muss auf 2025 folgen, die zuletzt beschlossene."
    ]


def test_an_edition_comes_into_force_after_its_predecessor(derived: Edition) -> None:
    same_day = {"adopted_on": date(2024, 12, 1), "in_force_from": date(2025, 1, 1)}

    assert obstacles(lambda: adopt_next(derived, **same_day)) == [
        "Sie muss nach der vorigen Ausgabe 2025 in Kraft treten."
    ]


def test_an_edition_is_not_adopted_before_its_predecessor(derived: Edition) -> None:
    """A day that lies back is the usual case: a decision is entered after the meeting."""
    day_before, same_day = date(2024, 11, 12), date(2024, 11, 13)

    assert obstacles(lambda: adopt_next(derived, adopted_on=day_before)) == [
        "Sie wurde nach der vorigen Ausgabe 2025 beschlossen, nicht davor."
    ]
    assert adopt_next(derived, adopted_on=same_day).adopted_on == same_day


@pytest.mark.parametrize("in_force_from", [date(2026, 11, 3), date(2026, 11, 12)])
def test_an_edition_entered_later_may_be_in_force_since_the_day_of_adoption(
    derived: Edition, in_force_from: date
) -> None:
    adopted = adopt_next(derived, adopted_on=date(2026, 11, 3), in_force_from=in_force_from)

    assert Edition.objects.in_force(in_force_from) == adopted


def test_the_predecessor_must_have_been_adopted(draft: Edition) -> None:
    following = make_edition("2027", predecessor=draft)
    make_step(None, make_criterion(following, "GR-7"), Kind.NEW)

    messages = obstacles(lambda: adopt_next(following))

    assert messages[0] == "Die vorige Ausgabe 2025 ist nicht beschlossen."


def test_digest_holds_wording_keys_levels_and_order(draft: Edition) -> None:
    taken = [editions.digest(draft)]
    for change in (
        lambda: CriterionText.objects.filter(statement__startswith="Grenzen").update(
            explanation="Darum."
        ),
        lambda: CriterionText.objects.filter(statement__startswith="Grenzen").update(
            statement="Grenzen kennen wir."
        ),
        lambda: Criterion.objects.filter(key="GR-1").update(level="may"),
        lambda: Criterion.objects.filter(key="GR-1").update(key="GR-8"),
        lambda: Standard.objects.filter(key="GR").update(position=7),
        lambda: StandardText.objects.filter(standard__key="GR").update(introduction="Einleitung"),
    ):
        change()
        taken.append(editions.digest(draft))

    assert len(set(taken)) == 7


def test_digest_leaves_translations_out(draft: Edition) -> None:
    before = editions.digest(draft)
    CriterionText.objects.create(
        criterion=Criterion.objects.first(), language="en", statement="Limits"
    )

    assert editions.digest(draft) == before


@pytest.mark.parametrize("criteria", [1, 5])
def test_digest_takes_four_queries_at_any_size(
    db: None, criteria: int, django_assert_num_queries
) -> None:
    edition = make_edition()
    for number in range(criteria):
        make_criterion(edition, f"S{number}-1")

    with django_assert_num_queries(4):
        editions.digest(edition)


def edition(key: str, state: str, from_day: date | None = None) -> Edition:
    return Edition(key=key, state=state, in_force_from=from_day)


def test_standings_follow_from_dates() -> None:
    shelf = [
        edition("2021", "adopted", date(2021, 1, 1)),
        edition("2025", "adopted", date(2025, 1, 1)),
        edition("2027", "adopted", date(2027, 1, 1)),
        edition("2028", "consultation"),
        edition("2029", "draft"),
    ]

    found = editions.standings(shelf, date(2026, 12, 31))

    assert [(s.edition.key, s.status, s.until) for s in found] == [
        ("2029", Status.DRAFT, None),
        ("2028", Status.CONSULTATION, None),
        ("2027", Status.AHEAD, None),
        ("2025", Status.IN_FORCE, date(2027, 1, 1)),
        ("2021", Status.SUPERSEDED, date(2025, 1, 1)),
    ]


def test_an_edition_is_in_force_on_its_first_day() -> None:
    shelf = [
        edition("2025", "adopted", date(2025, 1, 1)),
        edition("2027", "adopted", date(2027, 1, 1)),
    ]

    found = editions.standings(shelf, date(2027, 1, 1))

    assert [s.status for s in found] == [Status.IN_FORCE, Status.SUPERSEDED]


def test_in_force_is_none_before_the_first_edition(draft: Edition) -> None:
    adopt(draft)

    assert Edition.objects.in_force(date(2024, 12, 31)) is None
    assert Edition.objects.in_force(date(2025, 1, 1)) == draft


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("edit_first", [True, False])
def test_no_edit_slips_in_beside_an_adoption(edit_first: bool) -> None:
    """One of both waits; what was edited before is in the digest, what comes later is refused."""
    edition = make_edition("2025")
    make_criterion(edition, "GR-1")
    started, go_on, refusals = threading.Event(), threading.Event(), []

    def edit() -> None:
        try:
            CriterionText.objects.update(statement="Schnell noch anders.")
        except IntegrityError as error:
            refusals.append(error)
        finally:
            connection.close()

    def edit_slowly() -> None:
        try:
            with transaction.atomic():
                CriterionText.objects.update(statement="Schnell noch anders.")
                started.set()
                go_on.wait(5)
        finally:
            connection.close()

    if edit_first:
        other = threading.Thread(target=edit_slowly)
        other.start()
        started.wait(5)
        threading.Timer(0.3, go_on.set).start()
        make_adopted(edition, date(2025, 1, 1))
    else:
        with transaction.atomic():
            make_adopted(edition, date(2025, 1, 1))
            other = threading.Thread(target=edit)
            other.start()
            other.join(0.3)
            assert other.is_alive()  # it waits for the adoption
    other.join(5)

    edition.refresh_from_db()
    assert edition.digest == editions.digest(edition)
    assert len(refusals) == (0 if edit_first else 1)
