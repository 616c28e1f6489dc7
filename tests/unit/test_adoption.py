"""Adopting: the edition freezes, and each responsible trainer is told once which modules wait."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.template import Engine
from wagtail.models import ModelLogEntry

from cohorts.domain import adoption, letters
from cohorts.models import Cohort, CohortModule, Decision, Message
from curriculum.domain import derivation, drafting, links, steps
from curriculum.models import Criterion, Edition, ModulePage
from curriculum.models.triggers import Trigger, postgresql_trigger, sqlite_trigger
from home.models import User
from tests.factories.cohorts import NOW, make_carrier, make_cohort, make_sign_up, make_user
from tests.factories.curriculum import Kind, make_adopted, make_criterion, make_edition, make_module
from tests.factories.decisions import make_decision

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def undefined_variables_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine.get_default(), "string_if_invalid", "UNDEFINED %s")


@pytest.fixture
def trainer() -> User:
    return make_user(email="trainerin@example.org", name="Rosa Lind")


@pytest.fixture
def draft(home_page: object, trainer: User) -> Edition:
    """2027 rewords GR-1 and leaves GR-2; the trainer answers for two modules of the one."""
    make_carrier(name="Zentrum", contact="zentrum@example.org", is_centre=True)
    first = make_edition("2025")
    old = make_criterion(first, "GR-1", "Grenzen sind bekannt.")
    same = make_criterion(first, "GR-2", "Grenzen gelten.")
    make_adopted(first, date(2025, 1, 1))
    make_module("Grenzen üben", old, responsible=trainer)
    make_module("Grenzen <achten>", old, responsible=trainer)
    make_module("Ohne jemanden", old)
    make_module("Unberührt", same, responsible=make_user(email="andere@example.org"))
    make_module("Ehemalig", old, responsible=make_user(email="weg@example.org", is_active=False))
    edition = derivation.derive(key="2027", by=make_user(), now=NOW)
    new = Criterion.objects.get(standard__edition=edition, key="GR-1")
    drafting.reword(criterion=new, level="must", statement="Neu.", by=make_user(), now=NOW)
    steps.mark(criterion=new, kind=Kind.REWORDED, by=make_user(), now=NOW)
    return edition


def adopt(edition: Edition, minute_reference: str = "TOP 1") -> Edition:
    return adoption.adopt(
        edition=edition,
        adopted_on=NOW.date(),
        in_force_from=date(2027, 1, 1),
        minute_reference=minute_reference,
        approver="Steuerkreis",
        by=make_user(),
        now=NOW,
    )


def told() -> list[tuple[str, str]]:
    return [(message.address, message.occasion) for message in Message.objects.all()]


def test_responsible_trainers_of_touched_modules_are_told_once(draft: Edition) -> None:
    adopt(draft)

    assert told() == [("trainerin@example.org", "standards_adopted:2027")]


def test_refused_adoption_tells_nobody(draft: Edition) -> None:
    with pytest.raises(ValidationError):
        adopt(draft, minute_reference=" ")

    assert told() == []
    draft.refresh_from_db()
    assert not draft.is_adopted


def test_what_fails_in_the_last_step_leaves_nothing(draft: Edition) -> None:
    """Everything is one transaction: dates, digest, log entry and letters."""
    last = _trigger("cohorts_message", "there is no room for a letter")
    for statement in last.statements:
        _raw(statement)
    before = ModelLogEntry.objects.count()

    with pytest.raises(IntegrityError, match="no room"):
        adopt(draft)

    draft.refresh_from_db()
    assert (draft.state, draft.adopted_on, draft.in_force_from) == ("draft", None, None)
    assert (draft.digest, draft.approver, draft.minute_reference) == ("", "", "")
    assert ModelLogEntry.objects.count() == before
    assert told() == []


def _trigger(table: str, message: str) -> Trigger:
    if connection.vendor == "postgresql":
        return postgresql_trigger("full_house", table, "insert", "true", message)
    return sqlite_trigger("full_house", table, "insert", "1", message)


def _raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def course(draft: Edition) -> Cohort:
    """A running course with two people that teaches the wording which 2027 changes."""
    cohort = make_cohort(title="Grundkurs")
    for title in ("Grenzen üben", "Unberührt"):
        CohortModule.objects.create(
            cohort=cohort, module=ModulePage.objects.get(title=title), planned_minutes=90
        )
    for _ in range(2):
        make_sign_up(cohort)
    untouched = make_cohort(title="Anderer Kurs")
    CohortModule.objects.create(
        cohort=untouched, module=ModulePage.objects.get(title="Unberührt"), planned_minutes=90
    )
    return cohort


def test_each_touched_course_waits_for_a_decision(draft: Edition, course: Cohort) -> None:
    adopted = adopt(draft)

    opened = Decision.objects.values_list("edition", "cohort", "people", "taught", "opened_at")
    assert list(opened) == [(adopted.pk, course.pk, 2, 0, NOW)]
    assert Decision.objects.undecided().count() == 1


def test_refused_adoption_opens_no_decision(draft: Edition, course: Cohort) -> None:
    with pytest.raises(ValidationError):
        adopt(draft, minute_reference=" ")

    assert not Decision.objects.exists()


def test_adoption_that_breaks_off_leaves_nothing(draft: Edition, course: Cohort) -> None:
    """The last step fails because a decision stands there already: all of it is undone."""
    make_decision(course, edition=draft)

    with pytest.raises(IntegrityError), transaction.atomic():
        adopt(draft)

    draft.refresh_from_db()
    assert (draft.is_adopted, draft.digest, told(), Decision.objects.count()) == (False, "", [], 1)


def test_letter_names_the_modules_to_review(draft: Edition) -> None:
    adopt(draft)

    letter = letters.compose(Message.objects.get(), now=NOW)

    assert letter.subject == "Ausgabe 2027 der Standards: Module zu prüfen"
    assert letter.body.startswith("Guten Tag Rosa Lind,")
    assert "gilt ab 1. Januar 2027" in letter.body
    assert "- Grenzen <achten>\n- Grenzen üben\n" in letter.body
    assert "Unberührt" not in letter.body
    assert "/admin/" in letter.body
    assert "UNDEFINED" not in letter.subject + letter.body
    assert letter.reply_to == "zentrum@example.org"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Edition 2027 of the standards"), ("ar", "2027")]
)
def test_letter_in_the_language_of_the_reader(
    draft: Edition, trainer: User, language: str, words: str
) -> None:
    User.objects.filter(pk=trainer.pk).update(language=language)
    adopt(draft)

    letter = letters.compose(Message.objects.get(), now=NOW)

    assert letter.language == language
    assert words in letter.subject
    assert "Module zu prüfen" not in letter.subject


def test_mail_is_pointless_once_everything_is_reviewed(draft: Edition, trainer: User) -> None:
    adopt(draft)
    message = Message.objects.get()
    waits = letters.is_pointless(message, now=NOW)

    for module in ModulePage.objects.filter(responsible=trainer):
        links.confirm(
            module=module,
            criterion=Criterion.objects.get(standard__edition=draft, key="GR-1"),
            reason="Passt.",
            by=trainer,
            now=NOW,
        )

    assert (waits, letters.is_pointless(message, now=NOW)) == (False, True)
