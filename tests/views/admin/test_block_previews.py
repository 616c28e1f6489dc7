"""Every block that an editor can choose is shown and explained before it is chosen."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block, StreamBlock
from wagtail.fields import StreamField

from tests.views.admin.conftest import sign_in
from tests.views.admin.editing import make_cast


def chosen_from() -> Iterator[tuple[str, Block]]:
    """The blocks of all pages and records, by model and name."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                yield from offered(model.__name__, field.stream_block)


def offered(path: str, stream: StreamBlock) -> Iterator[tuple[str, Block]]:
    for name, block in stream.child_blocks.items():
        yield f"{path}.{name}", block
        if isinstance(block, StreamBlock):
            yield from offered(f"{path}.{name}", block)


BLOCKS = dict(chosen_from())
SEEN = {  # words that prove that the block itself was drawn
    "ModulePage.introduction": "Vielen fällt es schwer",
    "ModulePage.seminar_plan": "135 Min.",
    "ModulePage.handout": "Fallkarten zum Ausschneiden",
    "ModulePage.reflection_question": "Was würden Sie heute antworten?",
    "ModulePage.trainer_note": "Niemand muss einen eigenen Fall erzählen.",
    "ArticlePage.text": "Wer mitmachen kann",
    "ArticlePage.note": "Der Raum hat sich geändert",
    "ArticlePage.video": "Guten Tag!",
    "ArticlePage.owner": "E-Mail",
    "NewsPage.video": "Guten Tag!",
    "MeetingPage.text": "Vierzig Menschen aus zwölf Orten",
    "MeetingPage.programme": "Begrüßung",
    "MeetingPage.talk": "Wer neu ist, hört zuerst zu.",
    "MeetingPage.workshop": "Für das Übersetzen beim Arzt gibt es einen Dienst.",
    "MeetingPage.download": "Protokoll des Tages",
}


@pytest.mark.parametrize("name", BLOCKS)
def test_block_says_what_readers_get(name: str) -> None:
    block = BLOCKS[name]

    assert block.is_previewable
    assert len(str(block.get_description())) > 20


@pytest.mark.parametrize("name", BLOCKS)
def test_block_is_shown_in_our_look(tree: None, client: Client, name: str) -> None:
    cast = make_cast()
    sign_in(client, cast.ours.trainer)
    block = BLOCKS[name]

    page = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert page.status_code == 200
    main = page.text.partition("</h1>")[2].partition("</main>")[0].strip()
    assert SEEN.get(name, "") in main
    assert main
    assert "css/site" in page.text
    assert "style=" not in page.text
    assert "<script" not in page.text
