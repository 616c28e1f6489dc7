"""Calendars to subscribe to. What a reader holds already is answered 304 before it is built."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cohorts.domain import calendar_links, calendars, writing
from cohorts.filters import SessionFilter
from cohorts.models import CalendarLink, Cohort, Session
from cohorts.models.session import SessionQuerySet


@require_safe
def public_feed(request: HttpRequest) -> HttpResponse:
    """All public sessions, narrowed by the filters of the list."""
    sessions = SessionFilter(request.GET, queryset=Session.objects.publicly_listed()).qs
    with override(settings.LANGUAGE_CODE):
        name = _("Kursbuch: dates")
    # Of all sessions: one that has left the list changes the list, too.
    return _sessions(request, sessions, name=name, watched=Session.objects.all())


@require_safe
def cohort_feed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.reachable(), uuid=uuid)
    return _sessions(request, cohort.sessions.all(), name=cohort.title)


@require_safe
def session_feed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One session, to be taken into a calendar."""
    session = get_object_or_404(Session.objects.reachable(), uuid=uuid)
    response = _sessions(request, Session.objects.filter(pk=session.pk), name=session.title)
    response["Content-Disposition"] = 'attachment; filename="termin.ics"'
    return response


@require_safe
def my_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's own sessions. The address is the secret; it dies with the account."""
    links = CalendarLink.objects.select_related("user").filter(user__is_active=True)
    link = get_object_or_404(links, token=token)
    calendar_links.note_fetch(link, now=timezone.now())
    own = calendar_links.own_sessions(link)
    with writing.for_reader(link.user.language) as language:
        name = _("My sessions")
        response = _calendar(
            request,
            lambda: calendars.calendar(calendar_links.own_texts(own), name=name),
            fingerprint=[calendars.calendar([], name=name), language, *own],
            changed=max((session.modified_at for session in own), default=None),
            # Leaving a course leaves no time behind: only the ETag can tell whether this is new.
            judged_by_time=False,
        )
    response["Cache-Control"] = "private, no-cache"
    response["Content-Language"] = language
    response["X-Robots-Tag"] = "noindex"
    return response


def _sessions(
    request: HttpRequest,
    sessions: SessionQuerySet,
    *,
    name: str,
    watched: SessionQuerySet | None = None,
) -> HttpResponse:
    """`watched`: the sessions whose last change dates the feed, if they are more than it shows."""
    sessions = sessions.order_by("starts_at", "pk")
    shown = calendars.fingerprint(sessions, watched=watched)
    return _calendar(
        request,
        lambda: calendars.calendar((text for _pk, text in calendars.texts(sessions)), name=name),
        fingerprint=[calendars.calendar([], name=name), shown],
        changed=shown.changed,
    )


def _calendar(
    request: HttpRequest,
    body: Callable[[], bytes],
    *,
    fingerprint: Iterable[object],
    changed: datetime | None,
    judged_by_time: bool = True,
) -> HttpResponse:
    """`body` is made only if the reader does not hold it yet. `fingerprint`: all it depends on."""
    response = HttpResponse(content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="termine.ics"'
    response["Cache-Control"] = "public, no-cache"
    digest = hashlib.sha256("\n".join(map(repr, fingerprint)).encode()).hexdigest()
    response["ETag"] = quote_etag(digest[:32])
    seconds = int(changed.timestamp()) if changed else None
    if seconds:
        response["Last-Modified"] = http_date(seconds)
    answer = get_conditional_response(
        request,
        etag=response["ETag"],
        last_modified=seconds if judged_by_time else None,
        response=response,
    )
    if answer and answer is not response:
        return answer
    response.content = body()
    return response
