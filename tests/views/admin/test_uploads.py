"""Uploading and downloading handouts, by every way there is."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection

from home.uploads import HANDOUT_LIMIT
from tests.factories.uploads import HTML, PDF, PNG, upload
from tests.views.admin.conftest import Estate, sign_in

NO_PDF = (
    "Die Datei ist nicht das, was ihr Name sagt: Darin ist kein PDF. Bitte öffnen Sie sie in ihrem "
    "Programm und speichern Sie sie neu als PDF."
)


class Elsewhere(Storage):
    """A store as it is rented: its files have an address but no path."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def _save(self, name: str, content: File) -> str:
        self.kept[name] = content.read()
        return name

    def _open(self, name: str, mode: str = "rb") -> File:
        return ContentFile(self.kept[name], name)

    def exists(self, name: str) -> bool:
        return name in self.kept

    def size(self, name: str) -> int:
        return len(self.kept[name])

    def url(self, name: str) -> str:
        return "https://store.example.org/" + name


@pytest.fixture
def writer(client: Client, tree: None, ours: Estate) -> Client:
    """A trainer, who may add documents."""
    sign_in(client, ours.trainer).get("/admin/")
    return client


@pytest.fixture(params=["on disk", "elsewhere"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """Files with a path, and files in a store that has none."""
    field = Document._meta.get_field("file")
    usual = field.storage
    field.storage = FileSystemStorage(tmp_path) if request.param == "on disk" else Elsewhere()
    yield
    field.storage = usual


def collection() -> int:
    return Collection.get_first_root_node().pk


def add(client: Client, file) -> object:
    return client.post(
        reverse("wagtaildocs:add"), {"title": "Blatt", "file": file, "collection": collection()}
    )


def add_many(client: Client, file) -> dict:
    answer = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Blatt", "files[]": file, "collection": collection()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    return answer.json()


def choose(client: Client, file) -> dict:
    fields = {"title": "Blatt", "file": file, "collection": collection()}
    answer = client.post(
        reverse("wagtaildocs_chooser:create"),
        {f"document-chooser-upload-{name}": value for name, value in fields.items()},
    )
    return answer.json()


def test_handout_is_taken_by_every_way(writer):
    assert add(writer, upload("a.pdf", PDF)).status_code == 302
    assert add_many(writer, upload("b.pdf", PDF))["success"] is True
    assert choose(writer, upload("c.pdf", PDF))["step"] == "chosen"

    assert sorted(Document.objects.values_list("file", flat=True)) == [
        "documents/a.pdf",
        "documents/b.pdf",
        "documents/c.pdf",
    ]


def test_page_named_as_a_handout_is_refused_by_every_way(writer):
    page = add(writer, upload("a.pdf", HTML))
    assert page.context["form"].errors == {"file": [NO_PDF]}
    assert add_many(writer, upload("b.pdf", HTML)) == {"success": False, "error_message": NO_PDF}
    chooser = choose(writer, upload("c.pdf", HTML))
    assert (chooser["step"], NO_PDF in chooser["htmlFragment"]) == ("reshow_creation_form", True)

    assert list(Document.objects.all()) == []


def test_exchanged_file_is_checked_and_a_new_title_needs_none(client, tree, centre):
    sign_in(client, centre.coordinator).get("/admin/")
    add(client, upload("a.pdf", PDF))
    document = Document.objects.get()
    edit = reverse("wagtaildocs:edit", args=[document.pk])
    fields = {"title": "Neuer Titel", "collection": collection()}

    refused = client.post(edit, {**fields, "file": upload("a.pdf", HTML)})
    renamed = client.post(edit, fields)

    assert refused.context["form"].errors == {"file": [NO_PDF]}
    assert renamed.status_code == 302
    document.refresh_from_db()
    assert document.title == "Neuer Titel"
    assert document.file.read() == PDF


def test_file_that_is_too_large_is_refused_at_the_field(writer):
    page = add(writer, upload("a.pdf", PDF + b" " * HANDOUT_LIMIT))

    assert list(page.context["form"].errors) == ["file"]
    assert "zu groß" in page.context["form"].errors["file"][0]
    assert list(Document.objects.all()) == []


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("Plan.pdf", "application/pdf"),
        ("Größe_Übung.pdf", "application/pdf"),
        ("خطة_العمل.pdf", "application/pdf"),
        ("Заметка.txt", "text/plain"),
        ("Foto.png", "image/png"),
    ],
)
def test_document_is_handed_out_as_a_file_and_has_no_rights(client, tree, storage, name, mime):
    document = Document(title="Blatt")
    content = PNG if mime == "image/png" else PDF
    document.file.save(name, ContentFile(content))
    document.save()

    answer = client.get(document.url)

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Type"].partition(";")[0] == mime
    disposition = answer["Content-Disposition"]
    assert disposition.partition(";")[0] == "attachment"
    assert document.filename == name
    if not name.isascii():
        assert f"filename*=UTF-8''{quote(name)}" in disposition
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-cache"


def test_uploads_have_no_other_address(client, tree, storage):
    document = Document(title="Blatt")
    document.file.save("Plan.pdf", ContentFile(PDF))
    document.save()

    assert client.get(settings.MEDIA_URL + document.file.name).status_code == 404
    assert client.get(document.url.replace("Plan", "Anders")).status_code == 404
