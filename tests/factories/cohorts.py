"""Rows of what happens: carriers, cohorts with their sessions, people and their sign-ups.

Every field can be given; what is not given is plain and valid. Times are fixed around `NOW`.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from cohorts.models import (
    Affiliation,
    Carrier,
    Cohort,
    Membership,
    Participant,
    Place,
    Segment,
    Session,
    SessionTrainer,
    SignUp,
)
from home.models import User

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday, 10:00 in Berlin, winter time
_numbers = count(1)


def make_carrier(**fields: Any) -> Carrier:
    return Carrier.objects.create(**{"name": f"Träger {next(_numbers)}"} | fields)


def make_user(**fields: Any) -> User:
    number = next(_numbers)
    fields = {"email": f"user{number}@example.org", "name": f"Nutzerin {number}"} | fields
    return User.objects.create_user(**fields)


def make_coordinator(carrier: Carrier, **fields: Any) -> User:
    user = make_user(**fields)
    Membership.objects.create(
        user=user, carrier=carrier, role=Membership.Role.COORDINATOR, since=date(2020, 1, 1)
    )
    return user


def make_place(**fields: Any) -> Place:
    fields = {
        "name": f"Haus {next(_numbers)}",
        "address": "Lindenweg 4",
        "town": "Fulda",
        "access": "Ohne Stufen",
    } | fields
    if "carrier" not in fields:
        fields["carrier"] = make_carrier()
    return Place.objects.create(**fields)


def make_cohort(**fields: Any) -> Cohort:
    """A published, public course with two seats and no session."""
    number = next(_numbers)
    fields = {
        "title": f"Kurs {number}",
        "slug": f"kurs-{number}",
        "state": Cohort.State.PUBLISHED,
        "visibility": Cohort.Visibility.PUBLIC,
        "capacity": 2,
    } | fields
    if "organiser" not in fields:
        fields["organiser"] = make_carrier()
    return Cohort.objects.create(**fields)


def make_session(cohort: Cohort | None = None, **fields: Any) -> Session:
    """Two hours, three weeks after NOW; `starts_at` moves the end along."""
    starts_at = fields.setdefault("starts_at", NOW + timedelta(days=21))
    fields = {
        "title": f"Termin {next(_numbers)}",
        "ends_at": starts_at + timedelta(hours=2),
        "cohort": cohort or make_cohort(),
        "modified_at": NOW,
    } | fields
    return Session.objects.create(**fields)


def make_segment(session: Session, **fields: Any) -> Segment:
    fields = {"position": session.segments.count() + 1, "minutes": 45} | fields
    return Segment.objects.create(session=session, **fields)


def make_trainer(session: Session, user: User | None = None) -> User:
    user = user or make_user()
    SessionTrainer.objects.create(session=session, user=user)
    return user


def make_participant(**fields: Any) -> Participant:
    number = next(_numbers)
    fields = {"full_name": f"Person {number}", "email": f"person{number}@example.org"} | fields
    return Participant.objects.create(**fields)


def make_affiliation(participant: Participant, carrier: Carrier, **fields: Any) -> Affiliation:
    fields = {"since": date(2025, 1, 1)} | fields
    return Affiliation.objects.create(participant=participant, carrier=carrier, **fields)


def make_sign_up(
    cohort: Cohort,
    participant: Participant | None = None,
    state: str = SignUp.State.CONFIRMED,
    **fields: Any,
) -> SignUp:
    """A row past the door, in any state; each one queued after the last."""
    number = next(_numbers)
    at = NOW - timedelta(days=7) + timedelta(seconds=number)
    fields = {"queued_at": at, "state_since": at} | fields
    if state == SignUp.State.OFFERED:
        fields.setdefault("offered_until", NOW + timedelta(hours=24))
    return SignUp.objects.create(
        cohort=cohort, participant=participant or make_participant(), state=state, **fields
    )
