"""How many seats there are: raising the number moves the line up."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cohorts.domain import log
from cohorts.domain import pool as pools
from cohorts.domain.pool import Pool
from cohorts.models import Cohort, Session

if TYPE_CHECKING:
    from home.models import User

MOST = 10_000


@transaction.atomic
def set_capacity(*, cohort: Cohort, capacity: int, by: "User", now: datetime) -> Cohort:
    """Change the seats of the cohort. Not below the seats that people already hold."""
    pool = pools.lock(cohort.pk, None, now=now)
    before = pool.cohort.capacity
    if capacity == before:
        return pool.cohort
    _refuse_unless_fits(pool, capacity)
    pool.cohort.capacity = capacity
    pool.cohort.save(update_fields=["capacity"])
    _note(pool, pool.cohort, "capacity", before, capacity, by)
    pool.settle()
    return pool.cohort


@transaction.atomic
def set_guest_capacity(*, session: Session, capacity: int, by: "User", now: datetime) -> Session:
    """Change the guest seats of one session. Not below the seats that guests already hold."""
    pool = pools.lock(session.cohort_id, session.pk, now=now)
    session = pool.session or session
    before = session.guest_capacity
    if capacity == before:
        return session
    _refuse_unless_fits(pool, capacity)
    session.guest_capacity = capacity
    session.save(update_fields=["guest_capacity"])
    _note(pool, session, "guest_capacity", before, capacity, by)
    pool.settle()
    return session


def _refuse_unless_fits(pool: Pool, capacity: int) -> None:
    if not 0 <= capacity <= MOST:
        raise ValidationError(
            _("Please enter a number of seats from 0 to %(most)s."),
            code="capacity",
            params={"most": MOST},
        )
    # People whom staff let in beyond the capacity do not stand in the way.
    held = pool.sign_ups.holding_a_seat().filter(beyond_capacity="").count()
    if capacity < held:
        raise ValidationError(
            ngettext_lazy(
                "%(held)s person already holds a seat. Sign somebody off first.",
                "%(held)s people already hold seats. Sign somebody off first.",
                held,
            ),
            code="below_held",
            params={"held": held},
        )


def _note(
    pool: Pool, what: Cohort | Session, field: str, before: int, after: int, by: "User"
) -> None:
    log.record(
        what,
        "cohorts.capacity",
        by=by,
        carrier=pool.cohort.organiser,
        data={"field": field, "before": before, "after": after},
    )
