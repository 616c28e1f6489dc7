"""The standards as data: every address of CASE 1.1 answers as the specification has it."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from curriculum.domain.case import modules
from curriculum.models import Criterion, CriterionText, Edition
from home.models import User
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)
from tests.views.case import shapes
from tests.views.case.conftest import SECRET
from tests.views.case.reading import ROOT, UNKNOWN, package, read


def translate(criterion: Criterion) -> None:
    CriterionText.objects.create(criterion=criterion, language="en", statement="In English.")


def associated(found: Any, kind: str) -> list[tuple[str, str]]:
    return [
        (row["originNodeURI"]["title"], row["destinationNodeURI"]["title"])
        for row in found["CFAssociations"]
        if row["associationType"] == kind
    ]


def test_list_holds_the_adopted_editions_and_the_modules(
    client: Client, editions: dict[str, Edition]
) -> None:
    found = read(client, "CFDocuments")

    assert shapes.faults(found, shapes.DOCUMENTS) == []
    assert [
        (row["title"], row["adoptionStatus"], row.get("statusStartDate"), row.get("statusEndDate"))
        for row in found["CFDocuments"]
    ] == [
        ("Qualitätsstandards, Ausgabe 2099", "Adopted", "2099-01-01", None),
        ("Qualitätsstandards, Ausgabe 2025", "Adopted", "2025-01-01", "2098-12-31"),
        ("Qualitätsstandards, Ausgabe 2023", "Deprecated", "2023-01-01", "2024-12-31"),
        ("Module der Qualifizierung", "Adopted", None, None),
    ]


def test_every_resource_has_its_shape_and_answers_at_its_own_address(
    client: Client, editions: dict[str, Edition], settings: Any
) -> None:
    settings.STANDARDS_LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"

    for row in read(client, "CFDocuments")["CFDocuments"]:
        assert read(client, f"CFDocuments/{row['identifier']}") == row
        found = read(client, f"CFPackages/{row['identifier']}")
        assert shapes.faults(found, shapes.PACKAGE) == []
        packed = {name: value for name, value in row.items() if name != "CFPackageURI"}
        assert found["CFDocument"] == packed
        for kind, shape, rows in [
            ("CFItems", shapes.ITEM, found["CFItems"]),
            ("CFAssociations", shapes.ASSOCIATION, found["CFAssociations"]),
            ("CFLicenses", shapes.LICENCE, found["CFDefinitions"]["CFLicenses"]),
            (
                "CFAssociationGroupings",
                shapes.GROUPING,
                found["CFDefinitions"]["CFAssociationGroupings"],
            ),
        ]:
            for packed in rows:
                alone = read(client, f"{kind}/{packed['identifier']}")
                assert shapes.faults(alone, shape) == []
                assert packed["uri"].endswith(f"{ROOT}/{kind}/{packed['identifier']}")
                assert {**packed, **alone} == alone or kind == "CFAssociationGroupings"


def test_identifiers_are_used_once(client: Client, editions: dict[str, Edition]) -> None:
    found = [
        row["identifier"]
        for document in read(client, "CFDocuments")["CFDocuments"]
        for part in ("CFItems", "CFAssociations")
        for row in read(client, f"CFPackages/{document['identifier']}")[part]
    ]

    assert len(found) == len(set(found))


def test_tree_hangs_from_the_document_in_its_order(
    client: Client, editions: dict[str, Edition]
) -> None:
    found = package(client, editions["2025"])

    assert [
        (row["originNodeURI"]["title"], row["destinationNodeURI"]["title"], row["sequenceNumber"])
        for row in found["CFAssociations"]
        if row["associationType"] == "isChildOf" and "CFAssociationGroupingURI" not in row
    ] == [("GR", "Qualitätsstandards, Ausgabe 2025", 1), ("GR-1", "GR", 1), ("GR-2", "GR", 2)]
    assert [
        (row["humanCodingScheme"], row["fullStatement"], row["extensions"])
        for row in found["CFItems"]
        if row["CFItemType"] == "Criterion" and row["language"] == "de"
    ] == [
        ("GR-1", "Grenzen werden benannt.", {"bindingLevel": "should"}),
        ("GR-2", "Grenzen werden gewahrt.", {"bindingLevel": "must"}),
    ]


def test_succession_is_told_as_replaced_by(client: Client, editions: dict[str, Edition]) -> None:
    found = package(client, editions["2025"])

    assert associated(found, "replacedBy") == [("GR-1", "GR-1"), ("GR-1", "GR-2")]
    step = next(row for row in found["CFAssociations"] if row["associationType"] == "replacedBy")
    old = read(client, f"CFItems/{step['originNodeURI']['identifier']}")
    assert old["CFDocumentURI"]["identifier"] == str(editions["2023"].uuid)
    assert step["extensions"] == {"changeKind": "split"}


def test_translations_are_items_of_their_own(client: Client, editions: dict[str, Edition]) -> None:
    found = package(client, editions["2025"])

    assert associated(found, "isTranslationOf") == [("GR", "GR"), ("GR-1", "GR-1")]
    translated = next(
        row for row in found["CFItems"] if row["fullStatement"] == "Limits are named."
    )
    assert translated["language"] == "en"
    assert UUID(translated["identifier"]).version == 5


def test_modules_are_related_to_the_criteria_in_force(
    client: Client, editions: dict[str, Edition]
) -> None:
    modules = read(client, "CFDocuments?filter=title~'Module'")["CFDocuments"]

    found = read(client, f"CFPackages/{modules[0]['identifier']}")

    assert [row["fullStatement"] for row in found["CFItems"]] == ["Grenzen üben"]
    assert associated(found, "isRelatedTo") == [("Grenzen üben", "GR-1"), ("Grenzen üben", "GR-2")]


def test_item_names_everything_that_begins_or_ends_at_it(
    client: Client, editions: dict[str, Edition]
) -> None:
    criterion = editions["2025"].standards.get().criteria.get(key="GR-1")

    found = read(client, f"CFItemAssociations/{criterion.uuid}")

    assert shapes.faults(found, shapes.ITEM_ASSOCIATIONS) == []
    assert found["CFItem"] == read(client, f"CFItems/{criterion.uuid}")
    assert sorted(row["associationType"] for row in found["CFAssociations"]) == [
        "isChildOf",
        "isRelatedTo",
        "isTranslationOf",
        "replacedBy",
        "replacedBy",
    ]


def test_type_of_items_comes_with_those_below_it(
    client: Client, editions: dict[str, Edition]
) -> None:
    types = package(client, editions["2025"])["CFDefinitions"]["CFItemTypes"]

    found = read(client, f"CFItemTypes/{types[0]['identifier']}")

    assert shapes.faults(found, shapes.ITEM_TYPES) == []
    assert [row["title"] for row in found["CFItemTypes"]] == ["Standard", "Criterion"]


def test_drafts_do_not_exist(client: Client, editions: dict[str, Edition]) -> None:
    draft = editions["2101"]
    criterion = draft.standards.get().criteria.get()

    for path in (
        f"CFDocuments/{draft.uuid}",
        f"CFPackages/{draft.uuid}",
        f"CFItems/{criterion.uuid}",
        f"CFItemAssociations/{criterion.uuid}",
    ):
        assert shapes.faults(read(client, path, 404), shapes.STATUS) == []
    for document in read(client, "CFDocuments")["CFDocuments"]:
        text = json.dumps(read(client, f"CFPackages/{document['identifier']}"), ensure_ascii=False)
        assert SECRET not in text
        assert "Noch im Entwurf" not in text


@pytest.mark.parametrize("path", ["CFDocuments", "discovery/imscasev1p1_openapi3_v1p0.json"])
def test_what_a_reader_holds_is_answered_304(
    client: Client, editions: dict[str, Edition], path: str
) -> None:
    etag = client.get(f"{ROOT}/{path}")["ETag"]

    answer = client.get(f"{ROOT}/{path}", headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content) == (304, b"")


def test_discovery_names_every_address(client: Client, editions: dict[str, Edition]) -> None:
    described = read(client, "discovery/imscasev1p1_openapi3_v1p0.json")

    assert len(described["paths"]) == 12
    for path in described["paths"]:
        address = path.removeprefix("/").replace("{sourcedId}", UNKNOWN)
        assert client.get(f"{ROOT}/{address}").status_code == (404 if "{" in path else 200)


def test_answers_are_the_same_whoever_asks(
    client: Client, editions: dict[str, Edition], django_user_model: type[User]
) -> None:
    public = client.get(f"{ROOT}/CFDocuments").content

    client.force_login(django_user_model.objects.create_user("en@example.org", language="en"))

    assert client.get(f"{ROOT}/CFDocuments", headers={"Accept-Language": "en"}).content == public


@pytest.mark.parametrize("more", [0, 4])
@pytest.mark.parametrize(
    ("kind", "queries"),
    [
        ("CFDocuments", 5),
        ("CFPackages", 12),
        ("CFItems", 14),
        ("CFItemAssociations", 20),
        ("CFAssociations", 11),
        ("CFAssociationGroupings", 5),
    ],
)
def test_queries_do_not_grow(
    client: Client,
    home_page: object,
    django_assert_num_queries: DjangoAssertNumQueries,
    kind: str,
    queries: int,
    more: int,
) -> None:
    before, last = None, []
    for year in range(2020, 2022 + more):
        edition = make_edition(str(year), predecessor=before)
        criteria = [make_criterion(edition, f"GR-{n}", f"Satz {n}.") for n in range(1 + more)]
        for criterion in criteria:
            translate(criterion)
        if before is None:
            for number, criterion in enumerate(criteria):
                make_module(f"Modul {number}", criterion, number=number)
        else:
            for old, new in zip(last, criteria, strict=True):
                make_step(old, new, Kind.UNCHANGED)
        before, last = make_adopted(edition, date(year, 1, 1)), criteria
    identifier = {
        "CFItems": criteria[-1].uuid,
        "CFItemAssociations": criteria[-1].uuid,
        "CFAssociations": package(client, edition)["CFAssociations"][0]["identifier"],
        "CFAssociationGroupings": package(client, edition)["CFDefinitions"][
            "CFAssociationGroupings"
        ][0]["identifier"],
    }.get(kind, edition.uuid)

    with django_assert_num_queries(queries):
        read(client, f"{kind}/{identifier}")


@pytest.mark.parametrize(("chain", "queries"), [(1, 10), (2, 11), (5, 11)])
def test_queries_stay_the_same_however_many_editions_a_module_is_behind(
    client: Client,
    home_page: object,
    django_assert_num_queries: DjangoAssertNumQueries,
    chain: int,
    queries: int,
) -> None:
    before, old = None, None
    for number in range(chain):
        edition = make_edition(f"{2010 + number}", predecessor=before)
        criterion = make_criterion(edition, "GR-1", f"Satz {number}.")
        if old is None:
            make_module("Grenzen", criterion)
        else:
            make_step(old, criterion, Kind.REWORDED)
        before, old = make_adopted(edition, date(2010 + number, 1, 1)), criterion

    with django_assert_num_queries(queries):
        read(client, f"CFPackages/{modules.ID}")


@pytest.mark.logs_errors
def test_what_goes_wrong_is_told_in_the_words_of_case(client: Client, db: None) -> None:
    def refuse(*_: Any) -> None:
        raise DatabaseError("the disk is full")

    with connection.execute_wrapper(refuse):
        response = client.get(f"{ROOT}/CFDocuments")

    assert response.status_code == 500
    assert response["Content-Type"] == "application/json"
    assert shapes.faults(response.json(), shapes.STATUS) == []
    (field,) = response.json()["imsx_codeMinor"]["imsx_codeMinorField"]
    assert field["imsx_codeMinorFieldValue"] == "internal_server_error"
