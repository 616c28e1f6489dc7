"""Carriers, cohorts and sessions, made by the deeds that make them in the house."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from cohorts.domain import cohort_life, timetable, wall_time
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Carrier, Cohort, Participant, Place, Session, SignUp
from curriculum.models import (
    Edition,
    ModuleIndexPage,
    ModulePage,
    ProgrammeIndexPage,
    ProgrammeModule,
    ProgrammePage,
)
from home.models import User
from tests.factories.home import make_home_page

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)
FIRST_DAY = date(2026, 9, 15)
numbers = count(1)


def make_user(**fields: Any) -> User:
    return User.objects.create_user(
        fields.pop("email", f"person{next(numbers)}@example.org"), **fields
    )


def make_carrier(**fields: Any) -> Carrier:
    return Carrier.objects.create(**{"name": f"Verein {next(numbers)}"} | fields)


def make_place(**fields: Any) -> Place:
    return Place.objects.create(
        **{"carrier": fields.get("carrier") or make_carrier(), "name": "Saal", "town": "Kassel"}
        | fields
    )


def make_module(**fields: Any) -> ModulePage:
    """A published module, with a revision."""
    shelf = ModuleIndexPage.objects.first() or make_home_page().add_child(
        instance=ModuleIndexPage(title="Module", slug="module")
    )
    number = next(numbers)
    page = shelf.add_child(
        instance=ModulePage(**{"title": f"Modul {number}", "slug": f"modul-{number}"} | fields)
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_programme(*, obligatory: tuple[ModulePage, ...] = (), **fields: Any) -> ProgrammePage:
    shelf = ProgrammeIndexPage.objects.first() or make_home_page().add_child(
        instance=ProgrammeIndexPage(title="Programme", slug="programme")
    )
    number = next(numbers)
    page = ProgrammePage(**{"title": f"Programm {number}", "slug": f"programm-{number}"} | fields)
    page.programme_modules = [
        ProgrammeModule(module=module, obligatory=True) for module in obligatory
    ]
    shelf.add_child(instance=page).save_revision().publish()
    page.refresh_from_db()
    return page


def make_edition(key: str = "2025", in_force_from: date = date(2025, 1, 1)) -> Edition:
    return Edition.objects.create(
        key=key,
        state=Edition.State.ADOPTED,
        adopted_on=in_force_from,
        in_force_from=in_force_from,
    )


def make_draft(**fields: Any) -> Cohort:
    return cohort_life.create(
        by=None,
        now=NOW,
        **{
            "title": f"Kurs {next(numbers)}",
            "organiser": fields.get("organiser") or make_carrier(),
            "visibility": Cohort.Visibility.PUBLIC,
        }
        | fields,
    )


def make_session(
    cohort: Cohort | None = None,
    day: date = FIRST_DAY,
    wall: time = time(18),
    minutes: int = 180,
    **fields: Any,
) -> Session:
    start = wall_time.berlin(day, wall).at
    plan: dict[str, Any] = {
        "cohort": cohort or make_draft(),
        "title": "Grenzen achten",
        "starts_at": start,
        "ends_at": start + timedelta(minutes=minutes),
        "segments": [PlannedSegment("teaching", min(90, minutes))],
        "by": None,
        "now": NOW,
    }
    return timetable.plan_session(**plan | fields)


def make_cohort(sessions: int = 1, **fields: Any) -> Cohort:
    """A published cohort with weekly sessions."""
    cohort = make_draft(**fields)
    for week in range(sessions):
        make_session(cohort, FIRST_DAY + timedelta(weeks=week))
    return cohort_life.publish(cohort=cohort, by=None, now=NOW)


def make_participant(**fields: Any) -> Participant:
    number = next(numbers)
    return Participant.objects.create(
        **{"full_name": f"Alina Beispiel {number}", "email": f"alina{number}@example.org"} | fields
    )


def make_sign_up(cohort: Cohort, state: str = "confirmed", **fields: Any) -> SignUp:
    """A row in the given state, without going through the door."""
    return SignUp.objects.create(
        **{
            "participant": fields.get("participant") or make_participant(),
            "cohort": cohort,
            "state": state,
            "queued_at": NOW,
            "state_since": NOW,
            "offered_until": NOW + timedelta(days=3) if state == "offered" else None,
        }
        | fields
    )
