"""Blocks for modules and programmes, made for the trade."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


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


class HandoutBlock(blocks.StructBlock):
    """Something to print and hand out."""

    title = blocks.CharBlock(label=_("title"), max_length=200)
    document = DocumentChooserBlock(label=_("file"))

    class Meta:
        icon = "doc-full"
        label = _("handout")
        template = "blocks/handout.html"


class TrainerNoteBlock(blocks.RichTextBlock):
    """For trainers only: never on public pages, in the search or in the API."""

    def get_searchable_content(self, value: object) -> list[str]:
        return []

    class Meta:
        icon = "lock"
        label = _("note for trainers (never public)")
        template = "blocks/trainer_note.html"


class ModuleBodyBlock(blocks.StreamBlock):
    introduction = blocks.RichTextBlock(
        label=_("introduction"),
        features=["h3", "bold", "italic", "ol", "ul", "link", "document-link"],
        icon="pilcrow",
        template="blocks/introduction.html",
    )
    seminar_plan = SeminarPlanBlock()
    handout = HandoutBlock()
    reflection_question = blocks.TextBlock(
        label=_("question for reflection"),
        rows=2,
        icon="help",
        template="blocks/reflection_question.html",
    )
    trainer_note = TrainerNoteBlock(features=["bold", "italic", "ol", "ul", "link"])
