"""Blocks for modules and programmes, made for the trade.

Each says what readers will get, and shows it: `preview_value` is what the editor draws before
somebody chooses the block. Examples are German, because content is written in German.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.snippets.blocks import SnippetChooserBlock


def shown(block: blocks.Block, *, description: Promise, preview_value: str) -> blocks.Block:
    """The block with its example. Said afterwards, so that no migration repeats the texts."""
    block.meta.description = description
    block.meta.preview_value = preview_value
    return block


def example(
    minutes: int, aim: str, method: str = "", material: str = "", *, is_break: bool = False
) -> dict[str, object]:
    """A row of the plan in the preview."""
    words = {"aim": aim, "content": "", "method": method, "material": material, "card": None}
    return {"minutes": minutes, **words, "is_break": is_break}


def example_file(title: str, name: str, size: int) -> AbstractDocument:
    """A file that is only shown in a preview, never stored. size: bytes."""
    document = get_document_model()(pk=0, title=title, file=name)
    document.file_size = size
    return document


class PlanStepBlock(blocks.StructBlock):
    """A row of a seminar plan: minutes, aim, method, material. Breaks do not count."""

    minutes = blocks.IntegerBlock(label=_("minutes"), min_value=1, max_value=600)
    aim = blocks.CharBlock(label=_("aim"), max_length=200)
    content = blocks.TextBlock(label=_("content"), required=False, rows=2)
    method = blocks.CharBlock(label=_("method and social form"), required=False, max_length=200)
    card = SnippetChooserBlock(
        "curriculum.MethodCard",
        label=_("method card"),
        required=False,
        help_text=_("Its steps then appear beside the row, here and on the evening's page."),
    )
    material = blocks.CharBlock(label=_("material"), required=False, max_length=200)
    is_break = blocks.BooleanBlock(label=_("break (does not count)"), required=False)

    class Meta:
        icon = "time"
        label = _("plan row")


class SeminarPlanBlock(blocks.StructBlock):
    """A seminar plan: what happens, minute by minute."""

    title = blocks.CharBlock(label=_("title"), required=False, max_length=200)
    steps = blocks.ListBlock(PlanStepBlock(), label=_("rows"))

    class Meta:
        icon = "table"
        label = _("seminar plan")
        template = "blocks/seminar_plan.html"
        description = _(
            "A table with begin, length, aim, method and material. The minutes are added up; "
            "breaks do not count."
        )
        preview_value = {
            "title": "Ein Abend",
            "steps": [
                example(20, "Ankommen", "Runde im Kreis", "Bildkarten"),
                example(55, "Grenzen benennen", "Übung zu zweit, danach Gespräch", "Fallkarten"),
                example(15, "Pause", is_break=True),
                example(60, "Nein sagen, ohne zu verletzen", "Rollenspiel", "Plakat, Stifte"),
            ],
        }


class HandoutBlock(blocks.StructBlock):
    """Something to print and hand out."""

    title = blocks.CharBlock(label=_("title"), max_length=200)
    document = DocumentChooserBlock(label=_("file"))

    class Meta:
        icon = "doc-full"
        label = _("handout")
        template = "blocks/handout.html"
        description = _("A link to a file, with its kind and size. Readers download it.")

    def get_preview_value(self) -> Any:
        cards = example_file("Fallkarten", "fallkarten.pdf", 184_000)
        return self.normalize({"title": "Fallkarten zum Ausschneiden", "document": cards})


class TrainerNoteBlock(blocks.RichTextBlock):
    """For trainers only: never on public pages, in the search or in the API."""

    def get_searchable_content(self, value: object) -> list[str]:
        return []

    class Meta:
        icon = "lock"
        label = _("note for trainers (never public)")
        template = "blocks/trainer_note.html"
        description = _(
            "Only trainers read it, on the page of the evening. It never stands on public pages."
        )
        preview_template = "blocks/trainer_note_preview.html"
        preview_value = (
            "<p>Niemand muss einen eigenen Fall erzählen. Halten Sie Fallkarten bereit und "
            "nennen Sie zum Schluss eine Anlaufstelle.</p>"
        )


class ModuleBodyBlock(blocks.StreamBlock):
    introduction = shown(
        blocks.RichTextBlock(
            label=_("introduction"),
            features=["h3", "bold", "italic", "ol", "ul", "link", "document-link"],
            icon="pilcrow",
            template="blocks/introduction.html",
        ),
        description=_("Running text: what the module is about and for whom."),
        preview_value=(
            "<p>Vielen fällt es schwer, Nein zu sagen. Dieses Modul gibt Worte und Übungen "
            "dafür:</p><ul><li>Woran merke ich, dass es zu viel wird?</li>"
            "<li>Wer hilft weiter?</li></ul>"
        ),
    )
    seminar_plan = SeminarPlanBlock()
    handout = HandoutBlock()
    reflection_question = shown(
        blocks.TextBlock(
            label=_("question for reflection"),
            rows=2,
            icon="help",
            template="blocks/reflection_question.html",
        ),
        description=_("A question that readers take home, set apart from the text."),
        preview_value="Denken Sie an eine Bitte, die Ihnen zu viel war. "
        "Was würden Sie heute antworten?",
    )
    trainer_note = TrainerNoteBlock(features=["bold", "italic", "ol", "ul", "link"])
