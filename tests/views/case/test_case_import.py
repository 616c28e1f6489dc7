"""Another program takes our packages in: all it finds there is whole, and leads back to us.

It reads as editors of frameworks do: by what the package says, and by following the addresses.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from curriculum.models import Edition
from tests.views.case.reading import ROOT, package, read

LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def packages(client: Client, editions: dict[str, Edition], settings: Any) -> list[Any]:
    settings.STANDARDS_LICENCE = LICENCE
    return [
        read(client, f"CFPackages/{document['identifier']}")
        for document in read(client, "CFDocuments")["CFDocuments"]
    ]


def resources(found: Any) -> Iterator[Any]:
    """The document and every row of a package."""
    yield found["CFDocument"]
    yield from (*found["CFItems"], *found["CFAssociations"])
    for rows in found["CFDefinitions"].values():
        yield from rows


def links(found: Any) -> Iterator[Any]:
    """Every {title, identifier, uri} in it, however deep."""
    for value in found.values() if isinstance(found, dict) else found:
        if isinstance(value, dict) and value.keys() == {"title", "identifier", "uri"}:
            yield value
        elif isinstance(value, dict | list):
            yield from links(value)


def at(client: Client, uri: str) -> Any:
    """What stands at an address of ours; of a type with those below it the type itself."""
    found = read(client, urlsplit(uri).path.removeprefix(f"{ROOT}/"))
    return found["CFItemTypes"][0] if "CFItemTypes" in found else found


def tree(found: Any, *, grouping: str = "") -> dict[str, Any]:
    """Children in their order below their parents, of the associations in one grouping."""
    edges = [
        row
        for row in found["CFAssociations"]
        if row["associationType"] == "isChildOf"
        and row.get("CFAssociationGroupingURI", {"title": ""})["title"] == grouping
    ]

    def below(parent: str) -> dict[str, Any]:
        rows = [row for row in edges if row["destinationNodeURI"]["identifier"] == parent]
        return {
            row["originNodeURI"]["identifier"]: below(row["originNodeURI"]["identifier"])
            for row in sorted(rows, key=lambda row: row["sequenceNumber"])
        }

    return below(found["CFDocument"]["identifier"])


def named(found: Any, branch: dict[str, Any]) -> dict[str, Any]:
    statements = {item["identifier"]: item["fullStatement"] for item in found["CFItems"]}
    return {statements[key]: named(found, below) for key, below in branch.items()}


def test_every_resource_of_a_package_stands_at_its_own_address(
    client: Client, packages: list[Any]
) -> None:
    only_alone = {"CFPackageURI", "CFDocumentURI"}

    for found in packages:
        for row in resources(found):
            alone = at(client, row["uri"])
            assert {name: alone[name] for name in alone.keys() - only_alone} == row


def test_every_link_leads_to_what_it_names(client: Client, packages: list[Any]) -> None:
    seen: dict[str, tuple[str, str]] = {}

    for found in packages:
        for link in links([found, *(at(client, row["uri"]) for row in resources(found))]):
            seen[link["uri"]] = (link["identifier"], link["title"])

    for uri, (identifier, title) in seen.items():
        there = at(client, uri)
        there = there.get("CFDocument", there)
        names = {"title", "humanCodingScheme", "fullStatement"} & there.keys()
        assert there["identifier"] == identifier
        assert title in {there[name] for name in names}


def test_no_item_is_left_without_a_parent_in_its_package(packages: list[Any]) -> None:
    for found in packages:
        inside = {found["CFDocument"]["identifier"], *(i["identifier"] for i in found["CFItems"])}
        children = {
            row["originNodeURI"]["identifier"]
            for row in found["CFAssociations"]
            if row["associationType"] == "isChildOf"
            and row["destinationNodeURI"]["identifier"] in inside
        }
        assert children == {item["identifier"] for item in found["CFItems"]}


def test_the_tree_without_a_grouping_is_the_adopted_german_one(
    client: Client, editions: dict[str, Edition]
) -> None:
    found = package(client, editions["2025"])

    assert named(found, tree(found)) == {
        "Standard GR": {"Grenzen werden benannt.": {}, "Grenzen werden gewahrt.": {}}
    }
    assert named(found, tree(found, grouping="Translations")) == {
        "Limits": {"Limits are named.": {}}
    }


def test_a_grouping_belongs_to_one_framework(packages: list[Any]) -> None:
    groupings = [
        grouping["identifier"]
        for found in packages
        for grouping in found["CFDefinitions"]["CFAssociationGroupings"]
    ]

    assert len(groupings) == 4
    assert len(set(groupings)) == 4


def test_what_a_reader_has_of_an_old_edition_stays_as_it_is(
    client: Client, editions: dict[str, Edition]
) -> None:
    address = f"{ROOT}/CFPackages/{editions['2023'].uuid}"
    etag = client.get(address)["ETag"]

    editions["module"].refresh_from_db()
    editions["module"].save_revision().publish()

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
