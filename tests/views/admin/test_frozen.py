"""One row for each entrance by which an adopted edition could be changed. None of them opens."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import NoReverseMatch, reverse

from curriculum.domain import derivation, editions
from curriculum.domain.drafting import seen_as
from curriculum.models import Criterion, CriterionText, Edition, Standard, StandardText
from curriculum.models.frozen import FrozenError
from curriculum.viewsets.workbench import AFTER_ADOPTION, DEEDS
from tests.factories.cohorts import NOW
from tests.factories.curriculum import make_user
from tests.factories.frozen import (
    NEW_VALUE,
    TABLES,
    everything,
    first_of,
    make_adopted_between,
    values,
)


@pytest.fixture
def adopted(db: None) -> Edition:
    return make_adopted_between()


# --- Below the screens: each entrance over each table --------------------------------------------


def changed(row: Any) -> Any:
    for name, value in NEW_VALUE[type(row)].items():
        setattr(row, name, value)
    return row


def rows(row: models.Model) -> models.QuerySet[Any]:
    return type(row)._default_manager.filter(pk=row.pk)


def raw(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def raw_update(row: models.Model) -> None:
    for column, value in NEW_VALUE[type(row)].items():
        raw(f'UPDATE {row._meta.db_table} SET "{column}" = %s WHERE id = %s', value, row.pk)  # noqa: S608


def raw_delete(row: models.Model) -> None:
    raw(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)  # noqa: S608


def load(row: models.Model) -> None:
    """A fixture with the same row, changed: `loaddata` writes past the model's `save`."""
    path = Path("changed.json")
    path.write_text(serialize("json", [changed(row)]), "utf-8")
    call_command("loaddata", str(path), verbosity=0)


def upsert(row: models.Model) -> None:
    type(row)._default_manager.bulk_create(
        [changed(row)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=list(NEW_VALUE[type(row)]),
    )


def copied(row: Any) -> Any:
    """A second row of the same owner: it would join the edition."""
    row.pk = None
    names = {field.name for field in row._meta.local_concrete_fields}
    if "uuid" in names:
        row.uuid = row._meta.get_field("uuid").get_default()
    if "key" in names:
        row.key = "ZZ-9"
    return row


ENTRANCES: dict[str, Callable[[Any], object]] = {
    "save()": lambda row: changed(row).save(),
    "save(update_fields)": lambda row: changed(row).save(update_fields=list(NEW_VALUE[type(row)])),
    "save_base(raw)": lambda row: changed(row).save_base(raw=True),
    "delete()": lambda row: row.delete(),
    "QuerySet.update": lambda row: rows(row).update(**NEW_VALUE[type(row)]),
    "QuerySet.update_or_create": lambda row: rows(row).update_or_create(
        pk=row.pk, defaults=NEW_VALUE[type(row)]
    ),
    "QuerySet.delete": lambda row: rows(row).delete(),
    "QuerySet._raw_delete": lambda row: rows(row)._raw_delete("default"),
    "bulk_update": lambda row: rows(row).bulk_update([changed(row)], list(NEW_VALUE[type(row)])),
    "bulk_create with an upsert": upsert,
    "loaddata": load,
    "raw UPDATE": raw_update,
    "raw DELETE": raw_delete,
}


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("entrance", ENTRANCES)
def test_no_entrance_below_the_screens_changes_an_adopted_row(
    adopted: Edition,
    model: type[models.Model],
    entrance: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = everything(adopted)

    with pytest.raises((FrozenError, IntegrityError, ProtectedError)), transaction.atomic():
        ENTRANCES[entrance](first_of(adopted, model))

    assert everything(adopted) == before


JOINING: dict[str, Callable[[Any], object]] = {
    "save()": lambda row: row.save(),
    "save_base(raw)": lambda row: row.save_base(raw=True),
    "bulk_create": lambda row: type(row)._default_manager.bulk_create([row]),
}


@pytest.mark.parametrize(
    "model", [model for model in TABLES if model is not Edition], ids=lambda model: model.__name__
)
@pytest.mark.parametrize("entrance", JOINING)
def test_nothing_joins_an_adopted_edition(
    adopted: Edition, model: type[models.Model], entrance: str
) -> None:
    before = everything(adopted)

    with pytest.raises((FrozenError, IntegrityError)), transaction.atomic():
        JOINING[entrance](copied(first_of(adopted, model)))

    assert everything(adopted) == before


# --- The screens ----------------------------------------------------------------------------------

# What every form of the workbench takes, so that nothing is refused for a missing field.
TYPED = {
    "level": "may",
    "statement": "Anders.",
    "explanation": "Anders.",
    "kind": "editorial",
    "reason": "Darum.",
    "key": "ZZ-9",
    "title": "Anders",
    "introduction": "Anders.",
    "position": "2",
    "into": "GR-1",
    "language": "de",
}


def typed(edition: Edition, deed: str) -> dict[str, Any]:
    to: dict[str, Any] = {
        "criterion": first_of(edition, Criterion).pk,
        "standard": first_of(edition, Standard).pk,
        "dropped": edition.predecessor.standards.get().criteria.last().later_steps.get().pk,
        "edition": edition.pk,
    }
    return TYPED | {"deed": deed, "row": to[DEEDS[deed].to], "standard": to["standard"]}


@pytest.mark.parametrize("headers", [{}, {"Accept": "application/json"}], ids=["form", "script"])
@pytest.mark.parametrize("deed", DEEDS)
def test_no_deed_of_the_workbench_changes_an_adopted_edition(
    as_centre: Client, adopted: Edition, deed: str, headers: Mapping[str, str]
) -> None:
    before = everything(adopted)
    address = reverse("edition_workbench", args=[adopted.pk])

    answer = as_centre.post(address, typed(adopted, deed), headers=headers)

    said = answer.json()["errors"]["all"][0] if headers else answer.text
    assert "Diese Ausgabe ist beschlossen." in said
    assert answer.status_code == (200 if headers else 422)
    assert everything(adopted) == before


UNSEEN = {"language": "en", "seen": seen_as("", "")}


@pytest.mark.parametrize("deed", AFTER_ADOPTION)
def test_a_translation_is_let_in_and_changes_nothing_that_was_adopted(
    as_centre: Client, adopted: Edition, deed: str
) -> None:
    before = everything(adopted)
    address = reverse("edition_workbench", args=[adopted.pk])

    answer = as_centre.post(address, typed(adopted, deed) | UNSEEN)

    texts = CriterionText if deed == "translate" else StandardText
    after = everything(adopted)
    added = [row for row in after[texts.__name__] if row["language"] == "en"]
    assert answer.status_code == 302
    assert len(added) == 1
    after[texts.__name__] = [row for row in after[texts.__name__] if row not in added]
    assert after == before
    assert editions.digest(adopted) == adopted.digest


SCREENS: dict[str, Callable[[Edition], str]] = {
    "the form of a criterion": lambda edition: reverse(
        "criterion:edit", args=[first_of(edition, Criterion).pk]
    ),
    "adopting it once more": lambda edition: reverse("edition_adopt", args=[edition.pk]),
    "its record": lambda edition: reverse("edition:inspect", args=[edition.pk]),
    "the list": lambda edition: reverse("edition:index"),
    "deriving under its own key": lambda edition: reverse("edition_derive"),
    "its public page": lambda edition: reverse("curriculum:edition", args=[edition.key]),
    "CASE": lambda edition: f"/ims/case/v1p1/CFDocuments/{edition.uuid}",
}
FORM = TYPED | {
    "key": "2025",
    "adopted_on": "2026-02-01",
    "in_force_from": "2026-03-01",
    "minute_reference": "TOP 9",
    "approver": "Jemand",
}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_changes_an_adopted_edition(
    as_centre: Client, adopted: Edition, screen: str, method: str
) -> None:
    before = everything(adopted)
    body = (
        {"data": FORM}
        if method == "post"
        else {"data": json.dumps(FORM), "content_type": "application/json"}
    )

    answer = getattr(as_centre, method)(SCREENS[screen](adopted), **body)

    assert answer.status_code < 500
    assert everything(adopted) == before


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_wagtail_has_no_bulk_action_for_these_tables(
    as_centre: Client, adopted: Edition, model: type[models.Model], action: str
) -> None:
    before = everything(adopted)
    address = reverse("wagtail_bulk_action", args=["curriculum", model._meta.model_name, action])

    answer = as_centre.post(f"{address}?{urlencode({'id': first_of(adopted, model).pk})}")

    assert answer.status_code == 404
    assert everything(adopted) == before


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("name", ["add", "edit", "delete", "copy", "unpublish", "revisions_revert"])
def test_wagtail_has_no_other_form_for_these_tables(
    adopted: Edition, model: type[models.Model], name: str
) -> None:
    """One is there: the form of a criterion, which sends away from an adopted one (see above)."""
    if (model, name) == (Criterion, "edit"):
        return
    known = []
    for space in (
        str(model._meta.model_name),
        f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}",
    ):
        for args in ([], [first_of(adopted, model).pk]):
            try:
                known.append(reverse(f"{space}:{name}", args=args))
            except NoReverseMatch:
                continue

    assert known == []


def test_the_admin_api_knows_pages_pictures_and_files_only(
    as_centre: Client, adopted: Edition
) -> None:
    for model in TABLES:
        name = str(model._meta.verbose_name_plural)
        for path in (f"{model._meta.model_name}s", name, f"snippets/{model._meta.label_lower}"):
            address = f"/admin/api/main/{path}/{adopted.pk}/"
            assert as_centre.delete(address).status_code == 404, address


def test_deriving_the_next_edition_leaves_the_adopted_one(adopted: Edition) -> None:
    Edition.objects.get(key="2027").delete()
    before = everything(adopted)

    derivation.derive(key="2027", by=make_user(), now=NOW)

    assert everything(adopted) == before


def test_the_table_notices_a_change(adopted: Edition) -> None:
    """What is compared holds every column of every row, also of what was dropped."""
    found = everything(adopted)

    assert {name: len(rows) for name, rows in found.items()} == {
        **dict.fromkeys((model.__name__ for model in TABLES), 1),
        "dropped": 1,
    }
    for model in TABLES:
        assert found[model.__name__] == [values(first_of(adopted, model))]
