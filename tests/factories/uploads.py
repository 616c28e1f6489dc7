"""Files as somebody might upload them, good and bad."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa3\x9c\xc1\xd1"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ODT, ODS, ODP = (
    f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation")
)


def archive(entries: dict[str, str | bytes]) -> bytes:
    """A ZIP archive with these entries, in this order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            # Without the time of day: two processes must make the same bytes.
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def open_document(mime: str) -> bytes:
    return archive({"mimetype": mime, "content.xml": "<x/>"})


def office(part: str, **more: str | bytes) -> bytes:
    return archive({"[Content_Types].xml": "<x/>", part: "<x/>"} | more)


def bomb() -> bytes:
    """A few kilobytes that unpack to 400 million."""
    return office("word/document.xml", **{"word/a.xml": b"0" * 400_000_000})


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


MP4 = (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2mp41").ljust(64, b"\x07")
WEBM = (
    b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
).ljust(64, b"\x07")
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGuten Tag.\n"
