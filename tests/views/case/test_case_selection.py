"""What a reader may ask of the list, and how a question that cannot be answered is refused."""

import pytest
from django.test import Client

from curriculum.models import Edition
from tests.views.case import shapes
from tests.views.case.reading import ROOT, UNKNOWN, read


@pytest.mark.parametrize(
    ("path", "status", "minor"),
    [
        *(
            (f"{kind}/{UNKNOWN}", 404, "unknownobject")
            for kind in (
                "CFDocuments",
                "CFPackages",
                "CFItems",
                "CFItemAssociations",
                "CFAssociations",
                "CFAssociationGroupings",
                "CFConcepts",
                "CFSubjects",
                "CFItemTypes",
                "CFLicenses",
                "CFRubrics",
            )
        ),
        ("CFItems/GR-1", 404, "invalid_uuid"),
        (f"CFItems/{UNKNOWN.replace('4111', '7111')}", 404, "invalid_uuid"),
        ("CFDocuments/ABCDEFAB-1111-4111-8111-111111111111", 404, "invalid_uuid"),
        ("CFDocuments?fields=title,secret", 400, "invalid_selection_field"),
        ("CFDocuments?fields=", 400, "invalid_selection_field"),
        ("CFDocuments?sort=secret", 400, "invalid_sort_field"),
        ("CFDocuments?sort=CFPackageURI", 400, "invalid_sort_field"),
        ("CFDocuments?sort=title&orderBy=up", 400, "invalid_sort_field"),
        ("CFDocuments?limit=0", 400, "invalid_selection_field"),
        ("CFDocuments?limit=1&limit=2", 400, "invalid_selection_field"),
        ("CFDocuments?limit=many", 400, "invalid_selection_field"),
        ("CFDocuments?offset=-1", 400, "invalid_selection_field"),
        ("CFDocuments?filter=secret='x'", 400, "invalid_selection_field"),
        ("CFDocuments?filter=CFPackageURI~'x'", 400, "invalid_selection_field"),
        ("CFDocuments?filter=title", 400, "invalid_selection_field"),
        ("CFDocuments?filter=title='a' AND ", 400, "invalid_selection_field"),
        ("CFDocuments?filter=title='a' title='b'", 400, "invalid_selection_field"),
        ("CFThings", 404, "unknownobject"),
        ("", 404, "unknownobject"),
    ],
)
def test_refusals_are_told_in_the_words_of_the_specification(
    client: Client, editions: dict[str, Edition], path: str, status: int, minor: str
) -> None:
    found = read(client, path, status)

    assert shapes.faults(found, shapes.STATUS) == []
    field = found["imsx_codeMinor"]["imsx_codeMinorField"][0]
    assert field["imsx_codeMinorFieldValue"] == minor


def titles(client: Client, asked: str) -> list[str]:
    return [row["title"][-4:] for row in read(client, f"CFDocuments?{asked}")["CFDocuments"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("limit=2", ["2099", "2025"]),
        ("limit=2&offset=3", ["rung"]),
        ("offset=9", []),
        ("sort=version&limit=2", ["2023", "2025"]),
        ("sort=version&orderBy=desc&limit=1", ["2099"]),
        ("filter=adoptionStatus='Deprecated'", ["2023"]),
        ("filter=statusStartDate>='2025-01-01' AND version!='2099'", ["2025"]),
        ("filter=version='2023' OR version='2099'", ["2099", "2023"]),
        ("filter=title~'MODULE'", ["rung"]),
        ("filter=adoptionStatus='deprecated'", ["2023"]),
        ("filter=adoptionStatus!='ADOPTED'", ["2023"]),
        ("filter=lastChangeDateTime='2025-01-01T00:00:00Z'", ["2025"]),
        ("filter=subject='Mathematik'", []),
        ("filter=title='a' OR title~' und '", []),
    ],
)
def test_list_takes_limit_offset_sort_and_filter(
    client: Client, editions: dict[str, Edition], asked: str, found: list[str]
) -> None:
    assert titles(client, asked) == found


def test_list_says_how_many_there_are_and_where_the_others_stand(
    client: Client, editions: dict[str, Edition]
) -> None:
    response = client.get(f"{ROOT}/CFDocuments?limit=2&offset=2&sort=title")

    assert response["X-Total-Count"] == "4"
    assert [part.split("offset=")[1] for part in response["Link"].split(", ")] == [
        '0&sort=title>; rel="first"',
        '2&sort=title>; rel="last"',
        '0&sort=title>; rel="prev"',
    ]


def test_there_is_a_way_back_from_the_middle_of_a_part(
    client: Client, editions: dict[str, Edition]
) -> None:
    link = client.get(f"{ROOT}/CFDocuments?limit=2&offset=1")["Link"]

    assert 'limit=2&offset=0>; rel="prev"' in link
    assert 'limit=2&offset=3>; rel="next"' in link


def test_fields_choose_what_is_told(client: Client, editions: dict[str, Edition]) -> None:
    chosen = {"CFDocuments": [{"title": "Qualitätsstandards, Ausgabe 2099", "version": "2099"}]}

    # A field of the specification that none of ours has is no mistake of the reader.
    assert read(client, "CFDocuments?fields=title,version,subject&limit=1") == chosen
    assert read(client, "CFDocuments?fields=title&fields=version&limit=1") == chosen


def test_behind_the_end_the_way_leads_back_to_the_last_part(
    client: Client, editions: dict[str, Edition]
) -> None:
    response = client.get(f"{ROOT}/CFDocuments?limit=3&offset=99")

    assert response.json() == {"CFDocuments": []}
    assert 'limit=3&offset=3>; rel="prev"' in response["Link"]
    assert "next" not in response["Link"]
