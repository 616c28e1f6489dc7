"""What stands in a calendar that was fetched."""

import re
from typing import Any

from django.urls import reverse

from cohorts.domain import calendar_links
from cohorts.models import Cohort, Session
from home.models import User

PUBLIC = "/calendar/public.ics"


def uids(response: Any) -> list[str]:
    """Of the sessions, in their order."""
    assert response.status_code == 200
    return re.findall(r"UID:([0-9a-f-]{36})@", response.content.decode())


def uids_of(*cohorts: Cohort) -> list[str]:
    sessions = Session.objects.filter(cohort__in=cohorts).order_by("starts_at", "pk")
    return [str(uuid) for uuid in sessions.values_list("uuid", flat=True)]


def text_of(response: Any) -> str:
    """The file with its lines unfolded."""
    text: str = response.content.decode()
    return text.replace("\r\n ", "")


def address_of(user: User | None, contents: str = "all") -> str:
    """Of the user's own calendar."""
    assert user
    return reverse(
        "calendar:me", args=[calendar_links.link_for(user=user, contents=contents).token]
    )
