"""Method cards: which published modules use one, and who may still change it."""

from collections import defaultdict
from typing import TYPE_CHECKING

from curriculum.models import MethodCard, ModulePage

if TYPE_CHECKING:
    from home.models import User


def uses() -> dict[int, list[ModulePage]]:
    """Published modules by the cards that rows of their plans name: one query for all cards.

    Read from the plans themselves. Drafts are left out: whose they are is nobody's business here.
    """
    found: dict[int, list[ModulePage]] = defaultdict(list)
    for module in ModulePage.objects.live().order_by("number", "title"):
        for card in _cards(module):
            found[card].append(module)
    return dict(found)


def used_by(card: MethodCard) -> list[ModulePage]:
    return uses().get(card.pk, [])


def _cards(module: ModulePage) -> set[int]:
    rows = [
        row.get("value", row)
        for block in module.body.raw_data
        if block["type"] == "seminar_plan"
        for row in block["value"].get("steps", [])
    ]
    return {row["card"] for row in rows if row.get("card")}


def may_change(*, user: "User", is_used: bool) -> bool:
    """A card that the public can read in a module is changed by who approves shared modules.

    Else a change of the card would change the module without approval. Until then every trainer
    may mend it; afterwards a copy under another name is free.
    """
    if user.has_perm("curriculum.change_criterion"):
        return True
    return user.has_perm("curriculum.change_methodcard") and not is_used
