"""Modules with a seminar plan, notes, cards and handouts, and evenings on which they are taught."""

from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Collection

from cohorts.models import Substitution
from curriculum.models import Criterion, LearningGoal, MethodCard, ModulePage
from tests.factories.attendance import BEGIN, AttendanceList, make_module

_numbers = count(1)


def make_card(**fields: Any) -> MethodCard:
    fields = {
        "name": f"Karte {next(_numbers)}",
        "minutes": 20,
        "steps": "Allein lesen\n\nZu zweit reden",
        "material": "Stifte",
    } | fields
    return MethodCard.objects.create(**fields)


def make_document(title: str = "Fallkarten") -> AbstractDocument:
    if not Collection.get_first_root_node():  # comes with the migrations, which tests leave out
        Collection.add_root(name="Root")
    file = ContentFile(b"Fall 1", name=f"{title.lower()}-{next(_numbers)}.txt")
    return get_document_model().objects.create(title=title, file=file)


def row(minutes: int, aim: str, **fields: Any) -> dict[str, Any]:
    return {"minutes": minutes, "aim": aim} | fields


def plan(*rows: dict[str, Any], title: str = "") -> dict[str, Any]:
    return {"type": "seminar_plan", "value": {"title": title, "steps": list(rows)}}


def note(text: str) -> dict[str, Any]:
    return {"type": "trainer_note", "value": f"<p>{text}</p>"}


def handout(title: str, document: AbstractDocument) -> dict[str, Any]:
    return {"type": "handout", "value": {"title": title, "document": document.pk}}


def make_taught_module(
    *blocks: dict[str, Any],
    title: str = "Grenzen",
    goals: tuple[str, ...] = (),
    criterion: Criterion | None = None,
    **fields: Any,
) -> ModulePage:
    """A live module whose revision holds these blocks and goals."""
    module = make_module(title, **fields)
    rewrite(module, *blocks)
    if goals:
        module.learning_goals = [
            LearningGoal(text=text, criterion=criterion, sort_order=place)
            for place, text in enumerate(goals)
        ]
        module.save_revision().publish()
        module.refresh_from_db()
    return module


def rewrite(module: ModulePage, *blocks: dict[str, Any]) -> None:
    """A new revision with another body goes live."""
    module.body = list(blocks)
    module.save_revision().publish()
    module.refresh_from_db()


def make_substitution(made: AttendanceList, **fields: Any) -> Substitution:
    fields = {"name": "Vera Aushilf", "made_by": made.trainer, "made_at": BEGIN} | fields
    return Substitution.objects.create(session=made.session, **fields)
