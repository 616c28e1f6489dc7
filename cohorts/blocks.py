"""Blocks for the documentation of meetings."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class ProgrammeItemBlock(blocks.StructBlock):
    """A row of the day's programme."""

    starts_at = blocks.TimeBlock(label=_("begins"))
    what = blocks.CharBlock(label=_("what"), max_length=200)
    who = blocks.CharBlock(label=_("with whom"), required=False, max_length=200)

    class Meta:
        icon = "time"
        label = _("row of the programme")


class ProgrammeBlock(blocks.StructBlock):
    """What happened when."""

    rows = blocks.ListBlock(ProgrammeItemBlock(), label=_("rows"))

    class Meta:
        icon = "list-ol"
        label = _("programme of the day")
        template = "blocks/meeting_programme.html"


class TalkBlock(blocks.StructBlock):
    """A talk and what was said in it."""

    title = blocks.CharBlock(label=_("title"), max_length=200)
    speaker = blocks.CharBlock(label=_("speaker"), required=False, max_length=200)
    summary = blocks.RichTextBlock(label=_("what was said"), features=FEATURES, required=False)
    document = DocumentChooserBlock(label=_("slides"), required=False)

    class Meta:
        icon = "openquote"
        label = _("talk")
        template = "blocks/talk.html"


class WorkshopBlock(blocks.StructBlock):
    """A workshop: its question and what came out."""

    title = blocks.CharBlock(label=_("title"), max_length=200)
    led_by = blocks.CharBlock(label=_("led by"), required=False, max_length=200)
    question = blocks.CharBlock(label=_("question"), required=False, max_length=300)
    results = blocks.ListBlock(blocks.CharBlock(max_length=400), label=_("results"))

    class Meta:
        icon = "group"
        label = _("workshop")
        template = "blocks/workshop.html"


class DownloadBlock(blocks.StructBlock):
    """Something to take home."""

    title = blocks.CharBlock(label=_("title"), max_length=200)
    document = DocumentChooserBlock(label=_("file"))

    class Meta:
        icon = "doc-full"
        label = _("download")
        template = "blocks/handout.html"


class MeetingBodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(
        label=_("text"),
        features=["h2", *FEATURES],
        icon="pilcrow",
        template="blocks/introduction.html",
    )
    programme = ProgrammeBlock()
    talk = TalkBlock()
    workshop = WorkshopBlock()
    download = DownloadBlock()
