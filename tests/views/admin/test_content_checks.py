"""What a module lacks is said in its editor, and keeps it from going public."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curriculum.models import LearningGoal, ModulePage
from tests.factories.curriculum import make_adopted, make_criterion, make_edition, make_module
from tests.views.admin.conftest import sign_in
from tests.views.admin.editing import Cast, fresh, make_cast, module_form, newest, save

NO_GOALS = {"learning_goals-TOTAL_FORMS": "0"}
HELD_BACK = "Das Modul hat kein Lernziel. Schreiben Sie mindestens eins."


@pytest.fixture
def cast(tree: None) -> Cast:
    return make_cast()


def plan_of(minutes: int) -> dict[str, Any]:
    """One plan with one row, as the editor sends it."""
    row = {"minutes": minutes, "aim": "Ankommen", "content": "", "method": "", "material": ""}
    fields = {f"body-0-value-steps-0-value-{name}": value for name, value in row.items()}
    return {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "seminar_plan",
        "body-0-id": "5f4dcc3b-5aa7-4d65-a1d8-327deb882cf9",
        "body-0-value-title": "Ein Abend",
        "body-0-value-steps-count": "1",
        "body-0-value-steps-0-deleted": "",
        "body-0-value-steps-0-order": "0",
        "body-0-value-steps-0-id": "0a1b2c3d-5aa7-4d65-a1d8-327deb882cf9",
        "body-0-value-steps-0-value-card": "",
        **fields,
    }


def editor(client: Client, module: ModulePage) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).text


@pytest.mark.parametrize("button", ["publish", "submit"])
def test_module_without_goals_is_not_handed_in_or_published(
    cast: Cast, client: Client, button: str
) -> None:
    sign_in(client, cast.ours.coordinator)

    response = save(client, cast.own, title="Ohne Ziele", **{button: True}, **NO_GOALS)

    assert HELD_BACK in response.text
    assert fresh(cast.own).title == newest(cast.own).title == "Eigenes Modul"
    assert fresh(cast.own).current_workflow_state is None


def test_draft_without_goals_is_saved(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.trainer)

    save(client, cast.own, title="Ohne Ziele", **NO_GOALS)

    assert newest(cast.own).title == "Ohne Ziele"


@pytest.mark.parametrize(("minutes", "goes"), [(89, False), (90, True), (180, True), (181, False)])
def test_plan_outside_the_range_is_not_published(
    cast: Cast, client: Client, minutes: int, goes: bool
) -> None:
    sign_in(client, cast.ours.coordinator)

    response = save(client, cast.own, title="Mit Plan", publish=True, **plan_of(minutes))

    assert fresh(cast.own).title == ("Mit Plan" if goes else "Eigenes Modul")
    counted = f"Der Seminarplan ergibt {minutes} Minuten ohne Pausen."
    assert (response.status_code == 200 and counted in response.text) is not goes


def test_editor_shows_the_plan_on_the_unit_meter(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.trainer)
    without = editor(client, cast.shared)

    save(client, cast.own, **plan_of(135))

    page = editor(client, cast.own)
    assert ("<b>3 UE geplant</b>" in page, "passt, erlaubt sind 2 bis 4 UE" in page) == (True, True)
    assert "unit-meter" not in without


def test_editor_of_a_public_module_shows_the_chain(cast: Cast, client: Client) -> None:
    old = make_criterion(make_edition("2025"), "GR-1", "Grenzen sind bekannt.")
    make_adopted(old.standard.edition, date(2025, 1, 1))
    public = make_module("Grenzen wahren", old, number=7, slug="grenzen-wahren")
    sign_in(client, cast.centre)

    page, draft = editor(client, public), editor(client, cast.foreign_draft)

    assert '<span class="chain__title">Modul 7</span>' in page
    assert "<bdi>GR-1</bdi>" in page
    assert '<nav class="chain"' not in draft


def test_what_was_handed_in_is_not_approved_once_its_goals_are_gone(
    cast: Cast, client: Client
) -> None:
    sign_in(client, cast.ours.trainer)
    save(client, cast.own, title="Gelesen", submit=True)
    sign_in(client, cast.ours.coordinator)
    approve = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    response = save(client, cast.own, title="Gestrichen", **approve, **NO_GOALS)

    assert HELD_BACK in response.text
    assert fresh(cast.own).title == "Eigenes Modul"


def test_own_draft_without_goals_is_not_approved_outside_the_editor(
    cast: Cast, client: Client
) -> None:
    """An approver who has begun to mend it may have saved half of that."""
    sign_in(client, cast.ours.trainer)
    save(client, cast.own, title="Eingereicht", submit=True)
    sign_in(client, cast.ours.coordinator)
    save(client, cast.own, title="Angefangen", **NO_GOALS)

    task = fresh(cast.own).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[cast.own.pk, "approve", task.pk])
    response = client.post(url, follow=True)

    assert response.redirect_chain == [(f"/admin/pages/{cast.own.pk}/edit/", 302)]
    assert "Nicht veröffentlicht: Angefangen." in response.text
    assert (fresh(cast.own).title, fresh(cast.own).workflow_in_progress) == ("Eigenes Modul", True)


def test_what_lacks_goals_can_be_sent_back(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.trainer)
    save(client, cast.own, title="Gelesen", submit=True)
    sign_in(client, cast.ours.coordinator)
    reject = {"action-workflow-action": "1", "workflow-action-name": "reject"}

    response = save(client, cast.own, title="Gelesen", **reject, **NO_GOALS)

    assert HELD_BACK not in response.text
    assert fresh(cast.own).current_workflow_state.status == "needs_changes"


def test_drafts_without_goals_are_not_published_in_bulk(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.coordinator)
    draft = fresh(cast.own)
    draft.title, draft.learning_goals = "Ohne Ziele", []
    draft.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = client.post(f"{url}?id={cast.own.pk}&next=/admin/", follow=True)

    assert fresh(cast.own).title == "Eigenes Modul"
    assert "Nicht veröffentlicht: Ohne Ziele." in response.text


def test_editor_leads_from_each_finding_to_its_place(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.coordinator)
    module = fresh(cast.own)
    module.learning_goals = [LearningGoal(text="Ich sage Nein.")]
    body = [("seminar_plan", {"title": "", "steps": [{"minutes": 60, "aim": "Ankommen"}]})]
    module.body = body
    module.save_revision()
    plan = newest(module).body[0]

    text = editor(client, module)

    assert 'href="#id_lead">Das Modul sagt nicht in einem Satz' in text
    assert f'href="#block-{plan.id}-section">Der Seminarplan ergibt 60 Minuten' in text
    assert 'href="#id_learning_goals-0-criterion">Das Ziel „Ich sage Nein.“' in text
    assert "nicht veröffentlicht oder eingereicht werden" in text


def test_editor_judges_what_was_typed_and_could_not_be_published(
    cast: Cast, client: Client
) -> None:
    sign_in(client, cast.ours.coordinator)

    text = save(client, cast.own, publish=True, **NO_GOALS).text

    assert 'href="#id_learning_goals-ADD"' in text


def test_editor_waits_with_its_judgement_for_valid_fields(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.coordinator)

    text = save(client, cast.own, publish=True, min_minutes="viele").text

    assert "Die Prüfung folgt, sobald die markierten Felder" in text


def test_new_module_is_checked_when_it_is_handed_in(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.trainer)
    section = cast.own.get_parent()
    url = reverse("wagtailadmin_pages:add", args=["curriculum", "modulepage", section.pk])
    assert "Prüfung des Inhalts" not in client.get(url).text
    new = ModulePage(title="Neu", slug="neu")

    response = client.post(url, module_form(new, submit=True, **NO_GOALS))

    assert HELD_BACK in response.text
    assert "Prüfung des Inhalts" in response.text
    assert not ModulePage.objects.filter(slug="neu").exists()
