"""Modules that are based on a shared one: made from it, kept apart from it, told of its changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from html import unescape
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from curriculum.domain.succession import Redline, redline
from curriculum.models import LearningGoal, ModulePage

if TYPE_CHECKING:
    from home.models import User

TAKEN_OVER = ("title", "number", "lead", "min_minutes", "max_minutes", "search_description")


@transaction.atomic
def adapt(*, module: ModulePage, parent: Page, by: "User | None", now: datetime) -> ModulePage:
    """A new draft below `parent` with what the module says publicly today, goals and criteria too.

    Not an alias and not a copy with a history: the new module goes its own way, and remembers which
    published state of the original it was made from.
    """
    original = ModulePage.objects.select_for_update(of=("self",)).get(pk=module.pk)
    if not original.live or original.live_revision is None:
        raise ValidationError(_("Only a published module can be adapted."), code="not_published")
    public = original.live_revision.as_object()
    draft = ModulePage(
        **{name: getattr(public, name) for name in TAKEN_OVER},
        slug=free_slug(parent, original.slug),
        body=public.body,
        locale=parent.locale,
        owner=by,
        based_on=original,
        based_on_revision=original.live_revision,
        live=False,
        has_unpublished_changes=True,
    )
    draft.learning_goals = [
        LearningGoal(
            text=goal.text, criterion_id=goal.criterion_id, depth=goal.depth, sort_order=place
        )
        for place, goal in enumerate(public.learning_goals.all())
    ]
    parent.add_child(instance=draft)
    draft.save_revision(user=by)
    log(
        draft,
        "curriculum.adapt",
        user=by,
        timestamp=now,
        data={"original": original.pk, "revision": original.live_revision_id},
    )
    return draft


def free_slug(parent: Page, wanted: str) -> str:
    """The wanted last word of an address, with a number where a sibling has it already."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


def has_changed(module: ModulePage) -> bool:
    """Whether the original was published anew since somebody here looked at it.

    For lists see `ModulePage.objects.changed_originals()`.
    """
    original = module.based_on
    return (
        original is not None
        and original.live_revision_id is not None
        and original.live_revision_id != module.based_on_revision_id
    )


@transaction.atomic
def take_note(
    *, module: ModulePage, revision: int, reason: str, by: "User", now: datetime
) -> ModulePage:
    """Say that the original's change was seen, and what follows from it here.

    `revision` is the state that was on the screen; a newer one has to be looked at first.
    """
    module = ModulePage.objects.select_for_update(of=("self",)).get(pk=module.pk)
    if not has_changed(module):
        raise ValidationError(_("The original has not changed since."), code="unchanged")
    if revision != module.based_on.live_revision_id:
        raise ValidationError(
            _("The original was published once more in the meantime. Please look again."),
            code="newer",
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Say what follows from the change for this module.")})
    data = {"before": module.based_on_revision_id, "seen": revision, "reason": reason.strip()}
    module.based_on_revision_id = revision
    ModulePage.objects.filter(pk=module.pk).update(based_on_revision=revision)
    log(module, "curriculum.take_note", user=by, timestamp=now, data=data)
    return module


# --- Side by side -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the module as it was and as it is; an empty text was not there."""

    field: str
    old: str
    new: str

    @property
    def before(self) -> Redline:
        """The old text with what went."""
        return tuple(token for token in redline(self.old, self.new) if token[0] != "insert")

    @property
    def after(self) -> Redline:
        """The new text with what came."""
        return tuple(token for token in redline(self.old, self.new) if token[0] != "delete")


Part = tuple[str, str]  # label, text


def comparison(module: ModulePage) -> list[Row]:
    """What differs between the state of the original that this module knows and the public one."""
    if not has_changed(module):
        return []
    return differences(
        module.based_on.live_revision.as_object(), since=module.based_on_revision.as_object()
    )


def differences(new: ModulePage, *, since: ModulePage) -> list[Row]:
    """The differing parts in the order of the page, the old ones where they stood.

    Parts of the content are told apart by what they say: what was moved went and came.
    """
    before, after = list(parts(since)), list(parts(new))
    rows = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, come = before[i1:i2], after[j1:j2]
        while gone or come:
            was = gone.pop(0) if gone else None
            now = next((part for part in come if was is None or part[0] == was[0]), None)
            if now:
                come.remove(now)
            label = (now or was or ("", ""))[0]
            rows.append(Row(label, was[1] if was else "", now[1] if now else ""))
    return rows


def parts(page: ModulePage) -> Iterator[Part]:
    """The module as plain text, part by part; of a seminar plan each row is one."""
    for name in ("title", "lead", "min_minutes", "max_minutes"):
        label = capfirst(page._meta.get_field(name).verbose_name)
        yield str(label), str(getattr(page, name))
    goals = [
        " – ".join(filter(None, (goal.text, str(goal.criterion or ""), goal.get_depth_display())))
        for goal in page.learning_goals.all()
    ]
    yield str(capfirst(LearningGoal._meta.verbose_name_plural)), "\n".join(goals)
    for block in page.body:
        label = str(capfirst(block.block.label))
        if block.block_type == "seminar_plan":
            yield label, block.value["title"]
            rows = block.value["steps"]
            label = str(capfirst(rows.list_block.child_block.label))
            yield from ((label, _step(row)) for row in rows)
        elif block.block_type == "handout":
            yield label, f"{block.value['title']} · {block.value['document'] or ''}"
        else:
            yield label, _plain(block.value)


def _step(row: Mapping[str, Any]) -> str:
    minutes = _("%(minutes)s min") % {"minutes": row["minutes"] or 0}
    texts = [row[name] for name in ("aim", "content", "method", "card", "material")]
    return " · ".join(str(text) for text in [minutes, *texts] if text)


def _plain(html: object) -> str:
    """Rich text without its marks; what ends a line there still ends a word here."""
    return unescape(strip_tags(str(html).replace("<", " <"))).strip()
