"""What the paths of the screens need from the demo: rows that are there, links made anew.

`python -m tests.screens.places` answers for the house whose surroundings it is started in.
"""

import json
import sys
from dataclasses import asdict, dataclass
from datetime import datetime

import django
from django.utils import timezone

from tests.screens import FACTOR


@dataclass(frozen=True)
class Places:
    paths: dict[str, str]  # what stands in braces in the paths
    sign_ins: dict[str, str]  # role → the value of its cookie


def prepare(now: datetime) -> Places:
    """Read the demo, and make the links that only a mail or a letter would tell."""
    from tests.screens import rows

    trainer, coordinator = rows.user("trainer"), rows.user("coordinator")
    tonight, closed = rows.open_list(trainer, now), rows.closed_list()
    person = closed.attendances.earliest("pk").participant
    upcoming = rows.upcoming(now)
    rated = rows.rated_course(coordinator, now)
    substitute, withdrawn = rows.substitutes(tonight, by=trainer, now=now)
    rows.found_entry(rows.user("trainee"))
    users = {
        "trainee": rows.user("trainee"),
        "trainer": trainer,
        "coordinator": coordinator,
        "centre": rows.user("centre"),
        "other": rows.coordinator_of(closed.cohort.organiser),
        FACTOR: rows.with_second_factor(),
    }
    return Places(
        paths={
            "section": rows.section_path(),
            "session": str(upcoming.earliest("starts_at").uuid),
            "past_session": str(rows.past(now).latest("starts_at").uuid),
            "cohort": tonight.cohort.slug,
            "cohort_title": tonight.cohort.title,
            "cohort_pk": str(tonight.cohort_id),
            "full_cohort": rows.full_cohort().slug,
            "sign_up": rows.sign_up_token(tonight.cohort, minor=False, now=now),
            "minor_sign_up": rows.sign_up_token(tonight.cohort, minor=True, now=now),
            "code": rows.personal_code(person, by=users["other"], now=now),
            "invitation": rows.invitation_token(coordinator, now=now),
            "substitute": substitute,
            "withdrawn": withdrawn,
            "consulted": rows.consulted_draft(coordinator, now).key,
            "adopted": rows.adopted_after_consultation(trainer, now).key,
            "rated_pk": str(rated.pk),
            "asked": rows.seat_in(rated, rows.learner("trainee"), now, has_answered=False),
            "answered": rows.seat_in(
                rows.past_course(coordinator, now, "Erste Schritte im Ehrenamt"),
                rows.learner("trainee"),
                now,
                has_answered=True,
            ),
            "asked_by_letter": rows.seat_in(rated, person, now, has_answered=False),
            "today": str(tonight.uuid),
            "closed": str(closed.uuid),
            "person": str(person.pk),
        },
        sign_ins={role: rows.cookie_of(user) for role, user in users.items()},
    )


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(asdict(prepare(timezone.now()))))
