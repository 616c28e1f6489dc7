"""Modules based on a shared one: made from what is public, and told when that changes."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import ProtectedError
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageLogEntry, Revision

from curriculum.domain import originals
from curriculum.models import LearningGoal, ModulePage
from home.models import HomePage
from tests.factories.cohorts import NOW, make_user
from tests.factories.curriculum import make_adopted, make_criterion, make_edition, make_module
from tests.factories.sections import (
    BODY,
    Local,
    change_original,
    make_adapted,
    make_section,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def local(home_page: HomePage) -> Local:
    return make_section()


def goals(module: ModulePage) -> list[tuple[str, int | None, str]]:
    return list(module.learning_goals.values_list("text", "criterion", "depth"))


def test_adapting_makes_a_draft_with_goals_and_criteria(local: Local) -> None:
    edition = make_edition("2025")
    criterion = make_criterion(edition)
    original = make_module("Grenzen", criterion, slug="grenzen", number=8, lead="Nein sagen")
    by = make_user()

    draft = originals.adapt(module=original, parent=local.section, by=by, now=NOW)

    draft = ModulePage.objects.get(pk=draft.pk)
    assert (draft.title, draft.number, draft.lead, draft.slug) == (
        "Grenzen",
        8,
        "Nein sagen",
        "grenzen",
    )
    assert (draft.live, draft.owner, draft.responsible, draft.alias_of) == (False, by, None, None)
    assert (draft.based_on, draft.based_on_revision) == (original, original.live_revision)
    assert goals(draft) == goals(original) == [("Ich kann 1.", criterion.pk, "introduced")]
    assert draft.translation_key != original.translation_key


def test_adapting_takes_what_is_public_and_no_draft(local: Local) -> None:
    original = make_module("Öffentlich", body=BODY)
    original.title = "Noch geheim"
    original.learning_goals = [LearningGoal(text="Geheimes Ziel")]
    original.save_revision()

    draft = originals.adapt(module=original, parent=local.section, by=None, now=NOW)

    assert draft.title == "Öffentlich"
    assert draft.get_latest_revision_as_object().title == "Öffentlich"
    assert goals(draft) == []
    assert [block.block_type for block in draft.body] == [part["type"] for part in BODY]


def test_adapting_is_logged_once(local: Local) -> None:
    original = make_module()
    by = make_user()

    draft = originals.adapt(module=original, parent=local.section, by=by, now=NOW)

    entries = PageLogEntry.objects.filter(page=draft, action__startswith="curriculum")
    assert [(e.action, e.user, e.timestamp, e.data) for e in entries] == [
        (
            "curriculum.adapt",
            by,
            NOW,
            {"original": original.pk, "revision": original.live_revision_id},
        )
    ]


def test_second_adaptation_gets_an_address_of_its_own(local: Local) -> None:
    original = make_module(slug="grenzen")

    slugs = [
        originals.adapt(module=original, parent=local.section, by=None, now=NOW).slug
        for _ in range(3)
    ]

    assert slugs == ["grenzen", "grenzen-2", "grenzen-3"]


def test_unpublished_module_cannot_be_adapted(local: Local) -> None:
    original = make_module(live=False)

    with pytest.raises(ValidationError) as refused:
        originals.adapt(module=original, parent=local.section, by=None, now=NOW)

    assert refused.value.code == "not_published"


def test_original_has_changed_once_it_is_published_anew(local: Local) -> None:
    module = make_adapted(local)
    before = originals.has_changed(module)
    original = module.based_on
    original.title = "Entwurf"
    original.save_revision()
    module.refresh_from_db()
    with_draft = originals.has_changed(module)
    change_original(module, title="Grenzen kennen")

    assert (before, with_draft, originals.has_changed(module)) == (False, False, True)
    assert list(ModulePage.objects.changed_originals()) == [module]


def test_module_without_original_has_nothing_that_changes(local: Local) -> None:
    module = make_module()

    assert not originals.has_changed(module)
    assert originals.comparison(module) == []


def test_original_that_is_unpublished_has_not_changed(local: Local) -> None:
    module = make_adapted(local)
    module.based_on.unpublish()
    module = ModulePage.objects.get(pk=module.pk)

    assert not originals.has_changed(module)
    assert list(ModulePage.objects.changed_originals()) == []


@pytest.mark.parametrize("count", [1, 5])
def test_list_of_changed_originals_takes_one_query(
    local: Local, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        change_original(make_adapted(local, make_module(f"M{number}")), lead="neu")

    with django_assert_num_queries(1):
        found = list(ModulePage.objects.changed_originals())

    assert len(found) == count


def test_comparison_shows_each_part_before_and_now(local: Local) -> None:
    criterion = make_criterion(make_edition("2025"))
    original = make_module("Grenzen", criterion, body=BODY, lead="Kurz & gut")
    module = make_adapted(local, original)
    introduction, plan, _note = BODY
    steps = [*plan["value"]["steps"], {"minutes": 45, "aim": "Nein sagen", "method": "Rollenspiel"}]
    body = [introduction, {"type": "seminar_plan", "value": {"title": "Ein Abend", "steps": steps}}]
    change_original(module, lead="Kurz & besser", body=body)

    rows = originals.comparison(module)

    assert [(row.field, row.old, row.new) for row in rows] == [
        ("In einem Satz", "Kurz & gut", "Kurz & besser"),
        ("Hinweis für Trainerinnen und Trainer (nie öffentlich)", "Nur für uns.", ""),
        ("Zeile des Plans", "", "45 Min. · Nein sagen · Rollenspiel"),
    ]
    assert rows[0].before == (("equal", "Kurz &"), ("delete", "gut"))
    assert rows[0].after == (("equal", "Kurz &"), ("insert", "besser"))


def test_comparison_names_goals_with_their_criteria(local: Local) -> None:
    criterion = make_criterion(make_edition("2025"))
    module = make_adapted(local, make_module("Grenzen", criterion))
    original = module.based_on
    original.learning_goals = [
        *original.learning_goals.all(),
        LearningGoal(text="Ich kann mehr.", sort_order=2),
    ]
    original.save_revision().publish()
    module.refresh_from_db()

    (row,) = originals.comparison(module)

    assert row.old == f"Ich kann 1. – {criterion} – eingeführt"
    assert row.new == f"Ich kann 1. – {criterion} – eingeführt\nIch kann mehr. – eingeführt"


def test_taking_note_makes_the_public_state_the_known_one(local: Local) -> None:
    module = make_adapted(local)
    before = module.based_on_revision_id
    original = change_original(module, lead="neu")
    by = make_user()

    originals.take_note(
        module=module, revision=original.live_revision_id, reason=" passt ", by=by, now=NOW
    )

    module = ModulePage.objects.get(pk=module.pk)
    assert module.based_on_revision_id == original.live_revision_id
    assert not originals.has_changed(module)
    entry = PageLogEntry.objects.get(page=module, action="curriculum.take_note")
    assert (entry.user, entry.timestamp) == (by, NOW)
    assert entry.data == {"before": before, "seen": original.live_revision_id, "reason": "passt"}


def test_taking_note_of_what_was_not_on_the_screen_is_refused(local: Local) -> None:
    module = make_adapted(local)
    seen = change_original(module, lead="neu").live_revision_id
    newer = change_original(module, lead="noch neuer")
    draft = newer.save_revision()
    refusals = []

    for revision in (seen, draft.pk, module.based_on_revision_id):
        with pytest.raises(ValidationError) as refused:
            originals.take_note(module=module, revision=revision, reason="x", by=None, now=NOW)
        refusals.append(refused.value.code)

    assert refusals == ["newer", "newer", "newer"]
    assert originals.has_changed(ModulePage.objects.get(pk=module.pk))


def test_taking_note_needs_a_change_and_a_reason(local: Local) -> None:
    module = make_adapted(local)
    known = module.based_on_revision_id

    with pytest.raises(ValidationError) as unchanged:
        originals.take_note(module=module, revision=known, reason="x", by=None, now=NOW)
    original = change_original(module, lead="neu")
    with pytest.raises(ValidationError) as silent:
        originals.take_note(
            module=module, revision=original.live_revision_id, reason=" ", by=None, now=NOW
        )

    assert unchanged.value.code == "unchanged"
    assert list(silent.value.message_dict) == ["reason"]


def test_publishing_an_old_draft_keeps_the_known_state_of_the_original(local: Local) -> None:
    module = make_adapted(local)
    old_draft = module.save_revision()
    original = change_original(module, lead="neu")
    originals.take_note(
        module=module,
        revision=original.live_revision_id,
        reason="gesehen",
        by=make_user(),
        now=NOW,
    )

    old_draft.refresh_from_db()
    old_draft.publish()

    module = ModulePage.objects.get(pk=module.pk)
    assert module.based_on_revision_id == original.live_revision_id


def test_original_and_its_state_cannot_be_deleted(local: Local) -> None:
    module = make_adapted(local)

    with pytest.raises(ProtectedError):
        module.based_on_revision.delete()
    with pytest.raises(ProtectedError):
        module.based_on.delete()


def test_purging_revisions_keeps_what_a_local_module_was_made_from(local: Local) -> None:
    module = make_adapted(local)
    change_original(module, lead="neu")
    change_original(module, lead="noch neuer")
    stray = change_original(module, lead="verworfen").live_revision_id
    change_original(module, lead="am neuesten")

    call_command("purge_revisions", verbosity=0)

    assert Revision.objects.filter(pk=module.based_on_revision_id).exists()
    assert not Revision.objects.filter(pk=stray).exists()
    assert originals.comparison(ModulePage.objects.get(pk=module.pk))[0].new == "am neuesten"


def test_link_of_a_local_module_waits_by_itself(local: Local) -> None:
    """Its own review counts for it, not that of the original: the goals are its own by now."""
    edition = make_edition("2023")
    criterion = make_criterion(edition)
    make_adopted(edition, NOW.date())
    module = make_adapted(local, make_module("Grenzen", criterion))

    assert module.translation_key != module.based_on.translation_key
    assert [goal.criterion for goal in module.learning_goals.all()] == [criterion]
