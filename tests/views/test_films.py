"""Films in sign language: checked when they are uploaded, played in the page, piece by piece."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from home import films
from home.models import ArticlePage
from home.tree import publish_below
from home.uploads import FILM_LIMIT, HANDOUT_LIMIT, refuse_unfit
from tests.factories.home import make_home_page
from tests.factories.uploads import HTML, MP4, PDF, VTT, WEBM, upload


@pytest.fixture(autouse=True)
def storage(tmp_path: Path) -> Iterator[None]:
    field = Document._meta.get_field("file")
    usual = field.storage
    field.storage = FileSystemStorage(tmp_path)
    yield
    field.storage = usual


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Film.mp4", MP4),
        ("Film.webm", WEBM),
        ("Film.vtt", VTT),
        ("Film.vtt", b"\xef\xbb\xbf" + VTT),
    ],
)
def test_films_and_captions_are_accepted(name: str, content: bytes) -> None:
    refuse_unfit(upload(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Film.mp4", WEBM),
        ("Film.webm", MP4),
        ("Film.mp4", HTML),
        ("Film.vtt", HTML),
        ("Film.vtt", b"\xff\xfe\x00"),
    ],
)
def test_what_only_bears_the_name_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        refuse_unfit(upload(name, content))

    assert refused.value.code == "content"


@pytest.mark.parametrize(("name", "limit"), [("Film.mp4", FILM_LIMIT), ("Film.pdf", HANDOUT_LIMIT)])
def test_each_kind_has_its_limit(name: str, limit: int) -> None:
    large = upload(name, PDF)
    large.size = limit + 1

    with pytest.raises(ValidationError) as refused:
        refuse_unfit(large)

    assert refused.value.code == "size"


def make_document(name: str, content: bytes) -> Document:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    document = Document(title=name, collection=root)
    document.file.save(name, ContentFile(content))
    document.save()
    return document


def make_page(**film: Any) -> ArticlePage:
    film = {"title": "Der Film", "captions": None, "transcript": "<p>Alles als Text.</p>"} | film
    page = ArticlePage(title="Gebärden", slug="gebaerden", body=[("video", film)])
    return publish_below(make_home_page(), page)


def test_film_stands_in_the_page_with_captions_and_text(client: Client) -> None:
    film, captions = make_document("Film.mp4", MP4), make_document("Film.vtt", VTT)
    make_page(file=film, captions=captions)

    text = " ".join(client.get("/gebaerden/").text.split())

    assert '<video controls preload="none"' in text
    assert f'<source src="{film.url}" type="video/mp4">' in text
    assert f'<track kind="captions" src="{captions.url}" srclang="de"' in text
    assert "Alles als Text." in text
    assert "noch kein Film" not in text


def test_film_is_shown_and_handouts_are_downloaded(client: Client) -> None:
    film, paper = make_document("Film.mp4", MP4), make_document("Blatt.pdf", PDF)

    answers = [client.get(document.url) for document in (film, paper)]

    assert [b"".join(answer.streaming_content) for answer in answers] == [MP4, PDF]
    assert [answer["Content-Type"] for answer in answers] == ["video/mp4", "application/pdf"]
    assert [answer.get("Content-Disposition", "inline")[:6] for answer in answers] == [
        "inline",
        "attach",
    ]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, 63),
        ("bytes=0-1", 0, 1),
        ("bytes=10-19", 10, 19),
        ("bytes=60-99", 60, 63),
        ("bytes=63-", 63, 63),
    ],
)
def test_film_is_handed_out_piece_by_piece(
    client: Client, asked: str, first: int, last: int
) -> None:
    film = make_document("Film.mp4", MP4)

    answer = client.get(film.url, headers={"Range": asked})

    assert (answer.status_code, answer.content) == (206, MP4[first : last + 1])
    assert answer["Content-Range"] == f"bytes {first}-{last}/64"
    assert answer["Content-Type"] == "video/mp4"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_piece_is_never_larger_than_what_fits_into_memory(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(films, "PIECE", 10)

    answer = client.get(make_document("Film.mp4", MP4).url, headers={"Range": "bytes=5-"})

    assert answer["Content-Range"] == "bytes 5-14/64"
    assert answer.content == MP4[5:15]


def test_piece_beyond_the_end_is_refused(client: Client) -> None:
    answer = client.get(make_document("Film.mp4", MP4).url, headers={"Range": "bytes=64-"})

    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */64")


@pytest.mark.parametrize("asked", ["bytes=-5", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b", ""])
def test_other_questions_get_the_whole_film(client: Client, asked: str) -> None:
    answer = client.get(make_document("Film.mp4", MP4).url, headers={"Range": asked})

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, MP4)


def test_handout_is_never_handed_out_in_pieces(client: Client) -> None:
    answer = client.get(make_document("Blatt.pdf", PDF).url, headers={"Range": "bytes=0-1"})

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)


def test_restricted_film_is_not_handed_out_in_pieces_either(client: Client) -> None:
    film = make_document("Film.mp4", MP4)
    CollectionViewRestriction.objects.create(collection=film.collection, restriction_type="login")

    answer = client.get(film.url, headers={"Range": "bytes=0-9"})

    assert answer.status_code == 302
