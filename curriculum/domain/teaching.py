"""What somebody who teaches a module needs of it: plan, method cards, notes, handouts.

Read from the content of a revision, because a cohort teaches the revision that it has pinned and
not what the page says today. Notes for trainers are in here: nothing of this is for the public.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from curriculum.models import Criterion, MethodCard


@dataclass(frozen=True, slots=True)
class TeachingStep:
    """A row of a seminar plan. `plan` is the title of its plan, on the plan's first row only."""

    minutes: int
    aim: str
    content: str = ""
    method: str = ""
    material: str = ""
    is_break: bool = False
    card: MethodCard | None = None
    plan: str = ""


@dataclass(frozen=True, slots=True)
class TeachingGoal:
    """A learning goal, with the key of the criterion that it serves, if it serves one."""

    text: str
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    title: str
    document: AbstractDocument


@dataclass(frozen=True, slots=True)
class Teaching:
    """A module as it is to be taught."""

    title: str
    number: int | None
    goals: tuple[TeachingGoal, ...]
    steps: tuple[TeachingStep, ...]
    notes: tuple[str, ...]  # rich text as it is stored
    questions: tuple[str, ...]
    handouts: tuple[Handout, ...]


def read(contents: Mapping[int, Mapping[str, Any]]) -> dict[int, Teaching]:
    """Modules from the content of their revisions, by the same numbers. Three queries at most.

    A card or a file that was deleted since is left out, and the row stays.
    """
    blocks = {number: list(_blocks(content)) for number, content in contents.items()}
    every = [block for found in blocks.values() for block in found]
    cards = MethodCard.objects.in_bulk(
        {row["card"] for row in _rows(every) if row.get("card")},
    )
    documents = get_document_model().objects.in_bulk(
        {value["document"] for kind, value in every if kind == "handout" and value.get("document")}
    )
    keys = dict(
        Criterion.objects.filter(
            pk__in={
                goal["criterion"]
                for content in contents.values()
                for goal in content.get("learning_goals", ())
                if goal["criterion"]
            }
        ).values_list("pk", "key")
    )
    return {
        number: Teaching(
            title=content["title"],
            number=content.get("number"),
            goals=tuple(
                TeachingGoal(goal["text"], keys.get(goal["criterion"], ""))
                for goal in sorted(
                    content.get("learning_goals", ()), key=lambda goal: goal["sort_order"] or 0
                )
            ),
            steps=tuple(_steps(blocks[number], cards)),
            notes=tuple(value for kind, value in blocks[number] if kind == "trainer_note"),
            questions=tuple(
                value for kind, value in blocks[number] if kind == "reflection_question"
            ),
            handouts=tuple(
                Handout(value["title"], documents[value["document"]])
                for kind, value in blocks[number]
                if kind == "handout" and value.get("document") in documents
            ),
        )
        for number, content in contents.items()
    }


def _blocks(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Kind and value of each block of the body, as a revision stores it: as text."""
    body = content.get("body") or "[]"
    for block in json.loads(body) if isinstance(body, str) else body:
        yield block["type"], block["value"]


def _plan_rows(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for item in plan["steps"]:
        yield item.get("value", item)


def _rows(blocks: Iterable[tuple[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for kind, value in blocks:
        if kind == "seminar_plan":
            yield from _plan_rows(value)


def _steps(
    blocks: Iterable[tuple[str, Any]], cards: Mapping[int, MethodCard]
) -> Iterator[TeachingStep]:
    """The rows of all plans of the module, one plan after the other."""
    for kind, value in blocks:
        if kind != "seminar_plan":
            continue
        title = value.get("title") or ""
        for row in _plan_rows(value):
            yield TeachingStep(
                minutes=row.get("minutes") or 0,  # a draft may have gaps
                aim=row.get("aim") or "",
                content=row.get("content") or "",
                method=row.get("method") or "",
                material=row.get("material") or "",
                is_break=bool(row.get("is_break")),
                card=cards.get(row.get("card") or 0),
                plan=title,
            )
            title = ""
