"""Offers end by themselves; the worker looks every minute."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from cohorts.domain import pool as pools
from cohorts.models import SignUp

logger = logging.getLogger(__name__)


def expire_offers(*, now: datetime) -> int:
    """End every offer whose deadline has passed and offer the seat to the next in line.

    One transaction per pool, cohorts in ascending order. One that fails stops no other.
    Running twice, or in two processes, changes nothing more. Returns how many offers ended.
    """
    overdue = SignUp.objects.filter(state=SignUp.State.OFFERED, offered_until__lte=now)
    found = overdue.order_by("cohort_id", "session_id").values_list("cohort", "session").distinct()
    ended = 0
    for cohort_pk, session_pk in list(found):
        try:
            with transaction.atomic():
                ended += pools.lock(cohort_pk, session_pk, now=now).settle().ended
        except DatabaseError as error:
            logger.warning("Offers of cohort %s: %s, tried again later.", cohort_pk, error)
    return ended
