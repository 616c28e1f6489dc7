"""Blocks for the documentation of meetings."""

from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from curriculum.blocks import example_file, shown

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
        description = _("What happened when and with whom, as a list with times.")
        preview_value = {
            "rows": [
                {"starts_at": time(10), "what": "Begrüßung", "who": "Kompetenzzentrum"},
                {"starts_at": time(10, 30), "what": "Neue Standards im Alltag", "who": ""},
                {"starts_at": time(12), "what": "Mittagessen", "who": ""},
            ]
        }


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
        description = _("A talk: who spoke, what was said, and the slides if there are some.")

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "title": "Ankommen braucht Zeit",
                "speaker": "Ilse Brandau, Volkshochschule",
                "summary": "<p>Wer neu ist, hört zuerst zu. Das ist kein Zeichen von Schwäche.</p>",
                "document": example_file("Folien", "ankommen.pdf", 920_000),
            }
        )


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
        description = _("A workshop: its question, who led it, and what came out.")
        preview_value = {
            "title": "Übersetzen oder begleiten?",
            "led_by": "Tarek Nassar",
            "question": "Wo endet die Aufgabe von Lotsinnen und Lotsen?",
            "results": [
                "Wir sagen am Anfang, was wir tun und was nicht.",
                "Für das Übersetzen beim Arzt gibt es einen Dienst.",
            ],
        }


class DownloadBlock(blocks.StructBlock):
    """Something to take home."""

    title = blocks.CharBlock(label=_("title"), max_length=200)
    document = DocumentChooserBlock(label=_("file"))

    class Meta:
        icon = "doc-full"
        label = _("download")
        template = "blocks/handout.html"
        description = _("A link to a file, with its kind and size. Readers download it.")

    def get_preview_value(self) -> Any:
        minutes = example_file("Protokoll", "protokoll.pdf", 76_000)
        return self.normalize({"title": "Protokoll des Tages", "document": minutes})


class MeetingBodyBlock(blocks.StreamBlock):
    text = shown(
        blocks.RichTextBlock(
            label=_("text"),
            features=["h2", *FEATURES],
            icon="pilcrow",
            template="blocks/introduction.html",
        ),
        description=_("Running text with headings, lists and links."),
        preview_value=(
            "<h2>Worum es ging</h2><p>Vierzig Menschen aus zwölf Orten waren da. Sie haben über "
            "das Ankommen gesprochen.</p>"
        ),
    )
    programme = ProgrammeBlock()
    talk = TalkBlock()
    workshop = WorkshopBlock()
    download = DownloadBlock()
