"""What may be uploaded: the list, and that the content keeps what the name promises."""

from hashlib import shake_256

import pytest
from django.core.exceptions import ValidationError

from home.uploads import refuse_unfit
from tests.factories.uploads import (
    HTML,
    JPG,
    ODP,
    ODS,
    ODT,
    PDF,
    PNG,
    SVG,
    archive,
    bomb,
    office,
    open_document,
    upload,
)

DOCX = office("word/document.xml")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Plan.pdf", PDF),
        ("Plan.PDF", PDF),
        ("Plan 24.11.2026.pdf", PDF),
        ("خطة العمل.pdf", PDF),
        ("Blatt.odt", open_document(ODT)),
        ("Liste.ods", open_document(ODS)),
        ("Folien.odp", open_document(ODP)),
        ("Blatt.docx", DOCX),
        ("Liste.xlsx", office("xl/workbook.xml")),
        ("Folien.pptx", office("ppt/presentation.xml")),
        ("Foto.png", PNG),
        ("Foto.jpg", JPG),
        ("Foto.jpeg", JPG),
        ("Notiz.txt", "Größe: 3 Äpfel\n".encode()),
    ],
)
def test_handouts_are_accepted(name, content):
    file = upload(name, content)

    refuse_unfit(file)

    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("seite.html", HTML, "kind"),
        ("bild.svg", SVG, "kind"),
        ("programm.exe", b"MZ", "kind"),
        ("packung.zip", archive({"a": "b"}), "kind"),
        ("blatt.docm", DOCX, "kind"),
        ("ohne-endung", PDF, "kind"),
        ("Rechnung.exe.pdf", PDF, "kind"),
        ("bild.PHP.jpg", JPG, "kind"),
        ("seite.html.txt", b"Text", "kind"),
        ("leer.pdf", b"", "empty"),
        ("leer.docx", b"", "empty"),
        ("seite.pdf", HTML, "content"),
        ("bild.png", SVG, "content"),
        ("bild.png", JPG, "content"),
        ("bild.jpg", HTML + JPG, "content"),
        ("blatt.pdf", b"\n\n\nMZ%PDF-1.4", "content"),
        ("blatt.docx", PDF, "content"),
        ("blatt.docx", archive({"a.html": HTML}), "content"),
        ("blatt.docx", office("xl/workbook.xml"), "content"),
        ("blatt.docx", DOCX[:60], "content"),
        ("blatt.docx", HTML + DOCX, "content"),
        ("blatt.docx", office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "content"),
        ("blatt.odt", open_document(ODS), "content"),
        ("blatt.odt", archive({}), "content"),
        ("blatt.odt", archive({"content.xml": "<x/>", "mimetype": ODT}), "content"),
        ("notiz.txt", b"MZ\x00\x01\x02", "content"),
        ("notiz.txt", "Größe".encode("latin-1"), "content"),
    ],
)
def test_other_files_are_refused(name, content, code):
    with pytest.raises(ValidationError) as refused:
        refuse_unfit(upload(name, content))

    assert refused.value.code == code


def test_bomb_is_refused_without_being_unpacked():
    with pytest.raises(ValidationError) as refused:
        refuse_unfit(upload("blatt.docx", bomb()))

    assert refused.value.messages == [
        "Die Datei wird beim Auspacken viel zu groß. Bitte verkleinern Sie sie."
    ]


def test_small_bomb_is_refused_for_how_tight_it_is_packed():
    tight = office("word/document.xml", **{"word/a.xml": b"0" * 40_000_000})
    loose = office("word/document.xml", **{"word/a.xml": shake_256(b"photo").digest(5_000_000)})

    refuse_unfit(upload("blatt.docx", loose))
    with pytest.raises(ValidationError):
        refuse_unfit(upload("blatt.docx", tight))


def test_archive_of_countless_entries_is_refused():
    many = office("word/document.xml", **{f"word/{number}.xml": "" for number in range(5_000)})

    with pytest.raises(ValidationError) as refused:
        refuse_unfit(upload("blatt.docx", many))

    assert refused.value.code == "content"


def test_refusal_says_what_to_do():
    with pytest.raises(ValidationError) as refused:
        refuse_unfit(upload("Brief.pdf", HTML))

    assert refused.value.messages == [
        "Die Datei ist nicht das, was ihr Name sagt: Darin ist kein PDF. Bitte öffnen Sie sie in "
        "ihrem Programm und speichern Sie sie neu als PDF."
    ]
