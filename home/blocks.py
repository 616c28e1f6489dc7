"""Blocks for articles."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class NoteBlock(blocks.StructBlock):
    """A short note that stands out from the text."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = blocks.TextBlock(label=_("text"), rows=3)

    class Meta:
        icon = "info-circle"
        label = _("note")
        template = "blocks/note.html"


class ArticleBodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(
        label=_("text"),
        features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"],
        icon="pilcrow",
        template="blocks/introduction.html",
    )
    note = NoteBlock()
