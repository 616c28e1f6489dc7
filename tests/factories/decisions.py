"""Decisions about courses, waiting or decided, past the door of adopting."""

from datetime import date, timedelta
from typing import Any

from cohorts.models import Cohort, Decision
from curriculum.models import Edition
from tests.factories.cohorts import NOW, make_carrier, make_cohort, make_coordinator
from tests.factories.curriculum import make_adopted, make_criterion, make_edition

ADOPTED_ON = date(2026, 2, 2)
TODAY = NOW.date()


def make_new_edition(key: str = "2027") -> Edition:
    """An edition with one criterion, adopted four weeks before NOW."""
    if edition := Edition.objects.filter(key=key).first():
        return edition
    edition = make_edition(key)
    make_criterion(edition)
    return make_adopted(edition, date(2027, 1, 1), ADOPTED_ON)


def make_decision(cohort: Cohort | None = None, **fields: Any) -> Decision:
    """Undecided for a week, about nine people of whom four were taught."""
    if fields.get("verdict"):
        fields = {"reason": "Vier Abende stehen noch aus.", "at": NOW} | fields
    return Decision.objects.create(
        **{
            "cohort": cohort or make_cohort(),
            "edition": fields.get("edition") or make_new_edition(),
            "opened_at": NOW - timedelta(days=7),
            "people": 9,
            "taught": 4,
        }
        | fields
    )


def to_decide(**fields: Any) -> dict[str, Any]:
    """A decision, and by whom: somebody of the competence centre."""
    by = make_coordinator(make_carrier(is_centre=True))
    return {"decision": make_decision(**fields), "by": by}
