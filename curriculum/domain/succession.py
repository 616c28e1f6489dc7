"""From one edition to the next: what changed in a wording, and whether the change has an effect."""

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curriculum.models import Succession

Op = Literal["equal", "delete", "insert"]
Redline = tuple[tuple[Op, str], ...]

UNCHANGED_TEXT = (
    Succession.Kind.UNCHANGED,
    Succession.Kind.MOVED,
    Succession.Kind.RENUMBERED,
)


def folded(text: str) -> str:
    """The text as it is compared: composed characters (NFC), every white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def redline(old: str, new: str) -> Redline:
    """Both wordings in one, word by word. What is struck stands before what replaces it."""
    before, after = folded(old).split(), folded(new).split()
    tokens: list[tuple[Op, str]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            tokens.append(("equal", " ".join(before[i1:i2])))
            continue
        if i2 > i1:
            tokens.append(("delete", " ".join(before[i1:i2])))
        if j2 > j1:
            tokens.append(("insert", " ".join(after[j1:j2])))
    return tuple(tokens)


@dataclass(frozen=True, slots=True)
class Judged:
    """What is judged of a criterion: the German statement and the level."""

    key: str
    statement: str
    level: str


def contradiction(kind: str, old: Judged | None, new: Judged | None) -> Promise | None:
    """Why a kind of change does not fit the two wordings; None when it does.

    A wording may be declared *reworded* though the words stayed: the explanation can have changed
    its meaning. The other way round a changed text must not pass as unchanged.
    """
    if old is None or new is None:
        return None
    if kind in (*UNCHANGED_TEXT, Succession.Kind.EDITORIAL) and old.level != new.level:
        return _("The level changed, but the change is marked as without effect.")
    if kind in UNCHANGED_TEXT and folded(old.statement) != folded(new.statement):
        return _("The wording changed, but the change is not marked.")
    return None
