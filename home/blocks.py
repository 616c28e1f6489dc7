"""Blocks for articles."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.blocks import shown


class NoteBlock(blocks.StructBlock):
    """A short note that stands out from the text."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = blocks.TextBlock(label=_("text"), rows=3)

    class Meta:
        icon = "info-circle"
        label = _("note")
        template = "blocks/note.html"
        description = _("A box with a heading: for what nobody should miss.")
        preview_value = {
            "title": "Der Raum hat sich geändert",
            "text": "Wir treffen uns im Saal neben der Bücherei. Der Eingang ist ohne Stufen.",
        }


class ArticleBodyBlock(blocks.StreamBlock):
    text = shown(
        blocks.RichTextBlock(
            label=_("text"),
            features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"],
            icon="pilcrow",
            template="blocks/introduction.html",
        ),
        description=_("Running text with headings, lists and links."),
        preview_value=(
            "<h2>Wer mitmachen kann</h2><p>Alle, die selbst zugewandert sind und andere "
            "begleiten möchten. Sie brauchen kein Zeugnis.</p>"
        ),
    )
    note = NoteBlock()
