"""Blocks for articles."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

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


class VideoBlock(blocks.StructBlock):
    """A film that this site serves itself, with everything that is said in it as text.

    Without a file the text stands there, and the page says that the film is still missing.
    """

    title = blocks.CharBlock(label=_("title"), max_length=120)
    file = DocumentChooserBlock(label=_("film (MP4 or WebM)"), required=False)
    captions = DocumentChooserBlock(
        label=_("captions (VTT)"),
        required=False,
        help_text=_("Needed as soon as something is spoken in the film."),
    )
    transcript = blocks.RichTextBlock(
        label=_("the whole text of the film"), features=["bold", "italic", "ol", "ul", "link"]
    )

    class Meta:
        icon = "media"
        label = _("film")
        template = "blocks/video.html"
        description = _(
            "A film with captions and with all its words as text. Without a file, the text stands "
            "there and the page says that the film is still missing."
        )
        preview_value = {
            "title": "Willkommen in Gebärdensprache",
            "file": None,
            "captions": None,
            "transcript": "<p>Guten Tag! Hier finden Sie einen Kurs in Ihrer Nähe.</p>",
        }


class OwnerBlock(blocks.StaticBlock):
    """Who runs this site: name, address, e-mail. Kept in the settings, so it is true everywhere."""

    class Meta:
        icon = "home"
        label = _("who runs this site")
        admin_text = _("Name, address and e-mail of the owner, from the settings of this site.")
        template = "blocks/owner.html"
        description = _("Name, address and e-mail of who answers for this site, as a short list.")
        preview_value = None  # it has none: what it shows is in the settings


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
    video = VideoBlock()
    owner = OwnerBlock()
