"""What the standards as data are read from: three adopted editions, a draft, and a module."""

from datetime import date

import pytest

from curriculum.models import CriterionText, Edition, StandardText
from tests.factories.curriculum import (
    Kind,
    make_adopted,
    make_criterion,
    make_edition,
    make_module,
    make_step,
)

SECRET = "Noch geheimer Wortlaut."


@pytest.fixture
def editions(home_page: object) -> dict[str, Edition]:
    """2023, superseded; 2025, in force, split from it; 2099 adopted ahead; 2101 a draft."""
    first = make_edition("2023")
    old = make_criterion(first, "GR-1", "Grenzen sind bekannt.")
    gone = make_criterion(first, "GR-9", "Das gab es nur früher.")
    module = make_module("Grenzen üben", old, number=8)
    make_module("Noch im Entwurf", old, live=False)
    first = make_adopted(first, date(2023, 1, 1))
    second = make_edition("2025", predecessor=first)
    known = make_criterion(second, "GR-1", "Grenzen werden benannt.", level="should")
    kept = make_criterion(second, "GR-2", "Grenzen werden gewahrt.")
    make_step(old, known, Kind.SPLIT)
    make_step(old, kept, Kind.SPLIT)
    make_step(gone, None, Kind.DROPPED)
    CriterionText.objects.create(criterion=known, language="en", statement="Limits are named.")
    StandardText.objects.create(standard=known.standard, language="en", title="Limits")
    second = make_adopted(second, date(2025, 1, 1))
    ahead = make_edition("2099", predecessor=second)
    for criterion in (known, kept):
        wording = criterion.texts.get(language="de").statement
        later = make_criterion(ahead, criterion.key, wording, level=criterion.level)
        make_step(criterion, later, Kind.UNCHANGED)
    ahead = make_adopted(ahead, date(2099, 1, 1), date(2026, 1, 1))
    draft = make_edition("2101", predecessor=ahead)
    make_criterion(draft, "GR-1", SECRET)
    return {"2023": first, "2025": second, "2099": ahead, "2101": draft, "module": module}
