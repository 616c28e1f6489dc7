"""Courses and sessions for search engines: schema.org in JSON-LD.

Only what is publicly listed is described, and only what stands on the page anyway: never an online
address, a trainer's or a participant's name.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from cohorts.domain.meetings import Meeting
from cohorts.domain.wall_time import BERLIN
from cohorts.models import Carrier, Cohort, Place, Session

CONTEXT = "https://schema.org"
ONLINE = f"{CONTEXT}/OnlineEventAttendanceMode"
ON_SITE = f"{CONTEXT}/OfflineEventAttendanceMode"
BOTH = f"{CONTEXT}/MixedEventAttendanceMode"
Data = dict[str, Any]


def event(session: Session) -> Data | None:
    """An Event; None for what is not publicly listed."""
    if not _is_listed(session.cohort):
        return None
    return {"@context": CONTEXT, **_event(session), "organizer": _carrier(session.cohort.organiser)}


def course(cohort: Cohort, sessions: Sequence[Session], *, minutes: int) -> Data | None:
    """A Course with one run, or an event as what it is; None for what is not publicly listed.

    `minutes`: of teaching, in those sessions that take place.
    """
    if not _is_listed(cohort):
        return None
    taking_place = [session for session in sessions if not session.is_cancelled]
    if cohort.kind == Cohort.Kind.EVENT:
        return {
            "@context": CONTEXT,
            "@type": "EventSeries",
            "name": cohort.title,
            "url": _address(cohort.get_absolute_url()),
            "inLanguage": cohort.language,
            "organizer": _carrier(cohort.organiser),
            "subEvent": [_event(session) for session in sessions],
        }
    return {
        "@context": CONTEXT,
        "@type": "Course",
        "name": cohort.title,
        "description": cohort.lead or cohort.title,
        "url": _address(cohort.get_absolute_url()),
        "inLanguage": cohort.language,
        "provider": _carrier(cohort.organiser),
        "offers": {"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "EUR"},
        "hasCourseInstance": [_run(taking_place, minutes)] if taking_place else [],
    }


def meeting(meeting: Meeting) -> Data | None:
    """A network meeting as an Event over all its days; None where its event is not public."""
    if meeting.event is None or not _is_listed(meeting.event):
        return None
    status = "EventCancelled" if meeting.is_cancelled else "EventScheduled"
    modes = {_attendance_mode(session) for session in meeting.sessions}
    return {
        "@context": CONTEXT,
        "@type": "Event",
        "name": meeting.page.title,
        "description": meeting.page.lead or meeting.page.title,
        "url": _address(meeting.event.get_absolute_url()),
        "startDate": _moment(meeting.sessions[0].starts_at),
        "endDate": _moment(meeting.sessions[-1].ends_at),
        "eventStatus": f"{CONTEXT}/{status}",
        "eventAttendanceMode": modes.pop() if len(modes) == 1 else BOTH,
        "location": _places(meeting.sessions),
        "isAccessibleForFree": True,
        "organizer": _carrier(meeting.event.organiser),
    }


def article(
    *, title: str, lead: str, path: str, language: str, day: date, changed: datetime, owner: str
) -> Data:
    """News as a NewsArticle, published by whoever runs the site."""
    return {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": title,
        "description": lead,
        "url": _address(path),
        "inLanguage": language,
        "datePublished": day.isoformat(),
        "dateModified": _moment(changed),
        "author": {"@type": "Organization", "name": owner},
        "publisher": {"@type": "Organization", "name": owner},
    }


def _run(sessions: Sequence[Session], minutes: int) -> Data:
    return {
        "@type": "CourseInstance",
        "courseMode": _course_mode(sessions),
        "startDate": _moment(min(session.starts_at for session in sessions)),
        "endDate": _moment(max(session.ends_at for session in sessions)),
        "courseWorkload": f"PT{minutes}M",
        "location": _places(sessions),
    }


def _event(session: Session) -> Data:
    status = "EventCancelled" if session.is_cancelled else "EventScheduled"
    return {
        "@type": "Event",
        "name": session.title,
        "url": _address(session.get_absolute_url()),
        "startDate": _moment(session.starts_at),
        "endDate": _moment(session.ends_at),
        "eventStatus": f"{CONTEXT}/{status}",
        "eventAttendanceMode": _attendance_mode(session),
        "location": _places([session]),
        "isAccessibleForFree": True,
        "inLanguage": session.cohort.language,
    }


def _attendance_mode(session: Session) -> str:
    if session.place:
        return BOTH if session.is_online else ON_SITE
    return ONLINE if session.is_online else ON_SITE


def _course_mode(sessions: Iterable[Session]) -> str:
    modes = {_attendance_mode(session) for session in sessions}
    return {frozenset([ONLINE]): "Online", frozenset([ON_SITE]): "Onsite"}.get(
        frozenset(modes), "Blended"
    )


def _places(sessions: Sequence[Session]) -> list[Data]:
    """Rooms, each once; the way into an online room is the page of the session."""
    places = dict.fromkeys(session.place for session in sessions if session.place)
    online = [session for session in sessions if session.is_online]
    return [
        *(_place(place) for place in places),
        *(
            {"@type": "VirtualLocation", "url": _address(session.get_absolute_url())}
            for session in online[:1]
        ),
    ]


def _place(place: Place) -> Data:
    return {
        "@type": "Place",
        "name": place.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "addressLocality": place.town,
            "addressRegion": place.district,
            "addressCountry": "DE",
        },
    }


def _carrier(carrier: Carrier) -> Data:
    return {"@type": "Organization", "name": carrier.name}


def _is_listed(cohort: Cohort) -> bool:
    return cohort.visibility == Cohort.Visibility.PUBLIC and cohort.state != Cohort.State.DRAFT


def _moment(at: datetime) -> str:
    return timezone.localtime(at, BERLIN).isoformat(timespec="minutes")


def _address(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path
