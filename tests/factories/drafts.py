"""What is done to a draft of the standards, each deed with what it needs."""

from collections.abc import Callable
from typing import Any

from curriculum.domain import derivation, steps
from curriculum.models import Criterion, Edition, Standard, Succession
from home import roles
from tests.factories import curriculum
from tests.factories.cohorts import NOW, make_carrier, make_coordinator, make_user

Scene = dict[str, Any]


def derived() -> Edition:
    """A draft made from an adopted edition with GR-1 and GR-2."""
    edition = curriculum.make_edition("2023")
    for key in ("GR-1", "GR-2"):
        curriculum.make_criterion(edition, key)
    curriculum.make_adopted(edition, NOW.date())
    return derivation.derive(key="2031", by=make_user(), now=NOW)


def of_draft(**what: Any) -> Scene:
    criterion = Criterion.objects.get(standard__edition=derived(), key="GR-1")
    return {"criterion": criterion} | what


def heading() -> Standard:
    return derived().standards.get()


def merged() -> Scene:
    scene = of_draft()
    return scene | {"into": scene["criterion"].standard.criteria.get(key="GR-2")}


def moved() -> Scene:
    scene = of_draft()
    return scene | {"standard": scene["criterion"].standard, "position": 2}


def dropped() -> Scene:
    steps.drop(**of_draft(reason="Weg."), by=make_user(), now=NOW)
    return {"dropped": Succession.objects.get(kind="dropped")}


def to_derive() -> Scene:
    derived()
    Edition.objects.get(key="2031").delete()
    return {"key": "2027"}


def emptied() -> Scene:
    standard = derived().standards.create(key="RO", position=2)
    return {"standard": standard}


def misprinted() -> Scene:
    derived()
    by = make_coordinator(make_carrier(is_centre=True))
    roles.sync(by, NOW.date())
    return {
        "criterion": Criterion.objects.get(standard__edition__key="2023", key="GR-1"),
        "text": "Lies: Grenzen.",
        "dated_on": NOW.date(),
        "by": by,
    }


DEEDS: dict[str, Callable[[], Scene]] = {
    "curriculum.domain.corrigenda.correct": misprinted,
    "curriculum.domain.derivation.derive": to_derive,
    "curriculum.domain.drafting.translate": lambda: of_draft(language="en", statement="x"),
    "curriculum.domain.drafting.translate_title": lambda: {
        "standard": heading(),
        "language": "en",
        "title": "x",
    },
    "curriculum.domain.headings.add_standard": lambda: {
        "edition": derived(),
        "key": "RO",
        "title": "Rolle",
    },
    "curriculum.domain.headings.remove": emptied,
    "curriculum.domain.headings.reorder": lambda: {"standard": heading(), "position": 1},
    "curriculum.domain.headings.retitle": lambda: {"standard": heading(), "title": "Anders"},
    "curriculum.domain.steps.add": lambda: {
        "standard": heading(),
        "key": "GR-3",
        "statement": "Neu.",
    },
    "curriculum.domain.steps.drop": lambda: of_draft(reason="Weg."),
    "curriculum.domain.steps.mark": lambda: of_draft(kind="editorial"),
    "curriculum.domain.steps.merge": merged,
    "curriculum.domain.steps.move": moved,
    "curriculum.domain.steps.renumber": lambda: of_draft(key="GR-9"),
    "curriculum.domain.steps.split": lambda: of_draft(key="GR-1a", statement="Teil."),
    "curriculum.domain.steps.take_back": dropped,
}
