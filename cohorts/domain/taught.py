"""What was taught in a session, kept as data when its attendance list is closed."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from wagtail.models import Revision

from cohorts.models import CohortModule, Segment, Session
from curriculum.models import Criterion, ModulePage


def keep(session: Session, segments: Iterable[Segment]) -> None:
    """Copy revision, title, goals and criteria of the modules taught into the session's segments.

    The pinned revision is what was taught; without a pin it is the module's live one. The copy is
    data: later changes of the module or of the criteria do not touch it.
    """
    taught = [(segment, segment.module) for segment in segments if segment.module]
    modules = {module.pk: module for _, module in taught}
    pinned = {
        pin.module_id: pin.revision
        for pin in CohortModule.objects.filter(
            cohort=session.cohort_id, module__in=modules
        ).select_related("revision")
    }
    revisions: dict[int, Revision | None] = {
        pk: pinned.get(pk) or module.live_revision for pk, module in modules.items()
    }
    contents = {pk: _content(module, revisions[pk]) for pk, module in modules.items()}
    criteria = _criteria(
        goal["criterion"] for content in contents.values() for goal in content["learning_goals"]
    )
    for segment, module in taught:
        content, revision = contents[module.pk], revisions[module.pk]
        goals = content["learning_goals"]
        segment.taught_revision = revision
        segment.taught = {
            "revision": revision.pk if revision else None,
            "title": content["title"],
            "goals": [
                {
                    "text": goal["text"],
                    "depth": goal["depth"],
                    "criterion": criteria[goal["criterion"]]["uuid"]
                    if goal["criterion"] in criteria
                    else None,
                }
                for goal in goals
            ],
            "criteria": [
                criteria[pk]
                for pk in dict.fromkeys(goal["criterion"] for goal in goals)
                if pk in criteria
            ],
        }
    Segment.objects.bulk_update([segment for segment, _ in taught], ["taught_revision", "taught"])


def _content(module: ModulePage, revision: Revision | None) -> dict[str, Any]:
    return revision.content if revision else module.serializable_data()


def _criteria(numbers: Iterable[int | None]) -> dict[int, dict[str, Any]]:
    """Wording, level and place of the criteria, by number. German is the wording that counts."""
    found = Criterion.objects.filter(pk__in={pk for pk in numbers if pk}).select_related(
        "standard__edition"
    )
    return {
        criterion.pk: {
            "uuid": str(criterion.uuid),
            "key": criterion.key,
            "level": criterion.level,
            "standard": criterion.standard.key,
            "edition": criterion.standard.edition.key,
            "statement": next(
                (
                    text.statement
                    for text in criterion.texts.all()
                    if text.language == settings.LANGUAGE_CODE
                ),
                "",
            ),
        }
        for criterion in found.prefetch_related("texts")
    }
