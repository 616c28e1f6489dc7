"""Handouts that somebody uploads: what they are called, how large they are, and what is inside.

What is not on the list is refused. What is on the list must be what its name says: the first bytes
are read, and office files, which are archives, are looked into.
"""

import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

HANDOUT_LIMIT = 20_000_000  # bytes: with photos
FILM_LIMIT = 120_000_000  # bytes: some minutes of sign language, sharp enough to see fingers
BOM = b"\xef\xbb\xbf"
UNPACKED_LIMIT = 300_000_000  # bytes; a presentation full of photos unpacks to some 100 million
PACKED_HOW_TIGHT = 200  # times; texts in office files shrink to a tenth, a bomb to a thousandth
ENTRIES_LIMIT = 5_000
MACROS = ("vbaproject.bin", "vbadata.xml")
# Between the name and its last ending these are a disguise; “Plan 24.11.2026.pdf” is not.
DISGUISE = re.compile(
    "app|bat|cmd|com|cpl|dll|exe|hta|html?|jar|jse?|lnk|mht|mhtml|msi|php|ps1|py|scr|sh|shtml|svg|"
    "swf|vb|vbe|vbs|wsf|xhtml|xml"
)


Upload = File[bytes]


class Unfit(Exception):
    """The content is not what the name says."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file with this ending must hold."""

    mime: str
    has_content: Callable[[Upload], bool]
    limit: int = HANDOUT_LIMIT  # bytes


def begins_as(mime: str) -> Callable[[Upload], bool]:
    return lambda file: filetype.guess_mime(_beginning(file)) == mime


def holds_part(name: str) -> Callable[[Upload], bool]:
    """An office file of Microsoft's kind, without macros."""

    def looked_into(file: Upload) -> bool:
        names = {name.lower() for name in _archive(file).namelist()}
        if any(PurePath(entry).name in MACROS for entry in names):
            raise Unfit(_("The file contains macros. Please save it without them."))
        return {"[content_types].xml", name} <= names

    return looked_into


def declares(mime: str) -> Callable[[Upload], bool]:
    """An office file of the open kind: its first entry says what it is."""

    def looked_into(file: Upload) -> bool:
        archive = _archive(file)
        first = archive.infolist()[0] if archive.infolist() else None
        if first is None or first.filename != "mimetype" or first.file_size > 100:
            return False
        return archive.read(first).decode("ascii", "replace").strip() == mime

    return looked_into


def is_plain_text(file: Upload) -> bool:
    try:
        text = _everything(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f" for c in text)


def _office(kind: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.{kind}"


def _open(kind: str) -> Kind:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return Kind(mime, declares(mime))


def is_captions(file: Upload) -> bool:
    """WebVTT: text that begins with its name."""
    return is_plain_text(file) and _beginning(file).removeprefix(BOM)[:6] == b"WEBVTT"


KINDS = {
    "pdf": Kind("application/pdf", begins_as("application/pdf")),
    "odt": _open("text"),
    "ods": _open("spreadsheet"),
    "odp": _open("presentation"),
    "docx": Kind(_office("wordprocessingml.document"), holds_part("word/document.xml")),
    "xlsx": Kind(_office("spreadsheetml.sheet"), holds_part("xl/workbook.xml")),
    "pptx": Kind(_office("presentationml.presentation"), holds_part("ppt/presentation.xml")),
    "png": Kind("image/png", begins_as("image/png")),
    "jpg": Kind("image/jpeg", begins_as("image/jpeg")),
    "jpeg": Kind("image/jpeg", begins_as("image/jpeg")),
    "txt": Kind("text/plain", is_plain_text),
    "mp4": Kind("video/mp4", begins_as("video/mp4"), FILM_LIMIT),
    "webm": Kind("video/webm", begins_as("video/webm"), FILM_LIMIT),
    "vtt": Kind("text/vtt", is_captions),
}


def refuse_unfit(file: Upload) -> None:
    """Raises ValidationError, with what to do about it, unless the file is a fit handout."""
    parts = [part.strip().lower() for part in (file.name or "").split(".")]
    ending = parts[-1] if len(parts) > 1 else ""
    kind = KINDS.get(ending)
    if kind is None or any(map(DISGUISE.fullmatch, parts[1:-1])):
        raise ValidationError(
            _("Files of this kind are not accepted. Please choose one of these: %(kinds)s.")
            % {"kinds": ", ".join(KINDS)},
            code="kind",
        )
    if (file.size or 0) > kind.limit:
        raise ValidationError(
            _("The file is too large: at most %(limit)s MB for a file of this kind.")
            % {"limit": kind.limit // 1_000_000},
            code="size",
        )
    if not file.size:
        raise ValidationError(_("The file is empty."), code="empty")
    try:
        fits = kind.has_content(file)
    except Unfit as unfit:
        raise ValidationError(str(unfit), code="content") from None
    finally:
        file.seek(0)
    if not fits:
        raise ValidationError(
            _(
                "The file is not what its name says: inside it is no %(kind)s. Please open it in "
                "its program and save it anew as %(kind)s."
            )
            % {"kind": ending.upper()},
            code="content",
        )


def _beginning(file: Upload) -> bytes:
    file.seek(0)
    return file.read(8192)


def _everything(file: Upload) -> bytes:
    file.seek(0)
    return file.read()


def _archive(file: Upload) -> zipfile.ZipFile:
    """The archive, if it is one from its first byte on and no bomb. Nothing is unpacked."""
    if not _beginning(file).startswith(b"PK\x03\x04"):
        raise Unfit(_("The file cannot be read. Is it damaged, or protected by a password?"))
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError) as error:
        raise Unfit(_("The file cannot be read. Is it damaged?")) from error
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > ENTRIES_LIMIT
        or unpacked > UNPACKED_LIMIT
        or unpacked > PACKED_HOW_TIGHT * (file.size or 1) + 1_000_000
    ):
        raise Unfit(_("The file unpacks to far too much. Please make it smaller."))
    return archive


class DocumentForm(BaseDocumentForm):
    """Every way to a document goes through this form: one file, many, the chooser, the editor."""

    class Meta(BaseDocumentForm.Meta):
        pass

    def clean_file(self) -> Upload:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):  # not the one that is kept
            refuse_unfit(file)
        return file
