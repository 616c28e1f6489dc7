"""Calendars to subscribe to. What a reader holds already is answered 304 before it is built."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cohorts.domain import calendar_links, calendars, fingerprints, writing
from cohorts.domain.fingerprints import Fingerprint
from cohorts.filters import SessionFilter
from cohorts.models import CalendarLink, Cohort, Session
from cohorts.models.session import SessionQuerySet


@require_safe
def public_feed(request: HttpRequest) -> HttpResponse:
    """All public sessions, narrowed by the filters of the list."""
    with override(settings.LANGUAGE_CODE):
        name = _("Kursbuch: dates")
    if not request.GET:  # what nearly all readers ask for, every hour again
        shown, found = fingerprints.of_public(), Session.objects.publicly_listed
        return _sessions(request, found, shown, name=name, keep=True)
    sessions = SessionFilter(request.GET, queryset=Session.objects.publicly_listed()).qs
    # Of all sessions: one that has left the list changes the list, too.
    shown = fingerprints.fingerprint(sessions, watched=Session.objects.all())
    return _sessions(request, sessions.all, shown, name=name)


@require_safe
def cohort_feed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.reachable(), uuid=uuid)
    sessions = cohort.sessions.all()
    shown = fingerprints.fingerprint(sessions, watched=None)
    return _sessions(request, sessions.all, shown, name=cohort.title)


@require_safe
def session_feed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One session, to be taken into a calendar."""
    session = get_object_or_404(Session.objects.reachable(), uuid=uuid)
    sessions = Session.objects.filter(pk=session.pk)
    shown = fingerprints.fingerprint(sessions, watched=None)
    response = _sessions(request, sessions.all, shown, name=session.title)
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
    sessions: Callable[[], SessionQuerySet],
    shown: Fingerprint,
    *,
    name: str,
    keep: bool = False,
) -> HttpResponse:
    """`sessions` are asked for only if the reader does not hold them; `shown`: what tells that."""

    def body() -> bytes:
        in_order = sessions().order_by("starts_at", "pk")
        return calendars.calendar((text for _pk, text in calendars.texts(in_order)), name=name)

    return _calendar(
        request,
        body,
        fingerprint=[calendars.calendar([], name=name), shown],
        changed=shown.changed,
        keep=keep,
    )


def _calendar(
    request: HttpRequest,
    body: Callable[[], bytes],
    *,
    fingerprint: Iterable[object],
    changed: datetime | None,
    judged_by_time: bool = True,
    keep: bool = False,
) -> HttpResponse:
    """`body` is made only if the reader does not hold it yet. `fingerprint`: all it depends on.

    With `keep` the joined texts stay in memory until the fingerprint is another one: for the one
    calendar that strangers read, and that holds nothing about anybody.
    """
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
    response.content = _kept(request.path, response["ETag"], body) if keep else body()
    return response


def _kept(name: str, etag: str, body: Callable[[], bytes]) -> bytes:
    """The text as it was joined last; joined again if it went by another ETag."""
    found: tuple[str, bytes] | None = cache.get(f"calendar:{name}")
    if found is None or found[0] != etag:
        found = etag, body()
        cache.set(f"calendar:{name}", found, timeout=None)
    return found[1]
