"""What a trainer has to know tonight: who stays away, and of whom no photos are taken."""

from datetime import date, datetime

from cohorts.domain import consents
from cohorts.models import AbsenceNotice, Cohort, Consent
from home.demo.cohorts import Staff

WITHOUT_PHOTOS = 2  # people of today's course who did not agree


def seed_tonight(*, staff: Staff, on: date, now: datetime) -> None:
    """One person of today's session stays away; most have agreed to photos."""
    cohort = Cohort.objects.get(slug="basis-wetzlar")
    session = cohort.sessions.order_by("starts_at")[0]
    people = [s.participant for s in cohort.sign_ups.select_related("participant")]
    AbsenceNotice.objects.create(session=session, participant=people[0], at=now)
    for participant in people[WITHOUT_PHOTOS:]:
        consents.record(
            participant=participant,
            kind=Consent.Kind.PHOTOS,
            given_on=on,
            by_guardian=False,
            by=staff.coordinator,
            now=now,
        )
