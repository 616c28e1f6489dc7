"""Sheets to print: small text files, made when the demo is seeded."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection

from home.demo.texts.shapes import HandoutText


def make_handout(handout: HandoutText) -> int:
    """The number of the document. The file bears its name, whatever an earlier demo left."""
    return make_file(handout.title, handout.filename, "\n".join((*handout.lines, "")))


def make_file(title: str, filename: str, text: str) -> int:
    document = get_document_model()(title=title, collection=_root())
    # With a mark at the beginning every program reads the umlauts right.
    content = ContentFile(text.encode("utf-8-sig"), name=filename)
    document.file.storage.delete(f"documents/{filename}")
    document.file.save(filename, content, save=False)
    document.file_size = content.size
    document.save()
    number: int = document.pk
    return number


def _root() -> Collection:
    return Collection.get_first_root_node() or Collection.add_root(name="Root")
