"""Whatever is asked of the standards as data, what is refused is refused in the words of CASE."""

import pytest
from django.test import Client

from tests.views.case import shapes
from tests.views.case.test_case import ROOT, UNKNOWN, read


@pytest.mark.parametrize("path", ["CFDocuments", ""])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_writing_is_refused_in_the_words_of_case(db: None, method: str, path: str) -> None:
    """A program brings no token of ours, so it must not meet the page that asks for one."""
    client = Client(enforce_csrf_checks=True)

    response = client.generic(method, f"{ROOT}/{path}", b"{}", content_type="application/json")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert shapes.faults(response.json(), shapes.STATUS) == []
    (field,) = response.json()["imsx_codeMinor"]["imsx_codeMinorField"]
    assert field["imsx_codeMinorFieldValue"] == "forbidden"


@pytest.mark.parametrize("path", ["", "CFDocuments/", "CFItems/", f"CFItems/{UNKNOWN}/x"])
def test_addresses_that_case_does_not_have_are_refused_in_its_words(
    client: Client, db: None, path: str
) -> None:
    refused = read(client, path, status=404)

    assert shapes.faults(refused, shapes.STATUS) == []


@pytest.mark.parametrize(
    "asked",
    [
        "limit=0",
        "limit=-1",
        "limit=",
        "limit=1e3",
        "limit=9999999999",
        "limit=%D9%A3",
        "limit=5&limit=x",
        "offset=",
        "offset=-1",
        "sort=%00",
        "sort=title&orderBy=up",
        "fields=,",
        "fields=title,%00",
        "fields=*",
        "filter=%00",
        "filter=title",
        "filter=title='",
        "filter=title='x' AND ",
        "filter=title='x' AND AND title='y'",
        "filter=title='x' title='y'",
        "filter=nothing='x'",
        "filter=%ED%A0%80",
        f"filter={'a' * 5000}",
    ],
)
def test_nonsense_is_refused_in_the_words_of_case(client: Client, db: None, asked: str) -> None:
    refused = read(client, f"CFDocuments?{asked}", status=400)

    assert shapes.faults(refused, shapes.STATUS) == []
